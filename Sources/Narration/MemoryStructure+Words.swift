import MemoryCore
import Script
import Simulation

/// What is said of the structures in memory: names first, then word by word.
extension MemoryStructure {
  /// What the words of such structures are called together.
  var plainName: String {
    switch self {
    case .hole: "hole headers"
    case .treeHole: "nodes of the tree of holes"
    case .listedBlock: "links of free blocks"
    case .buddyHeads: "heads of the lists by order"
    case .buddyMarks: "marks of blocks"
    case .buddyBlock: "links of free blocks"
    case .tlsfControl: "bitmaps and heads of the classes"
    case .tlsfBlock: "block headers"
    case .slabHeads: "heads of the caches"
    case .slab: "slab headers"
    case .slabObject: "links of free objects"
    case .frameBitmap: "bitmap of frames"
    case .pageTable(let level): "\(level.text) tables"
    case .copy: "the blocks"
    }
  }
}

extension WordText {
  /// What a word of a structure is for.
  func meaning(ofWord index: Int, at offset: UInt64, in structure: MemoryStructure) -> String {
    let word = access.word
    switch structure {
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
