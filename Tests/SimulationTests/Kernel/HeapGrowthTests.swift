import MemoryCore
import Testing

@testable import Simulation

@Suite struct HeapGrowthTests {
  static let start: UInt64 = 0x4444_4444_0000

  /// A machine with a heap of so many pages, all of them one block.
  private func full(pages: UInt64, grows: Bool = true) throws -> Timeline {
    var timeline = try Timeline.booted(heap: HeapDescription(size: pages * 4096, grows: grows))
    try timeline.allocate(1, pages * 4096)
    return timeline
  }

  @Test func growthMaps16PagesDirectlyAboveTheEnd() throws {
    var timeline = try full(pages: 4)
    let free = timeline.machine.value(of: .framesFree)
    let allocation = try timeline.allocate(2, 24)
    let growth = try #require(allocation.growth)
    #expect(growth.start.rawValue == Self.start + 4 * 4096)
    #expect(growth.pages == 16)
    #expect(growth.tables == 0)
    #expect(allocation.block.address == growth.start)
    #expect(timeline.machine.value(of: .heapSize) == 20 * 4096)
    #expect(timeline.machine.value(of: .framesFree) == free - 16)
    #expect(timeline.machine.holes() == [Hole(address: growth.start + 24, size: 16 * 4096 - 24)])
  }

  @Test func growthFitsTheBlock() throws {
    var timeline = try full(pages: 4)
    let allocation = try timeline.allocate(2, 100 * 4096)
    #expect(allocation.growth?.pages == 100)
    #expect(try timeline.allocate(3, 8).growth?.pages == 16)
  }

  @Test(arguments: HeapPolicy.allCases, [8, 4096, 65_536] as [UInt64])
  func growthServesEveryPolicyAndAlignment(policy: HeapPolicy, alignment: UInt64) throws {
    var timeline = try Timeline.booted(heap: HeapDescription(size: 4096, policy: policy))
    var slot: UInt32 = 1
    for size in [24, 4096, 5000, 70_000, 1, 0, 300_000] as [UInt64] {
      let block = try timeline.allocate(slot, size, alignment: alignment).block
      #expect(block.address.rawValue % alignment == 0)
      slot += 1
    }
  }

  @Test func aHeapThatMayNotGrowDoesNot() throws {
    var timeline = try full(pages: 4, grows: false)
    #expect(try timeline.shortage(8) == .growthIsOff)
  }

  @Test(arguments: [0, 7, 15] as [UInt64])
  func pagesInUseAboveTheEndStopGrowth(page: UInt64) throws {
    var timeline = try full(pages: 4)
    try timeline.append(.map(Self.start + (4 + page) * 4096))
    #expect(try timeline.shortage(8) == .noAddresses)
    try timeline.append(.unmap(Self.start + (4 + page) * 4096, free: true))
    #expect(try timeline.allocate(2, 8).growth?.pages == 16)
  }

  @Test func tooFewFramesStopGrowth() throws {
    var timeline = try full(pages: 4)
    try timeline.leaveFrames(15)
    #expect(try timeline.shortage(8) == .tooFewFrames(needed: 1, free: 15))
  }

  @Test func framesThatRunOutAtTheTableStopGrowth() throws {
    // The heap ends where its last table does: 16 pages take 17 frames.
    var timeline = try full(pages: 448)
    try timeline.leaveFrames(16)
    #expect(try timeline.shortage(8) == .tooFewFrames(needed: 17, free: 16))
    try timeline.append(.frames(.free(.name(name(500)))))
    let growth = try #require(try timeline.allocate(2, 8).growth)
    #expect(growth.tables == 1)
  }

  @Test(arguments: [1 << 40, 1 << 62, .max] as [UInt64])
  func hugeBlocksAreOutOfMemory(size: UInt64) throws {
    var timeline = try full(pages: 4)
    guard case .tooFewFrames = try timeline.shortage(size) else {
      Issue.record("\(size) bytes are more than there are")
      return
    }
  }

  @Test func growthStopsAtTheEndOfTheAddresses() throws {
    let start: UInt64 = 0x7fff_ffff_0000
    var timeline = try Timeline.booted(heap: HeapDescription(size: 8 * 4096, start: start))
    try timeline.allocate(1, 8 * 4096)
    #expect(try timeline.shortage(8) == .noAddresses)
  }

  @Test func aDamagedBitmapIsNoticed() throws {
    var timeline = try full(pages: 4)
    guard case .bitmap(let bitmap) = timeline.machine.kernel.frames else { return }
    for word in 0..<512 as Range<UInt64> {
      let place = Operand.address(bitmap.address(ofWord: word).rawValue)
      try timeline.append(.access(.physicalWrite(place, value: .max)))
    }
    #expect(timeline.refusal(.heap(.allocate(name(2), size: 8, alignment: 8))) == .kernel(.damaged))
    let frame = timeline.refusal(.frames(.allocate(name(2), FrameRequest())))
    guard case .frames(.tooFew) = frame else {
      Issue.record("a full bitmap has no frame")
      return
    }
  }

  @Test func twoEntriesToOneTableAreNoticed() throws {
    // A heap up to the end of its table, and the next table's entry leading to the same table.
    var timeline = try full(pages: 440)
    let machine = timeline.machine
    var p2 = try #require(machine.kernel.mapper).p4
    for level in [PageTableLevel.p4, .p3] {
      let index = VirtualAddress(truncating: Self.start).index(at: level)
      let entry = PageTableEntry(rawValue: machine.hardware.physical.peek(p2.address(of: index)))
      p2 = PageTable(frame: Frame(containing: entry.address))
    }
    let index = VirtualAddress(truncating: Self.start).index(at: .p2)
    let word = machine.hardware.physical.peek(p2.address(of: index))
    let next = p2.address(of: PageTableIndex(index.rawValue + 1)).rawValue
    try timeline.append(.unmap(Self.start, count: 440))
    try timeline.append(.access(.physicalWrite(.address(next), value: word)))
    // Eight pages end the first table, and the last eight of the second are the same entries.
    let size: UInt64 = (8 + 512) * 4096
    #expect(
      timeline.refusal(.heap(.allocate(name(2), size: size, alignment: 8))) == .kernel(.damaged))
  }
}
