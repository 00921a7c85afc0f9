import MemoryCore

/// What the tests ask of a heap besides blocks.
protocol CheckedHeap: HeapAllocator, Equatable {
  /// What contradicts itself in the heap's memory.
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress
}

extension LinkedListHeap: CheckedHeap {
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension FitHeap: CheckedHeap {
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension FastFitHeap: CheckedHeap {
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension BuddyHeap: CheckedHeap {
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension TLSFHeap: CheckedHeap {
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}

extension SlabHeap: CheckedHeap {
  func defect<M: Memory>(in memory: inout M) throws(M.Fault) -> HeapDefect?
  where M.Address == VirtualAddress { try checkInvariants(in: &memory) }
}
