/// One of the size classes of a two-level segregated fit allocator.
///
/// The first level is the power of two below the size; the second divides the stretch from there
/// to the next power of two into 32 equal parts. Sizes below 256 are all in the first class of the
/// first level, in steps of 8 bytes (mattconte/tlsf with 64-bit constants).
public struct TLSFClass: Equatable, Sendable {
  /// How many first levels there are: 0 for sizes below 256, then one for each power of two.
  public static let firstCount: UInt64 = 25
  /// How many parts each first level has.
  public static let secondCount: UInt64 = 32

  static let secondLog2: UInt64 = 5
  private static let smallLog2: UInt64 = 8
  private static let last = TLSFClass(first: firstCount - 1, second: secondCount - 1)

  /// The first level.
  public let first: UInt64
  /// The part of the first level.
  public let second: UInt64

  /// A class by its levels, below `firstCount` and `secondCount`.
  public init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// The class in whose list a free block of `size` bytes is.
  ///
  /// All sizes from 4 GiB on are in the last class.
  public init(inserting size: UInt64) {
    guard size >= 1 << Self.smallLog2 else {
      self.init(first: 0, second: size >> 3)
      return
    }
    let (log2, part) = Self.twoLevels(of: size, secondLog2: Self.secondLog2)
    let first = log2 &- Self.smallLog2 &+ 1
    self = first < Self.firstCount ? TLSFClass(first: first, second: part) : Self.last
  }

  /// The smallest class in which every block has at least `size` bytes; `nil` beyond the last.
  ///
  /// The size is rounded up to the next class, so that no list has to be searched: a block that
  /// would fit in the class below is not found.
  public init?(searching size: UInt64) {
    var rounded = size
    if size >= 1 << Self.smallLog2 {
      guard size < 1 << (Self.firstCount + Self.smallLog2) else { return nil }
      let log2 = 63 - UInt64(size.leadingZeroBitCount)
      rounded &+= (1 << (log2 &- Self.secondLog2)) &- 1
      guard rounded < 1 << (Self.firstCount + Self.smallLog2 - 1) else { return nil }
    }
    self.init(inserting: rounded)
  }

  /// The power of two below `size`, and which of its 2^`secondLog2` parts the size is in (Masmano
  /// et al., TLSF: A New Dynamic Memory Allocator for Real-Time Systems, 2004); `size` is not 0.
  public static func twoLevels(of size: UInt64, secondLog2: UInt64) -> (log2: UInt64, part: UInt64)
  {
    let log2 = 63 - UInt64(size.leadingZeroBitCount)
    let above = size &- 1 << log2
    let part = log2 >= secondLog2 ? above >> (log2 - secondLog2) : above << (secondLog2 - log2)
    return (log2, part)
  }
}
