public import Script
import Simulation

extension Session {
  /// What a statement of the script's version of the language says in the present one.
  ///
  /// In version 1 the first stage of the boot was step 1, as long as no trace followed.
  public func inThisVersion(_ statement: Statement) -> Statement {
    guard scope.version == 1, !timeline.hasTrace else { return statement }
    let setup = timeline.setupCount
    switch statement {
    case .goto(.step(let number)): return .goto(Self.step(number, behind: setup))
    case .show(var request):
      guard case .step(.step(let number)) = request.place else { return statement }
      request.place = .step(Self.step(number, behind: setup))
      return .show(request)
    case .expect(.figure(let comparison)):
      return .expect(.figure(comparison.countingSteps(behind: setup)))
    case .find(let condition, let backwards):
      return .find(condition.countingSteps(behind: setup), backwards: backwards)
    case .goto, .command, .boot, .expect, .bookmark, .note, .direction, .comment, .extreme, .writer,
      .touch, .branch, .instead, .other, .diff, .diffFirst, .replay, .save, .crash, .help:
      return statement
    }
  }

  private static func step(_ number: UInt64, behind setup: Int) -> Destination {
    Int(exactly: number).map { Destination(step: $0 - setup) } ?? .step(number)
  }
}

extension Comparison {
  /// The same of a number of a step that is counted behind the setup.
  fileprivate func countingSteps(behind setup: Int) -> Comparison {
    guard figure == .step else { return self }
    var comparison = self
    comparison.value = value - min(value, UInt64(setup))
    return comparison
  }
}

extension Condition {
  /// The same of numbers of steps that are counted behind the setup.
  fileprivate func countingSteps(behind setup: Int) -> Condition {
    switch self {
    case .figure(let comparison): .figure(comparison.countingSteps(behind: setup))
    case .not(let inner): .not(inner.countingSteps(behind: setup))
    case .all(let terms): .all(terms.map { $0.countingSteps(behind: setup) })
    case .any(let terms): .any(terms.map { $0.countingSteps(behind: setup) })
    case .happened, .size, .name, .address, .text: self
    }
  }
}
