/// What a reader has answered in lessons: it is kept by question, so that a lesson may be rewritten.
public struct LessonProgress: Equatable, Sendable {
  /// How a question was answered.
  public enum Answer: Equatable, Sendable {
    /// Rightly, with so many tries.
    case right(tries: Int)
    /// The reader let it be shown.
    case shown
  }

  private var answers: [UInt64: Answer] = [:]
  private var done: Set<UInt64> = []

  /// Nothing answered.
  public init() {}

  /// How a question was answered; `nil` if it was not.
  public subscript(question: Question) -> Answer? {
    get { answers[question.hash] }
    set { answers[question.hash] = newValue }
  }

  /// Notes that something was brought about.
  mutating func noteDone(_ attempt: Attempt) { done.insert(attempt.hash) }

  /// Whether something was brought about.
  public func isDone(_ attempt: Attempt) -> Bool { done.contains(attempt.hash) }

  /// How many questions of a lesson have been answered.
  public func answered(in lesson: Lesson) -> Int {
    lesson.questions.count { answers[$0.hash] != nil }
  }

  /// Takes in what another reader has answered meanwhile.
  public mutating func merge(_ other: LessonProgress) {
    answers.merge(other.answers) { mine, _ in mine }
    done.formUnion(other.done)
  }

  /// Forgets what was answered in a lesson.
  public mutating func reset(_ lesson: Lesson) {
    for question in lesson.questions { answers[question.hash] = nil }
    for case .attempt(let attempt) in lesson.pages.flatMap(\.items) { done.remove(attempt.hash) }
  }
}

/// As a text that is kept in a file: a line for each question.
extension LessonProgress {
  /// The progress of a text. Lines that are none are left out.
  public init(text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      guard words.count >= 2, let hash = UInt64(words[0], radix: 16) else { continue }
      switch words[1] {
      case "right":
        answers[hash] = .right(tries: words.dropFirst(2).first.flatMap { Int($0) } ?? 1)
      case "shown": answers[hash] = .shown
      case "done": done.insert(hash)
      default: continue
      }
    }
  }

  /// The text.
  public var text: String {
    let lines =
      answers.map { hash, answer in
        switch answer {
        case .right(let tries): "\(String(hash, radix: 16)) right \(tries)"
        case .shown: "\(String(hash, radix: 16)) shown"
        }
      } + done.map { "\(String($0, radix: 16)) done" }
    return lines.sorted().map { $0 + "\n" }.joined()
  }
}
