import MemoryCore

/// Where the host has pages that the program uses: what makes simulated accesses fast.
///
/// Direct-mapped, 128 pages of 4 KiB. Asking costs a comparison and changes nothing. The `TLB`
/// keeps it a part of what its first level holds, so that a hit here is a hit there.
struct HostPageCache {
  private struct Entry: @unchecked Sendable {
    /// The page's first address; `none` has a bit that no such address has.
    var page: UInt64
    var words: UnsafeMutableRawPointer?

    static let none = Entry(page: 8, words: nil)
  }

  private static let count = 128
  private var entries = [Entry](repeating: .none, count: count)
  private var used: UInt128 = 0

  /// Where the host has the word at `address`; `nil` if it is not here or is not aligned.
  @inline(__always)
  func word(at address: UInt64) -> UnsafeMutablePointer<UInt64>? {
    let entry = entries[Int(address &>> 12) & (Self.count &- 1)]
    // One comparison for the page and the alignment.
    guard entry.page == address & ~0xff8, let words = entry.words else { return nil }
    return (words + Int(address & 0xff8)).assumingMemoryBound(to: UInt64.self)
  }

  /// Adds the page of `address`.
  mutating func insert(_ address: UInt64, _ words: UnsafeMutablePointer<UInt64>) {
    let place = Int(address &>> 12) & (Self.count - 1)
    entries[place] = Entry(page: address & ~0xfff, words: UnsafeMutableRawPointer(words))
    used |= 1 << UInt128(place)
  }

  /// Drops the pages that lie in the page of `entry`.
  mutating func remove(_ entry: TLBEntry) {
    let (page, mask) = (entry.page.rawValue, entry.offsetMask)
    if entry.isSmall {
      let place = Int(page &>> 12) & (Self.count &- 1)
      if entries[place].page == page { clear(place) }
    } else if used != 0 {
      clear { $0 & ~mask == page }
    }
  }

  /// Drops everything.
  mutating func removeAll() {
    if used != 0 { clear { _ in true } }
  }

  private mutating func clear(where isGone: (UInt64) -> Bool) {
    var left = used
    while left != 0 {
      let place = left.trailingZeroBitCount
      left &= left - 1
      if isGone(entries[place].page) { clear(place) }
    }
  }

  private mutating func clear(_ place: Int) {
    entries[place] = .none
    used &= ~(1 << UInt128(place))
  }
}
