public import CellGrid
public import Lessons
import Script
import Session
import Simulation

/// A lesson beside the machine.
public struct LessonState: Sendable {
  /// Where the reader is.
  public var player: LessonPlayer
  /// Whether keys go to the lesson, and not to the machine.
  public var hasKeys = true
  /// The answer that is being typed; `nil` while none is.
  var answer: PromptLine?
  /// How many rows above the end the text is scrolled.
  var scrolledUp = 0
  /// Whether the machine is where the reader has taken it, and not where the lesson is.
  public internal(set) var isAside = false
  /// How often the reader has left the lesson's run.
  public internal(set) var asideCount = 0

  /// A lesson whose text has the keys.
  public init(_ player: LessonPlayer) { self.player = player }
}

extension AppState {
  /// An interface to a lesson.
  public init(lesson player: LessonPlayer, size: GridSize) {
    self.init(session: player.stop.session, size: size)
    lesson = LessonState(player)
    returnToLesson()
    showTopOfPage()
  }

  /// Shows the machine as it is at the stop of the lesson.
  mutating func returnToLesson() {
    guard let stop = lesson?.player.stop else { return }
    var session = stop.session
    // The screen does not wait for the other branch.
    session.waitsForCompanion = false
    session.attend(to: .moments)
    self.session = session
    lesson?.isAside = false
    lesson?.scrolledUp = 0
    (work, isPlaying, carriedOut, trail) = (nil, false, nil, [])
    isSideBySide = !session.otherBranches.isEmpty
    follow(stop.staging)
    staged = Staging(session.directions, at: session.timeline.point)
  }

  /// Arranges the screen as the directions of the run say at the point, if that is anything new: what
  /// the user has arranged since stays.
  mutating func followDirections() {
    guard !session.directions.isEmpty else { return }
    let staging = Staging(session.directions, at: session.timeline.point)
    guard staging != staged else { return }
    staged = staging
    follow(staging)
  }

  /// Arranges the screen as directions say.
  mutating func follow(_ staging: Staging) {
    arrangement = staging.layout ?? .overview
    let view = staging.focus.map { ViewName($0) } ?? staging.layout.map { ViewName(mainOf: $0) }
    if let view { focus = view }
    isWholeScreen = false
    viewports.framesRow = nil
    viewports.tablesRow = nil
    viewports.heapRow = nil
    viewports.framesZoom = nil
    viewports.heapZoom = nil
    zoom(.frames, by: staging.framesZoom)
    zoom(.heap, by: staging.heapZoom)
    selection = staging.highlight.flatMap { try? session.selection(of: $0) }
    if let selection, staging.focus == nil { focus = ViewName(showing: selection) }
  }

  private mutating func zoom(_ view: ViewName, by steps: Int?) {
    guard let steps, let area = Layout(of: self).rect(of: view)?.size else { return }
    for _ in 0..<min(abs(steps), 40) { view.spec.zoom(&self, steps.signum(), area) }
  }
}

extension ViewName {
  /// The view that directions call so.
  init(_ view: ScreenView) {
    switch view {
    case .frames: self = .frames
    case .tables: self = .tables
    case .heap: self = .heap
    case .timeline: self = .timeline
    case .hex: self = .hex
    case .processor: self = .processor
    case .events: self = .events
    case .statistics: self = .statistics
    }
  }

  /// The view that a layout is for.
  init(mainOf layout: ScreenLayout) {
    switch layout {
    case .overview, .frames, .presenter: self = .frames
    case .tables: self = .tables
    case .heap: self = .heap
    }
  }

  /// The view that something is seen in.
  init(showing selection: Selection) {
    switch selection {
    case .frame: self = .frames
    case .entry: self = .tables
    case .heap: self = .heap
    case .word: self = .hex
    }
  }
}
