public import MemoryCore

/// The simulated CPU as a kernel knows it.
extension Hardware: Processor {
  /// See `Processor`.
  public var root: Frame<Size4KiB> { registers.cr3.root }

  /// See `Processor`.
  public var faultAddress: UInt64 { registers.cr2.rawValue }

  /// INVLPG.
  public mutating func invalidate(_ address: VirtualAddress) {
    invalidatePage(LinearAddress(address))
  }

  /// Drops all translations, global ones too: CR4.PGE off and on again.
  public mutating func flush() { flushTLB() }
}
