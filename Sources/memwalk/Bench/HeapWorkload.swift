import MemoryCore

/// A fresh heap of 1 MiB in host memory: where the heap workloads take place.
struct HeapWorkload<Heap: HeapAllocator>: ~Copyable {
  static var start: VirtualAddress { VirtualAddress(0x4444_4444_0000) }
  static var size: UInt64 { 1 << 20 }

  var memory: HostMemory<VirtualAddress>
  var heap: Heap

  /// A heap as `make` makes it of start, size and memory.
  init(_ make: (VirtualAddress, UInt64, inout HostMemory<VirtualAddress>) -> Heap) {
    memory = HostMemory(start: Self.start, size: Int(Self.size))
    heap = make(Self.start, Self.size, &memory)
  }

  /// A block that is in use, with what it takes to free it.
  struct Block {
    let address: VirtualAddress
    let layout: Layout

    /// The distance from the start of the heap, in bytes.
    var offset: UInt64 { address - HeapWorkload.start }
  }

  /// A block of the given layout, or `nil` if the heap is full.
  @inline(__always)
  mutating func allocate(_ layout: Layout) -> Block? {
    guard let found = heap.allocate(layout, in: &memory) else { return nil }
    return Block(address: found.address, layout: layout)
  }

  /// Takes a block back.
  @inline(__always)
  mutating func free(_ block: Block) {
    guard case .freed = heap.deallocate(block.address, block.layout, in: &memory) else {
      preconditionFailure("the heap refuses one of its own blocks")
    }
  }
}

extension HeapWorkload where Heap == LinkedListHeap {
  init() { self.init { LinkedListHeap(start: $0, size: $1, in: &$2) } }
}
