import MemoryCore
import Testing

@testable import Simulation

/// Names of the scripts that tests are: a slot each.
func name(_ slot: UInt32) -> Name { Name(slot: slot, label: .block(slot)) }

/// A firmware's list in a test.
func firmware(_ entries: [(Range<UInt64>, FirmwareType)]) -> MachineDescription {
  let list = entries.map { range, type in
    FirmwareEntry(
      start: range.lowerBound, length: range.upperBound - range.lowerBound, type: type)
  }
  return MachineDescription(
    memory: .map(FirmwareList(name: "test", entries: list, nodes: [])))
}

extension Timeline {
  /// A machine that has booted through a stage.
  static func booted(
    _ description: MachineDescription = MachineDescription(), through last: BootStage = .handover
  ) throws -> Timeline {
    var timeline = try Timeline(description)
    for stage in BootStage.allCases where stage <= last {
      try timeline.append(.boot(.stage(stage)))
    }
    return timeline
  }

  /// A booted machine with another heap than the boot's.
  static func booted(heap: HeapDescription) throws -> Timeline {
    var timeline = try Timeline.booted()
    try timeline.append(.heap(.create(heap)))
    return timeline
  }

  /// Carries out a command and returns what it did.
  @discardableResult
  mutating func outcome(_ command: Command) throws -> Outcome {
    try append(command)
    return try #require(step?.outcome)
  }

  /// The error that a command is refused with; the machine must be as it was.
  mutating func refusal(_ command: Command) -> Refusal? {
    let (before, count) = (machine, end)
    do {
      try append(command)
      return nil
    } catch {
      #expect(differences(before, machine).isEmpty, "\(command) was refused half-way")
      #expect(end == count)
      return error
    }
  }

  /// Allocates a block at which name `slot` points from then on.
  @discardableResult
  mutating func allocate(
    _ slot: UInt32, _ size: UInt64, alignment: UInt64 = 8
  ) throws -> BlockAllocation {
    let outcome = try outcome(.heap(.allocate(name(slot), size: size, alignment: alignment)))
    guard case .heap(.allocated(let allocation)) = outcome else {
      throw UnexpectedOutcome(outcome: outcome)
    }
    return allocation
  }

  /// Why an allocation finds no memory; apart from the counter nothing may change.
  mutating func shortage(_ size: UInt64) throws -> MemoryShortage.Reason {
    let before = machine
    let outcome = try outcome(.heap(.allocate(name(999), size: size, alignment: 8)))
    guard case .heap(.outOfMemory(let shortage)) = outcome else {
      throw UnexpectedOutcome(outcome: outcome)
    }
    #expect(machine.kernel.outOfMemoryCount == before.kernel.outOfMemoryCount + 1)
    #expect(
      Set(differences(before, machine)).isSubset(of: [
        "program", "out of memory", "hits", "second-level hits", "misses", "TLB",
      ]))
    return shortage.reason
  }

  /// Takes frames until `count` are free.
  mutating func leaveFrames(_ count: UInt64) throws {
    var slot: UInt32 = 500
    while machine.value(of: .framesFree) > count {
      let left = machine.value(of: .framesFree) - count
      let request = FrameRequest(count: min(left, 64))
      do {
        try append(.frames(.allocate(name(slot), request)))
      } catch {
        try append(.frames(.allocate(name(slot), FrameRequest())))
      }
      slot += 1
    }
  }
}

struct UnexpectedOutcome: Error {
  let outcome: Outcome
}

extension Command {
  /// A kernel access of eight bytes.
  static func read(_ address: UInt64, user: Bool = false) -> Command {
    .access(
      .memory(
        MemoryAccess(
          kind: .read, address: .address(address), isUser: user, size: 8, alignmentCheck: false)))
  }

  /// A write of eight bytes.
  static func write(_ address: UInt64, _ value: UInt64, user: Bool = false) -> Command {
    .access(
      .memory(
        MemoryAccess(
          kind: .write(value), address: .address(address), isUser: user, size: 8,
          alignmentCheck: false)))
  }

  /// Maps pages of 4 KiB.
  static func map(
    _ page: UInt64, to frame: UInt64? = nil, _ flags: PageTableFlags = [.present, .writable],
    count: UInt64 = 1, size: PageSizeName = .small
  ) -> Command {
    .paging(
      .map(
        MapRequest(
          page: .address(page), frame: frame.map { .address($0) }, size: size, flags: flags,
          count: count, tableFlags: nil)))
  }

  /// Unmaps pages of 4 KiB.
  static func unmap(_ page: UInt64, count: UInt64 = 1, free: Bool = false) -> Command {
    .paging(.unmap(.address(page), size: .small, count: count, freeFrames: free))
  }
}
