public import CellGrid

/// The keys, the same everywhere. The key line and the help print this table.
public enum KeyMap {
  /// All bindings but those of the prompt, in the order of the help.
  public static let bindings: [KeyBinding] = stepping + looking + asking

  /// What a key means in the views.
  public static func action(for key: Key) -> Action? { actions[key] }

  /// What a key means in the prompt.
  public static func edit(for key: Key) -> PromptEdit? {
    if let edit = edits[key] { return edit }
    if case .character(let scalar) = key.code, key.modifiers.isEmpty { return .insert(scalar) }
    return nil
  }

  private static let stepping: [KeyBinding] = [
    KeyBinding(
      [Key(.right), Key("n")], .stepForward, "→", "step", "the next step"),
    KeyBinding([Key(.left), Key("p")], .stepBack, "←", nil, "the step before"),
    KeyBinding(
      [Key(.right, .shift), Key("s")], .stepInto, "⇧→", "into",
      "into the step: the next memory access"),
    KeyBinding(
      [Key(.left, .shift), Key("S")], .stepOut, "⇧←", nil,
      "back by one memory access"),
    KeyBinding([Key(" ")], .togglePlay, "space", "play", "play, or stop playing"),
    KeyBinding([Key("+"), Key("=")], .faster, "+", nil, "play faster"),
    KeyBinding([Key("-")], .slower, "-", nil, "play slower"),
    KeyBinding([Key(.home)], .goToStart, "Home", nil, "step 0; again: the start of the boot"),
    KeyBinding([Key(.end)], .goToEnd, "End", nil, "the last step"),
    KeyBinding([Key("g")], .openPrompt("goto "), "g", nil, "go to a step, 50%, end or \"mark\""),
    KeyBinding(
      [Key(">")], .nextTouching, "< >", "touching",
      "the next step that touches what the cursor is on"),
    KeyBinding([Key("<")], .previousTouching, "<", nil, "the step before that touched it"),
    KeyBinding(
      [Key("w")], .lastWriter, "w", "last writer", "the step that wrote it last"),
  ]

  private static let looking: [KeyBinding] = [
    KeyBinding([Key("h"), Key(.left, .alt)], .move(.left), "h", nil, "the cursor to the left"),
    KeyBinding(
      [Key("j"), Key(.down), Key(.down, .alt)], .move(.down), "j", nil, "the cursor down"),
    KeyBinding([Key("k"), Key(.up), Key(.up, .alt)], .move(.up), "k", nil, "the cursor up"),
    KeyBinding(
      [Key("l"), Key(.right, .alt)], .move(.right), "l", nil, "the cursor to the right"),
    KeyBinding([Key(.enter)], .follow, "Enter", nil, "follow the cursor: block, entry, frame"),
    KeyBinding([Key(.backspace)], .goBack, "Backspace", nil, "back to where the cursor was"),
    KeyBinding([Key(.tab)], .nextView, "tab", "view", "the next view"),
    KeyBinding([Key(.backTab)], .previousView, "⇧tab", nil, "the view before"),
    KeyBinding([Key("1")], .show(.frames), "1", nil, "frames; again: alone on the screen"),
    KeyBinding([Key("2")], .show(.tables), "2", nil, "page tables; again: alone"),
    KeyBinding([Key("3")], .show(.heap), "3", nil, "heap; again: alone"),
    KeyBinding([Key("4")], .show(.timeline), "4", nil, "timeline; again: alone"),
    KeyBinding([Key("z")], .toggleWholeScreen, "z", nil, "the view alone, or all views"),
    KeyBinding([Key("[")], .zoomOut, "[", nil, "more memory in a cell"),
    KeyBinding([Key("]")], .zoomIn, "]", nil, "less memory in a cell"),
  ]

  private static let asking: [KeyBinding] = [
    KeyBinding(
      [Key("/")], .openPrompt("find "), "/", "find", "find a step: find heap.holes > 40 [back]"),
    KeyBinding([Key(":")], .openPrompt(""), ":", "command", "any command of the script language"),
    KeyBinding([Key("m")], .bookmark, "m", "mark", "mark this step"),
    KeyBinding([Key("'")], .listBookmarks, "'", nil, "list the marks"),
    KeyBinding([Key("f")], .fork, "f", "fork", "branch off here"),
    KeyBinding(
      [Key("F")], .openPrompt("fork policy="), "F", nil, "run it again on another heap"),
    KeyBinding([Key("x")], .swap, "x", nil, "the other branch"),
    KeyBinding([Key("|")], .toggleSideBySide, "|", nil, "both branches side by side, or one"),
    KeyBinding([Key("d")], .listDifferences, "d", nil, "what differs between the branches"),
    KeyBinding([Key("?"), Key(.function(1))], .toggleHelp, "?", "help", "this help"),
    KeyBinding(
      [Key("q"), Key("c", .control)], .quit, "q", nil, "quit"),
  ]

  private static let actions: [Key: Action] = Dictionary(
    bindings.flatMap { binding in binding.keys.map { ($0, binding.action) } },
    uniquingKeysWith: { first, _ in first })

  private static let edits: [Key: PromptEdit] = [
    Key(.backspace): .deleteBackward, Key(.delete): .deleteForward,
    Key("w", .control): .deleteWord, Key("u", .control): .deleteToStart,
    Key(.left): .left, Key(.right): .right, Key(.home): .start, Key(.end): .end,
    Key("a", .control): .start, Key("e", .control): .end,
    Key(.up): .older, Key(.down): .newer, Key("p", .control): .older,
    Key("n", .control): .newer, Key(.tab): .complete, Key(.enter): .submit,
    Key(.escape): .cancel, Key("c", .control): .cancel,
  ]
}
