import CellGrid
import Testing

@testable import Interface
@testable import Session

/// Who wrote it last, and who touches it next.
@Suite struct TouchingTests {
  /// A block that was freed, with a write behind that: the hole there starts 0x100 bytes earlier.
  private static let freed =
    "boot\na = alloc 512\nb = alloc 256\nfree a\nwrite 0x4444_4444_0100 = 66\nc = alloc 32\n"

  /// The last one gives the word where no block is, not the hole around it.
  @Test(arguments: [
    (freed + "writer 0x4444_4444_0100", "write 0x4444_4444_0100 = 66"),
    (freed + "writer 0x4444_4444_0104", "write 0x4444_4444_0100 = 66"),
    (freed + "touch 0x4444_4444_0100 back", "write 0x4444_4444_0100 = 66"),
    (freed + "writer 0x4444_4444_0020", "c = alloc 32"),
    ("boot\na = alloc 64\nwrite 0x4444_4444_0038 = 1\nwriter a", "write 0x4444_4444_0038 = 1"),
    (
      "boot\nmap 0xffff_ffff_ffff_f000\nwrite 0xffff_ffff_ffff_fff8 = 1\nb = alloc 16\n"
        + "writer 0xffff_ffff_ffff_ffff", "write 0xffff_ffff_ffff_fff8 = 1"
    ),
  ])
  func anAddressMeansTheBlockOrTheWord(script: String, command: String) throws {
    let run = try ScriptedSession(script)
    #expect(run.command == command)
    #expect(run.failure == nil)
  }

  /// Of a hole that the cursor is on, what is written is the header.
  @Test func theCursorOnAHoleMeansItsHeader() throws {
    var interface = try KeyedInterface.booted()
    for line in Self.freed.split(separator: "\n").dropFirst() { interface.command(String(line)) }
    interface.command("write 0x4444_4444_0180 = 1")
    interface.command("show heap at=0x4444_4444_0100")
    interface.press(Key("w"))
    #expect(interface.state.session.stepNumber == 5)
    interface.command("writer 0x4444_4444_0100")
    #expect(interface.state.session.stepNumber == 4)
  }

  @Test(arguments: [
    "touch frame=0xffff_ffff_ffff_f000", "writer frame=0xffff_ffff_ffff_ffff",
    "touch frame=0x1_0000_0000 back",
  ])
  func aFrameBeyondTheMemoryIsRefused(line: String) throws {
    let run = try ScriptedSession("boot\n\(line)")
    let failure = try #require(run.failure)
    #expect(failure.argument == "frame")
    #expect(failure.message.contains("lies beyond 0x1_0000_0000, where the machine's memory ends"))
    #expect(try ScriptedSession("boot\n\(line)\nexpect error beyond-memory").failure == nil)
  }

  /// A cursor that was put beyond the memory is on nothing that is touched.
  @Test func aCursorBeyondTheMemoryIsOnNothing() throws {
    var interface = try KeyedInterface.booted()
    interface.command("show frames at=0xffff_ffff_ffff_f000")
    interface.press(Key("w"))
    #expect(interface.promptRow == " No earlier step writes it.")
  }
}
