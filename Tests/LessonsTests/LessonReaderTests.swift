import Testing

@testable import Lessons

@Suite struct LessonReaderTests {
  @Test func aLessonIsRead() throws {
    let lesson = try LessonFile.read(LessonFile.walk)
    #expect(lesson.title == "An address is five numbers")
    #expect(lesson.minutes == 10)
    #expect(
      lesson.pages.map(\.title) == [
        "An address is five numbers", "One number to start with", "Four reads", "Now you",
      ])
    #expect(lesson.questions.map(\.hints.count) == [2, 0])
    #expect(lesson.questions[0].hints[1] == "Count the tables between CR3 and the page.")
    guard case .choice(let choices) = lesson.questions[1].asked else {
      Issue.record("the second question is a choice")
      return
    }
    #expect(choices.map(\.text) == ["four more words", "none"])
    #expect(LessonFile.mistakes(LessonFile.walk).isEmpty)
  }

  @Test func textKeepsItsStyles() throws {
    let lesson = try LessonFile.read(
      LessonFile.page(
        "A *few* **words** of `code`,\nand more.\n\n* one\n* two\n\n```memwalk\nboot\n```"))
    guard case .text(let block) = lesson.pages[0].items[0] else {
      Issue.record("the page begins with text")
      return
    }
    #expect(block.text == "A few words of code, and more.")
    #expect(block.runs.map(\.style) == [.plain, .emphasis, .plain, .strong, .plain, .code, .plain])
    let points = lesson.pages[0].items.compactMap { item -> TextBlock.Kind? in
      if case .text(let block) = item { block.kind } else { nil }
    }
    #expect(points.dropFirst() == [.point("·", depth: 0), .point("·", depth: 0)])
  }

  @Test func whatALessonIsIsSeen() {
    #expect(LessonReader.isLesson(LessonFile.walk))
    #expect(!LessonReader.isLesson("# a comment\nboot\na = alloc 8\n"))
    #expect(!LessonReader.isLesson("# Notes\n\n```\nboot\n```\n"))
  }

  /// What authors do wrong: a text, the line that is to be named, and words of the message.
  static let mistakes: [(text: String, line: Int, words: String)] = [
    ("## Page\n\ntext\n", 1, "no title"),
    ("# Title\n", 1, "no page"),
    ("# Title\n\n## Page\n\nOnly text.\n", 1, "nothing happens"),
    ("text\n\n# Title\n\n```memwalk\nboot\n```\n", 1, "before the title"),
    ("# One\n\n# Two\n\n```memwalk\nboot\n```\n", 3, "a title already"),
    (LessonFile.page("##\n\n```memwalk\nboot\n```"), 5, "no heading"),
    (LessonFile.page("<b>text</b>\n\n```memwalk\nboot\n```"), 5, "HTML"),
    (LessonFile.page("```memwalk\naloc 8\n```"), 6, "did you mean 'alloc'"),
    (LessonFile.page("```memwalk\nboot\na = alloc\n```"), 7, "alloc"),
    (LessonFile.page("```memwalk\n```"), 5, "no command"),
    (LessonFile.page("```memwalk\nboot"), 5, "has no end"),
    (LessonFile.page("- one\n\n  ```memwalk\n  boot\n\ntext"), 7, "has no end"),
    (LessonFile.page("```memwalk step\nboot\n```"), 5, "memwalk setup or memwalk into"),
    (LessonFile.page("```memwalk steps\nboot\n```"), 5, "memwalk setup or memwalk into"),
    (LessonFile.page("```memwlk\nboot\n```"), 5, "did you mean memwalk"),
    (LessonFile.page("```predikt\nQ\n```"), 5, "did you mean predict"),
    (LessonFile.page("```predict now\nQ\n```"), 5, "leave out now"),
    (LessonFile.page("```memwalk\nsave \"x\"\n```"), 6, "writes no file"),
    (LessonFile.page("```memwalk\nfree a\n```"), 6, "a"),
    (LessonFile.page("```memwalk\na = alloc 8\nfree a\nfree a\n```"), 8, "free"),
    (LessonFile.page("```memwalk\nboot\nexpect heap.holes == 7\n```"), 7, "expected heap.holes"),
    (LessonFile.page("```memwalk\nboot\nmachine memory=16M\n```"), 7, "machine"),
    (LessonFile.page("```memwalk\nboot\nhighlight nosuch\n```"), 7, "nosuch"),
    (LessonFile.page("```memwalk\nlayout nowhere\n```"), 6, "nowhere"),
    (LessonFile.page("```predict\nanswer: fault\n```\n\n```memwalk\nboot\n```"), 5, "no text"),
    (LessonFile.page("```predict\nQ?\n```\n\n```memwalk\nboot\n```"), 5, "no answer"),
    (
      LessonFile.page("```predict\nQ?\nanswer: fault\nanswer: fault\n```\n\n```memwalk\nboot\n```"),
      8, "an answer: line already"
    ),
    (
      LessonFile.page("```predict\nQ?\nanswer: many\n```\n\n```memwalk\nboot\n```"), 7,
      "number FIGURE"
    ),
    (
      LessonFile.page("```predict\nQ?\nanswer: number heap.hole\n```\n\n```memwalk\nboot\n```"), 7,
      "did you mean heap.holes"
    ),
    (
      LessonFile.page("```predict\nQ?\nanswr: fault\n```\n\n```memwalk\nboot\n```"), 7,
      "did you mean answer"
    ),
    (
      LessonFile.page("```predict\nQ?\nanswer: one of\n- a when oom\n```\n\n```memwalk\nboot\n```"),
      7, "two to nine"
    ),
    (
      LessonFile.page(
        "```predict\nQ?\nanswer: one of\n- a when oom\n- b\n```\n\n```memwalk\nboot\n```"), 9,
      "TEXT when CONDITION"
    ),
    (
      LessonFile.page(
        "```predict\nQ?\nanswer: one of\n- a when om\n- b when fault\n```\n\n```memwalk\nboot\n```"),
      8, "om"
    ),
    (
      LessonFile.page(
        "```predict\nQ?\nanswer: one of\n- a when oom\n- b when fault\n```\n\n```memwalk\nboot\n```"
      ),
      5, "no choice is right"
    ),
    (
      LessonFile.page(
        "```predict\nQ?\nanswer: one of\n- a when not oom\n- b when not fault\n```\n\n"
          + "```memwalk\nboot\n```"), 5, "more than one choice is right: 1, 2"
    ),
    (LessonFile.page("```predict\nQ?\nanswer: fault\n```"), 5, "no step follows"),
    (
      LessonFile.page("```predict\nQ?\nanswer: fault\nhint:\n```\n\n```memwalk\nboot\n```"), 8,
      "nothing stands behind hint"
    ),
    (
      LessonFile.page("```predict\nQ?\nanswer: hole of a\n```\n\n```memwalk\nboot\n```"), 5,
      "out of no hole"
    ),
    (
      LessonFile.page("```predict\nQ?\nanswer: frame of 0x1000_0000\n```\n\n```memwalk\nboot\n```"),
      5, "nothing is mapped"
    ),
    (
      LessonFile.page(
        "```predict\nQ?\nanswer: fault\n```\n\n```memwalk\nboot\n```\n\n"
          + "```predict\nQ?\nanswer: fault\n```\n\n```memwalk\nclean\n```"), 14, "asked before"
    ),
    (LessonFile.page("```try\nDo it.\nsolution: boot\n```"), 5, "no goal"),
    (LessonFile.page("```try\nDo it.\ngoal: oom\n```"), 5, "no solution"),
    (
      LessonFile.page(
        "```memwalk\nboot\n```\n\n```try\nDo it.\ngoal: heap.holes == 1\nsolution: clean\n```"),
      11, "holds before"
    ),
    (
      LessonFile.page("```memwalk\nboot\n```\n\n```try\nDo it.\ngoal: oom\nsolution: clean\n```"),
      11, "does not meet this goal"
    ),
    (
      LessonFile.page("```memwalk\nboot\n```\n\n```try\nDo it.\ngoal: oom\nsolution: free z\n```"),
      12, "z"
    ),
    (
      LessonFile.page("```memwalk\nboot\n```\n\n```try\nDo it.\ngoal: oom\nsolution: aloc 8\n```"),
      12, "did you mean 'alloc'"
    ),
    (
      LessonFile.page(
        "```memwalk\nboot\n```\n\n```try\nDo it.\ngoal: heap.blocks == 2\nwithin: 1 commands\n"
          + "solution: alloc 8\nsolution: alloc 8\n```"), 14, "more than 1 commands"
    ),
    (
      LessonFile.page(
        "```memwalk\nboot\n```\n\n```try\nDo it.\ngoal: fault\nwithin: few\nsolution: clean\n```"),
      12, "within: takes a number"
    ),
    (
      LessonFile.page(
        "```memwalk\nboot\n```\n\n```try\nDo it.\ngoal: access.page == goal.2.page\nsolution: clean\n```"
      ),
      11, "earlier goal"
    ),
  ]

  @Test func whatIsNestedWithoutEndIsAMistake() {
    let quotes = String(repeating: ">", count: 200_000) + " x"
    let found = LessonFile.mistakes(LessonFile.page("\(quotes)\n\n```memwalk\nboot\n```"))
    #expect(found.contains { $0.line == 5 && $0.message.contains("deep") }, "\(found)")
  }

  @Test func aLessonHasALimit() {
    let lines = (0..<1_100).map { "x\($0) = alloc 8" }.joined(separator: "\n")
    let found = LessonFile.mistakes(LessonFile.page("```memwalk\n\(lines)\n```"))
    #expect(found.map(\.line) == [1_005] && found[0].message.contains("at most 1,000"), "\(found)")
  }

  @Test(arguments: mistakes.indices)
  func everyMistakeOfAnAuthorIsFound(number: Int) throws {
    let (text, line, words) = Self.mistakes[number]
    let found = LessonFile.mistakes(text)
    #expect(
      found.contains { $0.line == line && $0.message.contains(words) }, "\(text)\n\(found)")
  }
}
