import Assets
import CellGrid
import Foundation
import Interface
import Lessons
import Randomness
import Script
import Session
import Simulation
import Testing

@testable import memwalk

/// Whatever is typed, pasted, clicked or resized, the interface draws itself.
@Suite struct HostileInterfaceTests {
  /// How many events there are; `MEMWALK_EVENTS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["MEMWALK_EVENTS"].flatMap { Int($0) } ?? 2_000
  private static let pieces = 8

  @Test(arguments: 0..<pieces) func eventsOfAllKinds(piece: Int) {
    let machine = HostileMachine.all[piece * 3 % HostileMachine.all.count]
    var session = machine.session
    session.attend(to: .moments)
    storm(AppState(session: session, size: GridSize(columns: 80, rows: 24)), machine, piece)
  }

  /// The same beside a lesson.
  @Test(arguments: Array(Assets.lessonNames.enumerated())[..<4])
  func eventsInALesson(piece: Int, name: String) throws {
    let player = LessonPlayer(LessonRun(try LessonLoader.lesson(name)))
    storm(
      AppState(lesson: player, size: GridSize(columns: 120, rows: 40)), HostileMachine.all[0], piece
    )
  }

  private func storm(_ start: AppState, _ machine: HostileMachine, _ piece: Int) {
    var state = start
    var script = HostileScript(
      numbers: HostileNumbers(random: SplitMix64(seed: UInt64(piece)), places: machine.places))
    for number in 0..<Self.count / Self.pieces {
      let input = input(&script)
      if let action = action(for: input, in: state) { perform(reduce(&state, action), &state) }
      while let line = state.nextPendingLine() {
        perform(.run(line), &state)
        state.dropPendingLinesAfterError()
      }
      for _ in 0..<4 where state.isBusy { _ = reduce(&state, .work) }
      guard number % 4 == 0 else { continue }
      #expect(render(state).size == state.size, "\(number)")
    }
  }

  private func perform(_ effect: Effect?, _ state: inout AppState) {
    guard case .run(let line) = effect else { return }
    do throws(ScriptError) {
      let parsed = try state.session.parse(
        line, maps: ScriptMaps.load, traces: { name throws(MapError) in throw MapError(name) })
      guard let parsed else { return }
      perform(reduce(&state, .execute(parsed)), &state)
    } catch {
      _ = reduce(&state, .report(error.message))
    }
  }

  private func input(_ script: inout HostileScript) -> TerminalInput {
    switch script.numbers.below(12) {
    case 0: return .paste(":" + script.line())
    case 1: return .paste(script.text(lines: 1 + script.numbers.below(3)))
    case 2: return .paste(script.numbers.character())
    case 3:
      return .resized(
        GridSize(
          columns: 1 + script.numbers.below(220), rows: 1 + script.numbers.below(70)))
    case 4, 5:
      let scalars = Array(script.numbers.character().unicodeScalars)
      return .key(Key(.character(script.numbers.element(of: scalars))))
    case 6: return .key(Key(.enter))
    case 7:
      let point = GridPoint(column: script.numbers.below(100), row: script.numbers.below(40))
      return .mouse(
        MouseInput(
          script.numbers.element(of: [.press(.left), .wheelUp, .wheelDown]), at: point))
    default:
      let keys = KeyMap.bindings + KeyMap.reading + KeyMap.standard.lesson
      return .key(script.numbers.element(of: script.numbers.element(of: keys).keys))
    }
  }
}
