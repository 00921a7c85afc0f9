import CellGrid

/// Moves in the list that covers the views, takes an entry of it, or leaves it.
func reduceChoosing(_ state: inout AppState, _ action: ChooserAction) -> Effect? {
  guard case .choosing(var chooser) = state.mode else { return nil }
  switch action {
  case .move(let distance): chooser.move(by: distance)
  case .page(let screens): chooser.move(by: screens * max(1, Layout.textHeight(in: state.size) - 2))
  case .first: chooser.move(by: -.max)
  case .last: chooser.move(by: .max)
  case .beginFilter: chooser.beginFilter()
  case .edit(.deleteBackward) where chooser.filter?.isEmpty == true: _ = chooser.endFilter()
  case .edit(let edit): chooser.edit(edit)
  case .take:
    guard let entry = chooser.selectedEntry else { return nil }
    return take(&state, entry)
  case .takeKey(let key):
    guard let entry = chooser.entry(for: key) else { return nil }
    return take(&state, entry)
  case .leave:
    guard !chooser.isPalette, chooser.endFilter() else {
      state.mode = .views
      return nil
    }
  case .leaveFor(let key):
    state.mode = .views
    return state.keys.action(for: key).flatMap { change(&state, $0) }
  }
  state.mode = .choosing(chooser)
  return nil
}

private func take(_ state: inout AppState, _ entry: Chooser.Entry) -> Effect? {
  state.mode = .views
  switch entry.choice {
  case .binding(let place): return change(&state, KeyMap.bindings[place].action)
  case .prompt(let text):
    state.mode = .prompt
    state.prompt.open(with: text)
    return nil
  case .stay: return nil
  case .run(let line): return .run(line)
  case .open(let target): return .open(target)
  }
}

/// Takes the entry at a place of the screen.
func clickChooser(_ state: inout AppState, _ point: GridPoint) -> Effect? {
  guard case .choosing(var chooser) = state.mode,
    let place = ChooserView.place(at: point, chooser, in: state.size)
  else { return nil }
  chooser.select(place)
  return chooser.selectedEntry.flatMap { take(&state, $0) }
}
