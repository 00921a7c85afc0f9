/// What can come in from a terminal.
public enum TerminalInput: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse was used.
  case mouse(MouseInput)
  /// Text was pasted; line ends are `\n`.
  case paste(String)
  /// The terminal has another size now; draw anew.
  case resized(GridSize)
  /// The program was stopped and goes on; draw anew.
  case resumed
  /// A signal asks the program to end.
  case terminated(signal: Int32)
  /// The terminal tells its background, as it was asked to.
  case background(ReportedColor)
  /// The terminal is gone: end of input or an error.
  case lost
}

/// A use of the mouse.
public struct MouseInput: Hashable, Sendable {
  /// What happened.
  public enum Action: Hashable, Sendable {
    /// A button went down, up, or the mouse moved with it down.
    case press(Button), release(Button), drag(Button)
    /// The wheel was turned by one notch.
    case wheelUp, wheelDown, wheelLeft, wheelRight
  }

  /// A button of the mouse.
  public enum Button: Hashable, Sendable {
    /// The three that every terminal reports.
    case left, middle, right
  }

  /// What happened.
  public var action: Action
  /// The cell under the pointer.
  public var point: GridPoint
  /// What was held meanwhile.
  public var modifiers: Key.Modifiers

  /// A use of the mouse at a cell.
  public init(_ action: Action, at point: GridPoint, _ modifiers: Key.Modifiers = []) {
    self.action = action
    self.point = point
    self.modifiers = modifiers
  }
}
