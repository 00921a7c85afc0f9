import MemoryCore
import Testing

@testable import Simulation

@Suite struct BootRefusalTests {
  static let megabyte: UInt64 = 1 << 20

  /// `count` regions that touch, of usable memory or of usable and reserved in turn.
  private func pieces(
    _ count: UInt64, of bytes: UInt64 = megabyte, inTurn: Bool = false
  ) -> [(Range<UInt64>, FirmwareType)] {
    (0..<count).map { n in
      (n * bytes..<(n + 1) * bytes, inTurn && n % 2 == 1 ? .reserved : .usable)
    }
  }

  @Test func moreThan64RegionsAreJoinedWhereTheyTouch() throws {
    let timeline = try Timeline.booted(firmware(pieces(100)))
    #expect(timeline.machine.value(of: .framesUsable) == 25_600)
  }

  @Test func moreThan64RegionsThatCannotBeJoinedAreRefused() throws {
    var timeline = try Timeline(firmware(pieces(65, inTurn: true)))
    #expect(timeline.refusal(.boot(.stage(.map))) == .boot(.memoryMap(.tooManyRegions(limit: 64))))
    #expect(timeline.machine.kernel.stage == nil)
  }

  @Test func aFullMapHasNoRoomForTheKernel() throws {
    var timeline = try Timeline(firmware(pieces(64, inTurn: true)))
    try timeline.append(.boot(.stage(.map)))
    #expect(
      timeline.refusal(.boot(.stage(.regions))) == .boot(.memoryMap(.tooManyRegions(limit: 64))))
    #expect(timeline.machine.kernel.stage == .map)
  }

  @Test func usableRegionsThatTouchHoldAKernel() throws {
    let timeline = try Timeline.booted(firmware(pieces(9, of: 3 * Self.megabyte)))
    let placement = try #require(timeline.machine.kernel.placement)
    #expect(placement.kernel == 0x400..<0x400 + 432)
  }

  @Test func theKernelKeepsOffMemoryThatIsListedTwice() throws {
    let timeline = try Timeline.booted(
      firmware([
        (0..<Self.megabyte, .usable), (Self.megabyte..<5 * Self.megabyte, .reserved),
        (4 * Self.megabyte..<32 * Self.megabyte, .usable),
      ]))
    let placement = try #require(timeline.machine.kernel.placement)
    #expect(placement.kernel.lowerBound == 0x500)
  }

  @Test func aMachineWithoutUsableMemoryIsNone() {
    let lists: [[(Range<UInt64>, FirmwareType)]] = [
      [], [(0..<Self.megabyte, .reserved)], [(5..<5, .usable)],
    ]
    for list in lists {
      #expect(throws: Refusal.boot(.noUsableMemory)) { try Timeline(firmware(list)) }
    }
  }

  @Test func aFewBytesAreNoRoomForAKernel() throws {
    var timeline = try Timeline(firmware([(0x1100..<0x1200, .usable)]))
    try timeline.append(.boot(.stage(.map)))
    #expect(
      timeline.refusal(.boot(.stage(.regions)))
        == .boot(.kernelDoesNotFit(neededFrames: 1, largestRun: 0)))
  }

  @Test func memoryBeyondTheRoomToMapItIsRefused() throws {
    let high = UInt64(1) << 50
    var timeline = try Timeline(
      firmware([(0..<64 << 20, .usable), (high..<high + 1 << 20, .usable)]))
    try timeline.append(.boot(.stage(.map)))
    try timeline.append(.boot(.stage(.regions)))
    let layout = timeline.machine.kernel.layout
    let room = layout.physicalMemoryLimit - layout.physicalMemoryOffset
    #expect(
      timeline.refusal(.boot(.stage(.tables)))
        == .boot(.tooMuchMemory(end: high + 1 << 20, limit: room)))
  }

  @Test func descriptionsOutOfRangeAreRefused() {
    func refusal(_ description: MachineDescription) -> Refusal? {
      do {
        _ = try Timeline(description)
        return nil
      } catch {
        return error
      }
    }
    let wrong: [(String, MachineDescription)] = [
      ("memory", MachineDescription(memory: .size(65_535))),
      ("memory", MachineDescription(memory: .size(1 << 46 + 1))),
      ("levels", MachineDescription(levels: 3)), ("levels", MachineDescription(levels: -5)),
      ("nodes", MachineDescription(nodes: 0)), ("nodes", MachineDescription(nodes: 9)),
      ("cpus", MachineDescription(cpus: 2)),
      ("physical-bits", MachineDescription(physicalBits: 53)),
    ]
    for (argument, description) in wrong {
      guard case .operand(.outOfRange(argument, _, _)) = refusal(description) else {
        Issue.record("\(argument) is out of range")
        continue
      }
    }
    let memory = MachineDescription(memory: .size(8 << 30), physicalBits: 32)
    #expect(refusal(memory) == .operand(.beyondMemory(0x2_4000_0000 - 1, limit: 1 << 32)))
  }

  /// Machines in KiB, heaps in KiB, and whether they fit.
  static let tinyMachines: [(UInt64, UInt64, Bool)] = [
    (64, 4, false), (128, 4, true), (1024, 64, true), (2048, 64, true), (1024, 1024, false),
  ]

  @Test(arguments: tinyMachines)
  func tinyMachinesBootWithASmallHeap(memory: UInt64, heap: UInt64, fits: Bool) throws {
    let (memory, heap) = (memory << 10, heap << 10)
    var timeline = try Timeline.booted(
      MachineDescription(memory: .size(memory)), through: .mapper)
    try timeline.append(.heap(.create(HeapDescription(size: heap))))
    guard fits else {
      guard case .frames(.tooFew) = timeline.refusal(.boot(.stage(.heap))) else {
        Issue.record("a heap of \(heap) bytes does not fit \(memory)")
        return
      }
      return
    }
    try timeline.append(.boot(.stage(.heap)))
    try timeline.append(.boot(.stage(.handover)))
    try timeline.allocate(1, 512)
    #expect(timeline.machine.value(of: .heapUsed) == 512)
  }

  @Test func stagesHaveAnOrder() throws {
    var timeline = try Timeline(MachineDescription())
    #expect(timeline.refusal(.boot(.stage(.tables))) == .boot(.stageTooEarly(.tables, next: .map)))
    #expect(
      timeline.refusal(.boot(.stage(.handover))) == .boot(.stageTooEarly(.handover, next: .map)))
    try timeline.append(.boot(.stage(.map)))
    #expect(timeline.refusal(.boot(.stage(.map))) == .boot(.stageIsDone(.map)))
    #expect(
      timeline.refusal(.heap(.allocate(name(1), size: 8, alignment: 8))) == .boot(.notBooted(.heap))
    )
    #expect(timeline.refusal(.map(0x1000)) == .boot(.notBooted(.mapper)))
    #expect(timeline.refusal(.read(0x1000)) == .boot(.notBooted(.tables)))
    #expect(
      timeline.refusal(.frames(.allocate(name(1), FrameRequest()))) == .boot(.notBooted(.allocator))
    )
    #expect(timeline.refusal(.boot(.machine(MachineDescription()))) == .boot(.machineIsDescribed))
  }

  @Test func whatLiesInTheBitmapsPlaceIsRefused() throws {
    var timeline = try Timeline.booted(through: .heap)
    // The bitmap comes to lie in the first frame that the boot-info allocator has not given out.
    var probe = timeline
    guard
      case .frames(.allocated(let next, _)) = try probe.outcome(
        .frames(.allocate(name(1), FrameRequest())))
    else { return }
    try timeline.append(.access(.physicalWrite(.address(next.start.rawValue), value: .max)))
    #expect(timeline.refusal(.boot(.stage(.handover))) == .kernel(.damaged))
  }
}
