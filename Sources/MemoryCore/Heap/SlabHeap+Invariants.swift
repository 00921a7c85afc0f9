extension SlabHeap {
  /// The holes of the heap below and the free objects of all slabs, each in the order of its list,
  /// read from memory. Stops at a link that leads out of the heap or its slab.
  public func holes<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    var found = try backing.holes(limit: backing.holeCount, in: &memory)
    for cache in Self.caches {
      for slab in try slabs(of: cache, &memory) {
        found += try freeObjects(of: slab, cache, &memory)
      }
    }
    return found
  }

  private static var caches: [SlabCache] {
    objectSizes.indices.map {
      SlabCache(index: UInt64($0), objectSize: objectSizes[$0])
    }
  }

  /// The slabs of a cache that have a free object, in the order of their list.
  private func slabs<M: Memory & ~Copyable>(of cache: SlabCache, _ memory: inout M)
    throws(M.Fault) -> [UInt64] where M.Address == VirtualAddress
  {
    guard heads != 0 else { return [] }
    var found: [UInt64] = []
    var slab = try memory.word(at: heads &+ 8 &* cache.index)
    while slab != 0, found.count < slabCount, try readSlab(slab, cache, &memory) != nil {
      found.append(slab)
      slab = try memory.word(at: slab)
    }
    return found
  }

  private func freeObjects<M: Memory & ~Copyable>(
    of slab: UInt64, _ cache: SlabCache, _ memory: inout M
  ) throws(M.Fault) -> [Hole] where M.Address == VirtualAddress {
    var found: [Hole] = []
    var object = try memory.word(at: slab &+ 16)
    while object != 0, found.count < cache.capacity, cache.number(of: object, in: slab) != nil {
      found.append(Hole(address: VirtualAddress(unchecked: object), size: cache.objectSize))
      object = try memory.word(at: object)
    }
    return found
  }

  /// Checks the heap below, and every slab that has a free object: its links, the count, the list
  /// and the bits of its objects against each other; full slabs are in no list. O(heap).
  public func checkInvariants<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    if let defect = try backing.checkInvariants(in: &memory) { return defect }
    for cache in Self.caches {
      var previous: UInt64 = 0
      for slab in try slabs(of: cache, &memory) {
        let page = Hole(address: VirtualAddress(unchecked: slab), size: Self.slabSize)
        guard try memory.word(at: slab &+ 8) == previous else { return .misplaced(page) }
        guard let state = try readSlab(slab, cache, &memory), state.inUse < cache.capacity else {
          return .malformed(page)
        }
        let free = try freeObjects(of: slab, cache, &memory)
        guard free.count == cache.capacity &- state.inUse else {
          return .holeCount(kept: Int(cache.capacity &- state.inUse), found: free.count)
        }
        var inUse: UInt64 = 0
        for bit in 0..<cache.capacity where try isInUse(bit, in: slab, &memory) { inUse += 1 }
        guard inUse == state.inUse else { return .malformed(page) }
        for object in free {
          guard let bit = cache.number(of: object.address.rawValue, in: slab),
            try !isInUse(bit, in: slab, &memory)
          else { return .misplaced(object) }
        }
        previous = slab
      }
    }
    return nil
  }
}
