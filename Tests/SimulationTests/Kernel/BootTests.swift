import Assets
import MemoryCore
import Testing
import Traces

@testable import Simulation

@Suite struct BootTests {
  /// A machine that comes with the program.
  static func asset(_ name: String, levels: Int = 4) throws -> MachineDescription {
    let bytes = try #require(Assets.machine(named: name))
    return try description(FileContents(name: name, bytes: bytes), levels: levels)
  }

  /// A machine whose firmware's list was recorded and lies with the readers' tests.
  static func recording(_ name: String) throws -> MachineDescription {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return try description(
      FileContents(path: "/\(folder)/TracesTests/Fixtures/e820/\(name).dmesg.txt"))
  }

  private static func description(
    _ contents: FileContents, levels: Int = 4
  ) throws -> MachineDescription {
    let map = try FirmwareText.read(contents)
    let list = FirmwareList(name: contents.name, entries: map.entries, nodes: map.nodes)
    return MachineDescription(memory: .map(list), levels: levels)
  }

  @Test(arguments: Assets.machineNames)
  func machinesThatComeAlong(name: String) throws {
    try check(try Self.asset(name))
  }

  @Test(arguments: ["qemu-ovmf-4g-efi-memmap", "qemu-seabios-512m", "qemu-seabios-600g-8nodes"])
  func recordedMachines(name: String) throws {
    try check(try Self.recording(name))
  }

  @Test(arguments: ["qemu-64m", "qemu-ovmf-4g", "server-1.5t-2node"])
  func fiveLevels(name: String) throws {
    try check(try Self.asset(name, levels: 5))
  }

  @Test(arguments: [2 << 20 + 1, 3 << 20, 64 << 20, 1 << 30, 3 << 30, 4 << 30, 1 << 46])
  func machinesBySize(bytes: UInt64) throws {
    try check(MachineDescription(memory: .size(bytes &+ 4095 & ~4095)))
  }

  /// Boots stage by stage and compares every report with what the list of memory allows.
  private func check(_ description: MachineDescription) throws {
    var timeline = try Timeline(description)
    let firmware = timeline.machine.kernel.firmware
    let usable = usableFrames(firmware)
    var reports: [BootStage: BootReport] = [:]
    for stage in BootStage.allCases {
      guard case .boot(.done(let report)) = try timeline.outcome(.boot(.stage(stage))) else {
        continue
      }
      reports[stage] = report
      #expect(report.stage == stage)
      #expect(report.regions == timeline.machine.kernel.map.regions.count)
    }
    let kernel = timeline.machine.kernel
    let placement = try #require(kernel.placement)
    #expect(reports[.map]?.usableFrames == usable)
    #expect(timeline.machine.value(of: .framesUsable) == usable)

    let held = UInt64(placement.kernel.count + placement.stack.count) + 1
    let marked = try #require(reports[.regions]?.frames)
    #expect(marked == held || marked == held + 1, "with the frame at address 0")
    #expect(reports[.regions]?.usableFrames == usable - marked)

    let tables = try #require(reports[.tables])
    let end = usableEnd(firmware)
    #expect(tables.giantPages == end >> 30)
    #expect(tables.largePages == (end & 0x3fff_ffff).alignedUp(to: 2 << 20) >> 21)
    #expect(tables.tables == expectedTables(placement, end: end, levels: description.levels))
    #expect(tables.usableFrames == usable - marked - UInt64(tables.tables))
    #expect(reports[.allocator]?.usableFrames == tables.usableFrames)

    #expect(reports[.heap]?.frames == 256)
    #expect(reports[.heap]?.tables == 3)
    let bitmap = (tables.usableFrames + 32_767) / 32_768
    #expect(reports[.handover]?.frames == bitmap)
    let machine = timeline.machine
    #expect(machine.value(of: .framesFree) == tables.usableFrames - 259 - bitmap)
    #expect(machine.value(of: .tablesCount) == UInt64(tables.tables) + 3)
    try checkMappings(timeline, placement, end: end)
  }

  /// What the tables map, as the CPU sees it.
  private func checkMappings(_ timeline: Timeline, _ placement: KernelPlacement, end: UInt64) throws
  {
    var timeline = timeline
    let offset = KernelLayout(.blogOS).physicalMemoryOffset.rawValue
    let places: [(UInt64, UInt64)] = [
      (offset, 0), (offset + end - 4096, end - 4096),
      (KernelLayout(.blogOS).kernelStart.rawValue, placement.kernel.lowerBound << 12),
      (KernelLayout(.blogOS).bootInfoStart.rawValue, placement.bootInfo.lowerBound << 12),
      (KernelLayout(.blogOS).stackStart.rawValue, placement.stack.lowerBound << 12),
    ]
    for (address, physical) in places {
      let outcome = try timeline.outcome(.read(address))
      guard case .access(.accessed(let access, _)) = outcome else {
        Issue.record("\(address) is mapped")
        continue
      }
      #expect(access.first.physical.rawValue == physical)
    }
    let guardPage = KernelLayout(.blogOS).stackStart.rawValue - 4096
    guard case .access(.faulted) = try timeline.outcome(.write(guardPage, 1)) else {
      Issue.record("the page below the stack guards it")
      return
    }
    let code = try timeline.outcome(.write(KernelLayout(.blogOS).kernelStart.rawValue, 1))
    guard case .access(.faulted) = code else {
      Issue.record("code is not writable")
      return
    }
  }

  /// Usable entries rounded outward and cut where the next entry starts.
  private func usableFrames(_ entries: [FirmwareEntry]) -> UInt64 {
    let sorted = entries.filter { $0.length > 0 }.map {
      (start: $0.start >> 12, end: ($0.end + 4095) >> 12, isUsable: $0.type == .usable)
    }.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var total: UInt64 = 0
    for (index, entry) in sorted.enumerated() where entry.isUsable {
      let next = index + 1 < sorted.count ? sorted[index + 1].start : .max
      total += min(entry.end, next) - entry.start
    }
    return total
  }

  private func usableEnd(_ entries: [FirmwareEntry]) -> UInt64 {
    entries.filter { $0.type == .usable }.map { $0.end.alignedUp(to: 4096) }.max() ?? 0
  }

  /// The tables that the kernel's, the stack's and the physical memory's pages need.
  private func expectedTables(_ placement: KernelPlacement, end: UInt64, levels: Int) -> Int {
    var tables: Set<[UInt64]> = []
    func need(_ start: UInt64, _ bytes: UInt64, leafShift: UInt64) {
      for shift in [21, 30, 39] as [UInt64] where shift > leafShift {
        for n in start >> shift...(start + bytes - 1) >> shift { tables.insert([shift, n]) }
      }
    }
    need(
      KernelLayout(.blogOS).kernelStart.rawValue, UInt64(placement.kernel.count) << 12,
      leafShift: 12)
    need(KernelLayout(.blogOS).bootInfoStart.rawValue, 4096, leafShift: 12)
    need(
      KernelLayout(.blogOS).stackStart.rawValue, UInt64(placement.stack.count) << 12, leafShift: 12)
    let offset = KernelLayout(.blogOS).physicalMemoryOffset.rawValue
    let giant = (end >> 30) << 30
    if giant > 0 { need(offset, giant, leafShift: 30) }
    if end > giant { need(offset + giant, end - giant, leafShift: 21) }
    return tables.count + levels - 3
  }
}
