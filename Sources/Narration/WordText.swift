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
    return meaning(ofWord: Int(truncatingIfNeeded: offset / 8), at: offset, in: structure.kind)
  }

  private var tableLevel: PageTableLevel? {
    switch access.words {
    case .walked(let level), .part(.pageTable(let level)): level
    case .part, .program, .physical: nil
    }
  }
}

/// Words of programs, and the kernel's others.
extension WordText {
  /// A word that a reallocation copies.
  var copied: String? {
    guard case .heap(.reallocated(let allocation, _, let release)) = snapshot.step?.outcome,
      case .data(let address, _) = access.purpose
    else { return nil }
    let (to, from) = (allocation.block.address.rawValue, release.address.rawValue)
    return access.isStore
      ? "copied to the new block" + Self.offset(address.rawValue &- to)
      : "copied from the old block" + Self.offset(address.rawValue &- from)
  }

  /// What lies at the address that a program or a command gives.
  private var content: String {
    guard case .data(let address, let kind) = access.purpose else { return "past TLB and MMU" }
    if kind == .execute { return "an instruction" }
    let place = address.rawValue
    if let text = PlaceText.text(ofHeapAt: place, in: snapshot, names: names) { return text }
    return "at physical \(NumberText.address(access.address.rawValue))"
  }

  /// What changes in the bitmap of the frame allocator.
  func bitmap(_ word: UInt64) -> String {
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

  static func offset(_ distance: UInt64) -> String {
    distance == 0 ? "" : ", offset \(NumberText.hex(distance))"
  }
}
