/// Parses one line.
struct LineParser {
  /// The line that `scalars` say, the one of that number behind the origin; `nil` if it is blank or
  /// names the version of the language.
  static func parse(
    _ scalars: [Unicode.Scalar], number: Int, of origin: SourceOrigin,
    _ context: inout ParsingContext
  ) throws(LineError) -> ScriptLine? {
    let (tokens, comment) = try Lexer.split(scalars)
    let text = Lexer.string(scalars[...])
    guard let first = tokens.first else {
      guard let comment else { return nil }
      let place = 1 + (scalars.firstIndex(of: "#") ?? 0)
      if let version = LanguageVersion.named(in: comment) {
        guard version <= LanguageVersion.current else {
          throw LineError(.newerLanguage(version), at: place..<scalars.count + 1)
        }
        context.scope.version = version
        return nil
      }
      return ScriptLine(
        statement: .comment(comment), origin: origin,
        position: origin.position(line: number, column: place), arguments: [], text: text)
    }
    let (statement, arguments) = try parse(tokens[...], endingAt: scalars.count + 1, &context)
    return ScriptLine(
      statement: statement, origin: origin,
      position: origin.position(line: number, column: first.columns.lowerBound),
      arguments: arguments.placed(behind: origin.column - 1),
      text: text, comment: comment)
  }

  /// The statement that some words make, the first of which there has to be.
  private static func parse(
    _ tokens: ArraySlice<Token>, endingAt end: Int, _ context: inout ParsingContext
  ) throws(LineError) -> (Statement, Arguments) {
    var tokens = tokens
    let name = try takeName(&tokens)
    guard let start = tokens.first else { throw LineError(.nothingToBind, at: end..<end) }
    let (verb, columns) = try takeVerb(start, &tokens)
    if let name, !verb.bindsName {
      throw LineError(.bindsNothing(verb.name), at: name.columns)
    }
    var arguments: Arguments
    if verb.takesCommand {
      arguments = try readCommand(for: verb, at: columns, tokens, endingAt: end, &context)
    } else {
      arguments = try ArgumentReader.read(verb, at: columns, tokens)
    }
    if let name { arguments.bind(name.text, at: name.columns) }
    arguments.resolve(in: &context.scope)
    return (try verb.read(arguments, &context), arguments)
  }

  /// Reads the command that is the only argument of a verb.
  private static func readCommand(
    for verb: Verb, at columns: Range<Int>, _ tokens: ArraySlice<Token>, endingAt end: Int,
    _ context: inout ParsingContext
  ) throws(LineError) -> Arguments {
    guard let first = tokens.first else {
      throw LineError(.missing(verb.arguments[0].placeholder, verb: verb.name), at: end..<end)
    }
    // One that takes a command itself is none; thousands of them in a line would nest as deeply.
    if let inner = first.word.flatMap({ Verb.startingWith[$0]?.first }),
      tokens.dropFirst().first?.kind != .equals,
      inner.takesCommand
    {
      throw LineError(.notACommand(first.text, verb: verb.name), at: first.columns)
    }
    let (statement, _) = try parse(tokens, endingAt: end, &context)
    guard case .command(let command) = statement else {
      throw LineError(.notACommand(first.text, verb: verb.name), at: first.columns)
    }
    var given = Arguments(verb, at: columns)
    given.set(verb.arguments[0].key, .command(command), at: first.columns)
    return given
  }

  /// Takes `name =` off the start of a line, if it is there.
  private static func takeName(_ tokens: inout ArraySlice<Token>) throws(LineError) -> Token? {
    let first = tokens[tokens.startIndex]
    if case .pair(let name, let value, _) = first.kind, NameSyntax.isName(name),
      value.isEmpty || !Verb.matching(value).isEmpty
    {
      throw LineError(.equalsWithoutSpaces(name), at: first.columns)
    }
    guard tokens.dropFirst().first?.kind == .equals else { return nil }
    try NameSyntax.check(first.text, at: first.columns)
    tokens = tokens.dropFirst(2)
    return first
  }

  /// Takes the verb, of one word or two, off the start of a line.
  private static func takeVerb(
    _ first: Token, _ tokens: inout ArraySlice<Token>
  ) throws(LineError) -> (Verb, Range<Int>) {
    tokens.removeFirst()
    guard let verbs = first.word.flatMap({ Verb.startingWith[$0] }) else {
      if let word = first.word, let now = Verb.renamed[word] {
        throw LineError(.formerVerb(word, now: now), at: first.columns)
      }
      let nearest = WordList.nearest(to: first.text, among: Verb.firstWords)
      throw LineError(.unknownVerb(first.text, nearest: nearest), at: first.columns)
    }
    let second = tokens.first
    // Most have a name of one word, and then no other verb has its first word.
    if verbs.count == 1, verbs[0].name == first.word { return (verbs[0], first.columns) }
    if let second, let word = second.word,
      let verb = verbs.first(where: { $0.secondWord == word })
    {
      tokens.removeFirst()
      return (verb, first.columns.lowerBound..<second.columns.upperBound)
    }
    if let verb = verbs.first(where: { $0.secondWord == nil }) { return (verb, first.columns) }
    let end = first.columns.upperBound
    throw LineError(
      .incompleteVerb(
        first.text, found: second?.text, allowed: verbs.compactMap(\.secondWord)),
      at: second?.columns ?? end..<end)
  }
}
