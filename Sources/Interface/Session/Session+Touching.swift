import MemoryCore
import Simulation

/// Which way to look along the timeline.
public enum SearchDirection: Sendable {
  /// Towards the end.
  case next
  /// Towards the start.
  case previous
}

extension Session {
  /// Goes to the next step, or the one before, that touches what a cursor is on: reads or writes
  /// one of its words, or with `writesOnly` writes one.
  public mutating func seekTouching(
    _ selection: Selection, _ direction: SearchDirection, writesOnly: Bool = false
  ) throws(SessionError) {
    let wanted = range(of: selection)
    let touches: (Step, Machine) -> Bool = { step, _ in
      step.accesses.contains { access in
        if writesOnly, case .load = access.kind { return false }
        if wanted.physical.contains(access.address.rawValue) { return true }
        if case .data(let address, _) = access.purpose {
          return wanted.virtual.contains(address.rawValue)
        }
        return false
      }
    }
    let start = timeline.point
    let found =
      direction == .next
      ? timeline.firstPoint(after: start, where: touches)
      : timeline.lastPoint(before: writesOnly ? start + 1 : start, where: touches)
    guard let found else { throw .nothingTouches }
    seek(to: found)
  }

  /// The bytes that a selection stands for, by physical and by virtual address.
  private func range(of selection: Selection) -> (physical: Range<UInt64>, virtual: Range<UInt64>) {
    switch selection {
    case .frame(let number): return (number << 12..<(number + 1) << 12, 0..<0)
    case .entry(let place, _, _): return (place.rawValue..<place.rawValue + 8, 0..<0)
    case .heap(let address):
      if let hole = snapshot.holes.first(where: { $0.contains(address) }) {
        // Of a hole the header is what is read and written.
        return (0..<0, hole.address.rawValue..<hole.address.rawValue + 16)
      }
      if case .block(let start, let layout) = snapshot.machine.program
        .block(holding: address.rawValue)?.value
      {
        return (0..<0, start.rawValue..<start.rawValue + max(8, layout.size))
      }
      return (0..<0, address.rawValue & ~7..<(address.rawValue & ~7) + 8)
    }
  }
}

extension Hole {
  /// Whether the hole holds an address.
  func contains(_ address: VirtualAddress) -> Bool {
    address >= self.address && address.rawValue - self.address.rawValue < size
  }
}
