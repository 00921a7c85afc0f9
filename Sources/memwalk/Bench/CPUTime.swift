import Glibc

/// Measures the CPU time of the calling thread, which other programs do not add to.
struct CPUTime {
  private let start = now()

  /// Starts measuring.
  init() {}

  /// The nanoseconds of CPU time since the start.
  var nanoseconds: UInt64 { Self.now() - start }

  private static func now() -> UInt64 {
    var time = timespec()
    let status = clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    precondition(status == 0, "the kernel has no CPU clock for threads")
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
