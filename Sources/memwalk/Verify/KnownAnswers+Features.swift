import FoundationEssentials

extension KnownAnswers {
  /// Verifies a file that is one JSON object with lists of cases. Its `schema` names its kind:
  /// `memwalk-ka/tlsf/1`. A file of a kind that the program does not know is skipped.
  func verifyFeature(_ path: String, _ report: inout VerifyReport) throws(UnreadableAnswers) {
    let data = try contents(of: path)
    guard let file = try? JSONDecoder().decode([String: JSONValue].self, from: data) else {
      return refuse(path, "not a JSON object", &report)
    }
    guard let kind = Self.kind(ofSchema: file["schema"]) else {
      return refuse(path, "no schema \"memwalk-ka/KIND/1\" of a known kind", &report)
    }
    for (name, verifier) in kind.lists {
      guard case .array(let entries) = file[name] else { continue }
      for (n, entry) in entries.enumerated() {
        var checks = CaseChecks()
        let document = AnswerDocument(entry: entry, place: "\(path): \(name)[\(n)]")
        document.check(with: verifier, &checks)
        report.count(kind, checks: checks.count, failure: checks.summary.map(document.describe))
      }
    }
    for name in Self.unknownLists(in: file, of: kind) {
      report.count(kind, checks: 0, failure: "\(path): unknown list \(name)")
    }
  }

  /// Counts a file as failed if its name says that it has answers of a known kind, else skips it.
  private func refuse(_ path: String, _ reason: String, _ report: inout VerifyReport) {
    let name = path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    guard let kind = name.flatMap(AnswerKind.init(rawValue:)), !kind.lists.isEmpty else {
      return report.skip(path)
    }
    report.count(kind, checks: 0, failure: "\(path): \(reason)")
  }

  private static func kind(ofSchema schema: JSONValue?) -> AnswerKind? {
    guard case .string(let text) = schema else { return nil }
    let parts = text.split(separator: "/")
    guard parts.count == 3, parts[0] == "memwalk-ka", parts[2] == "1",
      let kind = AnswerKind(rawValue: String(parts[1])), !kind.lists.isEmpty
    else { return nil }
    return kind
  }

  /// The lists that are neither of cases nor the names of a list's columns.
  private static func unknownLists(in file: [String: JSONValue], of kind: AnswerKind) -> [String] {
    let known = kind.lists.flatMap { [$0.name, $0.name + "_columns"] }
    return file.keys.filter { name in
      guard case .array = file[name] else { return false }
      return !known.contains(name)
    }.sorted()
  }
}
