import MemoryCore

/// A search along a timeline for a step, in pieces, so that it can be shown and given up.
///
/// The answer is that of a look at every step. What the series decide is not replayed.
public struct Search: Sendable {
  /// What is looked for.
  public enum Goal: Sendable {
    /// A step at which a condition holds.
    case condition(Condition, NameTable)
    /// A step that reads or writes one of these physical bytes, or with `writesOnly` writes one.
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

  /// The points that have not been looked at yet.
  private var left: Range<Int>
  private let total: Int
  /// The machine at the point before the next piece, where a search forwards goes on.
  private var here: (point: Int, machine: Machine, figures: FigureValues)?

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
    // Nothing leads to point 0, so nothing is touched there.
    if case .touching = goal { points = points.clamped(to: 1..<max(1, points.upperBound)) }
    left = points
    total = max(1, points.count)
  }

  /// Looks at some steps more: about `count` that need a replay, or many that do not.
  ///
  /// A search forwards stops at points that have not been surveyed, and goes on when they have.
  public mutating func advance(atMost count: Int, in timeline: Timeline) -> Progress {
    var budget = count
    while !left.isEmpty, budget > 0 {
      let piece = nextPiece(of: timeline)
      guard !piece.isEmpty else { break }
      switch truth(over: piece, timeline) {
      case .never: budget -= 32
      case .always: return .found(direction == .forward ? piece.lowerBound : piece.upperBound - 1)
      case .maybe:
        budget -= piece.count
        if let found = look(at: piece, timeline) { return .found(found) }
      }
      left =
        direction == .forward
        ? piece.upperBound..<left.upperBound : left.lowerBound..<piece.lowerBound
    }
    return left.isEmpty ? .notFound : .searching(1 - Double(left.count) / Double(total))
  }

  /// The answer, however long it takes; `nil` if there is no such step. Surveys what it needs.
  public mutating func finish(in timeline: inout Timeline) -> Int? {
    while true {
      switch advance(atMost: .max, in: timeline) {
      case .found(let point): return point
      case .notFound: return nil
      case .searching: timeline.survey(atMost: 1 << 16)
      }
    }
  }

  /// The points to look at next: up to a checkpoint, so that none is replayed in vain.
  private func nextPiece(of timeline: Timeline) -> Range<Int> {
    switch direction {
    case .forward:
      let around = timeline.checkpoints.interval(around: max(0, left.lowerBound - 1))
      let end = min(around.to.map { $0.point + 1 } ?? .max, left.lowerBound + 16384)
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
    case .condition(let condition, _):
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

  /// The first or last point of a piece that is right.
  private mutating func look(at piece: Range<Int>, _ timeline: Timeline) -> Int? {
    switch goal {
    case .condition(let condition, let names) where condition.isDecidedByCommand:
      let moment = Moment(empty: timeline)
      return points(of: piece).first { point in
        var moment = moment
        moment.number = timeline.stepNumber(of: point)
        moment.command = point > 0 ? timeline.command(leadingTo: point) : nil
        moment.isRefused = timeline.refused[point] != nil
        return condition.holds(at: moment, names: names)
      }
    case .condition(let condition, let names):
      return replay(piece, timeline) { condition.holds(at: $0, names: names) }
    case .touching(let ranges, let writesOnly):
      return watch(piece, ranges, writesOnly: writesOnly, timeline)
    }
  }

  private func points(of piece: Range<Int>) -> [Int] {
    direction == .forward ? Array(piece) : piece.reversed()
  }

  /// Replays a piece and asks at every point.
  private mutating func replay(
    _ piece: Range<Int>, _ timeline: Timeline, _ isRight: (borrowing Moment) -> Bool
  ) -> Int? {
    let start = max(0, piece.lowerBound - 1)
    var (machine, figures): (Machine, FigureValues)
    if let here, here.point == start {
      (machine, figures) = (here.machine, here.figures)
    } else {
      machine = timeline.replayed(to: start)
      figures = FigureValues(of: machine)
    }
    here = nil
    var found: Int?
    var moment = Moment(empty: timeline)
    moment.figures = figures
    for point in piece {
      moment.number = timeline.stepNumber(of: point)
      if point > 0 {
        moment.step(timeline.command(leadingTo: point), timeline.refused[point] != nil, &machine)
      }
      guard isRight(moment) else { continue }
      found = point
      if direction == .forward { return found }
    }
    if direction == .forward { here = (piece.upperBound - 1, machine, moment.figures) }
    return found
  }

  /// Replays a piece with watchpoints.
  private func watch(
    _ piece: Range<Int>, _ ranges: [Range<UInt64>], writesOnly: Bool, _ timeline: Timeline
  ) -> Int? {
    var machine = WatchedMachine(timeline.replayed(to: piece.lowerBound - 1), watching: ranges)
    var found: Int?
    for point in piece where timeline.refused[point] == nil {
      let seen = machine.apply(timeline.command(leadingTo: point))
      guard writesOnly ? seen.written : seen.touched else { continue }
      found = point
      if direction == .forward { break }
    }
    return found
  }
}

extension Moment {
  /// Goes on by a step.
  fileprivate mutating func step(
    _ command: Command, _ isRefused: Bool, _ machine: inout Machine
  ) {
    self.command = command
    self.isRefused = isRefused
    before = figures
    outcome = isRefused ? nil : try? machine.apply(command)
    figures.update(&machine, outcome.map { HeapChange($0) } ?? .nothing)
  }

  /// A moment of which nothing is known.
  fileprivate init(empty timeline: Timeline) {
    self.init(
      number: 0, figures: timeline.figures, before: timeline.figures, command: nil, outcome: nil,
      isRefused: false)
  }
}
