public import Script
public import Simulation

/// Why a statement came to nothing, or a script's expectation was not met.
public enum SessionError: Error, Equatable, Sendable {
  /// The machine refused the command.
  case refused(Refusal)
  /// A figure is not as expected.
  case figure(Comparison, found: UInt64)
  /// The command before did not fault as expected.
  case fault(FaultExpectation, found: HardwareFault?)
  /// The command before was not refused as expected; `found` is the word it was refused with.
  case error(String, found: String?)
  /// No step satisfies the condition.
  case conditionNeverHolds
  /// There is no such name, so no step is about it.
  case unknownName(String)
  /// No step touches what is looked for.
  case nothingTouches
  /// No step writes what is looked for.
  case nothingWrites
  /// There is no bookmark of the name.
  case noBookmark(String, known: [String])
  /// There is no other branch.
  case noOtherBranch
  /// The branches are the same from start to end.
  case noDifference
  /// There is no other branch of the name or number.
  case noBranch(String, known: [String])
  /// The branch that is looked at is asked for.
  case isThisBranch(String)
  /// A branch has the name already.
  case branchExists(String)
  /// A trace can only follow the last step.
  case notAtEnd
  /// Nothing lies where a search is to look.
  case nothingThere
  /// The name stands for no block or frame at this step.
  case notLive(Name.Label)
  /// There is no step of the number.
  case noStep(UInt64, last: Int)
  /// There is no next step that could be replaced.
  case noNextStep
  /// What follows is not known yet: a trace is still being read.
  case stillReading
  /// There is no step so many before step 0.
  case noSetupStep(UInt64, first: Int)
  /// The boot has not come to the step so many before step 0, only to that so many before.
  case noSetupStepYet(UInt64, last: Int)
}
