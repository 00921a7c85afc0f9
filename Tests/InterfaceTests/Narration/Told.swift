import Assets
import CellGrid
import MemoryCore
import Script
import Simulation
import Testing
import Traces

@testable import Interface
@testable import Narration
@testable import Session

/// A step that a real command made on a real machine, with what is said about it.
struct Told {
  let step: Step
  let session: Session

  var names: NameTable { session.names }

  var scene: Interface.Scene { AppState(session: session, size: Self.size).scene }

  var headline: String { CommandText.headline(of: step, names: names).text }

  var causes: [String] { CauseTree.lines(of: step, names: names) }

  /// The sentence in full, or the one that fits.
  func sentence(columns: Int = .max) -> String {
    Sentence.text(for: step, names: names, room: Room(columns: columns))
  }

  func chain(columns: Int = .max) -> String {
    CauseTree.line(
      of: step, in: scene.snapshot.machine, names: names, room: Room(columns: columns)
    ).text
  }

  /// What is said of the first accesses when the step is looked into.
  func accesses(_ limit: Int = 40) -> [String] {
    var inside = session
    inside.seek(to: step.point - 1)
    return step.accesses.prefix(limit).map { _ in
      inside.stepInto()
      let scene = AppState(session: inside, size: Self.size).scene
      return scene.snapshot.touched.lastAccess.map {
        AccessText.text(for: $0, in: scene.snapshot, names: scene.names).text
      } ?? "?"
    }
  }

  /// The steps of a script, those of the boot included.
  static func steps(_ script: String) throws -> [Told] {
    var scope = Scope()
    let parser = ScriptParser(maps: { (name) throws(MapError) in try map(named: name) })
    let parsed = parser.parse(script, scope: &scope)
    try #require(parsed.errors.isEmpty, "\(parsed.errors)")
    var run = ScriptRun(title: "test", script: parsed.lines, scope: scope)
    var points: [(Int, Session)] = []
    while let event = try run.next() {
      guard let session = run.session else { continue }
      points += event.steps.map { ($0.point, session) }
    }
    return try points.map { point, session in
      var session = session
      session.seek(to: point)
      return Told(step: try #require(session.timeline.step), session: session)
    }
  }

  /// The last step of a script.
  static func last(_ script: String) throws -> Told {
    try #require(try steps(script).last)
  }

  private static let size = GridSize(columns: 120, rows: 40)

  private static func map(named name: String) throws(MapError) -> FirmwareList {
    guard let bytes = Assets.machine(named: name),
      let map = try? FirmwareText.read(FileContents(name: name, bytes: bytes))
    else { throw MapError("there is no memory map \(name)") }
    return FirmwareList(name: name, entries: map.entries, nodes: map.nodes)
  }
}
