public import Script

/// Takes commands of the language where plain lines are read.
public struct LinearPrompt {
  /// How a line that is a command is understood.
  public typealias Parse = (inout Session, String) throws(ScriptError) -> ScriptLine?
  /// The lines of a view that a command asks to show.
  public typealias Show = (ShowRequest, Session) -> [String]
  /// Writes a text to a file, or over one; returns what is to be said.
  public typealias Save = (String, _ path: String, _ isReplacing: Bool) -> String

  private let parse: Parse
  private let show: Show
  private let save: Save

  /// A prompt that reaches files, maps and traces by what it is given.
  public init(parse: @escaping Parse, show: @escaping Show, save: @escaping Save) {
    (self.parse, self.show, self.save) = (parse, show, save)
  }

  /// What came of a line.
  public enum Answer {
    /// It says nothing.
    case nothing
    /// It was refused, with what there is to read.
    case refused([String])
    /// It was carried out, with what there is to read beside the step.
    case done(Statement, [String])
  }

  /// Carries out a line on a session. What `excuse` has something to say against is not done.
  public func carryOut(
    _ text: String, on session: inout Session, unless excuse: (Statement) -> String? = { _ in nil }
  ) -> Answer {
    do throws(ScriptError) {
      guard let line = try parse(&session, text) else { return .nothing }
      if let reason = excuse(line.statement) { return .refused([reason]) }
      return carryOut(line, on: &session)
    } catch {
      return .refused(["\(error.message)."])
    }
  }

  private func carryOut(_ line: ScriptLine, on session: inout Session) -> Answer {
    let response: Response
    do throws(SessionError) {
      response = try session.execute(line.statement, comment: line.comment)
    } catch {
      return .refused(["\(error.message(names: session.names))."])
    }
    switch response {
    case .done: return .done(line.statement, [])
    case .show(let request):
      return .done(line.statement, show(request, session).flatMap(PlainText.fitted))
    case .report(_, let lines):
      return .done(line.statement, lines.map(PlainText.undrawn).flatMap(PlainText.fitted))
    case .help(let verb):
      let lines = verb.map { HelpText.lines(for: $0, width: 76) } ?? []
      return .done(line.statement, lines.isEmpty ? HelpText.overview(width: 76) : lines)
    case .save(let path, let text, let isReplacing):
      return .done(line.statement, [save(text, path, isReplacing)])
    case .crash: fatalError("the script command crash ends the program")
    }
  }
}
