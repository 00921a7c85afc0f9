import CellGrid
import Glibc
import Interface
import Lessons
import NcursesTerminal
import Script
import Session
import Simulation
import Traces

/// Connects the interface with a terminal: input to actions, effects to the world, state to cells.
@MainActor
struct InterfaceDriver {
  private let terminal: NcursesTerminal
  private let opener: Opener
  private let config: Config
  private var state: AppState
  private var reading: TraceProgress?
  private var journal: Journal
  private let history = HistoryFile()
  private let clock = ContinuousClock()

  /// Runs until the user quits; a signal ends the program with its own status. A trace is read on
  /// while the user works with what has been read. With a catalog that is shown first.
  static func run(
    _ opening: Opening, _ opener: Opener, welcome catalog: Catalog? = nil, theme: ThemeName?
  ) throws {
    let (config, problem) = ConfigFile.load()
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        ascii: config.isASCII ? true : nil, mouse: config.hasMouse)
    } catch {
      throw Failure.input("\(error)")
    }
    var driver = InterfaceDriver(opening, opener, terminal, config)
    driver.state.themeName =
      theme ?? config.theme ?? DisplayOptions.suiting(Console.variable("COLORFGBG"))
    driver.state.followsBackground = theme == nil && config.theme == nil
    if driver.state.followsBackground { terminal.askForBackground() }
    if let problem, driver.state.message == nil {
      driver.state.message = AppState.Message(text: problem, isError: true)
    }
    if let catalog, config.showsWelcome { driver.state.showCatalog(catalog, isWelcome: true) }
    do {
      try driver.runToEnd()
    } catch {
      terminal.close()
      throw error
    }
    terminal.close()
  }

  private init(
    _ opening: Opening, _ opener: Opener, _ terminal: NcursesTerminal, _ config: Config
  ) {
    self.terminal = terminal
    self.opener = opener
    self.config = config
    state = opening.state(terminal.size)
    state.isASCII = terminal.isASCII
    state.hasManyColors = terminal.colors >= .palette256
    (reading, journal) = (nil, Self.journal(of: opening, state))
    begin(opening)
    state.adopt(config)
    state.prompt = Prompt(history: history.read())
  }

  /// Goes on with something else; what the user does from here on has a journal of its own.
  private mutating func take(_ opening: Opening) {
    reading?.cancel()
    var next = opening.state(terminal.size)
    next.takeOver(from: state)
    next.arrange(as: config)
    state = next
    journal = Self.journal(of: opening, state)
    begin(opening)
  }

  private mutating func begin(_ opening: Opening) {
    reading = opening.loading.map { TraceProgress($0) }
    if let message = opening.message {
      state.message = AppState.Message(text: message, isError: true)
    }
    state.pendingLines = opening.lines[...]
  }

  private static func journal(of opening: Opening, _ state: AppState) -> Journal {
    opening.journal
      ?? Journal(beginningWith: state.session)
  }

  private mutating func runToEnd() throws {
    // What is short is there at the first redraw.
    let due = clock.now + .milliseconds(10)
    repeat {
      try work()
    } while isBusy && clock.now < due
    try loop()
  }

  private mutating func loop() throws {
    while true {
      terminal.showCursor(at: cursorPlace(in: state))
      terminal.present(render(state))
      journal.sync()
      guard var input = try nextInput() else {
        if state.isPlaying { _ = perform(reduce(&state, .tick)) }
        continue
      }
      // What has come meanwhile, before the next redraw; but one who types without end sees it too.
      let due = clock.now + .milliseconds(50)
      while true {
        guard take(input) else { return }
        // Nothing overtakes the lines of a text that was pasted.
        guard clock.now < due, state.pendingLines.isEmpty,
          let more = terminal.nextInput(timeoutMilliseconds: 0)
        else { break }
        input = more
      }
    }
  }

  /// Waits for input; what is long goes on meanwhile. `nil` when it is time to draw anew.
  private mutating func nextInput() throws -> TerminalInput? {
    if let line = state.nextPendingLine() {
      _ = perform(.run(line))
      state.dropPendingLinesAfterError()
      return nil
    }
    guard isBusy else {
      return terminal.nextInput(timeoutMilliseconds: state.isPlaying ? state.tickMilliseconds : nil)
    }
    let due = clock.now + .milliseconds(state.isPlaying ? state.tickMilliseconds : 50)
    repeat {
      if let input = terminal.nextInput(timeoutMilliseconds: 0) { return input }
      try work()
      // A search may have come to its step.
      _ = perform(nil)
    } while isBusy && clock.now < due
    return nil
  }

  private var isBusy: Bool { state.isBusy || reading?.isFinished == false }

  /// Does a slice of what there is to do while no key comes.
  private mutating func work() throws {
    if reading == nil { _ = reduce(&state, .work) } else { try reading?.advance(&state) }
  }

  /// Handles one input; false ends the program.
  private mutating func take(_ input: TerminalInput) -> Bool {
    switch input {
    case .terminated(let signal): end(by: signal)
    case .lost: end(by: SIGHUP)
    case .key(Key(.character("z"), .control)):
      terminal.suspend()
      return true
    case .resumed:
      state.size = terminal.size
      return true
    case .background(let color):
      state.suit(color)
      return true
    default: break
    }
    guard let action = action(for: input, in: state) else { return true }
    return perform(apply(action))
  }

  /// Changes the state as an action says; what takes long can be given up meanwhile.
  private mutating func apply(_ action: Action) -> Effect? {
    guard let title = action.longTitle else { return reduce(&state, action) }
    let long = LongAction(title) { [state] in
      var copy = state
      let effect = reduce(&copy, action)
      return (copy, effect)
    }
    guard let (after, effect) = long.finish(state, terminal) else {
      return reduce(&state, .giveUp)
    }
    state = after
    return effect
  }

  /// Ends the program with the status that a signal gives.
  private func end(by number: Int32) -> Never {
    // Another one that waits, as one may with a terminal that is gone, would end it otherwise.
    for waiting in NcursesTerminal.endingSignals { signal(waiting, SIG_IGN) }
    terminal.close()
    exit(128 + number)
  }
}

/// What the interface asks to be done outside.
extension InterfaceDriver {
  /// Does it, and writes to the journal what has been done; false ends the program.
  private mutating func perform(_ effect: Effect?) -> Bool {
    var effect = effect
    while let due = effect {
      if due == .quit { return false }
      effect = answer(to: due)
    }
    history.add(state.prompt.history)
    // A lesson's own run is in its file; what its reader does besides is a session of its own.
    if let lesson = state.lesson {
      guard lesson.isAside else { return true }
      journal.begin(session: lesson.asideCount, behind: lesson.player.stop.session.script.count)
    }
    if let problem = journal.update(state.session.script) {
      state.message = AppState.Message(text: problem, isError: true)
    }
    return true
  }

  /// Does one thing; what comes of it may ask for another.
  private mutating func answer(to effect: Effect) -> Effect? {
    switch effect {
    case .quit: return effect
    case .crash: fatalError("the script command crash ends the program")
    case .stopReading:
      reading?.cancel()
      return nil
    case .save(let path, let text, let isReplacing):
      do throws(Failure) {
        try NewFile.write(text, to: path, replacing: isReplacing)
        return reduce(&state, .saved(path: path))
      } catch {
        return reduce(&state, .report(error.message))
      }
    case .keep(let progress):
      if let problem = ProgressFile().write(progress) {
        state.message = AppState.Message(text: problem, isError: true)
      }
      return nil
    case .open(var target):
      if case .file(let name) = target { target = .file(Folder.inHome(name)) }
      let long = LongAction("open") { [opener, target] in
        Result { try opener.open(target) }
      }
      guard let opened = long.finish(state, terminal) else { return reduce(&state, .giveUp) }
      do {
        take(try opened.get())
      } catch {
        // The first line: the rest may be an excerpt.
        let message = (error as? Failure)?.message ?? "\(error)"
        return reduce(
          &state, .report(message.split(separator: "\n").first.map(String.init) ?? message))
      }
      return nil
    case .listOpenable: return reduce(&state, .catalog(CatalogBuilder.catalog()))
    case .listFiles(let prefix, let withBundled):
      let bundled = withBundled ? CatalogBuilder.names.filter { $0.hasPrefix(prefix) } : []
      return reduce(&state, .files(Folder.paths(beginning: prefix) + bundled))
    case .copy(let text): return reduce(&state, .copied(Clipboard.take(text, terminal)))
    case .export(let given, let pictures, let isReplacing):
      let path = Folder.inHome(given)
      let text = PictureFile.text(of: pictures, for: path, title: state.session.title)
      do throws(Failure) {
        try NewFile.write(text, to: path, replacing: isReplacing)
        let count = pictures.count == 1 ? "The screen" : "\(pictures.count) steps"
        return reduce(
          &state, .copied("\(count) \(pictures.count == 1 ? "is" : "are") in \(path)."))
      } catch {
        return reduce(&state, .report(error.message))
      }
    case .run(let line): return apply(understand(line))
    }
  }

  /// Parses a line of the prompt; `map=` may name a file, which is read here.
  private mutating func understand(_ line: String) -> Action {
    do throws(ScriptError) {
      guard
        let parsed = try state.session.parse(
          line, maps: ScriptMaps.load, traces: ScriptTraces.load)
      else {
        return .move(nil)
      }
      return .execute(parsed)
    } catch {
      return .report(error.message)
    }
  }
}
