/// A form of compression, recognised by the first bytes of a file.
public enum Compression: String, Equatable, Sendable, CaseIterable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd
  /// The format of XZ Utils.
  case xz
  /// The format of bzip2.
  case bzip2

  /// The compression of a file that starts with `bytes`; `nil` if there is none.
  public init?(startOf bytes: [UInt8]) {
    guard let found = Self.allCases.first(where: { bytes.starts(with: $0.magic) }) else {
      return nil
    }
    self = found
  }

  /// The shell command that unpacks to standard output, without the file name.
  var command: String {
    switch self {
    case .gzip: "gzip -dc"
    case .zstd: "zstd -dc"
    case .xz: "xz -dc"
    case .bzip2: "bzip2 -dc"
    }
  }

  private var magic: [UInt8] {
    switch self {
    case .gzip: [0x1f, 0x8b]
    case .zstd: [0x28, 0xb5, 0x2f, 0xfd]
    case .xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
    case .bzip2: [0x42, 0x5a, 0x68]
    }
  }
}
