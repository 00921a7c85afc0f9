/// What the keys for steps are called in sentences. A terminal without arrows among its letters
/// would show `>` for the right arrow, which is another key: there the letters are named.
struct KeyNames: Sendable {
  /// Whether there are ASCII letters only.
  var isASCII = false

  /// The keys in force.
  var keys = KeyMap.standard

  /// To the next step.
  var forward: String {
    keys.changedName(of: "next-step", isASCII: isASCII) ?? (isASCII ? "n" : "→")
  }

  /// To the step before.
  var back: String {
    keys.changedName(of: "previous-step", isASCII: isASCII) ?? (isASCII ? "p" : "←")
  }
}

extension AppState {
  /// What keys are called on this terminal.
  var keyNames: KeyNames { KeyNames(isASCII: isASCII, keys: keys) }
}
