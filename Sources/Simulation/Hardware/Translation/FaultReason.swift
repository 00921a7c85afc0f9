public import MemoryCore

/// What exactly was wrong with an access that ended in a page fault.
///
/// Where several things are, it is the first in the order of these cases.
public enum FaultReason: Hashable, Sendable {
  /// Where the right is missing.
  public enum Place: Hashable, Sendable {
    /// In the entry of this level: the first from the root.
    case entry(PageTableLevel)
    /// In the TLB, which holds the rights of the whole path in one; the tables may differ.
    case tlb
  }

  /// The entry of this level has P = 0.
  case notPresent(PageTableLevel)
  /// The entry of this level has these reserved bits set.
  case reservedBits(PageTableLevel, UInt64)
  /// A user access, but U/S = 0.
  case supervisorPage(Place)
  /// A write, but R/W = 0; with CR0.WP = 0 only user writes fail.
  case readOnly(Place)
  /// A fetch, but XD = 1.
  case noExecute(Place)
  /// SMEP: the kernel fetches from a user page.
  case userPageExecutedByKernel
  /// SMAP: the kernel reads or writes a user page while RFLAGS.AC = 0.
  case userPageAccessedByKernel
  /// PKRU forbids data accesses, or only writes, to pages of this key.
  case protectionKey(UInt8)
}
