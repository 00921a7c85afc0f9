import Foundation
import Testing

/// `memwalk compare` as a user meets it.
@Suite struct CompareCommandTests {
  private static let one = ["one.rep": "16\n1\n1\n1\na 0 5\n"]

  @Test(arguments: ["", ",", " , "])
  func aListWithoutHeapsIsRefused(heaps: String) throws {
    let run = try ProgramRun(["compare", "one.rep", "--heap", heaps], files: Self.one)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains("names no heap: the heaps are linked-list, bump, fixed-block"))
  }

  @Test func heapsAreTrimmedAndComparedOnce() throws {
    let arguments = ["compare", "one.rep", "--heap", " tlsf, buddy,tlsf"]
    let run = try ProgramRun(arguments, files: Self.one)
    #expect(run.status == 0)
    let heaps = run.output.split(separator: "\n").dropFirst(2).map { $0.prefix { $0 != " " } }
    #expect(heaps == ["tlsf", "buddy"])
  }
}
