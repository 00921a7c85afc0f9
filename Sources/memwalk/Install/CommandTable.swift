import ArgumentParser
import Foundation

/// The subcommands and what they take, as the parser of arguments knows them: the table that the
/// manual page is made from.
struct CommandTable: Decodable {
  /// The name of the command.
  let commandName: String
  /// What it does, in a sentence.
  let abstract: String?
  /// More about it, in paragraphs.
  let discussion: String?
  /// Whether help names it.
  let shouldDisplay: Bool
  /// The commands below it.
  let subcommands: [CommandTable]?
  /// What it takes.
  let arguments: [Argument]?
  /// The command that is meant where none is named.
  let defaultSubcommand: String?

  /// An argument, an option or a flag.
  struct Argument: Decodable {
    /// How it is given.
    let kind: Kind
    /// Whether help names it.
    let shouldDisplay: Bool
    /// Whether it may be left out.
    let isOptional: Bool
    /// Whether it may be given more than once.
    let isRepeating: Bool
    /// How it is written, without the dashes.
    let names: [Name]?
    /// What stands for its value.
    let valueName: String?
    /// What it is unless told otherwise.
    let defaultValue: String?
    /// What it says.
    let abstract: String?
    /// The words that it can be, if there are no others.
    let allValues: [String]?
    /// What a shell may offer for it.
    let completionKind: Completion?

    /// How an argument is given.
    enum Kind: String, Decodable {
      /// A value in its place.
      case positional
      /// A value behind a name.
      case option
      /// A name alone.
      case flag
    }
  }

  /// What a shell may offer for an argument.
  enum Completion: Decodable {
    /// One of these words.
    case list(values: [String])
    /// A file.
    case file(extensions: [String])
    /// A folder.
    case directory
    /// What the argument says.
    case custom
  }

  /// A way to write an option.
  struct Name: Decodable {
    /// `long`, `short` or `longWithSingleDash`.
    let kind: String
    /// The name, without the dashes.
    let name: String

    /// The name with its dashes.
    var written: String { (kind == "long" ? "--" : "-") + name }
  }

  /// The program's.
  static func ofProgram() -> CommandTable {
    struct Document: Decodable { let command: CommandTable }
    do {
      return try JSONDecoder().decode(Document.self, from: Data(Memwalk._dumpHelp().utf8)).command
    } catch {
      preconditionFailure("the parser of arguments describes itself: \(error)")
    }
  }

  /// What it does, as a phrase: without a capital and a full stop.
  var phrase: String {
    let text = abstract ?? ""
    let end = text.hasSuffix(".") ? text.dropLast() : text[...]
    return text.prefix(1).lowercased() + end.dropFirst()
  }

  /// The commands that help names; `help` itself is in every program.
  var shown: [CommandTable] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The command that is meant where none below it is named.
  private var standard: CommandTable? {
    subcommands?.first { $0.commandName == defaultSubcommand }
  }

  /// What it takes in places.
  var places: [Argument] { (arguments ?? []).filter { $0.kind == .positional } }

  /// The command that takes an argument, itself or the one that is meant where none is named, and how
  /// that is reached from here.
  func owner(of argument: Argument) -> (command: CommandTable, path: [String]) {
    guard let standard,
      standard.arguments?.contains(where: { $0.written == argument.written }) == true
    else { return (self, []) }
    return (standard, [standard.commandName])
  }

  /// What is taken where no command below it is named.
  var ownArguments: [Argument] {
    let all = (standard?.arguments ?? []) + (arguments ?? [])
    var seen: Set<String> = []
    return all.filter { $0.shouldDisplay && seen.insert($0.written).inserted }
  }
}

extension CommandTable.Argument {
  /// How it is written: `--memory MEMORY`, `FILE`, `-q, --quiet`.
  var written: String {
    let names = (names ?? []).map(\.written).joined(separator: ", ")
    switch kind {
    case .positional: return placeholder
    case .option: return "\(names) \(placeholder)"
    case .flag: return names
    }
  }

  /// Whether a word is one of its names, perhaps with a value behind `=`.
  func isWritten(_ word: String) -> Bool {
    let name = word.prefix { $0 != "=" }
    return (names ?? []).contains { $0.written == name }
  }

  /// The same for a synopsis: one name, in brackets if it may be left out.
  var usage: String {
    let name = names?.last?.written ?? ""
    let text: String
    switch kind {
    case .positional: text = placeholder
    case .option: text = "\(name) \(placeholder)"
    case .flag: text = name
    }
    return (isOptional ? "[\(text)]" : text) + (isRepeating ? "..." : "")
  }

  private var placeholder: String { (valueName ?? "value").uppercased() }
}
