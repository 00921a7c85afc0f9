public import MemoryCore

extension Machine {
  /// A figure of the machine; `step` is not the machine's to know and is 0.
  ///
  /// Decoded from RAM where it is about what lies in RAM. O(1), but O(holes) for `heap.largest` and
  /// `heap.fragmentation`, and O(tables · 512) for those on tables.
  public func value(of figure: Figure) -> UInt64 {
    switch figure {
    case .framesTotal: kernel.totalFrames
    case .framesUsable: kernel.usableFrames
    case .framesFree: kernel.frames?.freeCount ?? kernel.map.usableFrameCount
    case .framesAllocated: allocatedFrames
    case .framesTables: FrameOwners(of: self).tableCount
    case .heapSize: kernel.heap?.size ?? 0
    case .heapUsed: kernel.heap?.used ?? 0
    case .heapFree: kernel.heap?.free ?? 0
    case .heapHoles: UInt64(holes().count)
    case .heapLargest: holes().map(\.size).max() ?? 0
    case .heapBlocks: UInt64(program.blockCount)
    case .heapRequested: program.requested
    case .heapFragmentation: heapFragmentation
    case .tablesCount: FrameOwners(of: self).tableCount
    case .tablesEntries: FrameOwners(of: self).entryCount
    case .tlbHits: hardware.tlb.hits
    case .tlbMisses: hardware.tlb.misses
    case .faultsTotal: kernel.faultCount
    case .outOfMemory: kernel.outOfMemoryCount
    case .step: 0
    }
  }

  /// The holes of the heap, in the order of its list, read from RAM without any effect on the
  /// machine. Stops at a list that leads out of mapped memory or in a circle.
  public func holes() -> [Hole] {
    switch kernel.heap {
    case .linkedList(let heap): return holes(of: heap)
    case .fixedBlock(let heap): return holes(of: heap.fallback)
    case .bump(let heap):
      return heap.used < heap.size
        ? [Hole(address: heap.next, size: heap.size - heap.used)] : []
    case .fit, .fastFit, .buddy, .tlsf, .slab, nil:
      var onlooker = HeapOnlooker(machine: self)
      return kernel.heap?.holes(in: &onlooker) ?? []
    }
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

  /// 0 if a damaged bitmap makes more frames free than there are.
  private var allocatedFrames: UInt64 {
    let free = value(of: .framesFree)
    return kernel.usableFrames - min(free, kernel.usableFrames)
  }

  private var heapFragmentation: UInt64 {
    let free = value(of: .heapFree)
    let largest = value(of: .heapLargest)
    guard free > 0, free >= largest else { return 0 }
    // A damaged list can count as many free bytes as there are numbers.
    return free.dividingFullWidth((free - largest).multipliedFullWidth(by: 1000)).quotient
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
