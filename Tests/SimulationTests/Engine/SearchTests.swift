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
  }

  private func truths() throws -> Truths {
    var timeline = try ReplayTests.sqlite()
    timeline = timeline.cutTo(600)
    var machines: [Machine] = []
    var figures: [FigureValues] = []
    var steps: [Step?] = []
    for point in 0...timeline.end {
      timeline.seek(to: point)
      machines.append(timeline.machine)
      figures.append(FigureValues(of: timeline.machine))
      steps.append(timeline.step)
    }
    return Truths(timeline: timeline, machines: machines, figures: figures, steps: steps)
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
      .and(figure(.heapUsed, .greater, 20_000), .not(figure(.heapHoles, .less, 4))),
      .or(figure(.step, .equal, 77), figure(.heapBlocks, .greater, 1_000_000)),
      .size(.greater, 4000), .and(.size(.less, 30), figure(.heapHoles, .greater, 3)),
      .name("b17"), .address(0x4444_4444_0100), .happened(.outOfMemory), .happened(.fault),
      .happened(.refused), .not(.happened(.fault)), figure(.tablesCount, .greater, 100),
    ]
    for condition in conditions {
      let holds = (0...truths.timeline.end).map { point in
        let moment = Moment(
          number: truths.timeline.stepNumber(of: point),
          figures: truths.figures[point], before: truths.figures[max(0, point - 1)],
          command: truths.steps[point]?.command, outcome: truths.steps[point]?.outcome,
          isRefused: false)
        return condition.holds(at: moment, names: names)
      }
      for start in [0, 1, 255, 256, 257, 599, 600] {
        check(.condition(condition, names), holds, from: start, &truths.timeline)
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
