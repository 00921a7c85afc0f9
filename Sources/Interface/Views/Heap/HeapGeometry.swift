import CellGrid

/// Where everything of the heap view is, and which bytes are where.
struct HeapGeometry {
  /// The heap's size in bytes.
  let heapSize: UInt64
  /// The bytes in a cell.
  let bytesInCell: UInt64
  /// The cells of a row.
  let columns: Int
  /// The rows of the map that are shown.
  let mapRows: Int
  /// The rows between title and map, and between map and lists: 0 or 1.
  let gap: Int
  /// The rows for what is said about free memory.
  let lineRows: Int
  /// The rows for the contents and the inspector; 0 where there is no room for them.
  let contentRows: Int
  /// The hex digits of the offsets in front of the rows; 0 where there are none.
  let labelDigits: Int

  /// The least number of bytes that a cell stands for, as a logarithm to base 2: a word.
  static let leastZoom = 3

  /// Lays out the view; without a zoom the map holds the whole heap, or a larger span.
  init(size: GridSize, heapSize: UInt64, zoom: Int?, span: UInt64 = 0) {
    self.heapSize = heapSize
    let body = max(0, size.rows - 1)
    let hasContents = body >= 14 && size.columns >= 60
    gap = body >= 6 ? 1 : 0
    lineRows = min(hasContents ? 3 : 2, max(0, body - 1))
    let room = hasContents ? max(3, body / 4) : max(0, body - lineRows - 2 * gap)
    let hasLabels = size.columns >= 40 && (hasContents || zoom != nil && room > 1)
    let digits = max(4, (67 - max(1, heapSize &- 1).leadingZeroBitCount) / 4)
    labelDigits = hasLabels ? digits : 0
    let width = max(1, size.columns - (size.columns > 2 ? 2 : 0))
    columns = hasLabels ? (width - digits - (digits - 1) / 4 - 1) & ~7 : width
    bytesInCell =
      zoom.map { 1 << UInt64(min(max(Self.leastZoom, $0), 40)) }
      ?? Self.fitted(max(heapSize, span), cells: columns * max(1, room), isRound: hasLabels)
    let total = Int((max(1, heapSize) - 1) / (bytesInCell * UInt64(columns))) + 1
    mapRows = hasContents ? min(room, total) : room
    contentRows = hasContents ? max(0, body - mapRows - lineRows - 3 * gap) : 0
  }

  /// The bytes in a row.
  var bytesInRow: UInt64 { bytesInCell * UInt64(columns) }

  /// The rows that the whole heap takes.
  var totalRows: Int { Int((max(1, heapSize) - 1) / bytesInRow) + 1 }

  /// The columns in front of the first cell.
  var labelColumns: Int { labelDigits > 0 ? labelDigits + (labelDigits - 1) / 4 + 1 : 0 }

  /// The bytes in a cell where the whole heap is in sight: whole words, and with addresses in
  /// front of the rows a power of two.
  private static func fitted(_ size: UInt64, cells: Int, isRound: Bool) -> UInt64 {
    let exact = (max(1, size) - 1) / UInt64(cells) + 1
    guard isRound else { return (exact + 7) & ~7 }
    return max(8, 1 << UInt64(64 - (exact - 1).leadingZeroBitCount))
  }
}
