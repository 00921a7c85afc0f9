/// Why a terminal cannot be used.
public enum TerminalError: Error, Equatable, Sendable {
  /// Standard input or output is not a terminal.
  case notATerminal(descriptor: Int32)
  /// `TERM` is unset or names a terminal that the terminfo database does not have.
  case unknownTerminal(name: String?)
  /// The terminal cannot place its cursor, so it cannot show a screen.
  case noCursorPlacement(name: String)
  /// A system call failed.
  case systemCall(name: String, errno: Int32)
}

extension TerminalError: CustomStringConvertible {
  /// A sentence for the user.
  public var description: String {
    switch self {
    case .notATerminal(let descriptor):
      let name = descriptor == 0 ? "standard input" : "standard output"
      return "\(name) is not a terminal"
    case .unknownTerminal(nil):
      return "TERM is not set: the kind of terminal is unknown"
    case .unknownTerminal(let name?):
      return "no terminfo entry for TERM=\(name) (is ncurses-term installed?)"
    case .noCursorPlacement(let name):
      return "TERM=\(name) cannot place the cursor, which a full-screen program needs"
    case .systemCall(let name, let errno):
      return "\(name) failed with error \(errno)"
    }
  }
}
