import Script
public import Simulation

/// A question about the step that comes next. Its author writes what is asked; the machine knows the
/// answer.
public struct Question: Equatable, Sendable {
  /// Its place among the questions of the lesson, from 0.
  public var number: Int
  /// The line of the file that it begins in.
  public var line: Int
  /// What is asked.
  public var text: String
  /// What the answer is.
  public var asked: Asked
  /// What helps, one after the other.
  public var hints: [String]
  /// Why the answer is what it is.
  public var reason: String?

  /// What is asked for.
  public enum Asked: Equatable, Sendable {
    /// A figure behind the step.
    case number(Figure)
    /// One of some sentences: the one whose condition holds behind the step.
    case choice([Choice])
    /// The fault of the step, or that there is none.
    case fault
    /// The address that a name has behind the step.
    case address(Operand)
    /// The frame that an address lies in behind the step.
    case frame(Operand)
    /// The hole that a block is cut out of.
    case hole(Operand)
    /// The table entry that maps an address behind the step.
    case entry(Operand)
  }

  /// A sentence to choose.
  public struct Choice: Equatable, Sendable {
    /// What it says.
    public var text: String
    /// When it is right.
    public var condition: Condition
  }

  /// Whether it can be answered by pointing at something.
  public var isPointing: Bool {
    switch asked {
    case .address, .frame, .hole, .entry: true
    case .number, .choice, .fault: false
    }
  }

  /// What to type, in a few words.
  public var instruction: String {
    switch asked {
    case .number(let figure): figure.unit == .percent ? "a percentage" : "a number"
    case .choice(let choices): "1 to \(choices.count)"
    case .fault: "none, or the error code"
    case .address: "an address"
    case .frame: "an address in the frame"
    case .hole: "an address in the hole"
    case .entry: "the address of the entry"
    }
  }

  /// What tells the question from others, also when the lesson has changed.
  public var hash: UInt64 { TextHash.of("\(text)\n\(kind)") }

  private var kind: String {
    switch asked {
    case .number(let figure): figure.rawValue
    case .choice(let choices): choices.map(\.text).joined(separator: "\n")
    case .fault: "fault"
    case .address: "address"
    case .frame: "frame"
    case .hole: "hole"
    case .entry: "entry"
    }
  }
}

/// Something that the reader is to bring about.
public struct Attempt: Equatable, Sendable {
  /// Its place among the attempts of the lesson, from 0.
  public var number: Int
  /// The line of the file that it begins in.
  public var line: Int
  /// What is to be brought about.
  public var text: String
  /// What has to hold, one after the other.
  public var goals: [Goal]
  /// How many commands it may take.
  public var limit: Int?
  /// Commands that bring it about.
  public var solution: [PlacedText]

  /// What has to hold behind a command.
  public struct Goal: Equatable, Sendable {
    /// The condition as it is written.
    public var text: PlacedText
  }
}

extension Attempt {
  /// What tells it from others.
  var hash: UInt64 {
    TextHash.of(([text] + goals.map(\.text.text)).joined(separator: "\n"))
  }
}

/// A number for a text that stays the same from one run of the program to the next: FNV-1a.
enum TextHash {
  static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// A text and where it stands.
public struct PlacedText: Equatable, Sendable {
  /// The text.
  public var text: String
  /// Its line in the file, from 1.
  public var line: Int
  /// Its first column, from 1.
  public var column: Int
}
