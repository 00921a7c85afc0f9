import Simulation

/// What may be written next.
public enum Completion {
  /// The words that can stand in place of the last, perhaps empty, word of `line`, which ends where
  /// the cursor is.
  ///
  /// `maps` are the names that `map=` knows. Words of a kind come in the order of the table of
  /// verbs, names in alphabetical order. Nothing follows a line that cannot be parsed so far.
  public static func words(
    for line: String, scope: Scope, maps: [String] = []
  ) -> [String] {
    guard let scalars = try? LineDecoder.scalars(Array(line.utf8)[...]),
      var tokens = try? Lexer.tokens(scalars)[...],
      !scalars.contains("#") || tokens.last?.columns.upperBound == scalars.count + 1
    else { return [] }
    var started = ""
    if let last = tokens.last, last.columns.upperBound == scalars.count + 1 {
      tokens.removeLast()
      started.unicodeScalars.append(contentsOf: scalars[(last.columns.lowerBound - 1)...])
    }
    // Parentheses in front of a word are words of a condition.
    let opening = String(started.prefix { $0 == "(" })
    started.removeFirst(opening.count)
    tokens += opening.map { Token(kind: .word(String($0)), columns: 0..<0) }
    let words = candidates(after: tokens, started, scope, maps)
    return unique(words.filter { $0.hasPrefix(started) && $0 != started }.map { opening + $0 })
  }

  private static func candidates(
    after tokens: ArraySlice<Token>, _ started: String, _ scope: Scope, _ maps: [String]
  ) -> [String] {
    var tokens = tokens
    var verbs = Verb.listed
    if tokens.dropFirst().first?.kind == .equals, tokens.first?.word != nil {
      tokens = tokens.dropFirst(2)
      verbs = verbs.filter(\.bindsName)
    }
    guard let first = tokens.popFirst() else { return verbs.map(\.firstWord) }
    verbs = verbs.filter { $0.firstWord == first.word }
    if let second = tokens.first?.word, let verb = verbs.first(where: { $0.secondWord == second }) {
      return arguments(of: verb, given: tokens.dropFirst(), started, scope, maps)
    }
    let seconds = tokens.isEmpty ? verbs.compactMap(\.secondWord) : []
    guard let verb = verbs.first(where: { $0.secondWord == nil }) else { return seconds }
    return seconds + arguments(of: verb, given: tokens, started, scope, maps)
  }

  private static func arguments(
    of verb: Verb, given: ArraySlice<Token>, _ started: String, _ scope: Scope, _ maps: [String]
  ) -> [String] {
    if verb.arguments.contains(where: { $0.kind == .command }) {
      return candidates(after: given, started, scope, maps)
    }
    if verb.arguments.contains(where: { $0.kind == .topic }) { return topicWords(behind: given) }
    if given.last?.kind == .equals { return [] }
    let hasValue = given.contains { $0.kind == .equals }
    let keys = verb.keys(in: given)
    // Values in their places, without the one behind `=`.
    var taken = given.count - keys.count - (hasValue ? 2 : 0)
    var words: [String] = []
    for argument in verb.arguments {
      if argument.kind.isPhrase {
        let phrase = StartedPhrase(
          given.filter { !verb.isKeyword($0.word ?? "", next: argument, in: given) },
          isCondition: argument.kind == .condition)
        words += phrase.words(scope)
        guard phrase.isComplete else { return words }
        continue
      }
      let values = argument.kind.words(scope, maps, behind: taken)
      switch argument.form {
      case .position where taken > 0: taken -= 1
      case .position:
        words += values
        if argument.isRequired { return words }
      case .equals where !hasValue: return words + ["="]
      case .key where keys.contains(argument.key), .word where keys.contains(argument.key): break
      case .key where started.hasPrefix(argument.key + "="):
        words += values.map { "\(argument.key)=\($0)" }
      case .key: words.append(argument.key + "=")
      case .word: words.append(argument.key)
      case .assignment: words += given.isEmpty ? values : []
      case .equals: break
      }
    }
    return words
  }

  /// The words that go on with the name of a verb or of a term.
  private static func topicWords(behind given: ArraySlice<Token>) -> [String] {
    let words = given.compactMap(\.word).map { $0.lowercased() }
    guard words.count == given.count else { return [] }
    let names =
      Verb.listed.map(\.name) + [Glossary.title] + Glossary.terms.map(\.name)
      + Figure.allCases.map(\.rawValue)
    return names.compactMap { name in
      let parts = name.lowercased().split(separator: " ").map(String.init)
      return parts.starts(with: words) ? parts.dropFirst(words.count).first : nil
    }
  }

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}

extension Verb {
  /// The keys, and the words of its own, among the words behind the verb.
  fileprivate func keys(in given: ArraySlice<Token>) -> [String] {
    var places = arguments.filter { $0.form == .position }[...]
    return given.compactMap { token in
      if case .pair(let key, _, _) = token.kind { return key }
      if let word = token.word, isKeyword(word, next: places.first, in: given) { return word }
      _ = places.popFirst()
      return nil
    }
  }
}

extension Argument.Kind {
  /// Whether it consists of several words.
  fileprivate var isPhrase: Bool {
    switch self {
    case .comparison, .condition: true
    default: false
    }
  }

  /// The words that there are for it, `count` words after its start.
  fileprivate func words(_ scope: Scope, _ maps: [String], behind count: Int) -> [String] {
    switch self {
    case .word(let words): return words
    case .operand, .name, .place: return scope.usedNames
    case .map: return maps
    case .branch: return scope.branches
    case .field: return RegisterField.all.map { $0.name + "=" }
    case .destination: return ["start", "end"]
    case .fault: return ["gp"]
    case .number, .size, .value, .address, .newName, .flags, .text, .comparison, .condition,
      .command, .topic:
      return []
    }
  }
}
