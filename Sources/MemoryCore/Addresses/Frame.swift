/// A frame: a stretch of physical memory of size `Size`, aligned to its size.
///
/// A `Frame` is a name, not a possession: see `AllocatedFrame` for the right to use one.
public struct Frame<Size: PageSize>: Hashable, Sendable {
  /// The lowest address of the frame.
  public let start: PhysicalAddress

  /// The frame that contains `address`.
  public init(containing address: PhysicalAddress) {
    start = PhysicalAddress(unchecked: address.rawValue & ~(Size.bytes &- 1))
  }

  /// The frame that starts at `address`, or `nil` if no frame of this size does.
  public init?(startingAt address: PhysicalAddress) {
    guard address.isAligned(to: Size.bytes) else { return nil }
    start = address
  }

  /// The frame `count` frames further; leaving the 52 bits traps.
  public func advanced(by count: UInt64) -> Frame {
    Frame(containing: start + count * Size.bytes)
  }
}

extension Frame where Size == Size4KiB {
  /// The frame with the given number, counted from physical address 0.
  public init(number: UInt64) {
    self.init(containing: PhysicalAddress(number << 12))
  }

  /// The page frame number: the address divided by 4 KiB.
  public var number: UInt64 { start.rawValue >> 12 }
}

extension Frame: Comparable {
  /// Orders frames by address.
  public static func < (left: Self, right: Self) -> Bool { left.start < right.start }
}
