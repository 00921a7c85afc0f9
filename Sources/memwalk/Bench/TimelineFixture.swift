import Glibc
import Interface
import Randomness
import Session
import Simulation
import Traces

/// The generated trace of ten million operations, written, read, surveyed as the program does it.
///
/// It takes some seconds and is made once for all workloads on it.
final class TimelineFixture: @unchecked Sendable {
  // What is computed shows after 200,000: a debug build's tests need no more.
  #if DEBUG
    static let operations = 200_000
    private static let asked = [100_000, 200_000]
    static let expected = "146 live, 37192 used, 67 holes; 140 live, 37608 used, 62 holes"
  #else
    static let operations = 10_000_000
    private static let asked = [100_000, 1_000_000]
    /// What any correct machine has after so many operations.
    static let expected = "146 live, 37192 used, 67 holes; 142 live, 39936 used, 60 holes"
  #endif
  static let shared = TimelineFixture()

  /// The session, surveyed to its end.
  private(set) var session: Session
  /// The CPU time of reading and packing.
  private(set) var readNanoseconds: UInt64 = 0
  /// The CPU time of the survey.
  private(set) var surveyNanoseconds: UInt64 = 0
  /// The bytes of the cache file.
  private(set) var cacheBytes = 0
  /// The memory of the process's own, behind the survey.
  private(set) var anonymousBytes = 0

  private init() {
    var template = Array("/tmp/memwalk-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("/tmp cannot be written") }
    let folder = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/generated.rep"
    let cache = TraceCache(folder: folder + "/cache")
    do {
      try Generate.write(operations: Self.operations, seed: 2026, to: path)
      let loading = try TraceLoading(path: path, cache: cache)
      var time = CPUTime()
      while !loading.isFinished { try loading.advance(atMost: 1 << 20) }
      readNanoseconds = time.nanoseconds
      cacheBytes = try cache.entries.reduce(0) { $0 + $1.bytes }
      session = try SessionBuilder.replay(
        loading, title: "generated.rep", alignment: 8, on: MachineDescription())
      time = CPUTime()
      session.survey()
      surveyNanoseconds = time.nanoseconds
      anonymousBytes = Self.residentAnonymousBytes()
    } catch {
      fatalError("cannot prepare the generated trace: \(error)")
    }
    _ = try? cache.clear()
    unlink(path)
    rmdir(cache.folder)
    rmdir(folder)
  }

  /// What this one has.
  var found: String {
    Self.asked.map { operation in
      let machine = session.timeline.replayed(to: session.timeline.setupCount + operation)
      return "\(machine.program.blockCount) live, \(machine.value(of: .heapUsed)) used, "
        + "\(machine.value(of: .heapHoles)) holes"
    }.joined(separator: "; ")
  }

  /// The CPU time of going to each of 1,000 random points, sorted, in nanoseconds.
  func seekTimes() -> [UInt64] {
    var random = SplitMix64(seed: 99)
    var session = session
    return (0..<1_000).map { _ in
      let step = Int(random.below(UInt64(Self.operations)))
      let time = CPUTime()
      session.seek(toStep: step)
      return time.nanoseconds
    }.sorted()
  }

  /// The CPU time of each of 1,000 steps back, sorted, in nanoseconds.
  func stepBackTimes() -> [UInt64] {
    var random = SplitMix64(seed: 7)
    var session = session
    return (0..<50).flatMap { _ in
      session.seek(toStep: Int(random.below(UInt64(Self.operations))))
      return (0..<20).map { _ in
        let time = CPUTime()
        session.stepBack()
        return time.nanoseconds
      }
    }.sorted()
  }

  private static func residentAnonymousBytes() -> Int {
    guard let status = try? FileContents(path: "/proc/self/status") else { return 0 }
    let text = String(decoding: status.bytes, as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }
}
