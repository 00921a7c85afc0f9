import CNcurses
public import CellGrid

extension NcursesTerminal {
  /// Shows a grid: writes what differs from the one before, in one piece, and nothing if they are
  /// equal. Of a grid that is larger or smaller than the terminal the common part is shown.
  public func present(_ grid: CellGrid) {
    guard isOpen else { return }
    let target = (isASCII ? grid.asciiOnly() : grid).resized(to: size)
    let isReset = painter.mustReset
    if isReset {
      painter.reset()
      forgetShown()
    }
    guard mustRepaint || cursor != shownCursor || target != shown else { return }
    for run in target.changes(since: shown) { paint(run, of: target) }
    if isReset { painter.endCompleteRedraw() }
    shown = target
    let marks = description.isXtermLike
    capture.redraw(
      begin: marks ? TerminalDescription.redrawBegin : "",
      end: marks ? TerminalDescription.redrawEnd : ""
    ) {
      if mustRepaint { clearok(cnc_curscr(), true) }
      placeCursor()
      wnoutrefresh(cnc_stdscr())
      doupdate()
    }
    mustRepaint = false
  }

  /// Forgets what the terminal shows.
  func forgetShown() {
    werase(cnc_stdscr())
    shown = CellGrid(size: size)
    mustRepaint = true
  }

  private func paint(_ run: CellRun, of grid: CellGrid) {
    line.removeAll(keepingCapacity: true)
    var style = grid[run.columns.lowerBound, run.row].style
    var paint = painter.paint(for: style)
    for column in run.columns {
      let cell = grid[column, run.row]
      if cell.isContinuation { continue }
      if cell.style != style {
        style = cell.style
        paint = painter.paint(for: style)
      }
      let scalar = cell.scalar
      let columns = cell.columns
      let isKnown = scalar.isASCII || Int(cnc_columns(wchar_t(scalar.value))) == columns
      if isKnown {
        line.append(cnc_cell(wchar_t(scalar.value), paint.attributes, paint.pair))
      } else {  // The C library disagrees about its width: the line would be shifted.
        let replacement = cnc_cell(wchar_t(UInt8(ascii: "?")), paint.attributes, paint.pair)
        line += repeatElement(replacement, count: columns)
      }
    }
    mvwadd_wchnstr(
      cnc_stdscr(), Int32(run.row), Int32(run.columns.lowerBound), line, Int32(line.count))
  }

  private func placeCursor() {
    let window = cnc_stdscr()
    let visible = cursor.flatMap { shown.bounds.contains($0) ? $0 : nil }
    if (visible == nil) != (shownCursor == nil) || mustRepaint {
      leaveok(window, visible == nil)
      curs_set(visible == nil ? 0 : 1)
    }
    if let visible { wmove(window, Int32(visible.row), Int32(visible.column)) }
    shownCursor = visible
  }
}
