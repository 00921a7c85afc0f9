import ArgumentParser
import CellGrid
import Interface
import Lessons

extension LessonCommand {
  /// `memwalk lesson export FILE`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a lesson as a page for a browser, or one of its screens as a drawing.")

    @ArgumentParser.Argument(
      help: "The lesson's file, or the name of one that comes with memwalk.", completion: .lesson)
    var file: String

    @Option(
      help: """
        html: a page with a picture a step and the questions folded; text, ansi or svg: the screen \
        at the end of a page.
        """)
    var format = PictureFormat.html

    @Option(help: "The page whose screen is printed.")
    var page = 1

    @Option(help: "Columns and rows of the pictures, as 100x30.")
    var size = "100x30"

    func run() throws {
      guard let size = Run.gridSize(size) else {
        throw Failure.input("--size: \(self.size) is no size; columns and rows are 100x30")
      }
      let run = try LessonLoader.run(file)
      guard format != .html else {
        return Console.write(Array(LessonHTML(run, size: size).text.utf8))
      }
      guard (1...run.lesson.pages.count).contains(page) else {
        throw Failure.input("--page: the lesson has pages 1 to \(run.lesson.pages.count)")
      }
      Console.print(RunOutput(format: format, title: file).picture(of: screen(of: run, size)))
    }

    /// The screen where a reader is who has come to the end of the page.
    private func screen(of run: LessonRun, _ size: GridSize) -> CellGrid {
      var player = LessonPlayer(run)
      player.turnPage(page - 1)
      while !player.isAtEnd, run.stops[player.place + 1].page == page - 1 {
        if player.openQuestion != nil { player.showAnswer() } else { player.next() }
      }
      return picture(of: player, size: size)
    }
  }
}
