import MemoryCore
import Script
import Simulation

/// How blocks are found.
extension Narrator {
  func allocated(_ allocation: BlockAllocation) -> [String] {
    let found = allocation.policy.words.found(self, allocation.block)
    guard let growth = allocation.growth else { return found.map(sentence) }
    return grown(growth, allocation, found)
  }

  func reallocated(
    _ allocation: BlockAllocation, _ copied: UInt64, _ release: BlockRelease
  ) -> [String] {
    let from = address(release.address)
    let to = address(allocation.block.address)
    let ending = "\(bytes(copied)) were copied over and the old block was freed"
    let all = allocation.policy.words.found(self, allocation.block).map {
      sentence("\($0); \(ending)")
    }
    let growth = allocation.growth.map {
      "the heap grew by \(Phrase.count($0.pages, "page")); "
    }
    return (growth == nil ? all : []) + [
      sentence(
        "\(growth ?? "")the block moved from \(from) to \(to): \(ending), which gives a hole of"
          + " \(bytes(release.hole.size))"),
      sentence("the block moved to \(to): \(bytes(copied)) copied, the old one freed"),
    ]
  }

  func outOfMemory(_ shortage: MemoryShortage) -> [String] {
    let size = bytes(shortage.size)
    let looked =
      switch (shortage.policy.freeMemory, shortage.passed) {
      case (.abovePointer, _): "too little is left above the bump pointer for \(size)"
      case (_, 0): "the heap has no hole left for \(size)"
      case (_, 1): "the only hole does not fit \(size)"
      default: "none of the \(holes(shortage.passed)) fits \(size)"
      }
    let (why, shortly) = reason(shortage.reason)
    return [
      sentence("\(looked), and \(why): the program gets no block"),
      sentence("\(looked), and \(why)"),
      sentence("nothing fits \(size), and \(shortly)"),
    ]
  }

  private func reason(_ reason: MemoryShortage.Reason) -> (full: String, short: String) {
    switch reason {
    case .growthIsOff: ("the heap may not grow (grow=off)", "the heap may not grow")
    case .tooFewFrames(let needed, let free) where needed > free:
      (
        "to grow it needs \(Phrase.frames(needed)), of which"
          + " \(NumberText.count(free)) \(free == 1 ? "is" : "are") free",
        "only \(Phrase.frames(free)) \(free == 1 ? "is" : "are") free"
      )
    case .tooFewFrames(_, let free):
      (
        "to grow it needs more than the \(Phrase.frames(free)) that"
          + " \(free == 1 ? "is" : "are") free",
        "only \(Phrase.frames(free)) \(free == 1 ? "is" : "are") free"
      )
    case .noAddresses:
      (
        "it cannot grow: the pages above its end are in use, or there are none",
        "the pages above it are in use"
      )
    }
  }
}

extension Narrator {
  private func grown(
    _ growth: HeapGrowth, _ allocation: BlockAllocation, _ found: [String]
  ) -> [String] {
    let block = allocation.block
    let vain =
      switch (allocation.policy.freeMemory, growth.passed) {
      case (.abovePointer, 1...): "the rest above the bump pointer does not fit, so the heap grew"
      case (_, 0): "the heap was full, so it grew"
      case (_, 1): "the only hole does not fit, so the heap grew"
      default: "none of the \(holes(growth.passed)) fits, so the heap grew"
      }
    let pages = "\(Phrase.count(growth.pages, "page")) (\(NumberText.bytes(growth.pages * 4096)))"
    let created = growth.tables > 0 ? ", \(tables(growth.tables)) created for them" : ""
    return [
      sentence("\(vain): \(pages) mapped at its end\(created); \(found[0])"),
      sentence("\(vain) by \(pages) and gave \(bytes(block.size)) of its end"),
      sentence("nothing fits: the heap grew by \(pages) for \(bytes(block.size))"),
    ]
  }

  /// A block of a fixed size off its list, or one from the heap below.
  func fixedBlock(_ block: HeapAllocation) -> [String] {
    if dataLoads.count == 1, dataLoads[0].isLoad(of: block.address) {
      return [
        "the list of \(blockSize(block.size)) has one: its first is taken, and the one that it"
          + " points to becomes the first",
        "the first free one of the \(blockSize(block.size)) is taken",
      ]
    }
    let isListed = FixedBlockHeap.blockSizes.contains(block.size)
    let why =
      isListed
      ? "the list of \(blockSize(block.size)) is empty" : "no list has blocks that large"
    let below = firstFit(block, subject: "the heap below")
    return [why + ": " + below[0]] + below
  }

  private func blockSize(_ size: UInt64) -> String { "\(NumberText.count(size))-byte blocks" }

  /// How far a pointer moved up.
  func bump(_ block: HeapAllocation) -> [String] {
    let gap =
      block.frontPadding > 0
      ? "\(bytes(block.frontPadding)) are passed over for the alignment; " : ""
    let moved = "the bump pointer moves up by \(bytes(block.size))"
    return [
      "\(gap)\(moved), and \(bytes(block.backPadding)) remain above it",
      "\(moved); \(bytes(block.backPadding)) remain",
    ]
  }

  /// The walk along the list of holes, and what was done to the one that was taken.
  func firstFit(_ block: HeapAllocation, subject: String) -> [String] {
    let number = hole(block.passed + 1)
    guard block.passed > 0 else {
      return [
        "\(subject) took the first hole: \(cut(block))",
        block.size == block.source.size
          ? "\(subject) took the whole first hole: \(bytes(block.size))"
          : "\(subject) took \(bytes(block.size)) \(shortCut(block)) the first hole",
        "took \(bytes(block.size)) of the first hole",
      ]
    }
    let isOne = block.passed == 1
    let passed = holes(block.passed)
    let lack: String
    let shortly: String
    if arePassedHolesTooSmall(block) {
      lack = isOne ? "that is too small" : "that are too small"
      shortly = NumberText.count(block.passed) + (isOne ? " too small hole" : " too small holes")
    } else {
      lack = isOne ? "that does not fit" : "that do not fit"
      shortly = passed
    }
    return [
      "\(subject) passed \(passed) \(lack) and took \(number): \(cut(block))",
      "\(subject) passed \(shortly) and \(taking(shortly: block, from: number))",
      "passed \(shortly) and \(taking(shortly: block, from: number))",
      "passed \(passed), took \(bytes(block.size)) of \(number)",
      "took \(bytes(block.size)) of \(number)",
    ]
  }

  /// Whether each hole before the one taken is smaller than the block, as the recorded walk read
  /// them. One that is not was passed for the alignment, or for a rest too small to be a hole.
  private func arePassedHolesTooSmall(_ block: HeapAllocation) -> Bool {
    let loads = dataLoads
    guard let taken = loads.lastIndex(where: { $0.isLoad(of: block.source.address) }),
      taken >= 2 * block.passed
    else { return false }
    // The walk reads two words of each hole: its size and its link.
    return stride(from: taken - 2 * block.passed, to: taken, by: 2)
      .allSatisfy { loads[$0].word < block.size }
  }

  /// "1,016 bytes off its front, 728 remain free".
  func cut(_ block: HeapAllocation) -> String {
    let size = bytes(block.size) + rounding(block)
    let (front, back) = (bytes(block.frontPadding), bytes(block.backPadding))
    switch (block.frontPadding > 0, block.backPadding > 0) {
    case (false, false): return "all of its \(size), so the list is one hole shorter"
    case (false, true):
      let rest =
        block.backPadding < 65_536 && block.size < 65_536
        ? NumberText.count(block.backPadding) : back
      return "\(size) off its front, \(rest) \(block.backPadding == 1 ? "remains" : "remain") free"
    case (true, false): return "\(size) off its end, \(front) stay free in front for the alignment"
    case (true, true):
      return "\(size) out of its middle, for the alignment; \(front) stay free in front, \(back)"
        + " behind"
    }
  }

  /// " (10 rounded up)", if the block is larger than what was asked for.
  private func rounding(_ block: HeapAllocation) -> String {
    switch step.command {
    case .heap(.allocate(_, let size, _)), .heap(.reallocate(_, let size, _)):
      size == block.size ? "" : " (\(NumberText.count(size)) rounded up)"
    case .heap(.create), .heap(.free), .boot, .frames, .paging, .access: ""
    }
  }

  /// "cut 1,016 bytes off the front of hole 6", or "took all 64 bytes of hole 6".
  func taking(shortly block: HeapAllocation, from hole: String) -> String {
    block.frontPadding == 0 && block.backPadding == 0
      ? "took all \(bytes(block.size)) of \(hole)"
      : "cut \(bytes(block.size)) \(shortCut(block)) \(hole)"
  }

  /// "off the front of".
  private func shortCut(_ block: HeapAllocation) -> String {
    switch (block.frontPadding > 0, block.backPadding > 0) {
    case (false, false): "as the whole of"
    case (false, true): "off the front of"
    case (true, false): "off the end of"
    case (true, true): "out of the middle of"
    }
  }
}

extension RecordedAccess {
  /// Whether the access reads the word at a virtual address.
  fileprivate func isLoad(of address: VirtualAddress) -> Bool {
    guard kind == .load, case .data(let linear, _) = purpose else { return false }
    return linear.rawValue == address.rawValue
  }
}
