import Glibc
import Simulation
import Testing

@testable import Traces

/// Traces read in slices, and the cache that keeps them.
@Suite struct TraceLoadingTests {
  /// A trace of more than a mebibyte, which is what the cache keeps.
  private static let text: [UInt8] = {
    var numbers = FixedNumbers(state: 5)
    var text = "1048576\n70000\n128335\n1\n"
    for id in 0..<70_000 {
      text += "a \(id) \(numbers.next() % 5000)\n"
      if id % 3 == 0 { text += "r \(id) \(numbers.next() % 900)\n" }
      if id % 2 == 0 { text += "f \(id)\n" }
    }
    return Array((text + "x 1 2\nf 999999\n").utf8)
  }()

  private func whole() throws -> [PackedCommand] {
    try RepReader.read(FileContents(name: "t", bytes: Self.text)).packedCommands
  }

  private func read(
    _ loading: TraceLoading, atMost bytes: Int = 100_003
  ) throws -> [PackedCommand] {
    while !loading.isFinished { try loading.advance(atMost: bytes) }
    return (0..<loading.commands.count).map { loading.commands[$0] }
  }

  /// Runs a test with a trace in a file and an empty cache folder.
  private func withTrace(_ body: (String, TraceCache) throws -> Void) throws {
    try withTemporaryPath { path in
      write(Self.text, to: path)
      let cache = TraceCache(folder: path + "-cache/below")
      defer {
        _ = cache.clear()
        rmdir(cache.folder)
        rmdir(path + "-cache")
      }
      try body(path, cache)
    }
  }

  @Test(arguments: [1_000, 65_536, 1 << 22])
  func slicesGiveTheWhole(bytes: Int) throws {
    try withTrace { path, _ in
      let loading = try TraceLoading(path: path, cache: nil)
      #expect(try read(loading, atMost: bytes) == whole())
      #expect(loading.notices.count == 1)
      let trace = try RepReader.read(FileContents(name: "t", bytes: Self.text))
      #expect(loading.notices[0] == trace.skipped.description)
      #expect(loading.bytesRead == Self.text.count)
    }
  }

  @Test func theCacheKeepsEveryNotice() throws {
    try withTrace { path, cache in
      write(Self.text + Array("a 1 1\na 1 2\na 2 1\n".utf8), to: path)
      let first = try TraceLoading(path: path, cache: cache)
      _ = try read(first)
      #expect(first.notices.count == 2)
      #expect(first.notices.last == "the header promises 128,335 operations, 128,338 are there")
      let second = try TraceLoading(path: path, cache: cache)
      _ = try read(second)
      #expect(cache.entries.count == 1)
      #expect(second.notices == first.notices)
    }
  }

  /// Time that grows with the square of the line's length would be hours.
  @Test func aVeryLongLineIsReadInLinearTime() throws {
    try withTemporaryPath { path in
      write(Array("a 0 5\n#".utf8) + [UInt8](repeating: 0x78, count: 4 << 20), to: path)
      let loading = try TraceLoading(path: path, cache: nil)
      #expect(try read(loading, atMost: 256) == [.allocate(0, slot: 0, size: 5)])
      #expect(loading.notices.isEmpty)
    }
  }

  @Test func theSecondTimeItComesFromTheCache() throws {
    try withTrace { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      #expect(try read(first) == whole())
      #expect(cache.entries.count == 1)
      let expected = 4096 + first.commands.count * 16 + 8
      #expect(cache.entries.first?.bytes == expected)
      let second = try TraceLoading(path: path, cache: cache)
      // One segment, so one slice, however few bytes are asked for.
      try second.advance(atMost: 1)
      #expect(second.isFinished)
      #expect(try read(second) == whole())
      #expect(second.slotCount == first.slotCount)
      #expect(second.notices == first.notices)
    }
  }

  @Test func oneTraceCanBeReadTwiceAtATime() throws {
    try withTrace { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      try first.advance(atMost: 100_000)
      try first.advance(atMost: 100_000)
      let second = try TraceLoading(path: path, cache: cache)
      #expect(cache.entries.count == 2)
      #expect(try read(first) == whole())
      #expect(try read(second) == whole())
      #expect(first.notices == second.notices && first.notices.count == 1)
      #expect(cache.entries.count == 1)
      #expect(try read(try TraceLoading(path: path, cache: cache)) == whole())
    }
  }

  @Test func whatAnEndedProgramLeftIsRemoved() throws {
    try withTrace { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      let inUse = try #require(cache.entries.first?.name)
      write([1, 2, 3], to: "\(cache.folder)/0123456789abcdef.events.4711.new")
      let second = try TraceLoading(path: path, cache: nil)
      #expect(cache.entries.count == 2)
      let third = try TraceLoading(path: path, cache: cache)
      #expect(cache.entries.count == 2 && cache.entries.contains { $0.name == inUse })
      #expect(cache.clear().files == 0)
      for loading in [first, second, third] { #expect(try read(loading) == whole()) }
      #expect(cache.entries.count == 1)
    }
  }

  @Test func aTraceThatChangedIsReadAnew() throws {
    try withTrace { path, cache in
      _ = try read(try TraceLoading(path: path, cache: cache))
      var changed = Self.text
      changed[changed.count / 2] ^= 1
      write(changed, to: path)
      var times = [timespec(tv_sec: 7, tv_nsec: 0), timespec(tv_sec: 7, tv_nsec: 9)]
      #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
      let trace = try RepReader.read(FileContents(name: "t", bytes: changed))
      #expect(try read(try TraceLoading(path: path, cache: cache)) == trace.packedCommands)
      #expect(cache.entries.count == 1)
    }
  }

  @Test func aTraceWhoseTimeWasSetBackIsReadAnew() throws {
    try withTrace { path, cache in
      var status = stat()
      #expect(stat(path, &status) == 0)
      _ = try read(try TraceLoading(path: path, cache: cache))
      var changed = Self.text
      changed[changed.count / 2] ^= 1
      // The clock of files ticks every few milliseconds.
      usleep(20_000)
      let file = open(path, O_WRONLY)
      #expect(pwrite(file, changed, changed.count, 0) == changed.count)
      var times = [status.st_atim, status.st_mtim]
      #expect(futimens(file, &times) == 0)
      close(file)
      let trace = try RepReader.read(FileContents(name: "t", bytes: changed))
      #expect(try read(try TraceLoading(path: path, cache: cache)) == trace.packedCommands)
    }
  }

  @Test func aDamagedCacheIsNoticedAndMadeAnew() throws {
    try withTrace { path, cache in
      _ = try read(try TraceLoading(path: path, cache: cache))
      let name = try #require(cache.entries.first?.name)
      // A byte of a command, of the header, of the sum; and a file cut short.
      for place in [4096 + 16 * 1234, 40, Int(cache.entries[0].bytes) - 3, -1] {
        let file = open("\(cache.folder)/\(name)", O_RDWR)
        if place < 0 {
          #expect(ftruncate(file, 8192) == 0)
        } else {
          var byte: UInt8 = 0
          #expect(pread(file, &byte, 1, off_t(place)) == 1)
          byte ^= 0x40
          #expect(pwrite(file, &byte, 1, off_t(place)) == 1)
        }
        close(file)
        #expect(try read(try TraceLoading(path: path, cache: cache)) == whole())
        // It is whole again.
        let again = try TraceLoading(path: path, cache: cache)
        try again.advance(atMost: 1)
        #expect(again.isFinished)
      }
    }
  }

  @Test(arguments: [(0, 1), (.max, 1), (1 << 60, 1), (nil, .max)] as [(Int?, Int)])
  func aHeaderThatCannotBeTrueIsDamage(count: Int?, slotCount: Int) throws {
    try withTrace { path, cache in
      _ = try read(try TraceLoading(path: path, cache: cache))
      let file = open("\(cache.folder)/\(cache.entries[0].name)", O_RDWR)
      var words = [UInt64](repeating: 0, count: EventFile.headerSize / 8)
      #expect(pread(file, &words, EventFile.headerSize, 0) == EventFile.headerSize)
      var status = stat()
      #expect(stat(path, &status) == 0)
      var header = try #require(EventFileHeader(words: words, of: FileIdentity(status)))
      header.count = count ?? header.count
      header.slotCount = slotCount
      #expect(pwrite(file, header.words, EventFile.headerSize, 0) == EventFile.headerSize)
      close(file)
      let loading = try TraceLoading(path: path, cache: cache)
      #expect(try read(loading) == whole())
      #expect(loading.slotCount < 70_000)
    }
  }

  @Test func aCacheThatCannotBeWrittenIsDoneWithout() throws {
    try withTrace { path, _ in
      let loading = try TraceLoading(path: path, cache: TraceCache(folder: "/proc/nowhere/memwalk"))
      #expect(try read(loading) == whole())
      #expect(loading.notices.contains { $0.contains("/proc/nowhere/memwalk cannot be used") })
    }
  }

  @Test func theLimitRemovesWhatWasUsedLongestAgo() throws {
    try withTrace { path, cache in
      _ = try read(try TraceLoading(path: path, cache: cache))
      try withTemporaryPath { other in
        write(Self.text, to: other)
        let small = TraceCache(folder: cache.folder, limit: cache.entries[0].bytes + 100)
        var times = [timespec(tv_sec: 7, tv_nsec: 0), timespec(tv_sec: 7, tv_nsec: 9)]
        utimensat(AT_FDCWD, "\(cache.folder)/\(cache.entries[0].name)", &times, 0)
        let old = cache.entries[0].name
        _ = try read(try TraceLoading(path: other, cache: small))
        #expect(cache.entries.map(\.name) != [old])
        #expect(cache.entries.count == 1)
        #expect(cache.clear().files == 1)
      }
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
