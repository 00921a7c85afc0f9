public import MemoryCore

/// The registers of the CPU that address translation depends on.
public struct ControlRegisters: Hashable, Sendable {
  /// Protection, paging, write protection.
  public internal(set) var cr0: CR0
  /// The address whose access caused the last page fault.
  public internal(set) var cr2 = LinearAddress(0)
  /// The root table.
  public internal(set) var cr3: CR3
  /// Features of the CPU that are switched on.
  public internal(set) var cr4: CR4
  /// Long mode and no-execute.
  public internal(set) var efer: EFER
  /// Rights of protection keys.
  public internal(set) var pkru: PKRU

  /// Registers of a CPU in long mode with paging, the only state that this machine knows; other
  /// values are the caller's bug and trap.
  public init(cr0: CR0, cr3: CR3, cr4: CR4, efer: EFER, pkru: PKRU = PKRU(rawValue: 0)) {
    precondition(cr0[.pe] && cr0[.pg] && cr4[.pae] && efer[.lme], "not in long mode")
    (self.cr0, self.cr3, self.cr4, self.efer, self.pkru) = (cr0, cr3, cr4, efer, pkru)
  }

  /// Registers as a kernel finds them when its first instruction runs: write protection,
  /// no-execute and global pages are on.
  public init(root: Frame<Size4KiB>, fiveLevels: Bool = false) {
    cr0 = CR0(.pe, .mp, .et, .ne, .wp, .pg)
    cr3 = CR3(root: root)
    cr4 = CR4(.pae, .pge)
    cr4[.la57] = fiveLevels
    efer = EFER(.sce, .lme, .lma, .nxe)
    pkru = PKRU(rawValue: 0)
  }

  /// The level of the root table: P4, or P5 with CR4.LA57.
  public var rootLevel: PageTableLevel { cr4[.la57] ? .p5 : .p4 }
}
