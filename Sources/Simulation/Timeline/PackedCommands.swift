/// The commands of a heap trace in segments of memory, which others can supply.
///
/// Commands are only ever added. Copies share the segments, each with a count of its own, so a
/// reader goes on with what it has while the trace is still being read.
public struct PackedCommands: Sendable {
  /// How many commands a segment holds.
  public static let segmentCapacity = 1 << 20

  /// How many commands there are.
  public private(set) var count = 0

  private var segments: [Segment] = []

  /// No commands.
  public init() {}

  /// A stretch of memory for `segmentCapacity` commands.
  public final class Segment: @unchecked Sendable {
    fileprivate let commands: UnsafeMutablePointer<PackedCommand>
    private let release: @Sendable () -> Void

    /// Takes over memory for `segmentCapacity` commands, which `release` gives back.
    public init(
      _ commands: UnsafeMutablePointer<PackedCommand>, release: @escaping @Sendable () -> Void
    ) {
      self.commands = commands
      self.release = release
    }

    /// A segment in the process's own memory.
    public convenience init() {
      let memory = UnsafeMutablePointer<PackedCommand>.allocate(
        capacity: PackedCommands.segmentCapacity)
      let address = UInt(bitPattern: memory)
      self.init(memory) {
        UnsafeMutablePointer<PackedCommand>(bitPattern: address)?.deallocate()
      }
    }

    deinit { release() }
  }

  /// Whether the next command needs a new segment.
  public var isFull: Bool { count == segments.count * Self.segmentCapacity }

  /// Adds room; the segments before must be full.
  public mutating func add(_ segment: Segment) {
    precondition(isFull, "segments are filled one after the other")
    segments.append(segment)
  }

  /// Adds commands that lie in the last segment already.
  public mutating func adopt(_ added: Int) {
    precondition(
      added >= 0 && count + added <= segments.count * Self.segmentCapacity,
      "the segments hold what is adopted")
    count += added
  }

  /// Adds a command; memory of the process's own is taken where no segment was added.
  public mutating func append(_ command: PackedCommand) {
    if isFull { segments.append(Segment()) }
    segments[count >> 20].commands[count & (Self.segmentCapacity - 1)] = command
    count += 1
  }

  /// The command with a number, from 0. O(1).
  public subscript(index: Int) -> PackedCommand {
    precondition(index >= 0 && index < count, "no such command")
    return segments[index >> 20].commands[index & (Self.segmentCapacity - 1)]
  }

  /// As many of some commands, from the first on, as lie behind one another in memory; they stay
  /// there as long as these commands or a copy live. O(1).
  public func run(_ range: Range<Int>) -> UnsafeBufferPointer<PackedCommand> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "no such commands")
    guard let first = range.first else { return UnsafeBufferPointer(start: nil, count: 0) }
    let place = first & (Self.segmentCapacity - 1)
    return UnsafeBufferPointer(
      start: segments[first >> 20].commands + place,
      count: min(range.count, Self.segmentCapacity - place))
  }
}
