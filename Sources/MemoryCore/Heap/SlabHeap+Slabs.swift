/// What happens inside slabs and in the lists of those that have a free object.
extension SlabHeap {
  /// What a slab's header tells.
  struct SlabState {
    let firstFree: UInt64
    let inUse: UInt64
  }

  /// A slab's header; `nil` if there is no slab of the cache at `slab`.
  func readSlab<M: Memory & ~Copyable>(
    _ slab: UInt64, _ cache: SlabCache, _ memory: inout M
  ) throws(M.Fault) -> SlabState? where M.Address == VirtualAddress {
    guard isPlace(slab) else { return nil }
    memory.enter(.slab, at: slab)
    let info = try memory.word(at: slab &+ 24)
    let inUse = info >> 16 & 0xffff
    guard info == cache.info(inUse: inUse), inUse <= cache.capacity else { return nil }
    return SlabState(firstFree: try memory.word(at: slab &+ 16), inUse: inUse)
  }

  /// Takes the first free object off a slab; `nil` and damage if the slab cannot be one.
  mutating func take<M: Memory & ~Copyable>(
    from slab: UInt64, _ cache: SlabCache, _ memory: inout M
  ) throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress {
    guard let state = try readSlab(slab, cache, &memory), state.inUse < cache.capacity,
      let bit = cache.number(of: state.firstFree, in: slab),
      try !isInUse(bit, in: slab, &memory)
    else { return damaged() }
    let object = state.firstFree
    memory.enter(.slabObject, at: object)
    let next = try memory.word(at: object)
    let isLast = state.inUse &+ 1 == cache.capacity
    guard isLast == (next == 0) else { return damaged() }
    if isLast, try !unlist(slab, cache, &memory) { return damaged() }
    memory.enter(.slab, at: slab)
    try memory.set(next, at: slab &+ 16)
    try memory.set(cache.info(inUse: state.inUse &+ 1), at: slab &+ 24)
    try setInUse(true, bit, in: slab, &memory)
    objectBytes &+= cache.objectSize
    freeObjectCount &-= 1
    let address = VirtualAddress(unchecked: object)
    let taken = HeapAllocation(
      address: address, size: cache.objectSize, passed: 0,
      source: Hole(address: address, size: cache.objectSize))
    taken.tellCut(&memory)
    return taken
  }

  /// Takes the memory of the caches' heads from the heap below.
  mutating func makeHeads<M: Memory & ~Copyable>(_ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    guard let block = try backing.allocate(Self.headsLayout, in: &memory) else { return }
    heads = block.address.rawValue
    memory.enter(.slabHeads, at: heads)
    for word in 0..<Self.headsLayout.size / 8 { try memory.set(0, at: heads &+ 8 &* word) }
    memory.did(.heap(.layOut))
  }

  /// Takes a page from the heap below and cuts it into free objects.
  mutating func makeSlab<M: Memory & ~Copyable>(_ cache: SlabCache, _ memory: inout M)
    throws(M.Fault) -> UInt64? where M.Address == VirtualAddress
  {
    guard let page = try backing.allocate(Self.slabLayout, in: &memory) else { return nil }
    let slab = page.address.rawValue
    slabCount &+= 1
    freeObjectCount &+= Int(cache.capacity)
    memory.enter(.slab, at: slab)
    try memory.set(slab &+ cache.firstOffset, at: slab &+ 16)
    try memory.set(cache.info(inUse: 0), at: slab &+ 24)
    for word in 4..<Self.headerSize / 8 { try memory.set(0, at: slab &+ 8 &* word) }
    var object = slab &+ cache.firstOffset
    for _ in 1..<cache.capacity {
      memory.enter(.slabObject, at: object)
      try memory.set(object &+ cache.objectSize, at: object)
      object &+= cache.objectSize
    }
    memory.enter(.slabObject, at: object)
    try memory.set(0, at: object)
    try enlist(slab, cache, &memory)
    memory.did(.heap(.makeSlab(objects: cache.capacity)))
    return slab
  }

  /// Gives a slab of free objects back to the heap below.
  mutating func destroy<M: Memory & ~Copyable>(
    _ slab: UInt64, _ cache: SlabCache, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    guard try unlist(slab, cache, &memory) else {
      hasDamagedSlab = true
      return
    }
    // Whoever gets the page next, it is no slab any more.
    memory.enter(.slab, at: slab)
    try memory.set(0, at: slab &+ 24)
    memory.did(.heap(.dropSlab))
    let release = try backing.deallocate(
      VirtualAddress(unchecked: slab), Self.slabLayout, in: &memory)
    if case .freed = release {
      slabCount &-= 1
      freeObjectCount &-= Int(cache.capacity)
    } else {
      hasDamagedSlab = true
    }
  }

  /// Puts a slab at the head of its cache's list.
  mutating func enlist<M: Memory & ~Copyable>(
    _ slab: UInt64, _ cache: SlabCache, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let head = heads &+ 8 &* cache.index
    memory.enter(.slabHeads, at: heads)
    let next = try memory.word(at: head)
    memory.enter(.slab, at: slab)
    try memory.set(next, at: slab)
    try memory.set(0, at: slab &+ 8)
    if next != 0 {
      if isPlace(next) {
        memory.enter(.slab, at: next)
        try memory.set(slab, at: next &+ 8)
      } else {
        hasDamagedSlab = true
      }
    }
    memory.enter(.slabHeads, at: heads)
    try memory.set(slab, at: head)
  }

  /// Takes a slab off its cache's list; `false` if its links have been written over.
  private func unlist<M: Memory & ~Copyable>(
    _ slab: UInt64, _ cache: SlabCache, _ memory: inout M
  ) throws(M.Fault) -> Bool where M.Address == VirtualAddress {
    memory.enter(.slab, at: slab)
    let next = try memory.word(at: slab)
    let previous = try memory.word(at: slab &+ 8)
    guard next == 0 || isPlace(next), previous == 0 || isPlace(previous) else { return false }
    if next != 0 {
      memory.enter(.slab, at: next)
      try memory.set(previous, at: next &+ 8)
    }
    if previous == 0 {
      memory.enter(.slabHeads, at: heads)
      try memory.set(next, at: heads &+ 8 &* cache.index)
    } else {
      memory.enter(.slab, at: previous)
      try memory.set(next, at: previous)
    }
    return true
  }

  /// Whether a slab can be at `address`.
  func isPlace(_ address: UInt64) -> Bool {
    address & (Self.slabSize &- 1) == 0 && address >= start.rawValue
      && size >= Self.slabSize && address &- start.rawValue <= size &- Self.slabSize
  }

  func isInUse<M: Memory & ~Copyable>(_ bit: UInt64, in slab: UInt64, _ memory: inout M)
    throws(M.Fault) -> Bool where M.Address == VirtualAddress
  {
    memory.enter(.slab, at: slab)
    return try memory.word(at: slab &+ 32 &+ bit / 64 &* 8) >> (bit % 64) & 1 != 0
  }

  func setInUse<M: Memory & ~Copyable>(
    _ isInUse: Bool, _ bit: UInt64, in slab: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let address = slab &+ 32 &+ bit / 64 &* 8
    memory.enter(.slab, at: slab)
    let others = try memory.word(at: address) & ~(1 << (bit % 64))
    try memory.set(isInUse ? others | 1 << (bit % 64) : others, at: address)
  }

  private mutating func damaged() -> HeapAllocation? {
    hasDamagedSlab = true
    return nil
  }
}
