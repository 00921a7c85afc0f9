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
enum InterfaceDriver {
  /// Runs until the user quits; a signal ends the program with its own status. A trace is read on
  /// while the user works with what has been read; `lines` are carried out first.
  static func run(
    _ session: Session, _ loading: TraceLoading? = nil, first lines: [String] = [],
    message: String? = nil, journal: Journal? = nil, theme: ThemeName?
  ) throws {
    try run(
      { AppState(session: session, size: $0) }, loading, first: lines, message: message,
      journal: journal, theme: theme)
  }

  /// Runs a lesson until the user quits.
  static func run(lesson player: LessonPlayer, theme: ThemeName?) throws {
    try run({ AppState(lesson: player, size: $0) }, theme: theme)
  }

  private static func run(
    _ begin: (GridSize) -> AppState, _ loading: TraceLoading? = nil, first lines: [String] = [],
    message: String? = nil, journal: Journal? = nil, theme: ThemeName?
  ) throws {
    let (config, problem) = ConfigFile.load()
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        ascii: config.isASCII ? true : nil, mouse: config.hasMouse)
    } catch {
      throw Failure.input("\(error)")
    }
    var state = begin(terminal.size)
    state.isASCII = terminal.isASCII
    state.themeName =
      theme ?? config.theme ?? DisplayOptions.suiting(Console.variable("COLORFGBG"))
    state.followsBackground = theme == nil && config.theme == nil
    if state.followsBackground { terminal.askForBackground() }
    var reading = loading.map { TraceProgress($0) }
    state.message = (message ?? problem).map { AppState.Message(text: $0, isError: true) }
    state.adopt(config)
    state.pendingLines = lines[...]
    let journal =
      journal
      ?? Journal(
        folder: JournalFolder.path, time: Int(time(nil)), beginning: state.session.script.count)
    do {
      // What is short is there at the first redraw.
      let clock = ContinuousClock()
      let due = clock.now + .milliseconds(10)
      repeat {
        try work(&state, &reading)
      } while (state.isBusy || reading?.isFinished == false) && clock.now < due
      try loop(&state, terminal, &reading, journal)
    } catch {
      terminal.close()
      throw error
    }
    terminal.close()
  }

  private static func loop(
    _ state: inout AppState, _ terminal: NcursesTerminal, _ reading: inout TraceProgress?,
    _ journal: Journal
  ) throws {
    let clock = ContinuousClock()
    while true {
      terminal.showCursor(at: cursorPlace(in: state))
      terminal.present(render(state))
      journal.sync()
      guard var input = try nextInput(&state, terminal, &reading, journal) else {
        if state.isPlaying {
          _ = perform(reduce(&state, .tick), &state, terminal, journal, reading)
        }
        continue
      }
      // What has come meanwhile, before the next redraw; but one who types without end sees it too.
      let due = clock.now + .milliseconds(50)
      while true {
        guard take(input, &state, terminal, journal, reading) else { return }
        // Nothing overtakes the lines of a text that was pasted.
        guard clock.now < due, state.pendingLines.isEmpty,
          let more = terminal.nextInput(timeoutMilliseconds: 0)
        else { break }
        input = more
      }
    }
  }

  /// Waits for input; what is long goes on meanwhile. `nil` when it is time to draw anew.
  private static func nextInput(
    _ state: inout AppState, _ terminal: NcursesTerminal, _ reading: inout TraceProgress?,
    _ journal: Journal
  ) throws -> TerminalInput? {
    if let line = state.nextPendingLine() {
      _ = perform(.run(line), &state, terminal, journal, reading)
      state.dropPendingLinesAfterError()
      return nil
    }
    guard state.isBusy || reading?.isFinished == false else {
      return terminal.nextInput(timeoutMilliseconds: state.isPlaying ? state.tickMilliseconds : nil)
    }
    let clock = ContinuousClock()
    let due = clock.now + .milliseconds(state.isPlaying ? state.tickMilliseconds : 50)
    repeat {
      if let input = terminal.nextInput(timeoutMilliseconds: 0) { return input }
      try work(&state, &reading)
      // A search may have come to its step.
      _ = perform(nil, &state, terminal, journal, reading)
    } while (state.isBusy || reading?.isFinished == false) && clock.now < due
    return nil
  }

  /// Does a slice of what there is to do while no key comes.
  private static func work(_ state: inout AppState, _ reading: inout TraceProgress?) throws {
    if reading == nil { _ = reduce(&state, .work) } else { try reading?.advance(&state) }
  }

  /// Handles one input; false ends the program.
  private static func take(
    _ input: TerminalInput, _ state: inout AppState, _ terminal: NcursesTerminal,
    _ journal: Journal, _ reading: TraceProgress?
  ) -> Bool {
    switch input {
    case .terminated(let signal): end(terminal, by: signal)
    case .lost: end(terminal, by: SIGHUP)
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
    return perform(apply(action, to: &state, terminal), &state, terminal, journal, reading)
  }

  /// Changes the state as an action says; what takes long can be given up meanwhile.
  private static func apply(
    _ action: Action, to state: inout AppState, _ terminal: NcursesTerminal
  ) -> Effect? {
    guard let title = action.longTitle else { return reduce(&state, action) }
    guard let (after, effect) = LongAction(action, on: state, title).finish(state, terminal) else {
      return reduce(&state, .giveUp)
    }
    state = after
    return effect
  }

  /// Ends the program with the status that a signal gives.
  private static func end(_ terminal: NcursesTerminal, by number: Int32) -> Never {
    // Another one that waits, as one may with a terminal that is gone, would end it otherwise.
    for waiting in NcursesTerminal.endingSignals { signal(waiting, SIG_IGN) }
    terminal.close()
    exit(128 + number)
  }

  /// Does what is asked for outside, and writes to the journal what has been done; false ends the
  /// program.
  private static func perform(
    _ effect: Effect?, _ state: inout AppState, _ terminal: NcursesTerminal, _ journal: Journal,
    _ reading: TraceProgress?
  ) -> Bool {
    var effect = effect
    while let due = effect {
      switch due {
      case .quit: return false
      case .crash: fatalError("the script command crash ends the program")
      case .stopReading:
        reading?.cancel()
        effect = nil
      case .save(let path, let text, let isReplacing):
        do throws(Failure) {
          try NewFile.write(text, to: path, replacing: isReplacing)
          effect = reduce(&state, .saved(path: path))
        } catch {
          effect = reduce(&state, .report(error.message))
        }
      case .keep(let progress):
        if let problem = ProgressFile().write(progress) {
          state.message = AppState.Message(text: problem, isError: true)
        }
        effect = nil
      case .run(let line): effect = apply(understand(line, in: &state), to: &state, terminal)
      }
    }
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

  /// Parses a line of the prompt; `map=` may name a file, which is read here.
  private static func understand(_ line: String, in state: inout AppState) -> Action {
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
