import Glibc
import MemoryCore

@testable import Traces

/// A file of the folder Fixtures.
func fixture(_ path: String, from source: String = #filePath) throws -> FileContents {
  let folder = source[..<source.lastIndex(of: "/")!]
  return try FileContents(path: "\(folder)/Fixtures/\(path)")
}

func rep(_ text: String) throws -> HeapTrace {
  try RepReader.read(FileContents(name: "test.rep", bytes: Array(text.utf8)))
}

func firmware(_ text: String) throws -> FirmwareMap {
  try FirmwareText.read(FileContents(name: "dmesg.txt", bytes: Array(text.utf8)))
}

func entry(_ start: UInt64, _ end: UInt64, _ type: FirmwareType) -> FirmwareEntry {
  FirmwareEntry(start: start, length: end - start, type: type)
}

/// A path for a file of the test's own, which is gone after `body`.
func withTemporaryPath(_ body: (String) throws -> Void) throws {
  var name = Array("/tmp/memwalk-test-XXXXXX".utf8CString)
  close(mkstemp(&name))
  let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  defer { unlink(path) }
  try body(path)
}

func write(_ bytes: [UInt8], to path: String) {
  let file = open(path, O_WRONLY | O_TRUNC | O_CREAT, 0o600)
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    precondition(count > 0, "the test cannot write its file")
    rest = rest.dropFirst(count)
  }
  close(file)
}
