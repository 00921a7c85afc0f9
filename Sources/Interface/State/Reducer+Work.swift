import Script
import Session
import Simulation

/// How many steps a slice of work is about: some milliseconds.
private let slice = 16_384

/// Starts something long; what is short is done at once.
func begin(_ state: inout AppState, _ work: Work) {
  state.isPlaying = false
  state.work = work
  continueWork(&state)
}

/// Does a slice of what is going on, or of the survey.
func continueWork(_ state: inout AppState) {
  // Taken out, so that what is in it is not copied when it changes.
  guard var work = state.work.take() else {
    if state.session.timeline.isSurveyed {
      state.session.catchUp(atMost: slice)
    } else {
      state.session.survey(atMost: slice)
    }
    return
  }
  let isDone =
    switch work.job {
    case .go(let point): go(&state, &work, to: point)
    case .goToEnd: goToEnd(&state, &work)
    case .rerun(let name, let policy): rerun(&state, &work, name, policy)
    case .search(let failure): look(&state, &work, failure)
    case .extreme(let extreme, let figure): look(&state, &work, for: extreme, of: figure)
    }
  if !isDone { state.work = work }
}

/// Gives up what is going on; the point stays where it was.
func cancelWork(_ state: inout AppState) {
  (state.work, state.pendingLines) = (nil, [])
  say(&state, "Stopped.")
}

private func go(_ state: inout AppState, _ work: inout Work, to point: Int) -> Bool {
  if point > state.session.timeline.end, !state.session.timeline.isGrowing {
    let error = SessionError.noStep(
      UInt64(max(0, state.session.timeline.stepNumber(of: point))),
      last: state.session.lastStepNumber)
    state.message = AppState.Message(
      text: error.message(names: state.session.names), isError: true)
    return true
  }
  guard state.session.timeline.surveyed < point else {
    state.session.seek(to: point)
    return true
  }
  state.session.survey(atMost: slice)
  work.progress = Double(state.session.timeline.surveyed) / Double(max(1, point))
  return false
}

private func goToEnd(_ state: inout AppState, _ work: inout Work) -> Bool {
  let end = state.session.timeline.end
  guard state.session.timeline.isGrowing || !state.session.timeline.isSurveyed else {
    state.session.seek(to: end)
    return true
  }
  state.session.survey(atMost: slice)
  work.progress = Double(state.session.timeline.surveyed) / Double(max(1, end))
  return false
}

private func rerun(
  _ state: inout AppState, _ work: inout Work, _ name: String?, _ policy: HeapPolicy
) -> Bool {
  let point = state.session.timeline.point
  if let surveyed = work.rerun?.surveyed, surveyed < point {
    work.rerun?.survey(atMost: slice)
    work.progress = Double(surveyed) / Double(max(1, point))
    return false
  }
  guard let timeline = work.rerun.take() else { return true }
  state.session.enter(timeline, name, policy)
  state.isSideBySide = true
  say(&state, "A branch. | shows both, x goes to the other, d lists what differs.")
  return true
}

private func look(
  _ state: inout AppState, _ work: inout Work, for extreme: Extreme, of figure: Figure
) -> Bool {
  let timeline = state.session.timeline
  guard !timeline.isGrowing, timeline.isSurveyed else {
    state.session.survey(atMost: slice)
    work.progress = Double(timeline.surveyed) / Double(max(1, timeline.end))
    return false
  }
  if work.search == nil { work.search = timeline.search(for: extreme, of: figure) }
  guard look(&state, &work, "No step has a value of \(figure.rawValue).") else { return false }
  let value = figure.text(state.session.value(of: figure)) + (figure.unit == .percent ? " %" : "")
  let which = extreme == .greatest ? "highest" : "lowest"
  say(&state, "\(figure.rawValue) is \(value) here, the \(which) of the run.")
  return true
}

private func look(_ state: inout AppState, _ work: inout Work, _ failure: String) -> Bool {
  switch work.search?.advance(atMost: slice, in: state.session.timeline) {
  case .found(let point) where point == state.session.timeline.point:
    say(&state, "This is the step: you look at it.")
  case .found(let point): state.session.seek(to: point)
  case .notFound:
    // As in a script, what was pasted behind it does not follow.
    state.message = AppState.Message(text: failure, isError: !state.pendingLines.isEmpty)
    state.dropPendingLinesAfterError()
  case .searching(let progress):
    // A search that waits for the survey helps it on.
    if !state.session.timeline.isSurveyed { state.session.survey(atMost: slice) }
    work.progress = progress
    return false
  case nil: break
  }
  return true
}
