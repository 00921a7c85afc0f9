import MemoryCore

/// The figures of one step that is looked into: how it went about what it did.
public struct StepFigures: Equatable, Sendable {
  private var values: [Figure: UInt64] = [:]

  /// The figures of a step that led to a machine, between two numbers of free frames.
  init(
    of command: Command, _ outcome: Outcome, _ recording: Recording, on machine: Machine,
    framesFree: (before: UInt64, after: UInt64)
  ) {
    let tally = recording.tally
    values[.wordsWalked] = UInt64(tally.walked)
    values[.tablesTouched] = UInt64(tally.walked + tally.marked)
    values[.wordsRead] = UInt64(tally.read)
    values[.wordsWritten] = UInt64(tally.written)
    values[.framesTaken] =
      framesFree.before > framesFree.after ? framesFree.before - framesFree.after : 0
    for event in recording.allEvents { count(event) }
    if case .access(.faulted(.pageFault(let fault), _)) = outcome {
      values[.faultCode] = UInt64(fault.code.rawValue)
    }
    if case .access(.memory(let access)) = command {
      count(access)
      values[.accessPage] = command.namedBytes(on: machine).map { $0.start & ~0xfff }
    }
  }

  /// The value of a figure of the step; 0 for others.
  public subscript(figure: Figure) -> UInt64 { values[figure] ?? 0 }

  /// Notes what kind of access the step is.
  private mutating func count(_ access: MemoryAccess) {
    values[.accessUser] = access.isUser ? 1 : 0
    switch access.kind {
    case .read: values[.accessRead] = 1
    case .write: values[.accessWrite] = 1
    case .execute: values[.accessExecute] = 1
    }
  }

  /// Adds what an event tells of.
  private mutating func count(_ event: Event) {
    switch event {
    case .heap(.act(.walkHoles(let passed))), .heap(.isFull(let passed)):
      values[.holesPassed, default: 0] += UInt64(max(0, passed))
    case .paging(.createTables(let count)):
      values[.tablesCreated, default: 0] += UInt64(max(0, count))
    case .access(.fault): values[.accessFaults, default: 0] += 1
    case .command, .refused, .boot, .heap, .frames, .paging, .access, .words: break
    }
  }
}

extension Timeline {
  /// The figures of the step that led to the point; `nil` at the start and for a refused one.
  public var stepFigures: StepFigures? {
    guard let step, let previous, case .success(let outcome) = step.result else { return nil }
    return StepFigures(
      of: step.command, outcome, step.recording, on: machine,
      framesFree: (previous.value(of: .framesFree), machine.value(of: .framesFree)))
  }
}
