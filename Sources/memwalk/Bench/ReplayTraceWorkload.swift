import MemoryCore
import Simulation

extension Workload {
  /// The heap's workload of mixed sizes as commands of a machine.
  static let replayTrace = Workload(
    name: "replay.trace", unit: .nanoseconds,
    summary: "heap.trace through the simulated RAM of a machine"
  ) {
    replayTrace(
      .linkedList, { LinkedListHeap(start: $0, size: $1, in: &$2) },
      expected: linkedListTraceAnswer)
  }

  /// The same with the TLSF heap.
  static let replayTraceTLSF = Workload(
    name: "replay.trace.tlsf", unit: .nanoseconds, summary: "replay.trace with the TLSF heap"
  ) {
    replayTrace(
      .tlsf, { TLSFHeap(start: $0, size: $1, in: &$2) }, expected: tlsfTraceAnswer)
  }

  private static func replayTrace<Heap: HeapAllocator>(
    _ policy: HeapPolicy,
    _ make: (VirtualAddress, UInt64, inout HostMemory<VirtualAddress>) -> Heap, expected: String
  ) -> Run {
    let commands = HeapWorkload(make).commands(for: HeapWorkload(make).record(100_000))
    do {
      var machine = try Machine(MachineDescription())
      for stage in BootStage.allCases { _ = try machine.apply(.boot(.stage(stage))) }
      let description = HeapDescription(size: 1 << 20, policy: policy, grows: false)
      _ = try machine.apply(.heap(.create(description)))
      let found = try answer(machine, commands)
      let time = CPUTime()
      for command in commands { _ = try machine.apply(command) }
      return Run(
        nanoseconds: time.nanoseconds, operations: commands.count, expected: expected, found: found)
    } catch {
      preconditionFailure("cannot replay the workload: \(error)")
    }
  }

  /// What a machine comes to.
  private static func answer(_ booted: Machine, _ commands: [Command]) throws -> String {
    var machine = booted
    var (allocations, failures, sum) = (0, 0, 0 as UInt64)
    for command in commands {
      switch try machine.apply(command) {
      case .heap(.allocated(let allocation)):
        allocations += 1
        sum += allocation.block.address.rawValue - 0x4444_4444_0000
      case .heap(.outOfMemory):
        allocations += 1
        failures += 1
      default: break
      }
    }
    return "allocations \(allocations), failed \(failures), "
      + "used \(machine.value(of: .heapUsed)), holes \(machine.value(of: .heapHoles)), "
      + "sum of offsets \(sum)"
  }
}

extension HeapWorkload {
  /// The operations as commands. A block has the slot of its place among the live ones at first.
  fileprivate consuming func commands(for operations: [Operation]) -> [Command] {
    var heap = self
    var live = LiveBlocks()
    var names: [Name] = []
    var free: [UInt32] = []
    var totals = Totals()
    return operations.enumerated().map { number, operation in
      let before = live.count
      heap.perform(operation, &live, &totals)
      switch operation {
      case .allocate(let layout):
        let slot = free.popLast() ?? UInt32(names.count)
        let name = Name(slot: slot, label: .block(UInt32(number)))
        if live.count > before { names.append(name) } else { free.append(slot) }
        return .heap(.allocate(name, size: layout.size, alignment: layout.alignment))
      case .free(let index, _):
        let name = names[index]
        free.append(name.slot)
        names.swapAt(index, names.count - 1)
        names.removeLast()
        return .heap(.free(.name(name)))
      }
    }
  }
}
