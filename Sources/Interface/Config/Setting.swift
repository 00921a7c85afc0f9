import CellGrid
import Script

/// A setting that a config file can have: one row of the table that reads, checks and lists them.
public struct Setting: Sendable {
  /// The word that its line starts with.
  public let name: String
  /// What follows it, for usages: `on|off`.
  public let values: String
  /// What it is about.
  public let summary: String
  /// How many words follow it.
  let count: Int
  /// Its value in a config, as it would be written; `nil` if it has several.
  public let written: @Sendable (Config) -> String?
  /// Puts its values into a config. Returns what was set, which can be set once.
  let take: @Sendable ([String], inout Config) throws(Mistake) -> String

  /// What is wrong with a line, and with which of its words.
  struct Mistake: Error {
    let reason: ScriptError.Reason
    let word: Int

    init(_ reason: ScriptError.Reason, at word: Int) {
      (self.reason, self.word) = (reason, word)
    }
  }

  /// The line without its values: `mouse on|off`.
  public var usage: String { "\(name) \(values)" }

  /// The settings that there are, in the order in which they are listed.
  public static let all: [Setting] = [
    choice(
      "theme", ThemeName.allCases.map(\.rawValue),
      "the colours, in place of those that suit the terminal's background"
    ) {
      $0.theme = ThemeName(rawValue: $1)
    } written: {
      $0.theme?.rawValue
    },
    onOff("mouse", \.hasMouse, "the mouse; with off it selects text as everywhere else"),
    onOff("welcome", \.showsWelcome, "what there is to open, where memwalk is called alone"),
    choice(
      "layout", ScreenLayout.allCases.map(\.rawValue), "the layout of views to begin with"
    ) {
      $0.layout = ScreenLayout(rawValue: $1) ?? $0.layout
    } written: {
      $0.layout.rawValue
    },
    choice(
      "speed", speeds.map(String.init), "how many steps a second are played at first"
    ) {
      $0.speed = Int($1) ?? $0.speed
    } written: {
      String($0.speed)
    },
    onOff("ascii", \.isASCII, "ASCII only, whatever the locale says"), .key,
  ]

  /// The speeds that the keys for faster and slower lead to.
  static let speeds = (0...12).map { 1 << $0 }

  /// The setting that a line names, and the words behind it.
  static func found(_ words: [String]) throws(Mistake) -> (Setting, [String]) {
    guard let setting = all.first(where: { $0.name == words[0] }) else {
      throw Mistake(
        .wrongWord(
          words[0], of: "a setting", allowed: all.map(\.name),
          nearest: WordList.nearest(to: words[0], among: all.map(\.name))), at: 0)
    }
    if words.count > setting.count + 1 {
      let word = VisibleText.of(words[setting.count + 1], limit: 40)
      throw Mistake(
        .setting("'\(word)' is one word too many: \(setting.usage)"), at: setting.count + 1)
    }
    if words.count <= setting.count {
      throw Mistake(.setting("\(setting.name) needs \(setting.values) behind it"), at: words.count)
    }
    return (setting, Array(words.dropFirst()))
  }

  private static func choice(
    _ name: String, _ allowed: [String], _ summary: String,
    take: @escaping @Sendable (inout Config, String) -> Void,
    written: @escaping @Sendable (Config) -> String?
  ) -> Setting {
    Setting(
      name: name, values: allowed.joined(separator: "|"), summary: summary, count: 1,
      written: written
    ) { (values, config) throws(Mistake) in
      guard allowed.contains(values[0]) else {
        throw Mistake(
          .wrongWord(
            values[0], of: name, allowed: allowed,
            nearest: WordList.nearest(to: values[0], among: allowed)), at: 1)
      }
      take(&config, values[0])
      return name
    }
  }

  private static func onOff(
    _ name: String, _ path: any WritableKeyPath<Config, Bool> & Sendable, _ summary: String
  ) -> Setting {
    choice(name, ["on", "off"], summary) {
      $0[keyPath: path] = $1 == "on"
    } written: {
      $0[keyPath: path] ? "on" : "off"
    }
  }
}

extension Setting {
  /// `key ^p command`: gives a key of the views to an action, or to none.
  private static let key = Setting(
    name: "key", values: "KEY ACTION|none",
    summary: "what a key does in the views: ^p, Alt-x, S-Right, F5, PgDn, space, x", count: 2,
    written: { _ in nil }
  ) { (values, config) throws(Mistake) in
    guard let key = Key(named: values[0]) else {
      let word = VisibleText.of(values[0], limit: 40)
      throw Mistake(
        .setting("no key is called '\(word)': write x, ^p, Alt-x, S-Right, F5, PgDn or space"),
        at: 1)
    }
    if let why = key.reservation { throw Mistake(.setting("\(key.name()) \(why)"), at: 1) }
    let names = KeyMap.actionNames
    guard values[1] == "none" || names.contains(values[1]) else {
      throw Mistake(
        .wrongWord(
          values[1], of: "an action", allowed: names + ["none"],
          nearest: WordList.nearest(to: values[1], among: names)), at: 2)
    }
    config.keyChanges.append(
      Config.KeyChange(key: key, action: values[1] == "none" ? nil : values[1]))
    return "key \(key.name())"
  }
}

extension Key {
  /// Whether a config can give the key to an action.
  var isFree: Bool { reservation == nil }

  /// Why a config cannot give the key to anything; `nil` if it can.
  fileprivate var reservation: String? {
    switch self {
    case Key("c", .control): "always stops what goes on, or ends the program"
    case Key("z", .control): "always gives the terminal back to the shell for a while"
    case Key(.escape): "always takes back what was begun, and the cursor"
    default: nil
    }
  }
}
