/// How many frames of a stretch each owner has.
public struct UseCounts: Equatable {
  private var counts = SIMD8<UInt64>()

  /// All owners, the one that says most about a mixed stretch first.
  private static let byParticularity: [FrameOwner] = [
    .table, .heap, .stack, .kernel, .mapped, .held, .reserved, .free,
  ]

  /// No frames.
  public init() {}

  /// The frames of an owner.
  public subscript(owner: FrameOwner) -> UInt64 {
    get { counts[Int(owner.rawValue)] }
    set { counts[Int(owner.rawValue)] = newValue }
  }

  /// All frames of the stretch.
  public var total: UInt64 { counts.wrappedSum() }

  /// The owner that says most about the stretch, and whether it owns all of it; `nil` without
  /// frames.
  public var mostParticular: (owner: FrameOwner, isWhole: Bool)? {
    for owner in Self.byParticularity where self[owner] > 0 {
      return (owner, self[owner] == total)
    }
    return nil
  }

  /// Adds the frames of another stretch.
  public static func += (left: inout Self, right: Self) { left.counts &+= right.counts }
}
