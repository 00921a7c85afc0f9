import MemoryCore

/// What the tests ask of a heap besides blocks.
protocol CheckedHeap: HeapAllocator, Equatable {
  var isDamaged: Bool { get }

  /// The free stretches, as the heap's memory tells.
  func freeStretches<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress

  /// What contradicts itself in the heap's memory.
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress
}

extension LinkedListHeap: CheckedHeap {
  func freeStretches<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress { try holes(limit: holeCount, in: &memory) }

  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension FitHeap: CheckedHeap {
  func freeStretches<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress { try holes(in: &memory) }

  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension FastFitHeap: CheckedHeap {
  func freeStretches<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress { try holes(in: &memory) }

  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension BuddyHeap: CheckedHeap {
  func freeStretches<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress { try holes(in: &memory) }

  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension TLSFHeap: CheckedHeap {
  func freeStretches<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress { try holes(in: &memory) }

  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension SlabHeap: CheckedHeap {
  func freeStretches<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress { try holes(in: &memory) }

  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}
