import Glibc

/// A line on standard error that says how far something has come, written over and over, and gone in
/// the end. Where standard error is no terminal, and for what is soon done, there is none.
struct ProgressLine {
  private let write: ((String) -> Void)?
  private let clock = ContinuousClock()
  private var due: ContinuousClock.Instant
  private let interval: Duration
  /// How many columns stand there.
  private var width = 0

  /// A line on standard error.
  init() {
    var write: ((String) -> Void)?
    if isatty(STDERR_FILENO) == 1 { write = { Console.progress($0) } }
    self.init(interval: .milliseconds(200), write)
  }

  /// A line that is written with `write`, at most once in an interval.
  init(interval: Duration, _ write: ((String) -> Void)?) {
    self.write = write
    self.interval = interval
    due = clock.now + interval
  }

  /// Says that something has come so far; how far is not known of what has no end yet.
  mutating func show(_ what: String, _ done: Double, of total: Int) {
    guard let write, clock.now >= due else { return }
    due = clock.now + interval
    let part = total > 0 ? ": \(Int(max(0, min(1, done / Double(total))) * 100)) %" : " …"
    let text = String((what + part).prefix(78))
    write("\r" + text + String(repeating: " ", count: max(0, width - text.count)))
    width = text.count
  }

  /// Takes the line away.
  mutating func clear() {
    guard width > 0 else { return }
    write?("\r" + String(repeating: " ", count: width) + "\r")
    width = 0
  }
}
