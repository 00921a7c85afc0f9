import Script
import Simulation

/// Commands that were refused.
extension Narrator {
  func refusal(_ refusal: Refusal) -> [String] {
    let message = refusal.message(names: names)
    return [
      sentence("refused, and nothing has changed: \(message)"), sentence("refused: \(message)"),
      sentence("refused: \(refusal.shortMessage(names: names))"),
    ]
  }
}
