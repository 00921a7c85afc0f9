/// The totals of a trace or a memory map, for people and for scripts.
public struct TraceSummary: Equatable, Sendable {
  /// The totals, the most important first.
  public let fields: [SummaryField]
  /// What a reader of the totals should know; empty if nothing.
  public let notes: [String]

  /// The value with the given name.
  public subscript(name: String) -> SummaryValue? {
    fields.first { $0.name == name }?.value
  }
}
