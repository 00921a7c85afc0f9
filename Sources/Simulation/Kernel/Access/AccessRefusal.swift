/// What an access or a register does not take.
public enum AccessRefusal: Equatable, Sendable {
  /// A value does not fit the bytes to write.
  case valueTooLarge(UInt64, bytes: Int)
  /// A register field that there is not.
  case unknownField(String)
  /// A value that a register does not take.
  case register(RegisterError)

  /// The words that `expect error` knows them by.
  enum Word: String, CaseIterable {
    case value
    case register
  }

  var word: Word {
    switch self {
    case .valueTooLarge: .value
    case .unknownField, .register: .register
    }
  }
}
