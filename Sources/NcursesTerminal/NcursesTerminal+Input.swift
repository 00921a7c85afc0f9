import CNcurses
public import CellGrid
import Glibc

extension NcursesTerminal {
  /// Waits for the next input, at most so many milliseconds; without a limit if there is none.
  ///
  /// Sleeps in the kernel meanwhile. With 0 it returns what is there already, so that all waiting
  /// input can be fetched before a redraw.
  public func nextInput(timeoutMilliseconds: Int?) -> TerminalInput? {
    let deadline = timeoutMilliseconds.map { ContinuousClock.now + .milliseconds($0) }
    while isOpen {
      readSignals()
      if !queue.isEmpty { return queue.removeFirst() }
      if let input = decoded() { return input }
      let limits = [deadline, sequenceDeadline].compactMap(\.self)
      switch wait(limits.min().map(Self.milliseconds(until:))) {
      case .readable:
        if !readTerminal() { return .lost }
      case .signal: continue
      case .gone: return .lost
      case .timeout:
        if let sequenceDeadline, sequenceDeadline <= .now {
          if let input = decoded(isLast: true) { return input }
        } else if let deadline, deadline <= .now {
          return nil
        }
      }
    }
    return .lost
  }

  /// Gives inputs back that were taken out of their turn: they come next.
  public func putBack(_ inputs: [TerminalInput]) { queue = inputs + queue }

  /// When what has begun is over if nothing follows.
  private var sequenceDeadline: ContinuousClock.Instant? {
    switch decoder.pending {
    case .nothing: nil
    case .sequence: lastRead + .milliseconds(25)
    case .report, .paste: lastRead + .seconds(1)
    }
  }

  private enum Wake {
    case readable, signal, timeout, gone
  }

  private func wait(_ milliseconds: Int?) -> Wake {
    var waits = [
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
    ]
    let limit = milliseconds.map { Int32(clamping: $0) } ?? -1
    guard poll(&waits, 2, limit) > 0 else { return errno == EINTR ? .signal : .timeout }
    if waits[0].revents != 0 { return .signal }
    if waits[1].revents & Int16(POLLIN) != 0 { return .readable }
    return .gone
  }

  func readTerminal() -> Bool {
    let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = max(0, read(STDIN_FILENO, buffer.baseAddress, buffer.count))
    }
    decoder.feed(chunk)
    lastRead = .now
    return !chunk.isEmpty
  }

  static func milliseconds(until deadline: ContinuousClock.Instant) -> Int {
    let left = (deadline - .now) / Duration.milliseconds(1)
    return max(0, Int(left.rounded(.up)))
  }
}

extension NcursesTerminal {
  private func readSignals() {
    while isOpen, let signal = signals.next() {
      switch signal {
      case SIGWINCH: adoptSize()
      case SIGTSTP: suspend(wholeJob: false)
      case SIGCONT:
        // Stopped by a signal that cannot be caught: the shell has changed the terminal since.
        if !isContinueExpected {
          leave()
          resume()
        }
        isContinueExpected = false
      default: queue.append(.terminated(signal: signal))
      }
    }
  }

  func suspend(wholeJob: Bool) {
    guard isOpen else { return }
    leave()
    isContinueExpected = true
    signals.stop(wholeJob: wholeJob)
    resume()
  }

  private func resume() {
    enter()
    adoptSize()
    queue.append(.resumed)
  }

  private func adoptSize() {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return }
    let new = GridSize(columns: Int(window.ws_col), rows: Int(window.ws_row))
    guard new != size, !new.isEmpty else { return }
    resizeterm(Int32(new.rows), Int32(new.columns))
    size = new
    forgetShown()
    queue.removeAll { if case .resized = $0 { true } else { false } }
    queue.append(.resized(new))
  }
}
