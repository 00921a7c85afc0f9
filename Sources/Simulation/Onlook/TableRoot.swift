public import MemoryCore

/// Where the page tables of an address space begin.
public struct TableRoot: Equatable, Sendable {
  /// The frame of the root table.
  public var frame: Frame<Size4KiB>
  /// Its level: P4, or P5 with CR4.LA57.
  public var level: PageTableLevel

  /// A root table.
  public init(frame: Frame<Size4KiB>, level: PageTableLevel) {
    self.frame = frame
    self.level = level
  }
}

extension Hardware {
  /// Where the page tables of an address space begin. O(1).
  public func tableRoot(of space: AddressSpace = .current) -> TableRoot {
    switch space {
    case .current: TableRoot(frame: registers.cr3.root, level: registers.rootLevel)
    }
  }
}

extension Machine {
  /// Where the page tables of an address space begin; `nil` before the boot has built any. O(1).
  public func tableRoot(of space: AddressSpace = .current) -> TableRoot? {
    kernel.hasTables ? hardware.tableRoot(of: space) : nil
  }
}
