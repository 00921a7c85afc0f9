import Foundation
import Testing

@testable import memwalk

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
    #expect(run.output.hasPrefix("one.rep: 1 operation\n"))
    let heaps = run.output.split(separator: "\n").dropFirst(2).map { $0.prefix { $0 != " " } }
    #expect(heaps == ["tlsf", "buddy"])
  }

  @Test(arguments: [
    ["--levels", "6"], ["--memory", "1K"], ["--memory", "x"], ["--map", "reserved"],
  ])
  func aMachineThatThereCannotBeIsRefusedAsByReplay(options: [String]) throws {
    let reserved = "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] reserved\n"
    let files = Self.one.merging(["reserved": reserved]) { $1 }
    let compare = try ProgramRun(["compare", "one.rep"] + options, files: files)
    let replay = try ProgramRun(["replay", "one.rep"] + options, files: files)
    #expect(compare.status == 2 && replay.status == 2)
    #expect(compare.errors == replay.errors)
  }

  @Test func aMachineThatDoesNotBootIsNamedWithItsHeap() throws {
    let options = ["--memory", "1M", "--heap", "tlsf"]
    let run = try ProgramRun(["compare", "one.rep"] + options, files: Self.one)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        --memory 1M, heap tlsf: the machine does not boot, at the stage heap: 256 frames would be \
        needed, new page tables included, but 129 are free; more memory helps, or in a script a \
        smaller heap (heap size=64K)

        """)
  }

  @Test func aPlotReplacesAFileOnlyByForce() throws {
    let files = Self.one.merging(["plot": "old"]) { $1 }
    let command = "$memwalk compare one.rep --heap tlsf --svg plot"
    let refused = try ProgramRun(shell: "\(command); cat plot", files: files)
    #expect(refused.output == "old")
    let forced = try ProgramRun(shell: "\(command) --force >&2; cat plot", files: files)
    #expect(forced.status == 0 && forced.output.hasPrefix("<svg "))
  }

  /// How far it is, once it has taken a while; nothing of it stays.
  @Test func progressIsALineThatGoes() {
    var written = ""
    var line = ProgressLine(interval: .zero) { written += $0 }
    line.show("linked-list, heap 1 of 10", 5, of: 10)
    line.show("tlsf, heap 2 of 10", 10, of: 10)
    line.show("standard input", 10, of: 0)
    line.clear()
    line.clear()
    let long = "linked-list, heap 1 of 10: 50 %".count
    #expect(
      written.split(separator: "\r").map(String.init) == [
        "linked-list, heap 1 of 10: 50 %",
        "tlsf, heap 2 of 10: 100 %" + String(repeating: " ", count: long - 25),
        "standard input …" + String(repeating: " ", count: 25 - 16),
        String(repeating: " ", count: 16),
      ])
    var short = ProgressLine(interval: .seconds(60)) { written += $0 }
    written = ""
    short.show("soon done", 1, of: 2)
    short.clear()
    #expect(written == "")
  }

  @Test(arguments: [
    ("one.rep", "one.rep: exists already; give another name, or force to replace it"),
    ("nowhere/plot.svg", "nowhere/plot.svg: cannot be written: No such file or directory"),
  ])
  func aPlotThatCannotBeWrittenIsRefusedBeforeTheRun(path: String, message: String) throws {
    // A machine that cannot be is refused at the start of the run.
    let arguments = ["compare", "one.rep", "--levels", "6", "--svg", path]
    let run = try ProgramRun(arguments, files: Self.one)
    #expect(run.status == 2)
    #expect(run.errors == message + "\n")
  }

  @Test func aPlotThatFailsToBeWrittenLosesNoTable() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // No file of this shell may grow: what it prints goes through a pipe.
    let program = "'\(ProgramRun.program.path)' compare threads-cpp --heap tlsf --svg plot.svg"
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "trap '' XFSZ; ulimit -f 0; \(program) 2>&1; echo status $?"]
    shell.currentDirectoryURL = folder
    shell.standardOutput = output
    try shell.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(text.contains("\ntlsf "), "\(text)")
    #expect(text.hasSuffix("plot.svg: cannot be written: File too large\nstatus 2\n"), "\(text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }
}
