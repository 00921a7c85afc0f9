import CellGrid
import Interface
import Lessons
import Script
import Session

/// A lesson line by line, from standard input to standard output.
enum LinearDriver {
  /// Runs until the reader leaves or the input ends.
  static func run(_ player: LessonPlayer) {
    let progress = ProgressFile()
    var lesson = LinearLesson(
      player,
      parse: { session, line throws(ScriptError) in
        try session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load)
      },
      show: { request, session in
        switch request.view {
        case .tlb, .stats, .why, .machine: return Report.lines(request.view, of: session)
        case .frames, .tables, .heap, .hex, .events:
          let grid = drawing(of: request, session, GridSize(columns: 78, rows: 24))
          return grid.asciiOnly().text.split(separator: "\n").map(String.init)
        }
      })
    for line in lesson.begin() { Console.print(Console.harmless(line)) }
    var kept = player.progress
    while !lesson.isOver, let line = readLine() {
      for answer in lesson.take(line) { Console.print(Console.harmless(answer)) }
      guard lesson.player.progress != kept else { continue }
      kept = lesson.player.progress
      if let problem = progress.write(kept) { Console.error(problem) }
    }
  }
}
