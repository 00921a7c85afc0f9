import Interface
import MemoryCore
import Randomness
import Simulation

@testable import Session

/// Machines that random commands have made of a small one.
enum RandomMachine {
  /// A run of commands on a machine of 2 MiB and more, stopped anywhere, the boot included.
  static func scene(seed: UInt64) throws -> Scene {
    var random = SplitMix64(seed: seed)
    let description = MachineDescription(
      memory: .size(UInt64.random(in: 2...6, using: &random) << 20),
      nodes: .random(in: 1...3, using: &random))
    var timeline = try Timeline(description)
    let stages = seed % 5 == 0 ? Int.random(in: 0...7, using: &random) : 7
    for stage in BootStage.allCases.prefix(stages) {
      // The default heap does not fit into the smallest machines.
      guard stage != .heap || (try? timeline.append(.boot(.stage(.heap)))) != nil else { break }
      if stage != .heap { try timeline.append(.boot(.stage(stage))) }
    }
    timeline.setupCount = timeline.end
    for number in 0..<60 {
      // Some are refused; the machine is then as before.
      _ = try? timeline.append(command(UInt32(number), &random))
    }
    return Example.scene(of: timeline)
  }

  private static func command(_ number: UInt32, _ random: inout SplitMix64) -> Command {
    let name = Name(slot: number, label: .block(number))
    let older = UInt32.random(in: 0...number, using: &random)
    let operand = Operand.name(Name(slot: older, label: .block(older)))
    let page = Operand.address(0x1000_0000 + UInt64.random(in: 0..<64, using: &random) << 12)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      return .heap(
        .allocate(
          name, size: .random(in: 1...20_000, using: &random),
          alignment: 1 << UInt64.random(in: 0...6, using: &random)))
    case 2: return .heap(.free(operand))
    case 3, 4:
      return .frames(.allocate(name, FrameRequest(count: .random(in: 1...40, using: &random))))
    case 5: return .frames(.free(operand))
    case 6:
      let isDevice = Bool.random(using: &random)
      return .paging(
        .map(
          MapRequest(
            page: page,
            frame: isDevice ? .address(UInt64.random(in: 0..<2048, using: &random) << 12) : nil,
            size: .small, flags: [.present, .writable], count: .random(in: 1...9, using: &random),
            tableFlags: nil)))
    default: return .paging(.unmap(page, size: .small, count: 1, freeFrames: false))
    }
  }
}
