import Assets
import CellGrid
import Script
import Simulation
import Testing
import Traces

@testable import Interface
@testable import Session

/// An interface with its keys, without a terminal.
struct KeyedInterface {
  var state: AppState
  /// What was asked to be done outside, lines of the prompt apart.
  private(set) var effects: [Effect] = []
  /// Whether what a key starts is finished before the next one.
  var finishesWork = true

  /// The default machine after its boot.
  static func booted(_ columns: Int = 80, _ rows: Int = 24) throws -> KeyedInterface {
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    return KeyedInterface(timeline, "machine", columns, rows)
  }

  /// The recording of sqlite behind the boot, at its start.
  static func sqlite(_ columns: Int = 80, _ rows: Int = 24) throws -> KeyedInterface {
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    timeline.load(trace.commands(alignment: 8))
    timeline.seek(to: timeline.setupCount)
    return KeyedInterface(timeline, "sqlite3.rep", columns, rows)
  }

  /// 30,000 times a block allocated and freed, behind the boot; nothing of it has been surveyed.
  static func long() throws -> KeyedInterface {
    var trace = PackedCommands()
    for number in 0..<30_000 as Range<UInt32> {
      trace.append(.allocate(number, slot: 0, size: 16 + UInt64(number % 100)))
      trace.append(.free(number, slot: 0))
    }
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    timeline.load(trace, alignment: 8)
    var interface = KeyedInterface(timeline, "long.rep", 120, 40)
    interface.state.session.scope.reserve(below: 1)
    return interface
  }

  /// A session in a window of 80 columns and 24 rows.
  init(_ session: Session) {
    state = AppState(session: session, size: GridSize(columns: 80, rows: 24))
  }

  private init(_ timeline: Timeline, _ title: String, _ columns: Int, _ rows: Int) {
    state = AppState(
      session: Session(title: title, timeline: timeline),
      size: GridSize(columns: columns, rows: rows))
  }

  /// Presses keys; what they start is finished.
  mutating func press(_ keys: Key...) {
    for key in keys { take(.key(key)) }
  }

  /// Types a command and Enter.
  mutating func command(_ line: String) {
    press(Key(":"))
    for scalar in line.unicodeScalars { press(Key(scalar)) }
    press(Key(.enter))
  }

  /// Takes an input as the driver does.
  mutating func take(_ input: TerminalInput) {
    guard let action = action(for: input, in: state) else { return }
    perform(reduce(&state, action))
    while let line = state.nextPendingLine() {
      perform(.run(line))
      state.dropPendingLinesAfterError()
    }
  }

  /// Does what is left to do while no key comes.
  mutating func wait() {
    while state.isBusy { _ = reduce(&state, .work) }
  }

  private mutating func perform(_ effect: Effect?) {
    var effect = effect
    while let due = effect {
      guard case .run(let line) = due else { return effects.append(due) }
      effect = reduce(&state, understand(line))
    }
    while finishesWork, state.work != nil { _ = reduce(&state, .work) }
  }

  private mutating func understand(_ line: String) -> Action {
    do throws(ScriptError) {
      let line = try state.session.parse(
        line, maps: { name throws(MapError) in throw MapError("no map \(name)") },
        traces: { name throws(MapError) in throw MapError("no trace \(name)") })
      guard let line else { return .move(nil) }
      return .execute(line)
    } catch {
      return .report(error.message)
    }
  }

  /// The rows of the screen, without the spaces at their ends.
  var rows: [String] {
    let grid = render(state)
    return (0..<grid.size.rows).map { grid.text(row: $0) }
  }

  /// The row of the keys.
  var keyLine: String { rows[rows.count - 1] }

  /// The row of the prompt and of messages.
  var promptRow: String { rows[rows.count - 2] }
}
