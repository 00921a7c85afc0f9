/// What the keys for steps are called in sentences. A terminal without arrows among its letters
/// would show `>` for the right arrow, which is another key: there the letters are named.
struct KeyNames: Sendable {
  /// Whether there are ASCII letters only.
  var isASCII = false

  /// To the next step.
  var forward: String { isASCII ? "n" : "→" }

  /// To the step before.
  var back: String { isASCII ? "p" : "←" }
}

extension AppState {
  /// What keys are called on this terminal.
  var keyNames: KeyNames { KeyNames(isASCII: isASCII) }
}
