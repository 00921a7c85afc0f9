import MemoryCore
import Testing

@testable import Simulation

@Suite struct RecordingMemoryTests {
  @Test func everyAccessIsNotedWithItsPurpose() {
    var ram = RecordingMemory(SimulatedMemory(size: 1 << 20))
    let (here, there) = (PhysicalAddress(8), PhysicalAddress(16))
    let purpose = AccessPurpose.data(LinearAddress(0x1008), .write)
    ram.willAccess(for: purpose)
    ram.store(5, at: here)
    ram.store(6, at: here)
    _ = ram.peek(here)
    _ = ram.load(there)
    ram.fill(from: here, count: 2, with: 1)
    let (base, seen) = ram.finish()
    #expect(
      seen.accesses == [
        RecordedAccess(address: here, word: 5, purpose: purpose, kind: .store(previous: 0)),
        RecordedAccess(address: here, word: 6, purpose: .kernel, kind: .store(previous: 5)),
        RecordedAccess(address: there, word: 0, purpose: .kernel, kind: .load),
        RecordedAccess(address: here, word: 1, purpose: .kernel, kind: .store(previous: 6)),
        RecordedAccess(address: there, word: 1, purpose: .kernel, kind: .store(previous: 0)),
      ])
    #expect(base.peek(here) == 1 && base.peek(there) == 1)
  }

  /// What is beyond the budget happens, and is counted.
  @Test func accessesBeyondTheBudgetAreCounted() {
    var ram = RecordingMemory(SimulatedMemory(size: 8 << 20))
    let start = PhysicalAddress(0)
    for _ in 0..<Recording.budget - 2 { _ = ram.load(start) }
    ram.fill(from: start, count: 1 << 20, with: 3)
    ram.willAccess(for: .walk(LinearAddress(0), .p1))
    ram.store(5, at: start)
    let (base, seen) = ram.finish()
    #expect(seen.accesses.count == Recording.budget)
    #expect(seen.accesses.last?.address == PhysicalAddress(8))
    #expect(seen.omitted.total == 1 << 20 - 2 + 1)
    #expect(base.peek(start) == 5 && base.peek(PhysicalAddress(8 << 20 - 8)) == 3)
  }

  @Test func aFirstWriteIsRecordedAsWalkAndMarksAndData() throws {
    let page: UInt64 = 0x4444_4444_0000
    let machine = Hardware(SimulatedMemory(size: 64 << 20)) { $0.map(page, to: 0x80_0000) }
    var recording = machine.recording()
    try recording.store(7, at: VirtualAddress(page + 8))
    #expect(try recording.load(VirtualAddress(page + 8)) == 7)
    let (after, seen) = recording.finishRecording()
    let address = LinearAddress(page + 8)
    #expect(
      seen.accesses.map(\.purpose) == [
        .walk(address, .p4), .accessedDirty(address, .p4),
        .walk(address, .p3), .accessedDirty(address, .p3),
        .walk(address, .p2), .accessedDirty(address, .p2),
        .walk(address, .p1), .accessedDirty(address, .p1),
        .data(address, .write), .data(address, .read),
      ])
    #expect(after.physical.peek(PhysicalAddress(0x80_0008)) == 7)
    #expect(machine.physical.peek(PhysicalAddress(0x80_0008)) == 0)
    #expect(after.tlb.hits == 1 && after.tlb.misses == 1)
  }

  @Test func recordingMovesTheMemoryAndCopiesNothing() {
    var hardware = Hardware(SimulatedMemory(size: 1 << 20)) { $0.map(0x1000, to: 0x8000) }
    hardware.physical.store(1, at: PhysicalAddress(0x9000))
    let generation = hardware.physical.hostPageGeneration
    let (result, seen) = hardware.recorded { recording in
      recording.physical.store(2, at: PhysicalAddress(0x9000))
      return 3
    }
    #expect(result == .success(3) && seen.accesses.count == 1)
    #expect(hardware.physical.peek(PhysicalAddress(0x9000)) == 2)
    #expect(hardware.physical.hostPageGeneration == generation)
  }

  @Test func aFaultEndsARecordingLikeAnythingElse() {
    var hardware = Hardware(SimulatedMemory(size: 1 << 20)) { _ in }
    let (result, seen) = hardware.recorded { recording throws(HardwareFault) in
      try recording.load(VirtualAddress(0x5000))
    }
    #expect(throws: HardwareFault.self) { try result.get() }
    #expect(seen.accesses.map(\.purpose) == [.walk(LinearAddress(0x5000), .p4)])
    #expect(hardware.registers.cr2 == LinearAddress(0x5000))
  }
}
