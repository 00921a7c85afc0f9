import CNcurses
import Glibc

/// The signals that a full-screen program cares for, read from a descriptor: no handler runs, and
/// nothing races with ncurses.
struct SignalQueue {
  /// Becomes readable when a signal is there.
  let descriptor: Int32
  private var maskBefore = sigset_t()

  /// Those that end a program unless it says otherwise, and do not tell of a fault of its own: the
  /// terminal is to be left as it was.
  static let ending = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGVTALRM, SIGPROF,
    SIGXCPU,
    SIGXFSZ, SIGPOLL, SIGPWR,
  ]

  /// Blocks the signals of the process (of this thread and those that it starts).
  init() throws(TerminalError) {
    var mask = Self.set([SIGWINCH, SIGTSTP, SIGCONT] + Self.ending)
    pthread_sigmask(SIG_BLOCK, &mask, &maskBefore)
    descriptor = signalfd(-1, &mask, Int32(SFD_NONBLOCK) | Int32(SFD_CLOEXEC))
    guard descriptor >= 0 else { throw .systemCall(name: "signalfd", errno: errno) }
  }

  /// The next signal that came in, if there is one.
  func next() -> Int32? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    return read(descriptor, &info, size) == size ? Int32(info.ssi_signo) : nil
  }

  /// Stops this process, or all of its job, as the terminal does for Control-Z; returns when it is
  /// continued.
  func stop(wholeJob: Bool) {
    let handler = signal(SIGTSTP, SIG_DFL)
    var mask = Self.set([SIGTSTP])
    kill(wholeJob ? 0 : getpid(), SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)  // here it stops
    pthread_sigmask(SIG_BLOCK, &mask, nil)
    signal(SIGTSTP, handler)
  }

  /// Lets signals act again as before.
  mutating func close() {
    Glibc.close(descriptor)
    pthread_sigmask(SIG_SETMASK, &maskBefore, nil)
  }

  private static func set(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
