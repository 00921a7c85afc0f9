import Assets
import Lessons
import Script
import Traces

/// Finds lessons: those that come with memwalk, and files.
enum LessonLoader {
  /// A lesson by its name, or the path of its file, carried out.
  static func run(_ name: String) throws(Failure) -> LessonRun {
    let run = LessonRun(try lesson(name), concurrency: Processors.count)
    guard run.mistakes.isEmpty else { throw failure(run.mistakes, in: name) }
    return run
  }

  /// The lesson of a name or a path.
  static func lesson(_ name: String) throws(Failure) -> Lesson {
    let text = try text(of: name)
    do throws(LessonMistakes) {
      return try read(text, named: name)
    } catch {
      throw failure(error.list, in: name)
    }
  }

  /// The lesson that a text is. It reads what comes with memwalk, and regular files beside its own.
  static func read(_ text: String, named name: String) throws(LessonMistakes) -> Lesson {
    let files = NearbyFiles(of: name)
    var reader = LessonReader(file: name, maps: files.maps, traces: files.traces)
    return try reader.read(text)
  }

  /// The text of a lesson.
  static func text(of name: String) throws(Failure) -> String {
    if let bytes = Assets.lesson(named: name) { return String(decoding: bytes, as: UTF8.self) }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileContents(path: name).bytes
    } catch {
      guard case .notFound = error, !name.contains("/"), !name.contains(".") else {
        throw .input(error.description)
      }
      let near = WordList.nearest(to: name, among: Assets.lessonNames)
      throw .input(
        "no lesson is called \(VisibleText.of(name, limit: 60)): "
          + (near.map { "did you mean \($0)?" } ?? "memwalk lesson lists them"))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .input("\(name): is no text in UTF-8, and a lesson is a Markdown file")
    }
    return text
  }

  /// What is wrong with a lesson, a line each.
  static func lines(_ mistakes: [LessonMistake], in name: String) -> [String] {
    mistakes.map { "\(name):\($0.line):\($0.column): \($0.message)" }
  }

  private static func failure(_ mistakes: [LessonMistake], in name: String) -> Failure {
    .input(lines(mistakes, in: name).joined(separator: "\n"))
  }
}
