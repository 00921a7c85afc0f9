import MemoryCore

/// Host memory of any size that reads as zero until it is written.
///
/// Unlike a real machine's it takes words at any address: the original heap puts a hole at an odd
/// one after an odd extension.
struct SparseMemory<Address: MemoryAddress>: Memory {
  private var words: [UInt64: UInt64] = [:]

  func load(_ address: Address) -> UInt64 {
    let (index, shift) = Self.split(address)
    guard shift > 0 else { return self[index] }
    return self[index] >> shift | self[index &+ 1] << (64 - shift)
  }

  mutating func store(_ word: UInt64, at address: Address) {
    let (index, shift) = Self.split(address)
    guard shift > 0 else {
      self[index] = word
      return
    }
    self[index] = self[index] & ~(.max << shift) | word << shift
    self[index &+ 1] = self[index &+ 1] & .max << shift | word >> (64 - shift)
  }

  private subscript(index: UInt64) -> UInt64 {
    get { words[index] ?? 0 }
    set { words[index] = newValue == 0 ? nil : newValue }
  }

  /// The aligned word that an address lies in, and the bits below it in that word.
  private static func split(_ address: Address) -> (index: UInt64, shift: UInt64) {
    (address.rawValue / 8, address.rawValue % 8 * 8)
  }
}
