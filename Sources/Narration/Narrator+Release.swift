import MemoryCore
import Script
import Simulation

/// What becomes of blocks that are given back.
extension Narrator {
  func freed(_ release: BlockRelease) -> [String] {
    release.policy.words.freed(self, release).map(sentence)
  }

  /// Why nothing was to be done.
  var nothing: [String] {
    switch step.command {
    case .heap(.free(.address(0))):
      return ["Freeing address 0 does nothing: it is what a program holds for no block."]
    case .heap(.free(.name(let name))):
      let block = Phrase.name(name.label, names)
      return [
        "Nothing to free: \(block) stands for no block, as its allocation found no memory.",
        "Nothing to free: the allocation had found no memory.",
      ]
    case .heap, .boot, .frames, .paging, .access:
      return [
        "Nothing to free and nothing to allocate: there is no block, and size 0 asks for none.",
        "Nothing was done: there is no block, and size 0 asks for none.",
      ]
    }
  }

  /// A block of a fixed size that went to its list, or one that went to the heap below.
  func fixedBlock(_ release: BlockRelease) -> [String] {
    // To put a block on its list, one word is written and none read.
    guard dataAccesses.count == 1, dataLoads.isEmpty else { return merged(release) }
    let kind = "\(NumberText.count(release.hole.size))-byte blocks"
    return [
      dataAccesses.first?.word == 0
        ? "the block is the only one on the list of \(kind) now"
        : "the block is the first on the list of \(kind) now; its first word points to the one that"
          + " was the first before",
      "the block went to the head of the list of \(kind)",
    ]
  }

  /// Whether the pointer went back to the start.
  func bump(_ release: BlockRelease) -> [String] {
    guard release.mergedBehind else {
      return [
        "the bump allocator counts one block less; the memory comes back only when the last block"
          + " is freed",
        "one block less is counted; memory comes back with the last one",
      ]
    }
    return [
      "that was the last block, so the bump pointer went back to the heap's start:"
        + " \(bytes(release.hole.size)) are free",
      "the last block is gone: the bump pointer is back at the start",
    ]
  }

  /// How the block joined the list of holes.
  func merged(_ release: BlockRelease) -> [String] {
    let size = bytes(release.hole.size)
    // The walk ends at the hole before the block, which is the one that it may have joined.
    let before = hole(release.passed)
    let place = hole(release.passed + 1)
    let walk =
      release.passed > 0 ? "after a walk past \(holes(release.passed))" : "at the head of the list"
    switch (release.mergedBefore, release.mergedBehind) {
    case (false, false):
      return [
        "\(walk), the block became \(place): \(size), no neighbour is free",
        "the block became \(place): \(size), no neighbour is free",
      ]
    case (true, false):
      return [
        "\(walk), the block joined \(before), which ends where the block starts:"
          + " \(size) together",
        "the block joined \(before) in front of it: \(size) together",
      ]
    case (false, true):
      return [
        "\(walk), the block joined the hole that starts at its end: \(place) is \(size) now",
        "the block joined \(place) behind it: \(size) together",
      ]
    case (true, true):
      return [
        "\(walk), the block closed the gap between \(before) and \(place): one hole of \(size)",
        "the block joined holes \(NumberText.count(release.passed)) and"
          + " \(NumberText.count(release.passed + 1)): \(size) together",
      ]
    }
  }
}
