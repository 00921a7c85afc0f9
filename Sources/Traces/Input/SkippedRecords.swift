/// The records of a damaged file that could not be used.
public struct SkippedRecords: Equatable, Sendable {
  /// The first record that was skipped, for a message.
  public struct First: Equatable, Sendable {
    /// The line in the file, from 1 on.
    public let line: Int
    /// The line, at most 60 characters and without control characters.
    public let text: String
    /// Why it was skipped.
    public let reason: SkipReason
  }

  /// How many records were skipped.
  public private(set) var count = 0
  /// The first of them.
  public private(set) var first: First?
  /// How many were skipped for each reason.
  public private(set) var counts: [SkipReason: Int] = [:]

  /// No record was skipped.
  public init() {}

  /// What has to be said of them; `nil` if there are none.
  var notice: String? { count > 0 ? description : nil }

  mutating func add(_ line: LineReader.Line, _ reason: SkipReason) {
    count += 1
    counts[reason, default: 0] += 1
    if first == nil {
      first = First(line: line.number, text: PrintableText.of(line.bytes), reason: reason)
    }
  }
}

extension SkippedRecords: CustomStringConvertible {
  /// One line such as `2 records skipped, the first in line 7: "a 12": a field is missing`.
  public var description: String {
    guard let first else { return "no record skipped" }
    let what = count == 1 ? "1 record skipped, in" : "\(count) records skipped, the first in"
    return "\(what) line \(first.line): \"\(first.text)\": \(first.reason.rawValue)"
  }
}

/// Why a record was skipped; the raw value says it in words.
public enum SkipReason: String, Hashable, Sendable, CaseIterable {
  /// The line is nothing that the format knows.
  case notARecord = "not a record of this format"
  /// The line ends too early.
  case missingField = "a field is missing"
  /// A field that should be a number is none.
  case badNumber = "not a number"
  /// The number does not fit into 64 bits.
  case numberTooLarge = "a number of more than 64 bits"
  /// The line goes on after the record.
  case extraField = "a field too many"
  /// A free of a block that is not live.
  case unknownFree = "frees an id that is not live"
  /// The end of a region lies before its start.
  case endBeforeStart = "the region ends before it starts"
  /// The line has no address range.
  case noRange = "no address range"
  /// The type of the region is unknown.
  case unknownType = "unknown type of region"
}
