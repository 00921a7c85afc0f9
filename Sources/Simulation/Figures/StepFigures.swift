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
    values[.stepFrames] =
      framesFree.before > framesFree.after ? framesFree.before - framesFree.after : 0
    for event in recording.allEvents { count(event) }
    if case .access(.faulted(.pageFault(let fault), _)) = outcome {
      values[.stepFault] = UInt64(fault.code.rawValue)
    }
  }

  /// The value of a figure of the step; 0 for others.
  public subscript(figure: Figure) -> UInt64 { values[figure] ?? 0 }

  /// Adds what an event tells of.
  private mutating func count(_ event: Event) {
    switch event {
    case .heap(.act(.walkHoles(let passed))), .heap(.isFull(let passed)):
      values[.stepPassed, default: 0] += UInt64(max(0, passed))
    case .paging(.createTables(let count)):
      values[.stepTables, default: 0] += UInt64(max(0, count))
    case .access(.fault): values[.stepFaults, default: 0] += 1
    case .command, .refused, .boot, .heap, .frames, .paging, .access, .words: break
    }
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
