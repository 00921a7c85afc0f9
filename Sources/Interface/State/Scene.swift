import MemoryCore
public import Session
public import Simulation

/// What a view is drawn from: a moment of the machine and how it is looked at.
public struct Scene: Sendable {
  /// The moment.
  public var snapshot: Snapshot
  /// The run that the moment is one of.
  public var run: RunOutline
  /// What a script says about the point.
  public var notes: [String] = []
  /// How each view is scrolled and zoomed.
  public var viewports = Viewports()
  /// The view that keys go to.
  public var focus = ViewName.frames
  /// Whether that view has the screen for itself.
  public var isWholeScreen = false
  /// What the cursor is on, if the user has put it anywhere.
  public var selection: Selection?
  /// The colours.
  public var theme = Theme()
  /// What keys are called.
  var keyNames = KeyNames()
  /// What names read like.
  public var names: NameTable
  /// Whether the screen is for many to look at.
  var isPresenting = false
  /// Whether the terminal has 256 colours or more.
  var hasManyColors = true
  /// All of the run, for what is said of other steps.
  var timeline: Timeline?
  /// What scripts say about its points.
  var allNotes: [Int: [String]] = [:]

  /// A scene with nothing scrolled.
  public init(snapshot: Snapshot, run: RunOutline, names: NameTable) {
    self.snapshot = snapshot
    self.run = run
    self.names = names
  }
}

extension Scene {
  /// Whether the boot is over and nothing has been done yet.
  var isAtStart: Bool {
    guard snapshot.access == nil, snapshot.machine.kernel.stage == .handover,
      case .boot = snapshot.step?.command
    else { return false }
    return run.setupCount > 0 ? run.step == 0 : run.step == run.lastStep
  }
}

/// A run as the timeline shows it.
public struct RunOutline: Equatable, Sendable {
  /// The point that is looked at, counted from 0 behind the setup; negative within it.
  public var step: Int
  /// The last point.
  public var lastStep: Int
  /// How many points the setup has.
  public var setupCount: Int
  /// The bytes in use after every point, setup included.
  public var series: Series
  /// The points that have a bookmark, counted like `step`, with their texts.
  public var bookmarks: [(step: Int, text: String)] = []

  /// An outline without marks.
  public init(step: Int, lastStep: Int, setupCount: Int, series: Series) {
    self.step = step
    self.lastStep = lastStep
    self.setupCount = setupCount
    self.series = series
  }

  /// Whether memory ran out, an access faulted or a command was refused in one of some steps.
  func hasAlarm(in steps: Range<Int>) -> Bool {
    series.hasTrouble(at: steps.lowerBound + setupCount..<steps.upperBound + setupCount)
  }

  /// Equal in all that is drawn.
  public static func == (left: Self, right: Self) -> Bool {
    left.step == right.step && left.lastStep == right.lastStep
      && left.setupCount == right.setupCount
      && left.bookmarks.map(\.step) == right.bookmarks.map(\.step)
      && left.series == right.series
  }
}

/// How the views are scrolled and zoomed.
public struct Viewports: Equatable, Sendable {
  /// Frames: the logarithm to base 2 of the frames in a cell; `nil` to fit the machine.
  public var framesZoom: Int?
  /// Frames: the first row shown; `nil` to follow what the step touches.
  public var framesRow: Int?
  /// Tables: the first line shown; `nil` to follow what the step touches.
  public var tablesRow: Int?
  /// Heap: the logarithm to base 2 of the bytes in a cell; `nil` to fit the heap.
  public var heapZoom: Int?
  /// Heap: the least size in bytes that the map has room for if it is not zoomed, so that two
  /// heaps beside each other have one scale.
  public var heapSpan: UInt64 = 0
  /// Heap: the first row shown; `nil` to follow what the step touches.
  public var heapRow: Int?

  /// Frames: whether two cells share a character.
  public var framesAreHalves = false
  /// Hex: whether bytes are shown, and not words.
  public var hexShowsBytes = false
  /// Hex: the first row shown; `nil` to follow what the step touches.
  public var hexRow: Int?
  /// Processor: the entry of the TLB that the cursor is on, by its place in the list.
  public var tlbRow: Int?
  /// Events: which steps are listed.
  var eventFilter = EventFilter.all
  /// Statistics: the figure that the cursor is on.
  public var figure: Figure?

  /// Timeline: what the graph shows.
  public var series = TimelineSeries.used

  /// Nothing scrolled, everything fitted.
  public init() {}
}
