public import CellGrid
import Lessons
public import Script
public import Session
import Simulation

/// Everything that the interface knows: the screen is a function of this.
public struct AppState: Sendable {
  /// The run, and the point of it that is looked at.
  public var session: Session
  /// The terminal's size.
  public var size: GridSize
  /// What keys are for.
  public var mode = Mode.views
  /// The keys in force.
  public var keys = KeyMap.standard
  /// The view that keys go to.
  public var focus = ViewName.frames
  /// Whether that view has the screen for itself.
  public var isWholeScreen = false
  /// Whether the other branch is shown beside the run.
  public var isSideBySide = false
  /// Which views there are, unless one has the screen for itself.
  public var arrangement = ScreenLayout.overview
  /// The lesson beside the machine, if one is taken.
  public var lesson: LessonState?
  /// How a script has said that the screen is to look here.
  var staged = Staging()
  /// How the views are scrolled and zoomed.
  public var viewports = Viewports()
  /// What the cursor is on, if the user has put it anywhere.
  public var selection: Selection?
  /// Where the cursor was before it followed something, and the view that had the keys.
  public var trail: [(selection: Selection, focus: ViewName)] = []
  /// The line for commands.
  public var prompt = Prompt()
  /// What is to be said in the prompt's row.
  public var message: Message?
  /// Something long that is going on.
  public var work: Work?
  /// A command that takes long, and goes on beside the interface.
  public var running: Running?
  /// Lines that wait for their turn, as those of a text that was pasted.
  public var pendingLines: ArraySlice<String> = []
  /// How far the trace has been read; `nil` if it is whole.
  public var loading: LoadProgress?
  /// How often the next key is to be done, as far as it has been typed.
  var count: Int?
  /// The number of the branch that a command was taken back in.
  var takenBack: Int?
  /// The condition that was looked for last.
  var lastSought: Condition?
  /// The file that the session was saved in last.
  public var savedPath: String?
  /// Whether the program is to end once the session is saved.
  var quitsWhenSaved = false
  /// The point that a command at the prompt has led to, until the user goes anywhere else: an
  /// access forward is its first one, and not that of a next step.
  var carriedOut: Int?
  /// Whether the terminal shows ASCII only, where keys have other names.
  public var isASCII = false
  /// Whether the terminal has 256 colours or more.
  public var hasManyColors = true
  /// Whether steps are made by the clock.
  public var isPlaying = false
  /// How fast: steps a second.
  public var speed = 4
  /// The colours.
  public var theme = Theme()
  /// Whether they are those that suit the terminal's background, as far as it tells which it has.
  public var followsBackground = false
  /// What they are called.
  public var themeName = ThemeName.dark {
    didSet { theme = Theme(themeName) }
  }

  /// An interface to a session.
  public init(session: Session, size: GridSize) {
    self.session = session
    self.size = size
    // The screen does not wait for the other branch.
    self.session.waitsForCompanion = false
    followDirections()
  }

  /// What keys are for.
  public enum Mode: Equatable, Sendable {
    /// They step and look.
    case views
    /// They write a command.
    case prompt
    /// They scroll a text that covers the views.
    case text(TextPage)
    /// They scroll lines that were pasted, and say whether these are to be carried out.
    case asking(TextPage, lines: [String])
    /// They choose from a list that covers the views.
    case choosing(Chooser)

    /// The text that covers the views.
    var page: TextPage? {
      get {
        switch self {
        case .views, .prompt, .choosing: nil
        case .text(let page), .asking(let page, _): page
        }
      }
      set {
        guard let newValue else { return }
        switch self {
        case .views, .prompt, .choosing, .text: self = .text(newValue)
        case .asking(_, let lines): self = .asking(newValue, lines: lines)
        }
      }
    }
  }

  /// A command that is under way.
  public struct Running: Equatable, Sendable {
    /// What the user asked for.
    public var title: String
    /// How much is done, 0 to 1.
    public var fraction: Double

    /// So much of a command.
    public init(title: String, fraction: Double) {
      self.title = title
      self.fraction = fraction
    }
  }

  /// A sentence for the user.
  public struct Message: Equatable, Sendable {
    /// What it says.
    public var text: String
    /// Whether something went wrong.
    public var isError: Bool

    /// A sentence.
    public init(text: String, isError: Bool) {
      self.text = text
      self.isError = isError
    }
  }

  /// The next of the lines that wait, if nothing else is going on.
  public mutating func nextPendingLine() -> String? {
    work == nil ? pendingLines.popFirst() : nil
  }

  /// Forgets the lines that wait if the one before them has failed.
  public mutating func dropPendingLinesAfterError() {
    guard let message, message.isError, !pendingLines.isEmpty else { return }
    let count = pendingLines.count
    self.message?.text += " · \(Phrase.count(UInt64(count), "more line")) not carried out"
    pendingLines = []
  }

  /// The size of the larger heap of two that are shown beside each other, in bytes; 0 for one.
  var heapSpan: UInt64 {
    guard isSideBySide, let companion = session.companion else { return 0 }
    return max(
      session.snapshot.machine.kernel.heap?.size ?? 0, companion.machine.kernel.heap?.size ?? 0)
  }

  /// What the views are drawn from.
  public var scene: Scene {
    let setup = session.timeline.setupCount
    var run = RunOutline(
      step: session.stepNumber, lastStep: session.lastStepNumber, setupCount: setup,
      series: session.timeline.series)
    run.bookmarks = session.bookmarks.map { ($0.point - setup, $0.text) }
    var scene = Scene(snapshot: session.snapshot, run: run, names: session.names)
    scene.timeline = session.timeline
    scene.isPresenting = arrangement == .presenter
    scene.hasManyColors = hasManyColors
    scene.allNotes = session.notes
    scene.notes = session.notes[session.timeline.point] ?? []
    scene.viewports = viewports
    scene.viewports.heapSpan = heapSpan
    scene.focus = focus
    scene.isWholeScreen = isWholeScreen
    scene.selection = selection
    scene.theme = theme
    scene.keyNames = keyNames
    return scene
  }
}
