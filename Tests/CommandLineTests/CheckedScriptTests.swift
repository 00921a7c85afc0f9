import Foundation
import Interface
import Simulation
import Testing

@testable import Script
@testable import Session
@testable import memwalk

/// Scripts that state what they expect, carried out line by line.
@Suite struct CheckedScriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Scripts")

  static let scripts: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".mw") }.sorted()
  }()

  private func lines(_ name: String, _ scope: inout Scope) throws -> [ScriptLine] {
    let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
    let parsed = ScriptParser(maps: ScriptMaps.load, traces: ScriptTraces.load).parse(
      bytes, scope: &scope)
    #expect(parsed.errors.map { $0.description } == [])
    return parsed.lines
  }

  @Test(arguments: scripts)
  func everyExpectationIsMet(name: String) throws {
    var scope = Scope()
    let lines = try lines(name, &scope)
    let wanted = lines.filter {
      if case .expect = $0.statement { true } else { false }
    }.count
    #expect(wanted > 0)
    var run = ScriptRun(title: name, script: lines, scope: scope)
    do {
      while try run.next() != nil {}
    } catch {
      let names = run.session?.names ?? scope.names
      Issue.record("\(name):\(error.line.position.line): \(error.error.message(names: names))")
    }
    #expect(run.expectationsMet == wanted)
  }

  /// A line that goes somewhere tells of the step that it has gone to, not of all before it.
  @Test func goingSomewhereIsOneStep() throws {
    let text = "boot\nreplay sqlite3\ngoto 6000\ngoto 20\nfind step == 5000\na = alloc 5"
    var scope = Scope()
    let parsed = ScriptParser(maps: ScriptMaps.load, traces: ScriptTraces.load).parse(
      text, scope: &scope)
    var run = ScriptRun(title: "steps", script: parsed.lines, scope: scope)
    var steps: [[Int]] = []
    while let event = try run.next() {
      steps.append(event.steps.compactMap { run.session?.timeline.stepNumber(of: $0.point) })
    }
    #expect(steps.count == 6 && steps[0].count == 7)
    #expect(steps[1...] == [[], [6_000], [20], [5_000], [5_001]])
  }

  @Test func everyVerbIsUsed() throws {
    var text = ""
    for name in Self.scripts {
      text += try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    }
    let lines = text.split(separator: "\n").map(String.init)
    // What is hidden ends the program.
    for verb in Verb.listed {
      let isUsed = lines.contains {
        $0.hasPrefix(verb.name + " ") || $0 == verb.name || $0.contains(" = \(verb.name) ")
      }
      #expect(isUsed, "\(verb.name)")
    }
  }
}
