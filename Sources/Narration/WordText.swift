import MemoryCore
import Script
import Simulation

/// What the word of an access is, as the code said that made the access.
struct WordText {
  let access: RecordedAccess
  let snapshot: Snapshot
  let names: NameTable

  /// The word read as a table entry, if it is one: `→ P2 0x005c_a000, P W A`.
  var entry: String? {
    tableLevel.map { EntryText.text(PageTableEntry(rawValue: access.word), level: $0) }
  }

  /// Whether the kernel writes zero into an entry of a table.
  var clears: Bool {
    access.purpose == .kernel && access.isStore && access.word == 0 && tableLevel != nil
  }

  /// What the word is for; `nil` where the MMU's deed says it all.
  var meaning: String? {
    guard !access.purpose.isOfMMU else { return nil }
    guard let structure = access.structure, let offset = access.offset else { return content }
    let index = Int(truncatingIfNeeded: offset / 8)
    let word = access.word
    switch structure.kind {
    case .hole: return hole(index)
    case .treeHole: return treeHole(index)
    case .listedBlock: return link("the list's next free block")
    case .buddyHeads:
      return head(
        "of order \(index), \(NumberText.bytes(UInt64(1) << UInt64(min(index, 63))))", "block")
    case .buddyMarks: return "marks of the blocks from \(NumberText.count(offset)) × 32 bytes on"
    case .buddyBlock:
      return index == 0 ? link("the next free block") : link("the free block before")
    case .tlsfControl: return control(index)
    case .tlsfBlock: return block(index)
    case .slabHeads:
      return "the first slab with a free object of \(SlabHeap.objectSizes[min(index, 7)]) bytes"
        + (word == 0 ? ": none" : "")
    case .slab: return slab(index)
    case .slabObject: return link("the slab's next free object")
    case .frameBitmap: return bitmap(UInt64(index))
    case .pageTable(let level): return "entry \(index) of a \(level.text) table"
    case .copy: return copied ?? "copied, \(Phrase.count(word, "byte"))"
    }
  }

  private var tableLevel: PageTableLevel? {
    switch access.words {
    case .walked(let level), .part(.pageTable(let level)): level
    case .part, .program, .physical: nil
    }
  }
}

/// The words of the heaps.
extension WordText {
  private func hole(_ index: Int) -> String {
    if index == 0 { return size }
    return access.word == 0 ? "the last hole: no next one" : link("the next hole")
  }

  private func treeHole(_ index: Int) -> String {
    switch index {
    case 0: size
    case 1: link("the hole below to the left")
    case 2: link("the hole below to the right")
    default: link("the hole above")
    }
  }

  /// A word of a block of a heap by size classes; its size is in front of its memory.
  private func block(_ index: Int) -> String {
    switch index {
    case 0: "where the free block before starts"
    case 1: "the size of a block, \(Phrase.count(access.word & ~3, "byte")), and its flags"
    case 2: link("the next block of the class")
    default: link("the block of the class before")
    }
  }

  private func control(_ index: Int) -> String {
    let firsts = Int(TLSFClass.firstCount)
    let seconds = Int(TLSFClass.secondCount)
    if index == 0 { return "a bit for each first level that has a block" }
    if index <= firsts { return "a bit for each list of first level \(index - 1) with a block" }
    let list = index - firsts - 1
    return head("of class (\(list / seconds), \(list % seconds))", "block")
  }

  private func slab(_ index: Int) -> String {
    switch index {
    case 0: link("the next slab of the cache")
    case 1: link("the slab of the cache before")
    case 2: link("the slab's first free object")
    case 3:
      "the slab's object size, \(Phrase.count(access.word >> 16 & 0xffff, "object")) in use, and a mark"
    default: "a bit for each object in use"
    }
  }

  private func head(_ list: String, _ noun: String) -> String {
    "the first free \(noun) \(list)" + (access.word == 0 ? ": none" : "")
  }

  private var size: String { "the size of a hole: \(Phrase.count(access.word, "byte"))" }

  private func link(_ target: String) -> String {
    access.word == 0 ? "\(target): none" : "a link to \(target)"
  }
}

/// Words of programs, and the kernel's others.
extension WordText {
  /// A word that a reallocation copies.
  private var copied: String? {
    guard case .heap(.reallocated(let allocation, _, let release)) = snapshot.step?.outcome,
      case .data(let address, _) = access.purpose
    else { return nil }
    let (to, from) = (allocation.block.address.rawValue, release.address.rawValue)
    return access.isStore
      ? "copied to the new block" + offset(address.rawValue &- to)
      : "copied from the old block" + offset(address.rawValue &- from)
  }

  /// What lies at the address that a program or a command gives.
  private var content: String {
    guard case .data(let address, let kind) = access.purpose else { return "past TLB and MMU" }
    if kind == .execute { return "an instruction" }
    let place = address.rawValue
    if let block = snapshot.machine.program.block(holding: place),
      case .block(let start, _) = block.value
    {
      let name = names.text(block.label).map { "block \($0)" } ?? "a block"
      return "in \(name)" + offset(place - start.rawValue)
    }
    if let hole = snapshot.holes.first(where: {
      place >= $0.address.rawValue && place - $0.address.rawValue < $0.size
    }) {
      return "in the hole at \(NumberText.address(hole.address.rawValue))"
    }
    return "at physical \(NumberText.address(access.address.rawValue))"
  }

  /// What changes in the bitmap of the frame allocator.
  private func bitmap(_ word: UInt64) -> String {
    let text = "word \(NumberText.count(word)) of the bitmap"
    guard case .bitmap(let allocator) = snapshot.machine.kernel.frames else {
      return "\(text), which is new"
    }
    guard word < (allocator.frames.count + 63) / 64 else { return text }
    let count = min(64, allocator.frames.count - word * 64)
    guard case .store(let previous) = access.kind else {
      // Something may have set bits that belong to no frame.
      let free = UInt64((~access.word & .max >> (64 - count)).nonzeroBitCount)
      return "\(text): \(NumberText.count(free)) of \(NumberText.count(count)) frames free"
    }
    let changed = (previous ^ access.word) & .max >> (64 - count)
    guard changed != 0 else { return text }
    let frame = allocator.frames.frame(ordinal: word * 64 + UInt64(changed.trailingZeroBitCount))
    let isFree = access.word & changed == 0
    let number = UInt64(changed.nonzeroBitCount)
    let which = number == 1 ? "the frame" : "\(Phrase.frames(number)) from"
    let verb = number == 1 ? "is" : "are"
    return "\(text): \(which) \(NumberText.address(frame.start.rawValue)) \(verb)"
      + (isFree ? " free" : " allocated")
  }

  private func offset(_ distance: UInt64) -> String {
    distance == 0 ? "" : ", offset \(NumberText.hex(distance))"
  }
}
