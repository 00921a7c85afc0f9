/// The first 4 KiB of an event file.
struct EventFileHeader: Equatable {
  var identity: FileIdentity
  /// How many commands there are.
  var count: Int
  /// How many slots they use.
  var slotCount: Int
  /// What is counted of the trace.
  var totals: TraceTotals
  /// What is to be said of the trace, a line each.
  var notices: [String]

  private static let version: UInt64 = 4
  private static let wordCount = EventFile.headerSize / 8
  private static let noticeLimit = 2048

  /// The words of the page, the last of which checks the others; `nil` if they have no room for
  /// what is counted of the trace.
  var words: [UInt64]? {
    guard let totals = totals.words else { return nil }
    var words = [EventFile.magic, Self.version]
    words += identity.words
    words += [UInt64(count), UInt64(slotCount)]
    words += totals
    let bytes = Array(notices.joined(separator: "\n").utf8.prefix(Self.noticeLimit))
    words.append(UInt64(bytes.count))
    for start in stride(from: 0, to: bytes.count, by: 8) {
      words.append(
        bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
    words += [UInt64](repeating: 0, count: Self.wordCount - 1 - words.count)
    return words + [Self.check(words)]
  }

  private static func check(_ words: [UInt64]) -> UInt64 {
    words.reduce(0x243f_6a88_85a3_08d3) { ($0 ^ $1) &* 0x9e37_79b9_7f4a_7c15 ^ $0 >> 31 }
  }
}

extension EventFileHeader {
  /// Reads a page; `nil` if it is none, or was made of another version of the trace.
  init?(words: [UInt64], of identity: FileIdentity) {
    guard words.count == Self.wordCount, words[0] == EventFile.magic, words[1] == Self.version,
      words.last == Self.check(Array(words.dropLast())),
      words[2...].starts(with: identity.words)
    else { return nil }
    var rest = words[(2 + identity.words.count)...]
    guard let count = rest.popFirst().flatMap(Int.init(exactly:)),
      let slotCount = rest.popFirst().flatMap(Int.init(exactly:)),
      let totals = TraceTotals(taking: &rest),
      let length = rest.popFirst(), length <= Self.noticeLimit
    else { return nil }
    let text = rest.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }
    self.identity = identity
    self.count = count
    self.slotCount = slotCount
    self.totals = totals
    notices = String(decoding: text.prefix(Int(length)), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }
}
