/// A machine with watchpoints, for searches along a run.
struct WatchedMachine {
  private var hardware: Hardware<WatchedMemory<SimulatedMemory>>
  private var kernel: Kernel
  private var program: Program

  /// A machine that watches some ranges of physical bytes.
  init(_ machine: Machine, watching ranges: [Range<UInt64>]) {
    hardware = machine.hardware.watching(ranges)
    kernel = machine.kernel
    program = machine.program
  }

  /// Carries out a command; whether a watched word was touched, and written.
  mutating func apply(_ command: Command) -> (touched: Bool, written: Bool) {
    hardware.physical.forget()
    var change = HeapChange.nothing
    try? kernel.perform(command, program: &program, on: &hardware, into: &change)
    return (hardware.physical.wasTouched, hardware.physical.wasWritten)
  }
}
