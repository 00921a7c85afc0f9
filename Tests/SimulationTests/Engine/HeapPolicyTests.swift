import Assets
import MemoryCore
import Simulation
import Testing
import Traces

/// Every heap policy behind the kernel: in virtual memory that is mapped as the heap grows.
@Suite struct HeapPolicyTests {
  private static func machine(_ policy: HeapPolicy, size: UInt64) throws -> Machine {
    var machine = try Machine(MachineDescription())
    for stage in BootStage.allCases { _ = try machine.apply(.boot(.stage(stage))) }
    _ = try machine.apply(.heap(.create(HeapDescription(size: size, policy: policy))))
    return machine
  }

  private static func name(_ number: Int) -> Name {
    Name(slot: UInt32(number), label: .block(UInt32(number)))
  }

  @Test(arguments: HeapPolicy.allCases)
  func theRecordingOfSqliteRunsInAHeapThatGrows(policy: HeapPolicy) throws {
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    var machine = try Self.machine(policy, size: 16 << 10)
    for (n, command) in trace.commands(alignment: 8).enumerated() {
      _ = try machine.apply(command)
      if n % 500 == 0 { check(machine, policy) }
    }
    check(machine, policy)
    #expect(machine.program.blockCount == 0)
    #expect(machine.value(of: .outOfMemory) == 0)
    #expect(machine.value(of: .heapUsed) == 0)
    #expect(machine.value(of: .heapSize) > 16 << 10)
    #expect(machine.value(of: .heapLargest) > 4_096)
  }

  private func check(_ machine: Machine, _ policy: HeapPolicy) {
    let holes = machine.holes()
    let heap = machine.kernel.heap
    if policy != .slab { #expect(holes.count == heap?.holeCount) }
    #expect(heap?.isDamaged == false)
    let hit = machine.program.blocks.first { block in
      guard case .block(let address, let layout) = block.value else { return false }
      return holes.contains {
        $0.address < address + layout.size && address < $0.address + $0.size
      }
    }
    #expect(policy == .fixedBlock || hit == nil)
  }

  @Test(arguments: HeapPolicy.allCases.filter { $0 != .bump }, [UInt64(16), 4_096, 65_536])
  func growsForAnyLayout(policy: HeapPolicy, size: UInt64) throws {
    var machine = try Self.machine(policy, size: size)
    let layouts: [(UInt64, UInt64)] = [
      (1, 1), (24, 8), (600, 64), (5_000, 4_096), (70_000, 8), (300_000, 65_536),
      (100, 1 << 20),
    ]
    for (n, (size, alignment)) in layouts.enumerated() {
      let name = Self.name(n)
      let outcome = try machine.apply(.heap(.allocate(name, size: size, alignment: alignment)))
      guard case .heap(.allocated(let allocation)) = outcome else {
        Issue.record("\(size) bytes at a multiple of \(alignment): \(outcome)")
        return
      }
      #expect(allocation.block.address.isAligned(to: alignment))
    }
    for n in layouts.indices { _ = try machine.apply(.heap(.free(.name(Self.name(n))))) }
    #expect(machine.value(of: .heapUsed) == 0)
  }

  /// The kernel refuses a second free before the heap sees it; what a program can do to the heap
  /// is write over its headers.
  @Test func anOverwrittenListIsReported() throws {
    var machine = try Self.machine(.bestFit, size: 64 << 10)
    let names = (0..<3).map(Self.name)
    for name in names { _ = try machine.apply(.heap(.allocate(name, size: 64, alignment: 8))) }
    _ = try machine.apply(.heap(.free(.name(names[1]))))
    let write = MemoryAccess(
      kind: .write(0x1234_5670), address: .address(0x4444_4444_0048), isUser: false, size: 8,
      alignmentCheck: false)
    _ = try machine.apply(.access(.memory(write)))
    #expect(throws: Refusal.heap(.refused(.damagedList))) {
      try machine.apply(.heap(.free(.name(names[2]))))
    }
  }
}
