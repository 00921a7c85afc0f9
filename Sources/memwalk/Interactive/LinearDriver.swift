import CellGrid
import Glibc
import Interface
import Lessons
import Script
import Session
import Traces

/// Lessons and sessions line by line, from standard input to standard output.
enum LinearDriver {
  /// Runs until the reader leaves or the input ends. A trace is read as a whole first.
  static func run(_ opening: Opening) throws {
    switch opening.content {
    case .lesson(let player): run(player)
    case .session(var session):
      if let loading = opening.loading {
        try TraceLoader.finish(loading)
        session.extend(to: loading.commands, slotCount: loading.slotCount, isGrowing: false)
        for notice in loading.notices { Console.error("\(session.title): \(notice)") }
      }
      run(session, opening)
    }
  }

  private static func run(_ player: LessonPlayer) {
    let progress = ProgressFile()
    var lesson = LinearLesson(player, prompt)
    var kept = player.progress
    read(&lesson) { lesson in
      guard lesson.player.progress != kept else { return }
      kept = lesson.player.progress
      if let problem = progress.write(kept) { Console.error(problem) }
    }
  }

  private static func run(_ session: Session, _ opening: Opening) {
    let journal = opening.journal ?? Journal(beginningWith: session)
    var reader = LinearSession(session, prompt)
    for line in opening.lines { _ = reader.take(line) }
    if let message = opening.message { Console.error(message) }
    read(&reader) { reader in
      if let problem = journal.update(reader.session.script) { Console.error(problem) }
      journal.sync()
    }
  }

  private static func read<Reader: LinearReader>(
    _ reader: inout Reader, afterEach: (Reader) -> Void
  ) {
    for line in reader.begin() { Console.print(Console.harmless(line)) }
    while !reader.isOver, let line = readLine() {
      for answer in reader.take(line) { Console.print(Console.harmless(answer)) }
      afterEach(reader)
    }
  }

  private static var prompt: LinearPrompt {
    LinearPrompt(
      parse: { session, line throws(ScriptError) in
        try session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load)
      },
      show: { request, session in
        switch request.view {
        case .tlb, .stats, .why, .machine:
          return Report.lines(request.view, of: session).map(PlainText.undrawn)
        case .frames, .tables, .heap, .hex, .events:
          let grid = drawing(of: request, session, GridSize(columns: 78, rows: 24))
          return grid.asciiOnly().text.split(separator: "\n").map(String.init)
        }
      },
      save: { text, path, isReplacing in
        do throws(Failure) {
          try NewFile.write(text, to: path, replacing: isReplacing)
          return "Saved to \(path)."
        } catch {
          return error.message
        }
      })
  }
}
