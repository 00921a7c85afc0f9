import Script
import Simulation

/// Reads the lines of a question or of something to try: a text, and below it lines that begin with
/// a word and a colon. What begins with none goes on with the line above.
struct BlockReader {
  /// The words that lines of a kind of block begin with.
  enum Kind: String {
    case question = "answer hint why"
    case attempt = "goal within solution"

    var words: [String] { rawValue.split(separator: " ").map(String.init) }
  }

  /// A line with what follows it.
  private struct Part {
    var word: String
    var text: PlacedText
    /// The lines with a dash below it.
    var points: [PlacedText] = []
  }

  private var text = ""
  private var parts: [Part] = []
  private var mistakes: [LessonMistake] = []

  init(_ literal: String, _ origin: SourceOrigin, named kind: Kind) {
    let others: Kind = kind == .question ? .attempt : .question
    let lines = literal.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let line = line.dropFirst(indent).trimmingEnd
      guard !line.isEmpty else { continue }
      let place = PlacedText(
        text: String(line), line: origin.line + index, column: origin.column + indent)
      if let word = line.split(separator: ":", maxSplits: 1).first.map(String.init),
        word.count < line.count, !word.contains(" ")
      {
        if kind.words.contains(word) {
          parts.append(Part(word: word, text: place.dropping(word.count + 1)))
          continue
        }
        let near = WordList.nearest(to: word, among: kind.words)
        if others.words.contains(word) || near != nil && word.first?.isLowercase == true {
          let hint =
            near.map { "did you mean \($0)?" } ?? "\(kind.words.joined(separator: ", ")) do"
          mistakes.append(LessonMistake("no line here begins with \(word): - \(hint)", at: place))
          continue
        }
      }
      if line.hasPrefix("- "), let last = parts.indices.last, parts[last].word == "answer" {
        parts[last].points.append(place.dropping(2))
      } else if let last = parts.indices.last {
        parts[last].text.text += " " + line
      } else {
        text += (text.isEmpty ? "" : " ") + line
      }
    }
  }
}

extension BlockReader {
  /// The question that the lines are.
  mutating func question(
    number: Int, line: Int, _ reader: LessonReader
  ) throws(LessonMistakes) -> Question {
    if text.isEmpty { mistakes.append(LessonMistake("the question has no text", line: line)) }
    let answers = parts.filter { $0.word == "answer" }
    if answers.isEmpty {
      mistakes.append(
        LessonMistake(
          "the question has no answer: line, such as answer: number heap.holes", line: line))
    }
    if let second = answers.dropFirst().first {
      mistakes.append(LessonMistake("the question has an answer: line already", at: second.text))
    }
    let hints = texts("hint")
    let reasons = texts("why")
    if let second = parts.filter({ $0.word == "why" }).dropFirst().first {
      mistakes.append(LessonMistake("the question has a why: line already", at: second.text))
    }
    var asked = Question.Asked.fault
    if let answer = answers.first {
      do throws(LessonMistake) {
        asked = try Self.asked(answer, reader)
      } catch {
        mistakes.append(error)
      }
    }
    guard mistakes.isEmpty else { throw LessonMistakes(list: mistakes) }
    return Question(
      number: number, line: line, text: text, asked: asked, hints: hints, reason: reasons.first)
  }

  /// What the lines give to try.
  mutating func attempt(number: Int, line: Int) throws(LessonMistakes) -> Attempt {
    if text.isEmpty {
      mistakes.append(LessonMistake("the part to try does not say what to do", line: line))
    }
    let goals = parts.filter { $0.word == "goal" }.map { Attempt.Goal(text: $0.text) }
    if goals.isEmpty {
      mistakes.append(LessonMistake("the part to try has no goal: line", line: line))
    }
    for goal in goals where goal.text.text.isEmpty {
      mistakes.append(LessonMistake("the goal is empty", at: goal.text))
    }
    let solution = parts.filter { $0.word == "solution" }.map(\.text)
    if solution.isEmpty {
      mistakes.append(
        LessonMistake(
          "the part to try has no solution: lines, so nobody knows that it can be done",
          line: line))
    }
    let limits = parts.filter { $0.word == "within" }
    if let second = limits.dropFirst().first {
      mistakes.append(LessonMistake("there is a within: line already", at: second.text))
    }
    let limit = limits.first.flatMap { Self.count($0.text.text) }
    if let wrong = limits.first, limit == nil {
      mistakes.append(
        LessonMistake(
          "within: takes a number of commands, such as within: 6 commands",
          at: wrong.text))
    }
    guard mistakes.isEmpty else { throw LessonMistakes(list: mistakes) }
    return Attempt(
      number: number, line: line, text: text, goals: goals, limit: limit, solution: solution)
  }

  private mutating func texts(_ word: String) -> [String] {
    parts.filter { $0.word == word }.map { part in
      if part.text.text.isEmpty {
        mistakes.append(LessonMistake("nothing stands behind \(word):", at: part.text))
      }
      return part.text.text
    }
  }

  /// `6 commands`.
  private static func count(_ text: String) -> Int? {
    let words = text.split(separator: " ")
    guard let first = words.first, let count = Int(first), count > 0,
      words.count == 1 || words.count == 2 && words[1].hasPrefix("command")
    else { return nil }
    return count
  }

  private static func asked(
    _ answer: Part, _ reader: LessonReader
  ) throws(LessonMistake) -> Question.Asked {
    let words = answer.text.text.split(separator: " ").map(String.init)
    guard
      let form = AnswerForm.allCases.first(where: { words.starts(with: $0.words) }),
      words.count == form.words.count + (form.takesOperand ? 1 : 0)
    else {
      throw LessonMistake(
        "an answer is number FIGURE, one of, fault, address of NAME, frame of ADDRESS, hole of NAME"
          + " or entry of ADDRESS", at: answer.text)
    }
    if form != .choice, let point = answer.points.first {
      throw LessonMistake("only one of has choices", at: point)
    }
    let rest = answer.text.dropping(form.rawValue.count)
    switch form {
    case .number: return .number(try figure(rest))
    case .choice: return .choice(try choices(answer, reader))
    case .fault: return .fault
    case .address: return .address(try reader.operand(rest))
    case .frame: return .frame(try reader.operand(rest))
    case .hole: return .hole(try reader.operand(rest))
    case .entry: return .entry(try reader.operand(rest))
    }
  }

  /// The words that stand behind `answer:`.
  private enum AnswerForm: String, CaseIterable {
    case number
    case choice = "one of"
    case fault
    case address = "address of"
    case frame = "frame of"
    case hole = "hole of"
    case entry = "entry of"

    var words: [String] { rawValue.split(separator: " ").map(String.init) }

    /// Whether a figure, a name or an address follows.
    var takesOperand: Bool { self != .choice && self != .fault }
  }

  private static func figure(_ text: PlacedText) throws(LessonMistake) -> Figure {
    if let figure = Figure(rawValue: text.text) { return figure }
    let near = WordList.nearest(to: text.text, among: Figure.allCases.map(\.rawValue))
    throw LessonMistake(
      "no figure is called \(text.text)" + (near.map { ": did you mean \($0)?" } ?? ""), at: text)
  }

  private static func choices(
    _ answer: Part, _ reader: LessonReader
  ) throws(LessonMistake) -> [Question.Choice] {
    guard answer.points.count >= 2, answer.points.count <= 9 else {
      throw LessonMistake(
        "one of takes two to nine lines: - TEXT when CONDITION", at: answer.text)
    }
    var choices: [Question.Choice] = []
    for point in answer.points {
      guard let range = point.text.lastRange(of: " when ") else {
        throw LessonMistake("a choice says when it is right: - TEXT when CONDITION", at: point)
      }
      let condition = point.dropping(point.text.distance(from: point.text.startIndex, to: range))
        .dropping(5)
      choices.append(
        Question.Choice(
          text: String(point.text[..<range]), condition: try reader.condition(condition)))
    }
    return choices
  }
}

extension PlacedText {
  /// What stands behind so many characters and the spaces that follow.
  func dropping(_ count: Int) -> PlacedText {
    let rest = text.dropFirst(count)
    let spaces = rest.prefix { $0 == " " }.count
    return PlacedText(
      text: String(rest.dropFirst(spaces)), line: line, column: column + count + spaces)
  }
}

extension String {
  /// Where some words begin last.
  fileprivate func lastRange(of words: String) -> String.Index? {
    var found: String.Index?
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(words) { found = start }
      start = index(after: start)
    }
    return found
  }
}

extension Substring {
  /// The text without spaces at its end.
  fileprivate var trimmingEnd: Substring {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
