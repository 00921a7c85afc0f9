import Script

/// What can be said at the prompt besides the verbs of the language. It is about the program, not
/// about the machine, and so never becomes a line of the session.
enum PromptWord: Equatable {
  /// What the words are called, what stands behind them, and what they do: for the help.
  static let table: [(words: [String], operand: String, summary: String)] = [
    (["open", "o"], "[FILE]", "opens a file, or lists what can be opened; Tab completes"),
    (
      ["export"], "FILE [FIRST..LAST] [force]",
      "writes the screen (.txt .ansi .svg), or the steps of a run (.html .cast, .svg that moves)"
    ),
    (["w"], "[FILE]", "saves the session as a script, without FILE where it was saved last"),
    (["wq"], "[FILE]", "saves it and ends the program"),
    (["q", "quit", "exit"], "", "ends the program; the journal has kept the session"),
  ]

  /// Shows what one of them is for.
  case help(String)
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

  /// What the help says of a word.
  static func lines(for word: String) -> [String] {
    table.filter { $0.words.contains(word) }.flatMap { row in
      [row.words.joined(separator: ", ") + " " + row.operand, "    " + row.summary]
    }
  }

  /// `nil` for what is a line of script: `w = alloc 8` gives a block the name w.
  init?(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let file = words.dropFirst().first?.trimmed ?? ""
    guard !file.hasPrefix("=") else { return nil }
    switch words.first.map({ $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }) {
    case "q" where file.isEmpty, "quit" where file.isEmpty,
      "exit" where file.isEmpty:
      self = .quit
    case "help" where Self.table.contains { $0.words.contains(file) }: self = .help(file)
    case "export": self = .export(file)
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
