import Foundation
import FoundationXML
import Testing

/// `memwalk run` as a user meets it.
@Suite struct RunCommandTests {
  private static let files = [
    "one": "alloc 5\n", "empty": "", "shown": "alloc 5\nshow stats at=99\n",
    "views": "alloc 5\nnote \"1 < 2\"\nshow heap\nshow why\nalloc 6\nshow frames\n",
    "stops": "alloc 5\nshow heap\nfree 0x9\n",
    "trace": "boot\nreplay sqlite3\ngoto 100\ngoto -1\n",
  ]

  @Test func aStepBehindTheLastOneIsRefusedAsInAScript() throws {
    let message = "no step 99: the last is 1"
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
    let negative = try ProgramRun(["run", "-q", "one", "--at=-8"], files: Self.files)
    #expect(negative.errors == "no step -8: the machine is switched on at step -7\n")
    let none = try ProgramRun(["run", "empty", "--at=-1"], files: Self.files)
    #expect(none.status == 1 && none.errors == "no step -1: the first is 0\n")
  }

  /// Steps are counted behind the boot, those of a trace from its start, in what is printed as in what
  /// is asked for.
  @Test func stepsHaveOneNumber() throws {
    let run = try ProgramRun(["run", "trace"], files: Self.files)
    let lines = run.output.split(separator: "\n")
    #expect(lines[7].hasPrefix("  100  b88 = alloc 64"))
    #expect(lines[8].hasPrefix("   -1  boot"))
    let json = try ProgramRun(["run", "trace", "--json"], files: Self.files)
    let steps = try #require(json.json?["steps"] as? [[String: Any]])
    #expect(steps.map { $0["step"] as? Int } == [-6, -5, -4, -3, -2, -1, 0, 100, -1])
    let staged = try ProgramRun(
      ["run", "boot", "--json"], files: ["boot": "boot stage=map\nboot\nalloc 8\n"])
    let numbers = try #require(staged.json?["steps"] as? [[String: Any]]).map { $0["step"] as? Int }
    #expect(numbers == [-6, -5, -4, -3, -2, -1, 0, 1])
  }

  @Test(arguments: ["1", "0", "-7", "-3"])
  func anyOtherStepIsShown(step: String) throws {
    let run = try ProgramRun(
      ["run", "one", "--json", "--show", "stats", "--at=\(step)"], files: Self.files)
    let shown = try #require(run.json?["shown"] as? [[String: Any]])
    #expect(run.status == 0 && shown.first?["step"] as? Int == Int(step))
  }

  @Test(arguments: [
    ["views"], ["views", "-q"], ["views", "--show", "tables,tlb", "--digest"], ["stops"],
  ])
  func anSVGIsOneDrawingOfTheViews(arguments: [String]) throws {
    let run = try ProgramRun(["run", "--format", "svg"] + arguments, files: Self.files)
    #expect(run.output.hasPrefix("<svg ") && run.output.hasSuffix("</svg>\n"))
    #expect(XMLParser(data: Data(run.output.utf8)).parse())
    // The view of the heap, and no step that is told before it.
    #expect(run.output.contains(">Heap"))
    #expect(!run.output.contains("boot stage=map"))
    #expect(run.output.contains("digest ") == arguments.contains("--digest"))
    #expect(run.status == (arguments == ["stops"] ? 1 : 0))
  }

  @Test(arguments: [
    ["views"], ["views", "-q"], ["views", "--show", "tables,tlb", "--digest"], ["stops"],
  ])
  func anHTMLPageHoldsAllThatIsSaid(arguments: [String]) throws {
    let run = try ProgramRun(["run", "--format", "html"] + arguments, files: Self.files)
    #expect(run.output.hasPrefix("<!DOCTYPE html>\n<html") && run.output.hasSuffix("</html>\n"))
    #expect(run.output.components(separatedBy: "<html").count == 2)
    #expect(run.output.components(separatedBy: "</pre>").count == 2)
    #expect(run.output.contains("boot stage=map") != arguments.contains("-q"))
    #expect(run.output.contains("digest ") == arguments.contains("--digest"))
    if arguments == ["views"] {
      let places = ["alloc 5", "1 &lt; 2", "Heap", "alloc 6", "Frames", "2 steps"].map {
        run.output.range(of: $0)?.lowerBound
      }
      let found = places.compactMap { $0 }
      #expect(found.count == places.count && found == found.sorted())
    }
  }

  /// Each thing that is shown is there, in order, with its step.
  @Test func jsonHasAllThatIsShown() throws {
    let script = "a = alloc 5\nshow heap\nnote \"one\"\nb = alloc 6\nshow heap\nhelp free\ndiff\n"
    let files = ["twice": script.replacing("diff\n", with: "show stats at=1\n")]
    let run = try ProgramRun(["run", "twice", "--json", "--show", "why,screen"], files: files)
    let shown = try #require(run.json?["shown"] as? [[String: Any]], "\(run.output)")
    #expect(
      shown.map { $0["view"] as? String }
        == ["heap", "note", "heap", "help", "stats", "why", "screen"])
    #expect(shown.map { $0["step"] as? Int } == [1, 1, 2, 2, 1, 1, 1])
    #expect((shown[0]["text"] as? String) != (shown[2]["text"] as? String))
    #expect(shown.allSatisfy { ($0["text"] as? String)?.isEmpty == false })
  }

  /// The whole interface, in every format.
  @Test(arguments: ["text", "ansi", "svg", "html"])
  func theScreenIsShown(format: String) throws {
    let arguments = ["run", "-q", "one", "--show", "screen", "--at", "1", "--size", "90x26"]
    let run = try ProgramRun(arguments + ["--format", format], files: Self.files)
    #expect(run.status == 0 && run.errors == "")
    for words in ["memwalk", "Frames", "Heap", "step 1", "help"] {
      #expect(run.output.contains(words), "\(words)")
    }
    if format == "text" {
      let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.count == 26 && lines.allSatisfy { $0.count <= 90 })
    }
  }

  @Test func percentagesAreNumbersInJSON() throws {
    let files = ["split": "a = alloc 64\nb = alloc 64\nfree a\nexpect heap.fragmentation < 0.1%\n"]
    let run = try ProgramRun(["run", "split", "--json", "--show", "stats"], files: files)
    #expect(run.status == 0, "\(run.errors)")
    #expect((run.json?["figures"] as? [String: Any])?["heap.fragmentation"] as? Double == 0)
    #expect(run.output.contains("heap.fragmentation                  0 %"))
    let failed = try ProgramRun(
      ["run", "-q", "split"], files: ["split": "boot\nexpect heap.fragmentation > 60.5%\n"])
    #expect(failed.errors.contains("expected heap.fragmentation > 60.5 %, found 0 %"))
  }

  /// What a step would show that there is not, and memory that a changed step does not find.
  @Test(arguments: [
    ("boot\nshow heap at=nosuch\n", "2:14: no step is about 'nosuch': there is no such name"),
    (
      "b = alloc 8\na = alloc 8\ngoto 0\ninstead x = alloc 1T\n",
      "4:1: 268,435,457 frames would be needed, new page tables included, but 15,0"
    ),
  ])
  func nothingPassesSilently(script: String, message: String) throws {
    let run = try ProgramRun(["run", "-q", "script"], files: ["script": script])
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("script:\(message)"), "\(run.errors)")
  }

  @Test func aDrawingOfNothingIsSaidToBeOne() throws {
    let run = try ProgramRun(["run", "--format", "svg", "one"], files: Self.files)
    #expect(run.status == 0 && run.output == "")
    #expect(run.errors.hasPrefix("nothing to draw: name views, as in --show heap"))
  }

  @Test(arguments: ["writer b3000", "touch b3000", "touch b3000 back"])
  func aNameThatIsNotLiveIsSaidToBeSo(line: String) throws {
    let files = ["script": "replay sqlite3\ngoto 100\n\(line)\n"]
    let run = try ProgramRun(["run", "-q", "script"], files: files)
    #expect(run.status == 1)
    let message = "'b3000' is not live at this step; find name b3000, or find name b3000 back,"
    let column = line.prefix { $0 != " " }.count + 2
    #expect(run.errors.hasPrefix("script:3:\(column): \(message) goes to"), "\(run.errors)")
  }

  /// At step 100 the block b86 is live; b88 is freed at the next step that names it, which writes
  /// nothing there: it joins a hole before it.
  @Test(arguments: [
    ("writer b86", "b85 = alloc 72"), ("touch b86 back", "b86 = alloc 40"),
    ("find name b88\nwriter b88", "b87 = alloc 88"),
  ])
  func aBlockOfATraceIsKnownToAScript(lines: String, step: String) throws {
    let script = "replay sqlite3\ngoto 100\n\(lines)\nshow why\n"
    let run = try ProgramRun(["run", "-q", "script"], files: ["script": script])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix(step + "\n"), "\(run.output)")
  }
}
