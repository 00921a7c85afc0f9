import CellGrid
import MemoryCore
import Session
import Simulation

extension HeapView {
  /// The zoom after one step out (1) or in (-1): between a word a cell and the whole heap in
  /// sight, which is `nil`.
  static func zoom(changedBy step: Int, in scene: Scene, size: GridSize) -> Int? {
    guard let heap = scene.snapshot.machine.kernel.heap else { return nil }
    let fitted = HeapGeometry(size: size, heapSize: heap.size, zoom: nil).bytesInCell
    // The largest power of two below what the whole heap takes.
    let largest = 63 - max(1, fitted - 1).leadingZeroBitCount
    guard let current = scene.viewports.heapZoom else {
      return step < 0 && largest >= HeapGeometry.leastZoom ? largest : nil
    }
    let wanted = max(HeapGeometry.leastZoom, current + step)
    return wanted > largest ? nil : wanted
  }

  /// The byte a cell or a row from where the cursor is, or from what the step is about. At the
  /// edges of the heap the cursor stays.
  static func selection(moving direction: Direction, in scene: Scene, size: GridSize) -> Selection?
  {
    guard let heap = scene.snapshot.machine.kernel.heap, heap.size > 0 else {
      return scene.selection
    }
    let geometry = geometry(of: scene, heap, size)
    guard let offset = HeapCursor(of: scene, heap).offset else { return .heap(heap.start) }
    let cell = offset / geometry.bytesInCell * geometry.bytesInCell
    let distance =
      direction == .left || direction == .right ? geometry.bytesInCell : geometry.bytesInRow
    let moved =
      switch direction {
      case .left, .up: cell >= distance ? cell - distance : offset
      case .right, .down: heap.size - cell > distance ? cell + distance : offset
      }
    return .heap(heap.start + moved)
  }

  /// The first byte of the cell at a place of the view; `nil` if no cell is there.
  static func selection(at place: GridPoint, in scene: Scene, size: GridSize) -> Selection? {
    guard let heap = scene.snapshot.machine.kernel.heap else { return nil }
    let geometry = geometry(of: scene, heap, size)
    let row = place.row - 1 - geometry.gap
    let column = place.column - (size.columns > 2 ? 1 : 0) - geometry.labelColumns
    guard 0..<geometry.mapRows ~= row, 0..<geometry.columns ~= column else { return nil }
    let top = UInt64(firstRow(in: scene, size: size) + row)
    let offset = top * geometry.bytesInRow + UInt64(column) * geometry.bytesInCell
    return offset < heap.size ? .heap(heap.start + offset) : nil
  }

  /// The first row that a view of this size shows.
  static func firstRow(in scene: Scene, size: GridSize) -> Int {
    guard let heap = scene.snapshot.machine.kernel.heap else { return 0 }
    return topRow(scene, geometry(of: scene, heap, size), HeapCursor(of: scene, heap))
  }

  private static func geometry(
    of scene: Scene, _ heap: KernelHeap, _ size: GridSize
  ) -> HeapGeometry {
    HeapGeometry(
      size: size, heapSize: heap.size, zoom: scene.viewports.heapZoom,
      span: scene.viewports.heapSpan)
  }
}
