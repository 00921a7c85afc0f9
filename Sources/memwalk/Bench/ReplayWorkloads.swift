import Assets
import MemoryCore
import Simulation
import Traces

extension Workload {
  /// The recording of sqlite through heap, mapper and MMU.
  static let replayLinkedList = Workload(
    name: "replay.linked-list", unit: .rate,
    summary: "replay sqlite3.rep 150 times, each in a fresh heap"
  ) {
    let replay = ReplayWorkload()
    let time = CPUTime()
    for _ in 0..<ReplayWorkload.rounds { replay.run() }
    return replay.checkedRun(
      time.nanoseconds, operations: ReplayWorkload.rounds * replay.commands.count)
  }

  /// The same with the TLSF heap.
  static let replayTLSF = Workload(
    name: "replay.tlsf", unit: .rate,
    summary: "replay sqlite3.rep 150 times, each in a fresh TLSF heap"
  ) {
    let replay = ReplayWorkload(policy: .tlsf)
    let time = CPUTime()
    for _ in 0..<ReplayWorkload.rounds { replay.run() }
    return replay.checkedRun(
      time.nanoseconds, operations: ReplayWorkload.rounds * replay.commands.count,
      expected: "0xc670, 10 holes")
  }

  /// The same with every access noted.
  static let replayRecorded = Workload(
    name: "replay.recorded", unit: .rate,
    summary: "replay sqlite3.rep 10 times with every memory access recorded"
  ) {
    let replay = ReplayWorkload()
    let time = CPUTime()
    for _ in 0..<10 { replay.runRecording() }
    return replay.checkedRun(time.nanoseconds, operations: 10 * replay.commands.count)
  }
}

/// A booted machine and the commands of a recording.
private struct ReplayWorkload {
  // A debug build's tests are after what is computed.
  #if DEBUG
    static let rounds = 2
  #else
    static let rounds = 150
  #endif

  let commands: [Command]
  private let booted: Machine

  init(policy: HeapPolicy = .linkedList) {
    do {
      let bytes = Assets.trace(named: "sqlite3") ?? []
      let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
      commands = trace.commands(alignment: 8)
      var machine = try Machine(MachineDescription())
      for stage in BootStage.allCases { _ = try machine.apply(.boot(.stage(stage))) }
      if policy != .linkedList {
        _ = try machine.apply(.heap(.create(HeapDescription(policy: policy))))
      }
      booted = machine
    } catch {
      preconditionFailure("cannot prepare the recording: \(error)")
    }
  }

  @inline(never)
  func run() {
    var machine = booted
    do {
      for command in commands { _ = try machine.apply(command) }
    } catch {
      preconditionFailure("cannot replay the recording: \(error)")
    }
  }

  @inline(never)
  func runRecording() {
    var machine = booted
    do {
      for command in commands { _ = try machine.applyRecording(command) }
    } catch {
      preconditionFailure("cannot replay the recording: \(error)")
    }
  }

  /// The figures of a run, checked by the state at operation 6,201.
  func checkedRun(
    _ nanoseconds: UInt64, operations: Int, expected: String = "0x9b58, 16 holes"
  ) -> Workload.Run {
    var machine = booted
    var place = "nowhere"
    for command in commands.prefix(6201) {
      if case .heap(.allocated(let allocation))? = try? machine.apply(command) {
        let offset = allocation.block.address.rawValue - 0x4444_4444_0000
        place = "0x" + String(offset, radix: 16)
      }
    }
    return Workload.Run(
      nanoseconds: nanoseconds, operations: operations, expected: expected,
      found: "\(place), \(machine.holes().count) holes")
  }
}
