/// The least and the greatest of some values.
public struct Extent: Equatable, Sendable {
  /// The least.
  public var least: UInt64
  /// The greatest.
  public var greatest: UInt64

  /// The extent of one value.
  public init(_ value: UInt64) { (least, greatest) = (value, value) }

  /// An extent.
  public init(least: UInt64, greatest: UInt64) {
    (self.least, self.greatest) = (least, greatest)
  }

  /// The extent of the values of both.
  func joined(_ other: Extent) -> Extent {
    Extent(least: min(least, other.least), greatest: max(greatest, other.greatest))
  }
}
