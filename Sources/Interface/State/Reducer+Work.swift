import Simulation

/// How many steps a slice of work is about: some milliseconds.
private let slice = 16_384

/// Starts something long; what is short is done at once.
func begin(_ state: inout AppState, _ job: Work.Job, title: String) {
  state.isPlaying = false
  state.work = Work(job: job, title: title)
  continueWork(&state)
}

/// Does a slice of what is going on, or of the survey.
func continueWork(_ state: inout AppState) {
  guard var work = state.work else {
    return state.session.survey(atMost: slice)
  }
  switch work.job {
  case .go(let point):
    let timeline = state.session.timeline
    if timeline.surveyed < point {
      state.session.survey(atMost: slice)
      work.progress = Double(timeline.surveyed) / Double(max(1, point))
      state.work = work
    } else {
      state.work = nil
      state.session.seek(to: point)
    }
  case .search(var search, let failure):
    switch search.advance(atMost: slice, in: state.session.timeline) {
    case .found(let point):
      state.work = nil
      state.session.seek(to: point)
    case .notFound:
      state.work = nil
      say(&state, failure)
    case .searching(let progress):
      // A search that waits for the survey helps it on.
      if !state.session.timeline.isSurveyed { state.session.survey(atMost: slice) }
      work.job = .search(search, failure: failure)
      work.progress = progress
      state.work = work
    }
  }
}

/// Gives up what is going on; the point stays where it was.
func cancelWork(_ state: inout AppState) {
  state.work = nil
  say(&state, "Stopped.")
}
