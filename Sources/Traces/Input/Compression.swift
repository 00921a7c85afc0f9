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

  /// The shell command that unpacks a file, to a file beside it.
  func command(unpacking path: String) -> String {
    let tool = "\(rawValue) -dc"
    guard !path.hasPrefix("/dev/") else { return tool }
    let target = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : ""
    let isName = !target.isEmpty && !target.hasSuffix("/")
    return tool + " \(quoted(path)) > \(quoted(isName ? target : path + ".unpacked"))"
  }

  private var ending: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    case .xz: ".xz"
    case .bzip2: ".bz2"
    }
  }

  /// A path as one word of the shell.
  private func quoted(_ path: String) -> String {
    let isWord = path.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf) || byte > 0x7f
        || "_./-+,:@%=".utf8.contains(byte)
    }
    return isWord ? path : "'\(path.replacing("'", with: #"'\''"#))'"
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
