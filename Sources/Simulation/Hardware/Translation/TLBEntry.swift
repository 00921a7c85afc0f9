public import MemoryCore

/// A translation that the TLB holds, with the rights of the whole path.
///
///      63                       12 11   3 2     0
///     | page                      |  0   | level |
///      63   52 51               12 11  8 7  5  4   3    2     1     0
///     |   0   | frame             | key |  0  | G | D | XD | U/S | R/W |
public struct TLBEntry: Hashable, Sendable {
  let tag: UInt64
  let target: UInt64

  init(for address: LinearAddress, level: PageTableLevel, entry: WalkEntry, rights: PageRights) {
    tag = Self.tag(address.rawValue, level)
    target =
      entry.rawValue & WalkEntry.addressBits & (.max &<< Self.shift(tag)) | rights.rawValue
  }

  init(tag: UInt64, target: UInt64) {
    (self.tag, self.target) = (tag, target)
  }

  /// What the entry of the page of `address` has as its tag; never 0.
  @inline(__always)
  static func tag(_ address: UInt64, _ level: PageTableLevel) -> UInt64 {
    let level = UInt64(level.rawValue)
    return address & (.max &<< shift(level)) | level
  }

  /// The lowest bit of a page's number for a tag, which tells the level.
  static func shift(_ tag: UInt64) -> UInt64 { 3 &+ 9 &* (tag & 7) }

  var isSmall: Bool { tag & 7 == UInt64(PageTableLevel.p1.rawValue) }
  var isValid: Bool { tag != 0 }
  var rights: PageRights { PageRights(rawValue: target & 0xfff) }

  /// Where `address`, which lies in the page, is in physical memory.
  @inline(__always)
  func physicalAddress(of address: LinearAddress) -> PhysicalAddress {
    PhysicalAddress(
      truncating: target & WalkEntry.addressBits | address.rawValue & offsetMask)
  }

  /// The bits of an address that are the same in the page and in the frame.
  var offsetMask: UInt64 { (1 &<< Self.shift(tag)) &- 1 }
}

extension TLBEntry {
  /// The first address of the page.
  public var page: LinearAddress { LinearAddress(tag & ~0xfff) }
  /// The page's size, as the level of the entry that maps it: P1, P2 or P3.
  @inline(__always)
  public var level: PageTableLevel { PageTableLevel(rawValue: UInt8(tag & 7)) ?? .p1 }
  /// The first address of the frame.
  public var frame: PhysicalAddress { PhysicalAddress(truncating: target & WalkEntry.addressBits) }
  /// Whether the page may be written.
  public var isWritable: Bool { rights.contains(.writable) }
  /// Whether users may access the page.
  public var isUser: Bool { rights.contains(.user) }
  /// Whether nothing may be fetched from the page.
  public var isNoExecute: Bool { rights.contains(.noExecute) }
  /// Whether the dirty bit was set when the entry was made; a write needs that.
  public var isDirty: Bool { rights.contains(.dirty) }
  /// Whether the entry survives a load of CR3.
  public var isGlobal: Bool { rights.contains(.global) }
  /// The protection key.
  public var key: UInt8 { rights.key }
}
