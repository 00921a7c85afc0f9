public import CellGrid
import MemoryCore
import Narration
import Script
public import Session
import Simulation

/// Asks for pictures of the screen, or of steps, to be written to a file.
func export(_ state: inout AppState, _ text: String) -> Effect? {
  do throws(ExportRequest.Problem) {
    let request = try ExportRequest(text)
    guard request.isOfSteps else {
      return .export(path: request.path, [state.picture], replacing: request.isReplacing)
    }
    let last = state.session.lastStepNumber
    let steps = request.steps ?? 0...max(0, last)
    guard steps.upperBound <= max(0, last), steps.lowerBound >= -state.session.timeline.setupCount
    else { throw .steps("\(steps.lowerBound)..\(steps.upperBound) of \(last)") }
    guard steps.count <= ExportRequest.limit else {
      say(
        &state,
        "\(NumberText.count(steps.count)) steps are too many for a file: at most "
          + "\(ExportRequest.limit), as in export \(request.path) 1..100.")
      return nil
    }
    return .export(
      path: request.path, steps.map { state.picture(ofStep: $0) }, replacing: request.isReplacing)
  } catch {
    state.message = AppState.Message(text: error.message, isError: true)
    return nil
  }
}

extension AppState {
  /// The screen as it is without prompt and messages.
  var picture: Picture {
    var shown = self
    shown.mode = .views
    shown.message = nil
    while shown.isBusy { _ = reduce(&shown, .work) }
    let step = session.timeline.step.map { CommandText.text(of: $0.command, names: session.names) }
    return Picture(
      title: "step \(NumberText.count(session.stepNumber))" + (step.map { ": \($0)" } ?? ""),
      notes: session.notes[session.timeline.point] ?? [], grid: render(shown))
  }

  /// The screen at a step, as the directions of the run have it there.
  fileprivate func picture(ofStep number: Int) -> Picture {
    var there = self
    there.session.seek(toStep: number)
    there.followDirections()
    return there.picture
  }

  /// The screen at the steps of a session from its first one on, and with `into` at the accesses of
  /// each of them, at most so many pictures.
  public static func film(
    of session: Session, size: GridSize, into: Bool, limit: Int
  ) -> [Picture] {
    var session = session
    session.seek(toStep: 0)
    var pictures: [Picture] = []
    while pictures.count < limit {
      var state = AppState(session: session, size: size)
      state.isSideBySide = !session.otherBranches.isEmpty
      pictures.append(state.picture)
      guard !session.isAtEnd else { break }
      if into { session.stepInto() } else { session.stepForward() }
    }
    return pictures
  }

  /// What there is to copy: a text that covers the views, the address that the cursor is on, or
  /// what the step did.
  var textToCopy: String {
    if let page = mode.page { return page.lines.joined(separator: "\n") + "\n" }
    switch selection {
    case .frame(let number): return NumberText.address(number << 12)
    case .entry(let place, _, _), .word(let place): return NumberText.address(place.rawValue)
    case .heap(let address): return NumberText.address(address.rawValue)
    case nil:
      guard let step = session.snapshot.step else { return session.title }
      return CommandText.text(of: step.command, names: session.names) + "\n"
        + Sentence.text(for: step, names: session.names) + "\n"
    }
  }
}
