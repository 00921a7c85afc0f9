import MemoryCore

/// A whole machine: hardware, kernel and the program that runs on it.
///
/// A plain value. A copy is a checkpoint and shares its pages with the original.
public struct Machine: Sendable {
  /// CPU, TLB and RAM.
  public internal(set) var hardware: Hardware<SimulatedMemory>
  /// The kernel's statics.
  public internal(set) var kernel: Kernel
  /// The running program's pointers.
  public internal(set) var program = Program()

  /// How many page tables there are, counted from their words in RAM.
  private(set) var tables = TableCensus()

  /// A machine that has just been switched on; the boot makes a heap of `policy` unless a command
  /// asks for another.
  public init(
    _ description: MachineDescription, policy: HeapPolicy = .linkedList
  ) throws(Refusal) {
    kernel = try Kernel(description, policy: policy)
    hardware = Hardware(
      memory: SimulatedMemory(size: kernel.memoryEnd),
      registers: ControlRegisters(
        root: Frame(number: 0), fiveLevels: description.levels == 5),
      physicalAddressBits: description.physicalBits)
  }

  /// Carries out a command.
  ///
  /// A command that is refused may have changed the machine before it was: keep a copy, or make
  /// the machine again by replay. Recording is off: the fast way, for bulk replay.
  public mutating func apply(_ command: Command) throws(Refusal) -> Outcome {
    var outcome = Outcome.nothing
    try kernel.perform(command, program: &program, on: &hardware, into: &outcome)
    countTables()
    return outcome
  }

  /// Carries out a command, as `apply` does, and tells no more than bulk replay needs.
  mutating func replay(_ command: Command) throws(Refusal) -> HeapChange {
    var change = HeapChange.nothing
    try kernel.perform(command, program: &program, on: &hardware, into: &change)
    countTables()
    return change
  }

  /// The totals of the heap; nothing changes.
  mutating func heapTotals() -> HeapTotals? { kernel.heapTotals() }

  /// Carries out a command and notes every access to physical memory, as far as the budget goes.
  public mutating func applyRecording(
    _ command: Command
  ) throws(Refusal) -> (Outcome, Recording) {
    let (result, recording) = hardware.recorded {
      (hardware: inout Hardware<RecordingMemory<SimulatedMemory>>) throws(Refusal) -> Outcome
      in
      var outcome = Outcome.nothing
      try kernel.perform(command, program: &program, on: &hardware, into: &outcome)
      return outcome
    }
    let outcome = try result.get()
    countTables()
    return (outcome, recording)
  }

  /// This machine with the stores among some accesses made in its RAM, as they follow a step.
  ///
  /// The kernel's statics stay: they are those before the operation until it ends.
  public func after(_ accesses: ArraySlice<RecordedAccess>) -> Machine {
    var machine = self
    for access in accesses {
      if case .store = access.kind {
        machine.hardware.physical.store(access.word, at: access.address)
      }
    }
    machine.countTables()
    return machine
  }

  /// Whether the CPU reads other page tables than those that the kernel edits.
  var isOnOtherTables: Bool {
    guard let own = kernel.mapper?.p4.frame else { return false }
    return !tables.contains(own, at: .p4)
  }

  /// Looks again at page tables that were written.
  @inline(__always)
  private mutating func countTables() {
    if hardware.ram.stores.changed.isEmpty, tables.root == tableRoot() { return }
    updateTables()
  }

  @inline(never)
  private mutating func updateTables() { tables.update(tableRoot(), in: &hardware.physical) }
}
