import CellGrid

/// How many colours a terminal can show.
public enum ColorDepth: Int, Comparable, Sendable {
  /// None: attributes only.
  case none = 0
  /// The eight of ECMA-48.
  case ansi8 = 8
  /// Those and their bright versions.
  case ansi16 = 16
  /// The palette of xterm: 16, a cube of 6x6x6 and 24 greys.
  case palette256 = 256
  /// 24 bits.
  case trueColor = 0x100_0000

  /// Whether the first shows fewer colours.
  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The depth that the environment and the terminfo entry promise.
  ///
  /// `NO_COLOR` with any value but the empty one means none (no-color.org); `COLORTERM` tells of
  /// 24 bits, which few terminfo entries do.
  static func detected(environment: [String: String], terminfoColors: Int) -> ColorDepth {
    if let value = environment["NO_COLOR"], !value.isEmpty { return .none }
    if terminfoColors < 8 { return .none }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"]) { return .trueColor }
    return deepest(terminfoColors: terminfoColors)
  }

  /// The deepest one that so many colours allow.
  static func deepest(terminfoColors: Int) -> ColorDepth {
    switch terminfoColors {
    case ..<8: .none
    case ..<16: .ansi8
    case ..<256: .ansi16
    case 256: .palette256
    default: .trueColor
    }
  }
}

extension ColorDepth {
  /// The number by which ncurses knows the nearest colour of this depth; -1 is the default.
  ///
  /// With 24 bits the numbers 0 to 7 would be the old eight colours: nearly black blues are moved
  /// to 8.
  func index(of color: CellColor) -> Int32 {
    guard let rgb = color.rgb else { return -1 }
    switch self {
    case .none: return -1
    case .ansi8: return Self.nearest(rgb, in: Self.ansiPalette.prefix(8))
    case .ansi16: return Self.nearest(rgb, in: Self.ansiPalette[...])
    case .palette256: return Self.nearest256(rgb)
    case .trueColor: return Int32(max(8, rgb))
    }
  }

  /// The two colours of a style. With few colours a foreground never vanishes in the background:
  /// what deeper ones show as an area of one colour is told by its glyph.
  func indices(of style: CellStyle) -> (foreground: Int32, background: Int32) {
    let background = index(of: style.background)
    let foreground = index(of: style.foreground)
    let paper = self < .palette256 ? max(background, 0) : background
    guard foreground >= 0, foreground == paper else {
      return (foreground, background)
    }
    switch self {
    case .ansi8: return (foreground == 7 ? 0 : 7, background)
    case .ansi16: return (foreground >= 7 ? 0 : 8, background)
    default: return (foreground, background)
    }
  }

  /// The first sixteen colours of xterm.
  private static let ansiPalette: [UInt32] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]

  /// A grey stays one: as yellow or cyan it would mean something.
  private static func nearest(_ rgb: UInt32, in palette: ArraySlice<UInt32>) -> Int32 {
    let choices = palette.indices.filter { !isGrey(rgb) || isGrey(palette[$0]) }
    let best = choices.min { distance(rgb, palette[$0]) < distance(rgb, palette[$1]) }
    return Int32(best ?? 0)
  }

  private static func isGrey(_ rgb: UInt32) -> Bool {
    let channels = [rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255]
    return (channels.max() ?? 0) - (channels.min() ?? 0) < 48
  }

  /// 16 to 231: the cube with levels 0, 95, 135, … 255; 232 to 255: greys 8, 18, … 238. The first
  /// sixteen are left out: users change them.
  private static func nearest256(_ rgb: UInt32) -> Int32 {
    let channels = [rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255]
    let levels = channels.map { $0 < 48 ? 0 : $0 < 115 ? 1 : ($0 - 35) / 40 }
    let values = levels.map { $0 == 0 ? 0 : 55 + 40 * $0 }
    let cube = values[0] << 16 | values[1] << 8 | values[2]
    let mean = channels.reduce(0, +) / 3
    let step = min(22, (max(mean, 8) - 8) / 10)
    let greys = (step...step + 1).map { (index: $0, value: (8 + 10 * $0) * 0x1_0101) }
    let grey = greys.min { distance(rgb, $0.value) < distance(rgb, $1.value) }
    if let grey, distance(rgb, grey.value) < distance(rgb, cube) { return Int32(232 + grey.index) }
    return Int32(16 + 36 * levels[0] + 6 * levels[1] + levels[2])
  }

  /// The squared distance, weighted as the eye does roughly.
  private static func distance(_ left: UInt32, _ right: UInt32) -> Int {
    func difference(_ shift: UInt32) -> Int {
      Int(left >> shift & 255) - Int(right >> shift & 255)
    }
    let (red, green, blue) = (difference(16), difference(8), difference(0))
    return 3 * red * red + 6 * green * green + blue * blue
  }
}
