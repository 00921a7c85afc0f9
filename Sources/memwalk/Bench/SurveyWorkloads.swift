import MemoryCore
import Randomness
import Simulation

extension Workload {
  /// A long trace, none of whose commands is refused.
  static let survey = Workload(
    name: "survey", unit: .rate, summary: "survey a trace of 1,000,000 operations in memory"
  ) { run(SurveyedTrace(disturbance: nil)) }

  /// The same with frees of what is free already.
  static let surveyRefused = Workload(
    name: "survey.refused", unit: .rate, summary: "survey with 1 % frees of freed blocks between"
  ) { run(SurveyedTrace(disturbance: .doubleFree)) }

  /// The same with blocks that no heap has room for.
  static let surveyOutOfMemory = Workload(
    name: "survey.out-of-memory", unit: .rate, summary: "survey with 1 % too large allocations"
  ) { run(SurveyedTrace(disturbance: .hugeBlock)) }

  /// What is in vain must leave no trace: the machine has to be that of the trace without it.
  private static func run(_ trace: SurveyedTrace) -> Run {
    var timeline = trace.timeline()
    var direct = timeline.machine
    SurveyedTrace(disturbance: nil).carryOut(on: &direct)
    let time = CPUTime()
    timeline.survey()
    let nanoseconds = time.nanoseconds
    timeline.seek(to: timeline.end)
    return Run(
      nanoseconds: nanoseconds, operations: trace.count,
      expected: "\(figures(of: direct)), \(trace.refusals) refused",
      found: "\(figures(of: timeline.machine)), \(timeline.refused.count) refused")
  }

  private static func figures(of machine: Machine) -> String {
    "\(machine.program.blockCount) live, \(machine.value(of: .heapUsed)) used, "
      + "\(machine.value(of: .heapHoles)) holes"
  }
}

/// A generated trace of small blocks, one operation in a hundred of which may be in vain.
private struct SurveyedTrace {
  /// What is in vain.
  enum Disturbance {
    /// A free of a block that is free already.
    case doubleFree
    /// An allocation that no heap has room for.
    case hugeBlock
  }

  // A debug build's tests are after what is computed.
  #if DEBUG
    private static let operations = 20_000
  #else
    private static let operations = 1_000_000
  #endif
  private static let most = 200

  /// How many of the commands are refused.
  private(set) var refusals = 0
  private var commands = PackedCommands()

  var count: Int { commands.count }

  init(disturbance: Disturbance?) {
    var random = SplitMix64(seed: 31)
    var live: [UInt32] = []
    var free = Array((0..<UInt32(Self.most)).reversed())
    // What the block in a slot is called, or the last one that was there.
    var numbers = [UInt32](repeating: 0, count: Self.most)
    for number in 0..<UInt32(Self.operations) {
      if live.isEmpty || live.count < Self.most && random.below(100) < 55 {
        let slot = free.removeLast()
        numbers[Int(slot)] = number
        commands.append(.allocate(number, slot: slot, size: random.draw(from: 1...256)))
        live.append(slot)
      } else {
        let index = Int(random.below(UInt64(live.count)))
        let slot = live[index]
        commands.append(.free(numbers[Int(slot)], slot: slot))
        live.swapAt(index, live.count - 1)
        live.removeLast()
        free.append(slot)
        guard number % 50 == 0, let disturbance else { continue }
        disturb(disturbance, freed: slot, numbers[Int(slot)], number)
      }
    }
  }

  private mutating func disturb(
    _ disturbance: Disturbance, freed slot: UInt32, _ name: UInt32, _ number: UInt32
  ) {
    switch disturbance {
    case .doubleFree:
      commands.append(.free(name, slot: slot))
      refusals += 1
    case .hugeBlock:
      commands.append(.allocate(number, slot: UInt32(Self.most), size: 1 << 40))
    }
  }

  /// Carries out the commands, none of which is refused.
  func carryOut(on machine: inout Machine) {
    do {
      for number in 0..<count { _ = try machine.apply(commands[number].command(alignment: 8)) }
    } catch {
      preconditionFailure("a command of the trace is refused: \(error)")
    }
  }

  /// A booted machine with the trace ahead.
  func timeline() -> Timeline {
    do {
      var timeline = try Timeline(MachineDescription())
      for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
      timeline.load(commands, alignment: 8)
      return timeline
    } catch {
      preconditionFailure("cannot boot the machine: \(error)")
    }
  }
}
