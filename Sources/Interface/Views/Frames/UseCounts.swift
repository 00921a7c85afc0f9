import Simulation

/// How many frames of a stretch each owner has.
struct UseCounts: Equatable {
  private var counts = SIMD8<UInt64>()

  /// The frames of an owner.
  subscript(owner: FrameOwner) -> UInt64 {
    get { counts[Int(owner.rawValue)] }
    set { counts[Int(owner.rawValue)] = newValue }
  }

  /// All frames of the stretch.
  var total: UInt64 { counts.wrappedSum() }

  /// The owner that says most about the stretch, and whether it owns all of it; `nil` without
  /// frames.
  var mostParticular: (owner: FrameOwner, isWhole: Bool)? {
    for owner in FrameOwner.byParticularity where self[owner] > 0 {
      return (owner, self[owner] == total)
    }
    return nil
  }

  static func += (left: inout Self, right: Self) { left.counts &+= right.counts }
}
