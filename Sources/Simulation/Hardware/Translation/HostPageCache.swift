import MemoryCore

/// Where the host has pages that the program uses: what makes simulated accesses fast.
///
/// Direct-mapped, 128 pages of 4 KiB. Asking costs a comparison and changes nothing. The `TLB`
/// keeps it a part of what its first level holds, so that a hit here is a hit there.
struct HostPageCache {
  private struct Entry: @unchecked Sendable {
    /// 0 for an entry that is free or was dropped.
    ///
    ///      63            12 11                 3 2   0
    ///     | page           | when it was added  |  0  |
    var tag: UInt64 = 0
    var words: UnsafeMutableRawPointer?
  }

  private static let count = 128
  /// The bytes of a cache.
  static var byteCount: Int { count * MemoryLayout<Entry>.stride }
  private static let lastTime: UInt64 = 0xff8
  private var entries = [Entry](repeating: Entry(), count: count)
  /// Counts, in steps of 8, how often everything was dropped; entries of earlier times are gone.
  private var time: UInt64 = 8
  private var isEmpty = true

  /// Where the host has the word at `address`; `nil` if it is not here or is not aligned.
  @inline(__always)
  func word(at address: UInt64) -> UnsafeMutablePointer<UInt64>? {
    // The mask keeps the place within the array.
    let entry = entries.withUnsafeBufferPointer {
      $0.baseAddress.unsafelyUnwrapped[Int(address &>> 12) & (Self.count &- 1)]
    }
    // One comparison for the page, the time and the alignment.
    guard entry.tag == address & ~0xff8 | time, let words = entry.words else { return nil }
    return (words + Int(address & 0xff8)).assumingMemoryBound(to: UInt64.self)
  }

  /// Adds the page of `address`.
  mutating func insert(_ address: UInt64, _ words: UnsafeMutablePointer<UInt64>) {
    isEmpty = false
    entries[Int(address &>> 12) & (Self.count &- 1)] = Entry(
      tag: address & ~0xfff | time, words: UnsafeMutableRawPointer(words))
  }

  /// Drops the pages that lie in the page of `entry`.
  mutating func remove(_ entry: TLBEntry) {
    let (page, mask) = (entry.page.rawValue, entry.offsetMask)
    if entry.isSmall {
      let place = Int(page &>> 12) & (Self.count &- 1)
      if entries[place].tag & ~0xfff == page { entries[place].tag = 0 }
    } else if !isEmpty {
      for place in entries.indices where entries[place].tag & ~mask == page {
        entries[place].tag = 0
      }
    }
  }

  /// Drops everything.
  @inline(__always)
  mutating func removeAll() {
    guard !isEmpty else { return }
    isEmpty = true
    if time == Self.lastTime { startAnew() } else { time &+= 8 }
  }

  @inline(never)
  private mutating func startAnew() { self = HostPageCache() }
}
