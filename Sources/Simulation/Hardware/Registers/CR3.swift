public import MemoryCore

/// Control register 3: where the root page table is (Intel SDM vol. 3, 4.5.2).
///
///      63     52 51                     12 11     5   4     3    2     0
///     | reserved |  frame of the P4 or P5  | ignored | PCD | PWT | ignored |
public struct CR3: ControlRegister {
  /// The register's bits; bits 63 down to the number of physical address bits are reserved.
  public enum Bit: Int, CaseIterable, Sendable {
    /// Page-level write-through for the root table.
    case pwt = 3
    /// Page-level cache disable for the root table.
    case pcd
  }

  /// All bits.
  public var rawValue: UInt64

  /// The register with the given bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The register that makes `root` the root table.
  public init(root: Frame<Size4KiB>) {
    rawValue = root.start.rawValue
  }

  /// The frame of the root table.
  public var root: Frame<Size4KiB> {
    Frame(containing: PhysicalAddress(truncating: rawValue))
  }
}
