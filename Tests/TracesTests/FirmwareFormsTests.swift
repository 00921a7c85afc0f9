import MemoryCore
import Testing

@testable import Traces

/// One map, printed in every form that programs print it in.
@Suite struct FirmwareFormsTests {
  private let expected = [
    entry(0, 0x9fc00, .usable), entry(0x9fc00, 0xa0000, .reserved),
    entry(0x10_0000, 0x7fe_0000, .usable),
  ]

  private let modern = [
    "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable",
    "BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] reserved",
    "BIOS-e820: [mem 0x0000000000100000-0x0000000007fdffff] usable",
  ]

  private let old = [
    "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
    "BIOS-e820: 000000000009fc00 - 00000000000a0000 (reserved)",
    "BIOS-e820: 0000000000100000 - 0000000007fe0000 (usable)",
  ]

  @Test(arguments: [
    "", " ", "[    0.000000] ", "[    0.000000][    T0] ", "<6>[    0.000000] ", "> ",
    "kern  :info  : [Sun Nov 22 09:44:04 2026] ",
    "Dec 17 07:20:09 host kernel: [    0.000000] ", "half a line of another program ",
    "\u{1b}[32m[    0.000000] \u{1b}[0m\u{1b}[33m",
  ])
  func everyPrefixIsPassedOver(prefix: String) throws {
    for lines in [modern, old] {
      for end in ["\n", "\r\n", "\r\r\n", "\u{1b}[0m\n", "  \n"] {
        let map = try firmware(lines.map { prefix + $0 + end }.joined())
        #expect(map.entries == expected)
        #expect(map.source == .biosE820)
        #expect(map.skipped.count == 0)
      }
    }
  }

  @Test func escapesWithinALineAreRemoved() throws {
    let line = "BIOS-e820: \u{1b}[0m[mem 0x0-0x\u{1b}]0;title\u{7}fff]\u{1b}(B usable\u{1b}c\u{1b}"
    #expect(try firmware(line).entries == [entry(0, 0x1000, .usable)])
  }

  @Test func sizesAndGapsOfTheNewestKernels() throws {
    let map = try firmware(
      """
      BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff]  639   KB System RAM
      BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff]    1   KB device reserved
      BIOS-e820: [gap 0x00000000000a0000-0x00000000000fffff]  384   KB ...
      BIOS-e820: [mem 0x0000000000100000-0x0000000007fdffff]  126.9 MB System RAM
      """)
    #expect(map.entries == expected)
    #expect(map.skipped.count == 0)
  }

  @Test(arguments: [
    """
    (XEN) Xen-e820 RAM map:
    (XEN)  [0000000000000000, 000000000009fbff] (usable)
    (XEN)  [000000000009fc00, 000000000009ffff] (reserved)
    (XEN)  [0000000000100000, 0000000007fdffff] (usable)
    (XEN) System RAM: 126MB (129552kB)
    """,
    """
    [2020-12-24 08:34:49] (XEN)  [0000000000000000, 000000000009fc00] (usable)
    [2020-12-24 08:34:49] (XEN)  [000000000009fc00, 00000000000a0000] (reserved)
    [2020-12-24 08:34:49] (XEN)  [0000000000100000, 0000000007fe0000] (usable)
    """,
    """
    (XEN)  0000000000000000 - 000000000009fc00 (usable)
    (XEN)  000000000009fc00 - 00000000000a0000 (reserved)
    (XEN)  0000000000100000 - 0000000007fe0000 (usable)
    """,
    """
    Xen: [mem 0x0000000000000000-0x000000000009fbff] usable
    Xen: [mem 0x000000000009fc00-0x000000000009ffff] reserved
    Xen: [mem 0x0000000000100000-0x0000000007fdffff] usable
    """,
  ])
  func xen(text: String) throws {
    let map = try firmware(text)
    #expect(map.entries == expected)
    #expect(map.source == .xen)
    #expect(map.skipped.count == 0)
  }

  @Test func procIomem() throws {
    let map = try firmware(
      """
      00000000-0009fbff : System RAM
      0009fc00-0009ffff : Reserved
      000a0000-000bffff : Video RAM area
      00100000-07fdffff : System RAM
        01000000-01ffffff : Kernel code
        02000000-02000fff : Reserved
      """)
    #expect(map.entries == expected)
    #expect(map.source == .iomem)
    let summary = TraceSummary(map)
    #expect(summary["top_level_entries"] == .number(4))
    #expect(summary["nested_entries"] == .number(2))
  }

  @Test func procIomemWithoutRootIsNoMachineOfOneByte() {
    let error = #expect(throws: ReadError.self) {
      try firmware("00000000-00000000 : System RAM\n  00000000-00000000 : Kernel code\n")
    }
    #expect(error == .addressesHidden(file: "dmesg.txt", line: 1))
    #expect(error?.description.contains("without root") == true)
  }

  @Test(arguments: [
    "[MemoryRegion { range: FrameRange(0x0..0x9f000), region_type: Usable }, "
      + "MemoryRegion { range: FrameRange(0x9f000..0xa0000), region_type: BootInfo }, "
      + "MemoryRegion { range: FrameRange(0x0..0x0), region_type: Empty }]",
    "[MemoryRegion { start: 0, end: 651264, kind: Usable }, "
      + "MemoryRegion { start: 651264, end: 655360, kind: Bootloader }]",
    "[\r\n    MemoryRegion {\r\n        start: 0x0,\r\n        end: 0x9f000,\r\n"
      + "        kind: Usable,\r\n    },\r\n    MemoryRegion {\r\n        start: 0x9f000,\r\n"
      + "        end: 0xa0000,\r\n        kind: UnknownUefi(\r\n            0x5,\r\n        ),\r\n"
      + "    },\r\n]",
    "MemoryRegion { start: 0x0, end: 0x9f000, kind: UnknownBios(1) } "
      + "MemoryRegion { start: 0x9f000, end: 0xa0000, kind: UnknownBios(2) }",
  ])
  func bootloaderCrate(text: String) throws {
    let map = try firmware("kernel says: " + text + "\n")
    #expect(map.entries == [entry(0, 0x9f000, .usable), entry(0x9f000, 0xa0000, .reserved)])
    #expect(map.source == .bootloader)
    #expect(map.skipped.count == 0)
  }

  @Test(arguments: [
    ("usable", FirmwareType.usable), ("reserved", .reserved), ("ACPI data", .acpiReclaimable),
    ("ACPI NVS", .acpiNvs), ("unusable", .badMemory), ("soft reserved", .softReserved),
    ("persistent (type 7)", .persistentMemory), ("persistent (type 12)", .persistentMemoryLegacy),
    ("type 9", FirmwareType(rawValue: 9)),
    ("type 4294967295", FirmwareType(rawValue: .max)),
  ])
  func everyTypeHasItsName(name: String, type: FirmwareType) throws {
    #expect(try firmware("BIOS-e820: [mem 0x0-0xfff] \(name)").entries == [entry(0, 4096, type)])
    #expect(try firmware("BIOS-e820: 0 - 1000 (\(name))").entries == [entry(0, 4096, type)])
    #expect(type.name == name)
  }
}
