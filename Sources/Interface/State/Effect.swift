public import Lessons

/// What the reducer asks to be done outside; its result comes back as an action.
public enum Effect: Equatable, Sendable {
  /// Understand a line of script, which may name files, and execute it.
  case run(String)
  /// Write a text to a file; to one that is there only with `replacing`.
  case save(path: String, String, replacing: Bool)
  /// Keep what was answered in lessons.
  case keep(LessonProgress)
  /// Stop reading the trace; what has been read stays.
  case stopReading
  /// End the program.
  case quit
  /// End the program with a fatal error.
  case crash
}
