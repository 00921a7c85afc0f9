/// The characters of a line, if it is plain text.
enum LineDecoder {
  /// Decodes UTF-8; refuses control characters, and spaces that only look like one.
  ///
  /// Columns of errors count characters from 1. O(n).
  static func scalars(_ bytes: ArraySlice<UInt8>) throws(LineError) -> [Unicode.Scalar] {
    // Most lines are plain ASCII, and nothing about their characters has to be looked up.
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f || $0 == 0x09 }) {
      return [Unicode.Scalar](unsafeUninitializedCapacity: bytes.count) { scalars, count in
        for byte in bytes {
          scalars.initializeElement(at: count, to: Unicode.Scalar(byte))
          count += 1
        }
      }
    }
    var scalars: [Unicode.Scalar] = []
    var offset = bytes.startIndex
    var decoder = UTF8()
    var source = bytes.makeIterator()
    decoding: while true {
      let column = scalars.count + 1
      switch decoder.decode(&source) {
      case .emptyInput: break decoding
      case .error: throw LineError(.notUTF8(bytes[offset]), at: column..<column + 1)
      case .scalarValue(let scalar):
        if scalar.properties.generalCategory == .control, scalar != "\t" {
          throw LineError(.controlCharacter(scalar), at: column..<column + 1)
        }
        offset += UTF8.width(scalar)
        scalars.append(scalar)
      }
    }
    return scalars
  }
}
