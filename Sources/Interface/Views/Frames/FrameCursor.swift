import MemoryCore
import Session
import Simulation

/// Which frames the view lights up: those of the cursor, wherever it is, and those that the step
/// touched.
struct FrameCursor {
  /// How a cell is lit.
  enum Mark: Equatable {
    case none
    case touched
    case cursor
  }

  /// The frame that the view follows; `nil` if there is nothing to see.
  let frame: UInt64?
  /// The other frames of what the cursor is on: the pages of a block.
  private let companions: [UInt64]
  /// The frames that the step touched.
  let touched: Set<UInt64>

  init(of scene: Scene) {
    touched = scene.snapshot.touched.frames
    let machine = scene.snapshot.machine
    companions = Self.pages(of: scene.selection, in: scene.snapshot).compactMap {
      Self.frame(at: $0, in: machine)
    }
    frame = Self.frame(of: scene.selection, in: machine) ?? Self.frame(of: scene.snapshot)
  }

  /// How each of some cells is lit. O(cells + frames lit).
  func marks(from first: UInt64, cells: Int, zoom: Int) -> [Mark] {
    var marks = Array(repeating: Mark.none, count: cells)
    func set(_ mark: Mark, _ frame: UInt64) {
      guard frame >= first, (frame - first) >> UInt64(zoom) < UInt64(cells) else { return }
      marks[Int((frame - first) >> UInt64(zoom))] = mark
    }
    for frame in touched { set(.touched, frame) }
    for frame in companions { set(.cursor, frame) }
    if let frame { set(.cursor, frame) }
    return marks
  }

  /// The frame that a selection leads to: of an entry the table or page that it points to, or else
  /// the one that it is in.
  private static func frame(of selection: Selection?, in machine: Machine) -> UInt64? {
    switch selection {
    case .frame(let number): return number
    case .word(let place): return place.rawValue >> 12
    case .entry(let place, _, _):
      let entry = PageTableEntry(rawValue: machine.hardware.physical.peek(place))
      return (entry.isPresent ? entry.address : place).rawValue >> 12
    case .heap(let address): return frame(at: address, in: machine)
    case nil: return nil
    }
  }

  /// The frame that the step is about.
  private static func frame(of snapshot: Snapshot) -> UInt64? {
    let touched = snapshot.touched
    if let access = touched.lastAccess { return access.address.rawValue >> 12 }
    if let virtual = touched.virtual,
      let address = try? VirtualAddress(validating: virtual.lowerBound),
      let frame = frame(at: address, in: snapshot.machine)
    {
      return frame
    }
    return touched.frames.min()
  }

  private static func frame(at address: VirtualAddress, in machine: Machine) -> UInt64? {
    machine.physicalAddress(of: address).map { $0.rawValue >> 12 }
  }

  /// The pages of the block that the cursor is on, the first 512 of them.
  private static func pages(of selection: Selection?, in snapshot: Snapshot) -> [VirtualAddress] {
    guard case .heap(let address) = selection,
      let block = snapshot.block(holding: address.rawValue)
    else { return [] }
    let last = block.start + (max(1, block.size) - 1)
    return stride(from: block.start & ~4095, through: last, by: 4096).prefix(512)
      .map { VirtualAddress(truncating: $0) }
  }
}
