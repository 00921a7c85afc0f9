/// Sorts the words behind a verb into the verb's arguments.
struct ArgumentReader {
  let verb: Verb
  /// The words that have not been read.
  var tokens: ArraySlice<Token>
  /// How many parentheses and `not`s stand around what is being read.
  var depth = 0
  private var given: Arguments
  /// The places that no word has taken yet.
  private var places: ArraySlice<Argument>
  /// All words behind the verb.
  private let line: ArraySlice<Token>

  /// The arguments that `tokens` give `verb`, which stands at `columns`.
  static func read(
    _ verb: Verb, at columns: Range<Int>, _ tokens: ArraySlice<Token>
  ) throws(LineError) -> Arguments {
    var reader = ArgumentReader(verb, at: columns, tokens)
    try reader.read()
    return reader.given
  }

  private init(_ verb: Verb, at columns: Range<Int>, _ tokens: ArraySlice<Token>) {
    self.verb = verb
    self.tokens = tokens
    line = tokens
    given = Arguments(verb, at: columns)
    places = verb.places[...]
  }

  private mutating func read() throws(LineError) {
    let end = tokens.last?.columns.upperBound ?? given.verbColumns.upperBound
    while let token = tokens.first {
      switch token.kind {
      case .pair(let key, let value, let columns):
        tokens.removeFirst()
        try readPair(key, value, columns, of: token)
      case .equals:
        tokens.removeFirst()
        try readEquals(token)
      case .word(let word) where verb.isKeyword(word, next: places.first, in: line):
        tokens.removeFirst()
        try set(word, .word(word), at: token.columns, key: token.columns)
      case .word, .text:
        try readPlace(token)
      }
    }
    for argument in verb.arguments where argument.isRequired && !given.has(argument.key) {
      throw LineError(.missing(argument.placeholder, verb: verb.name), at: end..<end)
    }
  }

  private mutating func readPlace(_ token: Token) throws(LineError) {
    guard let argument = places.popFirst() else {
      if let word = token.word, verb.argument(word)?.form == .key || takesAssignment {
        throw LineError(.emptyValue(word), at: token.columns)
      }
      throw LineError(
        .unexpectedWord(token.text, verb: verb.name), at: token.columns)
    }
    let value = try place(argument)
    try set(argument.key, value, at: token.columns, key: token.columns)
  }

  private mutating func readPair(
    _ key: String, _ value: String, _ columns: Range<Int>, of token: Token
  ) throws(LineError) {
    let keyColumns = token.columns.lowerBound..<columns.lowerBound - 1
    if let argument = verb.arguments.first(where: { $0.form == .assignment }) {
      guard !given.has(argument.key) else {
        throw LineError(
          .unexpectedWord(token.text, verb: verb.name), at: token.columns)
      }
      let number = try assignment(key, at: keyColumns, value, at: columns)
      given.set(argument.key, .assignment(field: key, number), at: token.columns)
      return
    }
    guard let argument = verb.argument(key), argument.form == .key else {
      if places.count == 1, verb.arguments.contains(where: { $0.form == .equals }) {
        throw LineError(.equalsWithoutSpaces(key), at: token.columns)
      }
      let keys = verb.arguments.filter { $0.form == .key }.map(\.key)
      let nearest = WordList.nearest(to: key, among: keys)
      throw LineError(
        .unknownKey(key, verb: verb.name, nearest: nearest), at: keyColumns)
    }
    guard !value.isEmpty else { throw LineError(.emptyValue(key), at: token.columns) }
    try set(key, try self.value(value, argument, at: columns), at: columns, key: keyColumns)
  }

  private mutating func readEquals(_ equals: Token) throws(LineError) {
    guard let argument = verb.arguments.first(where: { $0.form == .equals }) else {
      throw LineError(.strayEquals, at: equals.columns)
    }
    guard let token = tokens.popFirst() else {
      let end = equals.columns.upperBound
      throw LineError(.missing(argument.placeholder, verb: verb.name), at: end..<end)
    }
    let value = try value(token.text, argument, at: token.columns)
    try set(argument.key, value, at: token.columns, key: equals.columns)
  }

  /// Whether `FIELD=VALUE` is still missing.
  private var takesAssignment: Bool {
    verb.arguments.contains { $0.form == .assignment && !given.has($0.key) }
  }

  private mutating func set(
    _ key: String, _ value: ArgumentValue, at columns: Range<Int>, key keyColumns: Range<Int>
  ) throws(LineError) {
    guard !given.has(key) else { throw LineError(.repeated(key), at: keyColumns) }
    given.set(key, value, at: columns)
  }
}
