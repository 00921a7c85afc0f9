/// Where a script comes from: its file, and where in the file it starts.
///
/// A script that is a file by itself starts in its first line and column; a block within another
/// file, each line of which is indented alike, further down and to the right.
public struct SourceOrigin: Hashable, Sendable {
  /// What messages call the file.
  public var file: String
  /// The line of the file that the script's first line is.
  public var line: Int
  /// The column of the file that the first character of each line stands in.
  public var column: Int

  /// The origin of a script in a file.
  public init(file: String = "", line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place in the file of a column of one of the script's lines, both counted from 1.
  func position(line number: Int, column place: Int) -> SourcePosition {
    SourcePosition(line: line + number - 1, column: column + place - 1)
  }
}
