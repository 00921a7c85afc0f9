/// The room that a line has.
///
/// How wide a text is, only whoever shows it knows: a terminal counts cells, speech counts nothing.
public struct Room: Sendable {
  /// How many columns there are.
  public let columns: Int
  /// The columns that a text takes.
  let width: @Sendable (String) -> Int

  /// Room for everything.
  public static let unlimited = Room(columns: .max) { _ in 0 }

  /// So many columns, and how to measure a text in them.
  public init(columns: Int, width: @escaping @Sendable (String) -> Int) {
    self.columns = columns
    self.width = width
  }

  func fits(_ line: Wording) -> Bool { width(line) <= columns }

  func width(_ line: Wording) -> Int { line.runs.reduce(0) { $0 + width($1.text) } }
}
