import Testing

@testable import Simulation

@Suite struct SeriesTests {
  @Test func extentsOfAPyramidAreThoseOfItsLeaves() throws {
    var state: UInt64 = 1
    func draw(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    let machine = try Machine(MachineDescription())
    var values = FigureValues(of: machine)
    var pyramid = MinMaxPyramid()
    var naive: [UInt64] = []
    #expect(pyramid.extent(of: .heapUsed, over: 0..<10) == nil)
    for _ in 0..<5000 {
      values[.heapUsed] = draw(1_000_000)
      naive.append(values[.heapUsed])
      pyramid.append(FigureExtents(values))
    }
    func expected(_ range: Range<Int>) -> Extent {
      Extent(least: naive[range].min() ?? 0, greatest: naive[range].max() ?? 0)
    }
    for _ in 0..<2000 {
      let start = Int(draw(5000))
      let end = start + Int(draw(UInt64(5000 - start))) + 1
      #expect(pyramid.extent(of: .heapUsed, over: start..<end) == expected(start..<end))
    }
    pyramid.removeLeaves(from: 1234)
    #expect(pyramid.leafCount == 1234)
    #expect(pyramid.extent(of: .heapUsed, over: 1000..<5000) == expected(1000..<1234))
    pyramid.halve()
    #expect(pyramid.extent(of: .heapUsed, over: 100..<200) == expected(200..<400))
  }

  @Test func figuresKeptUpToDateAreThoseOfTheMachine() throws {
    var timeline = try ReplayTests.sqlite()
    for point in stride(from: 0, through: timeline.end, by: 397) {
      timeline.seek(to: point)
      for figure in Figure.allCases where figure != .step {
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
}
