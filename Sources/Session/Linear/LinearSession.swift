import Narration
import Script
import Simulation

/// A session in plain lines: no cursor moves, nothing is drawn. It reads lines, not keys.
public struct LinearSession: LinearReader {
  /// The session.
  public private(set) var session: Session
  /// Whether the reader has left.
  public private(set) var isOver = false

  private let prompt: LinearPrompt
  /// The point of a command that was typed and is still looked at.
  private var carriedOut: Int?

  /// A session at the point that is to be read first.
  public init(_ session: Session, _ prompt: LinearPrompt) {
    self.session = session
    self.prompt = prompt
  }

  /// What stands at the beginning.
  public mutating func begin() -> [String] {
    let steps = Phrase.count(UInt64(max(0, session.lastStepNumber)), "step")
    return ["\(session.title): \(steps)"] + Self.keys.map { "  \($0)" } + [""] + tell()
  }

  /// What the lines do that a reader types.
  private static let keys = [
    "Enter or n: next step · b: back · i: into the step, an access at a time",
    "goto STEP · find CONDITION · any command of the language, help lists them",
    "?: this · q: leave",
  ]

  /// Does what a line says; returns what there is to read then.
  public mutating func take(_ line: String) -> [String] {
    let (point, written) = (session.timeline.point, session.script.count)
    defer { recordPlace(from: point, behind: written) }
    switch line.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
    case "", "n":
      guard !session.isAtEnd else { return ["This is the last step."] }
      session.stepForward()
      return tell()
    case "b":
      guard session.timeline.point > 0 else { return ["This is the beginning."] }
      session.stepBack()
      return tell()
    case "i": return goInto()
    case "?": return Self.keys
    case "q", "quit", "exit":
      isOver = true
      return []
    case let command: return carryOut(command)
    }
  }

  /// Into the next step, or into the one that was made by a command just now.
  private mutating func goInto() -> [String] {
    if session.access == nil, carriedOut == session.timeline.point {
      session.stepIntoThis()
      if session.access != nil { return tell() }
    }
    guard !session.isAtEnd else { return ["This is the last step."] }
    let point = session.timeline.point
    session.stepInto()
    let isWhole = session.timeline.point != point && session.access == nil
    return (isWhole ? ["The step reads and writes nothing that could be looked into."] : [])
      + tell()
  }

  private mutating func carryOut(_ line: String) -> [String] {
    let (point, branches) = (session.timeline.point, session.otherBranches.count)
    switch prompt.carryOut(line, on: &session) {
    case .nothing: return []
    case .refused(let lines): return lines
    case .done(let statement, let lines):
      let hasLeft = session.otherBranches.count > branches
      let remark = hasLeft ? ["This is a branch now: other goes back to the run."] : []
      if case .command = statement { carriedOut = session.timeline.point }
      let isTold = session.timeline.point != point || statement.goesSomewhere
      guard isTold || lines.isEmpty else { return lines }
      return remark + (isTold || hasLeft ? tell() : ["Done."]) + lines
    }
  }

  /// Where the reader has gone to becomes a line of the session's script.
  private mutating func recordPlace(from point: Int, behind written: Int) {
    guard session.timeline.point != point else { return }
    let isRecorded = session.script.dropFirst(written).contains { !$0.hasPrefix("#") }
    if !isRecorded { session.recordPlace() }
  }
}

/// What there is to read.
extension LinearSession {
  private func tell() -> [String] {
    guard let step = session.timeline.step else {
      return ["The machine has just been switched on."]
    }
    if session.stepNumber == 0, session.access == nil, case .boot(.stage(.handover)) = step.command
    {
      let machine = session.snapshot.machine
      return ["\(place): booted"] + PlainText.wrapped(MachineText.sentence(machine), lead: "  ")
        + remarks
    }
    let separator = session.access == nil ? ": " : ", "
    return PlainText.step(of: session, place: place + separator)
      + PlainText.trouble(of: session) + remarks
  }

  /// The step's number of how many, or that of the boot's stage.
  private var place: String {
    let setup = session.timeline.setupCount
    guard session.stepNumber >= 0 else {
      return "boot \(NumberText.count(session.timeline.point)) of \(NumberText.count(setup))"
    }
    return "step \(NumberText.count(session.stepNumber)) of "
      + NumberText.count(session.lastStepNumber)
  }

  /// The notes and directions of the point, its mark, and what of the step is not recorded.
  private var remarks: [String] {
    guard session.access == nil else { return [] }
    let point = session.timeline.point
    let marks = session.bookmarks.filter { $0.point == point }.map { "Mark: \($0.text)" }
    let notes = (session.notes[point] ?? []).map { "Note: \($0)" }
    let directions = (session.directions[point] ?? []).map {
      "(\(Printer.text(.direction($0), names: session.names)))"
    }
    return (marks + notes + directions).flatMap { PlainText.wrapped($0, lead: "  ") }
  }
}

extension Statement {
  /// Whether it is about a step, which is told even if it is the one that was told last.
  fileprivate var goesSomewhere: Bool {
    switch self {
    case .command, .boot, .find, .extreme, .goto, .writer, .touch, .branch, .instead, .other,
      .replay:
      true
    case .show, .expect, .bookmark, .note, .direction, .comment, .diff, .diffFirst, .save, .crash,
      .help:
      false
    }
  }
}
