import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// A million random operations of a kernel and the program on it: what the kernel's walk finds is
/// what the hardware's walk finds, and everything comes back in the end.
@Suite struct MillionOperationsTests {
  @Test func walksAgreeAndEverythingComesBack() throws {
    var workload = try RandomWorkload(seed: 1)
    try workload.run(operations: 1_000_000)
    try workload.freeEverything()
    let machine = workload.machine
    #expect(machine.holes().map(\.size) == [machine.value(of: .heapSize)])
    #expect(machine.value(of: .heapUsed) == 0)
    try workload.removeHeap()
    #expect(workload.machine.value(of: .framesFree) == workload.framesBeforeHeap)
    #expect(workload.machine.value(of: .tablesCount) == workload.tablesBeforeHeap)
  }
}

/// Random commands whose effects a model of a few arrays follows.
struct RandomWorkload {
  private(set) var machine: Machine
  /// The free frames and tables that a machine has whose heap is gone.
  let framesBeforeHeap: UInt64
  let tablesBeforeHeap: UInt64

  private var random: SplitMix64
  private var done = 0
  /// The pages that are mapped, by their place in the window.
  private var mapped = [Bool](repeating: false, count: 1024)
  private var blocks = [Bool](repeating: false, count: 32)
  private var frames = [Bool](repeating: false, count: 64)
  private static let window: UInt64 = 0x2_0000_0000
  private static let poolName = name(299)
  /// The first of the frames that the window's pages map.
  private let pool: UInt64

  init(seed: UInt64) throws {
    var machine = try Machine(MachineDescription(memory: .size(32 << 20)))
    for stage in BootStage.allCases where stage < .heap {
      _ = try machine.apply(.boot(.stage(stage)))
    }
    tablesBeforeHeap = machine.value(of: .tablesCount)
    let free = machine.value(of: .framesFree)
    for stage in [BootStage.heap, .handover] { _ = try machine.apply(.boot(.stage(stage))) }
    framesBeforeHeap = free - 1
    let outcome = try machine.apply(.frames(.allocate(Self.poolName, FrameRequest(count: 1024))))
    guard case .frames(.allocated(let first, _)) = outcome else {
      throw UnexpectedOutcome(outcome: outcome)
    }
    pool = first.start.rawValue
    self.machine = machine
    random = SplitMix64(seed: seed)
  }

  /// Carries out so many commands; a comparison of the walks is two of them.
  mutating func run(operations: Int) throws {
    while done < operations {
      switch random.next() % 32 {
      case 0...7: try useBlock()
      case 8: try useFrame()
      case 9...16: try usePage()
      case 17...19: try protectPage()
      default: try compareWalks()
      }
    }
  }

  private mutating func apply(_ command: Command) throws -> Outcome {
    done += 1
    return try machine.apply(command)
  }

  private mutating func useBlock() throws {
    let slot = Int(random.next() % 32)
    if blocks[slot] {
      _ = try apply(.heap(.free(.name(name(UInt32(slot))))))
    } else {
      let size = 8 + random.next() % 2048
      let outcome = try apply(.heap(.allocate(name(UInt32(slot)), size: size, alignment: 8)))
      guard case .heap(.allocated) = outcome else { throw UnexpectedOutcome(outcome: outcome) }
    }
    blocks[slot].toggle()
  }

  private mutating func useFrame() throws {
    let slot = Int(random.next() % 64)
    let name = name(UInt32(300 + slot))
    _ = try apply(
      frames[slot] ? .frames(.free(.name(name))) : .frames(.allocate(name, FrameRequest())))
    frames[slot].toggle()
  }

  private mutating func usePage() throws {
    let place = Int(random.next() % 1024)
    let page = Self.window + UInt64(place) * 4096
    let frame = pool + UInt64(place) * 4096
    _ = try apply(mapped[place] ? .unmap(page) : .map(page, to: frame))
    mapped[place].toggle()
  }

  private mutating func protectPage() throws {
    let place = Int(random.next() % 1024)
    guard mapped[place] else { return try compareWalks() }
    let flags: [PageTableFlags] = [
      [.present], [.present, .writable], [.present, .global], [.present, .noExecute],
    ]
    _ = try apply(
      .paging(
        .protect(
          .address(Self.window + UInt64(place) * 4096), size: .small,
          flags: flags[Int(random.next() % 4)], level: .p1)))
  }

  /// An access of the CPU against the kernel's walk. Where the CPU faults, rights may be why.
  private mutating func compareWalks() throws {
    let address = Self.window + random.next() % (1024 * 4096) & ~7
    let write = random.next() % 2 == 0
    let outcome = try apply(write ? .write(address, 1) : .read(address))
    guard
      case .paging(.translated(_, let translation)) = try apply(
        .paging(.translate(.address(address))))
    else { return }
    switch (outcome, translation) {
    case (.access(.accessed(let access, _)), .mapped(let mapping)):
      guard access.first.physical == mapping.physicalAddress else {
        throw WalksDiffer(address: address)
      }
    case (.access(.accessed), _): throw WalksDiffer(address: address)
    case (.access(.faulted), _):
      let place = Int((address - Self.window) / 4096)
      if !mapped[place], case .mapped = translation { throw WalksDiffer(address: address) }
    default: throw UnexpectedOutcome(outcome: outcome)
    }
  }

  mutating func freeEverything() throws {
    for slot in blocks.indices.shuffled(using: &random) where blocks[slot] {
      _ = try machine.apply(.heap(.free(.name(name(UInt32(slot))))))
    }
    for slot in frames.indices where frames[slot] {
      _ = try machine.apply(.frames(.free(.name(name(UInt32(300 + slot))))))
    }
    for place in mapped.indices where mapped[place] {
      _ = try machine.apply(.unmap(Self.window + UInt64(place) * 4096))
    }
    _ = try machine.apply(.frames(.free(.name(Self.poolName))))
  }

  mutating func removeHeap() throws {
    let start = machine.kernel.heapDescription.start
    _ = try machine.apply(.unmap(start, count: machine.kernel.heapPages, free: true))
    _ = try machine.apply(.paging(.clean(nil)))
  }
}

struct WalksDiffer: Error {
  let address: UInt64
}
