import MemoryCore
import Simulation

/// Which steps the view of events lists.
enum EventFilter: Int, CaseIterable, Sendable {
  /// All.
  case all
  /// Those that are marked, that something is said of, or in which the heap grew or anything went
  /// wrong.
  case notable
  /// Those in which something went wrong.
  case trouble

  /// What the title calls it.
  var title: String {
    switch self {
    case .all: "every step"
    case .notable: "marks, notes, growth and trouble"
    case .trouble: "trouble: faults, refusals, no memory"
    }
  }

  /// The happenings for which a step is listed.
  var happenings: [Happening] {
    switch self {
    case .all, .notable: Happening.allCases
    case .trouble: Happening.allCases.filter(\.isTrouble)
    }
  }
}

/// The steps of a run that a filter lets through.
struct EventList {
  private let timeline: Timeline
  private let filter: EventFilter
  /// The points of marks and notes, in order.
  private let marked: [Int]

  init(_ scene: Scene, _ timeline: Timeline, _ filter: EventFilter) {
    (self.timeline, self.filter) = (timeline, filter)
    let setup = timeline.setupCount
    marked =
      filter == .notable
      ? Set(scene.allNotes.keys).union(scene.run.bookmarks.map { $0.step + setup }).sorted() : []
  }

  /// The first listed point from one on; `nil` if there is none. O(points / 64).
  func first(from point: Int) -> Int? {
    if filter == .all { return point <= timeline.end ? max(0, point) : nil }
    let found = filter.happenings.compactMap { timeline.series.first($0, from: point) }
    let mark = marked[marked.partitioningIndex { $0 >= point }...].first
    return (found + [mark].compactMap(\.self)).min()
  }

  /// The last listed point before one; `nil` if there is none. O(points / 64).
  func last(before point: Int) -> Int? {
    if filter == .all { return point > 0 ? point - 1 : nil }
    let found = filter.happenings.compactMap { timeline.series.last($0, before: point) }
    let mark = marked[..<marked.partitioningIndex { $0 >= point }].last
    return (found + [mark].compactMap(\.self)).max()
  }

  /// So many listed points around one, which is among them if it is listed: a third of them before
  /// it, as far as there are so many.
  func points(around point: Int, count: Int) -> [Int] {
    var before: [Int] = []
    var behind: [Int] = []
    var next = first(from: point)
    while let found = next, behind.count < count {
      behind.append(found)
      next = first(from: found + 1)
    }
    let wanted = max(count / 3, count - behind.count)
    var previous = last(before: point)
    while let found = previous, before.count < wanted {
      before.append(found)
      previous = last(before: found)
    }
    return before.reversed() + behind.prefix(count - before.count)
  }
}
