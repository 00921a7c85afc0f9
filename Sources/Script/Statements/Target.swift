public import Simulation

/// What a search for readers and writers is about.
public enum Target: Equatable, Sendable {
  /// A virtual address, or what a name stands for: the block there, or the word.
  case address(Operand)
  /// The frame at a physical address.
  case frame(UInt64)
}

/// A recorded trace by the name that it was asked for by.
public struct TraceSource: Equatable, Sendable {
  /// The name or path.
  public var name: String
  /// What a session with it is called.
  public var title: String
  /// The alignment of its blocks.
  public var alignment: UInt64
  /// Its commands.
  public var commands: PackedCommands
  /// How many slots they use.
  public var slotCount: Int

  /// A trace.
  public init(
    name: String, title: String? = nil, alignment: UInt64, commands: PackedCommands, slotCount: Int
  ) {
    self.name = name
    self.title = title ?? name
    self.alignment = alignment
    self.commands = commands
    self.slotCount = slotCount
  }

  /// Whether both are the same trace, by name and length, with the same alignment.
  public static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.alignment == right.alignment
      && left.commands.count == right.commands.count
  }
}
