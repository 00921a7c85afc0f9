public import CellGrid

/// The screen at a step, to be kept.
public struct Picture: Equatable, Sendable {
  /// The endings of files that say in what form pictures are kept; the latter two are usually of
  /// steps.
  public static let endings = ["txt", "ansi", "svg", "html", "cast"]

  /// Whether a file's ending says in what form.
  public static func hasForm(_ path: String) -> Bool {
    endings.contains { path.hasSuffix(".\($0)") }
  }

  /// What it shows: the step's number and its command.
  public let title: String
  /// What a script says about the step.
  public let notes: [String]
  /// The cells.
  public let grid: CellGrid
}
