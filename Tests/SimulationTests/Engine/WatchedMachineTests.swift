import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// Watchpoints see what a recording of every access shows, whatever is done.
@Suite struct WatchedMachineTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func watchpointsSeeWhatRecordingsShow(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var commands = RandomCommands(random: SplitMix64(seed: seed &+ 100), damages: false)
    var timeline = try Timeline.booted(
      MachineDescription(memory: .size(8 << 20)), through: .handover)
    // The kernel's blocks first, so that the heap has something to walk.
    for slot in 0..<40 as Range<UInt32> {
      try timeline.append(
        .heap(.allocate(Name(slot: 200 + slot, label: .block(slot)), size: 40, alignment: 8)))
    }
    var machine = timeline.machine
    var watched = WatchedMachine(machine, watching: [0..<8])
    var (ranges, seen) = ([0..<8] as [Range<UInt64>], 0)
    for round in 0..<600 {
      if round % 12 == 0 {
        ranges = self.ranges(for: machine, &random)
        watched = WatchedMachine(machine, watching: ranges)
      }
      let command = round % 2 == 0 ? own(round / 2) : commands.next(for: machine)
      var next = machine
      guard let (_, recording) = try? next.applyRecording(command) else {
        // What a refused command leaves is of no use to either.
        watched = WatchedMachine(machine, watching: ranges)
        continue
      }
      machine = next
      let hits = recording.accesses.filter { access in
        ranges.contains {
          $0.overlaps(access.address.rawValue..<access.address.rawValue + 8)
        }
      }
      let written = hits.contains { access in
        if case .store = access.kind { true } else { false }
      }
      let found = watched.apply(command)
      try #require(found == (!hits.isEmpty, written), "\(command), watching \(ranges)")
      if !hits.isEmpty { seen += 1 }
    }
    #expect(seen > 20)
  }

  /// Frees every other of the kernel's blocks, then allocates them again.
  private func own(_ round: Int) -> Command {
    let number = UInt32(round * 2 % 40 + round / 20 % 2)
    let name = Name(slot: 200 + number, label: .block(number))
    return round / 40 % 2 == 0
      ? .heap(.free(.name(name))) : .heap(.allocate(name, size: 40, alignment: 8))
  }

  /// The link of a hole, or words of pages that are in use, of one frame or of several.
  private func ranges(
    for machine: Machine, _ random: inout SplitMix64
  ) -> [Range<UInt64>] {
    if Bool.random(using: &random), let hole = machine.holes().randomElement(using: &random),
      let link = machine.physicalAddress(of: hole.address + 8)?.rawValue
    {
      return [link..<link + 8]
    }
    let page =
      machine.kernel.heapDescription.start + UInt64.random(in: 0..<3, using: &random) * 4096
    let frame =
      Bool.random(using: &random)
      ? machine.physicalAddress(of: VirtualAddress(truncating: page))?.rawValue ?? 0x10_0000
      : UInt64.random(in: 0..<2048, using: &random) << 12
    let start = frame + UInt64.random(in: 0..<4096, using: &random)
    let length = UInt64.random(in: 1..<(Bool.random(using: &random) ? 64 : 6000), using: &random)
    return Bool.random(using: &random) ? [start..<start + length] : [frame..<frame + 4096]
  }
}
