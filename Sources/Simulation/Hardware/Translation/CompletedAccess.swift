public import MemoryCore

/// How an address was translated.
public struct AddressTranslation: Hashable, Sendable {
  /// Where the translation was found.
  public enum Origin: Hashable, Sendable {
    /// In the first level of the TLB.
    case firstLevel
    /// In the second level of the TLB.
    case secondLevel
    /// In the page tables; see `Hardware.lastWalk`.
    case walk
  }

  /// Where the byte is.
  public let physical: PhysicalAddress
  /// The level of the entry that maps the page: P1, P2 or P3.
  public let level: PageTableLevel
  /// Where the translation was found.
  public let origin: Origin
}

/// What an access did that no fault stopped.
public struct CompletedAccess: Hashable, Sendable {
  /// What the access was.
  public let kind: AccessKind
  /// The bytes that were read, fetched or written, the lowest in the low bits.
  public let value: UInt64
  /// The translation of the first byte.
  public let first: AddressTranslation
  /// The translation of the first byte on the next page, if the access goes that far.
  public let second: AddressTranslation?
}
