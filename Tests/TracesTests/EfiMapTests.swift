import MemoryCore
import Testing

@testable import Traces

@Suite struct EfiMapTests {
  @Test func newerKernelsPrintTheLastByte() throws {
    let map = try firmware(
      """
      efi: mem00: [Conventional|   |  |  |WB|WT|WC|UC] range=[0x0000000000001000-0x0000000000001fff] (0MB)
      efi: mem01: [Runtime Data|RUN|  |  |WB|WT|WC|UC] range=[0x0000000000002000-0x0000000000002fff] (0MB)
      efi: mem126: [ACPI Mem NVS|   |  |  |WB|WT|WC|UC] range=[0x0000000000003000-0x0000000000003fff] (0MB)
      """)
    #expect(
      map.entries == [
        entry(0x1000, 0x2000, .usable), entry(0x2000, 0x3000, .reserved),
        entry(0x3000, 0x4000, .acpiNvs),
      ])
    #expect(map.source == .efi)
  }

  @Test func olderKernelsPrintTheEnd() throws {
    let map = try firmware(
      """
      efi: mem19: [Boot Data          |   |  |WB|WT|WC|UC] range=[0x0000000000001000-0x0000000000002000) (0MB)
      EFI: mem20: type=9, attr=0xf, range=[0x0000000000002000-0x0000000000003000) (0MB)
      efi: mem21: type=6, attr=0x800000000000000f, range=[0x0000000000003000-0x0000000000004000) (2MB)
      """)
    #expect(
      map.entries == [
        entry(0x1000, 0x2000, .usable), entry(0x2000, 0x3000, .acpiReclaimable),
        entry(0x3000, 0x4000, .reserved),
      ])
    #expect(map.efiTotals["type=9"]?.bytes == 4096)
  }

  @Test(arguments: [
    ("Reserved", FirmwareType.reserved), ("Loader Code", .usable), ("Loader Data", .usable),
    ("Boot Code", .usable), ("Boot Data", .usable), ("Runtime Code", .reserved),
    ("Runtime Data", .reserved), ("Conventional Memory", .usable), ("Conventional", .usable),
    ("Unusable Memory", .badMemory), ("Unusable", .badMemory),
    ("ACPI Reclaim Memory", .acpiReclaimable), ("ACPI Reclaim", .acpiReclaimable),
    ("ACPI Memory NVS", .acpiNvs), ("ACPI Mem NVS", .acpiNvs), ("Memory Mapped I/O", .reserved),
    ("MMIO Port", .reserved), ("PAL Code", .reserved), ("Persistent", .persistentMemory),
    ("Persistent Memory", .persistentMemory), ("Unaccepted", .usable), ("type=20", .reserved),
    ("type=7", .usable), ("Something new", .reserved),
  ])
  func typesBecomeThoseOfLinux(name: String, type: FirmwareType) throws {
    let map = try firmware("efi: mem00: [\(name)  |   |WB|WT|WC|UC] range=[0x0-0xfff] (0MB)")
    #expect(map.entries == [entry(0, 4096, type)])
  }

  @Test func memoryThatCannotBeCachedOrHasAPurposeIsNotUsed() throws {
    let map = try firmware(
      """
      efi: mem00: [Conventional|   |  |  |UC] range=[0x0-0xfff] (0MB)
      efi: mem01: [Conventional|   |SP|  |WB|WT|WC|UC] range=[0x1000-0x1fff] (0MB)
      efi: mem02: type=7, attr=0x1, range=[0x2000-0x3000) (0MB)
      efi: mem03: type=7, attr=0x4000f, range=[0x3000-0x4000) (0MB)
      """)
    #expect(map.entries.map(\.type) == [.reserved, .softReserved, .reserved, .softReserved])
  }

  @Test func otherEfiLinesAreNoEntries() throws {
    let map = try firmware(
      """
      BIOS-e820: [mem 0x0-0xfff] usable
      efi: EFI v2.5 by HP
      efi: Remove mem84: MMIO range=[0x80000000-0x8fffffff] (256MB) from e820 map
      efi: Not removing mem85: MMIO range=[0x90000000-0x90000fff] (4KB) from e820 map
      """)
    #expect(map.entries.count == 1)
    #expect(map.efiTotals.isEmpty)
    #expect(map.skipped.count == 0)
  }
}
