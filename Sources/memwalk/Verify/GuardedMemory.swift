import MemoryCore

/// Sparse memory that ends an operation which loads without end.
///
/// Frees that the original heap does not notice can bend its list of holes into a circle.
struct GuardedMemory<Address: MemoryAddress>: Memory {
  /// An operation loaded more words than any list of a case has.
  struct EndlessList: Error, CustomStringConvertible {
    var description: String { "the list of holes has no end" }
  }

  private static var mostLoads: Int { 1_000_000 }

  private var memory = SparseMemory<Address>()
  private var loads = 0

  /// Starts counting for the next operation.
  mutating func beginOperation() { loads = 0 }

  mutating func load(_ address: Address) throws(EndlessList) -> UInt64 {
    loads += 1
    guard loads <= Self.mostLoads else { throw EndlessList() }
    return memory.load(address)
  }

  mutating func store(_ word: UInt64, at address: Address) throws(EndlessList) {
    memory.store(word, at: address)
  }
}
