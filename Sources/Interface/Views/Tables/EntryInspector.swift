import CellGrid
import MemoryCore
import Script
import Simulation

/// An entry bit by bit: where it is, what it says, what it decides, what the TLB holds of it.
struct EntryInspector {
  private let row: TableRow
  private let scene: Scene
  private let marks: EntryMarks
  private let theme: Theme

  /// An inspector of the first entry of a row.
  init(_ row: TableRow, _ scene: Scene, _ marks: EntryMarks) {
    (self.row, self.scene, self.marks, theme) = (row, scene, marks, scene.theme)
  }

  /// The lines, the most important first, wrapped to a width.
  func lines(columns: Int) -> [StyledText] {
    [headline] + tlbLines + [range] + leads + bits(columns: columns)
  }

  /// `P1 73 at 0x005c_a248 = 0x8000_0000_004d_1063`.
  private var headline: StyledText {
    var text = StyledText(
      "\(row.level.name) \(row.indices.lowerBound)", theme.on(theme.accent).bold)
    text.append(" at ", theme.on(theme.dim))
    text.append(NumberText.address(row.place.rawValue), theme.plain)
    text.append(" = ", theme.on(theme.dim))
    text.append(Self.word(row.entry.rawValue), theme.on(theme.bright).bold)
    if row.count > 1 {
      text.append("  +\(row.count - 1) alike", theme.on(theme.dim))
    }
    return text
  }

  /// All 64 bits in hex.
  private static func word(_ word: UInt64) -> String {
    let digits = String(word, radix: 16).paddedWithZeros(to: 16)
    let groups = (0..<4).map { digits.dropFirst(4 * $0).prefix(4) }
    return "0x" + groups.joined(separator: "_")
  }

  /// `decides 0x4444_4444_9000 – 0x4444_4444_9fff  4 KiB`.
  private var range: StyledText {
    let last = row.covers &+ row.level.entrySpan &- 1
    var text = StyledText("decides ", theme.on(theme.dim))
    text.append(
      "\(NumberText.address(row.covers)) – \(NumberText.address(last))", theme.plain)
    let areas = AddressAreas(of: scene.snapshot.machine).names(from: row.covers, through: last)
    let name = areas.isEmpty ? "" : " · \(areas)"
    text.append("  \(NumberText.bytes(row.level.entrySpan))\(name)", theme.on(theme.dim))
    return text
  }

  /// Where the entry leads, and whose that is.
  private var leads: [StyledText] {
    let entry = row.entry
    guard entry.isPresent else { return [] }
    let frame = entry.address.rawValue >> 12
    var text = StyledText("leads to ", theme.on(theme.dim))
    let address = NumberText.address(entry.address.rawValue)
    switch row.target {
    case .table, .knownTable: text.append("the \(row.level.below?.name ?? "") at ", theme.plain)
    case .damaged(.reservedBits(let bits)):
      text.append(
        "a page fault: reserved \(TableRowText.bitList(bits)) set, address ",
        theme.on(theme.alarm))
    case .damaged(.beyondMemory):
      text.append("no memory: beyond RAM, ", theme.on(theme.alarm))
    case .pages, .nothing:
      text.append(
        row.level == .p1 ? "frame " : "\(NumberText.bytes(row.level.entrySpan)) from ", theme.plain)
    }
    text.append(address, theme.on(theme.bright).bold)
    text.append(" \(owner(of: frame))", theme.on(theme.dim))
    return [text]
  }

  private func owner(of frame: UInt64) -> String {
    if let owner = scene.snapshot.owners.run(holding: frame)?.owner {
      return "· \(owner.frameText)"
    }
    return scene.snapshot.machine.kernel.map.kind(ofFrame: frame).map { "· \($0) memory" }
      ?? "· in no region of the memory map"
  }
}

extension EntryInspector {
  /// What the TLB holds of the addresses that the entry decides about.
  private var tlbLines: [StyledText] {
    let last = row.covers &+ row.level.entrySpan &- 1
    var pages: Set<TLBEntry> = []
    let slots = scene.snapshot.machine.hardware.tlb.entries.filter { slot in
      let entry = slot.entry
      return entry.page.rawValue <= last
        && row.covers <= entry.page.rawValue &+ entry.level.entrySpan &- 1
        && pages.insert(entry).inserted
    }
    let stale = marks.stale.values.joined().filter { one in slots.contains(one.slot) }
    var text = StyledText("TLB ", theme.on(theme.dim))
    if let wrong = stale.first, stale.count == 1, slots.count == 1 {
      text.append("≠ stale ", theme.on(theme.alarm).bold)
      text.append(
        "\(NumberText.address(wrong.slot.entry.frame.rawValue)) "
          + "\(wrong.slot.entry.rightsText) in \(wrong.slot.placeText)", theme.on(theme.alarm))
      let tables = "the tables say \(wrong.difference.words)"
      return [text, StyledText("    " + tables, theme.on(theme.alarm))]
    } else if !stale.isEmpty {
      text.append("holds \(slots.count) translations of it, ", theme.plain)
      text.append("≠ \(stale.count) stale", theme.on(theme.alarm).bold)
    } else if let only = slots.first, slots.count == 1 {
      text.append(
        "\(NumberText.address(only.entry.frame.rawValue)) \(only.entry.rightsText) "
          + "in \(only.placeText) = tables", theme.plain)
    } else {
      text.append(
        slots.isEmpty ? "holds nothing of it" : "holds \(slots.count) translations of it",
        theme.plain)
    }
    return [text]
  }

  /// The bits by their names in the manual (Intel SDM vol. 3, 4.5), those that are set bright.
  private func bits(columns: Int) -> [StyledText] {
    guard row.entry.rawValue != 0 else {
      return [StyledText("all bits clear", theme.on(theme.dim))]
    }
    var lines: [StyledText] = []
    var line = StyledText()
    for (name, isSet) in Self.bits(of: row.entry, at: row.level) {
      let word = StyledText(
        name, isSet ? theme.on(theme.bright).bold : theme.on(theme.dim))
      if !line.runs.isEmpty, line.columns + 3 + word.columns > columns {
        lines.append(line)
        line = StyledText()
      }
      if !line.runs.isEmpty { line.append(" · ", theme.on(theme.faint)) }
      line.append(word)
    }
    return lines + [line]
  }

  private static func bits(
    of entry: PageTableEntry, at level: PageTableLevel
  ) -> [(name: String, isSet: Bool)] {
    func bit(_ number: UInt64) -> Bool { entry.rawValue >> number & 1 == 1 }
    func named(_ number: UInt64, _ set: String, _ clear: String) -> (String, Bool) {
      (bit(number) ? set : clear, bit(number))
    }
    guard entry.isPresent else {
      return [("P=0 not present", false), ("other bits ignored", true)]
    }
    let isPage = entry.maps(at: level)
    var bits = [
      named(0, "P present", "P=0"), named(1, "R/W writable", "R/W=0 read-only"),
      named(2, "U/S user", "U/S=0 supervisor"), named(5, "A accessed", "A=0"),
    ]
    if isPage { bits += [named(6, "D dirty", "D=0"), named(8, "G global", "G=0")] }
    bits += [named(3, "PWT", "PWT=0"), named(4, "PCD", "PCD=0")]
    if level > .p1 { bits.append(named(7, "PS page", "PS=0 table")) }
    if isPage {
      bits.append(named(level == .p1 ? 7 : 12, "PAT", "PAT=0"))
      let key = entry.protectionKey
      bits.append(("PK=\(key)", key != 0))
    }
    bits.append(named(63, "XD no execute", "XD=0 executable"))
    let ignored = entry.rawValue & PageTableFlags.available.rawValue & (isPage ? ~(15 << 59) : .max)
    if ignored != 0 { bits.append(("ignored \(TableRowText.bitList(ignored))", true)) }
    return bits
  }
}

extension StaleTranslation.Difference {
  /// What the tables say instead.
  var words: String {
    switch self {
    case .notMapped: "not mapped"
    case .otherFrame(let frame): NumberText.address(frame.rawValue)
    case .otherRights: "other rights"
    }
  }
}

extension FrameOwner {
  /// What a frame of this owner is.
  fileprivate var frameText: String {
    switch self {
    case .free: "free"
    case .reserved: "reserved"
    case .kernel: "kernel"
    case .stack: "kernel's stack"
    case .table: "page table"
    case .heap: "heap"
    case .mapped: "mapped page"
    case .held: "held, not mapped"
    }
  }
}

extension String {
  fileprivate func paddedWithZeros(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
