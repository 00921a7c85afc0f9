/// The kernel's side of 4-level paging: edits the page tables below one P4 table.
///
/// Follows `OffsetPageTable` of the crate x86_64 0.14.2 in every result and every bit written.
/// The tables are read and written as physical memory; `offset` tells where the kernel has mapped
/// that memory, for whoever needs the tables' virtual addresses.
///
/// The CPU's walk of the same tables is another program: see the simulated hardware.
public struct OffsetPageTable: Equatable, Sendable {
  /// The root of the tables.
  public let p4: PageTable

  /// The virtual address of physical address 0.
  public let offset: VirtualAddress

  /// A mapper for the tables below `p4`, with all physical memory mapped from `offset` on.
  public init(p4: PageTable, offset: VirtualAddress) {
    self.p4 = p4
    self.offset = offset
  }

  /// Where the kernel sees the byte at `address`.
  public func virtualAddress(of address: PhysicalAddress) -> VirtualAddress {
    offset + address.rawValue
  }

  /// Follows the tables from P4 down to the one whose entries map pages of size `Size`.
  @inline(__always)
  func table<Size: PageSize, M: Memory & ~Copyable>(
    mapping page: Page<Size>, in memory: inout M
  ) -> Result<PageTable, PageTableEntry.NoTable>
  where M.Address == PhysicalAddress, M.Fault == Never {
    var table: PageTable
    switch p4.entry(for: page.start, at: .p4, in: &memory).table {
    case .success(let p3): table = p3
    case .failure(let reason): return .failure(reason)
    }
    if Size.level < .p3 {
      switch table.entry(for: page.start, at: .p3, in: &memory).table {
      case .success(let p2): table = p2
      case .failure(let reason): return .failure(reason)
      }
    }
    if Size.level < .p2 {
      switch table.entry(for: page.start, at: .p2, in: &memory).table {
      case .success(let p1): table = p1
      case .failure(let reason): return .failure(reason)
      }
    }
    return .success(table)
  }
}
