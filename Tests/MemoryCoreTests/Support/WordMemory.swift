import MemoryCore

/// A stretch of memory in an array. Accesses outside or off the words' boundaries trap, so no
/// test can miss them.
struct WordMemory<Address: MemoryAddress>: Memory, Equatable {
  private let start: UInt64
  private(set) var words: [UInt64]

  /// `size` bytes of zeros from `start`.
  init(from start: Address, size: UInt64) {
    self.start = start.rawValue
    words = Array(repeating: 0, count: Int(size / 8))
  }

  func load(_ address: Address) -> UInt64 { words[index(of: address)] }

  mutating func store(_ word: UInt64, at address: Address) { words[index(of: address)] = word }

  private func index(of address: Address) -> Int {
    precondition(address.rawValue % 8 == 0, "not the address of a word")
    return Int((address.rawValue - start) / 8)
  }
}
