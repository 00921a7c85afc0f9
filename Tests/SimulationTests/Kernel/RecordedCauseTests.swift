import Foundation
import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// The tree of causes against the recorded accesses: each of them belongs to one leaf, in order,
/// and the leaf says rightly what was read or written there.
@Suite struct RecordedCauseTests {
  /// How many commands there are for each heap; `MEMWALK_COMMANDS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["MEMWALK_COMMANDS"].flatMap { Int($0) } ?? 400

  @Test(arguments: HeapPolicy.allCases)
  func everyAccessHasItsLeaf(policy: HeapPolicy) throws {
    let seed = UInt64(HeapPolicy.allCases.firstIndex(of: policy) ?? 0) + 31
    var commands = RandomCommands(random: SplitMix64(seed: seed), damages: false)
    var timeline = try Timeline.booted(
      MachineDescription(memory: .size(seed % 2 == 0 ? 8 << 20 : 64 << 20)))
    try timeline.append(.heap(.create(HeapDescription(size: 64 << 10, policy: policy))))
    var (made, kinds) = (0, Set<AccessedWords.Kind>())
    // The slab heap needs more of them before a slab is taken apart.
    for _ in 0..<(policy == .slab ? max(Self.count, 1_000) : Self.count) {
      var command = commands.next(for: timeline.machine)
      if case .heap(.create(var heap)) = command {
        // The policy stays the one that is tested.
        heap.policy = policy
        command = .heap(.create(heap))
      }
      let before = timeline.machine
      guard (try? timeline.append(command)) != nil else { continue }
      made += 1
      let step = try #require(timeline.step)
      var check = LeafCheck(step, before, timeline.machine)
      try check.run()
      kinds.formUnion(check.kinds)
    }
    #expect(made > Self.count / 4, "\(made) made")
    #expect(kinds.isSuperset(of: [.part(.frameBitmap), .program, .walked(.p1)]))
    if policy != .bump { #expect(kinds.contains(policy.structure), "\(policy)") }
  }

  /// The boot's steps, whose accesses are not the heap's.
  @Test(arguments: [4, 5])
  func theBootToo(levels: Int) throws {
    var timeline = try Timeline(MachineDescription(levels: levels))
    for stage in BootStage.allCases {
      let before = timeline.machine
      try timeline.append(.boot(.stage(stage)))
      var check = LeafCheck(try #require(timeline.step), before, timeline.machine)
      try check.run()
    }
  }

  /// The error code of a fault can be 0, as without a fault; then the number of faults tells.
  @Test func figuresOfAStepCountItsEvents() throws {
    var timeline = try Timeline.booted()
    try timeline.append(.read(0x5000_0000))
    var figures = try #require(timeline.stepFigures)
    #expect(
      figures[.faultCode] == 0 && figures[.accessFaults] == 1 && figures[.wordsWalked] == 2
        && figures[.tablesTouched] == 3)
    try timeline.append(.map(0x5000_0000, count: 3))
    figures = try #require(timeline.stepFigures)
    #expect(
      figures[.tablesCreated] == 2 && figures[.framesTaken] == 5 && figures[.accessFaults] == 0)
    _ = try timeline.allocate(1, 64)
    _ = try timeline.allocate(2, 64)
    try timeline.append(.heap(.free(.name(name(1)))))
    _ = try timeline.allocate(3, 128)
    figures = try #require(timeline.stepFigures)
    #expect(figures[.holesPassed] == 1)
    _ = try timeline.allocate(4, 2 << 20)
    figures = try #require(timeline.stepFigures)
    // Both holes when it was full, both to add the new memory to the last, the first to allocate.
    #expect(figures[.holesPassed] == 5)
  }

  /// An event beyond the budget of a recording adds to the counts of those that are kept.
  @Test func countsBeyondTheBudgetAreKept() throws {
    var timeline = try Timeline.booted(MachineDescription(memory: .size(1 << 30)))
    try timeline.append(.map(0x1000_0000_0000, count: 40_000))
    let step = try #require(timeline.step)
    #expect(step.recording.marks.count <= Recording.markBudget + 8)
    var entries: UInt64 = 0
    for event in step.cause.events {
      if case .paging(.writeEntries(let count)) = event { entries += count }
    }
    #expect(entries == 40_000)
  }
}

extension HeapPolicy {
  /// What a heap of the policy keeps in memory.
  fileprivate var structure: AccessedWords.Kind {
    switch self {
    case .linkedList, .bump, .nextFit, .bestFit, .worstFit: .part(.hole)
    case .fixedBlock: .part(.listedBlock)
    case .fastFit: .part(.treeHole)
    case .buddy: .part(.buddyMarks)
    case .tlsf: .part(.tlsfBlock)
    case .slab: .part(.slabObject)
    }
  }
}

/// The leaves of one step.
private struct LeafCheck {
  let step: Step
  let before: Machine
  let after: Machine
  /// The words that the step accessed.
  private(set) var kinds: Set<AccessedWords.Kind> = []

  init(_ step: Step, _ before: Machine, _ after: Machine) {
    (self.step, self.before, self.after) = (step, before, after)
  }

  mutating func run() throws {
    let tree = step.cause
    var next = 0
    // RAM as it is when the access is made.
    var ram = before.hardware.physical
    lazy var holes = self.holes(tree)
    for leaf in tree.leaves {
      try #require(leaf.accesses.lowerBound == next, "\(step.command): \(leaf)")
      next = leaf.accesses.upperBound
      kinds.insert(leaf.kind)
      let accesses = step.accesses[leaf.accesses]
      var (loads, stores) = (0, 0)
      for access in accesses {
        if access.isStore { stores += 1 } else { loads += 1 }
        let isRight =
          switch leaf.kind {
          case .walked(let level): isEntry(access, level, ram)
          case .part(.pageTable(let level)):
            access.offset.map { $0 < 4096 } == true
              && (step.command.isOfBoot || isTable(access, level))
          case .part(.frameBitmap): isInBitmap(access)
          case .part(.copy): isCopied(access)
          case .part(.hole), .part(.treeHole):
            isPart(access) && holes.contains(access.structure?.base ?? 0)
          case .part: isPart(access) && isInHeap(access)
          case .program, .physical: step.command.isAccess
          }
        // A macro for each of a million accesses takes a minute.
        if !isRight || access.words != leaf.kind {
          Issue.record("\(step.command): \(leaf), \(access)")
        }
        if access.isStore { ram.store(access.word, at: access.address) }
      }
      #expect(leaf.loads == loads && leaf.stores == stores, "\(step.command): \(leaf)")
    }
    try #require(next == step.accesses.count, "\(step.command)")
    checkCounts(tree)
  }

  /// Where the MMU finds the entry, by a walk of the test's own.
  private func isEntry(
    _ access: RecordedAccess, _ level: PageTableLevel, _ ram: SimulatedMemory
  ) -> Bool {
    let address: UInt64
    switch access.purpose {
    case .walk(let walked, _), .accessedDirty(let walked, _): address = walked.rawValue
    case .kernel, .data: return false
    }
    var table = before.hardware.registers.cr3.root.start.rawValue
    var current = before.hardware.registers.rootLevel
    while true {
      let place = table + (address >> current.shift & 511) * 8
      if current == level { return place == access.address.rawValue }
      guard let below = current.below else { return false }
      table = ram.peek(PhysicalAddress(place)) & 0xf_ffff_ffff_f000
      current = below
    }
  }

  private func isInBitmap(_ access: RecordedAccess) -> Bool {
    guard case .bitmap(let bitmap) = after.kernel.frames else { return false }
    let words = (bitmap.frames.count + 63) / 64
    return access.address >= bitmap.bitmap
      && access.address.rawValue < bitmap.bitmap.rawValue + words * 8
  }

  private func isCopied(_ access: RecordedAccess) -> Bool {
    guard case .heap(.reallocated(let made, let copied, let release)) = step.outcome,
      case .data(let address, _) = access.purpose
    else { return false }
    let start = access.isStore ? made.block.address.rawValue : release.address.rawValue
    return address.rawValue >= start && address.rawValue - start < copied
  }

  /// Whether the word lies in a table of the level that there was or is.
  private func isTable(_ access: RecordedAccess, _ level: PageTableLevel) -> Bool {
    let frame = Frame<Size4KiB>(containing: access.address)
    return before.tables.contains(frame, at: level) || after.tables.contains(frame, at: level)
  }

  /// Whether the word lies in its structure.
  private func isPart(_ access: RecordedAccess) -> Bool {
    guard case .data(let address, _) = access.purpose, let structure = access.structure,
      let offset = access.offset
    else { return false }
    return structure.base + offset == address.rawValue && offset % 8 == 0
      && offset < structure.kind.byteLimit ?? .max
  }

  private func isInHeap(_ access: RecordedAccess) -> Bool {
    guard case .data(let address, _) = access.purpose else { return false }
    return isInHeap(address.rawValue, before.kernel.heap)
      || isInHeap(address.rawValue, after.kernel.heap)
  }

  private func isInHeap(_ address: UInt64, _ heap: KernelHeap?) -> Bool {
    guard let heap else { return false }
    return address >= heap.start.rawValue && address < heap.end.rawValue
  }

  /// The holes before and after the step, and those that it names.
  private func holes(_ tree: Cause) -> Set<UInt64> {
    var holes = (before.holes() + after.holes()).map(\.address.rawValue)
    for event in tree.events {
      switch event {
      case .heap(.act(.splitHole(let hole, let front, let back))):
        holes.append(hole.address.rawValue)
        holes.append(hole.address.rawValue + hole.size - back)
        if front > 0 { holes.append(hole.address.rawValue) }
      case .heap(.act(.takeHole(let hole))), .heap(.act(.insertHole(let hole, _, _))):
        holes.append(hole.address.rawValue)
      default: break
      }
    }
    return Set(holes)
  }

  /// The events tell of as many frames and tables as there are more or fewer now.
  private func checkCounts(_ tree: Cause) {
    guard !step.command.isOfBoot else { return }
    var (frames, tables) = (0, 0)
    for event in tree.events {
      switch event {
      case .frames(.allocate(let count)): frames += Int(count)
      case .frames(.free(let count)): frames -= Int(count)
      case .paging(.createTables(let count)): tables += count
      case .paging(.freeTables(let count)): tables -= count
      default: break
      }
    }
    let free = { (machine: Machine) in Int(machine.value(of: .framesFree)) }
    let count = { (machine: Machine) in Int(machine.value(of: .tablesCount)) }
    #expect(frames == free(before) - free(after), "\(step.command)")
    // Flags of an entry can take tables out of reach, and bring them back.
    switch step.command {
    case .heap, .frames, .paging(.clean):
      #expect(tables == count(after) - count(before), "\(step.command)")
    case .boot, .paging, .access: break
    }
  }
}

extension Command {
  fileprivate var isOfBoot: Bool {
    if case .boot = self { return true }
    return false
  }

  fileprivate var isAccess: Bool {
    if case .access = self { return true }
    return false
  }
}

extension Cause {
  /// The events of the tree, from the top down.
  fileprivate var events: [Event] { [event] + children.flatMap(\.events) }

  /// The words accessed, in order.
  fileprivate var leaves: [AccessedWords] {
    if case .words(let words) = event { return [words] }
    return children.flatMap(\.leaves)
  }
}
