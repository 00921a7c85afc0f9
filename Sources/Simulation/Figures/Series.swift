/// The figures of every point of a run, for graphs and searches, and what went wrong or grew where.
///
/// Kept are the least and the greatest value of leaves of one point or more: up to 2^16 points
/// every stretch is exact; beyond, neighbouring leaves become one, and the ends of a stretch are
/// rounded outwards to leaves. A group of figures costs something only for leaves in which it
/// changed. Memory is bounded: some 30 MB, however long the run is, and a bit a point for each
/// happening.
public struct Series: Equatable, Sendable {
  /// How many points there are.
  public private(set) var count = 0
  /// How many points a leaf stands for, a power of two.
  public private(set) var leafSize = 1

  private static let leafLimit = 1 << 16
  /// How many whole leaves there are.
  private var leafCount = 0
  private var heap = GroupSeries(.heap)
  private var tlb = GroupSeries(.tlb)
  private var frames = GroupSeries(.frames)
  private var tables = GroupSeries(.tables)
  private var trouble = GroupSeries(.trouble)
  /// The points to which steps lead in which something happened.
  private var happenings: [Happening: PointSet] = [:]

  /// A series without points.
  public init() {}

  /// The least and the greatest value of a figure over some points; `nil` without any. The steps'
  /// own figures are not in the series.
  ///
  /// Beyond 2^16 points it may take in some more on either side. O(log n).
  public func extent(of figure: Figure, over points: Range<Int>) -> Extent? {
    guard let series = self[figure.group] else { return nil }
    let points = points.clamped(to: 0..<count)
    guard !points.isEmpty else { return nil }
    let range = points.lowerBound / leafSize..<(points.upperBound - 1) / leafSize + 1
    let whole = series.extent(of: figure.index, over: range.clamped(to: 0..<leafCount))
    guard range.upperBound > leafCount else { return whole }
    let open = series.openExtent(of: figure.index)
    return whole?.joined(open) ?? open
  }

  /// Whether memory ran out, an access faulted or a command was refused at one of some points.
  public func hasTrouble(at points: Range<Int>) -> Bool {
    Happening.allCases.contains { $0.isTrouble && has($0, at: points) }
  }

  /// Whether something happened in a step that leads to one of some points. O(points / 64).
  public func has(_ happening: Happening, at points: Range<Int>) -> Bool {
    happenings[happening]?.contains(anyOf: points) ?? false
  }

  /// The first point from one on that a step leads to in which something happened; `nil` if there is
  /// none among those surveyed. O(points / 64).
  public func first(_ happening: Happening, from point: Int) -> Int? {
    happenings[happening]?.first(from: point)
  }

  /// The last such point before one.
  public func last(_ happening: Happening, before point: Int) -> Int? {
    happenings[happening]?.last(before: point)
  }

  /// Says that something happens in the step that leads to the next point.
  mutating func note(_ happening: Happening) {
    happenings[happening, default: PointSet()].insert(count)
  }

  /// Says how many points there will be, so that leaves are at once as large as they have to be.
  mutating func expect(_ total: Int) {
    while total > Self.leafLimit * leafSize { coarsen() }
  }

  /// Adds a point. The values stay as they are, and are passed by reference to save the copy.
  mutating func append(_ values: inout FigureValues) {
    if count == Self.leafLimit * leafSize { coarsen() }
    let startsLeaf = count & (leafSize &- 1) == 0
    count += 1
    let changed = values.changed
    if changed.contains(.heap) { heap.take(&values, startsLeaf: startsLeaf) }
    if changed.contains(.tlb) { tlb.take(&values, startsLeaf: startsLeaf) }
    if !changed.isSubset(of: [.heap, .tlb]) { takeSeldom(&values, changed, startsLeaf) }
    guard count & (leafSize &- 1) == 0 else { return }
    let number = leafCount
    forEachGroup { $0.close(number, at: &values) }
    leafCount += 1
  }

  /// Keeps the first points. O(leaves).
  mutating func truncate(toCount newCount: Int) {
    guard newCount < count else { return }
    let whole = newCount / leafSize
    // The leaf that is cut keeps its extents: rounded outwards, as ever.
    if whole < leafCount {
      let cutsNext = newCount % leafSize != 0
      forEachGroup { $0.truncate(toLeaves: whole, cutsNext: cutsNext) }
      leafCount = whole
    }
    for happening in happenings.keys { happenings[happening]?.remove(from: newCount) }
    count = newCount
  }

  /// How many leaves are kept, by group.
  func keptCount(of group: FigureGroup) -> Int { self[group]?.keptCount ?? 0 }

  private subscript(group: FigureGroup) -> GroupSeries? {
    switch group {
    case .heap: heap
    case .tlb: tlb
    case .frames: frames
    case .tables: tables
    case .trouble: trouble
    case .step: nil
    }
  }

  @inline(never)
  private mutating func takeSeldom(
    _ values: inout FigureValues, _ changed: FigureGroups, _ startsLeaf: Bool
  ) {
    if changed.contains(.frames) { frames.take(&values, startsLeaf: startsLeaf) }
    if changed.contains(.tables) { tables.take(&values, startsLeaf: startsLeaf) }
    if changed.contains(.trouble) { trouble.take(&values, startsLeaf: startsLeaf) }
  }

  private mutating func forEachGroup(_ body: (inout GroupSeries) -> Void) {
    body(&heap)
    body(&tlb)
    body(&frames)
    body(&tables)
    body(&trouble)
  }

  /// Makes one leaf of every two.
  private mutating func coarsen() {
    if leafCount % 2 == 1 {
      // The odd one is the start of a leaf that is not whole.
      let count = leafCount
      forEachGroup { $0.reopenLast(of: count) }
      leafCount -= 1
    }
    forEachGroup { $0.halve() }
    leafSize *= 2
    leafCount /= 2
  }
}
