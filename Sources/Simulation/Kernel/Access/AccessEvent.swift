/// What happens in MMU and TLB.
public enum AccessEvent: Equatable, Sendable {
  /// The MMU walked the tables for so many pages.
  case walkTables(Int)
  /// The TLB had the translation.
  case hitTLB
  /// The CPU raised a fault.
  case fault(HardwareFault)
  /// The access was repeated after a stale translation was dropped.
  case repeatAccess
  /// The translations of so many pages were dropped from the TLB.
  case flushPages(Int)
  /// All translations were dropped from the TLB.
  case flushTLB
}
