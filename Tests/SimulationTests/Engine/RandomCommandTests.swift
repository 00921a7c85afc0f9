import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// Whatever is asked of a machine, it does it or it refuses; it never traps and never does half.
@Suite struct RandomCommandTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>, [false, true])
  func refusalsChangeNothingAndReplaysAgree(seed: UInt64, damages: Bool) throws {
    var commands = RandomCommands(random: SplitMix64(seed: seed), damages: damages)
    let memory = MachineDescription(memory: .size(seed % 2 == 0 ? 8 << 20 : 64 << 20))
    var timeline = try Timeline.booted(memory, through: seed % 3 == 0 ? .mapper : .handover)
    var direct = timeline.machine
    var (refused, done) = (0, 0)
    for round in 0..<300 {
      let command = commands.next(for: timeline.machine)
      let before = timeline.machine
      do {
        try timeline.append(command)
      } catch {
        refused += 1
        let found = differences(before, timeline.machine)
        try #require(found.isEmpty, "\(command) was refused and changed \(found)")
        if error.isFoundBeforehand { try checkUntouched(before, by: command) }
        continue
      }
      done += 1
      try checkStep(timeline, before)
      _ = try direct.apply(command)
      if round % 8 == 0 {
        let found = differences(direct, timeline.machine)
        try #require(found.isEmpty, "\(command) does something else when recorded: \(found)")
      }
      let tables = TableModel(of: timeline.machine)
      try #require(
        timeline.machine.value(of: .tablesCount) == UInt64(tables.tables.count), "\(command)")
      try #require(timeline.machine.value(of: .tablesEntries) == tables.entryCount, "\(command)")
      if !damages { try checkKernel(timeline.machine, after: command) }
      // Figures and owners of a damaged machine are still figures and owners.
      try checkFigures(timeline, after: command)
    }
    #expect(refused > 30 && done > 30, "\(refused) refused, \(done) done")
    try checkReplay(timeline, seed)
  }

  /// A command that is refused beforehand needs no copy of the machine.
  private func checkUntouched(_ machine: Machine, by command: Command) throws {
    var direct = machine
    _ = try? direct.apply(command)
    let found = differences(machine, direct)
    try #require(found.isEmpty, "\(command) is not refused beforehand: it changed \(found)")
  }

  /// The recorded accesses of a step are all that it does to memory.
  private func checkStep(_ timeline: Timeline, _ before: Machine) throws {
    let step = try #require(timeline.step)
    let after = before.after(step.accesses[...])
    let frame = differingFrame(after.hardware.physical, timeline.machine.hardware.physical)
    try #require(frame == nil, "\(step.command) changes a frame unseen")
    _ = step.cause
  }

  /// What the series has of the point is what the machine says.
  private func checkFigures(_ timeline: Timeline, after command: Command) throws {
    let point = timeline.point
    for figure in Figure.allCases where figure.group != .step {
      let kept = timeline.series.extent(of: figure, over: point..<point + 1)
      let value = timeline.machine.value(of: figure)
      try #require(kept == Extent(value), "\(figure) after \(command)")
    }
  }

  private func checkKernel(_ machine: Machine, after command: Command) throws {
    // A page that a script maps to the bitmap's frame can be written to, which is its affair.
    let defect = machine.checkInvariants()
    try #require(defect == nil, "\(command)")
    #expect(machine.value(of: .framesFree) <= machine.value(of: .framesUsable))
  }

  private func checkReplay(_ timeline: Timeline, _ seed: UInt64) throws {
    var again = timeline
    var random = SplitMix64(seed: seed)
    again.seek(to: 0)
    for _ in 0..<6 {
      let point = Int.random(in: 0...timeline.end, using: &random)
      again.seek(to: point)
      let found = differences(again.machine, timeline.replayed(to: point))
      #expect(found.isEmpty, "point \(point): \(found)")
    }
    again.seek(to: again.end)
    #expect(differences(again.machine, timeline.machine).isEmpty)
  }
}
