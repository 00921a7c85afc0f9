public import CellGrid

/// The screen at a step, to be kept.
public struct Picture: Equatable, Sendable {
  /// What it shows: the step's number and its command.
  public let title: String
  /// What a script says about the step.
  public let notes: [String]
  /// The cells.
  public let grid: CellGrid
}
