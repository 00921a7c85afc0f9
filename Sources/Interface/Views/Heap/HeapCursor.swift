import MemoryCore
import Session
import Simulation

/// What the heap view lights up, as offsets from the heap's start.
struct HeapCursor {
  /// The byte that the view follows: where the cursor is, or what the step is about.
  let offset: UInt64?
  /// Whether the user has put it there.
  let isSelected: Bool
  /// The block that the cursor is on.
  let selected: Range<UInt64>
  /// The block that the step is about.
  let touched: Range<UInt64>
  /// Where the free memory lies, or lay, that the step took from or gave to.
  let touchedFree: Range<UInt64>

  init(of scene: Scene, _ heap: KernelHeap) {
    let start = heap.start.rawValue
    func offsets(_ range: Range<UInt64>?) -> Range<UInt64> {
      guard let range, range.lowerBound >= start, range.lowerBound < heap.end.rawValue else {
        return 0..<0
      }
      return range.lowerBound - start..<min(heap.end.rawValue, range.upperBound) - start
    }
    let snapshot = scene.snapshot
    touched = offsets(snapshot.touched.virtual)
    touchedFree = offsets(Self.freeMemory(of: snapshot.step?.outcome))
    if let address = Self.address(of: scene.selection, in: snapshot),
      start..<heap.end.rawValue ~= address
    {
      offset = address - start
      isSelected = true
      selected = offsets(snapshot.block(holding: address).map { $0.start..<$0.end })
    } else {
      offset = touched.isEmpty ? nil : touched.lowerBound
      isSelected = false
      selected = 0..<0
    }
  }

  /// Whether a hole is what the step left of the free memory it took, or gave to.
  func isTouched(_ hole: Hole, _ heap: KernelHeap) -> Bool {
    guard hole.address >= heap.start else { return false }
    let start = hole.address - heap.start
    return !touchedFree.isEmpty && start < touchedFree.upperBound
      && start.addingReportingOverflow(hole.size).partialValue > touchedFree.lowerBound
  }

  private static func freeMemory(of outcome: Outcome?) -> Range<UInt64>? {
    let hole: Hole?
    switch outcome {
    case .heap(.allocated(let allocation)): hole = allocation.block.source
    case .heap(.reallocated(_, _, let release)), .heap(.freed(let release)): hole = release.hole
    case .heap(.created), .heap(.outOfMemory), .heap(.nothing), .boot, .frames, .paging, .access,
      nil:
      hole = nil
    }
    return hole.map {
      $0.address
        .rawValue..<max(
          $0.address.rawValue, $0.address.rawValue.addingReportingOverflow($0.size).partialValue)
    }
  }

  /// The address that a selection means in the heap: of a frame that of the page that it holds.
  private static func address(of selection: Selection?, in snapshot: Snapshot) -> UInt64? {
    switch selection {
    case .heap(let address): return address.rawValue
    case .entry(_, let address, _): return address
    case .frame(let number):
      guard snapshot.owners.run(holding: number)?.owner == .heap else { return nil }
      return snapshot.machine.entry(mapping: number)?.address
    case .word(let place): return snapshot.virtualAddress(ofHeapWord: place)
    case nil: return nil
    }
  }
}
