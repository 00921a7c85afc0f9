/// Figures after every command, for graphs.
public struct Series: Equatable, Sendable {
  /// The bytes in blocks of the heap.
  public private(set) var used: [UInt64] = []
  /// The stretches of free heap memory.
  public private(set) var holes: [UInt32] = []

  /// A series without points.
  public init() {}

  /// How many points there are.
  public var count: Int { used.count }

  mutating func append(_ machine: Machine) {
    used.append(machine.kernel.heap?.used ?? 0)
    holes.append(UInt32(clamping: machine.kernel.heap?.holeCount ?? 0))
  }

  mutating func truncate(toCount count: Int) {
    used.removeSubrange(count...)
    holes.removeSubrange(count...)
  }
}
