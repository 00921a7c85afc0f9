import MemoryCore
public import Script
import Simulation

extension Session {
  /// Says how the screen is to look at the point. What is not there cannot be highlighted.
  mutating func direct(_ direction: StageDirection) throws(SessionError) {
    switch direction {
    case .highlight(let place):
      catchUpWithRun()
      _ = try selection(of: place)
    case .layout, .focus, .zoom, .pause: break
    }
    directions[reachedPoint, default: []].append(direction)
  }

  /// What the cursor is on when something is highlighted at the point.
  public func selection(of highlight: Highlight) throws(SessionError) -> Selection {
    let machine = snapshot.machine
    switch highlight {
    case .frame(let address):
      let limit = machine.kernel.memoryEnd
      guard address < limit else { throw .refused(.operand(.beyondMemory(address, limit: limit))) }
      return .frame(address >> 12)
    case .entry(let operand): return try entry(of: try place(of: operand))
    case .hole(let operand):
      let place = VirtualAddress(truncating: try place(of: operand))
      guard let hole = snapshot.holes.first(where: { $0.contains(place) }) else {
        throw .nothingThere
      }
      return .heap(hole.address)
    case .address(.name(let name))
    where names.text(name.label) == "cr3" && !isInUse(name.label):
      return .frame(machine.hardware.registers.cr3.root.number)
    case .address(let operand):
      let place = try place(of: operand)
      if let heap = machine.kernel.heap, (heap.start.rawValue..<heap.end.rawValue).contains(place) {
        return .heap(VirtualAddress(truncating: place))
      }
      return try entry(of: place)
    }
  }

  /// The lowest table entry on the way to an address.
  private func entry(of address: UInt64) throws(SessionError) -> Selection {
    guard (try? VirtualAddress(validating: address)) != nil,
      let entry = snapshot.machine.path(to: LinearAddress(VirtualAddress(truncating: address))).last
    else { throw .nothingThere }
    return .entry(entry.address, covers: address, level: entry.level)
  }
}
