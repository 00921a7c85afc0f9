/// One line of a .rep trace, before anything is known about the blocks.
enum RepRecord {
  /// Nothing: an empty line or a comment.
  case blank
  /// A number alone on its line.
  case header(UInt64)
  case allocate(id: UInt64, size: UInt64)
  case reallocate(id: UInt64, size: UInt64)
  case free(id: UInt64)
  /// `f -1`: free(NULL).
  case freeNull
  case damaged(SkipReason)

  /// Reads a line, whose thread number goes to `thread`, if it has one.
  ///
  ///     a <id> <bytes>     malloc          [<thread>] in front: CMU 15-418
  ///     r <id> <bytes>     realloc
  ///     f <id>             free
  static func read(_ line: UnsafeRawBufferPointer, thread: inout UInt64?) -> RepRecord {
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    if isEnd(cursor) { return .blank }
    if cursor.next.isDigit {
      let number = cursor.decimal()
      if isEnd(cursor.skippingSpaces) {
        switch number {
        case .value(let value): return .header(value)
        case .tooLarge, .none: return .damaged(.numberTooLarge)
        }
      }
      guard cursor.next.isSpace, case .value(let value) = number else {
        return .damaged(.notARecord)
      }
      cursor.skipSpaces()
      let record = readCall(&cursor)
      if !record.isDamaged { thread = value }
      return record
    }
    return readCall(&cursor)
  }

  /// Whether the line is a call as it stands.
  static func isLikely(_ line: UnsafeRawBufferPointer) -> Bool {
    var thread: UInt64?
    return read(line, thread: &thread).isCall
  }

  /// Whether it is a whole call.
  var isCall: Bool {
    switch self {
    case .allocate, .reallocate, .free, .freeNull: true
    case .blank, .header, .damaged: false
    }
  }
}

extension RepRecord {
  private var isDamaged: Bool {
    if case .damaged = self { true } else { false }
  }

  private static func readCall(_ cursor: inout ByteCursor) -> RepRecord {
    let letter = cursor.next
    guard letter == 0x61 || letter == 0x72 || letter == 0x66 else { return .damaged(.notARecord) }
    cursor.position += 1
    if cursor.isAtEnd { return .damaged(.missingField) }
    guard cursor.next.isSpace else { return .damaged(.notARecord) }
    cursor.skipSpaces()
    if letter == 0x66 && cursor.next == 0x2d {  // f -1
      cursor.position += 1
      return finish(number(&cursor), &cursor) { _ in .freeNull }
    }
    let id = number(&cursor)
    if letter == 0x66 {
      return finish(id, &cursor) { .free(id: $0) }
    }
    guard case .success(let id) = id else { return finish(id, &cursor) { _ in .blank } }
    guard cursor.isAtEnd || cursor.next.isSpace else { return .damaged(.badNumber) }
    cursor.skipSpaces()
    return finish(number(&cursor), &cursor) { size in
      letter == 0x61 ? .allocate(id: id, size: size) : .reallocate(id: id, size: size)
    }
  }

  /// The record made of the last `number` of a line, if nothing else follows.
  private static func finish(
    _ number: Result<UInt64, Damage>, _ cursor: inout ByteCursor,
    _ record: (UInt64) -> RepRecord
  ) -> RepRecord {
    switch number {
    case .failure(let damage): return .damaged(damage.reason)
    case .success(let value):
      guard cursor.isAtEnd || cursor.next.isSpace else { return .damaged(.badNumber) }
      return isEnd(cursor.skippingSpaces) ? record(value) : .damaged(.extraField)
    }
  }

  private struct Damage: Error {
    let reason: SkipReason
  }

  private static func number(_ cursor: inout ByteCursor) -> Result<UInt64, Damage> {
    switch cursor.decimal() {
    case .value(let value): .success(value)
    case .tooLarge: .failure(Damage(reason: .numberTooLarge))
    case .none: .failure(Damage(reason: cursor.isAtEnd ? .missingField : .badNumber))
    }
  }

  /// Whether the line ends here or goes on with a comment.
  private static func isEnd(_ cursor: ByteCursor) -> Bool {
    if cursor.isAtEnd || cursor.next == 0x23 { return true }  // #
    return cursor.next == 0x2f && cursor.bytes.dropFirst(cursor.position + 1).first == 0x2f
  }
}

extension ByteCursor {
  fileprivate var skippingSpaces: ByteCursor {
    var cursor = self
    cursor.skipSpaces()
    return cursor
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }
}
