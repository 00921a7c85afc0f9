import Simulation
import Testing

@Suite struct OutcomeSizeTests {
  /// A replay hands an outcome on several times for each command. The compiler moves up to 128 bytes
  /// without a call, 16 at a time; a size that is no multiple of 16 makes the last two moves overlap,
  /// and the processor waits for the first before it reads the second.
  @Test func anOutcomeIsMovedWithoutACallAndWithoutOverlap() {
    #expect(MemoryLayout<Outcome>.size <= 128)
    #expect(MemoryLayout<Outcome>.size % 16 == 0)
  }

  @Test func aCommandIsMovedWithoutACall() { #expect(MemoryLayout<Command>.size <= 48) }
}
