import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// Figures that are kept up to date from command to command are those that are read off the machine.
@Suite struct FigureValuesTests {
  private static func timeline(_ heap: HeapDescription) throws -> Timeline {
    var timeline = try Timeline(MachineDescription(memory: .size(16 << 20)))
    for stage in BootStage.allCases {
      if stage == .heap { try timeline.append(.heap(.create(heap))) }
      try timeline.append(.boot(.stage(stage)))
    }
    return timeline
  }

  /// Blocks of all sizes come and go; memory runs out, or the heap grows.
  @Test(arguments: HeapPolicy.allCases, [true, false])
  func everyPolicy(policy: HeapPolicy, grows: Bool) throws {
    var timeline = try Self.timeline(
      HeapDescription(size: 64 << 10, policy: policy, grows: grows))
    var random = SplitMix64(seed: UInt64(policy.rawValue.utf8.reduce(0) { $0 &+ UInt($1) }))
    func draw(_ limit: UInt64) -> UInt64 { .random(in: 0..<limit, using: &random) }
    var live: [Name] = []
    var commands: [Command] = []
    for number in 0..<1500 as Range<UInt32> {
      let limit: UInt64 = number / 300 % 2 == 0 ? 90 : 10
      if live.isEmpty || draw(100) < (live.count < limit ? 70 : 30) {
        let slot =
          (0..<1000 as Range<UInt32>).first { slot in !live.contains { $0.slot == slot } } ?? 0
        live.append(Name(slot: slot, label: .block(number)))
        let size = draw(20) == 0 ? draw(12_000) : 1 + draw(700)
        commands.append(.heap(.allocate(live[live.count - 1], size: size, alignment: 8)))
      } else if draw(10) == 0 {
        let name = live[Int(draw(UInt64(live.count)))]
        commands.append(.heap(.reallocate(name, size: 1 + draw(900), alignment: 8)))
      } else {
        let name = live.remove(at: Int(draw(UInt64(live.count))))
        commands.append(.heap(.free(.name(name))))
      }
    }
    timeline.load(commands)
    var machine = timeline.machine
    for point in timeline.point..<timeline.end {
      check(timeline, point, machine)
      _ = try? machine.apply(timeline.command(leadingTo: point + 1))
    }
    check(timeline, timeline.end, machine)
    let trouble = try #require(
      timeline.series.extent(of: .outOfMemory, over: 0..<timeline.end + 1))
    #expect((trouble.greatest > 0) == (!grows || policy == .bump && trouble.greatest > 0))
  }

  private func check(_ timeline: Timeline, _ point: Int, _ machine: Machine) {
    // To count tables is slow.
    let figures: [Figure] =
      point % 64 == 0
      ? Figure.allCases
      : [
        .framesFree, .heapSize, .heapUsed, .heapFree, .heapHoles, .heapLargest, .heapBlocks,
        .heapRequested, .heapFragmentation, .tlbHits, .tlbMisses, .outOfMemory,
      ]
    for figure in figures where figure.group != .step {
      let found = timeline.series.extent(of: figure, over: point..<point + 1)
      let expected = machine.value(of: figure)
      if found != Extent(expected) {
        Issue.record("\(figure) at \(point) is \(expected), not \(String(describing: found))")
      }
    }
  }

  /// Every figure has a place of its own, without gaps in its group.
  @Test func places() {
    for group in FigureGroup.allCases {
      let first = group.rawValue * FigureGroup.capacity
      #expect(group.figures.map(\.index).sorted() == Array(first..<first + group.figures.count))
      #expect(group.figures.count <= FigureGroup.capacity)
    }
    #expect(FigureGroup.ofMachine.map(\.rawValue) == Array(0..<FigureGroup.machineCount))
  }

  /// However many pages are mapped, a write by a user makes nobody look at tables or holes again.
  @Test func writesDecodeNothing() throws {
    var timeline = try Timeline.booted()
    try timeline.append(
      .map(0x1000_0000, to: nil, [.present, .writable, .userAccessible], count: 1024))
    let version = timeline.machine.tables.version
    for page in 0..<1024 as Range<UInt64> {
      try timeline.append(.write(0x1000_0000 + page << 12, page, user: true))
    }
    #expect(timeline.machine.tables.version == version)
    #expect(timeline.figures.listIsKernels)
    #expect(timeline.series.keptCount(of: .tables) < 10)
    // A write to the heap's list is another matter.
    let hole = try #require(timeline.machine.holes().first).address.rawValue
    try timeline.append(.write(hole, 0x1234_5678))
    #expect(!timeline.figures.listIsKernels)
    #expect(
      timeline.series.extent(of: .heapLargest, over: timeline.end..<timeline.end + 1)
        == Extent(timeline.machine.value(of: .heapLargest)))
  }
}
