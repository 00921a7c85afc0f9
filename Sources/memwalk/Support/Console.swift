import Glibc

/// The program's text output.
enum Console {
  /// Writes a line to standard output; a reader that has gone ends the program, as it does others.
  static func print(_ text: String) { write(Array((text + "\n").utf8)) }

  /// Writes bytes to standard output as they are.
  static func write(_ bytes: [UInt8]) {
    guard let code = write(bytes[...], to: STDOUT_FILENO) else { return }
    error("memwalk: cannot write the output: \(String(cString: strerror(code)))")
    Glibc.exit(1)
  }

  /// Writes a line to standard error, made harmless: messages quote files, paths and arguments.
  ///
  /// Whether it can be written does not matter: the exit status tells, too.
  static func error(_ text: String) {
    guard !text.isEmpty else { return }
    let line = harmless(text)
    let ended = line.hasSuffix("\n") ? line : line + "\n"
    _ = write(Array(ended.utf8)[...], to: STDERR_FILENO)
  }

  /// Writes to standard error what stands in its line only for a while, from its first column on.
  static func progress(_ text: String) {
    let parts = text.split(separator: "\r", omittingEmptySubsequences: false).map {
      harmless(String($0))
    }
    _ = write(Array(parts.joined(separator: "\r").utf8)[...], to: STDERR_FILENO)
  }

  /// Whether a person sits at both ends.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// A variable of the environment; `nil` if it is not set or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The text with everything as `\u{1b}` that would act on a terminal or hide in it.
  static func harmless(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n" && scalar != "\t", .format, .lineSeparator,
        .paragraphSeparator:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// The number of the error that stopped the writing; `nil` if there was none.
  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var bytes = bytes
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }
}
