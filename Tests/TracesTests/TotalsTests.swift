import Assets
import Glibc
import MemoryCore
import Testing

@testable import Traces

/// Summaries compared byte for byte with totals that another program made.
@Suite struct TotalsTests {
  @Test(arguments: Assets.traceNames)
  func heapTotalsAreEqual(name: String) throws {
    let bytes = try #require(Assets.trace(named: name))
    let trace = try RepReader.read(FileContents(name: name, bytes: bytes))
    #expect(try TraceSummary(trace).json + "\n" == totals("rep-own/\(name)"))
    #expect(trace.slotCount == TraceSummary(trace).number("peak_live_blocks"))
  }

  @Test(arguments: [
    "e820/qemu-ovmf-4g-efi-memmap.dmesg", "e820/qemu-seabios-512m.dmesg",
    "e820/qemu-seabios-512m.serial-raw", "e820/qemu-seabios-600g-8nodes.dmesg",
    "bootloader/ovmf-4g.bootloader09-debug", "bootloader/ovmf-4g.bootloader09-pretty",
    "bootloader/seabios-600g-8nodes.bootloader09-debug",
  ])
  func mapTotalsAreEqual(path: String) throws {
    let map = try FirmwareText.read(fixture(path + ".txt"))
    #expect(try TraceSummary(map).json + "\n" == totals(path))
    #expect(map.skipped.count == 0)
  }

  /// The large collection is not part of the project: `MEMWALK_TRACES` names its folder.
  @Test(.enabled(if: getenv("MEMWALK_TRACES") != nil))
  func totalsOfTheWholeCollectionAreEqual() throws {
    let folder = String(cString: getenv("MEMWALK_TRACES"))
    let file = try FileContents(path: folder + "/TOTALS.json")
    let kinds = ["rep-own/", "e820/", "bootloader/", "iomem/"]
    var compared = 0
    // Each file is ` "path": {`, its fields and ` },`, all indented by one more space.
    for block in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n \"").dropFirst() {
      let path = String(block.prefix { $0 != "\"" })
      guard kinds.contains(where: path.hasPrefix) else { continue }
      let body = block[block.firstIndex(of: "{")!...].replacing("\n ", with: "\n")
      let contents = try FileContents(path: "\(folder)/\(path)")
      let summary =
        try path.hasSuffix(".rep")
        ? TraceSummary(RepReader.read(contents)) : TraceSummary(FirmwareText.read(contents))
      #expect(body.hasPrefix(summary.json), "\(path)")
      compared += 1
    }
    #expect(compared > 0)
  }

  private func totals(_ path: String) throws -> String {
    String(decoding: try fixture(path + ".totals.json").bytes, as: UTF8.self)
  }
}

extension TraceSummary {
  /// A field that is a small number.
  func number(_ name: String) -> Int? {
    if case .number(let number) = self[name] { Int(number) } else { nil }
  }
}
