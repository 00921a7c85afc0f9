/// The size and alignment of a block of memory.
public struct Layout: Hashable, Sendable {
  /// The size in bytes; may be zero.
  public let size: UInt64
  /// The alignment in bytes, a power of two.
  public let alignment: UInt64

  /// A layout; an alignment that is no power of two is the caller's bug and traps.
  public init(size: UInt64, alignment: UInt64) {
    precondition(alignment.isPowerOfTwo, "an alignment is a power of two")
    self.size = size
    self.alignment = alignment
  }

  /// Half of the address space, in bytes: no block is larger, and none lies at a larger multiple.
  public static let limit: UInt64 = 1 << 47

  /// Whether there can be such a block at all. Sums of a few sizes and alignments that can be are
  /// far from 2^64.
  public var isPossible: Bool { size <= Self.limit && alignment <= Self.limit }
}
