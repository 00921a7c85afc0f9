import Foundation
import MemoryCore
import Script
import Session
import Testing

@testable import Simulation
@testable import memwalk

/// Sessions that are saved and carried out again: the same machine, and the same lines.
@Suite struct SavedSessionTests {
  /// Lines as a user gives them, right ones, wrong ones and words.
  private struct RandomLines {
    var state: UInt64

    mutating func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }

    mutating func line(_ session: Session) -> String {
      let name = ["a", "b", "c", "heap", "and", "b12"][pick(6)]
      let comment = pick(5) == 0 ? "  # line \(pick(100))" : ""
      let size = [8, 100, 5_000, 70_000, 1 << 30][pick(5)]
      let step = pick(max(1, session.lastStepNumber + 1))
      let lines = [
        "\(name) = alloc \(size)", "\(name) = alloc \(size) align=64", "free \(name)",
        "realloc \(name) \(size)", "\(name) = frame alloc count=\(pick(5))", "frame free \(name)",
        "map 0x1000_\(pick(9))000 flags=WU", "write 0x1000_\(pick(9))008 = \(pick(99))",
        "read \(name) user", "unmap 0x1000_\(pick(9))000", "protect \(name) flags=P", "flush all",
        "goto \(step)", "goto \(pick(101))%", "goto -\(pick(4))", "goto end", "find oom back",
        "find heap.holes > 1", "writer \(name)", "touch \(name) back", "branch", "branch \(name)",
        "branch policy=tlsf", "branch x\(pick(9)) policy=buddy", "other", "other \(pick(4))",
        "other \(name)", "instead \(name) = alloc \(size)", "skip", "bookmark \"m\(pick(3))\"",
        "goto \"m\(pick(3))\"", "note \"n\"", "# words", "#", "show why", "help", "diff",
        "expect step == \(session.stepNumber)", "expect heap.holes < 3", "expect oom == 0",
        "expect error \(["unbound", "double-free", "out-of-memory", "not-mapped"][pick(4)])",
        "expect fault 0x\(pick(8))", "replay threads-cpp", "set cr0.wp=\(pick(2))", "nonsense",
      ]
      return lines[pick(lines.count)] + comment
    }
  }

  /// All that a session's machine holds. Where the program keeps its names, and what it has freed
  /// there, is left out: a name that only a refused line spoke of has a place, too.
  private func told(_ session: Session) -> [String] {
    let machine = session.snapshot.machine
    var memory = Digest()
    machine.hardware.physical.forEachTouchedPage { frame, words in
      guard words.indices.contains(where: { words[$0] != 0 }) else { return }
      memory.combine(frame.number)
      for place in words.indices { memory.combine(words[place]) }
    }
    let bindings = (Array(machine.program.bindings) + machine.program.leaked)
      .filter { binding in
        switch binding.value {
        case .block, .frames: true
        case .nothing, .freedBlock, .freedFrames: false
        }
      }
      .map { "\(session.names.text($0.label) ?? "") \($0.value)" }
    let figures = Figure.allCases.map { "\($0.rawValue) \(session.value(of: $0))" }
    let registers = RegisterField.Register.allCases.map {
      "\($0) \(machine.hardware.registers.value(of: RegisterField($0)))"
    }
    return [memory.description, "\(machine.kernel.heapDescription)"] + figures + registers
      + bindings.sorted()
  }

  private func run(_ text: String, seed: UInt64) throws -> Session? {
    var scope = Scope()
    let parsed = ScriptParser(maps: ScriptMaps.load, traces: ScriptTraces.load).parse(
      text, scope: &scope)
    #expect(parsed.errors.map(\.excerpt) == [])
    var run = ScriptRun(title: "saved", script: parsed.lines, scope: scope)
    do {
      while try run.next() != nil {}
    } catch {
      let names = run.session?.names ?? scope.names
      Issue.record(
        "seed \(seed): \(error.line.text): \(error.error.message(names: names))\n\(text)")
    }
    return run.session
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func aSavedSessionIsTheSame(seed: UInt64) throws {
    var random = RandomLines(state: seed)
    var session = try SessionBuilder.booted(MachineDescription(), title: "machine")
    var refused = 0
    for _ in 0..<60 {
      let line = random.line(session)
      do {
        guard
          let parsed = try session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load)
        else { continue }
        _ = try session.execute(parsed.statement, comment: parsed.comment)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0 && session.script.count > 10)
    let again = try #require(try run(session.scriptText, seed: seed))
    #expect(told(again) == told(session), "\(seed)")
    #expect(again.script == session.script, "\(seed)")
    #expect(again.stepNumber == session.stepNumber && again.bookmarks == session.bookmarks)
    #expect(again.branchNumber == session.branchNumber)
  }

  /// What only says or expects something is kept too, and a machine that nobody described.
  @Test func nothingThatWasSaidIsLost() throws {
    let text = """
      # Monday
      a = alloc 64  # the first
      expect heap.blocks == 1
      free b
      # as it should be
      expect error unbound
      z = alloc 1G
      expect error out-of-memory
      show heap  # look
      find heap.blocks == 0 back  # back
      """
    let session = try #require(try run(text, seed: 0))
    #expect(
      session.script == [
        "# Monday", "machine", "a = alloc 64  # the first", "expect heap.blocks == 1",
        "# as it should be", "free b", "expect error unbound", "z = alloc 1G",
        "expect error out-of-memory", "# look", "# back", "goto 0",
      ])
  }

  /// A journal of version 1 counts the stages of the boot: its places are those that they were.
  @Test func anOlderJournalIsUnderstood() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let old = "# memwalk language 1\nmachine\nboot\na = alloc 8\nb = alloc 8\ngoto 8\n"
    try Data((old + "c = alloc 8\ngoto 3\n").utf8).write(to: file)
    var resumed = try SessionBuilder.resumed(from: OpenedJournal(file.path))
    #expect(resumed.problem == nil && resumed.version == 1 && resumed.lines == ["goto -4"])
    #expect(resumed.session.lastStepNumber == 2 && resumed.session.otherBranches.count == 1)
    let line = try resumed.session.parse(
      "goto 1", maps: ScriptMaps.load, traces: ScriptTraces.load)
    _ = try resumed.session.execute(try #require(line).statement)
    #expect(resumed.session.script.last == "goto 1" && resumed.session.stepNumber == 1)
  }

  /// The machine of a script is the one that the saved script describes.
  @Test func theMachineIsSaved() throws {
    let lines = "machine memory=128M levels=5\na = alloc 64\nsave \"saved\"\n"
    let command = "$memwalk run -q first --digest; $memwalk run -q saved --digest; head -2 saved"
    let run = try ProgramRun(shell: command, files: ["first": lines])
    let output = run.output.split(separator: "\n")
    #expect(output.count == 4 && output[0] == output[1])
    #expect(output[2] == LanguageVersion.line && output[3] == "machine memory=128M levels=5")
  }

  @Test func aFileIsReplacedOnlyByForce() throws {
    let files = ["a": "save \"out\"\n", "b": "alloc 5\nsave \"out\" force\n"]
    let command =
      "$memwalk run -q a; $memwalk run -q a; ln -s out link; $memwalk run -q b; cat out; ls"
    let run = try ProgramRun(shell: command, files: files)
    #expect(run.errors == "out: exists already; give another name, or force to replace it\n")
    #expect(run.output.hasPrefix("\(LanguageVersion.line)\nmachine\nalloc 5\n"))
    #expect(
      run.output.hasSuffix("a\nb\ncache\nlink\nout\n") || run.output.hasSuffix("b\nlink\nout\n"))
  }
}
