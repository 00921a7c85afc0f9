public import Script

/// A lesson: pages of text with commands that run as the reader comes to them, questions about what
/// they will do, and parts to try freely.
public struct Lesson: Equatable, Sendable {
  /// What the lesson is called: its file without the ending.
  public var name: String
  /// Its heading.
  public var title: String
  /// How many minutes it says that it takes.
  public var minutes: Int?
  /// The pages: first what stands below the title, if anything does.
  public var pages: [LessonPage]
  /// The names of its commands.
  public var scope: Scope

  /// The questions, in the order of the pages.
  public var questions: [Question] {
    pages.flatMap(\.items).compactMap { item in
      if case .question(let question) = item { question } else { nil }
    }
  }

  /// Whether both read alike.
  public static func == (left: Lesson, right: Lesson) -> Bool {
    left.name == right.name && left.title == right.title && left.pages == right.pages
  }
}

/// A page of a lesson.
public struct LessonPage: Equatable, Sendable {
  /// Its heading.
  public var title: String
  /// The line of the heading.
  public var line: Int
  /// What is on it, in order.
  public var items: [LessonItem] = []
}

/// A part of a page.
public enum LessonItem: Equatable, Sendable {
  /// Something to read.
  case text(TextBlock)
  /// Commands that run when the reader comes to them.
  case commands(CommandBlock)
  /// A question about the step that follows.
  case question(Question)
  /// Something to try.
  case attempt(Attempt)
}

/// A paragraph, a point of a list, or lines of code.
public struct TextBlock: Equatable, Sendable {
  /// How it is set.
  public var kind: Kind
  /// Its text.
  public var runs: [TextRun]

  /// How a block is set.
  public enum Kind: Equatable, Sendable {
    /// A paragraph.
    case paragraph
    /// A point of a list, with what stands before it, and how many lists it is within.
    case point(String, depth: Int)
    /// Somebody else's words.
    case quote
    /// Lines as they stand.
    case code
  }

  /// The text without its styles.
  public var text: String { runs.map(\.text).joined() }
}

/// Text of one style.
public struct TextRun: Equatable, Sendable {
  /// The text.
  public var text: String
  /// Its style.
  public var style: Style

  /// How text is set off.
  public enum Style: Equatable, Sendable {
    /// Not at all.
    case plain
    /// `*so*`
    case emphasis
    /// `**so**`
    case strong
    /// `` `so` ``
    case code
  }
}

/// A block of commands.
public struct CommandBlock: Equatable, Sendable {
  /// How they run.
  public var mode: Mode
  /// The line of the file that the block begins in.
  public var line: Int
  /// The commands.
  public var lines: [ScriptLine]

  /// How commands run.
  public enum Mode: String, CaseIterable, Sendable {
    /// A step at a time.
    case steps
    /// All at once, unseen.
    case setup
    /// An access at a time.
    case into
  }
}
