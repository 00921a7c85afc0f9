/// The objects of one size in a slab heap, and how they lie in a slab.
struct SlabCache {
  /// The place of the size among `SlabHeap.objectSizes`.
  let index: UInt64
  /// The bytes of an object.
  let objectSize: UInt64

  /// Where in a slab the first object is.
  var firstOffset: UInt64 {
    SlabHeap.headerSize.alignedUp(to: objectSize & (0 &- objectSize))
  }

  /// How many objects a slab has; at most 252, fewer than the header has bits.
  var capacity: UInt64 { (SlabHeap.slabSize &- firstOffset) / objectSize }

  /// The number of the object at `address` in its slab; `nil` if none starts there.
  func number(of address: UInt64, in slab: UInt64) -> UInt64? {
    let offset = address &- slab
    guard address > slab, offset >= firstOffset, (offset &- firstOffset) % objectSize == 0 else {
      return nil
    }
    let number = (offset &- firstOffset) / objectSize
    return number < capacity ? number : nil
  }

  /// The word in a slab's header that tells size and objects in use.
  func info(inUse: UInt64) -> UInt64 {
    SlabHeap.signature << 32 | inUse << 16 | objectSize
  }
}

extension SlabHeap {
  /// The size of the objects that a layout is served from; `nil` if it is too large for all.
  public static func objectSize(for layout: Layout) -> UInt64? { cache(for: layout)?.objectSize }

  /// The cache of the smallest objects that fit the layout; `nil` if none do.
  static func cache(for layout: Layout) -> SlabCache? {
    for index in objectSizes.indices {
      let size = objectSizes[index]
      if size >= layout.size, size & (layout.alignment &- 1) == 0 {
        return SlabCache(index: UInt64(index), objectSize: size)
      }
    }
    return nil
  }
}
