/// A page: a stretch of virtual memory of size `Size`, aligned to its size.
public struct Page<Size: PageSize>: Hashable, Sendable {
  /// The lowest address of the page.
  public let start: VirtualAddress

  /// The page that contains `address`.
  public init(containing address: VirtualAddress) {
    start = VirtualAddress(unchecked: address.rawValue & ~(Size.bytes &- 1))
  }

  /// The page that starts at `address`, or `nil` if no page of this size does.
  public init?(startingAt address: VirtualAddress) {
    guard address.isAligned(to: Size.bytes) else { return nil }
    start = address
  }

  /// The page `count` pages further, jumping over the hole of non-canonical addresses;
  /// `nil` beyond the last page.
  public func advanced(by count: UInt64) -> Page? {
    let (distance, tooFar) = count.multipliedReportingOverflow(by: Size.bytes)
    // Within the 48 bits that count, the addresses have no hole.
    let (bits, wrapped) = (start.rawValue & 0xffff_ffff_ffff).addingReportingOverflow(distance)
    guard !tooFar, !wrapped, bits >> 48 == 0 else { return nil }
    return Page(containing: VirtualAddress(truncating: bits))
  }
}

extension Page where Size == Size4KiB {
  /// The page that the four indices select.
  public init(p4: PageTableIndex, p3: PageTableIndex, p2: PageTableIndex, p1: PageTableIndex) {
    let bits =
      UInt64(p4.rawValue) << 39 | UInt64(p3.rawValue) << 30 | UInt64(p2.rawValue) << 21
      | UInt64(p1.rawValue) << 12
    start = VirtualAddress(truncating: bits)
  }
}

extension Page: Comparable {
  /// Orders pages by address.
  public static func < (left: Self, right: Self) -> Bool { left.start < right.start }
}
