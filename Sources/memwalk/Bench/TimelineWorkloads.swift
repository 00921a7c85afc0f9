import Interface
import MemoryCore
import Session
import Simulation

extension Workload {
  /// Reading and packing a trace.
  static let timelineRead = timeline(
    "timeline.read", .rate, "read and pack a .rep trace of 10,000,000 operations"
  ) { ($0.readNanoseconds, TimelineFixture.operations) }

  /// The survey that makes series and checkpoints.
  static let timelineSurvey = timeline(
    "timeline.survey", .rate, "survey it: series and checkpoints"
  ) { ($0.surveyNanoseconds, TimelineFixture.operations) }

  /// All but one in a hundred seeks are quicker.
  static let timelineSeekP99 = timeline(
    "timeline.seek.p99", .milliseconds, "1,000 random seeks in it, the 99th percentile"
  ) { ($0.seekTimes()[989], 1) }

  /// The slowest seek.
  static let timelineSeekMax = timeline(
    "timeline.seek.max", .milliseconds, "1,000 random seeks in it, the slowest"
  ) { ($0.seekTimes()[999], 1) }

  /// A step back.
  static let timelineBack = timeline(
    "timeline.back", .milliseconds, "1,000 steps back in it, the median"
  ) { ($0.stepBackTimes()[500], 1) }

  /// Who touches a word that nobody touches: every step has to be replayed.
  static let timelineTouch = timeline(
    "timeline.search.touch", .milliseconds, "the step that touches a word which none touches"
  ) { fixture in
    var timeline = fixture.session.timeline
    let word: UInt64 = 0x200_0000
    var search = Search(
      for: .touching([word..<word + 8], writesOnly: false), .forward, from: 0, in: timeline)
    return (nanoseconds(of: &search, in: &timeline), 1)
  }

  /// The slowest of searches for who wrote a word of the heap's first page last.
  static let timelineWriter = timeline(
    "timeline.search.writer", .milliseconds,
    "the last writer of 16 words of the heap's first page, the slowest"
  ) { fixture in
    var timeline = fixture.session.timeline
    timeline.seek(to: timeline.end)
    let heap = timeline.machine.physicalAddress(of: VirtualAddress(truncating: 0x4444_4444_0000))
    let times = stride(from: heap?.rawValue ?? 0, to: (heap?.rawValue ?? 0) + 4096, by: 256).map {
      var search = Search(
        for: .touching([$0..<$0 + 8], writesOnly: true), .backward, from: timeline.end,
        in: timeline)
      return nanoseconds(of: &search, in: &timeline)
    }
    return (times.max() ?? 0, 1)
  }

  /// A condition that never holds but that no series excludes.
  static let timelineCondition = timeline(
    "timeline.search.condition", .milliseconds, "a condition on figures that never holds in it"
  ) { fixture in
    var timeline = fixture.session.timeline
    let condition = Condition.and([
      .figure(Comparison(.heapUsed, .equal, 37_193)), .figure(Comparison(.heapHoles, .greater, 1)),
    ])
    var search = Search(
      for: .condition(condition, NameTable()), .forward, from: 0, in: timeline)
    return (nanoseconds(of: &search, in: &timeline), 1)
  }

  /// What a search takes by the clock, on all processors.
  private static func nanoseconds(of search: inout Search, in timeline: inout Timeline) -> UInt64 {
    search.concurrency = Processors.count
    let start = ContinuousClock.now
    _ = search.finish(in: &timeline)
    let duration = (ContinuousClock.now - start).components
    return UInt64(duration.seconds) * 1_000_000_000 + UInt64(duration.attoseconds / 1_000_000_000)
  }

  /// Memory that no file stands behind.
  static let timelineMemory = timeline(
    "timeline.memory", .megabytes, "anonymous memory with it read and surveyed"
  ) { (0, $0.anonymousBytes) }

  private static func timeline(
    _ name: String, _ unit: Unit, _ summary: String,
    _ measure: @escaping @Sendable (TimelineFixture) -> (nanoseconds: UInt64, operations: Int)
  ) -> Workload {
    var workload = Workload(name: name, unit: unit, summary: summary) {
      let fixture = TimelineFixture.shared
      let measured = measure(fixture)
      return Run(
        nanoseconds: measured.nanoseconds, operations: measured.operations,
        expected: TimelineFixture.expected, found: fixture.found)
    }
    workload.runsOnce = true
    return workload
  }
}
