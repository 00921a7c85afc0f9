import Foundation
import Glibc
import Testing

@testable import memwalk

/// The lines of the prompt between sessions.
@Suite struct HistoryFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func linesAreThereAgain() throws {
    try withFolder { folder in
      let first = HistoryFile(in: folder)
      #expect(first.read().isEmpty)
      first.add(["a = alloc 64"])
      first.add(["a = alloc 64", "free a"])
      first.add(["a = alloc 64", "free a"])
      // Another program adds its own meanwhile.
      let second = HistoryFile(in: folder)
      #expect(second.read() == ["a = alloc 64", "free a"])
      second.add(["a = alloc 64", "free a", "boot"])
      first.add(["a = alloc 64", "free a", "find oom"])
      #expect(
        HistoryFile(in: folder).read() == ["a = alloc 64", "free a", "boot", "find oom"])
    }
  }

  @Test func aLongFileIsMadeShorter() throws {
    try withFolder { folder in
      let file = HistoryFile(in: folder)
      file.add((0..<2_500).map { "alloc \($0)" })
      #expect(HistoryFile(in: folder).read().count == 1_000)
      #expect(HistoryFile(in: folder).read().last == "alloc 2499")
      let bytes = try Data(contentsOf: URL(filePath: folder + "/history"))
      #expect(bytes.split(separator: UInt8(ascii: "\n")).count == 1_000)
    }
  }

  @Test func aPipeInItsPlaceIsNotWaitedFor() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      for name in ["history", "lessons", "config"] {
        #expect(mkfifo("\(folder)/\(name)", 0o600) == 0)
        #expect(Folder.isBlocked("\(folder)/\(name)"))
      }
      #expect(HistoryFile(in: folder).read().isEmpty)
      #expect(!Folder.isBlocked(folder) && !Folder.isBlocked(folder + "/nothing"))
    }
  }

  @Test func whereNothingCanBeWrittenNothingHappens() {
    let file = HistoryFile(in: "/proc/nothing")
    #expect(file.read().isEmpty)
    file.add(["boot"])
    HistoryFile(in: nil).add(["boot"])
  }
}
