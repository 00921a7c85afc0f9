import Narration
import Script
import Session
import Simulation

/// Marks the point with the step's own words.
func mark(_ state: inout AppState) {
  let session = state.session
  if session.bookmarks.contains(where: { $0.point == session.timeline.point }) {
    return say(&state, "This step is marked already.")
  }
  let text = "step \(NumberText.count(session.stepNumber))"
  do throws(SessionError) {
    _ = try state.session.execute(.bookmark(text))
    say(&state, "Marked: goto \"\(text)\" comes back here; ' lists the marks.")
  } catch {
    say(&state, error.message(names: session.names))
  }
}

func listBookmarks(_ state: inout AppState) {
  let session = state.session
  guard !session.bookmarks.isEmpty else {
    return say(&state, "No step is marked. m marks the one you look at.")
  }
  let entries = session.bookmarks.map { mark in
    let step = NumberText.count(session.timeline.stepNumber(of: mark.point))
    return Chooser.Entry(
      label: "step \(step)", detail: "\"\(mark.text)\"",
      choice: .run(Printer.text(.goto(.bookmark(mark.text)), names: session.names)))
  }
  state.mode = .choosing(Chooser(title: "Marks", sections: [.init(title: "", entries: entries)]))
}

/// Lists the branches; the one that is taken is gone to.
func listBranches(_ state: inout AppState) {
  let session = state.session
  guard !session.otherBranches.isEmpty else {
    return say(&state, "There is one run only: f branches off here.")
  }
  func detail(_ timeline: Timeline) -> String {
    let step = NumberText.count(timeline.stepNumber(of: timeline.point))
    let last = NumberText.count(timeline.stepNumber(of: timeline.end))
    return "\(timeline.machine.kernel.heapDescription.policy.plainName) · step \(step) of \(last)"
  }
  let others = session.otherBranches.map { branch in
    (
      branch.number,
      Chooser.Entry(
        label: "branch \(branch.number)" + (branch.name.map { " \($0)" } ?? ""),
        detail: detail(branch.timeline),
        choice: .run(
          Printer.text(.other(branch.name ?? "\(branch.number)"), names: session.names)))
    )
  }
  let here = (
    session.branchNumber,
    Chooser.Entry(
      label: "branch \(session.branchNumber)" + (session.branchName.map { " \($0)" } ?? ""),
      detail: detail(session.timeline) + " · you are here", choice: .stay)
  )
  let entries = (others + [here]).sorted { $0.0 < $1.0 }.map(\.1)
  state.mode = .choosing(
    Chooser(title: "Branches", sections: [.init(title: "", entries: entries)]))
}

/// Goes to the next point with a mark or a note, or the one before.
func seekMark(_ state: inout AppState, _ direction: Search.Direction) {
  let session = state.session
  let point = session.timeline.point
  let points = session.bookmarks.map(\.point) + session.notes.keys
  let found =
    direction == .forward
    ? points.filter { $0 > point }.min() : points.filter { $0 < point }.max()
  guard let found else {
    let place = direction == .forward ? "later" : "earlier"
    return say(&state, "No \(place) step has a mark or a note. m marks the one you look at.")
  }
  begin(&state, Work(job: .go(to: found), title: "going to the mark"))
}

/// Goes to the next step in which anything out of the ordinary happens, or the one before.
func seekEvent(_ state: inout AppState, _ direction: Search.Direction) {
  guard let found = state.event(direction, .notable) else {
    let place = direction == .forward ? "later" : "earlier"
    let rest =
      direction == .backward || state.session.timeline.isSurveyed
      ? "" : " among those surveyed so far"
    return say(
      &state, "No event \(place)\(rest): no mark, note, growth, fault or refusal.")
  }
  begin(&state, Work(job: .go(to: found), title: "going to the event"))
}

/// Looks again for what was looked for last.
func findAgain(_ state: inout AppState, backwards: Bool) {
  guard let condition = state.lastSought else {
    return say(&state, "Nothing has been looked for yet: / finds a step.")
  }
  begin(
    &state,
    .search(
      state.session.search(for: condition, backwards: backwards),
      failure: "No \(backwards ? "earlier" : "later") step satisfies the condition.",
      title: "looking for it again"))
}

/// Branches off from the step.
func branch(_ state: inout AppState) {
  state.work = nil
  do throws(SessionError) {
    _ = try state.session.execute(.branch(name: nil, policy: nil))
  } catch {
    return say(&state, error.message(names: state.session.names))
  }
  state.isSideBySide = true
  say(&state, "A branch from here on. x goes to the other run, d lists what differs.")
}

/// Offers the next step's command to be changed.
func editNext(_ state: inout AppState) {
  let timeline = state.session.timeline
  guard timeline.point < timeline.end else {
    return say(&state, "This is the end: there is no next step to change.")
  }
  let next = Statement.command(timeline.command(leadingTo: timeline.point + 1))
  state.mode = .prompt
  state.prompt.open(with: "instead " + Printer.text(next, names: state.session.names))
}

/// Goes on with the run that was left.
func goToOtherBranch(_ state: inout AppState) {
  state.work = nil
  do throws(SessionError) {
    _ = try state.session.execute(.other(nil))
  } catch {
    say(&state, "There is no other branch: f makes one.")
  }
}

/// Lists what differs between the branches.
func listDifferences(_ state: inout AppState) {
  do throws(SessionError) {
    state.mode = .text(TextPage(report: "Difference", try state.session.differences()))
  } catch {
    say(&state, "There is no other branch: f makes one.")
  }
}
