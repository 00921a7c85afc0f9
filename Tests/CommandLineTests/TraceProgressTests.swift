import CellGrid
import Foundation
import Interface
import Session
import Simulation
import Testing
import Traces

@testable import memwalk

/// The reading of a trace behind the interface.
@Suite struct TraceProgressTests {
  @Test func aStoppedReadingIsSaidAndWhatWasReadStays() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = String(repeating: "a 1 5\nf 1\n", count: 40_000)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let loading = try TraceLoading(path: path, cache: nil)
    let session = try SessionBuilder.replay(
      loading, title: "t", alignment: 8, on: MachineDescription())
    var state = AppState(session: session, size: GridSize(columns: 80, rows: 24))
    var reading = TraceProgress(loading)
    try reading.advance(&state)
    #expect(state.loading != nil && !reading.isFinished)
    reading.cancel()
    try reading.advance(&state)
    #expect(reading.isFinished && state.loading == nil)
    #expect(loading.commands.count > 1_000)
    #expect(state.session.timeline.end == session.timeline.setupCount + loading.commands.count)
    #expect(state.message?.text.hasPrefix("the reading was stopped after ") == true)
  }
}
