import Script
import Simulation

/// Marks the point with the step's own words.
func mark(_ state: inout AppState) {
  let session = state.session
  if session.bookmarks.contains(where: { $0.point == session.timeline.point }) {
    return say(&state, "This step is marked already.")
  }
  let text = "step \(NumberText.count(session.stepNumber))"
  state.session.bookmark(text)
  say(&state, "Marked: goto \"\(text)\" comes back here; ' lists the marks.")
}

func listBookmarks(_ state: inout AppState) {
  let session = state.session
  guard !session.bookmarks.isEmpty else {
    return say(&state, "No step is marked. m marks the one you look at.")
  }
  let lines = session.bookmarks.map { mark in
    let step = NumberText.count(session.timeline.stepNumber(of: mark.point))
    return "  step \(step)   goto \"\(mark.text)\""
  }
  state.mode = .text(TextPage(title: "Marks", lines: lines))
}

/// Branches off, or goes on with the branch that was left.
func fork(_ state: inout AppState) {
  if state.session.timeline.point < state.session.timeline.end {
    state.session.fork()
    say(&state, "A branch from here: type : and commands. At its end f goes to the other run.")
  } else if state.session.otherBranches.isEmpty {
    say(&state, "This is the end of the only run; nothing to branch off from.")
  } else {
    state.session.nextBranch()
    say(&state, "The other run, where you left it. f at its end comes back.")
  }
}

func toggleHelp(_ state: inout AppState) {
  if case .text = state.mode {
    state.mode = .views
  } else {
    state.mode = .text(TextPage(title: "Help", lines: HelpPage.lines))
  }
}
