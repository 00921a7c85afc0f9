import Testing

@testable import Traces

@Suite struct FileContentsTests {
  @Test func readsAFileAsAWhole() throws {
    let bytes = (0..<300_000).map { UInt8(0x20 + $0 % 90) }
    try withTemporaryPath { path in
      write(bytes, to: path)
      let file = try FileContents(path: path)
      #expect(file.bytes == bytes)
      let fileAtTheLimit = try FileContents(path: path, limit: 300_000)
      #expect(fileAtTheLimit.bytes == bytes)
      #expect(throws: FileError.tooLarge(path: path, limit: 299_999)) {
        try FileContents(path: path, limit: 299_999)
      }
    }
  }

  @Test func readsFilesThatHaveNoSize() throws {
    #expect(try FileContents(path: "/proc/self/maps").bytes.count > 0)
  }

  @Test func namesWhatIsWrongWithAPath() {
    #expect(throws: FileError.notFound(path: "/no/such/file")) {
      try FileContents(path: "/no/such/file")
    }
    #expect(throws: FileError.isDirectory(path: "/tmp")) { try FileContents(path: "/tmp") }
    #expect(throws: FileError.empty(path: "/dev/null")) { try FileContents(path: "/dev/null") }
    #expect(throws: FileError.binary(path: "/dev/zero")) { try FileContents(path: "/dev/zero") }
    #expect(throws: FileError.self) { try FileContents(path: "/proc/self/mem") }
    #expect(throws: FileError.notFound(path: "")) { try FileContents(path: "") }
  }

  @Test(arguments: [
    ([0x1f, 0x8b, 8, 0], Compression.gzip), ([0x28, 0xb5, 0x2f, 0xfd, 4], .zstd),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], .xz), (Array("BZh91AY".utf8), .bzip2),
  ])
  func saysHowToUnpack(bytes: [UInt8], compression: Compression) throws {
    try withTemporaryPath { path in
      write(bytes, to: path)
      let error = #expect(throws: FileError.self) { try FileContents(path: path) }
      #expect(error == .compressed(path: path, compression))
      #expect(error?.description.contains("unpack it first") == true)
    }
  }

  @Test(arguments: [
    ("a/big.rep.gz", Compression.gzip, "gzip -dc a/big.rep.gz > a/big.rep"),
    ("big.rep.zst", .zstd, "zstd -dc big.rep.zst > big.rep"),
    ("it's.xz", .xz, #"xz -dc 'it'\''s.xz' > 'it'\''s'"#),
    ("big.rep", .bzip2, "bzip2 -dc big.rep > big.rep.unpacked"),
    ("a/.gz", .gzip, "gzip -dc a/.gz > a/.gz.unpacked"), ("/dev/stdin", .gzip, "gzip -dc"),
  ])
  func unpackingNamesTheFileAndWhereItGoes(path: String, compression: Compression, command: String)
  {
    let message = FileError.compressed(path: path, compression).description
    #expect(message.hasSuffix("; unpack it first: \(command)"), "\(message)")
  }

  @Test func messagesAreOneLine() {
    let errors: [FileError] = [
      .notFound(path: "a\nb"), .isDirectory(path: "a"), .notReadable(path: "a", errno: 13),
      .tooLarge(path: "a", limit: 1 << 30), .empty(path: "a"), .compressed(path: "a", .xz),
      .binary(path: "a"),
    ]
    for error in errors {
      #expect(error.description.hasPrefix("a"))
      #expect(!error.description.contains("\n"))
    }
    #expect(errors[2].description == "a: cannot be read: Permission denied")
    #expect(errors[3].description == "a: is larger than 1024 MiB, the most that is read")
  }
}
