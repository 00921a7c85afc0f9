import MemoryCore
import Testing

@testable import Simulation

/// What the CPU allows, by commands as scripts give them.
@Suite struct AccessCommandTests {
  static let page: UInt64 = 0x1000_0000

  /// A machine with a page that maps a new frame.
  private func mapped(_ flags: PageTableFlags) throws -> Timeline {
    var timeline = try Timeline.booted()
    try timeline.append(.map(Self.page, flags))
    return timeline
  }

  /// The error code of the fault that an access ends in; `nil` if it goes through.
  private func code(_ timeline: inout Timeline, _ command: Command) throws -> UInt32? {
    switch try timeline.outcome(command) {
    case .access(.faulted(.pageFault(let fault), .unhandled)): return fault.code.rawValue
    case .access(.accessed): return nil
    case let other: throw UnexpectedOutcome(outcome: other)
    }
  }

  private func execute(user: Bool) -> Command {
    .access(
      .memory(
        MemoryAccess(
          kind: .execute, address: .address(Self.page), isUser: user, size: 1,
          alignmentCheck: false)))
  }

  private func set(_ field: String, _ value: UInt64) -> Command {
    .access(.set(field: field, value: value))
  }

  /// Where the page's own entry is.
  private func entryPlace(_ machine: Machine) throws -> UInt64 {
    let address = VirtualAddress(truncating: Self.page)
    var table = try #require(machine.kernel.mapper).p4
    for level in [PageTableLevel.p4, .p3, .p2] {
      let place = table.address(of: address.index(at: level))
      let entry = PageTableEntry(rawValue: machine.hardware.physical.peek(place))
      table = PageTable(frame: Frame(containing: entry.address))
    }
    return table.address(of: address.index(at: .p1)).rawValue
  }

  @Test func aForgottenFlushStaysVisible() throws {
    var timeline = try mapped([.present, .writable])
    try timeline.append(.write(Self.page, 42))
    // The entry goes behind the kernel's back, so nobody flushes.
    try timeline.append(
      .access(.physicalWrite(.address(try entryPlace(timeline.machine)), value: 0)))
    guard case .access(.accessed(let access, _)) = try timeline.outcome(.read(Self.page)) else {
      Issue.record("the TLB still has the page")
      return
    }
    #expect(access.value == 42)
    #expect(access.first.origin == .firstLevel)
    #expect(
      try timeline.outcome(.paging(.translate(.address(Self.page))))
        == .paging(.translated(VirtualAddress(Self.page), .notMapped(.p1))))
    try timeline.append(.access(.flush(.address(Self.page))))
    #expect(try code(&timeline, .read(Self.page)) == 0)
    #expect(timeline.machine.kernel.faultCount == 1)
  }

  @Test func unmapFlushes() throws {
    var timeline = try mapped([.present, .writable])
    #expect(try code(&timeline, .read(Self.page)) == nil)
    try timeline.append(.unmap(Self.page))
    #expect(try code(&timeline, .read(Self.page)) == 0)
  }

  @Test func rightsThatCameLateAreASpuriousFault() throws {
    var timeline = try mapped([.present, .writable])
    try timeline.append(
      .paging(.protect(.address(Self.page), size: .small, flags: [.present], level: .p1)))
    #expect(try code(&timeline, .write(Self.page, 1)) == 3)
    #expect(try code(&timeline, .read(Self.page)) == nil)
    let machine = timeline.machine
    let place = try entryPlace(machine)
    let word = machine.hardware.physical.peek(PhysicalAddress(place))
    try timeline.append(.access(.physicalWrite(.address(place), value: word | 2)))
    guard
      case .access(.faulted(let fault, .spurious(let again, _))) = try timeline.outcome(
        .write(Self.page, 7))
    else {
      Issue.record("the stale entry forbids what the table allows")
      return
    }
    #expect(fault.errorCode == 3)
    #expect(again.value == 7)
  }

  @Test func theKernelHeedsWriteProtectionOnlyWithWP() throws {
    var timeline = try mapped([.present])
    #expect(try code(&timeline, .write(Self.page, 1)) == 3)
    try timeline.append(set("cr0.wp", 0))
    #expect(try code(&timeline, .write(Self.page, 1)) == nil)
    try timeline.append(set("cr0.wp", 1))
    #expect(try code(&timeline, .write(Self.page, 1)) == 3)
  }

  @Test func smapKeepsTheKernelFromUserPages() throws {
    var timeline = try mapped([.present, .writable, .userAccessible])
    #expect(try code(&timeline, .read(Self.page)) == nil)
    try timeline.append(set("cr4.smap", 1))
    #expect(try code(&timeline, .read(Self.page)) == 1)
    #expect(try code(&timeline, .read(Self.page, user: true)) == nil)
    let withAC = Command.access(
      .memory(
        MemoryAccess(
          kind: .read, address: .address(Self.page), isUser: false, size: 8, alignmentCheck: true)))
    #expect(try code(&timeline, withAC) == nil)
  }

  @Test func smepKeepsTheKernelFromRunningUserPages() throws {
    var timeline = try mapped([.present, .userAccessible])
    #expect(try code(&timeline, execute(user: false)) == nil)
    try timeline.append(set("cr4.smep", 1))
    #expect(try code(&timeline, execute(user: false)) == 0x11)
    #expect(try code(&timeline, execute(user: true)) == nil)
  }

  @Test func pkruForbidsDataAccesses() throws {
    let key = PageTableFlags(rawValue: 5 << 59)
    var timeline = try mapped(key.union([.present, .writable, .userAccessible]))
    try timeline.append(set("cr4.pke", 1))
    #expect(try code(&timeline, .write(Self.page, 1, user: true)) == nil)
    try timeline.append(set("pkru.wd5", 1))
    #expect(try code(&timeline, .write(Self.page, 1, user: true)) == 0x27)
    #expect(try code(&timeline, .read(Self.page, user: true)) == nil)
    try timeline.append(set("pkru.ad5", 1))
    #expect(try code(&timeline, .read(Self.page, user: true)) == 0x25)
  }

  @Test func userAccessesNeedUserPages() throws {
    var timeline = try mapped([.present, .writable])
    #expect(try code(&timeline, .read(Self.page, user: true)) == 5)
    try timeline.append(
      .paging(
        .protect(
          .address(Self.page), size: .small, flags: [.present, .userAccessible, .noExecute],
          level: .p1)))
    #expect(try code(&timeline, .read(Self.page, user: true)) == 5, "the tables above forbid it")
    for level in [PageTableLevel.p2, .p3, .p4] {
      try timeline.append(
        .paging(
          .protect(
            .address(Self.page), size: .small, flags: [.present, .writable, .userAccessible],
            level: level)))
    }
    #expect(try code(&timeline, .read(Self.page, user: true)) == nil)
    #expect(try code(&timeline, .write(Self.page, 1, user: true)) == 7)
    #expect(try code(&timeline, execute(user: true)) == 0x15)
  }

  @Test func nonCanonicalAddressesAreAGeneralProtectionFault() throws {
    var timeline = try Timeline.booted()
    guard
      case .access(.faulted(.generalProtection, .unhandled)) = try timeline.outcome(
        .read(0x8000_0000_0000))
    else {
      Issue.record("bits 63 to 47 differ")
      return
    }
    let address: UInt64 = 0x8000_0000_0000
    #expect(timeline.refusal(.map(address)) == .operand(.nonCanonical(address)))
    #expect(
      timeline.refusal(.paging(.translate(.address(address)))) == .operand(.nonCanonical(address)))
    #expect(timeline.refusal(.unmap(address)) == .operand(.nonCanonical(address)))
    #expect(timeline.refusal(.map(Self.page + 8)) == .operand(.unaligned(Self.page + 8, to: 4096)))
    #expect(
      timeline.refusal(.map(Self.page + 4096, size: .large))
        == .operand(.unaligned(Self.page + 4096, to: 2 << 20)))
  }

  @Test func rangesEndWithTheAddressSpace() throws {
    var timeline = try Timeline.booted()
    let last: UInt64 = 0xffff_ffff_ffff_f000
    func beyond(_ start: UInt64) -> Refusal {
      .operand(.beyondAddressSpace(from: VirtualAddress(truncating: start)))
    }
    #expect(timeline.refusal(.map(last, count: 2)) == beyond(last))
    #expect(timeline.refusal(.map(last - 4096, count: 3)) == beyond(last - 4096))
    #expect(timeline.refusal(.map(Self.page, count: .max)) == beyond(Self.page))
    let low: UInt64 = 0x7fff_ffff_f000
    #expect(timeline.refusal(.map(low, count: 2)) == .operand(.nonCanonical(0x8000_0000_0000)))
    try timeline.append(.map(last - 4096, count: 2))
    #expect(timeline.refusal(.unmap(last, count: 2)) == beyond(last))
    try timeline.append(.unmap(last - 4096, count: 2))
  }

  @Test func valuesHaveToFit() throws {
    var timeline = try mapped([.present, .writable])
    func write(_ value: UInt64, _ size: Int) -> Command {
      .access(
        .memory(
          MemoryAccess(
            kind: .write(value), address: .address(Self.page), isUser: false, size: size,
            alignmentCheck: false)))
    }
    #expect(timeline.refusal(write(256, 1)) == .access(.valueTooLarge(256, bytes: 1)))
    for size in [0, 3, 9, -1] {
      guard case .operand(.outOfRange("size", _, _)) = timeline.refusal(write(0, size)) else {
        Issue.record("\(size) is no size")
        continue
      }
    }
  }
}
