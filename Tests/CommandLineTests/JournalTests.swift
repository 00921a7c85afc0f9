import Foundation
import Interface
import Script
import Simulation
import Testing
import Traces

@testable import Session
@testable import memwalk

/// The journal of a session, and sessions carried out from it.
@Suite struct JournalTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/below")
  }

  private func execute(_ line: String, in session: inout Session) throws {
    let parsed = try session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load)
    _ = try session.execute(try #require(parsed).statement)
  }

  private let commands = [
    "a = alloc 500", "b = alloc 700", "goto 1", "c = alloc 100", "free c", "other",
    "map 0x1000_0000 flags=W", "write 0x1000_0008 = 42", "goto -4", "goto 2", "bookmark \"here\"",
    "goto end", "z = alloc 1G", "replay threads-cpp", "goto 100", "branch policy=tlsf", "goto end",
    "d = alloc 64", "goto 2000", "other", "e = alloc 32", "f = alloc 32", "other", "g = alloc 16",
    "other", "goto -3", "set cr0.wp=0", "goto -2", "flush all", "other",
  ]

  /// The session that a journal leads to, with where the user was.
  private func session(of journal: String) throws -> Session {
    var resumed = try SessionBuilder.resumed(from: OpenedJournal(journal))
    #expect(resumed.problem == nil)
    for line in resumed.lines { try execute(line, in: &resumed.session) }
    return resumed.session
  }

  @Test func aJournalCutAnywhereLeadsToTheSessionBefore() throws {
    try withFolder { folder in
      let journal = Journal(folder: folder, time: 1_700_000_000, beginning: 0)
      var session = try SessionBuilder.booted(MachineDescription(), title: "machine")
      #expect(journal.update(session.script) == nil)
      let path = try #require(journal.path)
      var digests = [session.digest]
      var steps = [session.stepNumber]
      var lengths = [try Data(contentsOf: URL(filePath: path)).count]
      for command in commands {
        try execute(command, in: &session)
        #expect(journal.update(session.script) == nil)
        digests.append(session.digest)
        steps.append(session.stepNumber)
        lengths.append(try Data(contentsOf: URL(filePath: path)).count)
      }
      let bytes = try Data(contentsOf: URL(filePath: path))
      for (number, length) in lengths.enumerated() {
        for missing in [0, 1, 5] where length - missing >= lengths[0] {
          let cut = folder + "/cut.txt"
          // What a file system may fill a file with that was cut by a power failure.
          let end = Data(repeating: 0, count: missing)
          try (bytes.prefix(length - missing) + end).write(to: URL(filePath: cut))
          let found = try self.session(of: cut)
          let digest = found.digest
          let before = digests[max(0, number - (missing > 0 ? 1 : 0))]
          #expect(digest == digests[number] || digest == before, "\(missing) bytes off \(number)")
          if missing == 0 {
            #expect(digest == digests[number] && found.stepNumber == steps[number], "\(number)")
          }
        }
      }
    }
  }

  /// A line that the power cut off is left out; what was there of it is known.
  @Test func aLastLineWithoutAnEndIsLeftOutAndKnown() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let path = folder + "/cut.txt"
      for (end, unfinished) in [("b = alloc 1", "b = alloc 1"), ("", ""), ("b = \0\0", "b = ")] {
        try Data("machine\nboot\na = alloc 8\n\(end)".utf8).write(to: URL(filePath: path))
        let journal = try OpenedJournal(path)
        #expect(journal.lines.map(\.text) == ["machine", "boot", "a = alloc 8"])
        #expect(journal.unfinished == unfinished)
      }
    }
  }

  /// What cannot be carried out any more ends a session there; what was before it is there.
  @Test func aLineThatIsNoCommandEndsTheSession() throws {
    try withFolder { folder in
      #expect(Folder.make(folder))
      let path = folder + "/1700000000-1.mw"
      let lines = ["machine", "boot", "a = alloc 64", "frobnicate a", "b = alloc 64"]
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
      let resumed = try SessionBuilder.resumed(from: OpenedJournal(path))
      #expect(resumed.session.lastStepNumber == 1)
      let problem = try #require(resumed.problem)
      #expect(problem.hasPrefix("Resumed up to line 4 of 1700000000-1.mw: "))
      #expect(problem.contains("frobnicate"))
    }
  }

  /// A trace at any path can be named again.
  @Test func pathsOfTracesAreQuoted() throws {
    try withFolder { folder in
      #expect(Folder.make(folder + "/my traces"))
      let trace = folder + "/my traces/a \"b\" #1.rep"
      try Data("4096\n1\n2\n1\na 0 64\nf 0\n".utf8).write(to: URL(filePath: trace))
      let loading = try TraceLoader.open(trace, cache: nil)
      while !loading.isFinished { try loading.advance(atMost: 4096) }
      let session = try SessionBuilder.replay(
        loading, title: "a", alignment: 8, on: MachineDescription())
      let path: String
      do {
        let journal = Journal(folder: folder, time: 1_700_000_000, beginning: 0)
        #expect(journal.update(session.script) == nil)
        path = try #require(journal.path)
      }
      let resumed = try SessionBuilder.resumed(from: OpenedJournal(path))
      #expect(resumed.problem == nil)
      #expect(resumed.session.lastStepNumber == 2)
      #expect(resumed.session.title == "a \"b\" #1.rep")
    }
  }

  /// What a session does to blocks of a trace, its script does too.
  private static let onTrace = [
    "replay sqlite3", "goto 200", "realloc b9 500", "free b12", "b9 = alloc 40", "write b9 = 7",
    "goto 150", "instead b140 = alloc 96", "skip", "free b9",
  ]

  @Test(arguments: [false, true])
  func aSavedSessionIsAScriptThatGivesTheSameBytes(onTrace: Bool) throws {
    var session = try SessionBuilder.booted(MachineDescription(), title: "machine")
    for command in onTrace ? Self.onTrace : commands { try execute(command, in: &session) }
    var scope = Scope()
    let parsed = ScriptParser(maps: ScriptMaps.load, traces: ScriptTraces.load).parse(
      session.script.joined(separator: "\n"), scope: &scope)
    #expect(parsed.errors.isEmpty)
    var run = ScriptRun(title: "saved", script: parsed.lines, scope: scope)
    while try run.next() != nil {}
    #expect(run.session?.digest == session.digest)
  }

  /// A memory map in a file is found from any folder.
  @Test func mapsAreNamedFromTheRoot() throws {
    let list = FirmwareList(
      name: "Package.swift", entries: FirmwareList.pc(bytes: 64 << 20), nodes: [])
    let session = try SessionBuilder.booted(
      MachineDescription(memory: .map(list)), title: "machine")
    let place = FileManager.default.currentDirectoryPath + "/Package.swift"
    #expect(session.script.first == "machine map=\(place)")
  }

  @Test func placesThatFollowOneAnotherAreOne() {
    let text = "machine\nboot\ngoto 1\ngoto 2\ngoto -3\r\na = alloc 5\ngoto 1\nfre"
    let (lines, bytes) = OpenedJournal.lines(of: Array(text.utf8))
    #expect(lines.map(\.text) == ["machine", "boot", "goto -3", "a = alloc 5", "goto 1"])
    #expect(lines.map(\.number) == [1, 2, 5, 6, 7] && bytes == text.utf8.count - 3)
  }

  @Test func oldJournalsAreRemoved() throws {
    try withFolder { folder in
      #expect(Folder.make(folder))
      try Data().write(to: URL(filePath: folder + "/notes.mw"))
      let running = Journal(folder: folder, time: 1_600_000_000, beginning: 0)
      #expect(running.update(["machine"]) == nil)
      let said = ["bookmark \"here\"", "note \"why\"", "# for Monday", "goto 3"]
      for second in 0..<25 {
        let journal = Journal(folder: folder, time: 1_700_000_000 + second, beginning: 0)
        let words = second < said.count ? [said[second]] : []
        #expect(journal.update(["machine"] + words) == nil)
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      // Neither what is no journal, nor one that a program still writes, nor what a user has said.
      #expect(files.contains("notes.mw") && files.contains { $0.hasPrefix("1600000000-") })
      for second in 0..<4 {
        #expect(files.contains { $0.hasPrefix("170000000\(second)-") } == (second < 3))
      }
      #expect(files.count == 25)
      #expect(JournalFolder.latest(in: folder)?.path.contains("1700000024") == true)
    }
  }

  /// The last session is the one that has something to go on with and does not run.
  @Test func theLatestCanBeResumed() throws {
    try withFolder { folder in
      #expect(Folder.make(folder))
      for (name, text) in [("100-9", "machine\n"), ("100-10", "machi"), ("100-11", "# \n")] {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).mw"))
      }
      let running = Journal(folder: folder, time: 200, beginning: 2)
      #expect(running.update(["machine", "boot"]) == nil)
      #expect(running.path == nil)
      #expect(running.update(["machine", "boot", "a = alloc 5"]) == nil)
      let path = try #require(running.path)
      #expect(throws: OpenedJournal.Problem.inUse) { try OpenedJournal(path) }
      #expect(JournalFolder.latest(in: folder)?.path == folder + "/100-9.mw")
      try Data("machine\n".utf8).write(to: URL(filePath: folder + "/100-10.mw"))
      // Two programs at once never have the same one.
      let latest = try #require(JournalFolder.latest(in: folder))
      let next = try #require(JournalFolder.latest(in: folder))
      #expect(latest.path == folder + "/100-10.mw" && next.path == folder + "/100-9.mw")
      #expect(JournalFolder.latest(in: folder) == nil)
    }
  }

  /// Two programs that begin in the same second, with the same number, have a journal each.
  @Test func journalsDoNotMeet() throws {
    try withFolder { folder in
      let journals = (0..<3).map { _ in Journal(folder: folder, time: 7, beginning: 0) }
      for (number, journal) in journals.enumerated() {
        #expect(journal.update(["machine", "# \(number)"]) == nil)
      }
      for (number, journal) in journals.enumerated() {
        let text = try String(contentsOfFile: try #require(journal.path), encoding: .utf8)
        #expect(text == "\(LanguageVersion.line)\nmachine\n# \(number)\n")
      }
    }
  }

  /// A session goes on in the journal that it was carried out from, behind its last whole line.
  @Test func aSessionGoesOnInItsJournal() throws {
    try withFolder { folder in
      #expect(Folder.make(folder))
      let path = folder + "/mine.txt"
      let text = "# Monday\nmachine\nboot\na = alloc 64  # the first\ngoto -4\nb = all"
      try Data(text.utf8).write(to: URL(filePath: path))
      do {
        let opened = try OpenedJournal(path)
        var resumed = try SessionBuilder.resumed(from: opened)
        #expect(resumed.problem == nil && resumed.lines == ["goto -4"])
        let journal = Journal(continuing: opened, with: resumed.session.script)
        #expect(journal.update(resumed.session.script) == nil)
        for line in resumed.lines + ["goto end", "free a", "# done"] {
          try execute(line, in: &resumed.session)
          #expect(journal.update(resumed.session.script) == nil)
        }
        #expect(throws: OpenedJournal.Problem.inUse) { try OpenedJournal(path) }
      }
      let end = "goto -4\ngoto -4\ngoto 1\nfree a\n# done\n"
      let found = try String(contentsOfFile: path, encoding: .utf8)
      #expect(found == String(text.dropLast("goto -4\nb = all".count)) + end)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files == ["mine.txt"])
      #expect(try session(of: path).snapshot.machine.program.blocks.isEmpty)
    }
  }

  /// What is no file, and what a newer memwalk wrote, is refused in words.
  @Test func whatIsNoJournalIsRefused() throws {
    try withFolder { folder in
      #expect(Folder.make(folder))
      for path in ["/dev/zero", "/dev/null", folder, folder + "/nothing"] {
        #expect(throws: OpenedJournal.Problem.self) { try OpenedJournal(path) }
      }
      for (text, message) in [
        ("# memwalk language 3\nmachine\n", "the script is in version 3 of the language"),
        ("# only words\n", "a journal begins with the machine of its session"),
        ("boot\n", "a journal begins with the machine of its session"),
      ] {
        let path = folder + "/other"
        try Data(text.utf8).write(to: URL(filePath: path))
        do {
          _ = try SessionBuilder.resumed(from: OpenedJournal(path))
          Issue.record("\(text) is no journal")
        } catch let failure as Failure {
          #expect(failure.message.contains(message) && failure.message.hasPrefix(path))
        }
      }
    }
  }

  /// A folder that cannot be written is named once.
  @Test func whatCannotBeWrittenIsSaidOnce() throws {
    let journal = Journal(folder: "/proc/memwalk", time: 1, beginning: 0)
    let problem = try #require(journal.update(["machine"]))
    #expect(problem.contains("/proc/memwalk") && problem.contains("cannot be resumed"))
    // Until it has been drawn, and not again then.
    #expect(journal.update(["machine", "boot"]) == problem)
    journal.sync()
    #expect(journal.update(["machine", "boot", "a = alloc 5"]) == nil)
    let none = Journal(folder: nil, time: 1, beginning: 0)
    #expect(none.update(["machine"]) != nil)
  }
}
