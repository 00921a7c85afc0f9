import MemoryCore
import Session
import Simulation

/// The word that the hex view is about: where the cursor is, or what the step is about.
struct HexCursor: Equatable {
  /// Which addresses the rows are numbered by.
  enum Space: Equatable {
    /// Those that programs and the kernel use.
    case virtual
    /// Those of RAM.
    case physical
  }

  /// By what the rows are numbered.
  let space: Space
  /// The word's address, a multiple of 8.
  let address: UInt64
  /// Whether the user has put the cursor there.
  let isSelected: Bool

  init(of scene: Scene) {
    isSelected = scene.selection != nil
    let place: (Space, UInt64) =
      switch scene.selection {
      case .heap(let address): (.virtual, address.rawValue)
      case .entry(let place, _, _), .word(let place): (.physical, place.rawValue)
      case .frame(let number): (.physical, number << 12)
      case nil: Self.touched(in: scene.snapshot)
      }
    (space, address) = (place.0, place.1 & ~7)
  }

  /// The cursor on a word of the same addresses; `nil` where there is none.
  func selection(at address: UInt64, in machine: Machine) -> Selection? {
    switch space {
    case .virtual: (try? VirtualAddress(validating: address)).map { .heap($0) }
    case .physical:
      address < machine.kernel.memoryEnd ? .word(PhysicalAddress(truncating: address)) : nil
    }
  }

  /// The access of a step that is looked into; else what the step is about, the first entry that it
  /// came by, the heap, the start of memory.
  private static func touched(in snapshot: Snapshot) -> (Space, UInt64) {
    let touched = snapshot.touched
    if let access = touched.lastAccess {
      if case .data(let address, _) = access.purpose { return (.virtual, address.rawValue) }
      return (.physical, access.address.rawValue)
    }
    if let virtual = touched.virtual { return (.virtual, virtual.lowerBound) }
    if let place = touched.entries.min(by: { $0.rawValue < $1.rawValue }) {
      return (.physical, place.rawValue)
    }
    if let frame = touched.frames.min() { return (.physical, frame << 12) }
    return snapshot.machine.kernel.heap.map { (.virtual, $0.start.rawValue) } ?? (.physical, 0)
  }
}
