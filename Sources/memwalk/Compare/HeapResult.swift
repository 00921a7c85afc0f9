import MemoryCore
import Simulation

/// How one heap came through a trace.
struct HeapResult {
  /// The heap.
  let policy: HeapPolicy
  /// How many commands there were.
  let operations: Int
  /// CPU time through the simulated machine, in nanoseconds.
  private(set) var nanoseconds: UInt64 = 0
  /// The bytes from the heap's start to the highest end that a block had: what it needed at most.
  private(set) var peakHeap: UInt64 = 0
  /// The most bytes in blocks, as the heap rounds them.
  private(set) var peakUsed: UInt64 = 0
  /// The bytes asked for, where most were in blocks.
  private(set) var requestedAtPeak: UInt64 = 0
  /// How many allocations succeeded, reallocations among them.
  private(set) var allocations = 0
  /// The holes that were looked at for them and passed.
  private(set) var passed = 0
  /// How many allocations found no memory.
  private(set) var outOfMemory: UInt64 = 0
  /// How many commands the machine refused.
  private(set) var refused = 0
  /// The course of the run: before the first command, then at even distances.
  private(set) var samples: [Sample] = []

  /// A moment of the run.
  struct Sample {
    let operation: Int
    let used: UInt64
    let heap: UInt64
    let holes: UInt64
    /// In tenths of a percent.
    let fragmentation: UInt64
  }

  private static let sampleCount = 240

  /// Runs a trace on a machine whose heap is of the policy. Throws if there is no such machine, and
  /// `bootFails` if it does not boot. `progress` is told how many commands are done.
  init(
    _ policy: HeapPolicy, _ trace: PackedCommands, alignment: UInt64,
    on description: MachineDescription, progress: (Int) -> Void = { _ in }
  ) throws(Refusal) {
    self.policy = policy
    operations = trace.count
    var machine = try Machine(description)
    for stage in BootStage.allCases {
      do {
        if stage == .heap { _ = try machine.apply(.heap(.create(HeapDescription(policy: policy)))) }
        _ = try machine.apply(.boot(.stage(stage)))
      } catch {
        throw .boot(.fails(stage, error))
      }
    }
    sample(machine, 0)
    let interval = max(1, trace.count / Self.sampleCount)
    var done = 0
    while done < trace.count {
      let piece = done..<min(done + interval, trace.count)
      let time = CPUTime()
      for index in piece { run(trace[index].command(alignment: alignment), on: &machine) }
      nanoseconds += time.nanoseconds
      done = piece.upperBound
      sample(machine, done)
      progress(done)
    }
    outOfMemory = machine.value(of: .outOfMemory)
  }

  private mutating func run(_ command: Command, on machine: inout Machine) {
    do {
      switch try machine.apply(command) {
      case .heap(.allocated(let made)), .heap(.reallocated(let made, _, _)):
        allocations += 1
        passed += made.block.passed + (made.growth?.passed ?? 0)
        guard let heap = machine.kernel.heap else { return }
        peakHeap = max(peakHeap, made.block.address - heap.start + made.block.size)
        guard heap.used > peakUsed else { return }
        peakUsed = heap.used
        requestedAtPeak = machine.program.requested
      default: break
      }
    } catch {
      refused += 1
    }
  }

  private mutating func sample(_ machine: Machine, _ operation: Int) {
    samples.append(
      Sample(
        operation: operation, used: machine.value(of: .heapUsed),
        heap: machine.value(of: .heapSize),
        holes: machine.value(of: .heapHoles), fragmentation: machine.value(of: .heapFragmentation)))
  }
}

extension HeapResult {
  /// Operations a second of CPU time.
  var throughput: Double { Double(operations) / max(1e-9, Double(nanoseconds) / 1e9) }

  /// The part of the heap up to its highest block that was asked for, where most bytes were in
  /// blocks; in tenths of a percent.
  var utilisation: UInt64 { peakHeap > 0 ? requestedAtPeak * 1000 / peakHeap : 0 }

  /// The part of the blocks' bytes that nobody asked for, where most are in blocks; in tenths of a percent.
  var internalFragmentation: UInt64 {
    peakUsed > requestedAtPeak ? (peakUsed - requestedAtPeak) * 1000 / peakUsed : 0
  }

  /// External fragmentation over the samples but the first, the mean, in tenths of a percent.
  var externalFragmentation: UInt64 {
    let samples = samples.dropFirst()
    return samples.isEmpty ? 0 : samples.reduce(0) { $0 + $1.fragmentation } / UInt64(samples.count)
  }

  /// The holes passed for an allocation, the mean.
  var holesPerAllocation: Double { allocations > 0 ? Double(passed) / Double(allocations) : 0 }
}
