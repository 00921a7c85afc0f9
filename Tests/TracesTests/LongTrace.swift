import Glibc
import Randomness
import Script
import Simulation

@testable import Traces

/// A trace that is long enough for the cache.
enum LongTrace {
  /// A trace of more than a mebibyte, which is what the cache keeps.
  static let text: [UInt8] = {
    var numbers = SplitMix64(seed: 5)
    var text = "1048576\n70000\n128335\n1\n"
    for id in 0..<70_000 {
      text += "a \(id) \(numbers.next() % 5000)\n"
      if id % 3 == 0 { text += "r \(id) \(numbers.next() % 900)\n" }
      if id % 2 == 0 { text += "f \(id)\n" }
    }
    return Array((text + "x 1 2\nf 999999\n").utf8)
  }()

  /// Its commands.
  static func commands() throws -> [PackedCommand] {
    try RepReader.read(FileContents(name: "t", bytes: text)).packedCommands
  }

  /// Reads to the end and gives the commands.
  static func read(
    _ loading: TraceLoading, atMost bytes: Int = 100_003
  ) throws -> [PackedCommand] {
    while !loading.isFinished { try loading.advance(atMost: bytes) }
    return (0..<loading.commands.count).map { loading.commands[$0] }
  }

  /// Runs a test with a trace in a file and an empty cache folder.
  static func withFile(
    _ text: [UInt8] = text, _ body: (String, TraceCache) throws -> Void
  ) throws {
    try withTemporaryPath { path in
      write(text, to: path)
      let cache = TraceCache(folder: path + "-cache/below")
      defer {
        _ = try? cache.clear()
        rmdir(cache.folder)
        rmdir(path + "-cache")
      }
      try body(path, cache)
    }
  }

  /// Its bytes, as messages say them.
  static let size = NumberText.count(text.count)
}
