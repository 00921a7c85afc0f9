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
    var lines = [
      "Up to here both are the same; from step \(NumberText.count(stepNumber)) on they differ."
    ]
    for (name, timeline) in [
      ("this branch", timeline), ("other branch", otherBranches[last].timeline),
    ] {
      lines += ["", "\(name), \(timeline.machine.kernel.heapDescription.policy.plainName)"]
      guard timeline.point == point, let step = timeline.step else {
        lines.append(
          "  has no such step: it ends at step "
            + NumberText.count(timeline.stepNumber(of: timeline.end)))
        continue
      }
      lines.append("  " + CommandText.headline(of: step, names: names).text)
      lines.append("  " + Sentence.text(for: step, names: names))
      lines += CauseTree.lines(of: step, names: names).dropFirst().map { "  " + $0 }
    }
    return lines
  }
}
