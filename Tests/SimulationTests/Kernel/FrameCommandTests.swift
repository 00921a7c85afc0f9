import MemoryCore
import Testing

@testable import Simulation

@Suite struct FrameCommandTests {
  private func free(_ frame: UInt64) -> Command { .frames(.free(.address(frame << 12))) }

  @Test func framesAreFreedOnce() throws {
    var timeline = try Timeline.booted()
    let before = timeline.machine.value(of: .framesFree)
    let outcome = try timeline.outcome(.frames(.allocate(name(1), FrameRequest(count: 4))))
    guard case .frames(.allocated(let first, 4)) = outcome else { return }
    #expect(timeline.machine.value(of: .framesFree) == before - 4)
    try timeline.append(.frames(.free(.name(name(1)))))
    #expect(timeline.machine.value(of: .framesFree) == before)
    #expect(timeline.refusal(.frames(.free(.name(name(1))))) == .frames(.alreadyFree(first)))
    #expect(timeline.refusal(free(first.number)) == .frames(.alreadyFree(first)))
  }

  @Test func someFreeAmongThemFreesNone() throws {
    var timeline = try Timeline.booted()
    let outcome = try timeline.outcome(.frames(.allocate(name(1), FrameRequest(count: 4))))
    guard case .frames(.allocated(let first, _)) = outcome else { return }
    try timeline.append(free(first.number + 2))
    let refusal = timeline.refusal(.frames(.free(.name(name(1)))))
    #expect(refusal == .frames(.alreadyFree(first.advanced(by: 2))))
  }

  @Test func framesInUseStay() throws {
    var timeline = try Timeline.booted()
    let kernel = timeline.machine.kernel
    guard case .bitmap(let bitmap) = kernel.frames else { return }
    let heap = try #require(
      timeline.machine.physicalAddress(of: VirtualAddress(0x4444_4444_0000)))
    // The heap's tables are the frames that the boot-info allocator gave out behind its first page.
    let cases: [(UInt64, FrameOwner)] = [
      (bitmap.bitmap.rawValue >> 12, .kernel), (heap.rawValue >> 12, .heap),
      (timeline.machine.hardware.registers.cr3.root.number, .table),
    ]
    for (frame, owner) in cases {
      #expect(timeline.refusal(free(frame)) == .frames(.inUse(Frame(number: frame), owner)))
    }
    let placement = try #require(kernel.placement)
    for frame in [placement.kernel.lowerBound, placement.stack.lowerBound, 0, 0xf0] {
      #expect(timeline.refusal(free(frame)) == .frames(.notManaged(Frame(number: frame))))
    }
  }

  @Test func aPageTableIsNotFreedThroughAPageThatMapsIt() throws {
    var timeline = try Timeline.booted()
    try timeline.append(.map(0x1000_0000))
    let machine = timeline.machine
    var table = try #require(machine.kernel.mapper).p4
    let page = VirtualAddress(0x1000_0000)
    for level in [PageTableLevel.p4, .p3, .p2] {
      let place = table.address(of: page.index(at: level))
      let entry = PageTableEntry(rawValue: machine.hardware.physical.peek(place))
      table = PageTable(frame: Frame(containing: entry.address))
    }
    try timeline.append(.map(0x2000_0000, to: table.frame.start.rawValue))
    let refusal = timeline.refusal(.unmap(0x2000_0000, free: true))
    #expect(refusal == .frames(.inUse(table.frame, .table)))
    try timeline.append(.unmap(0x2000_0000))
  }

  @Test func tablesThatLeadInACircleAreSearchedOnce() throws {
    var timeline = try Timeline.booted()
    let root = timeline.machine.hardware.registers.cr3.root.start.rawValue
    for index in 200..<500 as Range<UInt64> {
      try timeline.append(.access(.physicalWrite(.address(root + index * 8), value: root | 3)))
    }
    try timeline.append(.frames(.allocate(name(1), FrameRequest())))
    try timeline.append(.frames(.free(.name(name(1)))))
  }

  @Test func impossibleRequestsAreRefused() throws {
    var timeline = try Timeline.booted(MachineDescription(memory: .size(64 << 20), nodes: 2))
    func refusal(_ request: FrameRequest) -> Refusal? {
      timeline.refusal(.frames(.allocate(name(1), request)))
    }
    let usable = timeline.machine.value(of: .framesUsable)
    let free = timeline.machine.value(of: .framesFree)
    #expect(
      refusal(FrameRequest(count: 0))
        == .operand(.outOfRange(argument: "count", value: 0, allowed: 1...usable)))
    #expect(refusal(FrameRequest(alignment: 3)) == .operand(.notPowerOfTwo(3)))
    #expect(refusal(FrameRequest(alignment: 0)) == .operand(.notPowerOfTwo(0)))
    #expect(refusal(FrameRequest(count: .max)) == .frames(.tooFew(needed: .max, free: free)))
    #expect(refusal(FrameRequest(count: free)) == .frames(.tooFew(needed: free, free: free)))
    #expect(
      refusal(FrameRequest(alignment: 1 << 63)) == .frames(.tooFew(needed: 1, free: free)))
    #expect(refusal(FrameRequest(node: 2)) == .frames(.noNode(2, nodes: 2)))
    let outcome = try timeline.outcome(.frames(.allocate(name(1), FrameRequest(node: 1))))
    guard case .frames(.allocated(let frame, 1)) = outcome else { return }
    let node = try #require(timeline.machine.kernel.nodes.first { $0.node == 1 })
    #expect(frame.start.rawValue >= node.start)
  }

  @Test func addressesOutsideTheMachineAreRefused() throws {
    var timeline = try Timeline.booted()
    for address in [1 << 40, .max & ~4095] as [UInt64] {
      let limit = timeline.machine.kernel.memoryEnd
      #expect(
        timeline.refusal(.frames(.free(.address(address))))
          == .operand(.beyondMemory(address, limit: limit)))
      #expect(
        timeline.refusal(.map(0x1000, to: address))
          == .operand(.beyondMemory(address, limit: limit)))
      #expect(
        timeline.refusal(.access(.physicalRead(.address(address))))
          == .operand(.beyondMemory(address, limit: limit)))
    }
    #expect(
      timeline.refusal(.frames(.free(.address(0x1001)))) == .operand(.unaligned(0x1001, to: 4096)))
    #expect(
      timeline.refusal(.access(.physicalRead(.address(0x1001))))
        == .operand(.unaligned(0x1001, to: 8)))
  }
}
