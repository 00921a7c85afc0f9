import Assets
import Testing
import Traces

@testable import Simulation

@Suite struct GrowingTimelineTests {
  @Test func everyPointIsThatOfADirectRun() throws {
    var timeline = try ReplayTests.sqlite().cutTo(700)
    timeline.checkpointBudget = 2 << 20
    var direct = try Machine(MachineDescription())
    var digests = [direct.digest(names: NameTable())]
    for point in 1...timeline.end {
      _ = try direct.apply(timeline.command(leadingTo: point))
      if point % 17 == 0 { digests.append(direct.digest(names: NameTable())) }
    }
    var order = Array(digests.indices)
    order.sort { ($0 &* 7919) % 101 < ($1 &* 7919) % 101 }
    for index in order {
      timeline.seek(to: index * 17)
      #expect(
        timeline.machine.digest(names: NameTable()) == digests[index], "at point \(index * 17)")
    }
  }

  @Test func aTraceThatGrowsIsTheTraceReadAtOnce() throws {
    let whole = try ReplayTests.sqlite()
    var packed = PackedCommands()
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    timeline.load(packed, alignment: 8, isGrowing: true)
    for (number, command) in trace.packedCommands.enumerated() {
      packed.append(command)
      if number % 1000 == 999 {
        timeline.extend(to: packed, isGrowing: true)
        timeline.survey(atMost: 300)
      }
    }
    timeline.extend(to: packed, isGrowing: false)
    #expect(timeline.end == whole.end)
    #expect(!timeline.isSurveyed)
    timeline.survey()
    #expect(timeline.series == whole.series)
    timeline.seek(to: timeline.end)
    #expect(
      timeline.machine.digest(names: NameTable())
        == whole.replayed(to: whole.end).digest(names: NameTable()))
  }

  /// A search that has come to the end of what has been read waits for more.
  @Test func aSearchGoesOnInWhatIsReadLater() throws {
    let whole = try ReplayTests.sqlite()
    let size = { (command: Command) in
      if case .heap(.allocate(_, let size, _)) = command { size } else { 0 as UInt64 }
    }
    let last = try #require((1...whole.end).last { size(whole.command(leadingTo: $0)) > 0 })
    var packed = PackedCommands()
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    let name = try #require(whole.command(leadingTo: last).operands.first?.name?.label.blockNumber)
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.load(packed, alignment: 8, isGrowing: true)
    var search = Search(
      for: .condition(.name("b\(name)"), NameTable()), .forward, from: 0, in: timeline)
    var never = Search(
      for: .condition(.name("b99999"), NameTable()), .forward, from: 0, in: timeline)
    for command in trace.packedCommands {
      packed.append(command)
      guard packed.count % 1000 == 0 else { continue }
      timeline.extend(to: packed, isGrowing: true)
      timeline.survey()
      for _ in 0..<3 {
        guard case .searching = never.advance(atMost: .max, in: timeline) else {
          Issue.record("the end is not known yet")
          return
        }
      }
    }
    timeline.extend(to: packed, isGrowing: false)
    #expect(search.finish(in: &timeline) == last)
    #expect(never.advance(atMost: .max, in: timeline) == .notFound)
  }

  @Test func aBranchThatLeavesOutAStepKeepsTheFuture() throws {
    var timeline = try ReplayTests.sqlite()
    timeline.seek(to: 700)
    var branch = timeline.branch(replacingNextWith: nil)
    #expect(branch.end == timeline.end - 1)
    branch.survey()
    #expect(branch.command(leadingTo: 701) == timeline.command(leadingTo: 702))
    #expect(
      branch.replayed(to: 700).digest(names: NameTable())
        == timeline.machine.digest(names: NameTable()))
  }

  @Test func aRerunOnAnotherHeapRunsTheSameCommands() throws {
    var timeline = try ReplayTests.sqlite()
    timeline.seek(to: timeline.setupCount + 500)
    var other = try timeline.rerun(policy: .bump)
    other.seek(to: timeline.point)
    #expect(other.machine.kernel.heapDescription.policy == .bump)
    #expect(other.stepNumber(of: other.point) == 500)
    #expect(other.lastCommandIs(timeline.command(leadingTo: timeline.point)))
    #expect(other.machine.program.blockCount == timeline.machine.program.blockCount)
  }
}

extension Timeline {
  fileprivate func lastCommandIs(_ command: Command) -> Bool {
    self.command(leadingTo: point) == command
  }
}
