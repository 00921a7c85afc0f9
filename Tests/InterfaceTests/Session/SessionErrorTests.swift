import Simulation
import Testing

@testable import Interface
@testable import Session

/// What is said where a search finds nothing.
@Suite struct SessionErrorTests {
  @Test(arguments: [
    ("goto \"nope\"", "place", "no bookmark \"nope\": there are none"),
    (
      "bookmark \"here\"\ngoto \"nope\"", "place", "no bookmark \"nope\": there is \"here\""
    ),
    (
      "bookmark \"here\"\nb = alloc 8\nbookmark \"and there\"\ngoto \"nope\"", "place",
      "no bookmark \"nope\": there are \"here\", \"and there\""
    ),
    ("writer 0x4444_4445_0000", "address", "no step up to here writes it"),
    ("writer frame=0x20_0000", "frame", "no step up to here writes it"),
    ("touch a", "address", "no step that way touches it"),
    ("touch frame=0x20_0000 back", "frame", "no step that way touches it"),
  ])
  func aFailedSearchSaysWhy(lines: String, argument: String, message: String) throws {
    let run = try ScriptedSession("boot\nheap\na = alloc 4K\n" + lines)
    #expect(run.failure?.message == message)
    #expect(run.failure?.argument == argument)
  }

  @Test(arguments: [
    "free x", "read x", "write x = 1", "protect x flags=W", "frame free x", "translate x",
    "unmap x", "map x", "identity-map x", "flush page=x", "physical read x",
    "physical write x = 1", "map 0x1000 frame=x",
    "execute x",
  ])
  func aNameThatNothingIsBoundToIsNamed(line: String) throws {
    for setup in ["", "boot\n", "boot\na = alloc 8\n"] {
      let run = try ScriptedSession(setup + line)
      let failure = try #require(run.failure, "\(line)")
      #expect(failure.message.contains("'x'"), "\(failure.message)")
      #expect(failure.argument != nil, "\(line)")
    }
  }

  /// A refusal that is expected takes no name from the ones that follow.
  @Test func namesSurviveARefusal() throws {
    let run = try ScriptedSession(
      """
      free a
      expect error unbound
      x = alloc 64
      free y
      expect error unbound
      free x
      free x
      """)
    #expect(run.failure?.message.hasPrefix("'x' at 0x") == true, "\(run.failure as Any)")
    #expect(run.session.names.known("a") != nil && run.session.names.known("y") != nil)
  }

  @Test func aLabelOfAnotherTableHasNoText() {
    var (table, other) = (NameTable(), NameTable())
    _ = table.label("a")
    _ = other.label("a")
    let foreign = other.label("b")
    #expect(table.text(foreign) == nil && table.text(.anonymous) == nil)
  }
}
