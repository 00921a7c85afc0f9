import ArgumentParser
import Assets
import Glibc
import Script
import Simulation

/// What a shell offers where an argument wants something that memwalk knows.
extension CompletionKind {
  /// A trace by name, or a file.
  static let trace = names { Assets.traceNames }
  /// A machine by name, or a file.
  static let machine = names { Assets.machineNames }
  /// A lesson by name, or a file.
  static let lesson = names { Assets.lessonNames }
  /// A trace or a machine by name, or a file.
  static let recorded = names { Assets.traceNames + Assets.machineNames }
  /// Whatever can be opened.
  static let openable = names { Assets.lessonNames + Assets.traceNames + Assets.machineNames }
  /// Heaps, separated by commas.
  static let policies = commaSeparated(HeapPolicy.allCases.map(\.rawValue))

  /// Words that are separated by commas.
  static func commaSeparated(_ words: [String]) -> CompletionKind {
    .custom { _, _, started in CompletionWords.next(of: words, in: started) }
  }

  private static func names(_ names: @escaping @Sendable () -> [String]) -> CompletionKind {
    .custom { _, _, started in
      names().filter { $0.hasPrefix(started) } + Folder.paths(beginning: started)
    }
  }
}

/// Words that shells offer.
enum CompletionWords {
  /// The lists that begin as one does, with one word more or a whole one.
  static func next(of words: [String], in started: String) -> [String] {
    let given = started.split(separator: ",", omittingEmptySubsequences: false).dropLast()
    let before = given.map { $0 + "," }.joined()
    return words.filter { !given.contains($0[...]) }.map { before + $0 }
      .filter { $0.hasPrefix(started) }
  }
}
