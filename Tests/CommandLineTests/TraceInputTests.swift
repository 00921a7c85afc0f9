import Foundation
import Testing

/// Traces as the program is given them: long ones, on machines where not everything works.
@Suite struct TraceInputTests {
  /// A trace that is long enough for the cache, with few operations.
  private static let long =
    "a 0 100\na 1 5000\nr 0 300\n"
    + String(repeating: "# \(String(repeating: "-", count: 97))\n", count: 11_000)
    + "f 1\n"

  @Test func aLimitOfFileSizesLeavesTheTraceInMemory() throws {
    // 100 blocks of 512 or 1024 bytes: less than a cache file of 9,000 events, more than the output.
    let many = Self.long + (2..<9_000).map { "a \($0) 8\n" }.joined()
    let run = try ProgramRun(
      shell: "ulimit -f 100; $memwalk replay many.rep --json", files: ["many.rep": many])
    #expect(run.status == 0)
    #expect(run.json?["trace"] != nil)
    #expect(run.errors.contains("/cache/memwalk cannot be written: File too large; the trace "))
  }

  @Test(arguments: [
    "cat t.rep | $memwalk replay /dev/stdin", "$memwalk replay /dev/stdin < t.rep",
    "mkfifo fifo; cat t.rep > fifo & timeout 20 $memwalk replay fifo",
  ])
  func aPipeIsReadOnce(command: String) throws {
    let files = ["t.rep": "8\n1\na 0 100\na 5 7\nr 0 300\nf 5\n"]
    for option in ["", "--json"] {
      let file = try ProgramRun(["replay", "t.rep", option].filter { $0 != "" }, files: files)
      let pipe = try ProgramRun(
        shell: command.replacing("$memwalk replay", with: "$memwalk replay \(option)"),
        files: files)
      #expect(pipe.status == 0, "\(pipe.errors)")
      #expect(pipe.output == file.output)
    }
  }

  @Test func aCacheThatIsNoFolderIsNamed() throws {
    let files = ["long.rep": Self.long, "cache": ""]
    let replay = try ProgramRun(shell: "$memwalk replay long.rep", files: files)
    #expect(replay.status == 0)
    #expect(replay.errors.contains("/cache/memwalk cannot be used: Not a directory; the trace "))
    for command in ["cache", "cache --json", "cache clear"] {
      let run = try ProgramRun(shell: "$memwalk \(command)", files: files)
      #expect(run.status == 2 && run.output == "")
      #expect(run.errors.hasSuffix("/cache/memwalk cannot be used: Not a directory\n"))
    }
  }

  @Test func whatCannotBeRemovedFromTheCacheIsNamed() throws {
    let run = try ProgramRun(
      shell: "mkdir -p cache/memwalk/1.events; > cache/memwalk/2.events; $memwalk cache clear")
    #expect(run.status == 2)
    #expect(run.output == "removed 1 file, 0 B\n")
    #expect(run.errors.hasSuffix("/cache/memwalk/1.events: cannot be removed: Is a directory\n"))
    let none = try ProgramRun(shell: "$memwalk cache clear")
    #expect(none.status == 0 && none.output == "removed 0 files, 0 B\n")
  }

  @Test func anAlignmentIsWrittenAsOtherSizes() throws {
    let files = ["t.rep": "a 0 100\na 5 7\n"]
    let digits = try ProgramRun(["replay", "t.rep", "--json", "--align", "4096"], files: files)
    let letter = try ProgramRun(["replay", "t.rep", "--json", "--align", "4K"], files: files)
    #expect(digits.json != nil && letter.output == digits.output)
  }

  @Test func theHalvesOfTheSummaryAgree() throws {
    // 100,000 bytes are 97.656 KiB.
    let run = try ProgramRun(["replay", "t.rep"], files: ["t.rep": "a 0 100000\n"])
    #expect(run.output.contains("peak live bytes   100,000  97.7 KiB\n"), "\(run.output)")
    #expect(run.output.contains("in blocks at most           97.7 KiB\n"))
    #expect(run.output.contains("\n\n") && !run.output.contains("\n\n\n"), "\(run.output)")
  }
}
