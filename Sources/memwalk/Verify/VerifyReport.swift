import FoundationEssentials

/// What a verification found.
struct VerifyReport {
  /// The counts of one kind of known answers.
  struct Tally: Encodable, Equatable {
    /// The cases read.
    var cases = 0
    /// The single comparisons made.
    var checks = 0
    /// The cases that failed.
    var failures = 0
  }

  /// The counts of each kind.
  private(set) var tallies: [AnswerKind: Tally] = [:]

  /// The files left out, as paths relative to the folder, and the names of quirks, sorted.
  private(set) var skipped: [String] = []

  /// A description of each failing case: file and line, name, operation, what was expected.
  private(set) var failures: [String] = []

  /// The counts of `kind`; all zero if there were no such cases.
  subscript(kind: AnswerKind) -> Tally { tallies[kind] ?? Tally() }

  /// Whether no case was found at all.
  var isEmpty: Bool { tallies.isEmpty }

  /// Counts a case that made `checks` comparisons; `failure` describes what was wrong with it.
  mutating func count(_ kind: AnswerKind, checks: Int, failure: String?) {
    tallies[kind, default: Tally()].cases += 1
    tallies[kind, default: Tally()].checks += checks
    guard let failure else { return }
    tallies[kind, default: Tally()].failures += 1
    failures.append(failure)
  }

  /// Lists a file or a document that was left out.
  mutating func skip(_ name: String) {
    let place = skipped.firstIndex { $0 > name } ?? skipped.endIndex
    skipped.insert(name, at: place)
  }
}

extension VerifyReport: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for kind in AnswerKind.allCases {
      try container.encode(self[kind], forKey: Key(stringValue: kind.rawValue))
    }
    try container.encode(skipped, forKey: Key(stringValue: "skipped"))
  }

  /// The name of a kind, or "skipped".
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension VerifyReport {
  /// The counts and the files left out, for programs.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The counts and the files left out, for people.
  func table() -> String {
    var lines = [Self.row("kind", "cases", "checks", "failures")]
    for kind in AnswerKind.allCases {
      let tally = self[kind]
      lines.append(
        Self.row(kind.rawValue, "\(tally.cases)", "\(tally.checks)", "\(tally.failures)"))
    }
    lines += skipped.map { "skipped \($0)" }
    return lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ numbers: String...) -> String {
    let cells = numbers.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }
    let width = AnswerKind.allCases.map(\.rawValue.count).max() ?? 0
    return name + String(repeating: " ", count: max(1, width + 1 - name.count)) + cells.joined()
  }
}
