/// Memory that the core's algorithms work on: the only way they touch any.
///
/// Hosts supply it: simulated RAM, RAM behind a simulated MMU, a recording wrapper, raw host
/// memory, the memory of a real machine. Words are 64 bits wide, little-endian and aligned to
/// eight bytes; an unaligned address is the caller's bug.
public protocol Memory<Address>: ~Copyable {
  /// What names a word: a `PhysicalAddress` or a `VirtualAddress`.
  associatedtype Address
  /// Why an access can fail; `Never` for physical memory.
  associatedtype Fault: Error

  /// The word at `address`.
  ///
  /// Loading may change the memory's own state: an MMU sets accessed bits and fills its TLB.
  mutating func load(_ address: Address) throws(Fault) -> UInt64

  /// Replaces the word at `address`.
  mutating func store(_ word: UInt64, at address: Address) throws(Fault)
}
