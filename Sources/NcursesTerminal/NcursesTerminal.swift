import CNcurses
public import CellGrid
import Glibc

/// The terminal of this process: shows grids and reads keys.
///
/// There is one at a time. It owns the screen, the signals that concern a full-screen program, and
/// standard error (kept back until the terminal is restored) from `init` to ``close()``. A crash
/// or an `exit` meanwhile leaves a clean terminal too.
@MainActor
public final class NcursesTerminal {
  /// Columns and rows; changes when ``TerminalInput/resized(_:)`` is returned.
  public internal(set) var size: GridSize
  /// How many colours are used.
  public let colors: ColorDepth
  /// Whether only ASCII characters are shown.
  public let isASCII: Bool

  let description: TerminalDescription
  let hasMouse: Bool
  var signals: SignalQueue
  var decoder: InputDecoder
  var queue: [TerminalInput] = []
  var lastRead = ContinuousClock.now
  var isContinueExpected = false
  /// Until when the answer about the background is waited for at the end; `nil` if none is awaited.
  var answerDue: ContinuousClock.Instant?
  var isOpen = true

  var capture: RedrawCapture
  var painter: StylePainter
  var shown: CellGrid
  var mustRepaint = false
  var cursor: GridPoint?
  var shownCursor: GridPoint?
  let screen: OpaquePointer
  var line: [cchar_t] = []

  /// Takes over the terminal.
  ///
  /// - Parameters:
  ///   - colors: how many colours to use; by default what `NO_COLOR`, `COLORTERM` and the terminfo
  ///     entry say. More than the entry has are only used if that is 24 bits.
  ///   - ascii: whether to show ASCII only; by default if the locale is not UTF-8.
  ///   - mouse: whether to ask for the mouse. The terminal's own selection then needs Shift.
  public init(
    colors: ColorDepth? = nil, ascii: Bool? = nil, mouse: Bool = true
  ) throws(TerminalError) {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO] where isatty(descriptor) == 0 {
      throw .notATerminal(descriptor: descriptor)
    }
    let environment = Self.environment()
    description = try TerminalDescription(name: environment["TERM"])
    let isUTF8 = TerminalLocale.adopt(environment: environment, forcingUTF8: ascii == false)
    isASCII = ascii ?? !isUTF8
    self.colors = Self.depth(colors, environment, description.colors)
    hasMouse = mouse && description.isXtermLike
    decoder = InputDecoder(terminfoKeys: description.keys)
    painter = StylePainter(depth: self.colors)
    capture = try RedrawCapture(terminal: STDOUT_FILENO)
    signals = try SignalQueue()
    guard Self.guardTerminal(description.undo) else {
      signals.close()
      throw .systemCall(name: "tcgetattr", errno: errno)
    }
    guard let screen = Self.newScreen(description, self.colors, capture.descriptor) else {
      cnc_unguard()
      signals.close()
      throw .unknownTerminal(name: description.name)
    }
    self.screen = screen
    size = GridSize(columns: Int(getmaxx(cnc_stdscr())), rows: Int(getmaxy(cnc_stdscr())))
    shown = CellGrid(size: size)
    Self.prepareScreen(self.colors)
    setModes()
  }

  /// Where to show the cursor from the next ``present(_:)`` on; nowhere at first.
  public func showCursor(at point: GridPoint?) { cursor = point }

  /// Stops the program as Control-Z does elsewhere, and repaints when it is continued;
  /// ``TerminalInput/resumed`` is then the next input.
  public func suspend() { suspend(wholeJob: true) }

  /// Restores the terminal and shows what was written to standard error. Does nothing the second
  /// time.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    leave()
    delscreen(screen)
    capture.close()
    signals.close()
  }

  /// Gives the terminal back to the shell, for a while or for good.
  func leave() {
    drainAnswer()
    if description.isXtermLike {
      RedrawCapture.write(Array(TerminalDescription.modesOff.utf8), to: STDOUT_FILENO)
    }
    endwin()
    cnc_unguard()
  }

  /// Takes it over again.
  func enter() {
    _ = Self.guardTerminal(description.undo)
    reset_prog_mode()  // ncurses does so in a redraw, when its descriptor is no terminal
    setModes()
    mustRepaint = true
  }

  private func setModes() {
    guard description.isXtermLike else { return }
    let modes = (hasMouse ? TerminalDescription.mouseOn : "") + TerminalDescription.pasteOn
    RedrawCapture.write(Array(modes.utf8), to: STDOUT_FILENO)
  }
}

extension NcursesTerminal {
  private static func environment() -> [String: String] {
    let names = ["TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"]
    return names.reduce(into: [:]) { $0[$1] = getenv($1).map { String(cString: $0) } }
  }

  private static func depth(
    _ wanted: ColorDepth?, _ environment: [String: String], _ terminfoColors: Int
  ) -> ColorDepth {
    guard let wanted else {
      return .detected(environment: environment, terminfoColors: terminfoColors)
    }
    if wanted == .trueColor { return terminfoColors < 8 ? .none : wanted }
    return min(wanted, .deepest(terminfoColors: terminfoColors))
  }

  private static func guardTerminal(_ undo: String) -> Bool {
    cnc_guard(STDIN_FILENO, undo, undo.utf8.count, isatty(STDERR_FILENO)) == 0
  }

  /// Starts ncurses, with an entry of our own if the terminal has more colours than its entry.
  private static func newScreen(
    _ description: TerminalDescription, _ colors: ColorDepth, _ output: Int32
  ) -> OpaquePointer? {
    let needsEntry = colors == .trueColor && description.colors <= 256
    let database = getenv("TERMINFO").map { String(cString: $0) }
    if needsEntry {
      setenv("TERMINFO", DirectColorEntry(name: description.name).hexadecimal, 1)
    }
    defer {
      if needsEntry {
        if let database { setenv("TERMINFO", database, 1) } else { unsetenv("TERMINFO") }
      }
    }
    return newterm(description.name, fdopen(output, "w"), fdopen(STDIN_FILENO, "r"))
  }

  private static func prepareScreen(_ colors: ColorDepth) {
    set_escdelay(25)
    typeahead(-1)
    raw()
    noecho()
    nonl()
    keypad(cnc_stdscr(), true)
    leaveok(cnc_stdscr(), true)
    curs_set(0)
    if colors != .none {
      start_color()
      use_default_colors()
    }
  }
}
