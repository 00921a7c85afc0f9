public import CellGrid

/// One row of the table of keys: what keys do, how the key line and the help call it.
public struct KeyBinding: Sendable {
  /// The keys that do the same.
  public let keys: [Key]
  /// What they do.
  public let action: Action
  /// The keys as the key line shows them.
  public let label: String
  /// The keys as it shows them where there is ASCII only.
  public let asciiLabel: String
  /// The word beside it; `nil` for a key that only the help names.
  public let hint: KeyHint?
  /// What the help says.
  public let help: String
}

/// What the key line says of a key.
public struct KeyHint: Sendable {
  /// The word, where there is room.
  public let word: String
  /// A shorter one.
  public let short: String
  /// Its place among those that a narrow key line keeps: 1 goes last.
  public let rank: Int

  init(_ word: String, short: String? = nil, rank: Int) {
    self.word = word
    self.short = short ?? word
    self.rank = rank
  }
}

extension KeyBinding {
  init(
    _ keys: [Key], _ action: Action, _ label: String, ascii: String? = nil, _ hint: KeyHint?,
    _ help: String
  ) {
    self.keys = keys
    self.action = action
    self.label = label
    asciiLabel = ascii ?? label
    self.hint = hint
    self.help = help
  }
}

extension KeyBinding {
  /// The names of the keys, in ASCII where there is nothing else.
  public func keyNames(isASCII: Bool = false) -> String {
    keys.map { $0.name(isASCII: isASCII) }.joined(separator: "  ")
  }
}

extension Key {
  /// The key of a printable character.
  init(_ character: Unicode.Scalar, _ modifiers: Modifiers = []) {
    self.init(.character(character), modifiers)
  }
}

extension Key {
  /// What the key is called: `→`, `⇧→`, `n`, `space`; in ASCII `Right`, `S-Right`.
  func name(isASCII: Bool = false) -> String {
    let base: String =
      switch code {
      case .character(" "): "space"
      case .character(let scalar): String(Character(scalar))
      case .up: isASCII ? "Up" : "↑"
      case .down: isASCII ? "Down" : "↓"
      case .left: isASCII ? "Left" : "←"
      case .right: isASCII ? "Right" : "→"
      case .home: "Home"
      case .end: "End"
      case .pageUp: "PgUp"
      case .pageDown: "PgDn"
      case .insert: "Ins"
      case .delete: "Del"
      case .backspace: "Backspace"
      case .enter: "Enter"
      case .tab: "Tab"
      case .backTab: isASCII ? "S-Tab" : "⇧Tab"
      case .escape: "Esc"
      case .function(let number): "F\(number)"
      }
    return (modifiers.contains(.control) ? "^" : "") + (modifiers.contains(.alt) ? "Alt-" : "")
      + (modifiers.contains(.shift) ? (isASCII ? "S-" : "⇧") : "") + base
  }
}
