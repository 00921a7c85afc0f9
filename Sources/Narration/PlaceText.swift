public import MemoryCore
import Script
public import Simulation

/// What lies at a place of memory, whether or not a step came by it.
public enum PlaceText {
  /// What a word of RAM is: an entry of a page table, or a part of a block or hole of the heap;
  /// `nil` where nothing is known of it. `address` is the virtual one, if it is looked at by that.
  ///
  /// O(log n) in the blocks, O(n) in the holes.
  public static func text(
    of place: PhysicalAddress, at address: UInt64?, in snapshot: Snapshot, names: NameTable
  ) -> String? {
    let machine = snapshot.machine
    let frame = Frame<Size4KiB>(containing: place)
    if let level = machine.tableLevel(of: frame) {
      let word = PageTableEntry(rawValue: machine.hardware.physical.peek(place))
      let index = place.rawValue >> 3 & 511
      return "entry \(index) of a \(level.text) table: \(EntryText.text(word, level: level))"
    }
    guard let address else { return nil }
    return text(ofHeapAt: address, in: snapshot, names: names)
  }

  /// "in block b3 + 16", "in the hole at 0x4444_4444_0040": what the heap has at an address; `nil`
  /// where it has nothing.
  static func text(
    ofHeapAt address: UInt64, in snapshot: Snapshot, names: NameTable
  ) -> String? {
    if let block = snapshot.machine.program.block(holding: address),
      case .block(let start, _) = block.value
    {
      let name = names.text(block.label).map { "block \($0)" } ?? "a block"
      return "in \(name)" + WordText.offset(address - start.rawValue)
    }
    let hole = snapshot.holes.first {
      address >= $0.address.rawValue && address - $0.address.rawValue < $0.size
    }
    return hole.map { "in the hole at \(NumberText.address($0.address.rawValue))" }
  }
}
