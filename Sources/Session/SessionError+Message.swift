public import Script
public import Simulation

extension SessionError {
  /// One sentence for whoever gave the command.
  public func message(names: NameTable) -> String {
    switch self {
    case .refused(let error): return error.message(names: names)
    case .figure(let comparison, let found):
      let figure = comparison.figure
      let wanted = "\(comparison.relation.rawValue) \(figure.phrase(comparison.value))"
      return "expected \(figure.rawValue) \(wanted), found \(figure.phrase(found))"
    case .fault(let wanted, let found):
      return "expected \(Self.text(wanted)), found "
        + (found.map { Self.text($0) } ?? "no fault: the command before did not fault")
    case .error(let word, let found):
      return "expected error \(word), found "
        + (found ?? "no error: the command before went through")
    case .conditionNeverHolds:
      return "no step that way satisfies the condition"
    case .unknownName(let name): return "no step is about '\(name)': there is no such name"
    case .nothingTouches: return "no step that way touches it"
    case .nothingWrites: return "no step up to here writes it"
    case .noBookmark(let text, let known):
      let quoted = known.map { "\"\($0)\"" }.joined(separator: ", ")
      let list =
        switch known.count {
        case 0: "there are none"
        case 1: "there is \(quoted)"
        default: "there are \(quoted)"
        }
      return "no bookmark \"\(text)\": \(list)"
    case .noDifference: return "the branches are the same from their start to their end"
    case .noOtherBranch: return "there is no other branch; branch makes one"
    case .noBranch(let name, let known):
      return "no branch is called \(name): "
        + (known.isEmpty
          ? "there is no other; branch makes one"
          : "the others are \(known.joined(separator: ", "))")
    case .isThisBranch(let name): return "\(name) is the branch that you are in"
    case .branchExists(let name): return "a branch is called \(name) already: take another name"
    case .notAtEnd: return "a trace can only follow the last step: goto end first"
    case .nothingThere: return "nothing is mapped there"
    case .notLive(let label):
      let name = names.text(label) ?? "a"
      return "\(Phrase.name(label, names)) is not live at this step; find name \(name), or find"
        + " name \(name) back, goes to one that names it"
    case .noSetupStepYet(let before, let last):
      return "no step -\(before): the boot has come to step -\(last) only"
    case .noStep(let number, let last):
      return "no step \(NumberText.count(number)): the last is \(NumberText.count(last))"
    case .noNextStep: return "this is the last step: there is none behind it to replace"
    case .stillReading: return "the trace is still being read: wait for its end"
    case .noSetupStep(let before, let first):
      return "no step -\(before): "
        + (first == 0 ? "the first is 0" : "the machine is switched on at step -\(first)")
    }
  }

  /// The argument that is at fault, by its key.
  public func argument(of statement: Statement, names: NameTable) -> String? {
    switch (self, statement) {
    case (.refused(let error), .command(let command)):
      return error.argument(of: command, names: names)
    case (.refused, .boot): return "stage"
    case (.refused, .writer), (.refused, .touch): return "frame"
    case (.figure, _): return "figure"
    case (.fault, _): return "code"
    case (.error, _): return "error"
    case (.unknownName, .writer), (.unknownName, .touch): return "address"
    case (.noStep, .show), (.noSetupStep, .show), (.noSetupStepYet, .show), (.unknownName, .show),
      (.notLive, .show), (.nothingThere, .show):
      return "at"
    case (.conditionNeverHolds, _), (.unknownName, _): return "condition"
    case (.noBranch, _), (.isThisBranch, _): return "branch"
    case (.branchExists, _): return "name"
    case (.noStep, _), (.noSetupStep, _), (.noSetupStepYet, _), (.noBookmark, _): return "place"
    case (.nothingThere, _), (.notLive, _): return "address"
    case (.nothingTouches, .touch(.frame, _)), (.nothingWrites, .writer(.frame)): return "frame"
    case (.nothingTouches, _), (.nothingWrites, _): return "address"
    case (.refused, _), (.noDifference, _), (.noOtherBranch, _), (.notAtEnd, _), (.noNextStep, _),
      (.stillReading, _):
      return nil
    }
  }

  private static func text(_ wanted: FaultExpectation) -> String {
    switch wanted {
    case .pageFault(let code): "page fault with error code \(NumberText.value(UInt64(code)))"
    case .generalProtection: "a general-protection fault"
    }
  }

  private static func text(_ found: HardwareFault) -> String {
    switch found {
    case .pageFault(let fault):
      "page fault with error code \(NumberText.value(UInt64(fault.code.rawValue)))"
    case .generalProtection: "a general-protection fault"
    }
  }
}
