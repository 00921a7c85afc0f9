/// Where a key moves the cursor.
public enum Direction: CaseIterable, Sendable {
  /// To the left.
  case left
  /// Down.
  case down
  /// Up.
  case up
  /// To the right.
  case right
}
