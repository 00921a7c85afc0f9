public import MemoryCore

extension Machine {
  /// A figure of the machine; those of steps are not the machine's to know and are 0.
  ///
  /// Decoded from RAM where it is about what lies in RAM. O(1), but O(holes) for `heap.holes`,
  /// `heap.largest` and `heap.fragmentation`.
  public func value(of figure: Figure) -> UInt64 { value(of: figure, holes: holes()) }

  /// The same, of a heap with these holes.
  func value(of figure: Figure, holes: @autoclosure () -> [Hole]) -> UInt64 {
    switch figure {
    case .framesTotal: kernel.totalFrames
    case .framesUsable: kernel.usableFrames
    case .framesFree: freeFrames
    // A damaged bitmap can make more frames free than there are.
    case .framesAllocated: kernel.usableFrames - min(freeFrames, kernel.usableFrames)
    case .framesTables, .tablesCount: tables.tableCount
    case .tablesEntries: tables.entryCount
    case .heapSize: kernel.heap?.size ?? 0
    case .heapUsed: kernel.heap?.used ?? 0
    case .heapFree: kernel.heap?.free ?? 0
    case .heapHoles: UInt64(holes().count)
    case .heapLargest: holes().map(\.size).max() ?? 0
    case .heapBlocks: UInt64(program.blockCount)
    case .heapRequested: program.requested
    case .heapFragmentation:
      FigureValues.fragmentation(
        free: kernel.heap?.free ?? 0, largest: holes().map(\.size).max() ?? 0)
    case .tlbHits: hardware.tlb.hits
    case .tlbMisses: hardware.tlb.misses
    case .faultsTotal: kernel.faultCount
    case .outOfMemory: kernel.outOfMemoryCount
    case .step, .wordsWalked, .wordsRead, .wordsWritten, .holesPassed, .tablesCreated, .framesTaken,
      .faultCode, .accessFaults, .accessUser, .accessRead, .accessWrite, .accessExecute,
      .accessPage,
      .tablesTouched:
      0
    }
  }

  private var freeFrames: UInt64 { kernel.frames?.freeCount ?? kernel.map.usableFrameCount }

  /// The holes of the heap, in the order of its list, read from RAM without any effect on the
  /// machine. Stops at a list that leads out of mapped memory or in a circle.
  public func holes() -> [Hole] {
    // The seed system's list is not checked on the way: it ends where nothing is mapped.
    if case .linkedList(let heap) = kernel.heap { return holes(of: heap) }
    if case .fixedBlock(let heap) = kernel.heap { return holes(of: heap.fallback) }
    var onlooker = HeapOnlooker(machine: self)
    return kernel.heap?.holes(in: &onlooker) ?? []
  }

  /// What the kernel's tables say of an address, read without any effect on the machine.
  public func physicalAddress(of address: VirtualAddress) -> PhysicalAddress? {
    var onlooker = Onlooker(memory: hardware.physical)
    return kernel.mapper?.translateAddress(address, memory: &onlooker)
  }

  /// The word at a virtual address, read past TLB and faults; `nil` if nothing is mapped there.
  public func word(at address: VirtualAddress) -> UInt64? {
    guard address.isAligned(to: 8), let physical = physicalAddress(of: address) else { return nil }
    return hardware.physical.peek(physical)
  }

  private func holes(of heap: LinkedListHeap) -> [Hole] {
    var found: [Hole] = []
    var next = heap.firstHoleAddress
    var page: VirtualAddress?
    var frame: PhysicalAddress?
    func word(_ address: VirtualAddress) -> UInt64? {
      let wanted = VirtualAddress(truncating: address.rawValue & ~0xfff)
      if page != wanted {
        page = wanted
        frame = physicalAddress(of: wanted)
      }
      return frame.map { hardware.physical.peek($0 + address.pageOffset) }
    }
    while let hole = next, found.count < heap.holeCount, hole.isAligned(to: 8),
      let size = word(hole), let link = word(VirtualAddress(truncating: hole.rawValue &+ 8))
    {
      found.append(Hole(address: hole, size: size))
      next = link == 0 ? nil : try? VirtualAddress(validating: link)
    }
    return found
  }
}

extension FigureValues {
  /// Brings the heap's figures up to a command that took a block from a hole of `taken` bytes, or
  /// made one of `made` bytes, or neither: what millions of commands do.
  mutating func updateHeap(_ machine: inout Machine, taken: UInt64, made: UInt64) {
    guard let heap = machine.heapTotals() else { return }
    let largest = self[.heapLargest]
    if listIsKernels, heap.reports == .all, taken < largest {
      if made > largest { self[.heapLargest] = made }
    } else if !updateLargest(taken: taken, made: made, heap.reports) {
      return read(.heap, of: &machine)
    }
    self[.heapUsed] = heap.used
    self[.heapFree] = heap.size &- heap.used
    self[.heapHoles] = UInt64(heap.holes)
    self[.heapBlocks] = UInt64(machine.program.blockCount)
    self[.heapRequested] = machine.program.requested
    self[.heapFragmentation] = Self.fragmentation(
      free: heap.size &- heap.used, largest: self[.heapLargest])
  }

  /// Finds the largest hole of a heap that does not name all of them; false if it has to be read
  /// from RAM.
  @inline(never)
  private mutating func updateLargest(
    taken: UInt64, made: UInt64, _ reports: HoleReports
  ) -> Bool {
    // A block that is moved can give to the heap below what another takes from it.
    let isMoved = taken > 0 && made > 0
    guard listIsKernels, !isMoved, case .above(used: usedBelow, let areHoles) = reports,
      taken < self[.heapLargest]
    else { return false }
    if areHoles { self[.heapLargest] = max(self[.heapLargest], made) }
    return true
  }

  /// External fragmentation in tenths of percent, rounded down.
  @inline(__always)
  static func fragmentation(free: UInt64, largest: UInt64) -> UInt64 {
    guard free > 0, free >= largest else { return 0 }
    let part = free &- largest
    // Almost always the numbers are so small that half the division does.
    if free < 1 << 22 {
      return UInt64(UInt32(truncatingIfNeeded: part &* 1000) / UInt32(truncatingIfNeeded: free))
    }
    // A damaged list can count as many free bytes as there are numbers.
    return free.dividingFullWidth(part.multipliedFullWidth(by: 1000)).quotient
  }
}

/// Reads RAM for the core's algorithms and cannot change it.
private struct Onlooker: Memory {
  let memory: SimulatedMemory

  mutating func load(_ address: PhysicalAddress) -> UInt64 { memory.peek(address) }

  mutating func store(_ word: UInt64, at address: PhysicalAddress) {
    preconditionFailure("an onlooker does not write")
  }
}

extension Kernel {
  /// The frames of RAM, as far as the firmware tells: of memory given by size all of it, else what
  /// is listed below the end of usable memory.
  var totalFrames: UInt64 {
    if case .size(let bytes) = description.memory { return bytes / 4096 }
    let end = firmware.filter { $0.type == .usable }.map(\.end).max() ?? 0
    return firmware.filter { $0.start < end }.reduce(0) { $0 + $1.length } / 4096
  }
}
