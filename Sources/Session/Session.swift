public import Script
public import Simulation

/// A run that a user works with: the timeline, the branches that have left it, names and marks.
public struct Session: Sendable {
  /// What the run is called: a file, or the machine.
  public var title: String
  /// The run that is looked at.
  public internal(set) var timeline: Timeline
  /// The runs that were left for others; the one that was left last comes last and steps along.
  public internal(set) var otherBranches: [Branch] = []
  /// The number of the run that is looked at among the branches, in the order in which they were
  /// made, from 1.
  public internal(set) var branchNumber = 1
  /// What the user calls it.
  public internal(set) var branchName: String?
  /// How many accesses of the step are done; `nil` if the step is complete.
  public internal(set) var access: Int?
  /// The names in use, and where the machine keeps what they stand for.
  public var scope = Scope()
  /// The marked points.
  public internal(set) var bookmarks: [Bookmark] = []
  /// What a script says about points.
  public internal(set) var notes: [Int: [String]] = [:]
  /// How a script says that the screen is to look at points.
  public internal(set) var directions: [Int: [StageDirection]] = [:]
  /// The moment that is looked at, if it has been decoded.
  private var decoded: Snapshot?
  /// How closely steps are looked at as they are made.
  public internal(set) var attention = Attention.moments
  /// What came of the last command, while the point is behind it: see `Attention.outcomes`.
  var unseen: Outcome?
  /// The session so far, as lines of a script that leads to the same state.
  public internal(set) var script: [String] = []
  /// The refusal that the last command met, which an `expect error` can be about.
  var refusal: RefusedLine?
  /// What was carried out, with its comments, and is not written in the script yet.
  var unwritten: [(statement: Statement, comment: String?)] = []

  /// How many processors a search may use.
  public var concurrency = 1
  /// Whether the other branch is taken along however long that takes; else it lags behind, and
  /// `catchUp(atMost:)` brings it on.
  public var waitsForCompanion = true

  /// What the checkpoints of all runs may cost, in bytes.
  let checkpointBudget: Int
  /// How many runs on another heap there are.
  var rerunCount = 0

  /// A session at the point that the timeline is at.
  public init(title: String, timeline: Timeline) {
    self.title = title
    self.timeline = timeline
    checkpointBudget = timeline.checkpointBudget
    look()
  }

  /// The moment that is looked at. O(1) where every moment is decoded anyway, else O(what is in use).
  public var snapshot: Snapshot { decoded ?? decodedMoment }

  /// The step number of the point, counted from 0 behind the setup; within it negative.
  public var stepNumber: Int { timeline.stepNumber(of: timeline.point) }

  /// The number of the last step.
  public var lastStepNumber: Int { timeline.stepNumber(of: timeline.end) }

  /// Whether anything is said about points of the run, or of one that it left.
  public var hasNotes: Bool { !notes.isEmpty || otherBranches.contains { !$0.notes.isEmpty } }

  /// What names read like.
  public var names: NameTable { scope.names }

  /// Whether the point is the last one.
  public var isAtEnd: Bool { timeline.point == timeline.end && access == nil }
}

/// A run that was left for another.
public struct Branch: Sendable {
  /// The run.
  public internal(set) var timeline: Timeline
  /// Its marked points.
  var bookmarks: [Bookmark]
  /// What is said about its points.
  var notes: [Int: [String]]
  /// How the screen is to look at them.
  var directions: [Int: [StageDirection]]
  /// Its number among the branches.
  public let number: Int
  /// What the user calls it.
  public let name: String?
}

/// A point that a user has marked.
public struct Bookmark: Equatable, Sendable {
  /// The point, counted from the start of the timeline.
  public var point: Int
  /// What the user calls it.
  public var text: String
}

extension Session {
  /// Goes to a point; all accesses of its step are done.
  public mutating func seek(to point: Int) {
    timeline.seek(to: point)
    access = nil
    followInCompanion()
    look()
  }

  /// Goes to a step by number, as near as there are points.
  public mutating func seek(toStep number: Int) {
    let (point, overflow) = number.addingReportingOverflow(timeline.setupCount)
    seek(to: overflow ? (number > 0 ? timeline.end : 0) : point)
  }

  /// Surveys some commands more, or all.
  public mutating func survey(atMost count: Int = .max) {
    timeline.survey(atMost: min(count, timeline.end - timeline.surveyed))
  }

  /// Takes a trace that was read further, in all runs that are still waiting for it.
  public mutating func extend(to trace: PackedCommands, slotCount: Int, isGrowing: Bool) {
    scope.reserve(below: slotCount)
    if timeline.isGrowing { timeline.extend(to: trace, isGrowing: isGrowing) }
    for index in otherBranches.indices where otherBranches[index].timeline.isGrowing {
      otherBranches[index].timeline.extend(to: trace, isGrowing: isGrowing)
    }
  }

  /// Completes the step, or makes the next one.
  public mutating func stepForward() {
    seek(to: access == nil ? timeline.point + 1 : timeline.point)
  }

  /// Goes back to before the step.
  public mutating func stepBack() {
    seek(to: timeline.point - 1)
  }

  /// Makes the next access: of the step, or the first of the next step.
  public mutating func stepInto() {
    guard let done = access else {
      guard timeline.point < timeline.end else { return }
      timeline.seek(to: timeline.point + 1)
      access = timeline.step?.accesses.isEmpty == false ? 1 : nil
      followInCompanion()
      return look()
    }
    access = done < accessCount ? done + 1 : nil
    look()
  }

  /// Goes into the step that is complete, to its first access; not if it has none.
  public mutating func stepIntoThis() {
    guard access == nil, accessCount > 0 else { return }
    access = 1
    look()
  }

  /// Takes back the last access; before the first of a step lies the step before.
  public mutating func stepOut() {
    switch access {
    case nil where accessCount > 0: access = accessCount
    case let done? where done > 1: access = done - 1
    default: return stepBack()
    }
    look()
  }

  /// Marks the point. A mark of the same name is moved.
  public mutating func bookmark(_ text: String) {
    let point = reachedPoint
    bookmarks.removeAll { $0.point == point || $0.text == text }
    bookmarks.append(Bookmark(point: point, text: text))
    bookmarks.sort { $0.point < $1.point }
  }

  /// Says something about the point.
  public mutating func note(_ text: String) {
    notes[reachedPoint, default: []].append(text)
  }

  /// How many accesses the step has.
  public var accessCount: Int { timeline.step?.accesses.count ?? 0 }

  /// Decodes the moment anew, or where nobody follows it, when it is asked for.
  mutating func look() { decoded = attention == .moments ? decodedMoment : nil }

  private var decodedMoment: Snapshot {
    guard let access, let step = timeline.step, let previous = timeline.previous else {
      return Snapshot(machine: timeline.machine, step: timeline.step, access: nil)
    }
    return Snapshot(machine: previous.after(step.accesses[..<access]), step: step, access: access)
  }
}
