import CellGrid
import Script
import Testing

@testable import Interface

@Suite struct ConfigTests {
  private func config(_ text: String) -> Config { Config(Array(text.utf8), named: "config") }

  @Test func settingsAreRead() {
    let config = config(
      """
      # how I like it
      theme light
      mouse off   # the terminal selects
      welcome off
      layout heap
      speed 64
      ascii on
      key ^p command
      key "#" none
      """)
    #expect(config.mistakes.isEmpty && config.warning == nil)
    #expect(config.theme == .light && config.layout == .heap && config.speed == 64)
    #expect(!config.hasMouse && !config.showsWelcome && config.isASCII)
    #expect(
      config.keyChanges == [
        Config.KeyChange(key: Key("p", .control), action: "command"),
        Config.KeyChange(key: Key("#"), action: nil),
      ])
  }

  static let mistakes: [(String, String)] = [
    ("thme light", "1:1: a setting cannot be 'thme': did you mean 'theme'?"),
    ("theme", "1:6: theme needs dark|light|high-contrast|color-blind behind it"),
    ("theme pink", "1:7: theme cannot be 'pink': it is dark, light, high-contrast or color-blind"),
    ("theme lihgt", "1:7: theme cannot be 'lihgt': did you mean 'light'?"),
    ("mouse off off", "1:11: 'off' is one word too many: mouse on|off"),
    ("mouse=off", "1:1: a setting cannot be 'mouse=off'"),
    ("speed 5", "1:7: speed cannot be '5'"),
    ("key ^p", "1:7: key needs KEY ACTION|none behind it"),
    ("key PageDown help", "1:5: no key is called 'PageDown': write x, ^p,"),
    ("key ^i help", "1:5: no key is called '^i'"),
    ("key C hepl", "1:7: an action cannot be 'hepl': did you mean 'help'?"),
    ("key ^C help", "1:5: ^c always stops what goes on"),
    ("key Esc none", "1:5: Esc always takes back"),
    ("\n\ntheme dark\ntheme light", "4:1: theme is said in line 3 already, and that counts"),
    ("key x help\nkey x none", "2:1: key x is said in line 1 already, and that counts"),
    ("theme \"dark", "1:7: the closing quote of this text is missing"),
    ("the\u{1}me dark", "1:4: the control character \\x01 cannot stand in a script"),
  ]

  @Test(arguments: mistakes) func aMistakeIsTold(_ text: String, _ message: String) throws {
    let config = config(text + "\nlayout frames")
    let mistake = try #require(config.mistakes.first)
    #expect(mistake.description.hasPrefix("config:" + message), "\(mistake.description)")
    // The rest of the file counts.
    #expect(config.mistakes.count == 1 && config.layout == .frames)
  }

  @Test func theFirstOfSeveralMistakesCounts() {
    #expect(config("theme dark\ntheme light").theme == .dark)
    #expect(
      config("them\nmouse\n\u{1}").warning?.hasSuffix(", and 2 more: memwalk config check") == true)
    #expect(
      config("them").warning?.hasSuffix(
        "'theme'? (theme, mouse, welcome, layout, speed, ascii or key): memwalk config check")
        == true)
  }

  /// Whatever the bytes are, there are settings, and each mistake has a line that there is.
  @Test func nonsenseIsSurvived() {
    var bytes: [UInt8] = (0...255).map { $0 }
    for _ in 0..<6 { bytes += bytes.reversed() + [10] }
    let config = Config(bytes + Array("\ntheme light".utf8), named: "x")
    #expect(config.theme == .light && !config.mistakes.isEmpty)
    #expect(config.mistakes.count < Config.mistakeLimit)
    let count = bytes.count { $0 == 10 } + 1
    for mistake in config.mistakes { #expect(1...count ~= mistake.position.line) }
    #expect(Config([0xef, 0xbb, 0xbf] + Array("theme light\r\n".utf8), named: "x").theme == .light)
    #expect(Config([], named: "x").mistakes.isEmpty)
    // A file of nothing but mistakes is not read on for ever.
    let wrong = String(repeating: "bad\n", count: 100_000) + "theme light"
    let never = self.config(wrong)
    #expect(never.mistakes.count == Config.mistakeLimit && never.theme == nil)
  }

  /// What `config list` prints says what there is already, for any settings.
  @Test func theListingIsSuchAFile() {
    let changed = "theme light\nmouse off\nkey F5 command\nkey q none\nkey \"\\\"\" help\nspeed 1"
    for text in ["", changed] {
      let config = config(text)
      let again = self.config(config.listing.joined(separator: "\n"))
      #expect(again.mistakes.isEmpty)
      #expect(again.listing == config.listing)
      #expect(again.theme == config.theme && again.hasMouse == config.hasMouse)
      for binding in KeyMap.bindings {
        for key in binding.keys {
          #expect(again.keys.action(for: key)?.name == config.keys.action(for: key)?.name)
        }
      }
      for setting in Setting.all {
        #expect(config.listing.contains("# \(setting.usage): \(setting.summary)"))
      }
    }
  }

  @Test func theInterfaceBeginsSo() throws {
    var interface = try KeyedInterface.booted()
    interface.state.adopt(config("layout heap\nspeed 16\nascii on\nkey x quit\nbad"))
    #expect(interface.state.arrangement == .heap && interface.state.focus == .heap)
    #expect(interface.state.speed == 16 && interface.state.isASCII)
    #expect(
      interface.state.message?.text.hasPrefix("config:5:1: a setting cannot be 'bad'") == true)
    interface.press(Key("x"))
    #expect(interface.effects == [.quit])
  }
}
