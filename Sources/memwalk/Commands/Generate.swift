import ArgumentParser
import Glibc
import Randomness
import Session

/// `memwalk trace generate`: a trace of any length, the same for everybody.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a trace of any length in the .rep form to standard output.",
    discussion: """
      Blocks of 16 to 488 bytes, one in 256 of up to 10 KiB, at most 150 of them live, drawn from \
      the seed alone: memwalk trace generate --operations 10000000 > ten-million.rep
      """)

  @Option(help: "How many allocations and frees.")
  var operations = 10_000_000

  @Option(help: "Where the draws start from.")
  var seed: UInt64 = 2026

  func validate() throws {
    guard (1...1_000_000_000).contains(operations) else {
      throw ValidationError("--operations \(operations): from 1 to 1000000000.")
    }
  }

  func run() throws {
    Self.write(operations: operations, seed: seed) { Console.write($0) }
  }

  /// Writes the trace to a new file.
  static func write(operations: Int, seed: UInt64, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Failure.input("\(path): cannot be written") }
    defer { close(file) }
    var isWhole = true
    write(operations: operations, seed: seed) { bytes in
      isWhole = isWhole && Glibc.write(file, bytes, bytes.count) == bytes.count
    }
    guard isWhole else { throw Failure.input("\(path): the disk is full") }
  }

  private static func write(operations: Int, seed: UInt64, _ write: ([UInt8]) -> Void) {
    var trace = GeneratedTrace(seed: seed)
    // The header counts the ids, so the draws are made twice.
    for _ in 0..<operations { _ = trace.next() }
    var output = ByteOutput()
    for number in [1 << 20, trace.allocated, operations, 1] {
      output.append(UInt64(number), endingWith: 0x0a)
    }
    trace = GeneratedTrace(seed: seed)
    for _ in 0..<operations {
      switch trace.next() {
      case .allocate(let id, let size):
        output.append("a ")
        output.append(UInt64(id), endingWith: 0x20)
        output.append(size, endingWith: 0x0a)
      case .free(let id):
        output.append("f ")
        output.append(UInt64(id), endingWith: 0x0a)
      }
      if output.bytes.count >= 1 << 20 { output.flush(write) }
    }
    output.flush(write)
  }
}

/// The generated trace: what is drawn depends on nothing but the seed.
struct GeneratedTrace {
  enum Operation {
    case allocate(id: Int, size: UInt64)
    case free(id: Int)
  }

  /// How many blocks were allocated so far.
  private(set) var allocated = 0

  private var random: SplitMix64
  private var live: [Int] = []

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// The next operation.
  mutating func next() -> Operation {
    if live.isEmpty || (live.count < 150 && random.below(100) < 52) {
      let size =
        random.below(256) == 0 ? 2_048 + random.below(8_192) : 16 + 8 * random.below(60)
      defer { allocated += 1 }
      live.append(allocated)
      return .allocate(id: allocated, size: size)
    }
    let index = Int(random.below(UInt64(live.count)))
    live.swapAt(index, live.count - 1)
    return .free(id: live.removeLast())
  }
}

/// Text that is written by the megabyte.
private struct ByteOutput {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { bytes.append(text.utf8Start[index]) }
  }

  mutating func append(_ number: UInt64, endingWith end: UInt8) {
    var divisor: UInt64 = 1
    while number / divisor >= 10 { divisor *= 10 }
    var rest = number
    while divisor > 0 {
      bytes.append(UInt8(0x30 + rest / divisor))
      rest %= divisor
      divisor /= 10
    }
    bytes.append(end)
  }

  mutating func flush(_ write: ([UInt8]) -> Void) {
    write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
