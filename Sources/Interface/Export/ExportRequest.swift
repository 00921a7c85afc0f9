import Script

/// Where the screen, or a run of steps, is to be written.
struct ExportRequest: Equatable {
  /// The most steps.
  static let limit = 500

  /// The file.
  let path: String
  /// Whether a file that is there is replaced.
  let isReplacing: Bool
  /// The steps, by their numbers; `nil` for what the form is usually of.
  let steps: ClosedRange<Int>?

  /// Why a text asks for nothing that can be exported.
  enum Problem: Error, Equatable {
    case noFile
    case ending
    case steps(String)

    /// What is wrong and what would be right.
    var message: String {
      switch self {
      case .noFile:
        let list = Picture.endings.map { ".\($0)" }.joined(separator: " ")
        return "Which file? export FILE [FIRST..LAST] [force]; its ending says the form: \(list)."
      case .ending:
        let list = Picture.endings.map { ".\($0)" }.joined(separator: ", ")
        return "The file's ending says in what form: \(list)."
      case .steps(let word):
        return "\(VisibleText.of(word, limit: 40)) are no steps: 1..20 would be the first twenty."
      }
    }
  }

  /// Whether it is of steps, and not of the screen as it is.
  var isOfSteps: Bool { steps != nil || ["html", "cast"].contains { path.hasSuffix(".\($0)") } }

  /// Reads `FILE`, `FILE FIRST..LAST`, and either with `force` behind it.
  init(_ text: String) throws(Problem) {
    guard !text.isEmpty else { throw .noFile }
    var words = text.split(separator: " ")
    isReplacing = words.count > 1 && words.last == "force"
    if isReplacing { words.removeLast() }
    var file = words.joined(separator: " ")
    if let last = words.last, words.count > 1, last.contains("..") {
      let ends = last.split(separator: ".", omittingEmptySubsequences: true)
      guard ends.count == 2, let first = Int(ends[0]), let end = Int(ends[1]), first <= end else {
        throw .steps(String(last))
      }
      steps = first...end
      file = words.dropLast().joined(separator: " ")
    } else {
      steps = nil
    }
    path = file
    guard Picture.hasForm(file) else { throw .ending }
  }
}
