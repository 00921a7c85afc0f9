import CellGrid

/// How many bytes a row of the hex view has, and where they stand.
struct HexGeometry {
  /// The bytes in a row.
  let bytesInRow: Int
  /// Whether the bytes stand again at the right, as letters.
  let hasText: Bool
  /// Whether bytes are shown in the order of their addresses, and not words.
  let showsBytes: Bool
  /// The column of the first word, behind the addresses.
  let firstColumn: Int
  /// The rows of memory.
  let rows: Int
  /// The rows below them that say what the cursor is on.
  let footerRows: Int

  /// The most bytes that a view of a size has room for behind addresses of so many digits, with
  /// their letters if these fit too.
  init(size: GridSize, addressColumns: Int, showsBytes: Bool) {
    self.showsBytes = showsBytes
    let forms = [32, 16, 8].flatMap { [($0, true), ($0, false)] }
    let width = showsBytes ? 25 : 20
    // A margin, the addresses, two spaces; a mark before each word.
    let first = 1 + addressColumns + 2
    let form = forms.first { bytes, hasText in
      first + bytes / 8 * width + (hasText ? 2 + bytes : 0) <= size.columns
    }
    (bytesInRow, hasText) = form ?? (8, false)
    firstColumn = first
    footerRows = size.rows >= 12 ? 3 : size.rows >= 6 ? 2 : 0
    rows = max(0, size.rows - 1 - footerRows)
  }

  /// The column of a word's mark; its digits stand behind it.
  func column(ofWord word: Int) -> Int { firstColumn + word * (showsBytes ? 25 : 20) }

  /// The columns of a word's digits.
  var digits: Int { showsBytes ? 23 : 19 }

  /// The column of the letters.
  var textColumn: Int { column(ofWord: bytesInRow / 8) + 2 }
}
