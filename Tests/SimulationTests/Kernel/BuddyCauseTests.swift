import MemoryCore
import Testing

@testable import Simulation

@Suite struct BuddyCauseTests {
  /// The holes that the tree of the last step tells of, each as it was before it was split.
  private func splits(_ timeline: Timeline) -> [Hole] {
    guard let step = timeline.step else { return [] }
    return step.cause.children.compactMap { cause in
      guard case .heap(.act(.splitHole(let hole, let front, let back))) = cause.event else {
        return nil
      }
      #expect(front == 0 && back == hole.size / 2)
      return hole
    }
  }

  @Test(arguments: [8, 64] as [UInt64])
  func everyHalvingIsTold(size: UInt64) throws {
    var timeline = try Timeline.booted()
    try timeline.append(.heap(.create(HeapDescription(policy: .buddy))))
    let block = try timeline.allocate(1, size).block
    #expect(block.source.size > block.size)
    var expected: [Hole] = []
    var whole = block.source.size
    while whole > block.size {
      expected.append(Hole(address: block.address, size: whole))
      whole /= 2
    }
    #expect(splits(timeline) == expected)
    // Each upper half has got the links of a free block.
    let stored = Set(
      (timeline.step?.accesses ?? []).compactMap { access -> UInt64? in
        guard case .store = access.kind else { return nil }
        return access.address.rawValue & 0xfff
      })
    for hole in expected {
      #expect(stored.contains((hole.address.rawValue + hole.size / 2) & 0xfff))
    }
  }

  @Test func aBlockThatFitsIsTakenWhole() throws {
    var timeline = try Timeline.booted()
    try timeline.append(.heap(.create(HeapDescription(policy: .buddy))))
    _ = try timeline.allocate(1, 64)
    let second = try timeline.allocate(2, 64).block
    #expect(second.source.size == 64)
    #expect(
      timeline.step?.cause.children.map(\.event) == [
        .heap(.act(.walkHoles(passed: 0))), .heap(.act(.takeHole(second.source))),
      ])
  }
}
