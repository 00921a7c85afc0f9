public import MemoryCore

/// What a command on memory, TLB or registers did.
public enum AccessOutcome: Equatable, Sendable {
  /// An access of so many bytes went through.
  case accessed(CompletedAccess, bytes: UInt64)
  /// An access faulted.
  case faulted(HardwareFault, FaultHandling)
  /// TLB entries were invalidated: those of a page, or all.
  case flushed(LinearAddress?)
  /// A register field changed.
  case registerSet(field: RegisterField, before: UInt64, after: UInt64)
  /// A word of physical memory was read or written.
  case physical(PhysicalAddress, word: UInt64, before: UInt64?)
}

/// What the kernel did about a fault.
public enum FaultHandling: Equatable, Sendable {
  /// The tables allow the access: the TLB was out of date. The access was repeated and went
  /// through.
  case spurious(CompletedAccess, bytes: UInt64)
  /// The kernel has no handler for it; a user program would be ended.
  case unhandled
}

extension AccessOutcome {
  func forEachPlace(_ visit: (Place) -> Void) {
    switch self {
    case .accessed(let access, let bytes), .faulted(_, .spurious(let access, let bytes)):
      let onFirstPage = min(bytes, 4096 - access.first.physical.rawValue & 0xfff)
      visit(.physical(access.first.physical, bytes: onFirstPage))
      if let second = access.second {
        visit(.physical(second.physical, bytes: bytes - onFirstPage))
      }
    case .faulted(_, .unhandled), .flushed, .registerSet: break
    case .physical(let address, _, _): visit(.physical(address, bytes: 8))
    }
  }
}
