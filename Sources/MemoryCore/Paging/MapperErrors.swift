/// Why a page cannot be mapped.
///
/// The last three are asserted by the crate x86_64 0.14.2, which stops the kernel there. Tables
/// created on the way down stay, as they do there; `OffsetPageTable.cleanUp` finds them.
public enum MapToError<Size: PageSize>: Error, Equatable {
  /// A new table was needed and the allocator had no frame.
  case frameAllocationFailed
  /// An entry on the way down maps a huge page.
  case parentEntryHugePage
  /// The page's entry is in use. Carries the frame that was to be mapped.
  case pageAlreadyMapped(Frame<Size>)
  /// The flags for tables lack the present bit, and so does an entry on the way down.
  case parentEntryNotPresent
  /// The flags of a 4 KiB page or of a table hold the huge-page bit.
  case hugePageFlag
  /// A frame has no identity page: its address is not a canonical virtual one.
  case identityAddressNotCanonical(VirtualAddressNotValid)
}

/// Why a page cannot be unmapped.
public enum UnmapError: Error, Equatable, Sendable {
  /// An entry on the way down maps a larger page, or the page's entry one of another size.
  case parentEntryHugePage
  /// The page is not mapped.
  case pageNotMapped
  /// The page's entry holds an address that no frame of the size starts at.
  case invalidFrameAddress(PhysicalAddress)
}

/// Why flags cannot be changed.
public enum FlagUpdateError: Error, Equatable, Sendable {
  /// The page, or the parent entry, is not in use.
  case pageNotMapped
  /// An entry on the way down maps a huge page, or the level has none for pages of this size.
  case parentEntryHugePage
}

/// Why a page cannot be translated.
public enum TranslateError: Error, Equatable, Sendable {
  /// The page is not mapped.
  case pageNotMapped
  /// An entry on the way down maps a larger page.
  case parentEntryHugePage
  /// The page's entry holds an address that no frame of the size starts at.
  case invalidFrameAddress(PhysicalAddress)
}

/// Why the tables above a page cannot be created: what `MapToError` says of them, for pages of
/// any size.
///
/// The size is no part of the type because Swift 6.3.1 crashes when it optimises a private generic
/// function whose error is generic.
enum TableCreationError: Error {
  case frameAllocationFailed
  case parentEntryHugePage
  case parentEntryNotPresent
  case hugePageFlag
}

extension MapToError {
  init(_ reason: TableCreationError) {
    self =
      switch reason {
      case .frameAllocationFailed: .frameAllocationFailed
      case .parentEntryHugePage: .parentEntryHugePage
      case .parentEntryNotPresent: .parentEntryNotPresent
      case .hugePageFlag: .hugePageFlag
      }
  }
}

extension UnmapError {
  init(_ reason: PageTableEntry.NoTable) {
    self = reason == .hugePage ? .parentEntryHugePage : .pageNotMapped
  }
}

extension FlagUpdateError {
  init(_ reason: PageTableEntry.NoTable) {
    self = reason == .hugePage ? .parentEntryHugePage : .pageNotMapped
  }
}

extension TranslateError {
  init(_ reason: PageTableEntry.NoTable) {
    self = reason == .hugePage ? .parentEntryHugePage : .pageNotMapped
  }
}
