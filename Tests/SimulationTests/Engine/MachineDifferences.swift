import Glibc
import MemoryCore

@testable import Simulation

/// What two machines do not have in common, by name; empty if they are the same machine.
///
/// Costs O(touched pages), less where the machines share pages.
func differences(_ one: Machine, _ other: Machine) -> [String] {
  let kernel = (one.kernel, other.kernel)
  var found = quickDifferences(one, other)
  if String(describing: kernel.0.frames) != String(describing: kernel.1.frames) {
    found.append("frame allocator")
  }
  if one.program != other.program { found.append("program") }
  if one.hardware.tlb.entries != other.hardware.tlb.entries { found.append("TLB") }
  let frame = differingFrame(one.hardware.physical, other.hardware.physical)
  return found + (frame.map { ["frame \($0)"] } ?? [])
}

/// The differences outside RAM that take no time to find.
func quickDifferences(_ one: Machine, _ other: Machine) -> [String] {
  let (kernel, second) = (one.kernel, other.kernel)
  let (tlb, secondTLB) = (one.hardware.tlb, other.hardware.tlb)
  let parts: [(String, Bool)] = [
    ("registers", one.hardware.registers == other.hardware.registers),
    ("hits", tlb.hits == secondTLB.hits),
    ("second-level hits", tlb.secondLevelHits == secondTLB.secondLevelHits),
    ("misses", tlb.misses == secondTLB.misses),
    ("blocks", one.program.blockCount == other.program.blockCount),
    ("sizes", one.program.requested == other.program.requested),
    ("stage", kernel.stage == second.stage),
    ("map", kernel.map == second.map),
    ("usable frames", kernel.usableFrames == second.usableFrames),
    ("layout", kernel.placement == second.placement),
    ("mapper", kernel.mapper?.p4 == second.mapper?.p4),
    ("free frames", kernel.frames?.freeCount == second.frames?.freeCount),
    ("heap", kernel.heap == second.heap),
    ("heap description", kernel.heapDescription == second.heapDescription),
    ("heap pages", kernel.heapPages == second.heapPages),
    ("out of memory", kernel.outOfMemoryCount == second.outOfMemoryCount),
    ("faults", kernel.faultCount == second.faultCount),
  ]
  return parts.filter { !$0.1 }.map(\.0)
}

/// The lowest frame whose contents differ; a frame that is untouched counts as zeros.
func differingFrame(_ one: SimulatedMemory, _ other: SimulatedMemory) -> UInt64? {
  guard one.size == other.size else { return 0 }
  let end = Frame<Size4KiB>(number: one.size >> 12)
  var from = Frame<Size4KiB>(number: 0)
  while from < end {
    let next = [one, other].compactMap { $0.nextTouched(from: from, upTo: end) }.min()
    guard let next else { return nil }
    if !haveSameContents(one, other, next) { return next.number }
    from = next.advanced(by: 1)
  }
  return nil
}

private func haveSameContents(
  _ one: SimulatedMemory, _ other: SimulatedMemory, _ frame: Frame<Size4KiB>
) -> Bool {
  let zeros = [UInt64](repeating: 0, count: 512)
  return
    (one.withPage(frame) { first in
      (other.withPage(frame) { areEqual(first, $0) }) ?? areEqual(first, zeros.span)
    }) ?? (other.withPage(frame) { areEqual($0, zeros.span) }) ?? true
}

private func areEqual(_ one: Span<UInt64>, _ other: Span<UInt64>) -> Bool {
  one.withUnsafeBytes { first in
    other.withUnsafeBytes { second in
      first.baseAddress == second.baseAddress
        || memcmp(first.baseAddress!, second.baseAddress!, 4096) == 0
    }
  }
}
