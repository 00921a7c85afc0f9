import Assets
import CellGrid
import Lessons
import MemoryCore
import Script
import Session
import Simulation
import Support
import Testing

@testable import Interface

@Suite struct LessonKeyTests {
  /// A lesson that comes with memwalk, on a screen.
  private static func state(_ name: String, _ columns: Int, _ rows: Int) throws -> AppState {
    AppState(
      lesson: LessonPlayer(try run(name)), size: GridSize(columns: columns, rows: rows))
  }

  /// A lesson that comes with memwalk, carried out.
  private static func run(_ name: String) throws -> LessonRun {
    LessonRun(try LessonSource.bundled(name))
  }

  /// Presses a key; lines of the prompt are carried out.
  private static func press(_ key: Key, _ state: inout AppState) {
    guard let action = action(for: .key(key), in: state) else { return }
    var effect = reduce(&state, action)
    while case .run(let line) = effect {
      let parsed = try? state.session.parse(
        line, maps: { name throws(MapError) in throw MapError(name) },
        traces: { name throws(MapError) in throw MapError(name) })
      guard let parsed else { return }
      effect = reduce(&state, .execute(parsed))
    }
    while state.work != nil { _ = reduce(&state, .work) }
  }

  private static func type(_ text: String, _ state: inout AppState) {
    for scalar in text.unicodeScalars { press(Key(.character(scalar)), &state) }
  }

  /// Each lesson by its keys alone: wrong and right answers, what is pointed at, what is tried.
  @Test(arguments: Assets.lessonNames) func aLessonIsTakenByItsKeys(name: String) throws {
    let run = try Self.run(name)
    for (columns, rows) in [(80, 24), (120, 40)] + (name == "walk" ? [(40, 12)] : []) {
      try take(
        name, AppState(lesson: LessonPlayer(run), size: GridSize(columns: columns, rows: rows)))
    }
  }

  private func take(_ name: String, _ state: AppState) throws {
    var state = state
    var presses = 0
    while let player = state.lesson?.player, !player.isAtEnd, presses < 1_000 {
      presses += 1
      if presses % 4 == 0 { #expect(render(state).size == state.size) }
      if let right = player.rightAnswer, let question = player.openQuestion {
        Self.press(Key(.right), &state)
        #expect(state.lesson?.player.place == player.place && state.message != nil)
        if player.wrongAnswers.isEmpty {
          // What no question has for its answer.
          Self.type("987654321", &state)
          Self.press(Key(.enter), &state)
          #expect(state.lesson?.player.openQuestion == question)
          #expect(state.lesson?.player.reply?.isRight == false)
          Self.press(Key(.character("H")), &state)
        }
        if let selection = right.selection(in: state) {
          Self.press(Key(.enter), &state)
          #expect(state.isPointing)
          state.selection = selection
          Self.press(Key(.enter), &state)
        } else {
          Self.press(Key(.enter), &state)
          Self.type(right.typed, &state)
          Self.press(Key(.enter), &state)
        }
        #expect(state.lesson?.player.openQuestion == nil, "\(name): \(question.text)")
        #expect(state.lesson?.hasKeys == true)
      } else if let attempt = player.nextAttempt, !player.progress.isDone(attempt) {
        Self.press(Key(.character("r")), &state)
        for (number, command) in attempt.solution.enumerated() {
          if number > 0 { Self.press(Key(.character(":")), &state) }
          Self.type(command.text, &state)
          Self.press(Key(.enter), &state)
        }
        #expect(state.lesson?.player.progress.isDone(attempt) == true, "\(name)")
        #expect(state.lesson?.isAside == true)
        Self.press(Key(.left), &state)
        #expect(state.lesson?.isAside == false)
      } else {
        Self.press(Key(.right), &state)
      }
    }
    let player = try #require(state.lesson?.player)
    #expect(player.isAtEnd)
    #expect(player.progress.answered(in: player.lesson) == player.lesson.questions.count)
  }

  @Test func whatIsDoneBesidesStaysBesides() throws {
    var state = try Self.state("walk", 120, 40)
    Self.press(Key(.pageDown), &state)
    let digest = state.session.digest
    Self.press(Key(.tab), &state)
    #expect(state.lesson?.hasKeys == false)
    Self.press(Key(.character(":")), &state)
    Self.type("a = alloc 64", &state)
    Self.press(Key(.enter), &state)
    #expect(state.session.digest != digest && state.lesson?.isAside == true)
    Self.press(Key(.escape), &state)
    #expect(state.lesson?.hasKeys == true && state.session.digest != digest)
    Self.press(Key(.right), &state)
    #expect(state.session.digest == digest && state.lesson?.isAside == false)
    // Nothing of the lesson that lies ahead can be seen.
    #expect(state.session.timeline.point == state.session.timeline.end)
  }

  @Test func pastesFillAnAnswerAndRunNothing() throws {
    var state = try Self.state("walk", 120, 40)
    while state.lesson?.player.openQuestion == nil { Self.press(Key(.right), &state) }
    let script = state.session.script
    Self.press(Key(.character("1")), &state)
    _ = reduce(&state, .paste("23\nboot\nquit\n"))
    #expect(state.lesson?.answer?.text == "123" && state.mode == .views)
    Self.press(Key(.escape), &state)
    #expect(state.lesson?.answer == nil && state.session.script == script)
  }

  @Test func everyKeyOfALessonIsInTheHelp() {
    let page = HelpPage.all().lines.joined(separator: "\n")
    for binding in KeyMap.lessonOnly { #expect(page.contains(binding.help)) }
  }
}

extension RightAnswer {
  /// What one points at.
  fileprivate func selection(in state: AppState) -> Selection? {
    switch self {
    case .number, .choice, .fault: nil
    case .address(let address): .heap(VirtualAddress(truncating: address))
    case .hole(let bytes): .heap(VirtualAddress(truncating: bytes.lowerBound))
    case .frame(let number): .frame(number)
    case .entry(let place): .entry(PhysicalAddress(truncating: place), covers: 0, level: .p1)
    }
  }
}

extension LessonKeyTests {
  /// A page that is longer than the screen begins at its beginning, and is read to its end before
  /// the next step is made.
  @Test(arguments: Assets.lessonNames) func pagesOpenAtTheirTop(name: String) throws {
    var state = try Self.state(name, 80, 24)
    let count = try #require(state.lesson).player.lesson.pages.count
    for page in 0..<count {
      let lesson = try #require(state.lesson)
      #expect(lesson.player.page == page)
      let hidden = LessonPane.overflow(of: state)
      #expect(lesson.scrolledUp == hidden)
      if hidden > 0 {
        let stop = lesson.player.stop.session.timeline.point
        Self.press(Key(.right), &state)
        #expect(state.lesson?.player.stop.session.timeline.point == stop)
        #expect(try #require(state.lesson?.scrolledUp) < hidden)
      }
      Self.press(Key(.pageDown), &state)
    }
  }
}
