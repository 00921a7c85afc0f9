import MemoryCore
import Script
import Simulation

/// How blocks are found, and what becomes of them, by the policies that know more than one list.
extension Narrator {
  /// Next fit: how many holes were passed from the last block on.
  func nextFit(_ block: HeapAllocation) -> [String] {
    let passed = block.passed == 0 ? " and" : ", passed \(holes(block.passed)) and"
    return [
      "next fit went on behind the last block\(passed) took \(place(of: block)): \(cut(block))",
      "next fit \(taking(shortly: block, from: place(of: block)))",
    ]
  }

  /// Best, worst and fast fit: which hole was taken of those looked at.
  func fit(_ block: HeapAllocation, _ policy: String, chosen: String) -> [String] {
    [
      "\(policy) looked at \(holes(block.passed + 1)) \(chosen): \(cut(block))",
      "\(policy) \(taking(shortly: block, from: place(of: block)))",
    ]
  }

  private func place(of block: HeapAllocation) -> String {
    "the hole at \(address(block.source.address))"
  }

  /// The buddy heap: how often a free block was halved.
  func split(_ block: HeapAllocation) -> [String] {
    let times = block.source.size.trailingZeroBitCount - block.size.trailingZeroBitCount
    guard times > 0 else {
      return [
        "a free block of just \(bytes(block.size)) was there and is taken",
        "a free block of \(bytes(block.size)) is taken",
      ]
    }
    let halved = times == 1 ? "halved once" : "halved \(times) times"
    return [
      "a free block of \(bytes(block.source.size)) was \(halved): the lowest \(bytes(block.size))"
        + " are taken, each upper half is free",
      "\(bytes(block.source.size)) \(halved) for \(bytes(block.size))",
    ]
  }

  /// TLSF: the first block of a class, and whether it was split.
  func ofClass(_ block: HeapAllocation) -> [String] {
    let found = bytes(block.source.size)
    let rest = block.backPadding > 0 ? block.backPadding - TLSFHeap.blockOverhead : 0
    let front = block.frontPadding > 0 ? block.frontPadding - TLSFHeap.blockOverhead : 0
    let parts =
      [
        front > 0 ? "\(bytes(front)) in front, for the alignment" : nil,
        rest > 0 ? "\(bytes(rest)) behind" : nil,
      ].compactMap(\.self).joined(separator: " and ")
    let left =
      parts.isEmpty ? "all of it is taken" : "\(bytes(block.size)) are taken, \(parts) free"
    return [
      "the first block of the smallest class that fits has \(found): \(left)",
      parts.isEmpty
        ? "the whole of a free block of \(found) is taken"
        : "\(bytes(block.size)) taken of a block of \(found)",
    ]
  }

  /// An object of a slab; `nil` for a block of the heap below, which is cut out of a hole.
  func object(_ block: HeapAllocation) -> [String]? {
    guard let largest = SlabHeap.objectSizes.last, block.size <= largest,
      block.source.size == block.size
    else { return nil }
    return [
      "the first free one of a slab of \(NumberText.count(block.size))-byte objects is taken",
      "a \(NumberText.count(block.size))-byte object is taken",
    ]
  }

  /// An object that went back to its slab; `nil` for a block of another kind.
  func object(_ release: BlockRelease) -> [String]? {
    let size = release.hole.size
    guard let largest = SlabHeap.objectSizes.last, size <= largest,
      release.hole.address == release.address, release.size <= size
    else { return nil }
    if step.causeWithoutWords.children.contains(where: { $0.event == .heap(.act(.dropSlab)) }) {
      return [
        "the object was the last in use of its slab of \(NumberText.count(size))-byte objects, which"
          + " went back to the heap below",
        "the slab of \(NumberText.count(size))-byte objects went back to the heap below",
      ]
    }
    return [
      "the object is the first free one of its slab of \(NumberText.count(size))-byte objects now",
      "a \(NumberText.count(size))-byte object is free",
    ]
  }

  /// What a block became in a heap that finds its neighbours without a walk.
  func joined(_ release: BlockRelease, _ kind: String) -> [String] {
    let size = bytes(release.hole.size)
    switch (release.mergedBefore, release.mergedBehind) {
    case (false, false):
      return ["the block became a \(kind) of \(size): no neighbour is free"]
    case (true, false):
      return ["the block joined the \(kind) in front of it: \(size) together"]
    case (false, true):
      return ["the block joined the \(kind) behind it: \(size) together"]
    case (true, true):
      return [
        "the block closed the gap between the \(kind) in front of it and the one behind:"
          + " \(size) together",
        "the block joined both neighbours: \(size) together",
      ]
    }
  }

  /// How far a block was merged with its buddies.
  func buddies(_ release: BlockRelease) -> [String] {
    let size = bytes(release.hole.size)
    guard release.mergedBefore || release.mergedBehind else {
      return ["the block's buddy is not free: it became a free block of \(size)"]
    }
    return [
      "the block was merged with its buddy, and what came of it with its own, as far as they were"
        + " free: \(size) together",
      "the block was merged with its buddies: \(size) together",
    ]
  }
}
