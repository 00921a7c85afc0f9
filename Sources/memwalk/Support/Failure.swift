/// Why the program ends with another status than 0.
struct Failure: Error {
  /// What to say, in one sentence; empty if everything has been said.
  let message: String
  /// The exit status.
  let status: Int32

  /// The run failed: an expectation, a known answer.
  static func run(_ message: String) -> Failure { Failure(message: message, status: 1) }

  /// The input cannot be read or makes no sense.
  static func input(_ message: String) -> Failure { Failure(message: message, status: 2) }
}
