import MemoryCore
import Testing

@testable import Script

@Suite struct NumberTests {
  @Test func numbers() throws {
    let table: [(String, UInt64)] = [
      ("0", 0), ("007", 7), ("1_048_576", 1 << 20), ("0x1f", 31), ("0xFF_ff", 0xffff),
      ("64K", 64 << 10), ("2M", 2 << 20), ("1G", 1 << 30), ("3T", 3 << 40), ("0x10K", 16 << 10),
      ("18446744073709551615", .max), ("0xffff_ffff_ffff_ffff", .max),
      ("16777215T", 16_777_215 << 40), ("1,000", 1_000), ("10,000,000", 10_000_000),
    ]
    for (text, number) in table { #expect(try NumberSyntax.parse(text) == number) }
  }

  @Test(arguments: [
    "", "K", "0x", "_1", "1_", "0x_1", "-1", "1.5", "1e3", "12x", "0b1", "4k", "4KB", "١", ",",
    "1,00", "1,0000", "1234,567",
    ",100", "1,000,", "1_0,000", "0x1,000",
  ])
  func noNumbers(_ text: String) {
    #expect(throws: NumberSyntax.Failure.notANumber) { try NumberSyntax.parse(text) }
  }

  @Test(arguments: [
    "18446744073709551616", "0x1_0000_0000_0000_0000", "16777216T",
    "99999999999999999999999999999999",
  ])
  func numbersThatAreTooLarge(_ text: String) {
    #expect(throws: NumberSyntax.Failure.tooLarge) { try NumberSyntax.parse(text) }
  }

  @Test func addresses() {
    let table: [(UInt64, String)] = [
      (0, "0x0000_0000"), (0x1000, "0x0000_1000"), (0x5c_8000, "0x005c_8000"),
      (0x4444_4444_0000, "0x4444_4444_0000"), (0x1_0000_0000, "0x1_0000_0000"),
      (.max, "0xffff_ffff_ffff_ffff"),
    ]
    for (address, text) in table { #expect(NumberText.address(address) == text) }
  }

  @Test func amounts() {
    let table: [(UInt64, String)] = [
      (0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1 KiB"), (78_640, "76.8 KiB"),
      (1 << 20, "1 MiB"), (1 << 20 - 1, "1 MiB"), (1 << 20 + 1, "1 MiB"),
      (874_803, "854.3 KiB"), (1_047_500, "1022.9 KiB"), (3 << 39, "1.5 TiB"),
      (.max, "16 EiB"),
    ]
    for (count, text) in table { #expect(NumberText.bytes(count) == text) }
    // Sums of 64-bit sizes.
    #expect(NumberText.bytes(UInt128(1) << 70) == "1024 EiB")
    #expect(NumberText.bytes(UInt128(1) << 70 - 1) == "1024 EiB")
  }

  @Test func sizesValuesAndThousands() {
    #expect(
      [0, 1023, 4096, 1536 << 10, 64 << 30, 1 << 52].map(NumberText.size)
        == ["0", "1023", "4K", "1536K", "64G", "4096T"])
    #expect(
      [42, 4095, 4096, 0xdead_beef].map(NumberText.value)
        == ["42", "4095", "0x1000", "0xdead_beef"])
    #expect(
      [0, 999, 6201, 1_000_000].map { NumberText.count($0) }
        == ["0", "999", "6,201", "1,000,000"])
  }

  @Test func flags() throws {
    let nx = PageTableFlags.noExecute
    let table: [(String, PageTableFlags, String)] = [
      ("P", [.present, nx], "P"), ("W", [.present, .writable, nx], "W"),
      ("PXUW", [.present, .writable, .userAccessible], "WUX"),
      ("-PW", [.writable, nx], "-PW"), ("W-P", [.writable, nx], "-PW"), ("0x0", [], "-PX"),
      (
        "TCADHG", [.present, .writeThrough, .noCache, .accessed, .dirty, .hugePage, .global, nx],
        "TCADHG"
      ),
      ("0x8000_0000_0000_0001", [.present, nx], "P"),
      ("0x200", PageTableFlags(rawValue: 0x200), "0x200"),
    ]
    for (text, flags, canonical) in table {
      #expect(try FlagSyntax.parse(text) == flags)
      #expect(FlagSyntax.text(flags) == canonical)
    }
  }
}
