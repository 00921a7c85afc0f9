/// What the user can open without typing a name.
public struct Catalog: Equatable, Sendable {
  /// One thing.
  public struct Item: Equatable, Sendable {
    /// How it is found.
    public var target: OpenTarget
    /// What it is called.
    public var label: String
    /// What there is to say about it.
    public var detail: String

    /// Something that can be opened.
    public init(target: OpenTarget, label: String, detail: String) {
      (self.target, self.label, self.detail) = (target, label, detail)
    }
  }

  /// Lessons that come with the program.
  public var lessons: [Item] = []
  /// Recordings that do.
  public var recordings: [Item] = []
  /// Sessions of before, the last first.
  public var sessions: [Item] = []
  /// Memory maps of machines.
  public var machines: [Item] = []

  /// Nothing.
  public init() {}
}

/// Something that can be opened in place of what is there.
public enum OpenTarget: Equatable, Sendable {
  /// A file, or a name that comes with the program: its content says what it is.
  case file(String)
  /// A lesson that comes with the program.
  case lesson(String)
  /// A recording that does.
  case trace(String)
  /// A memory map.
  case machine(String)
  /// A session of before, by the path of its journal.
  case journal(String)
}
