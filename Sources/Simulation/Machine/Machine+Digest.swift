import MemoryCore

extension Machine {
  /// A digest of the whole machine: RAM, registers, TLB, the kernel's statics, the program's pointers
  /// by their names. Machines with the same digest behave the same from here on. O(touched frames).
  public func digest(names: NameTable) -> Digest {
    var digest = Digest()
    hardware.combine(into: &digest)
    kernel.combine(into: &digest)
    program.combine(into: &digest, names: names)
    return digest
  }
}
