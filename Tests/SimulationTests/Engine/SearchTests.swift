import Assets
import MemoryCore
import Testing
import Traces

@testable import Simulation

/// Searches give what a look at every step gives.
@Suite struct SearchTests {
  private struct Truths {
    var timeline: Timeline
    /// For every point the figures, the step and the machine before it.
    var machines: [Machine]
    var figures: [FigureValues]
    var steps: [Step?]
    var stepFigures: [StepFigures?]
  }

  private func truths() throws -> Truths {
    var timeline = try ReplayTests.sqlite()
    timeline = timeline.cutTo(600)
    var machines: [Machine] = []
    var figures: [FigureValues] = []
    var steps: [Step?] = []
    var stepFigures: [StepFigures?] = []
    for point in 0...timeline.end {
      timeline.seek(to: point)
      machines.append(timeline.machine)
      figures.append(FigureValues(of: timeline.machine))
      steps.append(timeline.step)
      stepFigures.append(timeline.stepFigures)
    }
    return Truths(
      timeline: timeline, machines: machines, figures: figures, steps: steps,
      stepFigures: stepFigures)
  }

  /// Commands as Swift describes them, and what is said of two steps.
  private static let texts = StepTexts(notes: [0: ["told"], 300: ["not", "told"]]) { words in
    { "\($0)".contains(words) }
  }

  @Test func conditions() throws {
    var truths = try truths()
    let names = NameTable()
    func figure(_ figure: Figure, _ relation: Relation, _ value: UInt64) -> Condition {
      .figure(Comparison(figure, relation, value))
    }
    let conditions: [Condition] = [
      figure(.heapHoles, .greater, 4), figure(.heapHoles, .equal, 2),
      figure(.heapLargest, .less, 900_000), figure(.heapFragmentation, .greaterOrEqual, 3),
      .and([figure(.heapUsed, .greater, 20_000), .not(figure(.heapHoles, .less, 4))]),
      .or([figure(.step, .equal, 77), figure(.heapBlocks, .greater, 1_000_000)]),
      .size(.greater, 4000), .and([.size(.less, 30), figure(.heapHoles, .greater, 3)]),
      .name("b17"), .address(0x4444_4444_0100), .happened(.outOfMemory), .happened(.fault),
      .happened(.refused), .not(.happened(.fault)), .happened(.grown),
      figure(.holesPassed, .greater, 3), figure(.wordsWalked, .equal, 0),
      .and([figure(.wordsWalked, .greater, 3), figure(.wordsWritten, .less, 5)]),
      figure(.tablesCreated, .greaterOrEqual, 1), figure(.framesTaken, .greater, 2),
      .and([figure(.wordsRead, .lessOrEqual, 4), .size(.less, 100)]), figure(.faultCode, .equal, 4),
      figure(.tablesCount, .greater, 100),
      .name("nobody"), .not(.or([.name("nobody"), figure(.heapHoles, .less, 5)])),
      .text("allocate"), .not(.text("size: 3")), .text("told"), .text("no such command"),
      .and([.text("b1"), .or([.text("told"), figure(.heapHoles, .greater, 3)])]),
      .or([
        .and([.name("b17"), .size(.equal, 3)]),
        .and([.not(.size(.less, 4000)), .not(.name("b3"))]),
      ]),
    ]
    for condition in conditions {
      let holds = (0...truths.timeline.end).map { self.holds(condition, truths, at: $0, names) }
      for start in [0, 1, 255, 256, 257, 599, 600] {
        check(.condition(condition, names, Self.texts), holds, from: start, &truths.timeline)
      }
    }
  }

  @Test func touches() throws {
    var truths = try truths()
    let heap = try #require(
      truths.machines[600].physicalAddress(of: VirtualAddress(0x4444_4444_0000)))
    let ranges: [[Range<UInt64>]] = [
      [heap.rawValue..<heap.rawValue + 16], [heap.rawValue + 0x200..<heap.rawValue + 0x210],
      [heap.rawValue + 4090..<heap.rawValue + 4104], [0x100_0000..<0x100_1000],
    ]
    for range in ranges {
      for writesOnly in [false, true] {
        let holds = truths.steps.map { step in
          step?.accesses.contains { access in
            if writesOnly, case .load = access.kind { return false }
            return range.contains {
              $0.overlaps(access.address.rawValue..<access.address.rawValue + 8)
            }
          } ?? false
        }
        for start in [0, 8, 256, 600] {
          check(.touching(range, writesOnly: writesOnly), holds, from: start, &truths.timeline)
        }
      }
    }
  }

  @Test func aSearchInSmallPiecesFindsTheSame() throws {
    let truths = try truths()
    let goal = Search.Goal.condition(
      .figure(Comparison(.heapHoles, .greater, 5)), NameTable())
    var whole = Search(for: goal, .forward, from: 0, in: truths.timeline)
    var pieces = whole
    var progress = pieces.advance(atMost: 1, in: truths.timeline)
    while case .searching = progress { progress = pieces.advance(atMost: 1, in: truths.timeline) }
    #expect(progress == whole.advance(atMost: .max, in: truths.timeline))
  }

  /// The condition as it is meant, asked of everything that is known of a point.
  private func holds(
    _ condition: Condition, _ truths: Truths, at point: Int, _ names: NameTable
  ) -> Bool {
    let step = truths.steps[point]
    func rises(_ figure: Figure) -> Bool {
      truths.figures[point][figure] > truths.figures[max(0, point - 1)][figure]
    }
    switch condition {
    case .figure(let comparison) where comparison.figure == .step:
      return comparison.holds(for: UInt64(max(0, truths.timeline.stepNumber(of: point))))
    case .figure(let comparison) where comparison.figure.group == .step:
      return truths.stepFigures[point].map { comparison.holds(for: $0[comparison.figure]) } ?? false
    case .figure(let comparison):
      return comparison.holds(for: truths.machines[point].value(of: comparison.figure))
    case .happened(.fault): return rises(.faultsTotal)
    case .happened(.outOfMemory): return rises(.outOfMemory)
    case .happened(.refused): return step.map { $0.outcome == nil } ?? false
    case .happened(.grown):
      if case .heap(.allocated(let made)) = step?.outcome { return made.growth != nil }
      if case .heap(.reallocated(let made, _, _)) = step?.outcome { return made.growth != nil }
      return false
    case .size(let relation, let size):
      return (step?.command.sizeAsked).map { relation.holds($0, size) } ?? false
    case .name(let name):
      return step?.command.operands.contains { $0.name.map { names.text($0.label) } == name }
        ?? false
    case .address(let address):
      var moment = Moment(number: point, figures: truths.figures[point])
      moment.outcome = step?.outcome
      moment.named = step?.command.namedBytes(on: truths.machines[point])
      return moment.isAbout(address)
    case .text(let words):
      return Self.texts.notes[truths.timeline.stepNumber(of: point)]?.contains(words) ?? false
        || step.map { Self.texts.matcher(words)($0.command) } ?? false
    case .not(let inner): return !holds(inner, truths, at: point, names)
    case .all(let terms): return terms.allSatisfy { holds($0, truths, at: point, names) }
    case .any(let terms): return terms.contains { holds($0, truths, at: point, names) }
    }
  }

  /// Whether memory for many checkpoints makes searches look at few pieces or at many, and one after
  /// another or some at a time, the answer is the same.
  @Test(arguments: [0, 400_000, 1 << 30], [1, 2, 5])
  func budgetAndConcurrencyDoNotMatter(budget: Int, concurrency: Int) throws {
    var timeline = try ReplayTests.sqlite()
    timeline.checkpointBudget = budget
    let word = try #require(
      timeline.machine.physicalAddress(of: VirtualAddress(0x4444_4444_0000)))
    let goals: [Search.Goal] = [
      .condition(.figure(Comparison(.heapHoles, .equal, 21)), NameTable()),
      .condition(
        .and([.figure(Comparison(.heapUsed, .equal, 1)), .not(.size(.less, 1))]), NameTable()),
      .touching([word.rawValue + 0x90..<word.rawValue + 0x98], writesOnly: true),
      .touching([0x200_0000..<0x200_0001], writesOnly: false),
    ]
    for goal in goals {
      for direction in [Search.Direction.forward, .backward] {
        for start in [0, 3_000, timeline.end] {
          var plain = Search(for: goal, direction, from: start, in: timeline)
          let expected = plain.finish(in: &timeline)
          var search = Search(for: goal, direction, from: start, in: timeline)
          search.concurrency = concurrency
          var progress = search.advance(atMost: 100, in: timeline)
          while case .searching = progress { progress = search.advance(atMost: 100, in: timeline) }
          #expect(progress == expected.map { .found($0) } ?? .notFound)
        }
      }
    }
  }

  /// A saw of allocations and frees, longer than what is asked of the series at once, that has not
  /// been surveyed when the search begins.
  @Test func longStretchesArePassedOver() throws {
    var timeline = try Timeline.booted()
    timeline.setupCount = timeline.end
    var trace = PackedCommands()
    for number in 0..<25_000 as Range<UInt32> {
      let size = 16 + UInt64(number) * 14 % 1_000 + (number == 15_500 ? 20_000 : 0)
      trace.append(.allocate(number, slot: number % 40, size: size))
      trace.append(.free(number, slot: number % 40))
    }
    var machine = timeline.machine
    let first = timeline.end
    timeline.load(trace, alignment: 8)
    var used = Array(repeating: 0 as UInt64, count: first)
    used.append(machine.value(of: .heapUsed))
    for point in first..<timeline.end {
      _ = try machine.apply(timeline.command(leadingTo: point + 1))
      used.append(machine.value(of: .heapUsed))
    }
    for value in [20_000, 1_000, 16, 1 << 20] as [UInt64] {
      let goal = Search.Goal.condition(
        .figure(Comparison(.heapUsed, .greaterOrEqual, value)), NameTable())
      let holds = used.map { $0 >= value }
      var fresh = timeline
      var search = Search(for: goal, .forward, from: 0, in: fresh)
      #expect(search.finish(in: &fresh) == holds.firstIndex(of: true))
      for start in [first, first + 31_000, first + 31_001, fresh.end] {
        check(goal, holds, from: start, &fresh)
      }
    }
  }

  private func check(
    _ goal: Search.Goal, _ holds: [Bool], from start: Int, _ timeline: inout Timeline
  ) {
    var forward = Search(for: goal, .forward, from: start, in: timeline)
    let later = holds.indices.first { $0 > start && holds[$0] }
    #expect(forward.finish(in: &timeline) == later, "\(goal) behind \(start)")
    var backward = Search(for: goal, .backward, from: start, in: timeline)
    let earlier = holds.indices.last { $0 < start && holds[$0] }
    #expect(backward.finish(in: &timeline) == earlier, "\(goal) before \(start)")
  }
}

extension Timeline {
  /// The run up to a point only.
  func cutTo(_ point: Int) -> Timeline {
    var copy = self
    copy.seek(to: point)
    return copy.branch()
  }
}
