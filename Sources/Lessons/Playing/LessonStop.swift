public import Script
public import Session

/// A moment of a lesson at which its reader looks: what is to be read, and the machine beside it.
public struct LessonStop: Sendable {
  /// The page, from 0.
  public let page: Int
  /// The item of the page that the reader is at; -1 before the first.
  public let item: Int
  /// How many of the page's items can be read.
  public var reached: Int
  /// How many lines of the item's block of commands have been carried out.
  public let linesDone: Int
  /// What the reader has come to.
  public let kind: Kind
  /// The lesson's run as it is here: it has no steps ahead that could be seen too early.
  public var session: Session
  /// How the screen is to look.
  public var staging = Staging()

  /// What a reader can come to.
  public enum Kind: Equatable, Sendable {
    /// A page.
    case page
    /// A step that has been made.
    case step
    /// One of the accesses of such a step.
    case access
    /// A place where the lesson waits, for something is shown.
    case pause
    /// A question about the next step.
    case question(Question)
    /// Something to try.
    case attempt(Attempt)
  }

  /// Whether the machine has made the step of the stop.
  public var isStep: Bool { if case .step = kind { true } else { false } }
}

/// How the screen is to look at a moment: what all directions up to it come to.
public struct Staging: Equatable, Sendable {
  /// Which views there are; `nil` where nobody has said it.
  public var layout: ScreenLayout?
  /// The view with the keys.
  public var focus: ScreenView?
  /// What the cursor is on.
  public var highlight: Highlight?
  /// How much the scale of the map of frames is changed; `nil` to fit.
  public var framesZoom: Int?
  /// How much that of the heap's is.
  public var heapZoom: Int?

  /// A screen of which nothing was said.
  public init() {}

  /// What the directions of a run come to at a point: all up to it, but what was highlighted before
  /// it is not any more.
  public init(_ directions: [Int: [StageDirection]], at point: Int) {
    for place in directions.keys.sorted() where place <= point {
      goOn()
      for direction in directions[place] ?? [] { follow(direction) }
    }
    if directions[point] == nil { goOn() }
  }

  /// Follows a direction.
  public mutating func follow(_ direction: StageDirection) {
    switch direction {
    case .layout(let layout): self.layout = layout
    case .focus(let view): focus = view
    case .highlight(let place): highlight = place
    case .zoom(.frames, let zoom): framesZoom = Self.zoomed(framesZoom, zoom)
    case .zoom(.heap, let zoom): heapZoom = Self.zoomed(heapZoom, zoom)
    case .zoom(.tables, _), .zoom(.timeline, _), .zoom(.hex, _), .zoom(.processor, _),
      .zoom(.events, _), .zoom(.statistics, _), .pause:
      break
    }
  }

  /// What was highlighted is not any more once the machine has gone on.
  mutating func goOn() { highlight = nil }

  private static func zoomed(_ zoom: Int?, _ change: Zoom) -> Int? {
    switch change {
    case .fit: nil
    case .farther: (zoom ?? 0) + 1
    case .closer: (zoom ?? 0) - 1
    }
  }
}
