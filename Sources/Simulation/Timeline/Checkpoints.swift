import MemoryCore

/// Copies of a machine along a run, from which any point is near by replay.
///
/// They are spread evenly, and denser around the point that was gone to last. Copies share pages:
/// one costs what was written between it and the next. Where all together would cost more than
/// the budget, every other one is given up; seeks then get slower, never wrong.
struct Checkpoints: Sendable {
  struct Checkpoint: Sendable {
    let point: Int
    let machine: Machine
    /// The bytes of the host that it keeps alive, estimated.
    let cost: Int
  }

  /// The most that they may cost, in bytes.
  private(set) var budget: Int
  /// What they cost, in bytes.
  private(set) var cost = 0

  private var spread: [Checkpoint] = []
  /// Some near the point that was gone to last, in the order in which they were made.
  private var near: [Checkpoint] = []
  private var interval = 512

  private static let nearLimit = 8
  /// More copies than this are not worth the time that they take, whatever they cost.
  private static let enough = 4096

  /// With one checkpoint at point 0, which is never given up.
  init(start: Machine, budget: Int) {
    self.budget = budget
    spread = [Checkpoint(point: 0, machine: start, cost: 0)]
  }

  /// How many there are.
  var count: Int { spread.count + near.count }

  /// The machine at the start.
  var start: Machine { spread[0].machine }

  /// The last checkpoint at or before a point. O(log n).
  func nearest(atOrBefore point: Int) -> Checkpoint {
    let best = spread[firstIndex(after: point) - 1]
    return near.filter { $0.point <= point }.max { $0.point < $1.point }
      .map { $0.point > best.point ? $0 : best } ?? best
  }

  /// The evenly spread checkpoint at or before a point, and the one behind it, if there is one.
  func interval(around point: Int) -> (from: Checkpoint, to: Checkpoint?) {
    let next = firstIndex(after: point)
    return (spread[next - 1], next < spread.count ? spread[next] : nil)
  }

  /// Says how long the run is, so that no copies are made that would soon be given up again.
  mutating func expect(_ total: Int) {
    while total / interval > Self.enough { thin() }
  }

  /// Offers the machine at a point behind all others.
  mutating func offer(_ machine: @autoclosure () -> Machine, at point: Int) {
    guard point % interval == 0, let last = spread.last, point > last.point else { return }
    let machine = machine()
    let bytes = machine.bytesUnshared(with: last.machine)
    spread.append(Checkpoint(point: point, machine: machine, cost: bytes))
    cost += bytes
    while cost > budget, spread.count > 2 { thin() }
  }

  /// Keeps a machine near the point that is gone to.
  mutating func keepNear(_ machine: Machine, at point: Int) {
    guard near.allSatisfy({ $0.point != point }) else { return }
    if near.count == Self.nearLimit { near.removeFirst() }
    near.append(Checkpoint(point: point, machine: machine, cost: 0))
  }

  /// Gives up those behind a point.
  mutating func removeAll(after point: Int) {
    spread.removeSubrange(firstIndex(after: point)...)
    near.removeAll { $0.point > point }
    cost = spread.reduce(0) { $0 + $1.cost }
  }

  /// Changes the budget.
  mutating func setBudget(_ bytes: Int) {
    budget = bytes
    while cost > budget, spread.count > 2 { thin() }
  }

  private mutating func thin() {
    interval *= 2
    spread.removeAll { $0.point % interval != 0 }
    cost = spread.reduce(0) { $0 + $1.cost }
  }

  private func firstIndex(after point: Int) -> Int {
    spread.partitioningIndex { $0.point > point }
  }
}

extension Machine {
  /// The bytes of the host that a copy keeps alive, beyond what it shares with an older one: its
  /// pages, the tables above them, the arrays of TLB and program, and the value itself.
  fileprivate func bytesUnshared(with older: Machine) -> Int {
    var pages = 0
    hardware.physical.forEachUnsharedFrame(with: older.hardware.physical) { _ in
      pages += 1
      return true
    }
    let tables = 4
    return (pages + tables) * (4096 + 64) + hardware.tlb.bytesUnshared(with: older.hardware.tlb)
      + program.bindings.count * MemoryLayout<Binding>.stride + MemoryLayout<Machine>.stride
  }
}
