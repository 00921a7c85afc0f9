import CNcurses
import CellGrid

/// What the terminfo entry says of a terminal, as far as ncurses does not look after it.
struct TerminalDescription {
  /// The value of `TERM`.
  let name: String
  /// The colours of the entry, 0 for none.
  let colors: Int
  /// Whether it has a mouse as xterm does, and with it paste marks and synchronized redraws; others
  /// are not sent sequences that they might show.
  let isXtermLike: Bool
  /// Whether it can be asked for its background; those that have no such question might show it.
  var tellsBackground: Bool {
    isXtermLike && !["linux", "dumb", "vt100"].contains { name.hasPrefix($0) }
  }
  /// What it sends for keys.
  let keys: [[UInt8]: Key]
  /// What puts it back without ncurses: after a crash.
  let undo: String

  /// Looks up the entry.
  init(name: String?) throws(TerminalError) {
    guard let name, !name.isEmpty, cnc_find_terminal(name, STDOUT_FILENO) != 0 else {
      throw .unknownTerminal(name: name?.isEmpty == true ? nil : name)
    }
    guard Self.string("cup") != nil else { throw .noCursorPlacement(name: name) }
    self.name = name
    colors = max(0, Int(cnc_number_capability("colors")))
    isXtermLike = Self.string("kmous") != nil
    var keys: [[UInt8]: Key] = [:]
    for (capability, key) in Self.keyCapabilities {
      if let sequence = Self.string(capability) { keys[Array(sequence.utf8)] = key }
    }
    self.keys = keys
    let leave = Self.string("rmcup") ?? "\r\n"
    undo =
      (isXtermLike ? Self.modesOff : "")
      + ["sgr0", "rmkx", "cnorm"].compactMap(Self.string).joined() + leave
  }

  /// Mouse: presses, releases and drags (1002), as numbers (1006).
  static let mouseOn = "\u{1b}[?1002h\u{1b}[?1006h"
  /// Bracketed paste.
  static let pasteOn = "\u{1b}[?2004h"
  /// Ends synchronized redraw, mouse and paste.
  static let modesOff = "\u{1b}[?2026l\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?2004l"
  /// The terminal shows what comes between these two at once.
  static let redrawBegin = "\u{1b}[?2026h"
  /// The end of that.
  static let redrawEnd = "\u{1b}[?2026l"

  /// A string without the delays that a serial line once needed.
  private static func string(_ capability: String) -> String? {
    guard let value = cnc_string_capability(capability) else { return nil }
    var text = ""
    var rest = String(cString: value)[...]
    while let delay = rest.firstRange(of: "$<"),
      let end = rest[delay.upperBound...].firstIndex(of: ">")
    {
      text += rest[..<delay.lowerBound]
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  private static let keyCapabilities: [(String, Key)] =
    [
      ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
      ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
      ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kent", Key(.enter)),
      ("kcbt", Key(.backTab)), ("kbs", Key(.backspace)), ("kri", Key(.up, .shift)),
      ("kind", Key(.down, .shift)), ("kLFT", Key(.left, .shift)), ("kRIT", Key(.right, .shift)),
      ("kHOM", Key(.home, .shift)), ("kEND", Key(.end, .shift)), ("kDC", Key(.delete, .shift)),
      ("kIC", Key(.insert, .shift)), ("kPRV", Key(.pageUp, .shift)),
      ("kNXT", Key(.pageDown, .shift)),
    ] + (1...20).map { ("kf\($0)", Key(.function($0))) }
}
