import Assets
import Testing

@testable import Traces

/// What the header of a .rep trace promises, and what is there.
@Suite struct RepHeaderTests {
  static let calls = "a 0 8\na 1 8\nf 0\n"

  @Test(arguments: [
    "", "3\n", "20000\n2\n3\n1\n", "1\n2\n3\n640\n", "2\n3\n", "9\n9\n9\n", "1\n2\n9\n9\n9\n",
  ])
  func aWholeFileHasNoNote(header: String) throws {
    let summary = TraceSummary(try rep(header + Self.calls))
    #expect(summary.notes == [])
    #expect(summary["missing_operations"] == nil && summary["surplus_operations"] == nil)
  }

  @Test(arguments: ["20000\n2\n4321\n1\n", "2\n4321\n"])
  func aCutFileIsNoted(header: String) throws {
    let summary = TraceSummary(try rep(header + Self.calls))
    let note = "the header promises 4,321 operations, 3 are there: the file may have been cut"
    #expect(summary.notes == [note])
    #expect(summary.text.hasSuffix("\n\(note)\n"))
    #expect(summary["missing_operations"] == .number(4318))
    #expect(summary.json.contains("\"missing_operations\": 4318"))
  }

  @Test func moreThanPromisedIsNotedToo() throws {
    let summary = TraceSummary(try rep("8\n1\n1\n1\n" + Self.calls))
    #expect(summary.notes == ["the header promises 1 operation, 3 are there"])
    #expect(summary["surplus_operations"] == .number(2))
  }

  @Test func everyWrittenCallCountsAndNoImpliedOne() throws {
    // A free that was missed, one of NULL, one of a block that is not live.
    let trace = try rep("8\n1\n5\n1\na 0 1\na 0 2\nf -1\nf 7\nr 3 4\n")
    #expect(trace.events.count == 5)
    #expect(trace.notes.count == 1 && trace.notes[0].hasPrefix("1 record skipped"))
  }

  @Test func aDamagedLineMayHaveBeenACall() throws {
    let torn = "8\n1\n4\n1\n" + Self.calls + "a 12"
    #expect(try rep(torn).notes.count == 1)
    #expect(try rep(torn.replacing("4\n1\n", with: "5\n1\n")).notes.count == 2)
    #expect(try rep("8\n1\n3\n1\nhello\n" + Self.calls + "bye\n").notes.count == 1)
  }

  @Test(arguments: Assets.traceNames)
  func tracesThatComeWithTheProgramAreWhole(name: String) throws {
    let bytes = try #require(Assets.trace(named: name))
    #expect(try RepReader.read(FileContents(name: name, bytes: bytes)).notes == [])
    let half = Array(bytes.prefix(bytes.count / 2))
    let notes = try RepReader.read(FileContents(name: name, bytes: half)).notes
    #expect(notes.last?.hasSuffix("the file may have been cut") == true)
  }
}
