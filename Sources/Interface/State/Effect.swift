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
  /// Open something in place of the session.
  case open(OpenTarget)
  /// Find out what can be opened, and show it.
  case listOpenable
  /// Find the files whose paths begin so, for the prompt, and what comes with the program where that
  /// can be meant.
  case listFiles(String, withBundled: Bool)
  /// Write pictures of the screen to a file, whose ending says in what form.
  case export(path: String, [Picture], replacing: Bool)
  /// Give a text to the clipboard, or keep it where the user finds it.
  case copy(String)
  /// End the program.
  case quit
  /// End the program with a fatal error.
  case crash
}
