public import CellGrid
import Simulation

/// The keys, the same everywhere. The key line and the help print this table: as it stands, or with
/// the keys of the views that the user has given to other actions.
public struct KeyMap: Sendable {
  /// The bindings of the views that are in force, in the order of the help.
  public let groups: [(title: String, bindings: [KeyBinding])]
  /// The bindings of a lesson's text that are in force.
  public let lesson: [KeyBinding]
  private let actions: [Key: Action]
  private let lessonActions: [Key: Action]

  /// The default keys.
  public static let standard = KeyMap([])

  /// The default keys after changes.
  init(_ changes: [Config.KeyChange]) {
    groups = changes.isEmpty ? Self.groups : Self.changed(Self.groups, by: changes)
    let bindings = groups.flatMap(\.bindings)
    lesson = Self.lesson(with: bindings)
    actions = Self.table(of: bindings)
    lessonActions = Self.table(of: lesson)
  }

  /// The bindings of the views that are in force.
  public var bindings: [KeyBinding] { groups.flatMap(\.bindings) }

  /// What a key means in the views.
  public func action(for key: Key) -> Action? { actions[key] }

  /// What a key means in a lesson's text; a digit begins an answer.
  func lessonAction(for key: Key) -> Action? {
    lessonActions[key] ?? Self.answer(beginningWith: key)
  }

  /// The bindings of the views by what they are for, in the order of the help.
  public static let groups: [(title: String, bindings: [KeyBinding])] = [
    ("Steps", stepping), ("Views and the cursor", looking), ("Questions and branches", asking),
  ]

  /// The bindings of the views, in the order of the help.
  public static let bindings: [KeyBinding] = groups.flatMap(\.bindings)

  /// The bindings of a text that covers the views.
  public static let reading: [KeyBinding] = [
    KeyBinding(
      [Key("j"), Key(.down)], .scroll(.lines(1)), "j k", KeyHint("scroll", rank: 1), "a line down"),
    KeyBinding([Key("k"), Key(.up)], .scroll(.lines(-1)), "k", nil, "a line up"),
    KeyBinding(
      [Key(" "), Key("l"), Key(.pageDown), Key(.right)], .scroll(.pages(1)), "space b",
      KeyHint("page", rank: 3),
      "a page down"),
    KeyBinding(
      [Key("b"), Key("h"), Key(.pageUp), Key(.left)], .scroll(.pages(-1)), "b", nil, "a page up"),
    KeyBinding(
      [Key(.home), Key("g")], .scroll(.start), "Home End", KeyHint("ends", rank: 5), "the start"),
    KeyBinding([Key(.end), Key("G")], .scroll(.end), "End", nil, "the end"),
    KeyBinding(
      [Key(.escape), Key("q"), Key("?"), Key(.function(1)), Key(.enter), Key(.backspace)],
      .leaveText, "Esc q", KeyHint("back", rank: 2), "back to the views"),
    KeyBinding([Key(":")], .openPrompt(""), ":", KeyHint("command", rank: 4), "a command"),
    KeyBinding(
      [Key("d", .control)], .scroll(.halves(1)), "^d ^u", nil, "down by half a screen"),
    KeyBinding([Key("u", .control)], .scroll(.halves(-1)), "^u", nil, "up by half a screen"),
    KeyBinding(
      [Key("/")], .seekText(.begin(narrowing: false)), "/", KeyHint("search", rank: 6),
      "search the text"),
    KeyBinding([Key("n")], .seekText(.next), "n N", nil, "the next place that has it"),
    KeyBinding([Key("N")], .seekText(.previous), "N", nil, "the place before"),
    KeyBinding(
      [Key("&")], .seekText(.begin(narrowing: true)), "&", nil,
      "only the lines that have a word"),
    KeyBinding([Key("y")], .copy, "y", nil, "copy the text"),
    KeyBinding([Key("c", .control)], .interrupt, "^C", nil, "stop what goes on, or quit"),
  ]

  /// The bindings where lines that were pasted are shown.
  public static let answering: [KeyBinding] =
    [
      KeyBinding(
        [Key(.enter), Key("y")], .runAsked, "Enter", KeyHint("run them", short: "run", rank: 1),
        "carry them out, up to the first that fails"),
      KeyBinding(
        [Key(.escape), Key("n"), Key("q"), Key("c", .control), Key(.backspace)], .dropAsked, "Esc",
        KeyHint("drop them", short: "drop", rank: 2), "drop them"),
    ] + reading.filter { if case .scroll = $0.action { true } else { false } }

  /// All bindings by where they hold, for the manual.
  public static let everywhere: [(title: String, bindings: [KeyBinding])] =
    groups + [
      ("Beside a lesson", lessonOnly), ("In a list", choosing),
      ("In a text that covers the views", reading), ("Where pasted lines are shown", answering),
    ]

  /// What a key means in a text that covers them.
  public static func reading(for key: Key) -> Action? { readings[key] }

  /// What a key means where pasted lines are shown.
  public static func answer(for key: Key) -> Action? { answers[key] }

  /// What a key means in the prompt.
  public static func edit(for key: Key) -> PromptEdit? {
    if let edit = edits[key] { return edit }
    if case .character(let scalar) = key.code, key.modifiers.isEmpty { return .insert(scalar) }
    return nil
  }

  private static let stepping: [KeyBinding] = [
    KeyBinding(
      [Key(.right), Key("n")], .stepForward, "→ ←", ascii: "n p", KeyHint("step", rank: 1),
      "the next step"),
    KeyBinding([Key(.left), Key("p")], .stepBack, "←", nil, "the step before"),
    KeyBinding(
      [Key(.right, .shift), Key("s")], .stepInto, "⇧→", ascii: "s S", KeyHint("into", rank: 5),
      "into the step: the next memory access"),
    KeyBinding(
      [Key(.left, .shift), Key("S")], .stepOut, "⇧←", nil,
      "back by one memory access"),
    KeyBinding(
      [Key(" ")], .togglePlay, "space", KeyHint("play", rank: 6),
      "play, or stop playing"),
    KeyBinding([Key("+"), Key("=")], .faster, "+", nil, "play faster"),
    KeyBinding([Key("-")], .slower, "-", nil, "play slower"),
    KeyBinding([Key("G")], .goToEnd, "G", nil, "the last step; gg the first"),
    KeyBinding([Key(.home)], .goToStart, "Home", nil, "step 0; again: the start of the boot"),
    KeyBinding([Key(.end)], .goToEnd, "End", nil, "the last step"),
    KeyBinding([Key("g")], .openPrompt("goto "), "g", nil, "go to a step, 50%, end or \"mark\""),
    KeyBinding([Key("#")], .beginCount, "#", nil, "a count for the next key, as 20"),
    KeyBinding([Key("}")], .nextMark, "{ }", nil, "the next step with a mark or a note"),
    KeyBinding([Key("{")], .previousMark, "{", nil, "the one before"),
    KeyBinding(
      [Key(")")], .nextEvent(back: false), "( )", nil,
      "the next event: mark, note, growth or trouble"),
    KeyBinding([Key("(")], .nextEvent(back: true), "(", nil, "the event before"),
    KeyBinding([Key("*")], .extreme(.greatest), "* _", nil, "where the graph is highest"),
    KeyBinding([Key("_")], .extreme(.least), "_", nil, "where it is lowest"),
    KeyBinding(
      [Key(">")], .nextTouching, "< >", KeyHint("touching", rank: 11),
      "the next step that touches what the cursor is on"),
    KeyBinding([Key("<")], .previousTouching, "<", nil, "the step before that touched it"),
    KeyBinding(
      [Key("w")], .lastWriter, "w", KeyHint("last writer", short: "writer", rank: 9),
      "the step that wrote it last"),
  ]

  private static let looking: [KeyBinding] =
    [
      KeyBinding([Key("h"), Key(.left, .alt)], .move(.left), "h", nil, "the cursor to the left"),
      KeyBinding(
        [Key("j"), Key(.down), Key(.down, .alt)], .move(.down), "j", nil, "the cursor down"),
      KeyBinding([Key("k"), Key(.up), Key(.up, .alt)], .move(.up), "k", nil, "the cursor up"),
      KeyBinding(
        [Key("l"), Key(.right, .alt)], .move(.right), "l", nil, "the cursor to the right"),
      KeyBinding([Key(.enter)], .follow, "Enter", nil, "follow the cursor: block, entry, frame"),
      KeyBinding([Key(.backspace)], .goBack, "Backspace", nil, "back to where the cursor was"),
      KeyBinding([Key(.tab)], .nextView, "tab", KeyHint("view", rank: 8), "the next view"),
      KeyBinding([Key(.backTab)], .previousView, "⇧tab", ascii: "S-tab", nil, "the view before"),
    ] + shown + [
      KeyBinding([Key(.pageDown)], .page(1), "PgDn", nil, "the cursor down by a screen"),
      KeyBinding([Key(.pageUp)], .page(-1), "PgUp", nil, "the cursor up by a screen"),
      KeyBinding([Key("d", .control)], .halfPage(1), "^d ^u", nil, "down by half a screen"),
      KeyBinding([Key("u", .control)], .halfPage(-1), "^u", nil, "up by half a screen"),
      KeyBinding([Key(".")], .nextSeries(1), ". ,", nil, "another figure over the run"),
      KeyBinding([Key(",")], .nextSeries(-1), ",", nil, "the figure before"),
      KeyBinding([Key("T")], .nextTheme, "T", nil, "other colours: dark, light, high contrast"),
      KeyBinding([Key("L")], .nextLayout, "L", nil, "the next layout of views"),
      KeyBinding([Key("z")], .toggleWholeScreen, "z", nil, "the view alone, or all views"),
      KeyBinding([Key("[")], .zoomOut, "[", nil, "more memory in a cell"),
      KeyBinding([Key("]")], .zoomIn, "]", nil, "less memory in a cell"),
      KeyBinding([Key("B")], .toggleHalves, "B", nil, "the frame map as a bitmap, or letters"),
      KeyBinding([Key("0")], .fit, "0", nil, "as much memory in a cell as it takes to show all"),
    ]

  /// A key for each view.
  private static let shown = ViewName.allCases.map { view in
    KeyBinding(
      [Key(view.key)], .show(view), String(view.key), nil,
      "\(view.spec.title); again: alone on screen")
  }

  private static let asking: [KeyBinding] = [
    KeyBinding(
      [Key("/")], .openPrompt("find "), "/", KeyHint("find", rank: 7),
      "find a step: find heap.holes > 40 [back]"),
    KeyBinding([Key("N")], .findAgain(back: false), "N P", nil, "the last find again"),
    KeyBinding([Key("P")], .findAgain(back: true), "P", nil, "the same backwards"),
    KeyBinding(
      [Key(":")], .openPrompt(""), ":", KeyHint("command", short: "cmd", rank: 2),
      "any command of the script language"),
    KeyBinding([Key("m")], .bookmark, "m", KeyHint("mark", rank: 12), "mark this step"),
    KeyBinding([Key("a")], .openPrompt("note \""), "a", nil, "say something about this step"),
    KeyBinding([Key("'")], .listBookmarks, "'", nil, "list the marks"),
    KeyBinding([Key("f")], .branch, "f", KeyHint("branch", rank: 13), "branch off here"),
    KeyBinding(
      [Key("F")], .openPrompt("branch policy="), "F", nil, "run it again on another heap"),
    KeyBinding(
      [Key("e")], .editNext, "e", nil, "do another command in the next step's place"),
    KeyBinding([Key("u")], .takeBack, "u", nil, "take the last command back, in a branch"),
    KeyBinding([Key("r", .control)], .bringBack, "^r", nil, "return to the run that has it"),
    KeyBinding([Key("x")], .otherBranch, "x", nil, "the other branch"),
    KeyBinding([Key("|")], .toggleSideBySide, "|", nil, "both branches side by side, or one"),
    KeyBinding([Key("d")], .listDifferences, "d", nil, "what differs between the branches"),
    KeyBinding([Key("D")], .firstDifference, "D", nil, "the first step at which they part"),
    KeyBinding([Key("b")], .listBranches, "b", nil, "list the branches, to go to one"),
    KeyBinding([Key("o")], .openCatalog, "o", nil, "open a lesson, a recording, a file, a session"),
    KeyBinding(
      [Key("p", .control)], .openPalette, "^p", nil, "find a key or a command by typing"),
    KeyBinding([Key("M"), Key(.function(10))], .openMenu, "M", nil, "all keys as a menu"),
    KeyBinding(
      [Key("y")], .copy, "y", nil, "copy the cursor's address, or the step in words"),
    KeyBinding(
      [Key("E")], .openPrompt("export "), "E", nil, "export the screen, or steps, to a file"),
    KeyBinding([Key("K")], .explain, "K", nil, "explain what the cursor is on"),
    KeyBinding(
      [Key("?"), Key(.function(1))], .openHelp, "?", KeyHint("help", rank: 3), "this help"),
    KeyBinding([Key("q")], .quit, "q", KeyHint("quit", rank: 14), "quit; also :q, :wq FILE"),
    KeyBinding([Key("c", .control)], .interrupt, "^C", nil, "stop what goes on, or quit"),
  ]

  private static let readings = table(of: reading)
  private static let answers = table(of: answering)

  static func table(of bindings: [KeyBinding]) -> [Key: Action] {
    Dictionary(
      uniqueKeysWithValues: bindings.flatMap { binding in
        binding.keys.map { ($0, binding.action) }
      })
  }

  private static let edits: [Key: PromptEdit] = [
    Key(.backspace): .deleteBackward, Key(.delete): .deleteForward,
    Key("k", .control): .deleteToEnd, Key("d", .control): .deleteOrLeave,
    Key("r", .control): .search, Key(.backTab): .completeBack,
    Key(.left, .alt): .wordLeft, Key(.right, .alt): .wordRight,
    Key(.left, .control): .wordLeft, Key(.right, .control): .wordRight,
    Key("b", .alt): .wordLeft, Key("f", .alt): .wordRight,
    Key("w", .control): .deleteWord, Key("u", .control): .deleteToStart,
    Key(.left): .left, Key(.right): .right, Key(.home): .start, Key(.end): .end,
    Key("a", .control): .start, Key("e", .control): .end,
    Key(.up): .older, Key(.down): .newer, Key("p", .control): .older,
    Key("n", .control): .newer, Key(.tab): .complete, Key(.enter): .submit,
    Key(.escape): .cancel, Key("c", .control): .cancel,
  ]
}
