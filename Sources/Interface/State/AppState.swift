public import CellGrid
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
  /// The view that keys go to.
  public var focus = ViewName.frames
  /// Whether that view has the screen for itself.
  public var isWholeScreen = false
  /// Whether the other branch is shown beside the run.
  public var isSideBySide = false
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
  /// Lines that wait for their turn, as those of a text that was pasted.
  public var pendingLines: ArraySlice<String> = []
  /// How far the trace has been read; `nil` if it is whole.
  public var loading: LoadProgress?
  /// Whether steps are made by the clock.
  public var isPlaying = false
  /// How fast: steps a second.
  public var speed = 4
  /// The colours.
  public var theme = Theme()

  /// An interface to a session.
  public init(session: Session, size: GridSize) {
    self.session = session
    self.size = size
    // The screen does not wait for the other branch.
    self.session.waitsForCompanion = false
  }

  /// What keys are for.
  public enum Mode: Equatable, Sendable {
    /// They step and look.
    case views
    /// They write a command.
    case prompt
    /// They scroll a text that covers the views.
    case text(TextPage)
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
    self.message?.text += " · \(count) more line\(count == 1 ? "" : "s") not carried out"
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
    scene.viewports = viewports
    scene.viewports.heapSpan = heapSpan
    scene.focus = focus
    scene.isWholeScreen = isWholeScreen
    scene.selection = selection
    scene.theme = theme
    return scene
  }
}
