/// The lines of a text, one after the other, without a copy of any.
///
/// A line ends at `\n`; carriage returns before it belong to the end of the line, and the last
/// line needs no end. A reader and its lines must not outlive the bytes.
public struct LineReader {
  /// One line without its end.
  public struct Line {
    /// The characters.
    public let bytes: UnsafeRawBufferPointer
    /// The place in the file, from 1 on.
    public let number: Int
    /// Whether the line ended with `\r\n`.
    public let hasCarriageReturn: Bool
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// The lines that were read so far.
  public private(set) var count: Int

  /// A reader before the first line of `bytes`, or where these are a later piece of a file before
  /// line `firstLine`.
  public init(_ bytes: UnsafeRawBufferPointer, firstLine: Int = 1) {
    self.bytes = bytes
    count = firstLine - 1
    // UTF-8 byte order mark, as Windows programs write it.
    if firstLine == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// The next line; `nil` at the end. Time is linear in the length of the line.
  public mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let newline = bytes.firstIndex(of: 0x0a, from: position)
    var end = newline ?? bytes.count
    let start = position
    position = end + 1
    count += 1
    let hasCarriageReturn = newline != nil && end > start && bytes[end - 1] == 0x0d
    while end > start, bytes[end - 1] == 0x0d { end -= 1 }
    return Line(
      bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), number: count,
      hasCarriageReturn: hasCarriageReturn)
  }
}

extension LineReader {
  /// Runs `body` with a reader of `bytes`; see `EscapeSequences` for the logs of terminals.
  public static func withLines<Result>(
    of bytes: [UInt8], _ body: (inout LineReader) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { buffer in
      var reader = LineReader(buffer)
      return body(&reader)
    }
  }
}
