/// A command of the script language: one row of the table that parser, printer, help, completion
/// and documentation share. A row is an object, as each line that is read holds on to one.
public final class Verb: Sendable {
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
  /// Whether help, completion and suggestions leave it out.
  public let isHidden: Bool

  /// The arguments that stand in a place of their own.
  let places: [Argument]
  /// Whether a command follows it.
  let takesCommand: Bool

  /// Makes the statement of arguments that are complete and right each for itself.
  let read: Reader
  /// The arguments that a statement of this verb is written with; `nil` for one of another verb.
  let write: Writer

  typealias Reader =
    @Sendable (borrowing Arguments, inout ParsingContext) throws(LineError) -> Statement
  typealias Writer = @Sendable (Statement) -> Written?

  init(
    _ name: String, binds: Bool = false, hidden: Bool = false, _ arguments: [any VerbArgument],
    does summary: String, example: String, read: @escaping Reader, write: @escaping Writer
  ) {
    self.name = name
    self.bindsName = binds
    self.arguments = arguments.map(\.argument)
    places = self.arguments.filter { $0.form == .position }
    takesCommand = self.arguments.contains { $0.kind == .command }
    self.summary = summary
    self.example = example
    isHidden = hidden
    self.read = read
    self.write = write
  }

  /// The table.
  public static let all: [Verb] = [
    machine, boot, heap, alloc, free, realloc, frameAlloc, frameFree, map, identityMap, unmap,
    clean, protect, translate, read, write, execute, flush, set, physicalRead, physicalWrite, show,
    expect, expectFault, expectError, bookmark, note, layout, focus, zoom,
    highlight, pause, find, greatest, least, goto, writer, touch,
    branch, instead,
    skip, other, diff, diffFirst, replay, save, crash, help,
  ]

  /// Words that lines once started with, and what is written instead.
  static let renamed = ["fork": "branch", "swap": "other"]

  /// The verbs that users are told of.
  public static let listed: [Verb] = all.filter { !$0.isHidden }

  /// The listed verbs with a name, or those whose name of two words starts with it. O(verbs).
  public static func matching(_ name: String) -> [Verb] {
    listed.filter { $0.name == name || $0.firstWord == name }
  }

  /// The word that the line starts with.
  public var firstWord: String { String(name.prefix { $0 != " " }) }

  /// Whether a command can begin with a word.
  public static func begins(with word: String) -> Bool {
    startingWith[word] != nil || renamed[word] != nil
  }

  /// The verbs that lines with a first word can mean, in the order of the table.
  static let startingWith: [String: [Verb]] = Dictionary(grouping: all, by: \.firstWord)

  /// The second word of the name, if it has one.
  var secondWord: String? {
    name.split(separator: " ").dropFirst().first.map(String.init)
  }

  /// The words that lines start with, each once.
  static let firstWords: [String] = listed.reduce(into: []) { words, verb in
    if words.last != verb.firstWord { words.append(verb.firstWord) }
  }

  /// The argument with a key.
  func argument(_ key: String) -> Argument? { arguments.first { $0.key == key } }

  /// Whether a word behind the verb is one of its own, and not what stands in the next place: where
  /// a name is wanted, every word is a name.
  func isKeyword(_ word: String, next place: Argument?, in line: ArraySlice<Token>) -> Bool {
    guard argument(word)?.form == .word else { return false }
    guard let place, place.kind.isName else { return true }
    return line.contains { token in
      if case .pair(let key, _, _) = token.kind { key == place.alternative } else { false }
    }
  }
}
