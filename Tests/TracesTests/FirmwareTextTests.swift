import Assets
import MemoryCore
import Randomness
import Simulation
import Testing

@testable import Traces

@Suite struct FirmwareTextTests {
  @Test func laterListsAreNotAddedUp() throws {
    let map = try firmware(
      """
      user: [mem 0x0-0x1fff] usable
      efi: mem00: [Conventional|   |WB|] range=[0x0-0xffff] (0MB)
      BIOS-e820: [mem 0x0-0xfff] usable
      reserve setup_data: [mem 0x0-0xfff] usable
      modified: [mem 0x0-0xfff] reserved
      e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
      e820: remove [mem 0x000a0000-0x000fffff] usable
      e820: [mem 0xc0000000-0xf7ffffff] available for PCI devices
      00000000-0000ffff : System RAM
      """)
    #expect(map.entries == [entry(0, 0x1000, .usable)])
    #expect(map.skipped.count == 0)
  }

  @Test func theUserMapIsBetterThanNone() throws {
    let map = try firmware(
      "[    0.000000] user: [mem 0x100000000-0x147fffffff] usable\nsshd: user: root\n")
    #expect(map.entries == [entry(0x1_0000_0000, 0x14_8000_0000, .usable)])
    #expect(map.source == .user)
    #expect(TraceSummary(map)["entries"] == .number(0))
    #expect(TraceSummary(map).text.contains("user map (mem= or memmap=), 1 entry"))
  }

  @Test func onlyTheLastBootOfALogCounts() throws {
    let map = try firmware(
      """
      BIOS-provided physical RAM map:
      BIOS-e820: [mem 0x0-0xfff] usable
        node   0: [mem 0x0-0xfff]
      e820: BIOS-provided physical RAM map:
      BIOS-e820: [mem 0x0-0x1fff] usable
        node   1: [mem 0x0-0x1fff]
      """)
    #expect(map.entries == [entry(0, 0x2000, .usable)])
    #expect(map.nodes == [NodeRange(node: 1, start: 0, end: 0x2000)])
    #expect(map.earlierBoots == 1)
  }

  @Test func nodesComeFromTheEarlyRangesElseFromTheSrat() throws {
    let srat = """
      BIOS-e820: [mem 0x0-0x1fff] usable
      ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x00000fff]
      SRAT: Node 1 PXM 1 [mem 0x1000-0x1fff]
      ACPI: SRAT: Node 1 PXM 1 [mem 0x0000000000000000-0xffffffffffffffff] hotplug
      ACPI: SRAT 0x00000000BFFE2A9F 000130 (v01 BOCHS)

      """
    let map = try firmware(srat)
    #expect(
      map.nodes == [
        NodeRange(node: 0, start: 0, end: 0x1000), NodeRange(node: 1, start: 0x1000, end: 0x2000),
      ])
    #expect(map.sratTotals[1]?.count == 2)
    let early = try firmware(srat + "  node   3: [mem 0x0000000000001000-0x0000000000001fff]\n")
    #expect(early.nodes == [NodeRange(node: 3, start: 0x1000, end: 0x2000)])
  }

  @Test func framesListedTwiceAreCountedOnce() throws {
    let map = try firmware(
      """
      BIOS-e820: [mem 0x0-0x3fff] usable
      BIOS-e820: [mem 0x2000-0x5fff] usable
      BIOS-e820: [mem 0x3000-0x3fff] usable
      BIOS-e820: [mem 0x5800-0x77ff] usable
      """)
    #expect(TraceSummary(map)["usable_frames_4k"] == .number(7))
  }

  @Test func theHighestAddressesDoNotOverflow() throws {
    let map = try firmware(
      """
      BIOS-e820: [mem 0xfffffffffffff000-0xffffffffffffffff] usable
      BIOS-e820: [mem 0x0-0xffffffffffffffff] reserved
      """)
    #expect(map.entries.map(\.end) == [.max, .max])
    #expect(TraceSummary(map)["highest_usable"] == .text("0xffffffffffffffff"))
    #expect(TraceSummary(map)["usable_frames_4k"] == .number(1))
    #expect(TraceSummary(map)["overlaps"] == .number(1))
  }

  @Test(arguments: [
    ("BIOS-e820: [mem 0x1000-0x0fff] usable", SkipReason.endBeforeStart),
    ("BIOS-e820: 1000 - fff (usable)", .endBeforeStart),
    ("BIOS-e820: [mem 0x0-0xff", .noRange), ("BIOS-e820:", .noRange),
    ("BIOS-e820: [mem zero-0xfff] usable", .noRange),
    ("BIOS-e820: [mem 0x0-0x10000000000000000] usable", .noRange),
    ("BIOS-e820: [mem 0x0-0xfff] usab", .unknownType), ("BIOS-e820: 0 - 1000", .unknownType),
    ("BIOS-e820: [mem 0x0-0xfff] type 4294967296", .unknownType),
    ("efi: mem00: [Conventional|   |WB|] range=[0x0", .noRange),
    ("efi: mem00: range=[0x0-0xfff]", .unknownType),
    ("efi: mem00: | [x range=[0x0-0xfff]", .unknownType),
    ("  node   0: [mem 0x0-", .noRange), ("SRAT: Node 0 PXM 0 [mem 0x1-0x0]", .endBeforeStart),
    ("(XEN)  [0000000000000000, 0000", .noRange), ("00002000-00001fff : Reserved", .endBeforeStart),
    ("MemoryRegion { range: FrameRange(0x0..", .noRange),
    ("MemoryRegion { start: 0, end: 4096 }", .missingField),
    ("MemoryRegion { start: 0, end: 4096, kind: Cheese }", .unknownType),
  ])
  func damagedLinesAreCounted(line: String, reason: SkipReason) throws {
    let map = try firmware("BIOS-e820: [mem 0x0-0xfff] usable\n\(line)\n")
    #expect(map.entries.count == 1)
    #expect(map.skipped.count == 1)
    #expect(map.skipped.first?.reason == reason)
    #expect(map.skipped.first?.line == 2)
    #expect(throws: ReadError.self) { try firmware(line) }
  }

  @Test func aTextWithoutAMapIsAnError() {
    let error = #expect(throws: ReadError.self) { try firmware("a 0 512\nf 0\n") }
    #expect(error?.description.contains("this looks like a .rep trace") == true)
    #expect(throws: ReadError.self) { try firmware("") }
  }

  @Test func aMapCutAnywhereKeepsItsWholeLines() throws {
    let bytes = try #require(Assets.machine(named: "qemu-128m"))
    let entries = try FirmwareText.read(FileContents(name: "", bytes: bytes)).entries
    for count in 0..<bytes.count {
      let file = FileContents(name: "", bytes: Array(bytes.prefix(count)))
      let cut = (try? FirmwareText.read(file).entries) ?? []
      #expect(cut == Array(entries.prefix(cut.count)))
      let lines = file.bytes.split(separator: 0x0a).count { $0.starts(with: "BIOS-e820".utf8) }
      #expect(cut.count >= lines - 1)
    }
  }

  @Test(arguments: 0..<300)
  func damageInOneLineLeavesTheOthers(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    var lines = try #require(Assets.machine(named: "qemu-512m")).split(separator: 0x0a)
      .map { Array($0) }
    let before = try FirmwareText.read(
      FileContents(name: "", bytes: Array(lines.joined(separator: [0x0a])))
    ).entries
    let damaged = Int.random(in: before.indices, using: &numbers)
    for _ in 0..<Int.random(in: 1...30, using: &numbers) {
      let line = damaged + 2  // behind the comment and the title
      let index = Int.random(in: 0..<lines[line].count, using: &numbers)
      lines[line][index] = UInt8.random(in: 0...255, using: &numbers)
    }
    let bytes = Array(lines.joined(separator: [0x0a]))
    let after = try FirmwareText.read(FileContents(name: "", bytes: bytes)).entries
    #expect(after.starts(with: before[..<damaged]))
    #expect(after.suffix(before.count - damaged - 1) == before[(damaged + 1)...])
  }
  @Test(
    arguments: [
      "e820/qemu-ovmf-4g-efi-memmap.dmesg", "e820/qemu-seabios-600g-8nodes.dmesg",
      "bootloader/ovmf-4g.bootloader09-pretty",
    ], 0..<20)
  func randomDamageMakesNoNewEntries(path: String, seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    let file = try fixture(path + ".txt")
    let before = try FirmwareText.read(file)
    var bytes = file.bytes
    // Letters out of numbers, ends of lines and brackets: what the forms are made of.
    let pieces = Array("0f-. []{}():|\n\r\u{1b}".utf8) + [0, 0xff]
    for _ in 0..<Int.random(in: 1...bytes.count / 40, using: &numbers) {
      let index = Int.random(in: bytes.indices, using: &numbers)
      bytes[index] = pieces.randomElement(using: &numbers)!
    }
    do {
      let after = try FirmwareText.read(FileContents(name: path, bytes: bytes))
      #expect(after.source != before.source || after.entries.count <= before.entries.count)
      #expect(after.nodes.count <= max(before.nodes.count, before.sratTotals.count + 2))
      #expect(TraceSummary(after).json.hasSuffix("}"))
    } catch {
      #expect(error.description.hasPrefix(path))
    }
  }
}
