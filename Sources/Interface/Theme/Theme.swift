public import CellGrid

/// The colours of the screen, by what they mean. Each meaning has a glyph as well.
public struct Theme: Equatable, Sendable {
  /// Behind everything.
  public var background = CellColor.rgb(0x14181d)
  /// Behind the first and the last row.
  public var bar = CellColor.rgb(0x232b34)
  /// Behind the titles of views.
  public var titleBar = CellColor.rgb(0x191f26)
  /// Ordinary text.
  public var text = CellColor.rgb(0xc8d0d9)
  /// Text that stands out.
  public var bright = CellColor.rgb(0xffffff)
  /// Text of less weight.
  public var dim = CellColor.rgb(0x8b97a4)
  /// The dots of free memory.
  public var faint = CellColor.rgb(0x5f6974)
  /// Behind reserved memory.
  public var reserved = CellColor.rgb(0x5f6974)
  /// The accent: what this step touches, the cursor, the focused view's title.
  public var accent = CellColor.rgb(0xf2b134)
  /// The heap.
  public var heap = CellColor.rgb(0x2fb58a)
  /// The kernel.
  public var kernel = CellColor.rgb(0x6f9fe0)
  /// What users map.
  public var user = CellColor.rgb(0x56b4e9)
  /// Page tables.
  public var table = CellColor.rgb(0xe69f00)
  /// Bookmarks.
  public var bookmark = CellColor.rgb(0xd48bb5)
  /// Errors and faults.
  public var alarm = CellColor.rgb(0xef6b62)
  /// The part of a graph that lies ahead.
  public var future = CellColor.rgb(0x596b77)

  /// The dark theme.
  public init() {}
}

extension Theme {
  /// Ordinary text on the background.
  public var plain: CellStyle { .color(text).on(background) }

  /// A colour on the background.
  public func on(_ color: CellColor) -> CellStyle { .color(color).on(background) }
}
