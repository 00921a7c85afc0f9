import CellGrid
import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct OpenedScriptTests {
  private func opened(_ script: String) throws -> OpenedScript {
    var scope = Scope()
    let parsed = ScriptParser(
      maps: { name throws(MapError) in throw MapError(name) },
      traces: { name throws(MapError) in throw MapError(name) }
    ).parse(script, scope: &scope)
    try #require(parsed.errors.isEmpty, "\(parsed.errors)")
    return try OpenedScript(title: "test.mw", script: parsed.lines, scope: scope)
  }

  /// How many points lie before the script's own first step, and how many are its own.
  @Test(arguments: [
    ("a = alloc 8\nfree a", 7, 2), ("boot\na = alloc 8", 7, 1), ("# nothing\n", 7, 0), ("", 7, 0),
    ("boot stage=mapper\nframe alloc\nboot", 5, 3),
    ("machine memory=8M\nheap size=64K policy=buddy\na = alloc 8", 8, 1),
  ])
  func itOpensBehindTheBoot(script: String, setup: Int, steps: Int) throws {
    let session = try opened(script).session
    #expect(session.stepNumber == 0)
    #expect(session.timeline.point == setup)
    #expect(session.lastStepNumber == steps)
    #expect(session.snapshot.machine.program.blockCount == 0)
  }

  /// A boot that is not over is looked at where it has come to, by the numbers of a whole one.
  @Test func aPartOfTheBootHasTheNumbersOfTheWhole() throws {
    let session = try opened("boot stage=map\nboot stage=tables").session
    #expect(session.timeline.point == 3 && session.stepNumber == -4)
    var interface = KeyedInterface(session)
    #expect(interface.rows[0].contains("boot 3 of 7"))
    interface.command("goto -1")
    #expect(
      interface.rows.contains { $0.contains("no step -1: the boot has come to step -4 only") })
    for line in ["goto 50%", "goto 0", "goto end", "boot"] { interface.command(line) }
    #expect(interface.rows[0].contains("step 0 of 0"))
  }

  /// What is typed in the interface means the same when the session is carried out by `run`, when it
  /// is opened again, and in the script itself, however that writes its boot.
  @Test(arguments: [
    "a = alloc 8\nb = alloc 16\nfree a", "boot\na = alloc 8\nb = alloc 16\nfree a",
    "machine\nboot stage=map\nboot stage=tables\nboot\na = alloc 8\nb = alloc 16\nfree a",
    "heap size=64K policy=buddy\na = alloc 8\nb = alloc 16\nfree a",
    "boot stage=mapper\nf = frame alloc\nboot\na = alloc 8",
  ])
  func aStepHasOneNumber(script: String) throws {
    let typed = [
      "goto 3", "expect step == 3", "goto 1", "show heap at=2", "expect step == 2", "goto -1",
      "show heap at=-2", "goto 1", "c = frame alloc", "goto end", "expect step < 5", "goto 2",
      "expect step == 2",
    ]
    let written = try ScriptedSession((["goto end"] + typed).reduce(script) { $0 + "\n" + $1 })
    #expect(written.failure == nil, "\(written.failure?.message ?? "")")
    var interface = KeyedInterface(try opened(script).session)
    for line in ["goto end"] + typed {
      interface.command(line)
      #expect(interface.state.message?.isError != true, "\(line): \(interface.rows)")
    }
    let session = interface.state.session
    let saved = try ScriptedSession(session.scriptText)
    #expect(saved.failure == nil, "\(saved.failure?.message ?? "")")
    #expect(saved.session.digest == session.digest && written.session.digest == session.digest)
    #expect(try opened(session.scriptText).session.timeline.end == session.timeline.end)
    #expect(saved.session.stepNumber == 2 && session.stepNumber == 2)
    #expect(saved.session.script == session.script)
  }

  /// Version 1 counted the stages of the boot where no trace followed; what it wrote leads to the same
  /// places, and is written anew in the numbers of today.
  @Test func olderScriptsAreUnderstood() throws {
    let old = """
      # memwalk language 1
      machine
      a = alloc 8
      b = alloc 16
      expect step == 9
      find step == 8 and name a back
      expect step == 8
      show heap at=9
      goto 3
      goto 8
      c = alloc 8
      expect step == 9
      """
    let run = try ScriptedSession(old)
    #expect(run.failure == nil && run.session.timeline.end == 9)
    #expect(run.session.stepNumber == 2 && run.session.otherBranches.count == 1)
    let again = try ScriptedSession(run.session.scriptText)
    #expect(again.failure == nil && again.session.digest == run.session.digest)
    var opened = try opened(old).session
    _ = try opened.execute(.goto(.step(1)))
    #expect(opened.stepNumber == 1)
  }

  /// Directions belong to points: stepping back brings the screen of the point back, and what the
  /// user arranges meanwhile stays as long as no other direction comes.
  @Test func directionsAreFollowed() throws {
    let session = try opened(
      "layout tables\na = alloc 64\nlayout heap\nhighlight a\nb = alloc 64\nc = alloc 64\nfocus timeline"
    ).session
    var interface = KeyedInterface(session)
    #expect(interface.state.arrangement == .tables && interface.state.focus == .tables)
    interface.press(Key(.right))
    #expect(interface.state.arrangement == .heap && interface.state.focus == .heap)
    #expect(interface.state.selection != nil)
    interface.press(Key(.right))
    #expect(interface.state.arrangement == .heap && interface.state.selection == nil)
    interface.press(Key("1"), Key(.right))
    #expect(interface.state.focus == .timeline)
    interface.press(Key(.home))
    #expect(interface.state.arrangement == .tables)
    interface.command("layout frames")
    #expect(interface.state.arrangement == .frames)
  }

  /// A script that goes to a step to show it goes on from there, and so does the session it is saved as.
  @Test func whatIsShownAtAStepIsSavedWithItsPlace() throws {
    let session = try opened("a = alloc 8\nb = alloc 16\nshow heap at=1\nc = alloc 24").session
    let again = try opened(session.scriptText).session
    #expect(session.script.contains("goto 1"))
    #expect(again.timeline.end == session.timeline.end && again.digest == session.digest)
  }

  @Test func theFirstStepIsMadeByAKey() throws {
    let session = try opened("a = alloc 8\nnote \"Eight.\"\nb = alloc 16\nbookmark \"two\"").session
    var interface = KeyedInterface(session)
    #expect(interface.rows[0].contains("step 0 of 2"))
    #expect(!interface.rows.contains { $0.contains("Eight.") })
    interface.press(Key(.right))
    #expect(interface.rows[0].contains("step 1 of 2"))
    #expect(interface.rows.contains { $0.hasPrefix(" ▌ Eight.") })
    interface.press(Key(.right))
    #expect(!interface.rows.contains { $0.contains("Eight.") })
    #expect(interface.state.session.bookmarks.map(\.text) == ["two"])
  }

  /// A long note has as many rows as it needs, and one that is longer than half of a small screen is
  /// seen to go on.
  @Test func aCaptionIsWhole() throws {
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    let session = try opened("a = alloc 8\nnote \"\(words)\"").session
    var interface = KeyedInterface(session)
    interface.press(Key(.right))
    interface.take(.resized(GridSize(columns: 120, rows: 40)))
    #expect(interface.rows.joined(separator: " ").contains("word60"))
    interface.take(.resized(GridSize(columns: 80, rows: 24)))
    let rows = interface.rows.filter { $0.hasPrefix(" ▌ ") }
    #expect(rows.count == 5 && rows[4].contains("…"))
    interface.take(.resized(GridSize(columns: 40, rows: 12)))
    #expect(!interface.rows.contains { $0.hasPrefix(" ▌ ") })
  }

  /// A note that fills a book is not broken into rows as a whole for each redraw.
  @Test func ofALongNoteOnlyTheStartIsLookedAt() {
    let rows = CaptionView.rows(
      of: [String(repeating: "word ", count: 200_000), "never"], columns: 80)
    #expect(rows.count == CaptionView.limit + 1)
    #expect(CaptionView.rows(of: Array(repeating: "n", count: 3000), columns: 80).count == 11)
    #expect(CaptionView.rows(of: ["one", "two"], columns: 80) == ["one", "two"])
  }

  @Test func whatCameBeforeARefusalIsThere() throws {
    let opened = try opened("a = alloc 8\nb = alloc 8\nfree c\nfree a")
    #expect(opened.stop?.line.position(of: nil).line == 3)
    #expect(opened.session.lastStepNumber == 2)
    let unmet = try self.opened("a = alloc 8\nexpect heap.used == 17\nfree a")
    #expect(unmet.stop?.line.position(of: nil).line == 2)
    #expect(unmet.session.lastStepNumber == 1)
  }

  @Test func aMachineThatCannotBeIsNotOpened() {
    #expect(throws: ScriptRun.Stop.self) { try opened("machine physical-bits=99\nalloc 8") }
  }

  @Test func linesThatReachOutAreLeftOut() throws {
    let opened = try opened("a = alloc 8\nsave \"x\" force\ncrash\nfree a")
    #expect(opened.leftOut.map(\.text) == ["save \"x\" force", "crash"])
    #expect(opened.session.lastStepNumber == 2 && opened.stop == nil)
  }

  @Test func theScriptLeadsBackToWhereTheUserIs() throws {
    var session = try opened("a = alloc 8\nb = alloc 16\nfree a\nc = alloc 64").session
    session.seek(toStep: 2)
    session.recordPlace()
    let again = try ScriptedSession(session.scriptText).session
    #expect(again.timeline.point == session.timeline.point)
    #expect(again.timeline.end == session.timeline.end)
    #expect(again.digest == session.digest)
  }
}
