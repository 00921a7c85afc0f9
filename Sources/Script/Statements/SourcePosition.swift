/// A place in a script: line and column, both from 1.
public struct SourcePosition: Hashable, Sendable {
  /// The line.
  public var line: Int
  /// The column, in characters (Unicode scalars); a tab is one.
  public var column: Int

  /// A place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
