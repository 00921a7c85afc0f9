import Narration
import Script
import Simulation

extension Session {
  /// Goes to the first step at which the branch and its companion part ways; returns what both made
  /// of it, as lines to be read.
  mutating func goToFirstDifference() throws(SessionError) -> [String] {
    guard let last = otherBranches.indices.last else { throw .noOtherBranch }
    guard !timeline.isGrowing else { throw .stillReading }
    timeline.survey(atMost: timeline.end)
    otherBranches[last].timeline.survey(atMost: otherBranches[last].timeline.end)
    guard let point = timeline.firstDifference(from: otherBranches[last].timeline) else {
      throw .noDifference
    }
    let waits = waitsForCompanion
    waitsForCompanion = true
    seek(to: point)
    waitsForCompanion = waits
    // The shorter of the two has come to its end before; the other has not followed further.
    var other = otherBranches[last].timeline
    other.seek(to: point)
    let step = NumberText.count(timeline.stepNumber(of: point))
    var lines = ["Before step \(step) both are the same; in it they part."]
    for (name, run) in [("this branch", timeline), ("other branch", other)] {
      lines += ["", "\(name), \(run.machine.kernel.heapDescription.policy.plainName)"]
      guard run.point == point, let step = run.step else {
        let end = NumberText.count(run.stepNumber(of: run.end))
        lines.append("  has no such step: it ends at step \(end)")
        continue
      }
      lines.append("  " + CommandText.headline(of: step, names: names).text)
      lines.append("  " + Sentence.text(for: step, names: names))
      lines += CauseTree.lines(of: step, names: names).dropFirst().map { "  " + $0 }
    }
    return lines
  }
}
