import FoundationEssentials

/// A folder of known answers: a folder inside for each kind, with one JSON document a line, and the
/// folder `features`, with one kind a file.
struct KnownAnswers {
  /// The path of the folder.
  let folder: String

  /// Compares every case with what the program does. A document that is no JSON is a case that
  /// fails. Throws if a file cannot be read.
  func verify() throws(UnreadableAnswers) -> VerifyReport {
    var report = VerifyReport()
    for path in try filePaths() {
      let parts = path.split(separator: "/")
      if parts.count == 2, parts[0] == "features", path.hasSuffix(".json") {
        try verifyFeature(path, &report)
        continue
      }
      let kind = parts.count > 1 ? AnswerKind(rawValue: String(parts[0])) : nil
      guard let kind, path.hasSuffix(".jsonl") else {
        report.skip(path)
        continue
      }
      try verify(path, kind, &report)
    }
    return report
  }

  /// Verifies one file, or skips it if no line of it is of a kind that the folder holds.
  private func verify(
    _ path: String, _ kind: AnswerKind, _ report: inout VerifyReport
  ) throws(UnreadableAnswers) {
    let documents = try documents(in: path)
    guard documents.contains(where: { $0.isDamaged || $0.isKnown(to: kind) }) else {
      report.skip(path)
      return
    }
    for document in documents {
      switch document {
      case .success(let document): verify(document, kind, &report)
      case .failure(let damage): report.count(kind, checks: 0, failure: damage.description)
      }
    }
  }

  private func verify(
    _ document: AnswerDocument, _ kind: AnswerKind, _ report: inout VerifyReport
  ) {
    guard document.heading.quirk != true else {
      return report.skip(document.heading.title ?? document.place)
    }
    var checks = CaseChecks()
    if let verifier = kind.verifier(of: document.heading) {
      document.check(with: verifier, &checks)
    } else {
      checks.fail("unknown kind \(document.heading.kind ?? "(none)")")
    }
    report.count(kind, checks: checks.count, failure: checks.summary.map(document.describe))
  }

  /// The bytes of a file, by its relative path.
  func contents(of path: String) throws(UnreadableAnswers) -> Data {
    do {
      return try Data(contentsOf: URL(filePath: folder).appending(path: path))
    } catch {
      throw UnreadableAnswers(place: path, reason: "cannot be read")
    }
  }

  private func documents(in path: String) throws(UnreadableAnswers) -> [ReadDocument] {
    let lines = try contents(of: path).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.enumerated().filter { !$1.allSatisfy(\.isJSONSpace) }.map { index, line in
      ReadDocument { () throws(UnreadableAnswers) in
        try AnswerDocument(line: line, place: "\(path):\(index + 1)")
      }
    }
  }

  /// The relative paths of all files in the folder, sorted. Links are followed, circles are not.
  private func filePaths() throws(UnreadableAnswers) -> [String] {
    var isFolder = false
    guard Self.exists(folder, isFolder: &isFolder) else {
      throw UnreadableAnswers(place: folder, reason: "there is no such folder")
    }
    guard isFolder else { throw UnreadableAnswers(place: folder, reason: "not a folder") }
    var found: [String] = []
    var visited: Set<String> = []
    try collect("", &visited, &found)
    return found.sorted()
  }

  private func collect(
    _ relative: String, _ visited: inout Set<String>, _ found: inout [String]
  ) throws(UnreadableAnswers) {
    let path = relative.isEmpty ? folder : folder + "/" + relative
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path
    guard visited.insert(resolved).inserted else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw UnreadableAnswers(place: path, reason: "cannot be read")
    }
    for name in names where !name.hasPrefix(".") {
      let inner = relative.isEmpty ? name : relative + "/" + name
      var isFolder = false
      _ = Self.exists(folder + "/" + inner, isFolder: &isFolder)
      if isFolder {
        try collect(inner, &visited, &found)
      } else {
        found.append(inner)
      }
    }
  }

  private static func exists(_ path: String, isFolder: inout Bool) -> Bool {
    FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
  }
}

/// A line of a file of known answers, or what is wrong with it.
private typealias ReadDocument = Result<AnswerDocument, UnreadableAnswers>

extension ReadDocument {
  fileprivate var isDamaged: Bool {
    if case .failure = self { true } else { false }
  }

  fileprivate func isKnown(to kind: AnswerKind) -> Bool {
    guard case .success(let document) = self else { return false }
    return kind.verifier(of: document.heading) != nil
  }
}

/// Known answers that are not there, cannot be read, or are not JSON.
struct UnreadableAnswers: Error, CustomStringConvertible {
  /// The folder, the file, or the file and line.
  let place: String
  /// What is wrong with it.
  let reason: String

  var description: String { "\(place): \(reason)" }
}

extension UInt8 {
  fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0d }
}
