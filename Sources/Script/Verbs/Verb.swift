/// A command of the script language: one row of the table that parser, printer, help, completion
/// and documentation share.
public struct Verb: Sendable {
  /// The word, or the two words, that a line starts with.
  public let name: String
  /// Whether `name = ` may stand before it.
  public let bindsName: Bool
  /// What follows it, in the order of the canonical form.
  public let arguments: [Argument]
  /// What it does, without a full stop.
  public let summary: String
  /// A line that uses it.
  public let example: String

  /// Makes the statement of arguments that are complete and right each for itself.
  let read: Reader
  /// The arguments that a statement of this verb is written with; `nil` for one of another verb.
  let write: Writer

  typealias Reader =
    @Sendable (borrowing Arguments, inout ParsingContext) throws(LineError) -> Statement
  typealias Writer = @Sendable (Statement) -> Written?

  init(
    _ name: String, binds: Bool = false, _ arguments: [any VerbArgument], does summary: String,
    example: String, read: @escaping Reader, write: @escaping Writer
  ) {
    self.name = name
    self.bindsName = binds
    self.arguments = arguments.map(\.argument)
    self.summary = summary
    self.example = example
    self.read = read
    self.write = write
  }

  /// The table.
  public static let all: [Verb] = [
    machine, boot, heap, alloc, free, realloc, frameAlloc, frameFree, map, identityMap, unmap,
    clean, protect, translate, read, write, execute, flush, set, physicalRead, physicalWrite, show,
    expect, expectFault, expectError, bookmark, note, find, goto, writer, touch, fork, instead,
    skip, swap, diff, replay, save, crash, help,
  ]

  /// The verbs with a name, or those whose name of two words starts with it. O(verbs).
  public static func matching(_ name: String) -> [Verb] {
    all.filter { $0.name == name || $0.firstWord == name }
  }

  /// The word that the line starts with.
  public var firstWord: String { String(name.prefix { $0 != " " }) }

  /// The second word of the name, if it has one.
  var secondWord: String? {
    name.split(separator: " ").dropFirst().first.map(String.init)
  }

  /// The words that lines start with, each once.
  static let firstWords: [String] = all.reduce(into: []) { words, verb in
    if words.last != verb.firstWord { words.append(verb.firstWord) }
  }

  /// Words that cannot be names, since they mean something where a name could stand.
  static let reservedWords: Set<String> = Set(firstWords + ["and", "or"]).union(
    all.flatMap(\.arguments).filter { $0.form == .word }.map(\.key))

  /// The argument with a key.
  func argument(_ key: String) -> Argument? { arguments.first { $0.key == key } }
}
