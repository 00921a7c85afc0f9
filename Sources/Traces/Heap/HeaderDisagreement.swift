/// How the calls of a file differ from what its header says.
enum HeaderDisagreement: Equatable {
  /// There are fewer, by this number.
  case missing(UInt64)
  /// There are more, by this number.
  case surplus(UInt64)
}
