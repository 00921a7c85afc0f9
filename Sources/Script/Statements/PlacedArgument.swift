/// An argument of a line, by its key, and where it stands.
struct PlacedArgument: Equatable, Sendable {
  let key: String
  /// The column in the file, from 1.
  let column: Int
}
