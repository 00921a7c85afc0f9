import CellGrid

extension Key {
  /// The key of a name as ``name(isASCII:)`` gives it, in either form and any case: `^p`, `Alt-x`,
  /// `S-Right` or `⇧→`, `F5`, `space`.
  init?(named name: String) {
    if let code = Self.codes[name.lowercased()] {
      self.init(code)
      return
    }
    for (prefix, modifier) in Self.prefixes {
      let start = name.prefix(prefix.count)
      guard name.count > prefix.count, start.lowercased() == prefix,
        let key = Key(named: String(name.dropFirst(prefix.count))),
        !key.modifiers.contains(modifier)
      else { continue }
      // A letter has its own case in place of Shift, and with Control none.
      if case .character(let scalar) = key.code {
        if modifier == .shift { return nil }
        if modifier == .control {
          guard let lower = Self.controlled(scalar) else { return nil }
          self.init(.character(lower), key.modifiers.union(modifier))
          return
        }
      }
      self.init(key.code, key.modifiers.union(modifier))
      return
    }
    guard name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first,
      Glyph.columns(of: name) > 0
    else { return nil }
    self.init(scalar)
  }

  /// The letter that is held with Control; the others have no code of their own on a terminal, or
  /// that of another key, as `^i` has that of Tab.
  private static func controlled(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return ("a"..."z").contains(lower) && !["h", "i", "j", "m"].contains(lower) ? lower : nil
  }

  private static let prefixes: [(String, Modifiers)] = [
    ("^", .control), ("alt-", .alt), ("s-", .shift), ("⇧", .shift),
  ]

  /// The keys that have no character, by both of their names.
  private static let codes: [String: KeyCode] = {
    var codes: [String: KeyCode] = [:]
    let named: [KeyCode] =
      [
        .character(" "), .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert,
        .delete, .backspace, .enter, .tab, .backTab, .escape,
      ] + (1...20).map { .function($0) }
    for code in named {
      for isASCII in [false, true] { codes[Key(code).name(isASCII: isASCII).lowercased()] = code }
    }
    return codes
  }()
}
