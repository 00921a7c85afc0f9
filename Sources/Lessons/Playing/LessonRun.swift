public import Script
import Session
import Simulation

/// All that happens in a lesson, in order: its commands carried out, with a stop at each moment that
/// its reader looks at.
public struct LessonRun: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The stops. There is one for each page at least.
  public private(set) var stops: [LessonStop] = []
  /// What went wrong with its commands.
  public private(set) var mistakes: [LessonMistake] = []

  /// A lesson that stops more often than anybody reads. Each stop has a session of its own.
  private static let stopLimit = 1_000
  /// So many accesses of a step are walked through one by one; of a step with more, none.
  private static let accessLimit = 64

  private var run: ScriptRun
  private var staging = Staging()
  /// What is looked at before the first command.
  private let beginning: Session?
  private var lineCount = 0

  /// Carries a lesson out. O(its steps).
  public init(_ lesson: Lesson, concurrency: Int = 1) {
    self.lesson = lesson
    let lines: [ScriptLine] = lesson.pages.flatMap(\.items).flatMap { item in
      if case .commands(let block) = item { block.lines } else { [ScriptLine]() }
    }
    var description = MachineDescription()
    if case .command(.boot(.machine(let described)))? = lines.first?.statement {
      description = described
    }
    beginning = (try? Timeline(description)).map { Session(title: lesson.title, timeline: $0) }
    run = ScriptRun(title: lesson.title, script: lines, scope: lesson.scope)
    run.concurrency = concurrency
    for (page, content) in lesson.pages.enumerated() { play(content, number: page) }
  }

  /// Carries a page out.
  private mutating func play(_ page: LessonPage, number: Int) {
    // What is set up at the start of a page has happened when it is seen.
    let first = page.items.firstIndex { !$0.isText && !$0.isSetup } ?? page.items.count
    for case .commands(let block) in page.items[..<first] { setUp(block) }
    stop(.page, page: number, item: -1, reached: first)
    for (place, item) in page.items.enumerated().dropFirst(first) {
      // Up to the next thing that stops, there is text to read at this stop.
      let next = page.items[(place + 1)...].firstIndex { !$0.isText } ?? page.items.count
      switch item {
      case .text: break
      case .commands(let block) where block.mode == .setup: setUp(block)
      case .commands(let block): play(block, page: number, at: place)
      case .question(let question): stop(.question(question), page: number, item: place)
      case .attempt(let attempt): stop(.attempt(attempt), page: number, item: place)
      }
      if !item.isText, let last = stops.indices.last, !stops[last].isOpen {
        stops[last].reached = max(stops[last].reached, next)
      }
    }
    // What stands below something to try is read behind it.
    if let last = stops.last, last.isOpen, last.reached < page.items.count {
      stop(.pause, page: number, item: page.items.count - 1)
    }
  }

  private mutating func setUp(_ block: CommandBlock) {
    for line in block.lines {
      if case .direction(let direction) = line.statement {
        staging.follow(direction)
      } else {
        staging.goOn()
      }
      _ = carryOut(line)
    }
  }

  private mutating func play(_ block: CommandBlock, page: Int, at place: Int) {
    for (index, line) in block.lines.enumerated() {
      if case .direction(let direction) = line.statement {
        _ = carryOut(line)
        staging.follow(direction)
        // What is shown behind a question must not be seen beside it.
        if direction == .pause || stops.last?.isOpen != false {
          stop(.pause, page: page, item: place, linesDone: index + 1)
        } else if let last = stops.indices.last {
          stops[last].staging = staging
        }
        continue
      }
      guard stops.count < Self.stopLimit else {
        if mistakes.isEmpty {
          mistakes.append(
            LessonMistake(
              "a lesson has at most \(NumberText.count(Self.stopLimit)) steps, accesses and questions; what is not"
                + " looked at runs in a block ```memwalk setup", line: line.position.line))
        }
        return
      }
      guard carryOut(line), line.statement.isSeen else { continue }
      staging.goOn()
      if block.mode == .into { stopAtAccesses(linesDone: index, page: page, item: place) }
      stop(.step, page: page, item: place, linesDone: index + 1)
    }
  }

  /// The accesses of the step that was made last.
  private mutating func stopAtAccesses(linesDone: Int, page: Int, item: Int) {
    guard var session = run.session, (1...Self.accessLimit).contains(session.accessCount)
    else { return }
    session.stepIntoThis()
    while session.access != nil {
      stops.append(
        LessonStop(
          page: page, item: item, reached: item + 1, linesDone: linesDone, kind: .access,
          session: session, staging: staging))
      session.stepInto()
    }
  }

  private mutating func stop(
    _ kind: LessonStop.Kind, page: Int, item: Int, reached: Int? = nil, linesDone: Int = 0
  ) {
    guard let session = run.session ?? beginning else { return }
    stops.append(
      LessonStop(
        page: page, item: item, reached: reached ?? item + 1, linesDone: linesDone, kind: kind,
        session: session, staging: staging))
  }

  /// Carries out the next line; false if it was refused.
  private mutating func carryOut(_ line: ScriptLine) -> Bool {
    lineCount += 1
    var wasRefused = false
    let before = run.session.map { ($0.branchNumber, $0.timeline.end) }
    while run.position < lineCount {
      do {
        guard try run.next() != nil else { break }
      } catch {
        let names = run.session?.names ?? lesson.scope.names
        let argument = error.error.argument(of: error.line.statement, names: names)
        mistakes.append(
          LessonMistake(error.line.error(error.error.message(names: names), at: argument)))
        wasRefused = true
      }
    }
    // A command that was refused as the line behind it expects has made no step either.
    if case .command = line.statement, let before, let session = run.session,
      before == (session.branchNumber, session.timeline.end)
    {
      return false
    }
    return !wasRefused
  }
}

extension LessonItem {
  /// Whether it is carried out unseen.
  fileprivate var isSetup: Bool {
    if case .commands(let block) = self { block.mode == .setup } else { false }
  }
}

extension LessonStop {
  /// Whether something is asked of the reader, so that nothing behind it may be seen.
  var isOpen: Bool {
    switch kind {
    case .question, .attempt: true
    case .page, .step, .access, .pause: false
    }
  }
}

extension Statement {
  /// Whether there is something to see behind it, so that a lesson stops there.
  public var isSeen: Bool {
    switch self {
    case .command, .boot, .find, .extreme, .goto, .writer, .touch, .branch, .instead, .other,
      .diffFirst, .replay:
      true
    case .show, .expect, .bookmark, .note, .direction, .comment, .diff, .save, .crash, .help: false
    }
  }
}
