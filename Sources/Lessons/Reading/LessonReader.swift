public import Script
import Simulation

/// Reads a lesson from a Markdown file.
public struct LessonReader {
  private let file: String
  private let maps: MapLookup
  private let traces: TraceLookup

  private var lesson: Lesson
  private var mistakes: [LessonMistake] = []
  private var hasTitle = false
  private var attemptCount = 0
  private var questionCount = 0
  /// The lines of the file.
  private var lines: [Substring] = []
  /// The questions and attempts, which may speak of names that later commands bind.
  private var waiting: [Waiting] = []

  /// A block that is read when all commands are known, and its place in the lesson.
  private struct Waiting {
    let page: Int
    let item: Int
    let literal: String
    let origin: SourceOrigin
    let kind: BlockReader.Kind
  }

  /// A reader of a file, whose commands look memory maps and traces up so.
  public init(file: String, maps: @escaping MapLookup, traces: @escaping TraceLookup) {
    self.file = file
    self.maps = maps
    self.traces = traces
    let name = file.split(separator: "/").last.map(String.init) ?? file
    lesson = Lesson(
      name: name.hasSuffix(".md") ? String(name.dropLast(3)) : name, title: "", minutes: nil,
      pages: [], scope: Scope())
  }

  /// Whether a text is a lesson: it has a block of commands, a question or something to try.
  public static func isLesson(_ text: String) -> Bool {
    var isLesson = false
    Markdown(text).forEachBlock { node in
      if case .code(let info) = node.kind, FenceWords(info).block != nil { isLesson = true }
    }
    return isLesson
  }

  /// The lesson, or all that is wrong with how it is written. Linear in its length.
  public mutating func read(_ text: String) throws(LessonMistakes) -> Lesson {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    Markdown(text).forEachBlock { node in take(node) }
    for block in waiting { readWaiting(block) }
    if !hasTitle { mistakes.append(LessonMistake("the lesson has no title: # Title", line: 1)) }
    if let first = lesson.pages.first, first.title.isEmpty || first.items.isEmpty, hasTitle,
      first.items.isEmpty
    {
      lesson.pages.removeFirst()
    }
    if lesson.pages.isEmpty, hasTitle {
      mistakes.append(LessonMistake("the lesson has no page: ## Title begins one", line: 1))
    }
    if lesson.pages.allSatisfy({ $0.items.allSatisfy(\.isText) }), mistakes.isEmpty {
      mistakes.append(
        LessonMistake(
          "nothing happens in the lesson: it has no block ```memwalk, ```predict or ```try",
          line: 1))
    }
    guard mistakes.isEmpty else {
      throw LessonMistakes(list: mistakes.sorted { $0.line < $1.line })
    }
    lesson.minutes = lesson.pages.first.flatMap { Self.minutes(in: $0) }
    return lesson
  }

  /// Deeper than anybody nests lists and quotes, and far from the end of the stack.
  private static let depthLimit = 40

  private mutating func take(_ node: MarkdownNode) {
    guard !node.isDeeper(than: Self.depthLimit) else {
      return mistakes.append(
        LessonMistake(
          "lists and quotes lie within each other more than \(Self.depthLimit) deep",
          line: node.line))
    }
    if node.hasHTMLWithin {
      mistakes.append(LessonMistake("HTML is not shown in a lesson", line: node.line))
    }
    switch node.kind {
    case .heading(1): takeTitle(node)
    case .heading(2):
      lesson.pages.append(LessonPage(title: InlineText(node).text, line: node.line))
      if InlineText(node).text.isEmpty {
        mistakes.append(LessonMistake("the page has no heading", line: node.line))
      }
    case .heading:
      add(.text(TextBlock(kind: .paragraph, runs: InlineText(node, .strong).runs)), node)
    case .paragraph: add(.text(TextBlock(kind: .paragraph, runs: InlineText(node).runs)), node)
    case .list: takeList(node, depth: 0)
    case .quote:
      for part in node.children {
        add(.text(TextBlock(kind: .quote, runs: InlineText(part).runs)), node)
      }
    case .code(let info): takeCode(node, info)
    case .html:
      // A comment is the author's own.
      if !node.literal.hasPrefix("<!--") {
        mistakes.append(LessonMistake("HTML is not shown in a lesson", line: node.line))
      }
    case .rule, .item, .text, .inlineCode, .softBreak, .lineBreak, .emphasis, .strong, .other:
      break
    }
  }

  private mutating func takeTitle(_ node: MarkdownNode) {
    guard !hasTitle else {
      return mistakes.append(
        LessonMistake("the lesson has a title already; ## begins a page", line: node.line))
    }
    hasTitle = true
    lesson.title = InlineText(node).text
    lesson.pages.insert(LessonPage(title: lesson.title, line: node.line), at: 0)
  }

  private mutating func takeList(_ list: MarkdownNode, depth: Int) {
    for (place, item) in list.children.enumerated() {
      let marker = list.firstNumber.map { "\($0 + place)." } ?? "·"
      for part in item.children {
        switch part.kind {
        case .list: takeList(part, depth: depth + 1)
        case .code(let info): takeCode(part, info)
        case .heading, .paragraph, .item, .quote, .html, .rule, .text, .inlineCode, .softBreak,
          .lineBreak, .emphasis, .strong, .other:
          add(
            .text(TextBlock(kind: .point(marker, depth: depth), runs: InlineText(part).runs)), part)
        }
      }
    }
  }

  private mutating func takeCode(_ node: MarkdownNode, _ info: String) {
    let origin = SourceOrigin(file: file, line: node.line + 1, column: node.column)
    let fence = FenceWords(info)
    if fence.block != nil, !isClosed(node) {
      return mistakes.append(
        LessonMistake("the block has no end: ``` in a line of its own", line: node.line))
    }
    if let mistake = fence.mistake {
      return mistakes.append(LessonMistake(mistake, line: node.line, column: node.column))
    }
    do throws(LessonMistakes) {
      switch fence.block {
      case nil:
        add(.text(TextBlock(kind: .code, runs: [TextRun(text: node.literal, style: .code)])), node)
      case .commands(let mode): add(.commands(try commands(node, mode, origin)), node)
      case .question: wait(node, .question, origin)
      case .attempt: wait(node, .attempt, origin)
      }
    } catch {
      mistakes += error.list
    }
  }

  /// Whether a block ends with a fence, and not with what it is within or with the file.
  private func isClosed(_ node: MarkdownNode) -> Bool {
    guard node.lastLine > node.line, node.lastLine <= lines.count else { return false }
    let last = lines[node.lastLine - 1].drop { $0 == " " || $0 == ">" }
    return last.hasPrefix("```") || last.hasPrefix("~~~")
  }

  private mutating func wait(
    _ node: MarkdownNode, _ kind: BlockReader.Kind, _ origin: SourceOrigin
  ) {
    add(.text(TextBlock(kind: .code, runs: [])), node)
    guard let page = lesson.pages.indices.last else { return }
    waiting.append(
      Waiting(
        page: page, item: lesson.pages[page].items.count - 1, literal: node.literal,
        origin: origin, kind: kind))
  }

  /// Puts a question, or something to try, in its place.
  private mutating func readWaiting(_ block: Waiting) {
    var reader = BlockReader(block.literal, block.origin, named: block.kind)
    let line = block.origin.line - 1
    do throws(LessonMistakes) {
      switch block.kind {
      case .question:
        lesson.pages[block.page].items[block.item] = .question(
          try reader.question(number: questionCount, line: line, self))
        questionCount += 1
      case .attempt:
        lesson.pages[block.page].items[block.item] = .attempt(
          try reader.attempt(number: attemptCount, line: line))
        attemptCount += 1
      }
    } catch {
      mistakes += error.list
    }
  }

  private mutating func commands(
    _ node: MarkdownNode, _ mode: CommandBlock.Mode, _ origin: SourceOrigin
  ) throws(LessonMistakes) -> CommandBlock {
    let parsed = ScriptParser(maps: maps, traces: traces).parse(
      node.literal, from: origin, scope: &lesson.scope)
    var mistakes = parsed.errors.map { LessonMistake($0) }
    for line in parsed.lines where !line.statement.belongsInLesson {
      mistakes.append(
        LessonMistake(
          "a lesson writes no file and shows its own views: leave this line out",
          line: line.position.line, column: line.position.column))
    }
    if parsed.lines.isEmpty, parsed.errors.isEmpty {
      mistakes.append(LessonMistake("the block has no command", line: node.line))
    }
    guard mistakes.isEmpty else { throw LessonMistakes(list: mistakes) }
    return CommandBlock(mode: mode, line: node.line, lines: parsed.lines)
  }

  /// Adds a part to the page that the file is in.
  private mutating func add(_ item: LessonItem, _ node: MarkdownNode) {
    guard !lesson.pages.isEmpty else {
      return mistakes.append(
        LessonMistake("this stands before the title, # Title", line: node.line))
    }
    lesson.pages[lesson.pages.count - 1].items.append(item)
  }

  /// What an author's condition says.
  func condition(_ text: PlacedText) throws(LessonMistake) -> Condition {
    guard case .find(let condition, backwards: _) = try statement("find ", text) else {
      throw LessonMistake("this is no condition", at: text)
    }
    return condition
  }

  /// What a name or an address of an author stands for.
  func operand(_ text: PlacedText) throws(LessonMistake) -> Operand {
    guard case .direction(.highlight(.address(let operand))) = try statement("highlight ", text)
    else { throw LessonMistake("this is neither a name nor an address", at: text) }
    return operand
  }

  /// The statement of a verb in front of an author's words.
  private func statement(_ verb: String, _ text: PlacedText) throws(LessonMistake) -> Statement? {
    var scope = lesson.scope
    do throws(ScriptError) {
      return try ScriptParser(maps: maps, traces: traces).parse(
        line: verb + text.text, from: SourceOrigin(file: file, line: text.line), scope: &scope)?
        .statement
    } catch {
      throw LessonMistake(
        error.message, line: text.line,
        column: max(text.column, text.column + error.position.column - 1 - verb.count))
    }
  }

  /// The number before the word minutes, wherever it stands on a page.
  private static func minutes(in page: LessonPage) -> Int? {
    for case .text(let block) in page.items {
      let words = block.text.split(whereSeparator: \.isWhitespace)
      for (number, word) in zip(words, words.dropFirst()) where word.hasPrefix("minute") {
        if let minutes = Int(number) { return minutes }
      }
    }
    return nil
  }
}

extension LessonItem {
  /// Whether it is only read.
  var isText: Bool { if case .text = self { true } else { false } }
}

extension Statement {
  /// Whether a lesson may have it: it neither writes files nor ends the program.
  var belongsInLesson: Bool {
    switch self {
    case .save, .crash, .help, .show: false
    case .command, .boot, .expect, .bookmark, .note, .direction, .comment, .find, .extreme, .goto,
      .writer, .touch, .branch, .instead, .other, .diff, .diffFirst, .replay:
      true
    }
  }
}
