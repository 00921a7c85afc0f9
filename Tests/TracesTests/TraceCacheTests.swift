import Glibc
import Simulation
import Testing

@testable import Traces

/// The files that traces are kept in.
@Suite struct TraceCacheTests {
  @Test func theCacheKeepsEveryNotice() throws {
    let text = LongTrace.text + Array("a 1 1\na 1 2\na 2 1\n".utf8)
    try LongTrace.withFile(text) { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      _ = try LongTrace.read(first)
      #expect(first.notices.count == 2)
      #expect(first.notices.last == "the header promises 128,335 operations, 128,338 are there")
      let second = try TraceLoading(path: path, cache: cache)
      _ = try LongTrace.read(second)
      #expect(try cache.entries.count == 1)
      #expect(second.notices == first.notices)
      #expect(second.summary?.text == first.summary?.text)
    }
  }

  @Test func theSecondTimeItComesFromTheCache() throws {
    try LongTrace.withFile { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      #expect(try LongTrace.read(first) == LongTrace.commands())
      #expect(try cache.entries.count == 1)
      let expected = 4096 + first.commands.count * 16 + 8
      #expect(try cache.entries.first?.bytes == expected)
      let second = try TraceLoading(path: path, cache: cache)
      // One segment, so one slice, however few bytes are asked for.
      try second.advance(atMost: 1)
      #expect(second.isFinished)
      #expect(try LongTrace.read(second) == LongTrace.commands())
      #expect(second.slotCount == first.slotCount)
      #expect(second.notices == first.notices)
    }
  }

  @Test func oneTraceCanBeReadTwiceAtATime() throws {
    try LongTrace.withFile { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      try first.advance(atMost: 100_000)
      try first.advance(atMost: 100_000)
      let second = try TraceLoading(path: path, cache: cache)
      #expect(try cache.entries.count == 2)
      #expect(try LongTrace.read(first) == LongTrace.commands())
      #expect(try LongTrace.read(second) == LongTrace.commands())
      #expect(first.notices == second.notices && first.notices.count == 1)
      #expect(try cache.entries.count == 1)
      #expect(
        try LongTrace.read(try TraceLoading(path: path, cache: cache)) == LongTrace.commands())
    }
  }

  @Test func whatAnEndedProgramLeftIsRemoved() throws {
    try LongTrace.withFile { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      let inUse = try #require(try cache.entries.first?.name)
      write([1, 2, 3], to: "\(cache.folder)/0123456789abcdef.events.4711.new")
      let second = try TraceLoading(path: path, cache: nil)
      #expect(try cache.entries.count == 2)
      let third = try TraceLoading(path: path, cache: cache)
      #expect(try cache.entries.count == 2 && cache.entries.contains { $0.name == inUse })
      #expect(try cache.clear() == .init(beingWritten: 2))
      for loading in [first, second, third] {
        #expect(try LongTrace.read(loading) == LongTrace.commands())
      }
      #expect(try cache.entries.count == 1)
    }
  }

  @Test func moreNumbersAtTheHeadThanACacheHoldsAreReadAnew() throws {
    let text = Array(String(repeating: "8\n", count: 65).utf8) + LongTrace.text
    try LongTrace.withFile(text) { path, cache in
      let expected = TraceSummary(try RepReader.read(FileContents(name: "t", bytes: text)))
      for _ in 0..<2 {
        let loading = try TraceLoading(path: path, cache: cache)
        _ = try LongTrace.read(loading)
        #expect(loading.summary == expected)
        #expect(try cache.entries.isEmpty)
      }
    }
  }

  @Test func aTraceThatChangedIsReadAnew() throws {
    try LongTrace.withFile { path, cache in
      _ = try LongTrace.read(try TraceLoading(path: path, cache: cache))
      var changed = LongTrace.text
      changed[changed.count / 2] ^= 1
      write(changed, to: path)
      var times = [timespec(tv_sec: 7, tv_nsec: 0), timespec(tv_sec: 7, tv_nsec: 9)]
      #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
      let trace = try RepReader.read(FileContents(name: "t", bytes: changed))
      #expect(
        try LongTrace.read(try TraceLoading(path: path, cache: cache)) == trace.packedCommands)
      #expect(try cache.entries.count == 1)
    }
  }

  @Test func aTraceWhoseTimeWasSetBackIsReadAnew() throws {
    try LongTrace.withFile { path, cache in
      var status = stat()
      #expect(stat(path, &status) == 0)
      _ = try LongTrace.read(try TraceLoading(path: path, cache: cache))
      var changed = LongTrace.text
      changed[changed.count / 2] ^= 1
      // The clock of files ticks every few milliseconds.
      usleep(20_000)
      let file = open(path, O_WRONLY)
      #expect(pwrite(file, changed, changed.count, 0) == changed.count)
      var times = [status.st_atim, status.st_mtim]
      #expect(futimens(file, &times) == 0)
      close(file)
      let trace = try RepReader.read(FileContents(name: "t", bytes: changed))
      #expect(
        try LongTrace.read(try TraceLoading(path: path, cache: cache)) == trace.packedCommands)
    }
  }

  @Test func aDamagedCacheIsNoticedAndMadeAnew() throws {
    try LongTrace.withFile { path, cache in
      _ = try LongTrace.read(try TraceLoading(path: path, cache: cache))
      let name = try #require(try cache.entries.first?.name)
      // A byte of a command, of the header, of the sum; and a file cut short.
      for place in [4096 + 16 * 1234, 40, Int(try cache.entries[0].bytes) - 3, -1] {
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
        #expect(
          try LongTrace.read(try TraceLoading(path: path, cache: cache)) == LongTrace.commands())
        // It is whole again.
        let again = try TraceLoading(path: path, cache: cache)
        try again.advance(atMost: 1)
        #expect(again.isFinished)
      }
    }
  }

  /// Somebody may cut a file of the cache that is in use, or the disk may lose it.
  @Test func aCacheThatIsCutWhileItIsUsedLosesNothing() throws {
    try LongTrace.withFile { path, cache in
      let first = try TraceLoading(path: path, cache: cache)
      try first.advance(atMost: 100_000)
      let unfinished = "\(cache.folder)/\(try #require(try cache.entries.first?.name))"
      #expect(truncate(unfinished, 0) == 0)
      #expect(try LongTrace.read(first) == LongTrace.commands())
      let second = try TraceLoading(path: path, cache: cache)
      try second.advance(atMost: 1)
      for entry in try cache.entries { #expect(truncate("\(cache.folder)/\(entry.name)", 0) == 0) }
      #expect(try LongTrace.read(second) == LongTrace.commands())
    }
  }

  /// A command of a family that is not known is damage, even if the sum over it is right.
  @Test(arguments: [0, 2 << 62, 3 << 62 | 1 << 60] as [UInt64])
  func aCommandOfAnUnknownFamilyIsDamage(word: UInt64) throws {
    try LongTrace.withFile { path, cache in
      let commands = try LongTrace.commands()
      _ = try LongTrace.read(try TraceLoading(path: path, cache: cache))
      let count = min(commands.count, PackedCommands.segmentCapacity)
      var words = commands[..<count].flatMap { [$0.size, $0.word] }
      (words[2 * 77], words[2 * 77 + 1]) = (0, word)
      let file = open("\(cache.folder)/\(try cache.entries[0].name)", O_RDWR)
      #expect(pwrite(file, words, words.count * 8, off_t(EventFile.headerSize)) == words.count * 8)
      var check = EventCheck()
      words.withUnsafeBytes {
        for command in $0.bindMemory(to: PackedCommand.self) { check.combine(command) }
      }
      var sum = check.value
      let end = off_t(EventFile.headerSize + commands.count * PackedCommand.byteCount)
      #expect(pwrite(file, &sum, 8, end) == 8)
      close(file)
      #expect(try LongTrace.read(try TraceLoading(path: path, cache: cache)) == commands)
    }
  }

  @Test(arguments: [(0, 1), (.max, 1), (1 << 60, 1), (nil, .max)] as [(Int?, Int)])
  func aHeaderThatCannotBeTrueIsDamage(count: Int?, slotCount: Int) throws {
    try LongTrace.withFile { path, cache in
      _ = try LongTrace.read(try TraceLoading(path: path, cache: cache))
      let file = open("\(cache.folder)/\(try cache.entries[0].name)", O_RDWR)
      var words = [UInt64](repeating: 0, count: EventFile.headerSize / 8)
      #expect(pread(file, &words, EventFile.headerSize, 0) == EventFile.headerSize)
      var status = stat()
      #expect(stat(path, &status) == 0)
      var header = try #require(EventFileHeader(words: words, of: FileIdentity(status)))
      header.count = count ?? header.count
      header.slotCount = slotCount
      words = try #require(header.words)
      #expect(pwrite(file, words, EventFile.headerSize, 0) == EventFile.headerSize)
      close(file)
      let loading = try TraceLoading(path: path, cache: cache)
      #expect(try LongTrace.read(loading) == LongTrace.commands())
      #expect(loading.slotCount < 70_000)
    }
  }

  @Test func aCacheThatCannotBeWrittenIsDoneWithout() throws {
    try LongTrace.withFile { path, _ in
      let loading = try TraceLoading(path: path, cache: TraceCache(folder: "/proc/nowhere/memwalk"))
      #expect(try LongTrace.read(loading) == LongTrace.commands())
      #expect(loading.notices.contains { $0.contains("/proc/nowhere/memwalk cannot be used") })
    }
  }

  @Test func theLimitRemovesWhatWasUsedLongestAgo() throws {
    try LongTrace.withFile { path, cache in
      _ = try LongTrace.read(try TraceLoading(path: path, cache: cache))
      try withTemporaryPath { other in
        write(LongTrace.text, to: other)
        let old = try #require(try cache.entries.first)
        let small = TraceCache(folder: cache.folder, limit: old.bytes + 100)
        var times = [timespec(tv_sec: 7, tv_nsec: 0), timespec(tv_sec: 7, tv_nsec: 9)]
        utimensat(AT_FDCWD, "\(cache.folder)/\(old.name)", &times, 0)
        _ = try LongTrace.read(try TraceLoading(path: other, cache: small))
        #expect(try cache.entries.map(\.name) != [old.name])
        #expect(try cache.entries.count == 1)
        #expect(try cache.clear().files == 1)
      }
    }
  }
}
