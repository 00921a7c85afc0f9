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
    "a = alloc 500", "b = alloc 700", "goto 8", "c = alloc 100", "free c", "swap",
    "map 0x1000_0000 flags=W", "write 0x1000_0008 = 42", "goto 3", "goto 9", "bookmark \"here\"",
    "goto end", "z = alloc 1G", "replay threads-cpp", "goto 100", "fork policy=tlsf", "goto end",
    "d = alloc 64", "goto 2000", "swap", "e = alloc 32", "f = alloc 32", "swap", "g = alloc 16",
    "swap", "goto -3", "set cr0.wp=0", "goto -2", "flush all", "swap",
  ]

  /// The session that a journal leads to, with where the user was.
  private func session(of journal: String) throws -> Session {
    var resumed = try SessionBuilder.resumed(from: journal)
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
      var digests = [session.snapshot.machine.digest]
      var steps = [session.stepNumber]
      var lengths = [try Data(contentsOf: URL(filePath: path)).count]
      for command in commands {
        try execute(command, in: &session)
        #expect(journal.update(session.script) == nil)
        digests.append(session.snapshot.machine.digest)
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
          let digest = found.snapshot.machine.digest
          let before = digests[max(0, number - (missing > 0 ? 1 : 0))]
          #expect(digest == digests[number] || digest == before, "\(missing) bytes off \(number)")
          if missing == 0 {
            #expect(digest == digests[number] && found.stepNumber == steps[number], "\(number)")
          }
        }
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
      let resumed = try SessionBuilder.resumed(from: path)
      #expect(resumed.session.lastStepNumber == 8)
      let problem = try #require(resumed.problem)
      #expect(problem.hasPrefix("Resumed up to line 4 of 1700000000-1.mw: "))
      #expect(problem.contains("frobnicate"))
    }
  }

  /// A trace at any path can be named again.
  @Test func pathsOfTracesAreQuoted() throws {
    try withFolder { folder in
      #expect(Folder.make(folder + "/my traces"))
      let path = folder + "/my traces/a \"b\" #1.rep"
      try Data("4096\n1\n2\n1\na 0 64\nf 0\n".utf8).write(to: URL(filePath: path))
      let loading = try TraceLoader.open(path, cache: nil)
      while !loading.isFinished { try loading.advance(atMost: 4096) }
      let session = try SessionBuilder.replay(
        loading, title: "a", alignment: 8, on: MachineDescription())
      let journal = Journal(folder: folder, time: 1_700_000_000, beginning: 0)
      #expect(journal.update(session.script) == nil)
      let resumed = try SessionBuilder.resumed(from: try #require(journal.path))
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
    var run = ScriptRun(title: "saved", script: parsed.lines)
    while try run.next() != nil {}
    #expect(run.session?.snapshot.machine.digest == session.snapshot.machine.digest)
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
    let text = "machine\nboot\ngoto 1\ngoto 2\ngoto -3\na = alloc 5\ngoto 1\nfre"
    let lines = Journal.lines(of: Array(text.utf8))
    #expect(lines == ["machine", "boot", "goto -3", "a = alloc 5", "goto 1"])
  }

  @Test func oldJournalsAreRemoved() throws {
    try withFolder { folder in
      #expect(Folder.make(folder))
      try Data().write(to: URL(filePath: folder + "/notes.mw"))
      let running = Journal(folder: folder, time: 1_600_000_000, beginning: 0)
      #expect(running.update(["machine"]) == nil)
      for second in 0..<25 {
        let journal = Journal(folder: folder, time: 1_700_000_000 + second, beginning: 0)
        #expect(journal.update(["machine"]) == nil)
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      // Neither what is no journal, nor one that a program still writes.
      #expect(files.contains("notes.mw") && files.contains { $0.hasPrefix("1600000000-") })
      #expect(files.count == 22)
      #expect(Journal.latest(in: folder)?.contains("1700000024") == true)
    }
  }

  /// The last session is the one that has something to go on with and does not run.
  @Test func theLatestCanBeResumed() throws {
    try withFolder { folder in
      #expect(Folder.make(folder))
      for (name, text) in [("100-9", "machine\n"), ("100-10", "machi"), ("100-11", "")] {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).mw"))
      }
      let running = Journal(folder: folder, time: 200, beginning: 2)
      #expect(running.update(["machine", "boot"]) == nil)
      #expect(running.path == nil)
      #expect(running.update(["machine", "boot", "a = alloc 5"]) == nil)
      let path = try #require(running.path)
      #expect(Journal.isInUse(path))
      #expect(Journal.latest(in: folder) == folder + "/100-9.mw")
      try Data("machine\n".utf8).write(to: URL(filePath: folder + "/100-10.mw"))
      #expect(Journal.latest(in: folder) == folder + "/100-10.mw")
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
