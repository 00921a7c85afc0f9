import FoundationEssentials

/// One line of a file of known answers, or one entry of a list in such a file.
struct AnswerDocument {
  /// The file's relative path and the line or entry.
  let place: String
  /// What the document says of itself.
  let heading: AnswerHeading

  private let line: Data

  /// Reads a line's heading. Throws if the line is not a JSON object.
  init(line: Data, place: String) throws(UnreadableAnswers) {
    do {
      heading = try JSONDecoder().decode(AnswerHeading.self, from: line)
    } catch DecodingError.typeMismatch {
      throw UnreadableAnswers(place: place, reason: "not a JSON object")
    } catch {
      throw UnreadableAnswers(place: place, reason: "not JSON")
    }
    self.place = place
    self.line = line
  }

  /// An entry of a list; one without fields, such as a row of numbers, has no heading.
  init(entry: JSONValue, place: String) {
    self.place = place
    line = Data(entry.description.utf8)
    heading = (try? JSONDecoder().decode(AnswerHeading.self, from: line)) ?? AnswerHeading()
  }

  /// Reads the case and lets the verifier do it.
  func check<V: Verifier>(with _: V.Type, _ checks: inout CaseChecks) {
    do {
      let answer = try JSONDecoder().decode(V.Case.self, from: line)
      var verifier = try V(answer)
      try verifier.run(&checks)
    } catch {
      checks.fail(Self.explain(error))
    }
  }

  /// The place, the case's name and what is wrong with it.
  func describe(_ failure: String) -> String {
    "\(place): \(heading.title.map { $0 + ": " } ?? "")\(failure)"
  }

  private static func explain(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(path(context))field \(key.stringValue) is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      path(context) + context.debugDescription
    case DecodingError.dataCorrupted(let context):
      path(context) + (context.underlyingError.map { "\($0)" } ?? context.debugDescription)
    default: "\(error)"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    guard !context.codingPath.isEmpty else { return "" }
    let steps = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }
    return steps.joined().drop { $0 == "." } + ": "
  }
}

/// The fields by which a document is recognised.
struct AnswerHeading: Decodable {
  /// The kind of the case.
  let kind: String?
  /// The case's name.
  let name: String?
  /// The document's name where documents have no `name`.
  let id: String?
  /// Whether the document shows a flaw of the program that made it.
  let quirk: Bool?

  /// The heading of a document that does not say anything of itself.
  init() { (kind, name, id, quirk) = (nil, nil, nil, nil) }

  /// What the case is called.
  var title: String? { name ?? id }

  private enum Key: CodingKey { case kind, name, id, quirk }

  /// Takes the fields that are there; one of another type counts as missing.
  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    kind = try? fields.decode(String.self, forKey: .kind)
    name = try? fields.decode(String.self, forKey: .name)
    id = try? fields.decode(String.self, forKey: .id)
    quirk = try? fields.decode(Bool.self, forKey: .quirk)
  }
}
