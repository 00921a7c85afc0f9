import CellGrid

/// The sets of colours that there are.
public enum ThemeName: String, CaseIterable, Sendable {
  /// Light text on a dark background.
  case dark
  /// Dark text on a light background, for projectors and daylight.
  case light
  /// White on black, every colour far from the background.
  case highContrast = "high-contrast"
  /// Colours that differ in brightness for those who tell few of them apart.
  case colorBlind = "color-blind"

  /// The set behind this one, round and round.
  var next: ThemeName {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}

extension Theme {
  /// The colours of a name.
  public init(_ name: ThemeName) {
    self.init()
    switch name {
    case .dark: break
    case .light: makeLight()
    case .highContrast: makeHighContrast()
    case .colorBlind: makeColorBlind()
    }
  }

  private mutating func makeLight() {
    background = .rgb(0xfafaf7)
    (bar, titleBar) = (.rgb(0xe2e4e6), .rgb(0xeef0f1))
    (text, bright, dim) = (.rgb(0x2b3138), .rgb(0x000000), .rgb(0x59626b))
    (faint, reserved, future) = (.rgb(0x868f97), .rgb(0x868f97), .rgb(0x7f8b95))
    accent = .rgb(0x8f5400)
    (heap, kernel, user, table) = (.rgb(0x00705a), .rgb(0x1f55b5), .rgb(0x0068a0), .rgb(0x8d4e00))
    (bookmark, alarm) = (.rgb(0x97307a), .rgb(0xb3261e))
  }

  private mutating func makeHighContrast() {
    background = .rgb(0x000000)
    (bar, titleBar) = (.rgb(0x1c1c1c), .rgb(0x101010))
    (text, bright, dim) = (.rgb(0xf0f0f0), .rgb(0xffffff), .rgb(0xc4c4c4))
    (faint, reserved, future) = (.rgb(0xa6a6a6), .rgb(0xa6a6a6), .rgb(0xa0b0bc))
    accent = .rgb(0xffd000)
    (heap, kernel, user, table) = (.rgb(0x3ff0b8), .rgb(0x9dc4ff), .rgb(0x7fd4ff), .rgb(0xffb347))
    (bookmark, alarm) = (.rgb(0xffa6d8), .rgb(0xff9a92))
  }

  /// After Okabe and Ito, Color Universal Design, 2008, made brighter for a dark background.
  private mutating func makeColorBlind() {
    text = .rgb(0xd2d8df)
    accent = .rgb(0xf0e442)
    (heap, kernel, user, table) = (.rgb(0x00b58b), .rgb(0x5aa7e0), .rgb(0x9fd3f5), .rgb(0xe69f00))
    (bookmark, alarm) = (.rgb(0xd894bd), .rgb(0xf57c38))
  }
}
