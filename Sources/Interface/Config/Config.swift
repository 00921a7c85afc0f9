public import CellGrid
public import Script
import Session

/// How the user wants the interface to be: what a file of settings says.
public struct Config: Sendable {
  /// The colours; `nil` for those that suit the terminal.
  public var theme: ThemeName?
  /// Whether the terminal is asked for the mouse.
  public var hasMouse = true
  /// Whether memwalk alone begins with what there is to open.
  public var showsWelcome = true
  /// The layout of views that a session begins with.
  public var layout = ScreenLayout.overview
  /// How fast steps are played: so many a second.
  public var speed = 4
  /// Whether only ASCII is shown, whatever the locale says.
  public var isASCII = false
  /// The keys that were given to other actions, or to none, in the order of the file.
  public internal(set) var keyChanges: [KeyChange] = []
  /// What is wrong with the file, in the order of its lines.
  public private(set) var mistakes: [ScriptError] = []

  /// A key of the views that was given to an action.
  public struct KeyChange: Equatable, Sendable {
    /// The key.
    public var key: Key
    /// The action's name; `nil` for none.
    public var action: String?

    /// A key for an action.
    public init(key: Key, action: String?) {
      (self.key, self.action) = (key, action)
    }
  }

  /// What there is without a file.
  public init() {}

  /// The most mistakes that are told of a file.
  public static let mistakeLimit = 100

  /// What a file says; each line with a mistake is left out, and the rest counts. A file with more
  /// mistakes than are told is no file of settings: what is behind them is not read.
  public init(_ bytes: [UInt8], named name: String) {
    var said: [String: Int] = [:]
    SettingLine.read(bytes, named: name) { line in
      do throws(ScriptError) {
        try take(try line.get(), &said)
      } catch {
        mistakes.append(error)
      }
      return mistakes.count < Self.mistakeLimit
    }
  }

  /// Takes a line, which can say only what has not been said in one before.
  private mutating func take(
    _ line: SettingLine, _ said: inout [String: Int]
  ) throws(ScriptError) {
    do throws(Setting.Mistake) {
      let (setting, values) = try Setting.found(line.words.map(\.text))
      var changed = self
      let subject = try setting.take(values, &changed)
      if let earlier = said[subject] {
        throw Setting.Mistake(
          .setting("\(subject) is said in line \(earlier) already, and that counts"), at: 0)
      }
      said[subject] = line.number
      self = changed
    } catch {
      throw line.error(error.reason, at: error.word)
    }
  }

  /// The keys that are in force.
  public var keys: KeyMap { keyChanges.isEmpty ? .standard : KeyMap(keyChanges) }

  /// What the user is told of the mistakes when the interface begins; `nil` without any.
  public var warning: String? {
    guard let first = mistakes.first else { return nil }
    let more = mistakes.count - 1
    return first.description + (more > 0 ? ", and \(more) more" : "")
      + ": memwalk config check"
  }
}

extension AppState {
  /// Begins as the user wants it.
  public mutating func adopt(_ config: Config) {
    speed = config.speed
    keys = config.keys
    if config.isASCII { isASCII = true }
    arrange(as: config)
    if message == nil, let warning = config.warning {
      message = Message(text: warning, isError: true)
    }
  }

  /// Begins with the user's layout of views. A lesson, or a script that says how the screen is to
  /// look, has its own.
  public mutating func arrange(as config: Config) {
    guard lesson == nil, session.directions.isEmpty, config.layout != arrangement else { return }
    arrangement = config.layout
    focus = ViewName(mainOf: config.layout)
  }
}
