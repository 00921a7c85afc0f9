import Foundation
import Testing

/// Scripts, traces and machines in plain lines, through a pipe.
@Suite struct LinearSessionTests {
  private static let files = [
    "walk.mw": """
    # A page for nobody.
    boot
    a = alloc 64
    note "Sixty-four bytes."
    layout heap
    map 0x1000_0000
    write 0x1000_0000 = 1 user
    bookmark "a fault"
    free a
    """,
    "stops.mw": "a = alloc 8\nfree c\nfree a\n", "empty.mw": "",
    "damaged.rep": "4096\n1\n3\n1\na 0 64\nf 0\nf 0\n",
  ]

  /// What is said to a program that is given lines, and its exit status.
  private func run(_ arguments: String, _ lines: [String], then: String = ":") throws -> ProgramRun
  {
    var files = Self.files
    files["lines"] = lines.joined(separator: "\n") + "\n"
    return try ProgramRun(
      shell: "export XDG_STATE_HOME=\"$PWD/state\"; \"$memwalk\" \(arguments) < lines; "
        + "status=$?; \(then); exit $status", files: files)
  }

  @Test func aScriptIsReadStepByStep() throws {
    let run = try run("walk.mw --linear", ["", "n", "i", "b", "i", "", "n", ""])
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "walk.mw: 4 steps")
    let steps = lines.filter { $0.hasPrefix("step ") }
    let places = steps.map { $0.prefix { $0 != ":" } }
    #expect(
      places == [
        "step 0 of 4", "step 1 of 4", "step 2 of 4", "step 3 of 4, access 1 of 7", "step 2 of 4",
        "step 3 of 4, access 1 of 7", "step 3 of 4", "step 4 of 4",
      ], "\(steps)")
    #expect(steps[0] == "step 0 of 4: booted" && steps[1] == "step 1 of 4: a = alloc 64")
    // The sentence, the note and the direction follow the command; a fault says why.
    let first = try #require(lines.firstIndex(of: steps[1]))
    #expect(lines[first + 1].hasPrefix("  ") && lines[first + 1].contains("64"))
    #expect(lines.contains("  Note: Sixty-four bytes.") && lines.contains("  (layout heap)"))
    let fault = try #require(lines.firstIndex(of: steps[6]))
    #expect(lines[(fault + 1)...].contains { $0.contains("page fault") || $0.contains("#PF") })
    #expect(lines[(fault + 1)...].contains { $0.hasPrefix("  - ") })
    #expect(lines.contains("  Mark: a fault"))
    #expect(lines.last == "This is the last step.")
  }

  /// Letters and lines only: no escape sequences, no boxes, no blocks, no Braille.
  @Test(arguments: ["walk.mw", "qemu-64m", "sqlite3", ""])
  func nothingIsDrawn(file: String) throws {
    let shown = ["frames", "tables", "heap", "tlb", "stats", "why", "machine"].map { "show \($0)" }
    let run = try run(
      "\(file) --linear",
      ["n", "i"] + shown + ["goto end", "branch", "diff", "x = alloc 8", "help"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("heap.fragmentation") && run.output.contains("Frames"))
    let drawn = run.output.unicodeScalars.filter {
      (0x2500...0x259f).contains($0.value) || (0x2800...0x28ff).contains($0.value)
        || $0.value < 0x20 && $0 != "\n"
    }
    #expect(drawn.isEmpty, "\(Set(drawn))")
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func commandsAreThoseOfTheLanguage() throws {
    let run = try run(
      "open walk.mw --linear",
      [
        "b", "goto 3", "find heap.blocks == 0", "c = alloc 8", "free nobody", "frobnicate",
        "expect heap.blocks == 1", "expect heap.blocks == 7", "i", "goto 1", "d = alloc 16", "?",
        "save \"saved.mw\"", "q", "goto 0",
      ], then: "\"$memwalk\" run saved.mw")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    for line in [
      "boot 6 of 7: boot stage=heap", "step 4 of 4: free a", "step 5 of 5: c = alloc 8",
      "step 2 of 2: d = alloc 16", "This is a branch now: other goes back to the run.",
      "no command is called 'frobnicate': 'help' lists them.",
      "expected heap.blocks == 7, found 1.", "Done.", "Saved to saved.mw.", "  Mark: a fault",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(lines.contains { $0.hasPrefix("step 5 of 5, access 1 of ") })
    // What follows q is not done, and what was saved leads to the same place.
    let end = try #require(lines.firstIndex(of: "Saved to saved.mw."))
    #expect(!lines[end...].contains { $0.hasPrefix("step 0") })
    #expect(
      lines.contains { $0.hasPrefix("    2  d = alloc 16  ") }
        && lines.last == "2 steps, 1 expectation met")
  }

  @Test func aTraceIsReadAsAWhole() throws {
    let run = try run(
      "replay sqlite3 --linear", ["goto 100", "n", "max heap.used", "goto end", "x = alloc 8"])
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(run.output.hasPrefix("sqlite3.rep: 6,645 steps\n"))
    for place in ["100 of 6,645: b88 = alloc 64", "101 of 6,645: ", "6,646 of 6,646: x = alloc 8"] {
      #expect(run.output.contains("\nstep \(place)"), "\(place)")
    }
    let damaged = try self.run("damaged.rep --linear", ["goto end"])
    #expect(damaged.status == 0 && damaged.output.contains("step 2 of 2: free b0"))
    #expect(
      damaged.errors.contains("damaged.rep: 1 record skipped, in line 7"), "\(damaged.errors)")
  }

  /// A session in plain lines is kept, and gone on with, as any other.
  @Test func itIsKeptInAJournal() throws {
    let run = try run(
      "--linear", ["a = alloc 8", "b = alloc 16", "b"],
      then: "printf 'n\\nn\\nn\\n' | \"$memwalk\" --resume --linear; ls state/memwalk | wc -l")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(run.output.contains("machine: 0 steps") && run.output.contains("machine: 2 steps"))
    let lines = run.output.split(separator: "\n")
    #expect(lines.last == "1" && lines.dropLast().last == "This is the last step.")
    #expect(lines.suffix(5).contains("step 2 of 2: b = alloc 16"))
    // Who only looks leaves none.
    let looked = try self.run(
      "walk.mw --linear", ["", "", "goto 1"], then: "ls state 2>&1 | wc -l")
    #expect(looked.output.hasSuffix("\n1\n"))
  }

  @Test func whatIsLeftOutOfAScriptIsSaid() throws {
    let stops = try run("stops.mw --linear", [""])
    #expect(stops.status == 0 && stops.errors.hasPrefix("Line 2 failed: "))
    #expect(stops.output.contains("step 1 of 1: a = alloc 8"))
    let empty = try run("empty.mw --linear", ["", "b", "i"])
    #expect(empty.status == 0 && empty.output.contains("step 0 of 0: booted"))
    let lesson = try run("open walk --linear", ["q"])
    #expect(lesson.status == 0 && lesson.output.contains("Page 1 of "))
  }

  @Test(arguments: [
    ("replay - --linear", "--linear reads its lines from standard input: name a file, not -."),
    ("replay sqlite3 --json --linear", "--json prints a summary: leave out --linear."),
  ])
  func whatExcludesItIsRefused(arguments: String, message: String) throws {
    let run = try run(arguments, [])
    #expect(run.status == 2 && run.output == "" && run.errors.contains(message))
  }
}
