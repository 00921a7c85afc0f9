import MemoryCore
import Script
import Simulation

/// What the word of an access is, as far as the machine's memory and the step's outcome tell.
///
/// The machine is the one in the middle of the step: its RAM is as far as the access, its kernel's
/// statics are those before the step.
struct AccessedWord {
  let access: RecordedAccess
  let snapshot: Snapshot
  let names: NameTable

  /// The word read as a table entry, if it is one: `→ P2 0x005c_a000, P W A`.
  var entry: String? {
    switch access.purpose {
    case .walk(_, let level), .accessedDirty(_, let level):
      return EntryText.text(PageTableEntry(rawValue: access.word), level: level)
    case .data: return nil
    case .kernel:
      guard let table = tableLevel else { return nil }
      return EntryText.text(PageTableEntry(rawValue: access.word), level: table)
    }
  }

  /// Whether the kernel writes zero into an entry of a table.
  var clears: Bool {
    guard access.purpose == .kernel, access.isStore, access.word == 0 else { return false }
    return tableLevel != nil || isInNewTable
  }

  /// What the word is for.
  var meaning: String? {
    switch access.purpose {
    case .walk, .accessedDirty: return nil
    case .data(let address, let kind):
      return HeapWord(access: access, snapshot: snapshot, names: names).meaning(at: address, kind)
    case .kernel: return kernelMeaning
    }
  }

  private var machine: Machine { snapshot.machine }

  private var kernelMeaning: String? {
    if let bitmap { return bitmap }
    let index = access.address.rawValue % 4096 / 8
    if let level = tableLevel { return "entry \(index) of a \(level.text) table" }
    if isInNewTable { return "entry \(index) of a new page table" }
    switch snapshot.step?.command {
    case .boot(.stage(.tables)):
      let entry = EntryText.text(PageTableEntry(rawValue: access.word), level: nil)
      return "entry \(index) of a table: \(entry)"
    case .boot(.stage(.handover)): return "a word of the new bitmap"
    case .access(.physicalRead), .access(.physicalWrite): return "past TLB and MMU"
    case .boot, .heap, .frames, .paging, .access(.memory), .access(.flush), .access(.set), nil:
      return nil
    }
  }

  /// The level of the table that the word lies in; `nil` if it lies in none that CR3 leads to.
  private var tableLevel: PageTableLevel? {
    machine.tableLevel(of: Frame(containing: access.address))
  }

  /// Whether a later store of the step makes an entry point to the frame, which is cleared now.
  private var isInNewTable: Bool {
    guard access.isStore, access.word == 0, let step = snapshot.step else { return false }
    let frame = access.address.rawValue & ~0xfff
    return step.accesses.contains {
      $0.isStore && $0.purpose == .kernel && $0.word & 1 == 1
        && PageTableEntry(rawValue: $0.word).address.rawValue == frame
    }
  }

  /// What changes in the bitmap of the frame allocator, if the word is one of it.
  private var bitmap: String? {
    guard case .bitmap(let allocator) = machine.kernel.frames else { return nil }
    let start = allocator.bitmap.rawValue
    let words = (allocator.frames.count + 63) / 64
    let place = access.address.rawValue
    guard place >= start, place - start < words * 8 else { return nil }
    let word = (place - start) / 8
    let count = min(64, allocator.frames.count - word * 64)
    let text = "word \(NumberText.count(word)) of the bitmap"
    guard case .store(let previous) = access.kind else {
      let free = UInt64((~access.word).nonzeroBitCount) - (64 - count)
      return "\(text): \(NumberText.count(free)) of \(NumberText.count(count)) frames free"
    }
    let changed = previous ^ access.word
    guard changed != 0 else { return text }
    let frame = allocator.frames.frame(ordinal: word * 64 + UInt64(changed.trailingZeroBitCount))
    let isFree = access.word & changed == 0
    let number = UInt64(changed.nonzeroBitCount)
    let which = number == 1 ? "the frame" : "\(Phrase.frames(number)) from"
    let verb = number == 1 ? "is" : "are"
    return "\(text): \(which) \(NumberText.address(frame.start.rawValue)) \(verb)"
      + (isFree ? " free" : " allocated")
  }
}
