/// The commands of a run, in order: spelled out, or packed as a trace has them.
///
/// A log is a few pieces behind one another. Copies share them, so a branch costs nothing however
/// long the trace is.
struct CommandLog: Sendable {
  private enum Piece {
    case spelled([Command])
    /// Commands `range` of a trace.
    case packed(PackedCommands, range: Range<Int>, alignment: UInt64)

    var count: Int {
      switch self {
      case .spelled(let commands): commands.count
      case .packed(_, let range, _): range.count
      }
    }

    func prefix(_ count: Int) -> Piece {
      switch self {
      case .spelled(let commands): .spelled(Array(commands.prefix(count)))
      case .packed(let trace, let range, let alignment):
        .packed(trace, range: range.prefix(count), alignment: alignment)
      }
    }

    func dropFirst(_ count: Int) -> Piece {
      switch self {
      case .spelled(let commands): .spelled(Array(commands.dropFirst(count)))
      case .packed(let trace, let range, let alignment):
        .packed(trace, range: range.dropFirst(count), alignment: alignment)
      }
    }
  }

  private var pieces: [Piece] = []
  /// Behind each piece, how many commands there are up to its end.
  private var ends: [Int] = []

  /// How many commands there are.
  var count: Int { ends.last ?? 0 }

  /// Whether some are packed.
  var hasTrace: Bool {
    pieces.contains { if case .packed = $0 { true } else { false } }
  }

  /// How many commands there are up to the last packed one.
  var traceEnd: Int {
    let last = pieces.lastIndex { if case .packed = $0 { true } else { false } }
    return last.map { ends[$0] } ?? 0
  }

  /// The command with a number, from 0. O(log pieces).
  subscript(index: Int) -> Command {
    var piece = 0
    while ends[piece] <= index { piece += 1 }
    let place = index - (piece > 0 ? ends[piece - 1] : 0)
    switch pieces[piece] {
    case .spelled(let commands): return commands[place]
    case .packed(let trace, let range, let alignment):
      return trace[range.lowerBound + place].command(alignment: alignment)
    }
  }

  /// Packed commands from a number on that lie behind one another in memory, as long as the log
  /// lives; `nil` if a spelled one is there.
  func packedRun(
    from index: Int
  ) -> (commands: UnsafeBufferPointer<PackedCommand>, alignment: UInt64)? {
    guard let piece = ends.firstIndex(where: { $0 > index }),
      case .packed(let trace, let range, let alignment) = pieces[piece]
    else { return nil }
    let place = index - (piece > 0 ? ends[piece - 1] : 0)
    return (trace.run(range.lowerBound + place..<range.upperBound), alignment)
  }

  /// Adds a command.
  mutating func append(_ command: Command) {
    if case .spelled(var commands) = pieces.last {
      pieces[pieces.count - 1] = .spelled([])
      commands.append(command)
      pieces[pieces.count - 1] = .spelled(commands)
      ends[ends.count - 1] += 1
    } else {
      append(.spelled([command]))
    }
  }

  /// Adds a trace as far as it has been read.
  mutating func append(_ trace: PackedCommands, alignment: UInt64) {
    append(.packed(trace, range: 0..<trace.count, alignment: alignment))
  }

  /// Puts a trace that has been read further in the place of its start, the last piece.
  mutating func extend(to trace: PackedCommands) {
    guard case .packed(_, let range, let alignment) = pieces.last else {
      preconditionFailure("only a trace at the end of the log can grow")
    }
    pieces[pieces.count - 1] = .packed(
      trace, range: range.lowerBound..<trace.count, alignment: alignment)
    ends[ends.count - 1] += trace.count - range.upperBound
  }

  /// The commands before `index`, and those from it on.
  func split(at index: Int) -> (CommandLog, CommandLog) {
    var (first, rest) = (CommandLog(), CommandLog())
    var start = 0
    for piece in pieces {
      let inFirst = max(0, min(index - start, piece.count))
      first.append(piece.prefix(inFirst))
      rest.append(piece.dropFirst(inFirst))
      start += piece.count
    }
    return (first, rest)
  }

  /// The log with every spelled command replaced. O(spelled commands).
  func mapSpelled(_ replacement: (Command) -> Command) -> CommandLog {
    var log = CommandLog()
    for piece in pieces {
      if case .spelled(let commands) = piece {
        log.append(.spelled(commands.map(replacement)))
      } else {
        log.append(piece)
      }
    }
    return log
  }

  /// Adds the commands of another log.
  mutating func append(_ other: CommandLog) {
    for piece in other.pieces { append(piece) }
  }

  private mutating func append(_ piece: Piece) {
    guard piece.count > 0 || isTrace(piece) else { return }
    pieces.append(piece)
    ends.append(count + piece.count)
  }

  private func isTrace(_ piece: Piece) -> Bool {
    if case .packed = piece { true } else { false }
  }
}
