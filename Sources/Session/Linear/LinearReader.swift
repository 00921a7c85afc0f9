/// What is read in plain lines: it takes a line, and says what there is to read then.
public protocol LinearReader {
  /// Whether its reader has left.
  var isOver: Bool { get }

  /// What stands at the beginning.
  mutating func begin() -> [String]

  /// Does what a line says.
  mutating func take(_ line: String) -> [String]
}
