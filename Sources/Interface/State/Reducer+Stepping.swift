import Script
import Session
import Simulation

/// Stepping and playing.
func reduceStepping(_ state: inout AppState, _ action: Action) {
  switch action {
  case .stepForward: stepForward(&state)
  case .stepBack:
    state.isPlaying = false
    if state.session.timeline.point == 0 { say(&state, "This is the start.") }
    state.session.stepBack()
  case .stepInto:
    state.isPlaying = false
    if state.carriedOut == state.session.timeline.point, state.session.access == nil {
      state.session.stepIntoThis()
      if state.session.access != nil { return }
      return say(&state, "This command reads and writes nothing that could be looked into.")
    }
    if state.session.isAtEnd { say(&state, "This is the end.") }
    state.session.stepInto()
  case .stepOut:
    state.isPlaying = false
    if state.session.timeline.point == 0 { say(&state, "This is the start.") }
    state.session.stepOut()
  case .goToStart:
    let step = state.session.stepNumber
    if step > 0 { state.session.seek(toStep: 0) } else { state.session.seek(to: 0) }
  case .goToEnd:
    begin(&state, Work(job: .goToEnd, title: "going to the end"))
  case .togglePlay:
    if state.session.isAtEnd { say(&state, "This is the end: there is nothing to play.") }
    state.isPlaying = !state.isPlaying && !state.session.isAtEnd
  case .faster:
    state.speed = min(state.speed * 2, 4096)
    say(&state, "\(Phrase.count(UInt64(state.speed), "step")) a second")
  case .slower:
    state.speed = max(state.speed / 2, 1)
    say(&state, "\(Phrase.count(UInt64(state.speed), "step")) a second")
  case .tick: tick(&state)
  default: break
  }
}

extension AppState {
  /// How long the program waits between two ticks while it plays, in milliseconds.
  public var tickMilliseconds: Int { max(33, 1000 / speed) }
}

private func stepForward(_ state: inout AppState) {
  state.isPlaying = false
  if state.session.isAtEnd {
    say(
      &state,
      state.lesson == nil
        ? "This is the end. Type : and a command to go on."
        : "This is as far as the lesson is: Esc returns to its text.")
  }
  state.session.stepForward()
}

/// Makes as many steps as the speed asks for in the time of a tick.
private func tick(_ state: inout AppState) {
  guard state.isPlaying else { return }
  let count = max(1, state.speed * state.tickMilliseconds / 1000)
  state.session.seek(to: state.session.timeline.point + count)
  if state.session.isAtEnd { state.isPlaying = false }
}

func say(_ state: inout AppState, _ text: String) {
  state.message = AppState.Message(text: text, isError: false)
}
