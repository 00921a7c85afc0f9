import Glibc
import Script
import Simulation
import Testing

@testable import Traces

/// Traces read in slices.
@Suite struct TraceLoadingTests {
  @Test(arguments: [1_000, 65_536, 1 << 22])
  func slicesGiveTheWhole(bytes: Int) throws {
    try LongTrace.withFile { path, _ in
      let loading = try TraceLoading(path: path, cache: nil)
      #expect(try LongTrace.read(loading, atMost: bytes) == LongTrace.commands())
      #expect(loading.notices.count == 1)
      let trace = try RepReader.read(FileContents(name: "t", bytes: LongTrace.text))
      #expect(loading.notices[0] == trace.skipped.description)
      #expect(loading.bytesRead == LongTrace.text.count)
    }
  }

  /// A pipe whose writer pauses is not waited for: there is more later.
  @Test func aPipeCanPause() throws {
    try withTemporaryPath { path in
      unlink(path)
      #expect(mkfifo(path, 0o600) == 0)
      let writer = open(path, O_RDWR)
      func write(_ text: String) { _ = text.withCString { Glibc.write(writer, $0, strlen($0)) } }
      write("a 0 5\n")
      let loading = try TraceLoading(path: path, cache: nil)
      for _ in 0..<3 { try loading.advance(atMost: 4096) }
      #expect(!loading.isFinished && loading.commands.count == 1 && loading.totalBytes == 0)
      write("f 0\n")
      for _ in 0..<2 { try loading.advance(atMost: 4096) }
      #expect(!loading.isFinished && loading.commands.count == 2)
      close(writer)
      for _ in 0..<2 { try loading.advance(atMost: 4096) }
      #expect(loading.isFinished && loading.totalBytes == 10)
    }
  }

  /// Time that grows with the square of the line's length would be hours.
  @Test func aVeryLongLineIsReadInLinearTime() throws {
    try withTemporaryPath { path in
      write(Array("a 0 5\n#".utf8) + [UInt8](repeating: 0x78, count: 4 << 20), to: path)
      let loading = try TraceLoading(path: path, cache: nil)
      #expect(try LongTrace.read(loading, atMost: 256) == [.allocate(0, slot: 0, size: 5)])
      #expect(loading.notices.isEmpty)
    }
  }

  /// With numbers at the head, or none, and with all that a summary counts.
  @Test(arguments: ["", "1\n", "1\n2\n3\n", String(repeating: "8\n", count: 64)])
  func theSummaryIsThatOfTheWhole(header: String) throws {
    let odd = "7 a 1 2\nr 900000 5\nr 900000 0\na 1 9\r\nf -1\nf 88\nx\n"
    let huge = "a 900001 18446744073709551615\na 900002 18446744073709551615\n"
    let text = Array((header + odd + huge).utf8) + LongTrace.text.drop { $0 != 0x61 }
    try LongTrace.withFile(text) { path, cache in
      let expected = TraceSummary(try RepReader.read(FileContents(name: "t", bytes: text)))
      #expect(expected.notes.count == 1)
      for cache in [nil, cache, cache] {
        let loading = try TraceLoading(path: path, cache: cache)
        #expect(loading.summary == nil)
        _ = try LongTrace.read(loading)
        #expect(loading.summary == expected)
      }
      let cached = try TraceLoading(path: path, cache: cache)
      try cached.advance(atMost: 1)
      #expect(cached.isFinished)
    }
  }

  /// Reads a trace to whose file something happens in the middle.
  private func readWhile(
    _ change: (Int32) -> Void, _ check: (TraceLoading) throws -> Void
  ) throws {
    try LongTrace.withFile { path, cache in
      let loading = try TraceLoading(path: path, cache: cache)
      try loading.advance(atMost: 100_000)
      let file = open(path, O_WRONLY)
      change(file)
      close(file)
      while !loading.isFinished {
        try loading.advance(atMost: 100_000)
        #expect(loading.bytesRead <= loading.totalBytes)
      }
      #expect(loading.bytesRead == loading.totalBytes)
      try check(loading)
      #expect(try cache.entries.isEmpty)
    }
  }

  @Test func aFileThatBecomesShorterIsNoticed() throws {
    try readWhile({ #expect(ftruncate($0, 500_000) == 0) }) { loading in
      let wanted = "the file became shorter while it was read: 500,000 of \(LongTrace.size) bytes"
      #expect(loading.notices.contains { $0.hasPrefix(wanted) }, "\(loading.notices)")
      #expect(loading.commands.count > 0)
    }
  }

  @Test func aFileThatGrowsIsNoticed() throws {
    try readWhile({ #expect(pwrite($0, "a 77 1\n", 7, off_t(LongTrace.text.count)) == 7) }) {
      loading in
      let wanted =
        "the file was still growing while it was read: \(LongTrace.size) bytes at first, "
      #expect(loading.notices.contains { $0.hasPrefix(wanted) }, "\(loading.notices)")
      #expect(loading.bytesRead == LongTrace.text.count + 7)
    }
  }

  @Test func aFileThatIsRewrittenIsNoticed() throws {
    try readWhile({
      usleep(20_000)
      #expect(pwrite($0, "#", 1, off_t(LongTrace.text.count - 3)) == 1)
    }) { loading in
      #expect(
        loading.notices.contains { $0.hasPrefix("the file was written to while it was read") })
    }
  }

  @Test func aStoppedReadingKeepsWhatItHas() throws {
    try LongTrace.withFile { path, cache in
      let loading = try TraceLoading(path: path, cache: cache)
      try loading.advance(atMost: 100_000)
      try loading.advance(atMost: 100_000)
      #expect(!loading.isFinished)
      loading.cancel()
      #expect(loading.isFinished)
      #expect(loading.summary == nil)
      let commands = try LongTrace.read(loading)
      #expect(commands.count > 1000)
      #expect(try commands == Array(LongTrace.commands().prefix(commands.count)))
      let count = NumberText.count(commands.count)
      #expect(loading.notices.last == "the reading was stopped after \(count) records")
      #expect(try cache.entries.isEmpty)

      // Once more, it changes nothing; and of a file in the cache nothing is lost.
      let notices = loading.notices
      loading.cancel()
      #expect(loading.notices == notices)
      _ = try LongTrace.read(try TraceLoading(path: path, cache: cache))
      let cached = try TraceLoading(path: path, cache: cache)
      cached.cancel()
      #expect(try LongTrace.read(cached).isEmpty)
      #expect(cached.notices == ["the reading was stopped after 0 records"])
      #expect(try cache.entries.count == 1)
    }
  }

  @Test func whatIsNoTraceIsRefused() throws {
    try withTemporaryPath { path in
      write(Array("hello\nworld\n".utf8), to: path)
      let loading = try TraceLoading(path: path, cache: nil)
      #expect(throws: TraceError.self) {
        try loading.advance(atMost: 100); try loading.advance(atMost: 100)
      }
    }
    #expect(throws: TraceError.file(.notFound(path: "/nowhere.rep"))) {
      try TraceLoading(path: "/nowhere.rep", cache: nil)
    }
  }
}
