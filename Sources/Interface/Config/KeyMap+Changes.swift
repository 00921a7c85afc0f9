import CellGrid

extension KeyMap {
  /// The names of the actions that keys of the views can have, each once, in the order of the help.
  public static let actionNames: [String] = bindings.compactMap(\.action.name).reduce(into: []) {
    if !$0.contains($1) { $0.append($1) }
  }

  /// What the first key of an action is called, if the action's keys are other ones than usual.
  func changedName(of action: String, isASCII: Bool) -> String? {
    func keys(_ bindings: [KeyBinding]) -> [Key] {
      bindings.first { $0.action.name == action }?.keys ?? []
    }
    let inForce = keys(bindings)
    return inForce == keys(Self.bindings)
      ? nil : inForce.first?.name(isASCII: isASCII) ?? ":goto"
  }

  /// The default keys after some were given to other actions.
  static func changed(
    _ groups: [(title: String, bindings: [KeyBinding])], by changes: [Config.KeyChange]
  ) -> [(title: String, bindings: [KeyBinding])] {
    let standard = Dictionary(
      groups.flatMap(\.bindings).flatMap { row in row.keys.map { ($0, row.action.name) } }
    ) { first, _ in first }
    // What says what there is already changes no row.
    let changes = changes.filter { $0.action == nil || standard[$0.key] != $0.action }
    let changed = Set(changes.map(\.key))
    var given = Dictionary(grouping: changes.filter { $0.action != nil }) { $0.action ?? "" }
    return groups.map { group in
      let bindings = group.bindings.map { binding in
        let new = binding.action.name.flatMap { given.removeValue(forKey: $0) } ?? []
        return binding.with(
          new.map(\.key) + binding.keys.filter { !changed.contains($0) }, changed: changed)
      }
      return (group.title, bindings)
    }
  }
}

extension KeyBinding {
  /// The row with other keys. What the key line calls it may be about keys of two rows, as `→ ←`: if
  /// one of those has changed, the row is called by its first key.
  func with(_ keys: [Key], changed: Set<Key>) -> KeyBinding {
    let called = label.split(separator: " ").compactMap { Key(named: String($0)) }
    if keys == self.keys, changed.isDisjoint(with: called) { return self }
    return KeyBinding(
      keys, action, keys.first?.name() ?? "", ascii: keys.first?.name(isASCII: true) ?? "",
      keys.isEmpty ? nil : hint, help)
  }
}
