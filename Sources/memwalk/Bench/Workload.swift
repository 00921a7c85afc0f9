/// One measured piece of work of `memwalk bench`.
///
/// A new one is a static member in a file of its own and a line in `all`.
struct Workload: Sendable {
  /// What it is called on the command line.
  let name: String
  /// What its value means.
  let unit: Unit
  /// What it does, in one line.
  let summary: String
  /// Whether it is so long that it runs once, and its figure is no median over runs.
  var runsOnce = false
  /// Sets everything up, does the work once and times it.
  let run: @Sendable () -> Run

  /// All workloads, in the order in which they run and are listed.
  static let all: [Workload] = [
    .heapLIFO, .heapRandom, .heapTrace, .heapTraceFastFit, .heapTraceTLSF,
    .map4K, .mapRange, .translate, .unmap4K,
    .frames,
    .mmuHit, .mmuWalk,
    .replayLinkedList, .replayTLSF, .replayRecorded, .replayTrace, .replayTraceTLSF,
    .survey, .surveyRefused, .surveyOutOfMemory,
    .runAccess,
    .timelineRead, .timelineSurvey, .timelineSeekP99, .timelineSeekMax, .timelineBack,
    .timelineTouch, .timelineWriter, .timelineCondition, .timelineMemory,
  ]
}

extension Workload {
  /// What a value counts.
  enum Unit: String {
    /// Nanoseconds of one operation.
    case nanoseconds = "ns"
    /// Microseconds of the whole run.
    case microseconds = "us"
    /// Milliseconds of the whole run.
    case milliseconds = "ms"
    /// Operations in a second.
    case rate = "1/s"
    /// Millions of bytes.
    case megabytes = "MB"
  }

  /// What one run took and what it computed.
  struct Run {
    /// The CPU time of the timed part, in nanoseconds.
    let nanoseconds: UInt64
    /// How many operations the timed part did, or how many bytes were measured.
    let operations: Int
    /// What any correct implementation of the workload computes.
    let expected: String
    /// What this run computed.
    let found: String

    /// The run's figure in `unit`.
    func value(in unit: Unit) -> Double {
      switch unit {
      case .nanoseconds: Double(nanoseconds) / Double(operations)
      case .microseconds: Double(nanoseconds) / 1_000
      case .milliseconds: Double(nanoseconds) / 1_000_000
      case .megabytes: Double(operations) / 1_000_000
      case .rate: Double(operations) * 1e9 / Double(max(1, nanoseconds))
      }
    }
  }
}
