public import Simulation

extension Session {
  /// A digest of the machine at the point: the same for runs that came to the same machine.
  public var digest: Digest { snapshot.machine.digest(names: names) }

  /// A name that a condition asks for and that no step of any branch is about; `nil` if there is
  /// none, or if a trace that is still being read may have it.
  public func unknownName(in condition: Condition) -> String? {
    condition.names.first { name in names.known(name).map { !isInUse($0) } ?? true }
  }

  /// Whether a step of any branch is about what a label stands for, or may be in a trace that is
  /// still being read. O(n) in the commands.
  func isInUse(_ label: Name.Label) -> Bool {
    ([timeline] + otherBranches.map(\.timeline)).contains {
      $0.isGrowing || $0.hasStep(about: label)
    }
  }
}
