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

  /// The words at two addresses, as two loads in this order give them.
  ///
  /// A memory that finds both in one page at once answers faster: a hole's header is two words.
  mutating func load(_ first: Address, _ second: Address) throws(Fault) -> (UInt64, UInt64)

  /// Replaces the word at `address`.
  mutating func store(_ word: UInt64, at address: Address) throws(Fault)

  /// Says that the words accessed next are those of a structure that starts at `base`, until it
  /// says otherwise. Nothing, for a memory that does not want to know.
  mutating func enter(_ structure: MemoryStructure, at base: UInt64)

  /// Says what the accesses since the last event did. Nothing, for a memory that does not want to
  /// know.
  mutating func did(_ event: @autoclosure () -> CoreEvent)
}

extension Memory where Self: ~Copyable {
  /// The words at two addresses, loaded one after the other.
  @inline(__always)
  public mutating func load(
    _ first: Address, _ second: Address
  ) throws(Fault) -> (UInt64, UInt64) {
    let word = try load(first)
    return (word, try load(second))
  }

  /// Does nothing.
  @inline(__always)
  public mutating func enter(_ structure: MemoryStructure, at base: UInt64) {}

  /// Does nothing.
  @inline(__always)
  public mutating func did(_ event: @autoclosure () -> CoreEvent) {}
}
