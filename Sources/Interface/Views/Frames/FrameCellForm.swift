/// How large a cell of the frame map is on the screen.
enum FrameCellForm: Equatable, Sendable {
  /// A letter each.
  case letter
  /// Two letters beside each other, to be seen from far away.
  case wide
  /// Four by two, where there is room.
  case large
  /// A half of a character: two cells above each other, told apart by colour only.
  case half

  /// The columns of the screen that a cell takes.
  var columns: Int {
    switch self {
    case .letter, .half: 1
    case .wide: 2
    case .large: 4
    }
  }

  /// The lines that it takes; of a half it shares one with another.
  var lines: Int {
    switch self {
    case .letter, .wide, .half: 1
    case .large: 2
    }
  }

  /// The row of cells at a line of the map.
  func row(atLine line: Int) -> Int { self == .half ? line * 2 : line / lines }
}
