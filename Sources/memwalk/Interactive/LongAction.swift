import CellGrid
import Dispatch
import Interface
import NcursesTerminal
import Script
import Simulation

/// Something that can take minutes, in another thread: an action on a copy of the state, or the
/// opening of a file. Whoever waits wants to see how far it is, or to give it up; the state is as it
/// was until it is done, and signals are looked at meanwhile.
@MainActor
struct LongAction<Value> {
  private let title: String
  private let progress = CommandProgress()
  private let outcome = Outcome()

  /// Begins something; `title` is what the user asked for.
  init(_ title: String, _ body: @escaping @Sendable () -> Value) {
    self.title = title
    let (progress, outcome) = (progress, outcome)
    DispatchQueue.global(qos: .userInitiated).async {
      CommandProgress.$current.withValue(progress) { outcome.set(body()) }
    }
  }

  /// Waits for its end, shows what takes longer than a moment, and returns what came of it; `nil`
  /// if the user gave it up, or a signal ends the program. Other inputs wait for their turn.
  func finish(_ state: AppState, _ terminal: NcursesTerminal) -> Value? {
    if let done = outcome.wait(milliseconds: 30) { return done }
    var shown = state
    shown.message = nil
    var waiting: [TerminalInput] = []
    defer { terminal.putBack(waiting) }
    while true {
      shown.running = AppState.Running(title: title, fraction: progress.fraction)
      terminal.showCursor(at: nil)
      terminal.present(render(shown))
      while let input = terminal.nextInput(timeoutMilliseconds: 0) {
        switch input {
        case .key(Key(.escape)), .key(Key(.character("c"), .control)):
          progress.giveUp()
          return nil
        case .terminated, .lost:
          progress.giveUp()
          waiting = [input]
          return nil
        case .resized(let size):
          shown.size = size
          waiting.append(input)
        default: waiting.append(input)
        }
      }
      if let done = outcome.wait(milliseconds: 40) { return done }
    }
  }

  /// What came of it, handed from one thread to the other: written before the semaphore is signalled,
  /// read behind it.
  private final class Outcome: @unchecked Sendable {
    private var value: Value?
    private let isThere = DispatchSemaphore(value: 0)

    func set(_ value: Value) {
      self.value = value
      isThere.signal()
    }

    func wait(milliseconds: Int) -> Value? {
      guard isThere.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else {
        return nil
      }
      // Taken out, so that nobody else refers to what it is made of.
      return value.take()
    }
  }
}

extension Action {
  /// What the user asked for, if it may take long; `nil` for what never does.
  var longTitle: String? {
    switch self {
    case .execute(let line): line.text
    case .stepForward, .stepBack, .stepInto, .stepOut: "step"
    default: nil
    }
  }
}
