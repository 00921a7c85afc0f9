/// How blocks are rounded and placed in holes whose headers take `minimum` bytes.
enum HolePlacement {
  /// The size that a block takes: at least `minimum`, a multiple of 8; `nil` if that is beyond 64
  /// bits.
  static func roundedSize(_ size: UInt64, minimum: UInt64) -> UInt64? {
    guard size <= .max &- 7 else { return nil }
    return (max(size, minimum) &+ 7) & ~7
  }

  /// Where in a hole a block of `wanted` bytes goes, or `nil` if it does not fit.
  ///
  /// It goes as low as it may: what stays free in front and behind is nothing, or enough for a
  /// hole. A hole that is too small only for its remainder does not fit (linked_list_allocator).
  @inline(__always)
  static func block(
    of wanted: UInt64, alignment: UInt64, in hole: UInt64, size: UInt64, minimum: UInt64
  ) -> UInt64? {
    guard size >= wanted else { return nil }
    var block = hole
    if hole & (alignment &- 1) != 0 {
      let (least, overflow) = (hole &+ minimum).addingReportingOverflow(alignment &- 1)
      guard !overflow else { return nil }
      block = least & ~(alignment &- 1)
      guard block &- hole <= size &- wanted else { return nil }
    }
    let rest = size &- wanted &- (block &- hole)
    return rest == 0 || rest >= minimum ? block : nil
  }

  /// The bytes by which a full heap has to grow at its end to fit the layout for certain, whatever
  /// hole lies there; `nil` if that is beyond 64 bits.
  static func extensionNeeded(for layout: Layout, minimum: UInt64) -> UInt64? {
    guard layout.alignment < 1 << 46, layout.size < 1 << 47 else { return nil }
    let wanted = roundedSize(layout.size, minimum: minimum)
    return wanted.map { $0 &+ max(layout.alignment, 8) &+ 2 &* minimum }
  }

  /// The same for a heap whose least block is 16 bytes and that is known to grow by pages of 4 KiB;
  /// the new ones begin where the block can begin, if it is `isPlaced`. The seed system's amounts.
  static func pagedExtensionNeeded(for layout: Layout, isPlaced: Bool) -> UInt64? {
    guard layout.alignment < 1 << 46, layout.size < 1 << 62,
      let wanted = roundedSize(layout.size, minimum: 16)
    else { return nil }
    let bytes =
      isPlaced ? wanted : max(wanted, layout.alignment) &+ layout.alignment &+ 64
    // A rest too small for a hole makes a hole unusable: the page behind it helps.
    return bytes % 4096 == 4088 ? bytes &+ 4096 : bytes
  }
}
