import MemoryCore

/// The figures of one step that is looked into: how it went about what it did.
public struct StepFigures: Equatable, Sendable {
  private var values: [Figure: UInt64] = [:]

  /// The figures of a step between two numbers of free frames.
  init(
    of outcome: Outcome, _ recording: Recording, framesFree: (before: UInt64, after: UInt64)
  ) {
    let tally = recording.tally
    values[.stepWalked] = UInt64(tally.walked)
    values[.stepRead] = UInt64(tally.read)
    values[.stepWritten] = UInt64(tally.written)
    let effort = outcome.effort
    values[.stepPassed] = UInt64(max(0, effort.passed))
    values[.stepTables] = UInt64(max(0, effort.tables))
    values[.stepFrames] =
      framesFree.before > framesFree.after ? framesFree.before - framesFree.after : 0
    if case .access(.faulted(.pageFault(let fault), _)) = outcome {
      values[.stepFault] = UInt64(fault.code.rawValue)
    }
  }

  /// The value of a figure of the step; 0 for others.
  public subscript(figure: Figure) -> UInt64 { values[figure] ?? 0 }
}

extension Outcome {
  /// How many holes were passed over and how many page tables created.
  fileprivate var effort: (passed: Int, tables: Int) {
    switch self {
    case .boot(.done(let report)): (0, report.tables)
    case .heap(let outcome): outcome.effort
    case .paging(.mapped(let mapping)): (0, mapping.tables)
    case .paging(.unmapped), .paging(.cleaned), .paging(.protected), .paging(.translated), .frames,
      .access:
      (0, 0)
    }
  }
}

extension HeapOutcome {
  fileprivate var effort: (passed: Int, tables: Int) {
    switch self {
    case .created(let report): (0, report.tables)
    case .allocated(let allocation): allocation.effort
    case .outOfMemory(let shortage): (shortage.passed, 0)
    case .freed(let release): (release.passed, 0)
    case .reallocated(let allocation, _, let release):
      (allocation.effort.passed + release.passed, allocation.effort.tables)
    case .nothing: (0, 0)
    }
  }
}

extension BlockAllocation {
  fileprivate var effort: (passed: Int, tables: Int) {
    (block.passed + (growth?.passed ?? 0), growth?.tables ?? 0)
  }
}

extension Timeline {
  /// The figures of the step that led to the point; `nil` at the start and for a refused one.
  public var stepFigures: StepFigures? {
    guard let step, let previous, case .success(let outcome) = step.result else { return nil }
    return StepFigures(
      of: outcome, step.recording,
      framesFree: (previous.value(of: .framesFree), machine.value(of: .framesFree)))
  }
}
