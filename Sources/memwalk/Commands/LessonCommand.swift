import ArgumentParser
import Assets
import CellGrid
import Interface
import Lessons
import Script
import Session

/// `memwalk lesson`: guided walks with questions that the machine answers.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Take a lesson, or write one.",
    discussion: """
      memwalk lesson lists the lessons that come with it, memwalk lesson NAME begins one, and so \
      does the path of a file. What you answer is kept in $XDG_STATE_HOME/memwalk, or \
      ~/.local/state/memwalk, and leaves the machine in no way.
      """,
    subcommands: [Play.self, Check.self, New.self, Reset.self, Export.self],
    defaultSubcommand: Play.self)

  /// `memwalk lesson [NAME]`.
  struct Play: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "play", abstract: "List the lessons, or begin one.", shouldDisplay: false)

    @ArgumentParser.Argument(
      help: "The lesson's name, or its file; without it they are listed.", completion: .lesson)
    var name: String?

    @Flag(help: "List the lessons as JSON.")
    var json = false

    @OptionGroup var display: DisplayOptions

    func validate() throws {
      if json, name != nil {
        throw ValidationError("--json lists the lessons: leave out \(name!).")
      }
    }

    func run() throws {
      guard let name else { return try LessonCommand.list(json: json) }
      try LessonCommand.open(name, display)
    }
  }

  /// `memwalk lesson check FILE`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find what is wrong with a lesson: FILE:LINE:COLUMN: message.",
      discussion: "Exit status: 0 without a mistake, 1 with some, 2 if the file cannot be read.")

    @ArgumentParser.Argument(
      help: "The lesson's file, or the name of one that comes with memwalk.", completion: .lesson)
    var file: String

    @Flag(help: "Print the mistakes as a JSON array.")
    var json = false

    func run() throws {
      let text = try LessonLoader.text(of: file)
      let mistakes = Self.mistakes(in: text, named: file)
      if mistakes.isEmpty { Console.error("\(file): no mistakes") }
      if json {
        Console.print(
          JSONText.array(
            mistakes.map { mistake in
              JSONText.object([
                ("file", JSONText.string(file)), ("line", "\(mistake.line)"),
                ("column", "\(mistake.column)"), ("message", JSONText.string(mistake.message)),
              ])
            }))
      } else {
        for line in LessonLoader.lines(mistakes, in: file) { Console.print(Console.harmless(line)) }
      }
      guard mistakes.isEmpty else { throw Failure.run("") }
    }

    private static func mistakes(in text: String, named name: String) -> [LessonMistake] {
      do throws(LessonMistakes) {
        let lesson = try LessonLoader.read(text, named: name)
        return LessonCheck.mistakes(in: LessonRun(lesson, concurrency: Processors.count))
      } catch {
        return error.list
      }
    }
  }

  /// `memwalk lesson new NAME`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the beginning of a lesson to NAME.md, to go on with.")

    @ArgumentParser.Argument(help: "What the lesson is called; its file gets the ending .md.")
    var name: String

    func run() throws {
      let path = name.hasSuffix(".md") ? name : name + ".md"
      let title = path.split(separator: "/").last.map { String($0.dropLast(3)) } ?? "lesson"
      try NewFile.write(LessonTemplate.text(title: title), to: path)
      Console.print("\(path) is written; memwalk lesson \(path) begins it,")
      Console.print("memwalk lesson check \(path) finds mistakes.")
    }
  }

  /// `memwalk lesson reset [NAME]`.
  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Forget what was answered in a lesson, or in all that come with memwalk.")

    @ArgumentParser.Argument(help: "The lesson's name, or its file.", completion: .lesson)
    var name: String?

    func run() throws {
      let lessons = try (name.map { [$0] } ?? Assets.lessonNames).map {
        try LessonLoader.lesson($0)
      }
      try ProgressFile().reset(lessons)
      Console.print(
        lessons.count == 1 ? "Nothing is answered in \(lessons[0].title)." : "Nothing is answered.")
    }
  }
}

extension LessonCommand {
  /// Lists the lessons that come with memwalk.
  private static func list(json: Bool) throws {
    let progress = ProgressFile().read()
    let lessons = try Assets.lessonNames.map { try LessonLoader.lesson($0) }
    if json {
      return Console.print(
        JSONText.array(
          lessons.map { lesson in
            JSONText.object([
              ("name", JSONText.string(lesson.name)), ("title", JSONText.string(lesson.title)),
              ("minutes", lesson.minutes.map(String.init) ?? "null"),
              ("pages", "\(lesson.pages.count)"), ("questions", "\(lesson.questions.count)"),
              ("answered", "\(progress.answered(in: lesson))"),
            ])
          }))
    }
    let names = lessons.map(\.name.count).max() ?? 0
    let titles = lessons.map(\.title.count).max() ?? 0
    for lesson in lessons {
      let minutes = lesson.minutes.map { "\($0) min" } ?? ""
      Console.print(
        lesson.name.padded(to: names + 2) + lesson.title.padded(to: titles + 2)
          + minutes.paddedLeft(to: 6) + "  answered \(progress.answered(in: lesson)) of "
          + "\(lesson.questions.count)")
    }
    Console.print("\nmemwalk lesson NAME begins one.")
  }

  /// Begins a lesson.
  static func open(_ name: String, _ display: DisplayOptions) throws {
    let run = try LessonLoader.run(name)
    guard display.linear || Console.isInteractive else {
      throw Failure.input(
        "\(name) is taken in a terminal, and this is none; --linear works without one")
    }
    try display.show(
      Opening(lesson: LessonPlayer(run, progress: ProgressFile().read())), Opener())
  }
}
