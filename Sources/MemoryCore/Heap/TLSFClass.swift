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

  /// How many classes there are.
  static let count = firstCount &* secondCount
  private static let secondLog2: UInt64 = 5
  private static let smallLog2: UInt64 = 8

  /// The class's number: those of the lower first levels come before its own.
  let number: UInt64

  /// The first level.
  public var first: UInt64 { number >> Self.secondLog2 }
  /// The part of the first level.
  public var second: UInt64 { number & (Self.secondCount &- 1) }

  /// A class by its levels, below `firstCount` and `secondCount`.
  public init(first: UInt64, second: UInt64) {
    number = first &<< Self.secondLog2 | second
  }

  /// The class in whose list a free block of `size` bytes is.
  ///
  /// All sizes from 4 GiB on are in the last class.
  @inline(__always)
  public init(inserting size: UInt64) {
    number = min(Self.number(of: size, stepLog2: Self.stepLog2(at: size)), Self.count &- 1)
  }

  /// The smallest class in which every block has at least `size` bytes; `nil` beyond the last.
  ///
  /// The size is rounded up to the next class, so that no list has to be searched: a block that
  /// would fit in the class below is not found. Sizes below 256 are taken for multiples of 8.
  @inline(__always)
  public init?(searching size: UInt64) {
    let stepLog2 = Self.stepLog2(at: size)
    let rest: UInt64 = size < 1 << Self.smallLog2 ? 0 : (1 &<< stepLog2) &- 1
    // Where the sum overflows the step alone is beyond the last class.
    number = Self.number(of: size &+ rest, stepLog2: stepLog2)
    guard number < Self.count else { return nil }
  }

  /// The binary logarithm of the bytes from the class of `size` to the next one.
  @inline(__always)
  private static func stepLog2(at size: UInt64) -> UInt64 {
    // The sizes below 256 are in steps of 8, as those from 256 to 511 are.
    let log2 = 63 ^ UInt64(truncatingIfNeeded: (size | 1 << smallLog2).leadingZeroBitCount)
    return log2 &- secondLog2
  }

  /// The number of the class of `size`, with classes 2^`stepLog2` bytes apart.
  ///
  /// From 256 on the steps in a size are 32 for its highest bit and the part behind it: the number
  /// goes on evenly over the powers of two.
  @inline(__always)
  private static func number(of size: UInt64, stepLog2: UInt64) -> UInt64 {
    let level = stepLog2 &- (smallLog2 &- secondLog2)
    return level &<< secondLog2 &+ size &>> stepLog2
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
