import Foundation

@testable import memwalk

/// A folder of known answers that a test makes up; it goes with the value.
final class AnswerFolder {
  let path: String

  /// A folder with the given files, by relative path.
  init(_ files: [String: String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    path = folder.path
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func verify() throws -> VerifyReport { try KnownAnswers(folder: path).verify() }
}

/// The recorded answers: those beside the tests, or those that the environment names.
enum RecordedAnswers {
  static let folder: String =
    ProcessInfo.processInfo.environment["MEMWALK_KNOWN_ANSWERS"]
    ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "KnownAnswers").path

  /// What verifying them finds.
  static let report = Result { try KnownAnswers(folder: folder).verify() }

  /// How many cases of one kind there are, quirks left out.
  static func caseCount(of kind: AnswerKind) throws -> Int {
    guard !kind.lists.isEmpty else { return try documents(of: kind).count }
    let file = URL(filePath: folder).appending(path: "features/\(kind.rawValue).json")
    let fields = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    // The names of columns are texts, cases are not.
    return fields?.values.map { (($0 as? [Any]) ?? []).count { !($0 is String) } }.reduce(0, +) ?? 0
  }

  private static func documents(of kind: AnswerKind) throws -> [String] {
    let inside = URL(filePath: folder).appending(path: kind.rawValue)
    let names = try FileManager.default.contentsOfDirectory(atPath: inside.path)
    return try names.filter { $0.hasSuffix(".jsonl") }.flatMap { name in
      try String(contentsOf: inside.appending(path: name), encoding: .utf8)
        .split(separator: "\n").map(String.init)
    }.filter { !$0.contains(#""quirk":true"#) && !$0.contains(#""quirk": true"#) }
  }
}
