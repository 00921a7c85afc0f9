import Script

/// Something wrong with a lesson, and where.
public struct LessonMistake: Error, Equatable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The column, from 1.
  public var column: Int
  /// What is wrong, and what would be right.
  public var message: String

  init(_ message: String, line: Int, column: Int = 1) {
    (self.line, self.column, self.message) = (line, column, message)
  }

  init(_ message: String, at place: PlacedText) {
    self.init(message, line: place.line, column: place.column)
  }

  init(_ error: ScriptError) {
    self.init(error.message, line: error.position.line, column: error.position.column)
  }
}

/// Why a lesson cannot be read: all that is wrong with it.
public struct LessonMistakes: Error, Equatable, Sendable {
  /// The mistakes, in the order of the file.
  public var list: [LessonMistake]
}
