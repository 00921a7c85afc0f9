import Script

/// What can be said at the prompt besides the verbs of the language. It is about the program, not
/// about the machine, and so never becomes a line of the session.
enum PromptWord: Equatable {
  /// Opens a file in place of the session, or without one lists what can be opened: `open`, `o`.
  case open(String?)
  /// Writes what is on the screen, or a run of steps, to a file: `export FILE [FIRST..LAST]`.
  case export(String)
  /// Ends the program: `q`, `quit`, `exit`.
  case quit
  /// Saves the session, without a file where it was saved last: `w`, `w FILE`.
  case write(String?)
  /// Saves it and then ends the program: `wq`, `wq FILE`.
  case writeAndQuit(String?)

  /// `nil` for what is a line of script: `w = alloc 8` gives a block the name w.
  init?(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let file = words.dropFirst().first?.trimmed ?? ""
    guard !file.hasPrefix("=") else { return nil }
    switch words.first.map({ $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }) {
    case "q" where file.isEmpty, "quit" where file.isEmpty,
      "exit" where file.isEmpty:
      self = .quit
    case "export" where !file.isEmpty: self = .export(file)
    case "open", "o": self = .open(file.isEmpty ? nil : file.unquoted)
    case "w": self = .write(file.isEmpty ? nil : file)
    case "wq": self = .writeAndQuit(file.isEmpty ? nil : file)
    default: return nil
    }
  }
}

extension String {
  /// The text between quotation marks, if it stands in such.
  fileprivate var unquoted: String {
    count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }

  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
