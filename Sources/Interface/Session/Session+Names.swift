import Simulation

extension Session {
  /// A name that a condition asks for and that no step of any branch is about; `nil` if there is
  /// none, or if a trace that is still being read may have it.
  func unknownName(in condition: Condition) -> String? {
    let runs = [timeline] + otherBranches.map(\.timeline)
    return condition.names.first { name in
      guard let label = names.known(name) else { return true }
      return !runs.contains { $0.isGrowing || $0.hasStep(about: label) }
    }
  }
}
