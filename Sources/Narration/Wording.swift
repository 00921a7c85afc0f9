/// A line of words that are told apart by their weight: a view gives each a colour, plain output
/// none.
public struct Wording: Equatable, Sendable {
  /// Words of one weight.
  public struct Run: Equatable, Sendable {
    /// The words.
    public let text: String
    /// What they are in the line.
    public let tone: Tone
  }

  /// What words are in a line.
  public enum Tone: Equatable, Sendable {
    /// The sentence itself.
    case plain
    /// The command.
    case command
    /// A word of a part of the system.
    case layer(Layer)
    /// What came of the command.
    case result
    /// That nothing came of it.
    case failure
    /// Where something was read or written.
    case address
    /// A value that was read or written.
    case value
    /// What joins the others, or is said beside them.
    case aside
    /// What went wrong on the way.
    case alarm
  }

  /// The words, from left to right.
  public private(set) var runs: [Run]

  init(_ text: String, _ tone: Tone) { runs = [Run(text: text, tone: tone)] }

  /// The words without their weights.
  public var text: String { runs.map(\.text).joined() }

  mutating func append(_ text: String, _ tone: Tone) { runs.append(Run(text: text, tone: tone)) }

  mutating func append(_ other: Wording) { runs += other.runs }

  static func + (left: Wording, right: Wording) -> Wording {
    var sum = left
    sum.append(right)
    return sum
  }
}
