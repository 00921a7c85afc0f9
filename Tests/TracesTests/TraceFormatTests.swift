import Assets
import Randomness
import Testing

@testable import Traces

@Suite struct TraceFormatTests {
  @Test(arguments: [
    ("", TraceFormat.empty), ("1\n2\n3\n4\na 0 5\n", .rep), ("4 a 0 5\r\n4 f 0\r\n", .rep),
    ("Dear diary,\n1\n", .unknown), ("BIOS-e820: [mem 0x0-0xfff] usable", .firmwareMap),
    ("BIOS-e820: 0000 - 1000 (usable)", .firmwareMap), ("00-ff : System RAM", .firmwareMap),
    ("[    0.000000] efi: mem00: [Boot Data|", .firmwareMap),
    ("(XEN)  [0000000000000000, 000000000009efff] (usable)", .firmwareMap),
    ("MemoryRegion { start: 0x0, end: 0x1000, kind: Usable }", .firmwareMap),
    ("= Start\n@ ./app1:[0x123d] + 0x55754cf752a0 0x10\n", .mtrace),
    ("libsqlite3.so.0->malloc(48)      = 0x55ab0fb932a0\n", .ltrace),
    ("==1== Memcheck\n--18333-- malloc(64) = 0x4D2CE50\n", .valgrind),
    ("v 10400 3\nX lua5.4\na 48 1\na 20 1\n+ 0\n", .heaptrack),
    ("brk(NULL)      = 0x5589cc3bf000\nmmap(NULL, 8192, PROT_READ, 0) = 0x7f5c3fece000\n", .strace),
    ("==1== Lackey\nI  0401ab70,3\n S 1fff000758,8\n", .lackey),
    ("  bash 2 [001]   942.353000:    kmem:mm_page_alloc: page=0x1062f0\n", .kernelEvents),
    ("557f91f1c000-557f91f1d000 r--p 00000000 fe:00 20504    /bin/sh\n", .processMaps),
    ("\u{7f}ELF\u{2}\u{1}\u{1}\u{0}", .binary), ("\u{0}\u{1}\u{2}\u{3}abc", .binary),
  ])
  func recognisesAFileByItsContents(text: String, format: TraceFormat) {
    #expect(TraceFormat.detect(Array(text.utf8)) == format)
  }

  @Test func recognisesCompressedFiles() {
    #expect(TraceFormat.detect([0x1f, 0x8b, 8]) == .compressed(.gzip))
  }

  @Test func recognisesItsOwnAssets() throws {
    for name in Assets.machineNames {
      #expect(TraceFormat.detect(try #require(Assets.machine(named: name))) == .firmwareMap)
    }
    for name in Assets.traceNames {
      #expect(TraceFormat.detect(try #require(Assets.trace(named: name))) == .rep)
    }
  }

  @Test(arguments: 0..<50)
  func aDamagedTraceIsStillATrace(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    var bytes = try #require(Assets.trace(named: "sqlite3"))
    for _ in 0..<bytes.count / 20 {
      let index = Int.random(in: bytes.indices, using: &numbers)
      bytes[index] = UInt8.random(in: 0x20...0xff, using: &numbers)
    }
    #expect(TraceFormat.detect(bytes) == .rep)
  }
}
