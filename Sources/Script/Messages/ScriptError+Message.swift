import Simulation

extension ScriptError {
  /// What is wrong and what would be right, without the place and without a full stop.
  public var message: String { reason.message }

  /// `file:line:column: message`.
  public var description: String {
    "\(VisibleText.of(origin.file)):\(position.line):\(position.column): \(message)"
  }

  /// The same, with the line below it and a mark below what is wrong.
  public var excerpt: String {
    let excerpt = SourceExcerpt(
      line: line, startingAt: origin.column, position: position, length: length)
    return description + "\n" + excerpt.text
  }
}

extension ScriptError.Reason {
  var message: String {
    switch self {
    case .notUTF8, .controlCharacter, .unusualSpace, .textNotClosed, .quoteWithinWord,
      .unknownEscape:
      characterMessage
    case .unknownVerb, .unknownTopic, .formerVerb, .incompleteVerb, .badName, .bindsNothing,
      .notACommand, .newerLanguage, .nothingToBind, .equalsWithoutSpaces, .machineNotFirst:
      verbMessage
    case .missing, .unknownKey, .unexpectedWord, .repeated, .emptyValue, .strayEquals, .conflict,
      .incomplete:
      argumentMessage
    default: valueMessage
    }
  }

  private var characterMessage: String {
    switch self {
    case .notUTF8(let byte):
      "the byte 0x\(String(byte, radix: 16)) does not belong here: scripts are UTF-8 text"
    case .controlCharacter(let scalar):
      "the control character \(VisibleText.of(scalar)) cannot stand in a script"
    case .unusualSpace(let scalar):
      "the character \(VisibleText.of(scalar)) looks like a space but is none: use a plain space"
    case .textNotClosed: "the closing quote of this text is missing"
    case .quoteWithinWord: "a text in quotes has spaces around it; write \\\" for a quote within it"
    case .unknownEscape(let scalar?):
      "\\\(VisibleText.of(scalar)) means nothing: in text only \\\" and \\\\ are escaped"
    case .unknownEscape(nil): "\\ needs a \" or \\ behind it"
    default: ""
    }
  }

  private var verbMessage: String {
    switch self {
    case .unknownVerb(let word, let nearest?):
      "no command is called \(VisibleText.quoted(word)): did you mean '\(nearest)'?"
    case .unknownVerb(let word, nil):
      "no command is called \(VisibleText.quoted(word)): 'help' lists them"
    case .unknownTopic(let name, let nearest):
      "no command and no term is called \(VisibleText.quoted(name)): "
        + (nearest.isEmpty
          ? "'help' lists the commands, 'help \(Glossary.title)' the terms"
          : "did you mean \(WordList.or(nearest.map { "'\($0)'" }))?")
    case .formerVerb(let word, let now):
      "no command is called \(VisibleText.quoted(word)) any more: write '\(now)'"
    case .incompleteVerb(let verb, let found?, let allowed):
      "\(verb) is followed by \(WordList.or(allowed)), not \(VisibleText.quoted(found))"
    case .incompleteVerb(let verb, nil, let allowed):
      "\(verb) needs \(WordList.or(allowed)) behind it"
    case .badName(let word):
      "\(VisibleText.quoted(word)) cannot be a name: a name is a letter or _, then letters,"
        + " digits, _ and -"
    case .notACommand(let word, let verb):
      "\(word) is no command of the machine, as \(verb) needs one: alloc, free or map would be"
    case .bindsNothing(let verb):
      "\(verb) has no result to give a name: only "
        + Self.bindingVerbs.joined(separator: " and ") + " have"
    case .newerLanguage(let version):
      "the script is in version \(NumberText.count(version)) of the language, and this memwalk knows"
        + " \(LanguageVersion.current): a newer memwalk reads it"
    case .nothingToBind: "behind = stands \(WordList.or(Self.bindingVerbs))"
    case .equalsWithoutSpaces(let left):
      "this = needs spaces around it: \(VisibleText.of(left, limit: 40)) = …"
    case .machineNotFirst(let earlier):
      "machine has to be the first command, but line \(earlier.line) comes before it"
    default: ""
    }
  }

  private var argumentMessage: String {
    switch self {
    case .missing(let what, let verb): "\(verb) needs \(what): \(Self.usage(verb))"
    case .unknownKey(let key, let verb, let nearest?):
      "\(verb) has no \(VisibleText.quoted(key)): did you mean '\(nearest)'?"
    case .unknownKey(let key, let verb, nil):
      "\(verb) has no \(VisibleText.quoted(key)): \(Self.usage(verb))"
    case .unexpectedWord(let word, let verb):
      "\(VisibleText.quoted(word)) is one word too many: \(Self.usage(verb))"
    case .repeated(let key): "\(key) is given twice"
    case .emptyValue(let key):
      "\(VisibleText.quoted(key + "=")) needs a value, without a space before it"
    case .strayEquals: "no = belongs here; key=value has no spaces"
    case .conflict(let one, let other): "\(one) and \(other) cannot both be given"
    case .incomplete(let one, let other): "\(one)= needs \(other)= as well"
    default: ""
    }
  }

  private var valueMessage: String {
    switch self {
    case .nestedTooDeeply(let limit):
      "the condition has more than \(limit) parentheses and nots within each other"
    case .badNumber(let word):
      "\(VisibleText.quoted(word)) is no number: write 4096, 0x1000, 4_096 or 4K (K, M, G, T)"
    case .numberTooLarge(let word, let limit):
      "\(VisibleText.quoted(word)) is too large: at most \(NumberText.value(limit)) is possible"
    case .badOperand(let word):
      "\(VisibleText.quoted(word)) is neither an address, such as 0x1000_0000, nor a name"
    case .wrongWord(let word, let of, let allowed, let nearest):
      "\(of) cannot be \(VisibleText.quoted(word)): "
        + Self.suggestion(nearest: nearest, allowed: allowed)
    case .textExpected(let word):
      "\(VisibleText.quoted(word)) is no text: text stands in double quotes, \"like this\""
    case .unknownFlag(let letter):
      "\(VisibleText.quoted(String(letter))) is no flag: the flags are \(FlagSyntax.letters), -P,"
        + " or a raw 0x value"
    case .repeatedFlag(let letter): "the flag \(letter) is given twice"
    case .addressBitsInFlags(let bits):
      "the bits \(NumberText.value(bits)) are no flags but part of an entry's address"
    case .percentage(let word):
      "\(VisibleText.quoted(word)) is no place on the way: write 0% to 100%"
    case .badPercentage(let word):
      "\(VisibleText.quoted(word)) is no percentage: write 60, 60.5 or 60%"
    case .percentageTooLarge(let word, let figure):
      "\(figure.rawValue) is at most 100 %: \(VisibleText.of(word.filter { $0 != "%" }, limit: 40)) %"
        + " is more"
    case .reversedRange(let from, let to):
      "the range ends at \(NumberText.address(to)), before its start"
        + " \(NumberText.address(from))"
    case .map(let message), .setting(let message), .atRunTime(let message):
      VisibleText.of(message)
    default: ""
    }
  }

  private static var bindingVerbs: [String] { Verb.all.filter(\.bindsName).map(\.name) }

  private static func usage(_ verb: String) -> String {
    Verb.all.first { $0.name == verb }?.usage ?? verb
  }

  /// The word that was meant, or a list of all if they are few.
  private static func suggestion(nearest: String?, allowed: [String]) -> String {
    switch (nearest, allowed.count <= 12) {
    case (let word?, false): "did you mean '\(word)'?"
    case (let word?, true): "did you mean '\(word)'? (\(WordList.or(allowed)))"
    case (nil, true) where allowed.count == 1: "only \(allowed[0]) is possible"
    case (nil, true): "it is \(WordList.or(allowed))"
    case (nil, false): "it is one of \(allowed.joined(separator: ", "))"
    }
  }
}
