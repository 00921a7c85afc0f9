import Script
import Simulation

/// The command that was refused last.
struct RefusedLine: Sendable {
  /// Why, as `expect error` calls it.
  let word: String
  /// The command as a line of a script.
  let line: String
}

extension Session {
  /// The session as a text that `memwalk run` carries out.
  public var scriptText: String {
    ([LanguageVersion.line] + script + unwrittenLines).map { $0 + "\n" }.joined()
  }

  /// Starts the script with what the session was built from.
  public mutating func record(_ lines: [String]) {
    writeOut()
    script += lines
  }

  /// Notes a statement that was carried out, with its comment. A statement that only looks leaves no
  /// line, but its comment does.
  mutating func record(_ statement: Statement, comment: String? = nil) {
    switch statement {
    case .show(let request) where request.movesAlong:
      if let comment { record(line: .comment(comment)) }
      return recordPlace()
    case .show, .help, .diff, .save, .crash:
      if let comment { record(line: .comment(comment)) }
      return
    case .goto, .find, .extreme, .writer, .touch, .diffFirst:
      if let comment { record(line: .comment(comment)) }
      return recordPlace()
    case .expect(.error):
      writeOut()
      // A script that a refusal does not end says which one it is.
      if let refusal { script.append(refusal.line) }
      let line = Printer.text(statement, names: names)
      // That memory ran out is noted without being asked for.
      if script.last != line || comment != nil { record(line: statement, comment) }
    case .command, .boot, .expect, .bookmark, .note, .direction, .comment, .branch, .instead,
      .other, .replay:
      record(line: statement, comment)
    }
    if case .comment = statement { return }
    refusal = nil
    switch statement {
    case .command, .instead(.some):
      guard case .heap(.outOfMemory) = outcome else { return }
      // A script that runs out of memory has failed, unless it says that it knows.
      record(line: .expect(.error("out-of-memory")))
    // Where the other run has come to depends on how long the user has waited.
    case .other: recordPlace()
    case .boot, .show, .expect, .bookmark, .note, .direction, .comment, .find, .extreme, .goto,
      .writer, .touch,
      .branch,
      .instead(nil), .diff, .diffFirst, .replay, .save, .crash, .help:
      break
    }
  }

  /// Notes the step that is looked at. Of places behind one another only the last counts.
  public mutating func recordPlace() {
    writeOut()
    if script.last?.hasPrefix("goto ") == true { script.removeLast() }
    record(line: .goto(Destination(step: stepNumber)))
  }

  /// Notes why a statement came to nothing.
  mutating func note(_ error: SessionError, of statement: Statement) {
    guard case .refused(let reason) = error else { return }
    refusal = RefusedLine(word: reason.word, line: Printer.text(statement, names: names))
  }

  /// Writes what was carried out since the last time as lines of the script. A long script that
  /// nobody saves is never written.
  mutating func writeOut() {
    script += unwrittenLines
    unwritten = []
  }

  private var unwrittenLines: [String] {
    unwritten.map { statement, comment in
      let line = Printer.text(statement, names: names)
      return comment.map { "\(line)  #\($0)" } ?? line
    }
  }

  private mutating func record(line statement: Statement, _ comment: String? = nil) {
    unwritten.append((statement, comment))
    if attention > .outcomes { writeOut() }
  }
}

extension ShowRequest {
  /// Whether it goes to a step, which is then where the session is.
  fileprivate var movesAlong: Bool { if case .step = place { true } else { false } }
}
