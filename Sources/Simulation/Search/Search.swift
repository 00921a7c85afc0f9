import Dispatch
import MemoryCore

/// A search along a timeline for a step, in slices, so that it can be shown and given up.
///
/// The answer is that of a look at every step. What the series and the checkpoints decide is not
/// replayed; of the rest, pieces between checkpoints are looked at, some at the same time.
public struct Search: Sendable {
  /// What is looked for.
  public enum Goal: Sendable {
    /// A step at which a condition holds. Without texts no step contains any words.
    case condition(Condition, NameTable, StepTexts? = nil)
    /// A step that reads or writes one of these physical bytes, or with `writesOnly` writes one.
    case touching([Range<UInt64>], writesOnly: Bool)
  }

  /// A goal in the form in which steps are asked.
  enum CompiledGoal: Sendable {
    case condition(CompiledCondition, isDecidedByCommand: Bool)
    case touching([Range<UInt64>], writesOnly: Bool)
  }

  /// Which way to look.
  public enum Direction: Sendable {
    /// Towards the end.
    case forward
    /// Towards the start.
    case backward
  }

  /// How far a search has come.
  public enum Progress: Equatable, Sendable {
    /// It goes on; the part that is done, 0 to 1.
    case searching(Double)
    /// The point of the step.
    case found(Int)
    /// There is no such step.
    case notFound
  }

  /// What is looked for.
  public let goal: Goal
  /// Which way.
  public let direction: Direction
  /// How many pieces are looked at at the same time, at most: as many as there are processors.
  public var concurrency = 1

  private let compiled: CompiledGoal
  /// The points of which nothing is known yet and that no scan looks at.
  private var left: Range<Int>
  private var total: Int
  /// The end of the timeline that is known to the search.
  private var end: Int
  /// The pieces that are being looked at, the nearest first.
  private var scans: [SearchScan] = []

  /// A search from a point: behind it, or before it. With `including` the point itself is looked
  /// at too.
  public init(
    for goal: Goal, _ direction: Direction, from point: Int, including: Bool = false,
    in timeline: Timeline
  ) {
    self.goal = goal
    self.direction = direction
    var points: Range<Int>
    switch direction {
    case .forward: points = min(point + (including ? 0 : 1), timeline.end + 1)..<timeline.end + 1
    case .backward: points = 0..<max(0, point + (including ? 1 : 0))
    }
    switch goal {
    case .condition(let condition, let names, let texts):
      compiled = .condition(
        CompiledCondition(condition, names: names, texts: texts),
        isDecidedByCommand: condition.isDecidedByCommand)
    case .touching(let ranges, let writesOnly):
      compiled = .touching(ranges, writesOnly: writesOnly)
      // Nothing leads to point 0, so nothing is touched there.
      points = points.clamped(to: 1..<max(1, points.upperBound))
    }
    left = points
    total = points.count
    end = timeline.end
  }

  /// Looks at some steps more: about `count` with each processor that need a replay, or many that
  /// do not.
  ///
  /// A search forwards stops at points that have not been surveyed, or not been read, and goes on
  /// when they have.
  public mutating func advance(atMost count: Int, in timeline: Timeline) -> Progress {
    var budget = count
    if direction == .forward, timeline.end > end {
      total += timeline.end - end
      left = left.lowerBound..<timeline.end + 1
      end = timeline.end
    }
    while budget > 0 {
      budget -= beginScans(budget, in: timeline)
      guard !scans.isEmpty else { break }
      let slice = min(budget, 1 << 16)
      runScans(atMost: max(1, slice), in: timeline)
      budget -= slice
      while let nearest = scans.first, nearest.isFinished {
        if let found = nearest.found { return .found(found) }
        scans.removeFirst()
      }
    }
    let isEnd = direction == .backward || !timeline.isGrowing
    if left.isEmpty, scans.isEmpty, isEnd { return .notFound }
    let undone = left.count + scans.reduce(0) { $0 + $1.points.count }
    return .searching(1 - Double(undone) / Double(max(1, total)))
  }

  /// The answer as far as the timeline has been read, however long it takes; `nil` if there is no
  /// such step. Surveys what it needs.
  public mutating func finish(in timeline: inout Timeline) -> Int? {
    while true {
      switch advance(atMost: .max, in: timeline) {
      case .found(let point): return point
      case .notFound: return nil
      case .searching where timeline.isSurveyed: return nil
      case .searching: timeline.survey(atMost: 1 << 16)
      }
    }
  }

  /// Begins scans of the next pieces that need one; returns what that costs, in steps.
  private mutating func beginScans(_ budget: Int, in timeline: Timeline) -> Int {
    var cost = 0
    while scans.count < concurrency, cost < budget {
      passOverWhatSeriesExclude(timeline)
      let piece = nextPiece(of: timeline)
      guard !piece.isEmpty else { break }
      takeFromLeft(piece)
      cost += 32
      switch truth(over: piece, timeline) {
      case .never: continue
      case .always:
        let nearest = direction == .forward ? piece.lowerBound : piece.upperBound - 1
        scans.append(SearchScan(piece, for: compiled, found: nearest))
        // Nothing behind a step that is right can be the answer.
        left = left.lowerBound..<left.lowerBound
      case .maybe:
        let points = narrowed(piece, timeline)
        guard !points.isEmpty else { continue }
        scans.append(
          SearchScan(points, for: compiled, wantsFirst: direction == .forward, in: timeline))
      }
    }
    return cost
  }

  /// Goes on with all scans, each on a processor of its own.
  private mutating func runScans(atMost count: Int, in timeline: Timeline) {
    guard scans.count > 1 else { return scans[0].advance(atMost: count, in: timeline) }
    scans.withUnsafeMutableBufferPointer { scans in
      nonisolated(unsafe) let scans = scans
      DispatchQueue.concurrentPerform(iterations: scans.count) { number in
        scans[number].advance(atMost: count, in: timeline)
      }
    }
  }

  /// Passes over long stretches in which the series say that the condition never holds.
  private mutating func passOverWhatSeriesExclude(_ timeline: Timeline) {
    guard case .condition(let condition, _, _) = goal else { return }
    func known() -> Range<Int> { left.clamped(to: 0..<timeline.surveyed + 1) }
    var length = known().count
    while length >= 1 << 14 {
      let known = known()
      let stretch = direction == .forward ? known.prefix(length) : known.suffix(length)
      let number = timeline.stepNumber(of: stretch.lowerBound)
      if condition.truth(over: stretch, timeline.series, firstNumber: number) == .never {
        takeFromLeft(stretch)
        length = min(length, known.count - length)
      } else {
        length /= 4
      }
    }
  }

  /// Takes the nearest of the points that are left off them.
  private mutating func takeFromLeft(_ points: Range<Int>) {
    left =
      direction == .forward
      ? points.upperBound..<left.upperBound : left.lowerBound..<points.lowerBound
  }

  /// The points to look at next: up to a checkpoint, so that none is replayed in vain.
  private func nextPiece(of timeline: Timeline) -> Range<Int> {
    guard !left.isEmpty else { return left }
    switch direction {
    case .forward:
      let around = timeline.checkpoints.interval(around: max(0, left.lowerBound - 1))
      let end = around.to.map { $0.point + 1 } ?? .max
      return left
        .lowerBound..<max(left.lowerBound, min(end, left.upperBound, timeline.surveyed + 1))
    case .backward:
      let last = left.upperBound - 1
      let around = timeline.checkpoints.interval(around: max(0, last - 1))
      return max(left.lowerBound, last == 0 ? 0 : around.from.point + 1)..<left.upperBound
    }
  }

  /// What can be said of a piece without replay.
  private func truth(over piece: Range<Int>, _ timeline: Timeline) -> Truth {
    switch goal {
    case .condition(let condition, _, _):
      return condition.truth(
        over: piece, timeline.series, firstNumber: timeline.stepNumber(of: piece.lowerBound))
    case .touching(_, writesOnly: false): return .maybe
    case .touching(let ranges, writesOnly: true):
      let around = timeline.checkpoints.interval(around: piece.lowerBound - 1)
      guard around.from.point < piece.lowerBound, let next = around.to,
        next.point >= piece.upperBound - 1
      else { return .maybe }
      // A frame that both machines share was not written in between.
      var isWritten = false
      around.from.machine.hardware.physical.forEachUnsharedFrame(
        with: next.machine.hardware.physical
      ) { frame in
        let bytes = frame.number << 12..<(frame.number + 1) << 12
        isWritten = ranges.contains { $0.overlaps(bytes) }
        return !isWritten
      }
      return isWritten ? .maybe : .never
    }
  }

  /// A piece without the leaves of the series at its ends that are known not to be right.
  private func narrowed(_ piece: Range<Int>, _ timeline: Timeline) -> Range<Int> {
    guard case .condition(let condition, _, _) = goal else { return piece }
    let size = timeline.series.leafSize
    func isNever(_ leaf: Range<Int>) -> Bool {
      condition.truth(
        over: leaf, timeline.series, firstNumber: timeline.stepNumber(of: leaf.lowerBound))
        == .never
    }
    var (start, end) = (piece.lowerBound, piece.upperBound)
    while start < end {
      let leafEnd = min(end, (start / size + 1) * size)
      guard isNever(start..<leafEnd) else { break }
      start = leafEnd
    }
    while start < end {
      let leafStart = max(start, (end - 1) / size * size)
      guard isNever(leafStart..<end) else { break }
      end = leafStart
    }
    return start..<end
  }
}
