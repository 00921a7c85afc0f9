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
}
