import ArgumentParser

/// What a shell may offer in place of a word that is begun. The program says it from the table of its
/// arguments, so that the shells' scripts know of none; what an argument without a subcommand is,
/// they could not say.
struct Offer {
  /// The word that comes before what is asked about, as the program's first argument.
  static let question = "---offer"

  private var command = CommandTable.ofProgram()
  private var path: [String] = []
  /// How many values in places have been given.
  private var taken = 0
  /// The option whose value is next.
  private var option: CommandTable.Argument?

  /// The words that can stand in place of the last one of those behind the program's name.
  static func words(for words: [String]) -> [String] {
    var offer = Offer()
    for word in words.dropLast() { offer.take(word) }
    let started = words.last ?? ""
    return offer.candidates(started).filter { $0.hasPrefix(started) }
  }

  private mutating func take(_ word: String) {
    // Some shells take it for a word.
    if word == "=" { return }
    if option != nil { return option = nil }
    if word.hasPrefix("-"), word.count > 1 {
      let found = command.ownArguments.first { $0.isWritten(word) }
      return option = found?.kind == .option ? found : nil
    }
    if taken == 0, let below = command.shown.first(where: { $0.commandName == word }) {
      (command, path) = (below, path + [word])
    } else {
      taken += 1
    }
  }

  private func candidates(_ started: String) -> [String] {
    if let option { return values(of: option, started) }
    let named = command.ownArguments.filter { $0.kind != .positional }
    if started.hasPrefix("-") {
      guard let equals = started.firstIndex(of: "=") else {
        return named.flatMap { ($0.names ?? []).map(\.written) }
      }
      let name = String(started[..<equals])
      guard let option = named.first(where: { $0.isWritten(name) }) else { return [] }
      return values(of: option, String(started[started.index(after: equals)...]))
        .map { "\(name)=\($0)" }
    }
    let places = command.ownArguments.filter { $0.kind == .positional }
    let place = taken < places.count ? places[taken] : places.last { $0.isRepeating }
    return (taken == 0 ? command.shown.map(\.commandName) : [])
      + (place.map { values(of: $0, started) } ?? [])
  }

  private func values(of argument: CommandTable.Argument, _ started: String) -> [String] {
    if let words = argument.allValues { return words }
    switch argument.completionKind {
    case .list(let words): return words
    case .file: return Folder.paths(beginning: started)
    case .directory: return Folder.paths(beginning: started).filter { $0.hasSuffix("/") }
    case .custom: return answer(of: argument, started)
    case nil: return []
    }
  }

  /// What the argument itself says.
  private func answer(of argument: CommandTable.Argument, _ started: String) -> [String] {
    let owner = command.owner(of: argument)
    let place = owner.command.places.firstIndex { $0.written == argument.written } ?? 0
    let name = argument.names?.last?.written ?? "positional@\(place)"
    do {
      _ = try Memwalk.parseAsRoot(
        ["---completion"] + path + owner.path + ["--", name, "0", "\(started.count)", started])
      return []
    } catch {
      return Memwalk.fullMessage(for: error).split(separator: "\n").map(String.init)
    }
  }
}
