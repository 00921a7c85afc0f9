public import MemoryCore

/// A translation that the TLB holds although the tables say something else by now.
public struct StaleTranslation: Equatable {
  /// Where the TLB holds it.
  public let slot: TLB.Slot
  /// The last entry on the way through the tables as they are.
  public let decision: PathEntry
  /// What the tables say instead.
  public let difference: Difference

  /// How the tables differ from the TLB.
  public enum Difference: Equatable {
    /// They map nothing there, or nothing that the MMU would accept.
    case notMapped
    /// They map another frame, or a page of another size.
    case otherFrame(PhysicalAddress)
    /// They map the same frame with other rights, or their dirty bit was cleared.
    case otherRights
  }
}

extension Machine {
  /// The translations in the TLB that a new walk would not find, each page once.
  ///
  /// O(entries of the TLB · levels). The accessed bit, and a dirty bit that is set in the tables
  /// only, make no difference: they cost the CPU at most another walk.
  public var staleTranslations: [StaleTranslation] {
    var pages: Set<UInt64> = []
    return hardware.tlb.entries.compactMap { slot in
      let entry = slot.entry
      guard pages.insert(entry.page.rawValue | UInt64(entry.level.rawValue)).inserted else {
        return nil
      }
      let path = path(to: entry.page)
      guard let last = path.last, let difference = difference(of: entry, from: path) else {
        return nil
      }
      return StaleTranslation(slot: slot, decision: last, difference: difference)
    }
  }

  private func difference(
    of held: TLBEntry, from path: [PathEntry]
  ) -> StaleTranslation.Difference? {
    guard let last = path.last, last.entry.maps(at: last.level),
      path.allSatisfy({ hardware.reservedBits(of: $0.entry, at: $0.level) == 0 })
    else { return .notMapped }
    let frame = last.entry.address.rawValue & ~(last.level.entrySpan - 1)
    guard last.level == held.level, frame == held.frame.rawValue else {
      return .otherFrame(PhysicalAddress(truncating: frame))
    }
    let flags = path.map(\.entry.flags)
    let isGlobal = last.entry.flags.contains(.global) && hardware.registers.cr4[.pge]
    let isSame =
      held.isWritable == flags.allSatisfy { $0.contains(.writable) }
      && held.isUser == flags.allSatisfy { $0.contains(.userAccessible) }
      && held.isNoExecute == flags.contains { $0.contains(.noExecute) }
      && held.isGlobal == isGlobal && held.key == last.entry.protectionKey
      && (!held.isDirty || last.entry.flags.contains(.dirty))
    return isSame ? nil : .otherRights
  }
}

extension PageTableEntry {
  /// Bits 62 to 59: the protection key of a page (Intel SDM vol. 3, 4.6.2).
  public var protectionKey: UInt8 { UInt8(rawValue >> 59 & 15) }
}
