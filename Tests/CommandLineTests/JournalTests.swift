import Foundation
import Interface
import Script
import Simulation
import Testing

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
    "goto end", "replay threads-cpp", "goto 100", "fork policy=tlsf", "goto end", "d = alloc 64",
  ]

  @Test func aJournalCutAnywhereLeadsToTheSessionBefore() throws {
    try withFolder { folder in
      let journal = try #require(Journal(folder: folder, time: 1_700_000_000))
      var session = try SessionBuilder.booted(MachineDescription(), title: "machine")
      journal.update(session.script)
      var digests = [session.snapshot.machine.digest]
      var lengths = [try Data(contentsOf: URL(filePath: journal.path)).count]
      for command in commands {
        try execute(command, in: &session)
        journal.update(session.script)
        digests.append(session.snapshot.machine.digest)
        lengths.append(try Data(contentsOf: URL(filePath: journal.path)).count)
      }
      let bytes = try Data(contentsOf: URL(filePath: journal.path))
      #expect(Journal.latest(in: folder) == journal.path)
      for (number, length) in lengths.enumerated() {
        for missing in [0, 1, 5] where length - missing >= lengths[0] {
          let cut = folder + "/cut.txt"
          try bytes.prefix(length - missing).write(to: URL(filePath: cut))
          let resumed = try SessionBuilder.resumed(from: cut)
          let found = resumed.snapshot.machine.digest
          let before = digests[max(0, number - (missing > 0 ? 1 : 0))]
          #expect(found == digests[number] || found == before, "\(missing) bytes off \(number)")
          if missing == 0 { #expect(found == digests[number], "command \(number)") }
        }
      }
    }
  }

  @Test func aSavedSessionIsAScriptThatGivesTheSameBytes() throws {
    var session = try SessionBuilder.booted(MachineDescription(), title: "machine")
    for command in commands { try execute(command, in: &session) }
    var scope = Scope()
    let parsed = ScriptParser(maps: ScriptMaps.load, traces: ScriptTraces.load).parse(
      session.script.joined(separator: "\n"), scope: &scope)
    #expect(parsed.errors.isEmpty)
    var run = ScriptRun(title: "saved", script: parsed.lines, scope: scope)
    while try run.next() != nil {}
    #expect(run.session?.snapshot.machine.digest == session.snapshot.machine.digest)
  }

  @Test func placesThatFollowOneAnotherAreOne() {
    let lines = Journal.lines(of: "machine\nboot\ngoto 1\ngoto 2\ngoto 3\na = alloc 5\ngoto 1\nfre")
    #expect(lines == ["machine", "boot", "goto 3", "a = alloc 5", "goto 1"])
  }

  @Test func oldJournalsAreRemoved() throws {
    try withFolder { folder in
      for second in 0..<25 {
        let journal = try #require(Journal(folder: folder, time: 1_700_000_000 + second))
        journal.update(["machine"])
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.count == 20)
      #expect(Journal.latest(in: folder)?.contains("1700000024") == true)
    }
  }
}
