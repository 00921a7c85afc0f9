import MemoryCore
import Testing

@testable import Simulation

/// Commands that take long tell how far they are, and end when nobody waits for them.
@Suite struct CommandProgressTests {
  private static let booted: Machine = {
    do {
      var machine = try Machine(MachineDescription(memory: .size(1 << 30)))
      for stage in BootStage.allCases { _ = try machine.apply(.boot(.stage(stage))) }
      return machine
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  private static let long: [Command] = [
    .heap(.create(HeapDescription(size: 512 << 20))),
    .paging(
      .map(
        MapRequest(
          page: .address(0x1000_0000), frame: nil, size: .small, flags: [.present],
          count: 100_000, tableFlags: nil))),
    .paging(
      .map(
        MapRequest(
          page: .address(0x1000_1000), frame: .address(0), size: .small, flags: [.present],
          count: 200_000, tableFlags: nil))),
  ]

  @Test(arguments: long.indices) func aCommandThatNobodyWaitsForEnds(index: Int) throws {
    let progress = CommandProgress()
    progress.giveUp()
    var machine = Self.booted
    CommandProgress.$current.withValue(progress) {
      #expect(throws: Refusal.self) { try machine.apply(Self.long[index]) }
    }
    // It ended long before its end.
    #expect(
      machine.hardware.physical.touchedPages < Self.booted.hardware.physical.touchedPages + 200)
    #expect(progress.fraction < 0.5)
  }

  /// Slices change nothing, and the last one ends at the end.
  @Test(arguments: long.indices) func whoWaitsSeesTheSame(index: Int) throws {
    let progress = CommandProgress()
    var (watched, plain) = (Self.booted, Self.booted)
    let outcome = try CommandProgress.$current.withValue(progress) {
      try watched.apply(Self.long[index])
    }
    #expect(progress.fraction == 1)
    #expect(try plain.apply(Self.long[index]) == outcome)
    #expect(watched.digest(names: NameTable()) == plain.digest(names: NameTable()))
  }

  /// What can be seen to be too much is refused before anything is done.
  @Test func anImpossibleHeapIsRefusedBeforeTheOldOneIsGone() throws {
    var machine = Self.booted
    let before = machine.digest(names: NameTable())
    #expect(throws: Refusal.self) {
      try machine.apply(.heap(.create(HeapDescription(size: 2 << 30))))
    }
    #expect(machine.digest(names: NameTable()) == before)
  }

  /// Blocks that no memory could hold are out of memory, whatever the heap; at the end of the
  /// address space it does not grow.
  @Test(arguments: HeapPolicy.allCases) func blocksAtTheEdgesOf64Bits(policy: HeapPolicy) throws {
    var machine = Self.booted
    for start in [0x4444_4444_0000, 0x7fff_ffff_0000, 0xffff_ffff_fff0_0000] as [UInt64] {
      let heap = HeapDescription(size: 32 << 10, start: start, policy: policy)
      _ = try machine.apply(.heap(.create(heap)))
      for size in [1 << 47, 1 << 47 + 1, .max - 0x1010, .max - 7, .max] as [UInt64] {
        for alignment in [8, 1 << 21, 1 << 47, 1 << 63] as [UInt64] {
          let name = Name(slot: 0, label: .block(0))
          let outcome = try machine.apply(.heap(.allocate(name, size: size, alignment: alignment)))
          guard case .heap(.outOfMemory) = outcome else {
            Issue.record("\(policy): \(size) bytes at \(alignment) were allocated")
            continue
          }
        }
      }
      for _ in 0..<40 {
        let name = Name(slot: 0, label: .anonymous)
        _ = try machine.apply(.heap(.allocate(name, size: 4000, alignment: 8)))
      }
      machine = Self.booted
    }
  }
}
