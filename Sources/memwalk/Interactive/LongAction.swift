import CellGrid
import Dispatch
import Interface
import NcursesTerminal
import Script
import Simulation
import Synchronization

/// An action on a copy of the state, in another thread: one command can take minutes, and whoever
/// waits wants to see how far it is, or to give it up. The state is as it was until it is done.
@MainActor
struct LongAction {
  private let title: String
  private let progress = CommandProgress()
  private let outcome = Outcome()

  /// Begins an action; `title` is what the user asked for.
  init(_ action: Action, on state: AppState, _ title: String) {
    self.title = title
    let (progress, outcome) = (progress, outcome)
    DispatchQueue.global(qos: .userInitiated).async {
      CommandProgress.$current.withValue(progress) {
        var copy = state
        let effect = reduce(&copy, action)
        outcome.set(copy, effect)
      }
    }
  }

  /// Waits for its end, shows what takes longer than a moment, and returns the state behind it and
  /// what has to be done outside; `nil` if the user gave it up, or a signal ends the program. Other
  /// inputs wait for their turn.
  func finish(_ state: AppState, _ terminal: NcursesTerminal) -> (AppState, Effect?)? {
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

  /// The state behind the action, handed from one thread to the other.
  private final class Outcome: Sendable {
    private let value = Mutex<(AppState, Effect?)?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func set(_ state: AppState, _ effect: Effect?) {
      value.withLock { $0 = (state, effect) }
      isThere.signal()
    }

    func wait(milliseconds: Int) -> (AppState, Effect?)? {
      guard isThere.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else {
        return nil
      }
      // Taken out, so that nobody else refers to what it is made of.
      return value.withLock { $0.take() }
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
