import Randomness
import Testing

@testable import Simulation

@Suite struct SeriesTests {
  @Test func extentsOfAPyramidAreThoseOfItsLeaves() throws {
    var state: UInt64 = 1
    func draw(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    var pyramid = MinMaxPyramid(width: 2)
    var naive: [UInt64] = []
    #expect(pyramid.extent(of: 1, over: 0..<10) == nil)
    for _ in 0..<5000 {
      naive.append(draw(1_000_000))
      let row: [UInt64] = [7, naive[naive.count - 1]]
      pyramid.append(least: row.span, greatest: row.span)
    }
    func expected(_ range: Range<Int>) -> Extent {
      Extent(least: naive[range].min() ?? 0, greatest: naive[range].max() ?? 0)
    }
    for _ in 0..<2000 {
      let start = Int(draw(5000))
      let end = start + Int(draw(UInt64(5000 - start))) + 1
      #expect(pyramid.extent(of: 1, over: start..<end) == expected(start..<end))
    }
    pyramid.removeLeaves(from: 1234)
    #expect(pyramid.leafCount == 1234)
    #expect(pyramid.extent(of: 1, over: 1000..<5000) == expected(1000..<1234))
    #expect(pyramid.extent(of: 0, over: 0..<1234) == Extent(7))
  }

  @Test func figuresKeptUpToDateAreThoseOfTheMachine() throws {
    var timeline = try ReplayTests.sqlite()
    for point in stride(from: 0, through: timeline.end, by: 397) {
      timeline.seek(to: point)
      for figure in Figure.allCases where figure.group != .step {
        let extent = timeline.series.extent(of: figure, over: point..<point + 1)
        #expect(extent == Extent(timeline.machine.value(of: figure)), "\(figure) at \(point)")
      }
    }
  }

  @Test func leavesGrowAtAnyTime() throws {
    for early in [0, 1, 2, 7, 64, 999] {
      var series = Series()
      var values = FigureValues(of: try Machine(MachineDescription()))
      var naive: [UInt64] = []
      for point in 0..<1500 as Range<UInt64> {
        if Int(point) == early { series.expect(400_000) }
        values[.heapUsed] = (point &* 2_654_435_761) >> 7 & 0xfff
        naive.append(values[.heapUsed])
        series.append(&values)
      }
      #expect(series.leafSize == 8 && series.count == 1500)
      for start in stride(from: 0, to: 1500, by: 8) {
        let range = start..<min(start + 8, 1500)
        let extent = Extent(
          least: naive[range].min() ?? 0, greatest: naive[range].max() ?? 0)
        #expect(series.extent(of: .heapUsed, over: range) == extent, "\(early), \(start)")
      }
    }
  }

  @Test func aLongSeriesTakesInALittleMoreButNeverLess() throws {
    var series = Series()
    var values = FigureValues(of: try Machine(MachineDescription()))
    var naive: [UInt64] = []
    let heapUsed: (UInt64) -> UInt64 = { ($0 &* 2_654_435_761) >> 7 & 0xffff }
    for point in 0..<100_000 {
      values[.heapUsed] = heapUsed(UInt64(point))
      naive.append(values[.heapUsed])
      series.append(&values)
    }
    #expect(series.leafSize == 2)
    for start in stride(from: 0, to: 94_000, by: 8_347) {
      let range = start..<start + 5000
      let extent = try #require(series.extent(of: .heapUsed, over: range))
      let wider = max(0, start - 4)..<min(100_000, range.upperBound + 4)
      #expect(extent.least <= naive[range].min() ?? 0)
      #expect(extent.greatest >= naive[range].max() ?? 0)
      #expect(extent.least >= naive[wider].min() ?? 0)
      #expect(extent.greatest <= naive[wider].max() ?? 0)
    }
  }

  /// Every group against a list of all values, while leaves grow, and after cuts.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func everyGroupAgainstAListOfAllValues(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var series = Series()
    var values = FigureValues(of: try Machine(MachineDescription()))
    var naive: [FigureValues] = []
    func check(_ range: Range<Int>) {
      // Beyond one point a leaf, ends are rounded outwards.
      let size = series.leafSize
      let wide =
        range.lowerBound / size
        * size..<min(naive.count, (range.upperBound + size - 1) / size * size)
      for figure in [Figure.heapUsed, .tlbHits, .framesFree, .tablesCount, .outOfMemory] {
        guard let extent = series.extent(of: figure, over: range) else {
          Issue.record("\(figure) has no extent over \(range)")
          continue
        }
        let inside = naive[range].map { $0[figure] }
        let outside = naive[wide].map { $0[figure] }
        #expect(extent.least <= inside.min() ?? 0 && extent.greatest >= inside.max() ?? 0)
        #expect(extent.least >= outside.min() ?? 0 && extent.greatest <= outside.max() ?? 0)
      }
    }
    for point in 0..<3000 {
      if point == 700 { series.expect(1 << 17) }
      if point == 1900 { series.expect(1 << 20) }
      for figure in [Figure.heapUsed, .framesFree, .tablesCount, .outOfMemory]
      where random.below(figure == .heapUsed ? 2 : 150) == 0 {
        values[figure] = random.below(1000)
      }
      series.append(&values)
      naive.append(values)
      if point % 50 == 49 {
        let start = Int(random.below(UInt64(point)))
        check(start..<start + 1)
        check(start..<Int.random(in: start + 1...point + 1, using: &random))
      }
    }
    #expect(series.keptCount(of: .tables) < 100)
    #expect(series.keptCount(of: .step) == 0)
  }

  @Test func aSetOfPoints() {
    var points = PointSet()
    for point in [3, 64, 127, 1000] { points.insert(point) }
    #expect(!points.contains(anyOf: 0..<3) && points.contains(anyOf: 0..<4))
    #expect(!points.contains(anyOf: 4..<64) && points.contains(anyOf: 64..<65))
    #expect(!points.contains(anyOf: 65..<127) && points.contains(anyOf: 120..<5000))
    #expect(!points.contains(anyOf: 1001..<1_000_000) && !points.contains(anyOf: 5..<5))
    points.remove(from: 127)
    #expect(points.contains(anyOf: 64..<127) && !points.contains(anyOf: 65..<2000))
    points.remove(from: 0)
    #expect(!points.contains(anyOf: 0..<2000))
  }
}
