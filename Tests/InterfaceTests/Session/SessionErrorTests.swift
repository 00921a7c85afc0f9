import Testing

@testable import Interface

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
}
