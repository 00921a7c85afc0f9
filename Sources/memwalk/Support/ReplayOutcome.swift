import Interface
import Script
import Session
import Simulation

/// How a machine came through a trace.
struct ReplayOutcome {
  private let fields: [(name: String, text: String, value: UInt64, unit: Unit)]

  private enum Unit { case count, bytes }

  /// Looks at the end of a session's timeline.
  init(of session: Session) {
    var session = session
    session.seek(to: session.timeline.end)
    let timeline = session.timeline
    func peak(_ figure: Figure) -> UInt64 {
      timeline.series.extent(of: figure, over: 0..<timeline.end + 1)?.greatest ?? 0
    }
    fields = [
      ("steps", "operations", UInt64(max(0, session.lastStepNumber)), .count),
      ("refused", "refused operations", UInt64(session.timeline.refused.count), .count),
      ("oom", "allocations without memory", session.value(of: .outOfMemory), .count),
      ("heap.size", "heap at the end", session.value(of: .heapSize), .bytes),
      ("heap.used", "in blocks at the end", session.value(of: .heapUsed), .bytes),
      ("heap.used.peak", "in blocks at most", peak(.heapUsed), .bytes),
      ("heap.blocks", "live blocks at the end", session.value(of: .heapBlocks), .count),
      ("heap.holes", "holes at the end", session.value(of: .heapHoles), .count),
      ("heap.holes.peak", "holes at most", peak(.heapHoles), .count),
      ("frames.free", "free frames at the end", session.value(of: .framesFree), .count),
      ("tables.count", "page tables at the end", session.value(of: .tablesCount), .count),
      ("tlb.hits", "TLB hits", session.value(of: .tlbHits), .count),
      ("tlb.misses", "TLB misses", session.value(of: .tlbMisses), .count),
    ]
  }

  /// An object by the names of the figures.
  var json: String { JSONText.object(fields.map { ($0.name, "\($0.value)") }) }

  /// A line for each figure.
  var text: String {
    let width = fields.map(\.text.count).max() ?? 0
    return fields.map { field in
      let value =
        field.unit == .bytes ? NumberText.bytes(field.value) : NumberText.count(field.value)
      return field.text + String(repeating: " ", count: width + 2 - field.text.count) + value
    }.joined(separator: "\n")
  }
}
