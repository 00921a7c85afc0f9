import CellGrid
import Randomness
import Script
import Session
import Simulation
import Testing

@testable import Interface

/// What people come for, by keys alone: a key is one event, Enter and Tab too.
@Suite struct ErrandTests {
  private func keys(_ text: String) -> [Key] { text.unicodeScalars.map { Key($0) } }

  /// 60,000 operations on blocks of many sizes, which none has surveyed.
  private static func generated() throws -> KeyedInterface {
    var random = SplitMix64(seed: 7)
    var trace = PackedCommands()
    var live: [UInt32] = []
    for number in 0..<60_000 as Range<UInt32> {
      if live.count > 300 || (!live.isEmpty && random.next() % 3 == 0) {
        let place = Int(random.next() % UInt64(live.count))
        let block = live.remove(at: place)
        trace.append(.free(block, slot: block))
      } else {
        live.append(number)
        trace.append(.allocate(number, slot: number, size: 16 + random.next() % 2_000))
      }
    }
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    timeline.load(trace, alignment: 8)
    var session = Session(title: "generated", timeline: timeline)
    session.scope.reserve(below: 60_000)
    return KeyedInterface(session)
  }

  private func play(_ keys: [Key], in interface: inout KeyedInterface) {
    for key in keys { interface.press(key) }
    interface.wait()
  }

  @Test func theStepOfTheWorstFragmentation() throws {
    var interface = try Self.generated()
    let keys = keys("..*")
    #expect(keys.count <= 6)
    play(keys, in: &interface)
    let here = interface.state.session.value(of: .heapFragmentation)
    let series = interface.state.session.timeline.series
    let worst = series.extent(of: .heapFragmentation, over: 0..<series.count)?.greatest
    #expect(here == worst && here > 0)
    // Why: what the step did.
    #expect(interface.rows.contains { $0.contains("First fit") || $0.contains("free") })
    #expect(interface.promptRow.contains("the highest of the run"))
  }

  @Test func aScriptPresentedWithCaptionsAndExported() throws {
    var scope = Scope()
    let text = """
      note "Two blocks."
      a = alloc 64
      b = alloc 64
      free a
      note "Now there is a hole in front of b."
      """
    let parser = ScriptParser(maps: { name throws(MapError) in throw MapError(name) })
    var lines: [ScriptLine] = []
    for (number, line) in text.split(separator: "\n").enumerated() {
      let origin = SourceOrigin(file: "talk.mw", line: number + 1)
      if let parsed = try parser.parse(line: String(line), from: origin, scope: &scope) {
        lines.append(parsed)
      }
    }
    let opened = try OpenedScript(title: "talk.mw", script: lines, scope: scope, concurrency: 1)
    var interface = KeyedInterface(opened.session)
    let presenting: [Key] = [Key(.right), Key(.right), Key(.right)]
    #expect(presenting.count <= 6)
    play(presenting, in: &interface)
    #expect(interface.rows.contains { $0.contains("Now there is a hole in front of b.") })
    let exporting = keys("Et.html") + [Key(.enter)]
    #expect(presenting.count + exporting.count <= 12)
    play(exporting, in: &interface)
    guard case .export("t.html", let pictures, false) = interface.effects.last else {
      Issue.record("nothing exported")
      return
    }
    #expect(pictures.count == 4)
    #expect(pictures[3].grid.text.contains("Now there is a hole in front of b."))
  }

  @Test func firstFitAgainstBestFitToTheStepWhereTheyPart() throws {
    var interface = try KeyedInterface.sqlite(120, 40)
    let keys = keys("Fbe") + [Key(.tab), Key(.enter), Key("D")]
    #expect(keys.count <= 10)
    play(keys, in: &interface)
    let rows = interface.rows
    #expect(rows.contains { $0.contains("in it they part") })
    #expect(rows.contains { $0.contains("best fit") } && rows.contains { $0.contains("first fit") })
    interface.press(Key("q"))
    #expect(interface.state.isSideBySide && interface.rows.contains { $0.contains("best fit") })
  }
}
