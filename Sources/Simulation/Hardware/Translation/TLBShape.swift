import MemoryCore

/// The sizes of the TLB.
public struct TLBShape: Hashable, Sendable {
  /// The size of one part: sets of as many entries as there are ways.
  public struct Part: Hashable, Sendable {
    /// All entries.
    public let entries: Int
    /// The entries among which those of one page can be.
    public let ways: Int

    /// A part; `nil` unless there are 1 to 56 ways and a power of two of sets.
    public init?(entries: Int, ways: Int) {
      guard 1...56 ~= ways, entries > 0, entries % ways == 0,
        UInt64(entries / ways).isPowerOfTwo
      else { return nil }
      (self.entries, self.ways) = (entries, ways)
    }

    fileprivate init(_ entries: Int, _ ways: Int) {
      (self.entries, self.ways) = (entries, ways)
    }
  }

  /// First level, 4 KiB pages.
  public var small = Part(64, 4)
  /// First level, 2 MiB pages.
  public var large = Part(32, 4)
  /// First level, 1 GiB pages.
  public var huge = Part(4, 4)
  /// Second level, 4 KiB and 2 MiB pages.
  public var second = Part(1536, 12)

  /// The sizes of Intel's cores from Skylake on.
  public init() {}
}
