import Script
import Session
import Simulation

/// Does something as often as the count says that was typed before it.
func repeated(_ state: inout AppState, _ action: Action, _ count: Int) -> Effect? {
  switch action {
  case .stepForward:
    state.isPlaying = false
    state.session.seek(to: state.session.timeline.point + count)
  case .stepBack:
    state.isPlaying = false
    state.session.seek(to: max(0, state.session.timeline.point - count))
  default:
    for _ in 0..<min(count, action.isOfScreens ? AppState.screenLimit : AppState.repeatLimit) {
      let effect = change(&state, action)
      // What takes its time, or is done outside, is begun once.
      if effect != nil || state.work != nil || state.mode != .views { return effect }
    }
  }
  return nil
}

extension Action {
  /// Whether it moves the cursor by screens.
  fileprivate var isOfScreens: Bool {
    switch self {
    case .page, .halfPage: true
    default: false
    }
  }
}

extension AppState {
  /// More of other keys than steps nobody means.
  static let repeatLimit = 1_000
  /// A screen is many moves of the cursor.
  static let screenLimit = 20
  /// A count has so many digits.
  private static let countLimit = 99_999_999

  /// Adds a digit to the count that is being typed.
  mutating func addToCount(_ digit: Int) {
    let longer = (count ?? 0) * 10 + digit
    if longer <= Self.countLimit { count = longer }
    sayCount()
  }

  /// Shows the count.
  mutating func sayCount() {
    message = Message(
      text: "#\(count.map { $0 == 0 ? "" : String($0) } ?? "") and a key: as often as that",
      isError: false)
  }
}

/// Takes the last command back: goes on before it, in a branch. The run with it stays.
func takeBack(_ state: inout AppState) {
  let timeline = state.session.timeline
  guard state.session.isAtEnd else {
    return say(&state, "The last command is taken back at the end of the run: G goes there.")
  }
  guard let step = timeline.step, timeline.point > timeline.traceEnd else {
    return say(&state, "There is no command of yours to take back.")
  }
  if case .boot = step.command {
    return say(&state, "There is no command of yours to take back: this is the boot.")
  }
  do throws(SessionError) {
    _ = try state.session.execute(.goto(Destination(step: state.session.stepNumber - 1)))
    _ = try state.session.execute(.branch(name: nil, policy: nil))
    state.takenBack = state.session.branchNumber
    say(&state, "Taken back, in a branch: ^r returns to the run that has it.")
  } catch {
    state.message = AppState.Message(
      text: error.message(names: state.session.names), isError: true)
  }
}

/// Goes back to the run with the command that was taken back.
func bringBack(_ state: inout AppState) {
  guard state.takenBack == state.session.branchNumber, state.session.isAtEnd else {
    return say(&state, "Nothing has been taken back here: u does that.")
  }
  do throws(SessionError) {
    _ = try state.session.execute(.other(nil))
    _ = try state.session.execute(.goto(.end))
    state.takenBack = nil
  } catch {
    state.message = AppState.Message(
      text: error.message(names: state.session.names), isError: true)
  }
}
