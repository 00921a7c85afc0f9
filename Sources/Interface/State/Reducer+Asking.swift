import Lessons
import Script
import Session

/// Puts a line into the prompt, where it can be changed before Enter. Several lines are shown, and
/// carried out like those of a script once the user has said so.
func paste(_ state: inout AppState, _ text: String) {
  if case .choosing(var chooser) = state.mode {
    chooser.insert(String((text.split(whereSeparator: \.isNewline).first ?? "").prefix(200)))
    state.mode = .choosing(chooser)
    return
  }
  // What is pasted into an answer is never carried out.
  if state.mode == .views, state.lesson?.answer != nil {
    state.lesson?.answer?.insert(
      String((text.split(whereSeparator: \.isNewline).first ?? "").prefix(200)))
    return
  }
  if state.mode == .views, state.lesson?.hasKeys == true {
    guard state.lesson?.player.openQuestion != nil else {
      return say(&state, "No question waits for its answer; : takes commands.")
    }
    state.lesson?.answer = PromptLine()
    return paste(&state, text)
  }
  if state.mode != .prompt {
    state.mode = .prompt
    state.prompt.open(with: "")
  }
  let lines = text.split(whereSeparator: \.isNewline)
  guard lines.count > 1 else {
    if let line = lines.first { state.prompt.insert(String(line)) }
    return
  }
  let whole = state.prompt.line.textBefore + text + state.prompt.line.textBehind
  let asked = whole.split(whereSeparator: \.isNewline).map { line in
    var clean = PromptLine()
    clean.insert(String(line))
    return clean.text
  }
  let title = "Run these \(Phrase.count(UInt64(asked.count), "line"))?"
  // A line is shown as far as anybody would read it.
  let shown = asked.map { line in
    line.utf8.count <= 2_000
      ? line : "\(line.prefix(1_000)) … \(NumberText.count(line.count - 1_000)) more characters"
  }
  state.mode = .asking(TextPage(title: title, lines: shown), lines: asked)
}

/// The user wants the lines that were shown.
func runAsked(_ state: inout AppState) {
  guard case .asking(_, let lines) = state.mode else { return }
  for line in lines { state.prompt.remember(line) }
  state.prompt.open(with: "")
  state.pendingLines += lines
  state.mode = .views
}

/// The user does not; what had been typed is still in the prompt.
func dropAsked(_ state: inout AppState) {
  state.mode = state.prompt.line.isEmpty ? .views : .prompt
}

/// Does what a word at the prompt says.
func obey(_ state: inout AppState, _ word: PromptWord) -> Effect? {
  switch word {
  case .quit: return .quit
  case .help(let word):
    state.mode = .text(
      TextPage(title: "Help", lines: PromptWord.lines(for: word) + HelpText.lines(for: word)))
    return nil
  case .export(let request): return export(&state, request)
  case .open(let file): return file.map { .open(.file($0)) } ?? .listOpenable
  case .write(let file): return save(&state, file, thenQuits: false)
  case .writeAndQuit(let file): return save(&state, file, thenQuits: true)
  }
}

private func save(_ state: inout AppState, _ file: String?, thenQuits: Bool) -> Effect? {
  guard let file else {
    guard let path = state.savedPath else {
      state.message = AppState.Message(
        text: "The session has no file yet: \(thenQuits ? "wq" : "w") FILE saves it.",
        isError: true)
      return nil
    }
    state.quitsWhenSaved = thenQuits
    return .save(path: path, state.session.scriptText, replacing: true)
  }
  state.quitsWhenSaved = thenQuits
  return .run(
    file.hasPrefix("\"")
      ? "save \(file)" : Printer.text(.save(file, replacing: false), names: state.session.names))
}
