extension Memory where Self: ~Copyable, Address == VirtualAddress {
  /// The word at `address`, for algorithms that keep their links as plain numbers.
  @inline(__always)
  mutating func word(at address: UInt64) throws(Fault) -> UInt64 {
    try load(VirtualAddress(unchecked: address))
  }

  /// The words at two addresses, the first one loaded first.
  @inline(__always)
  mutating func words(at first: UInt64, _ second: UInt64) throws(Fault) -> (UInt64, UInt64) {
    try load(VirtualAddress(unchecked: first), VirtualAddress(unchecked: second))
  }

  /// Replaces the word at `address`.
  @inline(__always)
  mutating func set(_ word: UInt64, at address: UInt64) throws(Fault) {
    try store(word, at: VirtualAddress(unchecked: address))
  }
}
