import CellGrid
import Lessons
import Script
import Session
import Simulation

/// Does what a reader does in the text of a lesson.
func reduceLesson(_ state: inout AppState, _ action: LessonAction) -> Effect? {
  guard let lesson = state.lesson else { return nil }
  let before = lesson.player.progress
  switch action {
  case .next: goOn(&state)
  case .back:
    if lesson.isAside {
      state.returnToLesson()
    } else if state.lesson?.player.back() == true {
      state.returnToLesson()
    }
  case .turnPage(let distance):
    state.lesson?.player.turnPage(distance)
    state.returnToLesson()
    state.showTopOfPage()
  case .restartPage:
    state.lesson?.player.turnPage(0)
    state.returnToLesson()
    state.showTopOfPage()
  case .openAnswer(let text): openAnswer(&state, text)
  case .edit(let edit): editAnswer(&state, edit)
  case .hint:
    if lesson.player.openQuestion == nil { say(&state, "No question waits for its answer.") }
    state.lesson?.player.hint()
    state.lesson?.scrolledUp = 0
  case .showAnswer:
    guard lesson.player.openQuestion != nil else {
      say(&state, "No question waits for its answer.")
      break
    }
    state.lesson?.player.showAnswer()
    state.returnToLesson()
  case .beginAttempt: beginAttempt(&state)
  case .switchFocus: state.lesson?.hasKeys.toggle()
  case .scroll(let rows):
    let most = LessonPane.overflow(of: state)
    state.lesson?.scrolledUp = max(0, min(lesson.scrolledUp - rows, most))
  }
  guard let progress = state.lesson?.player.progress, progress != before else { return nil }
  return .keep(progress)
}

/// Answers with what the cursor is on, where a question waits to be pointed at.
func answerByPointing(_ state: inout AppState) -> Effect? {
  guard let selection = state.selection ?? state.scene.touchedSelection else {
    say(&state, "Put the cursor on something first: hjkl or Alt and an arrow move it.")
    return nil
  }
  state.lesson?.player.answer(selection)
  guard let player = state.lesson?.player else { return nil }
  if player.openQuestion == nil {
    state.lesson?.hasKeys = true
    state.returnToLesson()
    return .keep(player.progress)
  }
  if let reply = player.reply {
    state.message = AppState.Message(text: reply.text, isError: !reply.isRight)
  }
  return nil
}

extension AppState {
  /// Whether something can be done in the lesson where its reader is.
  func isOfUse(_ action: Action) -> Bool {
    switch action {
    case .lesson(.openAnswer), .lesson(.hint), .lesson(.showAnswer):
      lesson?.player.openQuestion != nil
    case .lesson(.beginAttempt): lesson?.player.nextAttempt != nil
    default: true
    }
  }

  /// Whether one of some sentences is to be chosen.
  var isChoosing: Bool {
    if case .choice? = lesson?.player.openQuestion?.asked { true } else { false }
  }

  /// Whether Enter answers with what the cursor is on.
  var isPointing: Bool {
    guard let lesson, !lesson.hasKeys, !lesson.isAside, mode == .views else { return false }
    return lesson.player.openQuestion?.isPointing == true
  }

  /// Scrolls the text of a page that has been turned to its beginning.
  mutating func showTopOfPage() {
    let hidden = LessonPane.overflow(of: self)
    lesson?.scrolledUp = hidden
  }

  /// Notes what the reader did with the machine: what a command did may meet a goal.
  mutating func noteAside(after command: Bool) {
    guard lesson != nil else { return }
    if lesson?.isAside == false {
      lesson?.isAside = true
      lesson?.asideCount += 1
    }
    guard command, lesson?.player.attempt != nil else { return }
    lesson?.player.lookAtAttempt(session)
    lesson?.scrolledUp = 0
  }
}

private func goOn(_ state: inout AppState) {
  guard let lesson = state.lesson else { return }
  if lesson.isAside {
    say(&state, "Back in the lesson, where you left it.")
    let message = state.message
    state.returnToLesson()
    state.message = message
    return
  }
  // What has not been read comes first.
  if lesson.scrolledUp > 0 {
    let rows = LessonPane.height(of: state)
    state.lesson?.scrolledUp = max(0, lesson.scrolledUp - max(1, rows - 2))
    return
  }
  if let question = lesson.player.openQuestion {
    let how = question.isPointing ? "Enter, or point at it: tab" : "Enter"
    return say(&state, "Answer first: \(how). H gives a hint, A shows the answer.")
  }
  guard state.lesson?.player.next() == true else {
    return say(&state, "This is the end of the lesson. q leaves, PgUp turns back.")
  }
  state.returnToLesson()
  if state.lesson?.player.page != lesson.player.page { state.showTopOfPage() }
}

private func openAnswer(_ state: inout AppState, _ text: String) {
  guard let question = state.lesson?.player.openQuestion else {
    // Enter goes on where nothing is asked.
    if text.isEmpty { return goOn(&state) }
    return say(&state, "No question waits for its answer: \(state.keyNames.forward) goes on.")
  }
  // An answer that is pointed at needs the machine.
  if question.isPointing, text.isEmpty {
    state.lesson?.hasKeys = false
    return say(&state, "Point at it: hjkl move the cursor, Enter answers, Esc gives up.")
  }
  state.lesson?.answer = PromptLine(text)
  state.lesson?.scrolledUp = 0
}

private func editAnswer(_ state: inout AppState, _ edit: PromptEdit) {
  guard var line = state.lesson?.answer else { return }
  switch edit {
  case .submit:
    state.lesson?.answer = nil
    guard !line.text.allSatisfy(\.isWhitespace) else { return }
    state.lesson?.player.answer(line.text)
    if state.lesson?.player.openQuestion == nil { state.returnToLesson() }
    return
  case .cancel:
    state.lesson?.answer = nil
    return
  case .deleteBackward where line.isEmpty:
    state.lesson?.answer = nil
    return
  case .older, .newer:
    line = PromptLine(choice(near: line.text, edit == .newer ? 1 : -1, state) ?? line.text)
  case .deleteOrLeave where line.isEmpty:
    state.lesson?.answer = nil
    return
  case .insert, .deleteBackward, .deleteForward, .deleteWord, .deleteToStart, .deleteToEnd,
    .deleteOrLeave, .left, .right, .wordLeft, .wordRight, .start, .end, .search, .complete,
    .completeBack:
    line.apply(edit)
  }
  state.lesson?.answer = line
}

/// The choice so many below the one that has been typed.
private func choice(near text: String, _ distance: Int, _ state: AppState) -> String? {
  guard case .choice(let choices)? = state.lesson?.player.openQuestion?.asked else { return nil }
  let now = Int(text) ?? (distance > 0 ? 0 : choices.count + 1)
  return String(max(1, min(now + distance, choices.count)))
}

private func beginAttempt(_ state: inout AppState) {
  guard state.lesson?.player.nextAttempt != nil else {
    return say(&state, "There is nothing to try here.")
  }
  state.lesson?.player.beginAttempt()
  state.returnToLesson()
  state.mode = .prompt
  state.prompt.open(with: "")
}
