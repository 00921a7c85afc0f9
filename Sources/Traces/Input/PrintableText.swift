import Glibc

/// Text of a file made fit to be shown in a message on a terminal.
enum PrintableText {
  /// The first `limit` characters; control characters and broken UTF-8 become `·`, a text that
  /// goes on ends with `…`.
  static func of(_ bytes: some Collection<UInt8>, limit: Int = 60) -> String {
    // A character has at most four bytes, so more of them are not needed.
    let start = bytes.prefix(limit * 4 + 4)
    var text = ""
    var count = 0
    for scalar in String(decoding: start, as: UTF8.self).unicodeScalars {
      if count == limit { return text + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        text += "·"
      default:
        text.unicodeScalars.append(scalar == "\u{fffd}" ? "·" : scalar)
      }
      count += 1
    }
    return start.count < bytes.count ? text + "…" : text
  }
}

/// What the system calls the error `number`, such as "Permission denied".
func systemMessage(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
