import MemoryCore
import Script
import Session
import Simulation

/// Changes the prompt's line, completes it, or gives it out to be understood.
func reducePrompt(_ state: inout AppState, _ edit: PromptEdit) -> Effect? {
  switch edit {
  case .submit:
    let line = state.prompt.submit()
    state.mode = .views
    if line.allSatisfy(\.isWhitespace) { return nil }
    if let word = PromptWord(line) { return obey(&state, word) }
    // A text that ends with the line ends there.
    return .run(line.hasOpenText ? line + "\"" : line)
  case .cancel:
    state.mode = .views
  case .complete where state.prompt.chooseCompletion(1): break
  case .complete: return complete(&state)
  case .completeBack where state.prompt.chooseCompletion(-1): break
  case .completeBack: return complete(&state)
  case .deleteOrLeave where state.prompt.line.isEmpty: state.mode = .views
  // What was opened by g: gg is the start.
  case .insert("g") where state.prompt.line.text == "goto ":
    state.mode = .views
    return .run("goto start")
  case .deleteBackward where state.prompt.line.isEmpty: state.mode = .views
  default: state.prompt.apply(edit)
  }
  return nil
}

/// Does what a line says; an error is said in one sentence and changes nothing.
func execute(_ state: inout AppState, _ line: ScriptLine) -> Effect? {
  // What was going on belongs to the run as it was.
  (state.isPlaying, state.work) = (false, nil)
  do throws(SessionError) {
    if try beginWork(&state, for: line) {
      if let comment = line.comment { _ = try state.session.execute(.comment(comment)) }
      return nil
    }
    let (branches, steps) = (state.session.otherBranches.count, state.session.timeline.end)
    defer { state.noteCarriedOut(line.statement, after: steps, branches: branches) }
    switch try state.session.execute(line.statement, comment: line.comment) {
    case .done:
      if state.session.otherBranches.count > branches {
        state.isSideBySide = line.statement.makesBranch || state.isSideBySide
        say(&state, "A branch. | shows both, x goes to the other, d lists what differs.")
      }
    case .report(let title, let lines):
      state.mode = .text(TextPage(report: title, lines))
    case .save(let path, let text, let isReplacing):
      return .save(path: path, text, replacing: isReplacing)
    case .show(let request): show(&state, request)
    case .help(let verb):
      state.mode = .text(HelpPage.page(of: verb, state.keys, isASCII: state.isASCII))
    case .crash: return .crash
    }
  } catch {
    state.message = AppState.Message(
      text: error.message(names: state.session.names), isError: true)
  }
  return nil
}

/// Begins what a line asks for if it can take long; false if the line asks for nothing of the kind.
private func beginWork(
  _ state: inout AppState, for line: ScriptLine
) throws(SessionError) -> Bool {
  let work: Work
  switch line.statement {
  case .goto(.end): work = Work(job: .goToEnd, title: line.text)
  case .goto(let destination):
    work = Work(job: .go(to: try state.session.point(of: destination)), title: line.text)
  case .find(let condition, let backwards):
    state.lastSought = condition
    let unknown = state.session.unknownName(in: condition)
    let failure =
      unknown.map { "No step is about '\($0)': there is no such name." }
      ?? "No \(backwards ? "earlier" : "later") step satisfies the condition."
    work = .search(
      state.session.search(for: condition, backwards: backwards), failure: failure,
      title: line.text)
  case .extreme(let extreme, let figure):
    work = Work(job: .extreme(extreme, figure), title: line.text)
  case .writer(let target):
    work = .search(
      try state.session.search(touching: target, .backward, writesOnly: true),
      failure: "No step writes it.", title: line.text)
  case .touch(let target, let backwards):
    work = .search(
      try state.session.search(touching: target, backwards ? .backward : .forward),
      failure: "No \(backwards ? "earlier" : "later") step touches it.", title: line.text)
  case .branch(let name, let policy?):
    work = .rerun(try state.session.rerun(name, policy), name, policy, title: line.text)
  default: return false
  }
  begin(&state, work)
  return true
}

/// The words at the prompt whose first argument is a file.
private let fileWords: Set<String> = ["open", "o", "w", "wq", "export"]

/// Completes the word before the cursor; what names a file is found outside.
private func complete(_ state: inout AppState) -> Effect? {
  let words = state.prompt.line.textBefore.split(
    separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
  if let first = words.first, fileWords.contains(String(first)),
    state.prompt.line.textBefore.contains(" ")
  {
    return .listFiles(
      words.count > 1 ? String(words[1]) : "", withBundled: ["open", "o"].contains(first))
  }
  let found = state.session.completions(for: state.prompt.line.textBefore)
  if found.count == 1 {
    state.prompt.replaceWord(with: found[0])
  } else if let common = found.commonPrefix, common.count > state.prompt.lastWord.count {
    state.prompt.replaceWord(with: common)
    state.prompt.completions = found
  } else {
    state.prompt.completions = found
  }
  return nil
}

/// Completes the path before the cursor, which may have spaces in it.
func completeFile(_ state: inout AppState, _ found: [String]) {
  guard state.mode == .prompt else { return }
  guard let common = found.commonPrefix else {
    state.prompt.completions = ["(nothing begins so)"]
    return
  }
  let words = state.prompt.line.textBefore.split(separator: " ", maxSplits: 1)
  guard let first = words.first else { return }
  state.prompt.open(with: "\(first) \(common)")
  if found.count > 1 { state.prompt.completions = found }
}

private func show(_ state: inout AppState, _ request: ShowRequest) {
  guard let view = ViewName(shownAs: request.view) else {
    let lines = Report.lines(request.view, of: state.session)
    state.mode = .text(TextPage(report: request.view.title, lines))
    return
  }
  (state.focus, state.isWholeScreen) = (view, true)
  state.select(request.place, in: view)
}

extension AppState {
  /// Puts the cursor on what a script names, as a view shows it.
  mutating func select(_ place: ShowRequest.Place?, in view: ViewName) {
    guard case .address(let operand) = place, let address = session.address(of: operand)
    else { return }
    selection = view.spec.selection(address)
    // What no table maps may be an address of RAM.
    let machine = session.snapshot.machine
    if view == .hex, address < machine.kernel.memoryEnd,
      (try? VirtualAddress(validating: address)).flatMap({ machine.physicalAddress(of: $0) }) == nil
    {
      selection = .word(PhysicalAddress(truncating: address & ~7))
    }
  }
}

extension ViewName {
  /// The view that the verb `show` calls so; `nil` for what it tells in lines.
  init?(shownAs view: ShowRequest.View) {
    guard let found = Self.allCases.first(where: { $0.spec.shown == view }) else { return nil }
    self = found
  }
}

extension AppState {
  /// A command that has made a step can be looked into where the user stands.
  fileprivate mutating func noteCarriedOut(
    _ statement: Statement, after steps: Int, branches: Int
  ) {
    switch statement {
    case .command, .boot, .instead: break
    default: return
    }
    if session.timeline.end > steps || session.otherBranches.count > branches {
      carriedOut = session.timeline.point
    }
  }
}

extension ShowRequest.View {
  /// What the view is called above a text.
  var title: String {
    switch self {
    case .frames: "Frames"
    case .tables: "Page tables"
    case .heap: "Heap"
    case .hex: "Hex"
    case .events: "Events"
    case .tlb: "TLB"
    case .stats: "Figures"
    case .why: "Why"
    case .machine: "Machine"
    }
  }
}

extension String {
  /// Whether a text in quotation marks has no end in the line.
  fileprivate var hasOpenText: Bool {
    var (isOpen, isEscaped) = (false, false)
    for character in self {
      if !isEscaped, character == "\"" { isOpen.toggle() }
      isEscaped = !isEscaped && isOpen && character == "\\"
    }
    return isOpen && !isEscaped
  }
}

extension [String] {
  /// What all of them start with.
  fileprivate var commonPrefix: String? {
    guard var prefix = first else { return nil }
    for word in dropFirst() {
      while !word.hasPrefix(prefix) { prefix.removeLast() }
    }
    return prefix
  }
}

extension Statement {
  /// Whether it makes a branch that is meant to be looked at beside the run.
  fileprivate var makesBranch: Bool {
    switch self {
    case .branch, .instead: true
    default: false
    }
  }
}
