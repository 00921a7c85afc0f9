public import CellGrid
import Script
import Session
import Simulation

/// What an input means in the state: the one place where keys become actions.
public func action(for input: TerminalInput, in state: AppState) -> Action? {
  switch input {
  case .key(let key):
    switch state.mode {
    case .prompt: return KeyMap.edit(for: key).map { .edit($0) }
    case .text(let page) where page.typed != nil:
      return KeyMap.edit(for: key).map { .seekText(.edit($0)) }
    case .text: return KeyMap.reading(for: key)
    case .asking: return KeyMap.answer(for: key)
    case .choosing(let chooser): return state.keys.choice(for: key, in: chooser)
    case .views:
      if let lesson = state.lesson, lesson.answer != nil {
        return KeyMap.edit(for: key).map { .lesson(.edit($0)) }
      }
      if state.lesson?.hasKeys == true { return state.keys.lessonAction(for: key) }
      if state.lesson != nil, key == Key(.escape), state.selection == nil || state.isPointing {
        return .lesson(.switchFocus)
      }
      if state.count != nil {
        if key == Key(.escape) { return .dropCount }
        if case .character(let scalar) = key.code, key.modifiers.isEmpty,
          let digit = Int(String(Character(scalar)))
        {
          return .countDigit(digit)
        }
      }
      if key == Key(.escape) { return .move(nil) }
      return state.keys.action(for: key)
    }
  case .paste(let text): return .paste(text)
  case .resized(let size): return .resize(size)
  case .mouse(let mouse): return mouseAction(mouse)
  case .resumed, .terminated, .background, .lost: return nil
  }
}

/// Changes the state as an action says. What has to be done outside is returned.
///
/// Where the user has gone to becomes a line of the session's script.
public func reduce(_ state: inout AppState, _ action: Action) -> Effect? {
  switch action {
  case .tick, .work, .loaded: break
  default: state.message = nil
  }
  if case .lesson(let action) = action { return reduceLesson(&state, action) }
  let (before, lines) = (state.session.timeline.point, state.session.script.count)
  let effect: Effect?
  if let count = state.count, action.endsCount {
    state.count = nil
    effect = repeated(&state, action, max(1, count))
  } else {
    effect = change(&state, action)
  }
  // A comment does not say where the user is.
  let isRecorded = state.session.script.dropFirst(lines).contains { !$0.hasPrefix("#") }
  if state.lesson != nil, isRecorded || state.session.timeline.point != before {
    state.noteAside(after: action.isOfCommand)
  }
  if state.session.timeline.point != before, !isRecorded { state.session.recordPlace() }
  if state.lesson?.isAside != false { state.followDirections() }
  if state.session.timeline.point != state.carriedOut || state.session.access != nil {
    state.carriedOut = nil
  }
  return effect
}

func change(_ state: inout AppState, _ action: Action) -> Effect? {
  switch action {
  case .lesson: break
  case .beginCount:
    state.count = 0
    state.sayCount()
  case .dropCount: state.count = nil
  case .countDigit(let digit): state.addToCount(digit)
  case .takeBack: takeBack(&state)
  case .bringBack: bringBack(&state)
  case .choose(let action): return reduceChoosing(&state, action)
  case .openMenu: state.mode = .choosing(.menu(state.keys, isASCII: state.isASCII))
  case .openPalette: state.mode = .choosing(.palette(state.keys, isASCII: state.isASCII))
  case .openCatalog: return .listOpenable
  case .catalog(let catalog): state.showCatalog(catalog, isWelcome: false)
  case .files(let files): completeFile(&state, files)
  case .listBranches: listBranches(&state)
  case .nextLayout:
    let all = ScreenLayout.allCases
    let place = all.firstIndex(of: state.arrangement) ?? 0
    state.arrangement = all[(place + 1) % all.count]
    state.focus = ViewName(mainOf: state.arrangement)
    state.isWholeScreen = false
    say(&state, "The layout is \(state.arrangement.rawValue).")
  case .stepForward, .stepBack, .stepInto, .stepOut, .goToStart, .goToEnd, .togglePlay, .faster,
    .slower, .tick:
    state.work = nil
    reduceStepping(&state, action)
  case .work: continueWork(&state)
  case .loaded(let trace, let slotCount, let progress):
    state.loading = progress
    state.session.extend(
      to: trace, slotCount: slotCount, isGrowing: progress != nil)
    if state.work?.rerun?.isGrowing == true {
      state.work?.rerun?.extend(to: trace, isGrowing: progress != nil)
    }
  case .move(nil) where state.work != nil: cancelWork(&state)
  case .move(nil) where state.loading != nil && state.selection == nil: return .stopReading
  case .move(let direction): move(&state, direction)
  case .follow where state.isPointing: return answerByPointing(&state)
  case .follow: follow(&state)
  case .goBack:
    guard let place = state.trail.popLast() else {
      say(&state, "The cursor has followed nothing: Enter follows.")
      break
    }
    (state.selection, state.focus) = place
  case .nextView: showNext(&state, 1)
  case .previousView: showNext(&state, -1)
  case .show(let view):
    if state.focus == view { state.isWholeScreen.toggle() } else { show(&state, view) }
  case .toggleWholeScreen: state.isWholeScreen.toggle()
  case .zoomOut: zoom(&state, by: 1)
  case .zoomIn: zoom(&state, by: -1)
  case .nextTouching: seekTouching(&state, .forward)
  case .previousTouching: seekTouching(&state, .backward)
  case .lastWriter: seekTouching(&state, .backward, writesOnly: true)
  case .nextTheme:
    state.themeName = state.themeName.next
    state.followsBackground = false
    say(&state, "The colours are \(state.themeName.rawValue).")
  case .nextSeries(let distance):
    state.viewports.series = state.viewports.series.next(distance)
    say(&state, "The timeline shows \(state.viewports.series.title).")
  case .extreme(let extreme):
    let figure = state.viewports.series.figure
    begin(
      &state, Work(job: .extreme(extreme, figure), title: "\(extreme.rawValue) \(figure.rawValue)"))
  case .findAgain(let back): findAgain(&state, backwards: back)
  case .nextMark: seekMark(&state, .forward)
  case .previousMark: seekMark(&state, .backward)
  case .nextEvent(let back): seekEvent(&state, back ? Search.Direction.backward : .forward)
  case .page(let distance): page(&state, distance)
  case .halfPage(let distance): page(&state, distance, isHalf: true)
  case .openPrompt(let text):
    state.mode = .prompt
    state.prompt.open(with: text)
    if text.hasSuffix("=") { state.prompt.offer(state.session.completions(for: text)) }
  case .bookmark: mark(&state)
  case .listBookmarks: listBookmarks(&state)
  case .branch: branch(&state)
  case .editNext: editNext(&state)
  case .otherBranch: goToOtherBranch(&state)
  case .listDifferences: listDifferences(&state)
  case .firstDifference: return .run("diff first")
  case .toggleSideBySide where state.session.companion == nil:
    say(&state, "There is one run only: f branches off here.")
  case .toggleSideBySide: state.isSideBySide.toggle()
  case .openHelp: state.mode = .text(HelpPage.all(state.keys, isASCII: state.isASCII))
  case .explain: explain(&state)
  case .scroll(let movement): scroll(&state, movement)
  case .seekText(let seeking):
    state.mode.page?.seek(
      seeking, height: Layout.textHeight(in: state.size), columns: state.size.columns - 2)
    if let page = state.mode.page, !page.isFound, page.typed == nil {
      say(&state, "'\(page.sought)' is nowhere in this text.")
    }
  case .copy: return .copy(state.textToCopy)
  case .copied(let text): say(&state, text)
  case .fit: fit(&state)
  case .toggleHalves:
    guard state.hasManyColors, !state.isASCII else {
      say(&state, "Two cells in a character are told apart by colour: this terminal has too few.")
      break
    }
    state.viewports.framesAreHalves.toggle()
    say(
      &state,
      state.viewports.framesAreHalves
        ? "Two cells in each character: B goes back to letters." : "A letter for each cell.")
  case .leaveText: state.mode = .views
  case .interrupt: return interrupt(&state)
  case .runAsked: runAsked(&state)
  case .dropAsked: dropAsked(&state)
  case .quit: return .quit
  case .giveUp:
    state.pendingLines = []
    say(&state, "Stopped: nothing has changed.")
  case .edit(let edit): return reducePrompt(&state, edit)
  case .paste(let text): paste(&state, text)
  case .execute(let line): return execute(&state, line)
  case .saved(let path):
    state.savedPath = path
    if state.quitsWhenSaved { return .quit }
    say(&state, "The session is saved as \(path).")
  case .report(let text):
    state.quitsWhenSaved = false
    state.message = AppState.Message(text: text, isError: true)
  case .resize(let size): state.size = size
  case .click(let point):
    if case .choosing = state.mode { return clickChooser(&state, point) }
    click(&state, point)
  case .wheel(let direction, let point): turnWheel(&state, direction, at: point)
  }
  return nil
}

extension Action {
  /// Whether it carries out a command, or ends one that takes its time.
  fileprivate var isOfCommand: Bool {
    switch self {
    case .execute, .work: true
    default: false
    }
  }

  /// Whether it is what a count was typed for, and not something that happens meanwhile.
  fileprivate var endsCount: Bool {
    switch self {
    case .beginCount, .countDigit, .dropCount, .tick, .work, .loaded, .resize, .catalog, .files:
      false
    default: true
    }
  }
}

private func scroll(_ state: inout AppState, _ movement: Scroll) {
  state.mode.page?.scroll(
    movement, height: Layout.textHeight(in: state.size), columns: state.size.columns - 2)
}

private func mouseAction(_ mouse: MouseInput) -> Action? {
  switch mouse.action {
  case .press(.left): .click(mouse.point)
  case .wheelUp: .wheel(.up, mouse.point)
  case .wheelDown: .wheel(.down, mouse.point)
  default: nil
  }
}

private func show(_ state: inout AppState, _ view: ViewName) {
  state.focus = view
  state.mode = .views
}

/// Shows the next view of the layout; beside a lesson its text is one of them.
private func showNext(_ state: inout AppState, _ distance: Int) {
  let views = Arrangement(state.arrangement).views
  let place = views.firstIndex(of: state.focus).map { $0 + distance }
  if state.lesson != nil, let place, !views.indices.contains(place) {
    state.lesson?.hasKeys = true
    return
  }
  // From a view that has come in addition, to those of the layout.
  show(&state, views[((place ?? 0) + views.count) % views.count])
}

private func zoom(_ state: inout AppState, by step: Int) {
  let area = Layout(of: state).rect(of: state.focus)?.size ?? state.size
  state.focus.spec.zoom(&state, step, area)
}

private func seekTouching(
  _ state: inout AppState, _ direction: Search.Direction, writesOnly: Bool = false
) {
  guard let selection = state.selection ?? state.scene.touchedSelection else {
    state.message = AppState.Message(
      text: "Put the cursor on something first: hjkl or Alt and an arrow move it.", isError: true)
    return
  }
  state.selection = selection
  let search = state.session.search(touching: selection, direction, writesOnly: writesOnly)
  let whereTo = direction == .forward ? "later" : "earlier"
  begin(
    &state,
    .search(
      search, failure: "No \(whereTo) step \(writesOnly ? "writes" : "touches") it.",
      title: writesOnly ? "looking for the last writer" : "looking for a step that touches it"))
}

/// Stops what is going on: work, playing, lines that wait, the reading of a trace; with nothing of
/// that ends the program.
private func interrupt(_ state: inout AppState) -> Effect? {
  if state.work != nil || !state.pendingLines.isEmpty {
    cancelWork(&state)
  } else if state.isPlaying {
    state.isPlaying = false
  } else if state.loading != nil {
    return .stopReading
  } else {
    return .quit
  }
  return nil
}
