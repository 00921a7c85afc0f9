import CellGrid
import Glibc

extension NcursesTerminal {
  /// Asks the terminal for its background. The answer is the input ``TerminalInput/background(_:)``,
  /// now, later or never: nothing waits for it. A terminal without colours, or one that may not
  /// understand the question, is not asked.
  public func askForBackground() {
    guard description.tellsBackground, colors != .none, answerDue == nil else { return }
    RedrawCapture.write(Array("\u{1b}]11;?\u{7}".utf8), to: STDOUT_FILENO)
    answerDue = .now + .milliseconds(500)
  }

  /// The next input that has come as a whole.
  func decoded(isLast: Bool = false) -> TerminalInput? {
    let input = decoder.next(isLast: isLast)
    if case .background = input { answerDue = nil }
    return input
  }

  /// Takes the answer that is still under way, so that the shell does not get it; what is typed
  /// meanwhile is dropped. Half a second after the question it does not wait any more.
  func drainAnswer() {
    guard let due = answerDue else { return }
    repeat {
      while decoded() != nil {}
    } while answerDue != nil && pollInput(until: due) && readTerminal()
    answerDue = nil
  }

  private func pollInput(until due: ContinuousClock.Instant) -> Bool {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let left = Int32(clamping: Self.milliseconds(until: due))
    return poll(&input, 1, left) > 0 && input.revents & Int16(POLLIN) != 0
  }
}
