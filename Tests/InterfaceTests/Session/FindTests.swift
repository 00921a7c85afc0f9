import CellGrid
import Testing

@testable import Interface
@testable import Session

/// Steps by what they are about.
@Suite struct FindTests {
  private static let pages = "boot\nmap 0x1000_0000 frame=0x100_0000 flags=WU count=2\n"
  private static let block = "boot\na = alloc 512\n"

  @Test(arguments: [
    // What is accessed counts by the address that the program uses, and by that of the memory.
    (pages, "write 0x1000_0008 = 42 user", "0x1000_0008"),
    (pages, "write 0x1000_0008 = 42 user", "0x1000_000f"),
    (pages, "write 0x1000_0008 = 42 user", "0x100_0008"),
    (pages, "write 0x1000_0008 = 42 user", "0x100_000f"),
    (pages, "read 0x1000_0ffc", "0x1000_1003"), (pages, "read 0x1000_0ffc", "0x100_1003"),
    (pages, "execute 0x1000_1000 user size=1", "0x1000_1000"),
    (pages, "physical write 0x100_0008 = 1", "0x100_0008"),
    // A fault is about what was to be accessed.
    (pages, "write 0x3000_0008 = 1", "0x3000_0008"),
    (pages, "write 0x3000_0008 = 1", "0x3000_000f"),
    (pages, "read 0x8000_0000_0000_0000", "0x8000_0000_0000_0000"),
    (pages, "translate 0x1000_0010", "0x1000_0010"),
    (pages, "protect 0x1000_1000 flags=U", "0x1000_1010"),
    (pages, "flush page=0x1000_1000", "0x1000_1010"),
    ("boot\nmap 0x4000_0000 size=2M\n", "unmap 0x4000_0000 size=2M", "0x4010_0000"),
    // A name stands for its block.
    (block, "write a = 1", "0x4444_4444_0000"), (block, "read a", "0x4444_4444_0007"),
    (block, "free a", "0x4444_4444_0100"),
  ])
  func theAddressOfAStepFindsIt(setup: String, step: String, address: String) throws {
    let last = Self.lastStep(of: setup)
    let script = setup + "flush all\n" + step + "\nflush all\n"
    for search in ["goto \(last)\nfind address \(address)", "find address \(address) back"] {
      let run = try ScriptedSession(script + search)
      #expect(run.failure == nil)
      #expect(run.session.stepNumber == last + 2)
    }
  }

  @Test(arguments: [
    (pages, "write 0x1000_0008 = 42 user", "0x1000_0010"),
    (pages, "write 0x1000_0008 = 42 user", "0x1000_0007"),
    (pages, "read 0x1000_0ffc size=4", "0x1000_1000"),
    (pages, "read 0x1000_0ffc size=4", "0x100_1000"),
    (pages, "flush all", "0x1000_0000"), (block, "write a = 1", "0x4444_4444_0008"),
  ])
  func anotherAddressDoesNot(setup: String, step: String, address: String) throws {
    let run = try ScriptedSession(
      setup + step + "\ngoto \(Self.lastStep(of: setup))\nfind address \(address)")
    #expect(run.failure?.argument == "condition")
  }

  /// Commands are found by what is shown of them, notes by what they say.
  @Test(arguments: [
    ("find \"free\"", "free b"), ("find text \"b12 = alloc 64\"", "b12 = alloc 64"),
    ("find text \"= alloc 4K align=16\"", "c = alloc 4K align=16"),
    ("find text \"hole\"", "write b12 = 7"), ("goto end\nfind \"b12\" back", "write b12 = 7"),
    ("find \"free\" and not (\"b\")", "free c"), ("find \"stage=t\" back", "boot stage=tables"),
  ])
  func theTextOfAStepFindsIt(search: String, command: String) throws {
    let script =
      "boot\nb12 = alloc 64\nb = alloc 4K\nwrite b12 = 7\nnote \"No hole yet.\"\n"
      + "free b\nc = alloc 4K align=16\nfree c\nflush all\ngoto 0\n"
    let run = try ScriptedSession(script + search)
    #expect(run.failure == nil)
    #expect(run.command == command)
  }

  @Test func aTextThatNoStepHasIsNotFound() throws {
    let run = try ScriptedSession("boot\na = alloc 64\ngoto 0\nfind \"alloc 65\"")
    #expect(run.failure?.argument == "condition")
  }

  /// A name that nothing has is no matter of direction.
  @Test(arguments: [
    ("nosuch", true), ("b99", true), ("b", true), ("a", false), ("b3", false), ("c", false),
  ])
  func anUnknownNameIsSaidToBeOne(name: String, isUnknown: Bool) throws {
    let script =
      "boot\na = alloc 64\nb3 = alloc 64\nbranch\nc = alloc 8\nother\ngoto end\nflush all\n"
    let run = try ScriptedSession(script + "find name \(name)")
    #expect(
      run.failure?.message
        == (isUnknown
          ? "no step is about '\(name)': there is no such name"
          : "no step that way satisfies the condition"))
    #expect(run.failure?.argument == "condition")
  }

  @Test func thePromptSaysItToo() throws {
    var interface = try KeyedInterface.sqlite()
    interface.press(Key(.end))
    interface.command("find name b1")
    #expect(interface.promptRow == " No later step satisfies the condition.")
    interface.command("find oom and name b99999 back")
    #expect(interface.promptRow == " No step is about 'b99999': there is no such name.")
  }

  /// The number of the step that the last line of a script makes, of which the first one boots.
  private static func lastStep(of script: String) -> Int {
    script.split(separator: "\n").count - 1
  }
}
