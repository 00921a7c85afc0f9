import Assets
import MemoryCore
import Randomness
import Testing
import Traces

@testable import Simulation

/// A point of the past is the machine that a direct run has there.
@Suite struct TimelineTests {
  /// The commands of a recording behind those of the boot.
  static func commands(_ trace: String) throws -> [Command] {
    let bytes = try #require(Assets.trace(named: trace))
    let events = try RepReader.read(FileContents(name: trace, bytes: bytes))
    return BootStage.allCases.map { .boot(.stage($0)) } + events.commands(alignment: 8)
  }

  private func used(_ timeline: Timeline, _ points: Range<Int>) -> Extent? {
    timeline.series.extent(of: .heapUsed, over: points)
  }

  private func timeline(_ commands: [Command]) throws -> Timeline {
    var timeline = try Timeline(MachineDescription())
    timeline.load(commands)
    return timeline
  }

  @Test(arguments: Assets.traceNames)
  func everyPointForwardsIsThatOfADirectRun(trace: String) throws {
    let commands = try Self.commands(trace)
    var timeline = try timeline(commands)
    var direct = try Machine(MachineDescription())
    #expect(timeline.point == 0)
    for (index, command) in commands.enumerated() {
      _ = try direct.apply(command)
      timeline.seek(to: index + 1)
      let found =
        index % 200 == 0
        ? differences(direct, timeline.machine) : quickDifferences(direct, timeline.machine)
      try #require(found.isEmpty, "point \(index + 1): \(found)")
      #expect(used(timeline, index + 1..<index + 2) == Extent(direct.kernel.heap?.used ?? 0))
    }
    #expect(differences(direct, timeline.machine).isEmpty)
    #expect(timeline.refused.isEmpty)
  }

  @Test(arguments: Assets.traceNames)
  func randomPointsAndBranchesAreThoseOfADirectRun(trace: String) throws {
    let commands = try Self.commands(trace)
    var timeline = try timeline(commands)
    var random = SplitMix64(seed: 7)
    let points = Set((0..<25).map { _ in Int.random(in: 0...commands.count, using: &random) })
    var direct = try Machine(MachineDescription())
    var expected: [Int: Machine] = [0: direct]
    for (index, command) in commands.enumerated() {
      _ = try direct.apply(command)
      if points.contains(index + 1) { expected[index + 1] = direct }
    }
    for point in points.shuffled(using: &random) {
      timeline.seek(to: point)
      let wanted = try #require(expected[point])
      #expect(differences(wanted, timeline.machine).isEmpty, "point \(point)")
      var branch = timeline.branch()
      #expect(branch.end == point)
      #expect(branch.series.count == point + 1)
      #expect(differences(wanted, branch.machine).isEmpty, "a branch at \(point)")
      #expect(differences(wanted, branch.replayed(to: point)).isEmpty, "a replay to \(point)")
      branch.load(commands[point..<min(point + 20, commands.count)])
      branch.seek(to: branch.end)
      let later = timeline.replayed(to: branch.end)
      #expect(differences(later, branch.machine).isEmpty, "the branch's own way from \(point)")
    }
  }

  @Test func stepsBackAreThoseOfADirectRun() throws {
    let commands = Array(try Self.commands("threads-cpp").prefix(400))
    var timeline = try timeline(commands)
    var machines = [timeline.machine]
    for command in commands {
      var next = machines[machines.count - 1]
      _ = try next.apply(command)
      machines.append(next)
    }
    timeline.seek(to: timeline.end)
    while timeline.point > 0 {
      timeline.seek(to: timeline.point - 1)
      let found = quickDifferences(machines[timeline.point], timeline.machine)
      let frame = differingFrame(
        machines[timeline.point].hardware.physical, timeline.machine.hardware.physical)
      try #require(found.isEmpty && frame == nil, "point \(timeline.point): \(found)")
    }
  }

  @Test func theAccessesOfEveryStepMakeItsMemory() throws {
    var timeline = try timeline(Array(try Self.commands("threads-cpp").prefix(800)))
    while timeline.point < timeline.end {
      timeline.seek(to: timeline.point + 1)
      let step = try #require(timeline.step)
      let previous = try #require(timeline.previous)
      let after = previous.after(step.accesses[...])
      let frame = differingFrame(after.hardware.physical, timeline.machine.hardware.physical)
      try #require(frame == nil, "\(step.command)")
    }
  }

  @Test func refusedCommandsOfATraceArePassedOver() throws {
    var commands: [Command] = []
    for round in 0..<200 as Range<UInt32> {
      commands.append(.heap(.allocate(name(round), size: 48, alignment: 8)))
      commands.append(.heap(.free(.address(0x1234))))
      commands.append(.heap(.free(.name(name(round)))))
      commands.append(.heap(.free(.name(name(round)))))
      // Half done when it is refused: the pages are mapped one by one.
      commands.append(.map(0x5000_0000, count: 2, size: .giant))
      commands.append(.heap(.allocate(name(round), size: 16, alignment: 3)))
    }
    var timeline = try Timeline.booted()
    let setup = timeline.end
    timeline.load(commands)
    #expect(timeline.point == setup)
    #expect(timeline.refused.count == 800)
    timeline.seek(to: timeline.end)
    var direct = try Timeline.booted().machine
    for command in commands {
      var next = direct
      if (try? next.apply(command)) != nil { direct = next }
    }
    #expect(differences(direct, timeline.machine).isEmpty)
    timeline.seek(to: setup + 4)
    guard case .failure(.heap(.doubleFree)) = timeline.step?.result else {
      Issue.record("the step says why it was refused")
      return
    }
    timeline.seek(to: setup + 1)
    timeline.seek(to: setup + 601)
    #expect(timeline.machine.value(of: .heapBlocks) == 1)
    checkTrouble(timeline, setup)
    checkTrouble(timeline.branch(), setup)
  }

  /// Refused commands are seen in the series, and found.
  private func checkTrouble(_ timeline: Timeline, _ setup: Int) {
    for point in setup...timeline.end {
      let isRefused = timeline.refused[point] != nil
      #expect(timeline.series.hasTrouble(at: point..<point + 1) == isRefused, "\(point)")
    }
    #expect(!timeline.series.hasTrouble(at: timeline.end + 1..<timeline.end + 100))
    var timeline = timeline
    var search = Search(
      for: .condition(.happened(.refused), NameTable()), .forward, from: setup + 2, in: timeline)
    #expect(search.finish(in: &timeline) == setup + 4)
  }
}
