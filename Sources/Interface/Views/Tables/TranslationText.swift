import CellGrid
import MemoryCore
import Script
import Simulation

/// The lines below the tree: the address that the step is about, cut into its fields, and what
/// the TLB had to say.
struct TranslationText {
  private let scene: Scene
  private let staleCount: Int
  private let columns: Int

  /// Lines of at most so many columns about a moment in which the TLB holds so many translations
  /// that are out of date.
  init(_ scene: Scene, staleCount: Int, columns: Int) {
    (self.scene, self.staleCount, self.columns) = (scene, staleCount, columns)
  }

  /// Both lines; one says so if no address was ever translated.
  var lines: [StyledText] {
    guard let address else { return [tlbLine(for: nil)] }
    let full = fields(of: address, isBrief: false)
    return [
      full.columns <= columns ? full : fields(of: address, isBrief: true), tlbLine(for: address),
    ]
  }

  /// The address that the step is about: that of the access looked at, else the step's subject,
  /// else what the step accessed last, else the last that the MMU had to walk for.
  private var address: LinearAddress? {
    let snapshot = scene.snapshot
    if let address = snapshot.touched.lastAccess?.purpose.address { return address }
    if let subject = snapshot.touched.virtual { return LinearAddress(subject.lowerBound) }
    if let address = doneAccesses.last(where: { $0.purpose.address != nil })?.purpose.address {
      return address
    }
    let walk = snapshot.machine.hardware.lastWalk
    return walk.count > 0 ? walk.address : nil
  }

  private var doneAccesses: ArraySlice<RecordedAccess> {
    guard let step = scene.snapshot.step else { return [] }
    return step.accesses.prefix(scene.snapshot.access ?? step.accesses.count)
  }

  /// `0x4444_4444_9b58 = P4 136 P3 273 P2 34 P1 73 offset 0xb58`, or in brief
  /// `0x4444_4444_9b58 = 136 273 34 73 + 0xb58`.
  private func fields(of address: LinearAddress, isBrief: Bool) -> StyledText {
    let theme = scene.theme
    let dim = theme.on(theme.dim)
    let accent = theme.on(theme.accent).bold
    var text = StyledText(NumberText.address(address.rawValue), accent)
    text.append(" =", dim)
    let path = scene.snapshot.machine.path(to: address)
    // In the middle of a step each field stands out once it has been used.
    let used = scene.snapshot.access == nil ? nil : Set(doneAccesses.map(\.address))
    for entry in path {
      text.append(isBrief ? " " : " \(entry.level.name) ", dim)
      let isUsed = used?.contains(entry.address) ?? true
      text.append("\(entry.index.rawValue)", isUsed ? accent : theme.plain)
    }
    guard let last = path.last, last.entry.isPresent else {
      text.append(path.isEmpty ? " no tables yet" : " not present", theme.on(theme.alarm))
      return text
    }
    let offset = address.rawValue & (last.level.entrySpan - 1)
    text.append(isBrief ? " + " : " offset ", dim)
    let isReached =
      used == nil
      || doneAccesses.contains {
        if case .data = $0.purpose { true } else { false }
      }
    text.append(
      "0x" + String(offset, radix: 16), isReached ? theme.on(theme.bright).bold : theme.plain)
    return text
  }

  /// `TLB  hit L1 4 KiB, set 7 way 2 · 98.2 % of 31,402 lookups`; the last part is left out where
  /// there is no room for it.
  private func tlbLine(for address: LinearAddress?) -> StyledText {
    let theme = scene.theme
    let tlb = scene.snapshot.machine.hardware.tlb
    var text = StyledText("TLB  ", theme.on(theme.dim))
    let start = text
    func add(_ part: StyledText) {
      if text != start { text.append(" · ", theme.plain) }
      text.append(part)
    }
    if staleCount > 0 {
      add(StyledText("≠ \(staleCount) stale", theme.on(theme.alarm).bold))
    }
    let found = tlb.hits + tlb.secondLevelHits
    let lookups = found + tlb.misses
    guard lookups > 0 else {
      add(StyledText("no lookup yet", theme.plain))
      return text
    }
    if let address { add(verdict(on: address, tlb)) }
    let permille = found * 1000 / lookups
    let share = "\(permille / 10).\(permille % 10) %"
    let forms = ["\(share) of \(NumberText.count(lookups)) lookups", "\(share) hit", share]
    if let form = forms.first(where: { text.columns + 3 + $0.count <= columns }) {
      add(StyledText(form, theme.plain))
    }
    return text
  }

  private func verdict(on address: LinearAddress, _ tlb: TLB) -> StyledText {
    let theme = scene.theme
    let page = address.rawValue >> 12
    let accesses = doneAccesses.filter { ($0.purpose.address?.rawValue ?? 0) >> 12 == page }
    let walked = accesses.contains { if case .walk = $0.purpose { true } else { false } }
    let used = accesses.contains { if case .data = $0.purpose { true } else { false } }
    var text = StyledText()
    let slot = tlb.entries.first { $0.entry.holds(address) }
    if walked {
      text.append("miss", theme.on(theme.alarm).bold)
      if slot != nil { text.append(", now in ", theme.plain) }
    } else if used {
      text.append(slot == nil ? "hit" : "hit ", theme.on(theme.heap).bold)
    } else {
      text.append(slot == nil ? "does not hold it" : "holds it in ", theme.plain)
    }
    if let slot { text.append(slot.placeText, theme.plain) }
    return text
  }
}

extension AccessPurpose {
  /// The address that the access is made for.
  var address: LinearAddress? {
    switch self {
    case .kernel: nil
    case .data(let address, _), .walk(let address, _), .accessedDirty(let address, _): address
    }
  }
}

extension TLB.Slot {
  /// `L1 4 KiB, set 7 way 2`.
  var placeText: String {
    let part =
      switch part {
      case .small: "L1 4 KiB"
      case .large: "L1 2 MiB"
      case .huge: "L1 1 GiB"
      case .second: "L2"
      }
    return "\(part), set \(set) way \(way)"
  }
}

extension TLBEntry {
  /// Whether an address is in the page.
  func holds(_ address: LinearAddress) -> Bool {
    page <= address && address.rawValue - page.rawValue < level.entrySpan
  }
}
