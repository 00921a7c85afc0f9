/// A statement and where it stands, so that a refusal at run time can point at what is wrong.
public struct ScriptLine: Equatable, Sendable {
  /// What the line says.
  public var statement: Statement
  /// Where the script comes from.
  public var origin: SourceOrigin
  /// Where the verb, or the name that is bound, starts in its file.
  public var position: SourcePosition
  /// Where the arguments that were given stand. A line has few, and a script many lines: no dictionary.
  var arguments: [PlacedArgument]
  /// The whole line as it was written, without its end.
  public var text: String
  /// What stands behind the statement's `#`, if it has one.
  public var comment: String?

  /// Where an argument stands; the start of the line's statement if it was not given.
  public func position(of argument: String?) -> SourcePosition {
    let column = arguments.last { $0.key == argument }?.column
    return SourcePosition(line: position.line, column: column ?? position.column)
  }

  /// The columns in the file of the arguments that were given, by their keys; `name` for a bound name.
  public var argumentColumns: [String: Int] {
    Dictionary(arguments.map { ($0.key, $0.column) }) { _, last in last }
  }
}
