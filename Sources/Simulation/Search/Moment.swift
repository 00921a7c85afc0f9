import MemoryCore

/// A point of a run with all that conditions ask about.
struct Moment {
  /// The step's number.
  var number: Int
  /// The figures behind the step.
  var figures: FigureValues
  /// How often memory had run out before it.
  var outOfMemoryBefore: UInt64
  /// How many accesses had faulted before it.
  var faultsBefore: UInt64
  /// What was asked for; `nil` at the start.
  var command: Command?
  /// What was done; `nil` if it was refused.
  var outcome: Outcome?
  /// The virtual bytes that the command names; `nil` if it names none.
  var named: NamedBytes?
  /// How the step went about it; `nil` if that is not asked, or it was refused.
  var stepFigures: StepFigures?
  /// Whether the command was refused.
  var isRefused = false
  /// Whether the heap grew.
  private var isGrown = false

  /// The start of a run, or a point where nothing has gone wrong.
  init(number: Int, figures: FigureValues) {
    self.number = number
    self.figures = figures
    outOfMemoryBefore = figures[.outOfMemory]
    faultsBefore = figures[.faultsTotal]
  }

  /// Goes on by a step that the machine is to make, and keeps of it what a condition asks about.
  @inline(__always)
  mutating func step(
    _ command: Command, isRefused: Bool, _ machine: inout Machine, for condition: CompiledCondition
  ) {
    number += 1
    outOfMemoryBefore = figures[.outOfMemory]
    faultsBefore = figures[.faultsTotal]
    self.isRefused = isRefused
    if condition.asksCommand { self.command = command }
    let change: HeapChange?
    if condition.asksOutcome {
      outcome = isRefused ? nil : lookInto(command, &machine, condition)
      named = command.namedBytes(on: machine)
      change = outcome.map { HeapChange($0) }
    } else {
      change = isRefused ? nil : try? machine.replay(command)
    }
    figures.update(&machine, change ?? .nothing)
    if case .grown = change { isGrown = true } else { isGrown = false }
  }

  /// Whether something happened in the step.
  func has(_ happening: Happening) -> Bool {
    switch happening {
    case .outOfMemory: figures[.outOfMemory] > outOfMemoryBefore
    case .fault: figures[.faultsTotal] > faultsBefore
    case .refused: isRefused
    case .grown: isGrown
    }
  }

  /// Carries out a command of which the outcome is asked, and with it maybe every access.
  private mutating func lookInto(
    _ command: Command, _ machine: inout Machine, _ condition: CompiledCondition
  ) -> Outcome? {
    guard condition.asksAccesses else { return try? machine.apply(command) }
    let before = machine.value(of: .framesFree)
    guard let (outcome, recording) = try? machine.applyRecording(command) else { return nil }
    stepFigures = StepFigures(
      of: command, outcome, recording, on: machine,
      framesFree: (before, machine.value(of: .framesFree)))
    return outcome
  }

  /// Whether the step is about the block, page or frame that holds an address, or about the bytes
  /// there.
  func isAbout(_ address: UInt64) -> Bool {
    guard let outcome else { return false }
    if let named, named.contains(address) { return true }
    var isAbout = false
    outcome.forEachPlace { isAbout = isAbout || $0.holds(address) }
    return isAbout
  }
}

/// Bytes of virtual memory that a command names; the address need not be canonical.
struct NamedBytes: Equatable, Sendable {
  /// The address of the first one.
  var start: UInt64
  /// How many.
  var count: UInt64

  /// Whether a byte is one of them.
  func contains(_ address: UInt64) -> Bool { address >= start && address - start < count }
}

extension Command {
  /// The virtual bytes that the command, which has gone through, names: those of an access, or
  /// those of pages.
  func namedBytes(on machine: Machine) -> NamedBytes? {
    var named: NamedBytes?
    forEachOperand { operand in
      guard named == nil, case .virtual(let bytes, let alignment, in: .current) = operand.role,
        let address = try? machine.kernel.virtual(operand.operand, machine.program)
      else { return }
      named = NamedBytes(start: address & ~(alignment - 1), count: bytes)
    }
    return named
  }
}
