import Script
import Simulation

/// Something long that is done in slices between keys: it is shown, and Esc gives it up.
public struct Work: Sendable {
  /// What is done.
  var job: Job
  /// What the user asked for, for the row of messages.
  let title: String
  /// How much is done, 0 to 1.
  var progress = 0.0

  enum Job: Sendable {
    /// Looks for a step; `failure` is said if there is none.
    case search(Search, failure: String)
    /// Goes to a point that has not been surveyed yet.
    case go(to: Int)
  }
}

/// How far the reading of a trace has come.
public struct LoadProgress: Equatable, Sendable {
  /// The bytes that have been read.
  public var bytes: Int
  /// The bytes of the file.
  public var totalBytes: Int
  /// The records that have been read.
  public var records: Int
  /// Records a second so far.
  public var rate: Double

  /// A state of the reading.
  public init(bytes: Int, totalBytes: Int, records: Int, rate: Double) {
    self.bytes = bytes
    self.totalBytes = totalBytes
    self.records = records
    self.rate = rate
  }

  /// The seconds that are left at this rate.
  public var secondsLeft: Double {
    guard bytes > 0, rate > 0 else { return 0 }
    let recordsLeft = Double(records) * Double(totalBytes - bytes) / Double(bytes)
    return recordsLeft / rate
  }
}

extension AppState {
  /// Whether there is something to do while no key comes.
  public var isBusy: Bool { work != nil || !session.timeline.isSurveyed }

  /// What the row of messages says about what is going on; `nil` if nothing is.
  var progressText: String? {
    if let work { return "\(work.title)  \(bar(work.progress))  Esc stops" }
    if let loading {
      let left = max(1, Int(loading.secondsLeft.rounded(.up)))
      let rate = NumberText.count(Int(loading.rate))
      return "reading  \(bar(Double(loading.bytes) / Double(max(1, loading.totalBytes))))  "
        + "\(NumberText.bytes(UInt64(loading.bytes))) of "
        + "\(NumberText.bytes(UInt64(loading.totalBytes))) · "
        + "\(NumberText.count(loading.records)) records · \(rate)/s · \(left) s left"
    }
    let timeline = session.timeline
    guard !timeline.isSurveyed else { return nil }
    return "surveying  \(bar(Double(timeline.surveyed) / Double(max(1, timeline.end))))  "
      + "graphs and far steps follow"
  }

  private func bar(_ part: Double) -> String {
    let cells = 20
    let filled = Int((part * Double(cells)).rounded(.down))
    let percent = Int((part * 100).rounded(.down))
    return String(repeating: "█", count: max(0, min(cells, filled)))
      + String(repeating: "·", count: max(0, cells - max(0, filled))) + " \(percent) %"
  }
}
