import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// The step at which a figure is greatest or least, against a look at every step.
@Suite struct ExtremeTests {
  private func found(_ extreme: Extreme, _ figure: Figure, in timeline: Timeline) -> Int? {
    var search = timeline.search(for: extreme, of: figure)
    while true {
      switch search?.advance(atMost: 1000, in: timeline) {
      case .found(let point): return point
      case .searching: continue
      case .notFound, nil: return nil
      }
    }
  }

  private func expected(_ extreme: Extreme, _ figure: Figure, in timeline: Timeline) -> Int? {
    var machine = timeline.replayed(to: timeline.setupCount)
    var best: (point: Int, value: UInt64)?
    for point in timeline.setupCount...timeline.end {
      if point > timeline.setupCount { _ = try? machine.apply(timeline.command(leadingTo: point)) }
      let value = machine.value(of: figure)
      guard let found = best else {
        best = (point, value)
        continue
      }
      if extreme == .greatest ? value > found.value : value < found.value { best = (point, value) }
    }
    return best?.point
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func randomRuns(seed: UInt64) throws {
    var commands = RandomCommands(random: SplitMix64(seed: seed), damages: false)
    var timeline = try Timeline.booted()
    if seed > 1 { timeline.setupCount = timeline.end }
    for _ in 0..<200 { try? timeline.append(commands.next(for: timeline.machine)) }
    timeline.seek(to: timeline.end / 2)
    for figure in Figure.allCases where figure.group != .step {
      for extreme in Extreme.allCases {
        #expect(
          found(extreme, figure, in: timeline) == expected(extreme, figure, in: timeline),
          "\(extreme) \(figure)")
      }
    }
    #expect(timeline.search(for: .greatest, of: .wordsWalked) == nil)
  }

  /// In a long run a leaf of the series is more than a step, and the first one is partly setup.
  @Test func aLongRun() throws {
    var timeline = try Timeline.booted()
    timeline.setupCount = timeline.end
    var trace = PackedCommands()
    for number in 0..<70_000 as Range<UInt32> {
      // A sawtooth with one tooth that is higher, and the first step as low as none later.
      let slot = number % 40
      if number % 80 < 40 {
        trace.append(.allocate(number, slot: slot, size: number == 30_025 ? 9_000 : 64))
      } else {
        trace.append(.free(number, slot: slot))
      }
    }
    timeline.load(trace, alignment: 8)
    #expect(timeline.search(for: .greatest, of: .heapUsed) == nil)
    timeline.survey(atMost: timeline.end)
    #expect(timeline.series.leafSize > 1)
    for figure in [Figure.heapUsed, .heapBlocks, .heapFree, .framesFree, .heapSize] {
      for extreme in Extreme.allCases {
        #expect(
          found(extreme, figure, in: timeline) == expected(extreme, figure, in: timeline),
          "\(extreme) \(figure)")
      }
    }
  }
}
