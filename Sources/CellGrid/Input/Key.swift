/// What a key means, whatever bytes a terminal sends for it.
public enum KeyCode: Hashable, Sendable {
  /// A printable character, as typed: `A` is `A`, without a shift modifier.
  case character(Unicode.Scalar)
  /// The arrows.
  case up, down, left, right
  /// The keys above the arrows.
  case home, end, pageUp, pageDown, insert, delete
  /// The keys around the letters; `backTab` is Tab with Shift.
  case backspace, enter, tab, backTab, escape
  /// F1, F2, …
  case function(Int)
}

/// A key with the modifiers that were held.
public struct Key: Hashable, Sendable {
  /// Shift, Alt and Control.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// One bit for each modifier.
    public let rawValue: UInt8
    /// Modifiers from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Shift; only with keys that have no character.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt, also called Meta or Option.
    public static let alt = Modifiers(rawValue: 2)
    /// Control; letters are then in lower case.
    public static let control = Modifiers(rawValue: 4)
  }

  /// The key.
  public var code: KeyCode
  /// What was held with it.
  public var modifiers: Modifiers

  /// A key with modifiers.
  public init(_ code: KeyCode, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}
