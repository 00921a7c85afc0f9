/// What a kernel asks of the CPU that it runs on: the seam that lets it run on another one.
///
/// Hosts supply it: the simulated hardware, a test's processor over host memory, a real CPU. What a
/// CPU does by itself - walking tables, filling its TLB, raising faults - is not here.
public protocol Processor {
  /// The memory below all translation.
  associatedtype Physical: Memory<PhysicalAddress> where Physical.Fault == Never

  /// Physical memory, which is changed in place.
  var physical: Physical { get set }
  /// The frame of the table that translation begins with: CR3.
  var root: Frame<Size4KiB> { get }
  /// The address that could not be accessed last: CR2, which need not be canonical.
  var faultAddress: UInt64 { get }

  /// Drops the translations of the page of `address`, of any size: INVLPG.
  mutating func invalidate(_ address: VirtualAddress)
  /// Drops the translations of all pages: a reload of CR3 and what else it takes.
  mutating func flush()
}
