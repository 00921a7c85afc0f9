public import CellGrid

/// What keys do in a list that covers the views.
public enum ChooserAction: Sendable {
  /// Go on by so many entries, up if negative.
  case move(Int)
  /// Go on by so many screens.
  case page(Int)
  /// Go to the first entry.
  case first
  /// Go to the last.
  case last
  /// Take the chosen entry.
  case take
  /// Take the entry of a key.
  case takeKey(Unicode.Scalar)
  /// Let letters narrow the list.
  case beginFilter
  /// A key for what narrows it.
  case edit(PromptEdit)
  /// Go back to the whole list, or to the views.
  case leave
  /// Leave the list and do what a key does in the views.
  case leaveFor(Key)
}

extension KeyMap {
  /// The bindings of a list.
  public static let choosing: [KeyBinding] = [
    KeyBinding(
      [Key(.enter), Key("l")], .choose(.take), "Enter", KeyHint("take it", short: "take", rank: 1),
      "take what is chosen"),
    KeyBinding(
      [Key("j"), Key(.down)], .choose(.move(1)), "j k", KeyHint("choose", rank: 3), "down"),
    KeyBinding([Key("k"), Key(.up)], .choose(.move(-1)), "k", nil, "up"),
    KeyBinding([Key(.pageDown)], .choose(.page(1)), "PgDn", nil, "down by a screen"),
    KeyBinding([Key(.pageUp)], .choose(.page(-1)), "PgUp", nil, "up by a screen"),
    KeyBinding([Key(.home), Key("g")], .choose(.first), "Home", nil, "the first"),
    KeyBinding([Key(.end), Key("G")], .choose(.last), "End", nil, "the last"),
    KeyBinding(
      [Key("/")], .choose(.beginFilter), "/", KeyHint("narrow", rank: 4), "type to narrow the list"),
    KeyBinding(
      [Key(.escape), Key("q"), Key(.backspace)], .choose(.leave), "Esc", KeyHint("back", rank: 2),
      "back"),
    KeyBinding([Key(":")], .openPrompt(""), ":", KeyHint("command", rank: 5), "a command"),
    KeyBinding([Key("?"), Key(.function(1))], .openHelp, "?", nil, "the help"),
    KeyBinding([Key("c", .control)], .interrupt, "^C", nil, "stop what goes on, or quit"),
  ]

  /// What a key means in a list: those of its entries first, and where letters narrow it these.
  static func choice(
    for key: Key, in chooser: Chooser, _ keys: KeyMap = .standard
  ) -> Action? {
    if chooser.filter != nil { return filtering(key) }
    if case .character(let scalar) = key.code, key.modifiers.isEmpty,
      chooser.entry(for: scalar) != nil
    {
      return .choose(.takeKey(scalar))
    }
    if chooser.isLeftBySteps, let action = keys.action(for: key), action.isStep {
      return .choose(.leaveFor(key))
    }
    return choices[key]
  }

  private static func filtering(_ key: Key) -> Action? {
    switch key {
    case Key(.enter): return .choose(.take)
    case Key(.escape), Key("c", .control): return .choose(.leave)
    case Key(.down), Key("n", .control), Key(.tab): return .choose(.move(1))
    case Key(.up), Key("p", .control), Key(.backTab): return .choose(.move(-1))
    case Key(.pageDown): return .choose(.page(1))
    case Key(.pageUp): return .choose(.page(-1))
    default: return edit(for: key).map { .choose(.edit($0)) }
    }
  }

  private static let choices = table(of: choosing)
}

extension Action {
  /// Whether it makes a step.
  fileprivate var isStep: Bool {
    switch self {
    case .stepForward, .stepBack, .stepInto, .stepOut, .togglePlay: true
    default: false
    }
  }
}
