import Glibc
import Lessons
import Traces

/// What the reader has answered in lessons, in the state folder.
struct ProgressFile {
  private let path: String?

  /// The file in the user's state folder.
  init() { path = JournalFolder.path.map { $0 + "/lessons" } }

  /// What has been answered; nothing where there is no file.
  func read() -> LessonProgress {
    guard let path, !Folder.isBlocked(path), let contents = try? FileContents(path: path) else {
      return LessonProgress()
    }
    return LessonProgress(text: String(decoding: contents.bytes, as: UTF8.self))
  }

  /// Keeps what has been answered. A reader whose folder cannot be written learns as well: it is
  /// said, and nothing else is different.
  func write(_ progress: LessonProgress) -> String? {
    guard let path, let folder = JournalFolder.path, Folder.make(folder) else {
      return "What you answer cannot be kept: there is no folder for it."
    }
    var kept = progress
    // Another reader may have answered meanwhile.
    kept.merge(read())
    do throws(Failure) {
      try NewFile.write(kept.text, to: path, replacing: true)
      return nil
    } catch {
      return "What you answer cannot be kept: \(error.message)"
    }
  }

  /// Forgets what has been answered.
  func reset(_ lessons: [Lesson]) throws(Failure) {
    guard let path else { return }
    var progress = read()
    for lesson in lessons { progress.reset(lesson) }
    try NewFile.write(progress.text, to: path, replacing: true)
  }
}
