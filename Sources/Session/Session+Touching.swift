import MemoryCore
public import Script
public import Simulation

extension Session {
  /// A search from the point for a step that touches what a cursor is on: reads or writes one of
  /// its words, or with `writesOnly` writes one, where the step at the point counts too.
  public func search(
    touching selection: Selection, _ direction: Search.Direction, writesOnly: Bool = false
  ) -> Search {
    search(touching: ranges(of: selection), direction, writesOnly: writesOnly)
  }

  /// A search for what a script names.
  public func search(
    touching target: Target, _ direction: Search.Direction, writesOnly: Bool = false
  ) throws(SessionError) -> Search {
    search(touching: try ranges(of: target), direction, writesOnly: writesOnly)
  }

  private func search(
    touching ranges: [Range<UInt64>], _ direction: Search.Direction, writesOnly: Bool
  ) -> Search {
    var search = Search(
      for: .touching(ranges, writesOnly: writesOnly), direction,
      from: timeline.point, including: writesOnly && direction == .backward, in: timeline)
    search.concurrency = concurrency
    return search
  }

  /// The address that an operand stands for at the point.
  func place(of operand: Operand) throws(SessionError) -> UInt64 {
    if let address = address(of: operand) { return address }
    guard case .name(let name) = operand else { throw .nothingThere }
    guard isInUse(name.label) else { throw .unknownName(names.text(name.label) ?? "") }
    throw .notLive(name.label)
  }

  /// The physical bytes that a selection stands for.
  private func ranges(of selection: Selection) -> [Range<UInt64>] {
    switch selection {
    case .frame(let number):
      // A cursor can be put beyond the memory.
      return number < snapshot.machine.kernel.memoryEnd >> 12
        ? [number << 12..<(number + 1) << 12] : []
    case .entry(let place, _, _): return [place.rawValue..<place.rawValue + 8]
    case .word(let place):
      let word = place.rawValue & ~7
      return word < snapshot.machine.kernel.memoryEnd ? [word..<word + 8] : []
    case .heap(let address):
      guard let hole = snapshot.holes.first(where: { $0.contains(address) }) else {
        return rangesOfBlockOrWord(at: address)
      }
      // Of a hole the header is what is read and written.
      return snapshot.machine.physicalRanges(of: hole.address, bytes: 16)
    }
  }

  /// The physical bytes that a script names.
  private func ranges(of target: Target) throws(SessionError) -> [Range<UInt64>] {
    switch target {
    case .frame(let address):
      let limit = snapshot.machine.kernel.memoryEnd
      guard address < limit else { throw .refused(.operand(.beyondMemory(address, limit: limit))) }
      return ranges(of: Selection.frame(address >> 12))
    case .address(let operand):
      let place = try place(of: operand)
      guard let address = try? VirtualAddress(validating: place) else { throw .nothingThere }
      let ranges = rangesOfBlockOrWord(at: address)
      guard !ranges.isEmpty else { throw .nothingThere }
      return ranges
    }
  }

  /// The physical bytes of the live block that holds an address, or else of the word there.
  private func rangesOfBlockOrWord(at address: VirtualAddress) -> [Range<UInt64>] {
    let machine = snapshot.machine
    if case .block(let start, let layout) = machine.program.block(holding: address.rawValue)?.value
    {
      return machine.physicalRanges(of: start, bytes: max(8, layout.size))
    }
    return machine.physicalRanges(of: VirtualAddress(truncating: address.rawValue & ~7), bytes: 8)
  }
}

extension Machine {
  /// Where some bytes of virtual memory lie in physical memory, page by page.
  fileprivate func physicalRanges(of start: VirtualAddress, bytes: UInt64) -> [Range<UInt64>] {
    var ranges: [Range<UInt64>] = []
    var (at, left) = (start.rawValue, bytes)
    while left > 0 {
      let count = min(left, 4096 - at & 0xfff)
      if let place = (try? VirtualAddress(validating: at)).flatMap({ physicalAddress(of: $0) }) {
        ranges.append(place.rawValue..<place.rawValue + count)
      }
      // Behind the last page of the address space nothing is left.
      at &+= count
      left -= count
    }
    return ranges
  }
}

extension Hole {
  /// Whether the hole holds an address.
  func contains(_ address: VirtualAddress) -> Bool {
    address >= self.address && address.rawValue - self.address.rawValue < size
  }
}
