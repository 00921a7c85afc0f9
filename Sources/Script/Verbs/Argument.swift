import MemoryCore
import Simulation

/// What can follow a verb.
public struct Argument: Sendable {
  /// The key of `key=value`, the word itself, or what the place is called.
  public let key: String
  /// Whether a line without it is refused.
  public let isRequired: Bool
  /// What it says.
  public let summary: String
  /// The key of the argument that can be given instead.
  var alternative: String?

  let form: Form
  let kind: Kind
  let standard: ArgumentValue?

  /// How an argument is written.
  enum Form: Equatable, Sendable {
    /// `VALUE`, in its place among the other values.
    case position
    /// `key=VALUE`, anywhere.
    case key
    /// The key itself, anywhere.
    case word
    /// `= VALUE`.
    case equals
    /// `FIELD=VALUE`.
    case assignment
  }

  /// What values there are.
  enum Kind: Equatable, Sendable {
    /// A number up to a limit.
    case number(upTo: UInt64)
    /// A number of bytes.
    case size
    /// A word of memory.
    case value
    /// An address.
    case address
    /// An address, or a name that stands for one.
    case operand
    /// A name.
    case name
    /// A name that is not there yet.
    case newName
    /// Letters of page-table flags.
    case flags
    /// One of these words.
    case word([String])
    /// Text in double quotes.
    case text
    /// The name of a memory map or of a file with one.
    case map
    /// A field of a control register and its value.
    case field
    /// One comparison of a figure.
    case comparison
    /// Comparisons joined by `and` and `or`.
    case condition
    /// A command of the machine, as a line of its own.
    case command
    /// A step or an address.
    case place
    /// A step, a percentage, `start`, `end` or a bookmark.
    case destination
    /// The error code of a page fault, or `gp`.
    case fault
    /// What `help` explains: the name of a verb, its first word, or a term of the glossary.
    case topic
    /// The name or the number of a branch.
    case branch

    /// Whether a word that looks like a name is one in its place.
    var isName: Bool {
      switch self {
      case .operand, .name, .newName, .branch: true
      default: false
      }
    }
  }

  static func position(
    _ key: String, _ kind: Kind, optional: Bool = false, or alternative: String? = nil,
    _ summary: String
  ) -> Argument {
    Argument(
      key: key, isRequired: !optional && alternative == nil, summary: summary,
      alternative: alternative, form: .position, kind: kind, standard: nil)
  }

  static func key(
    _ key: String, _ kind: Kind, required: Bool = false, standard: ArgumentValue? = nil,
    _ summary: String
  ) -> Argument {
    Argument(
      key: key, isRequired: required, summary: summary, form: .key, kind: kind, standard: standard)
  }

  static func word(_ key: String, _ summary: String) -> Argument {
    Argument(
      key: key, isRequired: false, summary: summary, form: .word, kind: .word([key]),
      standard: nil)
  }

  static func equals(_ key: String, _ kind: Kind, _ summary: String) -> Argument {
    Argument(
      key: key, isRequired: true, summary: summary, form: .equals, kind: kind, standard: nil)
  }

  static func assignment(_ key: String, _ summary: String) -> Argument {
    Argument(
      key: key, isRequired: true, summary: summary, form: .assignment, kind: .field, standard: nil)
  }
}
