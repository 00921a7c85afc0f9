public import MemoryCore

/// One access to physical memory, as `RecordingMemory` saw it.
///
/// A step has many: 48 bytes each.
public struct RecordedAccess: Hashable, Sendable {
  /// Whether a word was read or replaced.
  public enum Kind: Hashable, Sendable {
    /// The word was read.
    case load
    /// The word was replaced; `previous` is the one before.
    case store(previous: UInt64)
  }

  /// A structure that some code works on.
  public struct Structure: Hashable, Sendable {
    /// Where it starts, in the addresses that the code uses.
    public let base: UInt64
    /// What it is.
    public let kind: MemoryStructure
  }

  /// Where; a multiple of 8.
  public let address: PhysicalAddress
  /// The word that was read or written.
  public let word: UInt64

  private let previous: UInt64
  private let linear: LinearAddress
  private let base: UInt64
  private let structureKind: MemoryStructure?
  private let deed: Deed
  /// Whether the word was replaced.
  public let isStore: Bool

  /// A purpose without its address.
  private enum Deed: Hashable {
    case kernel
    case data(AccessKind)
    case walk(PageTableLevel)
    case accessedDirty(PageTableLevel)
  }

  /// An access; without a structure it is a program's, a command's or the MMU's.
  @inline(__always)
  init(
    address: PhysicalAddress, word: UInt64, purpose: AccessPurpose, kind: Kind,
    structure: Structure? = nil
  ) {
    (self.address, self.word) = (address, word)
    switch kind {
    case .load: (previous, isStore) = (0, false)
    case .store(let word): (previous, isStore) = (word, true)
    }
    switch purpose {
    case .kernel: (deed, linear) = (.kernel, LinearAddress(0))
    case .data(let address, let kind): (deed, linear) = (.data(kind), address)
    case .walk(let address, let level): (deed, linear) = (.walk(level), address)
    case .accessedDirty(let address, let level): (deed, linear) = (.accessedDirty(level), address)
    }
    base = structure?.base ?? 0
    structureKind = structure?.kind
  }

  /// What for.
  public var purpose: AccessPurpose {
    switch deed {
    case .kernel: .kernel
    case .data(let kind): .data(linear, kind)
    case .walk(let level): .walk(linear, level)
    case .accessedDirty(let level): .accessedDirty(linear, level)
    }
  }

  /// Load or store.
  public var kind: Kind { isStore ? .store(previous: previous) : .load }

  /// What the word is part of; `nil` for the MMU's accesses, whose purpose says it, and for a
  /// word that a program or a command reads or writes.
  public var structure: Structure? {
    switch deed {
    case .kernel, .data: structureKind.map { Structure(base: base, kind: $0) }
    case .walk, .accessedDirty: nil
    }
  }

  /// The bytes between the start of the structure and the word.
  public var offset: UInt64? {
    guard let structure else { return nil }
    guard case .data(let place, _) = purpose else { return address.rawValue &- structure.base }
    return place.rawValue &- structure.base
  }
}
