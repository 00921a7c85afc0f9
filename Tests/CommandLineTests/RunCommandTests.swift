import Foundation
import Testing

/// `memwalk run` as a user meets it.
@Suite struct RunCommandTests {
  private static let files = [
    "one": "alloc 5\n", "empty": "", "shown": "alloc 5\nshow stats at=99\n",
  ]

  @Test func aStepBehindTheLastOneIsRefusedAsInAScript() throws {
    let message = "no step 99: the last is 8"
    let shown = try ProgramRun(["run", "-q", "shown"], files: Self.files)
    #expect(shown.errors.hasPrefix("shown:2:15: \(message)\n"))
    let run = try ProgramRun(["run", "-q", "one", "--at", "99"], files: Self.files)
    #expect(run.status == 1 && run.status == shown.status)
    #expect(run.output == "")
    #expect(run.errors == message + "\n")
    let json = try ProgramRun(["run", "one", "--json", "--at", "99"], files: Self.files)
    #expect((json.json?["failure"] as? [String: String]) == ["message": message])
    let empty = try ProgramRun(["run", "empty", "--at", "1"], files: Self.files)
    #expect(empty.errors == "no step 1: the last is 0\n")
    let negative = try ProgramRun(["run", "one", "--at=-1"], files: Self.files)
    #expect(negative.status == 2)
    #expect(negative.errors.contains("--at -1: steps are counted from 0"))
  }

  @Test(arguments: ["8", "0", "3"])
  func anyOtherStepIsShown(step: String) throws {
    let run = try ProgramRun(
      ["run", "-q", "one", "--show", "stats", "--at", step], files: Self.files)
    #expect(run.status == 0)
    let line = run.output.split(separator: "\n").first { $0.hasPrefix("step ") }
    #expect(line?.hasSuffix(" \(step)") == true)
  }
}
