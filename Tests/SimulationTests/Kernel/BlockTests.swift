import MemoryCore
import Testing

@testable import Simulation

@Suite struct BlockTests {
  private func word(_ timeline: Timeline, _ address: VirtualAddress) -> UInt64? {
    timeline.machine.word(at: address)
  }

  @Test(arguments: [(40, 200), (200, 40), (40, 40), (1, 8)] as [(UInt64, UInt64)])
  func reallocMovesAndCopiesTheSmallerSize(old: UInt64, new: UInt64) throws {
    var timeline = try Timeline.booted()
    let first = try timeline.allocate(1, old).block.address
    for offset in stride(from: 0, to: old.alignedUp(to: 8), by: 8) {
      try timeline.append(.write(first.rawValue + offset, 0x1111 + offset))
    }
    let outcome = try timeline.outcome(.heap(.reallocate(name(1), size: new, alignment: 8)))
    guard case .heap(.reallocated(let allocation, let copied, let release)) = outcome else {
      Issue.record("a live block moves")
      return
    }
    #expect(copied == min(old, new))
    #expect(release.address == first)
    let second = allocation.block.address
    #expect(second != first)
    for offset in stride(from: 0, to: min(old, new), by: 8) {
      #expect(word(timeline, second + offset) == 0x1111 + offset)
    }
    #expect(timeline.machine.value(of: .heapRequested) == new)
    #expect(timeline.machine.value(of: .heapBlocks) == 1)
    try timeline.append(.heap(.free(.name(name(1)))))
    #expect(timeline.machine.holes().map(\.size) == [1 << 20])
  }

  @Test func reallocOfNothingAllocatesAndToNothingFrees() throws {
    var timeline = try Timeline.booted()
    #expect(
      try timeline.outcome(.heap(.reallocate(name(1), size: 0, alignment: 8))) == .heap(.nothing))
    guard
      case .heap(.allocated) = try timeline.outcome(
        .heap(.reallocate(name(1), size: 64, alignment: 8))),
      case .heap(.freed) = try timeline.outcome(.heap(.reallocate(name(1), size: 0, alignment: 8))),
      case .heap(.allocated) = try timeline.outcome(
        .heap(.reallocate(name(1), size: 16, alignment: 8)))
    else {
      Issue.record("an unbound or freed name allocates, size 0 frees")
      return
    }
  }

  /// A trace's alignment is that of all its blocks, also of those that a realloc makes.
  @Test func reallocAligns() throws {
    var timeline = try Timeline.booted()
    let packed: [PackedCommand] = [
      .reallocate(1, slot: 0, size: 24), .allocate(2, slot: 1, size: 8),
      .reallocate(1, slot: 0, size: 100), .reallocate(2, slot: 1, size: 16),
    ]
    timeline.load(packed.map { $0.command(alignment: 64) })
    timeline.seek(to: timeline.end)
    let blocks = timeline.machine.program.blocks
    #expect(blocks.count == 2)
    for block in blocks {
      guard case .block(let address, let layout) = block.value else { continue }
      #expect(layout.alignment == 64 && address.isAligned(to: 64))
    }
    #expect(
      timeline.refusal(.heap(.reallocate(name(1), size: 8, alignment: 3)))
        == .operand(.notPowerOfTwo(3)))
  }

  @Test func reallocWithoutMemoryKeepsTheBlock() throws {
    var timeline = try Timeline.booted(heap: HeapDescription(size: 4096, grows: false))
    let block = try timeline.allocate(1, 3000).block.address
    guard
      case .heap(.outOfMemory) = try timeline.outcome(
        .heap(.reallocate(name(1), size: 2000, alignment: 8)))
    else {
      Issue.record("old and new do not fit together")
      return
    }
    #expect(timeline.machine.value(of: .heapRequested) == 3000)
    try timeline.append(.heap(.free(.address(block.rawValue))))
  }

  @Test func doubleFreesAreRefused() throws {
    var timeline = try Timeline.booted()
    let address = try timeline.allocate(1, 64).block.address.rawValue
    try timeline.append(.heap(.free(.name(name(1)))))
    let label = name(1).label
    #expect(
      timeline.refusal(.heap(.free(.name(name(1))))) == .heap(.doubleFree(label, at: address)))
    #expect(
      timeline.refusal(.heap(.free(.address(address))))
        == .heap(.doubleFree(.anonymous, at: address)))
    // The place has a new block: it is that block's name that may free it, once.
    #expect(try timeline.allocate(2, 64).block.address.rawValue == address)
    #expect(
      timeline.refusal(.heap(.free(.name(name(1))))) == .heap(.doubleFree(label, at: address)))
    try timeline.append(.heap(.free(.address(address))))
    #expect(
      timeline.refusal(.heap(.free(.name(name(2)))))
        == .heap(.doubleFree(name(2).label, at: address)))
  }

  @Test func foreignFreesAreRefused() throws {
    var timeline = try Timeline.booted()
    let address = try timeline.allocate(1, 64).block.address.rawValue
    let inside = timeline.refusal(.heap(.free(.address(address + 8))))
    #expect(inside == .heap(.foreignFree(address + 8, within: timeline.machine.program[name(1)])))
    for stray in [address + 64, 8, 0x1000_0000, 0x8000_0000_0000, .max] {
      #expect(
        timeline.refusal(.heap(.free(.address(stray)))) == .heap(.foreignFree(stray, within: nil)))
    }
    #expect(timeline.refusal(.heap(.free(.name(name(7))))) == .operand(.unboundName(name(7).label)))
    #expect(try timeline.outcome(.heap(.free(.address(0)))) == .heap(.nothing))
  }

  @Test func namesOfFramesAreNoBlocks() throws {
    var timeline = try Timeline.booted()
    try timeline.append(.frames(.allocate(name(1), FrameRequest())))
    try timeline.allocate(2, 8)
    let (frame, block) = (name(1), name(2))
    #expect(timeline.refusal(.heap(.free(.name(frame)))) == .operand(.wrongBinding(frame.label)))
    #expect(
      timeline.refusal(.heap(.reallocate(frame, size: 8, alignment: 8)))
        == .operand(.wrongBinding(frame.label)))
    #expect(
      timeline.refusal(.paging(.translate(.name(frame)))) == .operand(.wrongBinding(frame.label)))
    #expect(timeline.refusal(.frames(.free(.name(block)))) == .operand(.wrongBinding(block.label)))
    #expect(
      timeline.refusal(.access(.physicalRead(.name(block)))) == .operand(.wrongBinding(block.label))
    )
  }

  @Test func aRebindingKeepsTheOldBlockLive() throws {
    var timeline = try Timeline.booted()
    let first = try timeline.allocate(1, 64).block.address.rawValue
    try timeline.allocate(1, 32)
    #expect(timeline.machine.value(of: .heapUsed) == 96)
    // Nothing points to the first block any more: it has leaked, and the heap is still in use.
    guard case .heap(.inUse) = timeline.refusal(.heap(.create(HeapDescription()))) else {
      Issue.record("the heap has blocks")
      return
    }
    #expect(timeline.machine.value(of: .heapBlocks) == 2)
    #expect(timeline.machine.value(of: .heapRequested) == 96)
    // Its address still frees it, once.
    try timeline.append(.heap(.free(.address(first))))
    #expect(timeline.machine.value(of: .heapBlocks) == 1)
    #expect(timeline.machine.value(of: .heapUsed) == 32)
    #expect(timeline.refusal(.heap(.free(.address(first)))) != nil)
    try timeline.append(.heap(.free(.name(name(1)))))
    #expect(timeline.machine.holes().map(\.size) == [1 << 20])
  }

  @Test func aDamagedListIsRefused() throws {
    var timeline = try Timeline.booted()
    let first = try timeline.allocate(1, 64).block.address.rawValue
    try timeline.allocate(2, 64)
    try timeline.append(.heap(.free(.name(name(1)))))
    for link in [first, 0x1234_5670, 0x1234_5671, .max, 0x8000_0000_0000] {
      try timeline.append(.write(first + 8, link))
      let refusal = timeline.refusal(.heap(.allocate(name(3), size: 4096, alignment: 8)))
      #expect(refusal?.word == "heap-damaged" || refusal?.word == "kernel-fault")
    }
  }
}
