/// What a recorder saw.
public struct Recording: Equatable, Sendable {
  /// The accesses in order, the first `budget` of them.
  public internal(set) var accesses: [RecordedAccess] = []
  /// How many there were beyond the budget.
  public internal(set) var omitted = AccessTally()

  /// The most accesses that are kept: more than anybody steps through, and some megabytes.
  public static let budget = 1 << 17
}
