public import MemoryCore

/// One access to physical memory, as `RecordingMemory` saw it.
public struct RecordedAccess: Hashable, Sendable {
  /// Whether a word was read or replaced.
  public enum Kind: Hashable, Sendable {
    /// The word was read.
    case load
    /// The word was replaced; `previous` is the one before.
    case store(previous: UInt64)
  }

  /// Where; a multiple of 8.
  public let address: PhysicalAddress
  /// The word that was read or written.
  public let word: UInt64
  /// What for.
  public let purpose: AccessPurpose
  /// Load or store.
  public let kind: Kind
  /// What the word is part of; `nil` for the MMU's accesses, whose purpose says it, and for a
  /// word that a program or a command reads or writes.
  public let structure: Structure?

  /// An access; without a structure it is a program's, a command's or the MMU's.
  init(
    address: PhysicalAddress, word: UInt64, purpose: AccessPurpose, kind: Kind,
    structure: Structure? = nil
  ) {
    (self.address, self.word, self.purpose) = (address, word, purpose)
    (self.kind, self.structure) = (kind, structure)
  }

  /// A structure that some code works on.
  public struct Structure: Hashable, Sendable {
    /// Where it starts, in the addresses that the code uses.
    public let base: UInt64
    /// What it is.
    public let kind: MemoryStructure
  }

  /// The bytes between the start of the structure and the word.
  public var offset: UInt64? {
    guard let structure else { return nil }
    guard case .data(let place, _) = purpose else { return address.rawValue &- structure.base }
    return place.rawValue &- structure.base
  }

  /// Whether the word was replaced.
  public var isStore: Bool {
    if case .store = kind { return true }
    return false
  }
}
