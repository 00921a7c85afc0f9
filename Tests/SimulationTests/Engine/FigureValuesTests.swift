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
    for figure in figures where figure != .step {
      let found = timeline.series.extent(of: figure, over: point..<point + 1)
      let expected = machine.value(of: figure)
      if found != Extent(expected) {
        Issue.record("\(figure) at \(point) is \(expected), not \(String(describing: found))")
      }
    }
  }
}
