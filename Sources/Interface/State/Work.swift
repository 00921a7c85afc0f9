import CellGrid
import Script
import Session
import Simulation

/// Something long that is done in slices between keys: it is shown, and Esc gives it up.
public struct Work: Sendable {
  /// What is done.
  let job: Job
  /// What the user asked for, for the row of messages.
  let title: String
  /// How much is done, 0 to 1.
  var progress = 0.0
  /// The search; apart from the job, so that it is changed in place.
  var search: Search?
  /// The run on another heap.
  var rerun: Timeline?

  enum Job: Sendable {
    /// Looks for a step; `failure` is said if there is none.
    case search(failure: String)
    /// Surveys the run and then looks for the step at which a figure is greatest or least.
    case extreme(Extreme, Figure)
    /// Goes to a point that has not been surveyed, or not been read, yet.
    case go(to: Int)
    /// Goes to the last point, also of a trace that is still being read.
    case goToEnd
    /// Runs the same commands on another heap, up to the point, and then enters that run.
    case rerun(name: String?, HeapPolicy)
  }

  /// A search; `failure` is said if there is no such step.
  static func search(_ search: Search, failure: String, title: String) -> Work {
    Work(job: .search(failure: failure), title: title, search: search)
  }

  /// A rerun on another heap.
  static func rerun(
    _ timeline: Timeline, _ name: String?, _ policy: HeapPolicy, title: String
  ) -> Work {
    Work(job: .rerun(name: name, policy), title: title, rerun: timeline)
  }
}

/// How far the reading of a trace has come.
public struct LoadProgress: Equatable, Sendable {
  /// The bytes that have been read.
  public var bytes: Int
  /// The bytes of the file; 0 if nobody knows, as of a pipe.
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
  public var isBusy: Bool {
    work != nil || !session.timeline.isSurveyed || session.companionLags || !pendingLines.isEmpty
  }

  /// What the row of messages says about what is going on, in so many columns; `nil` if nothing
  /// is.
  func progressText(columns: Int) -> String? {
    if let running {
      return Self.fitting(columns, running.title, running.fraction, ["Esc stops"])
    }
    if let work {
      return Self.fitting(columns, work.title, work.progress, ["Esc stops"])
    }
    if let loading, loading.totalBytes == 0 {
      return "reading  "
        + [
          NumberText.bytes(UInt64(loading.bytes)), "Esc stops",
          Phrase.count(UInt64(loading.records), "record"),
        ].joined(separator: " · ")
    }
    if let loading {
      let part = Double(loading.bytes) / Double(max(1, loading.totalBytes))
      let left = max(1, Int(loading.secondsLeft.rounded(.up)))
      return Self.fitting(
        columns, "reading", part,
        [
          "\(NumberText.bytes(UInt64(loading.bytes))) of "
            + NumberText.bytes(UInt64(loading.totalBytes)), "Esc stops",
          Phrase.count(UInt64(loading.records), "record"),
          "\(NumberText.count(Int(loading.rate)))/s", "\(NumberText.count(left)) s left",
        ])
    }
    let timeline = session.timeline
    guard !timeline.isSurveyed else { return nil }
    return Self.fitting(
      columns, "surveying", Double(timeline.surveyed) / Double(max(1, timeline.end)),
      ["graphs and far steps follow"])
  }

  /// What somebody who has just come may want to know; `nil` once a command has been given.
  var hint: String? {
    guard mode == .views, lesson == nil, session.isAtEnd, session.otherBranches.isEmpty,
      let step = session.snapshot.step,
      case .boot = step.command
    else { return nil }
    return
      "Booted. Type : and a command, such as a = alloc 512. \(keyNames.back) looks at the boot."
  }

  /// A title, a bar and what there is to say, with a bar as long as there is room for. What does
  /// not fit is left out.
  private static func fitting(
    _ columns: Int, _ title: String, _ part: Double, _ words: [String]
  ) -> String {
    let percent = "\(Int((max(0, min(1, part)) * 100).rounded(.down))) %"
    var said = words
    while true {
      let tail = said.joined(separator: " · ")
      let fixed = Glyph.columns(of: title) + percent.count + tail.count + 5
      if columns - fixed >= 8 || said.isEmpty {
        // In steps of four, so that it does not change with every digit behind it.
        let bar = bar(part, cells: max(0, min(20, (columns - fixed) & ~3)))
        return "\(title)  \(bar) \(percent)" + (tail.isEmpty ? "" : "  " + tail)
      }
      // The last one matters most, then the first ones.
      said.remove(at: max(0, said.count - 2))
    }
  }

  private static func bar(_ part: Double, cells: Int) -> String {
    let filled = max(0, min(cells, Int((part * Double(cells)).rounded(.down))))
    return String(repeating: "█", count: filled) + String(repeating: "·", count: cells - filled)
  }
}
