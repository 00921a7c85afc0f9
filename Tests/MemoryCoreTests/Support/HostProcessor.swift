import MemoryCore

/// A processor over this process's own memory that never forgets a translation until it is told to:
/// whoever forgets a flush is found out.
struct HostProcessor: Processor {
  var physical = WordMemory(from: PhysicalAddress(0), size: 8 << 20)
  var root = Frame<Size4KiB>(number: 0)
  private(set) var faultAddress: UInt64 = 0

  /// What the tables said when the page was accessed first.
  private struct Translation {
    let start: UInt64
    let span: UInt64
    let frame: UInt64
    let flags: PageTableFlags
  }

  private var translations: [Translation] = []

  /// How many translations are held.
  var translationCount: Int { translations.count }

  mutating func invalidate(_ address: VirtualAddress) {
    translations.removeAll { address.rawValue >= $0.start && address.rawValue - $0.start < $0.span }
  }

  mutating func flush() { translations = [] }

  /// Where an access to an address goes, and with which flags of the page's entry: by what is held,
  /// else by the tables. `nil` is a fault.
  mutating func access(
    _ address: VirtualAddress
  ) -> (physical: UInt64, flags: PageTableFlags)? {
    func place(_ held: Translation) -> (UInt64, PageTableFlags) {
      (held.frame + address.rawValue - held.start, held.flags)
    }
    let held = translations.first {
      address.rawValue >= $0.start && address.rawValue - $0.start < $0.span
    }
    if let held { return place(held) }
    let mapper = OffsetPageTable(p4: PageTable(frame: root), offset: VirtualAddress(0))
    guard case .mapped(let mapping) = mapper.translate(address, memory: &physical),
      mapping.flags.contains(.present)
    else {
      faultAddress = address.rawValue
      return nil
    }
    let found = Translation(
      start: address.rawValue - mapping.offset, span: mapping.level.entrySpan,
      frame: mapping.frameStart.rawValue, flags: mapping.flags)
    translations.append(found)
    return place(found)
  }
}
