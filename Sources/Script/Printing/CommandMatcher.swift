public import Simulation

/// Tells which commands have some words in their text, fast enough for the millions of a trace.
public struct CommandMatcher: Sendable {
  private let words: [UInt8]
  private let names: NameTable
  private let allocation = Array(" = \(Verb.alloc.name) ".utf8)
  private let reallocation = Array("\(Verb.realloc.name) ".utf8)
  private let release = Array("\(Verb.free.name) ".utf8)

  /// A matcher for words as the printer writes them, letter by letter.
  public init(_ words: String, names: NameTable) {
    self.words = Array(words.utf8)
    self.names = names
  }

  /// Whether the command's text contains the words. O(length of the text).
  public func matches(_ command: Command) -> Bool {
    switch command {
    case .heap(.allocate(let name, let size, let alignment)):
      guard let block = name.label.blockNumber else { break }
      return areIn { line in
        line.append(block: block)
        line.append(allocation)
        line.append(size: size)
        line.append(alignment: alignment)
      }
    case .heap(.reallocate(let name, let size, let alignment)):
      guard let block = name.label.blockNumber else { break }
      return areIn { line in
        line.append(reallocation)
        line.append(block: block)
        line.append(UInt8(ascii: " "))
        line.append(size: size)
        line.append(alignment: alignment)
      }
    case .heap(.free(.name(let name))):
      guard let block = name.label.blockNumber else { break }
      return areIn { line in
        line.append(release)
        line.append(block: block)
      }
    default: break
    }
    var text = Printer.text(.command(command), names: names)
    return text.withUTF8 { areIn($0) }
  }

  /// Whether the words are in a line that `write` writes, of less than 100 letters. Nothing is
  /// allocated for it.
  @inline(__always)
  private func areIn(_ write: (inout Line) -> Void) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 100) { bytes in
      var line = Line(bytes: bytes)
      write(&line)
      return areIn(UnsafeBufferPointer(rebasing: bytes[..<line.count]))
    }
  }

  private func areIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = words.first else { return true }
    var start = 0
    while start + words.count <= text.count {
      if text[start] == first, words.indices.allSatisfy({ text[start + $0] == words[$0] }) {
        return true
      }
      start += 1
    }
    return false
  }
}

/// A line that is written as the printer writes it, in memory that is there already.
private struct Line {
  let bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func append(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  mutating func append(_ text: [UInt8]) {
    for byte in text { append(byte) }
  }

  mutating func append(block number: UInt32) {
    append(UInt8(ascii: "b"))
    append(UInt64(number))
  }

  mutating func append(size: UInt64) {
    let (number, letter) = NumberText.sizeParts(size)
    append(number)
    if let letter { append(letter) }
  }

  /// The alignment, unless it is the usual one.
  mutating func append(alignment: UInt64) {
    guard alignment != 8 else { return }
    append(Self.align)
    append(size: alignment)
  }

  private static let align = Array(" align=".utf8)

  private mutating func append(_ number: UInt64) {
    let start = count
    var rest = number
    repeat {
      let (tens, digit) = rest.quotientAndRemainder(dividingBy: 10)
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
      rest = tens
    } while rest > 0
    var digits = bytes[start..<count]
    digits.reverse()
  }
}
