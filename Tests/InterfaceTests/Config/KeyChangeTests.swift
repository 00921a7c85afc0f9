import CellGrid
import Script
import Testing

@testable import Interface

@Suite struct KeyChangeTests {
  private func keys(_ text: String) throws -> KeyMap {
    let config = Config(Array(text.utf8), named: "config")
    try #require(config.mistakes.isEmpty)
    return config.keys
  }

  /// Every key of the views does something that has a name, and no name is that of two actions.
  @Test func everyActionOfAKeyHasAName() throws {
    var actions: [String: String] = [:]
    for binding in KeyMap.bindings {
      let name = try #require(binding.action.name, "\(binding.help)")
      #expect(name.count < 14 && name.allSatisfy { $0.isLowercase || $0 == "-" })
      #expect(actions[name, default: "\(binding.action)"] == "\(binding.action)", "\(name)")
      actions[name] = "\(binding.action)"
    }
    #expect(Set(KeyMap.actionNames) == Set(actions.keys))
    #expect(KeyMap.actionNames.count == actions.count && !KeyMap.actionNames.contains("none"))
  }

  /// A key is found by what the help calls it, on any terminal.
  @Test func keysAreFoundByTheirNames() {
    for key in (KeyMap.bindings + KeyMap.reading + KeyMap.lessonOnly).flatMap(\.keys) {
      for isASCII in [false, true] {
        #expect(Key(named: key.name(isASCII: isASCII)) == key, "\(key.name(isASCII: isASCII))")
      }
    }
    #expect(Key(named: "^P") == Key("p", .control) && Key(named: "f12") == Key(.function(12)))
    #expect(Key(named: "Alt-S-Left") == Key(.left, [.alt, .shift]))
    #expect(Key(named: "alt-X") == Key("X", .alt) && Key(named: "ß") == Key("ß"))
    for name in ["", "^", "^^", "Alt-", "S-x", "^1", "F21", "ab", "^Alt-", "\u{301}", "Alt-Alt-x"] {
      if name == "^" { continue }
      #expect(Key(named: name) == nil, "\(name)")
    }
  }

  @Test func aKeyIsGivenToAnotherAction() throws {
    let keys = try keys("key h next-theme\nkey F5 command\nkey N none\nkey ← play")
    #expect(keys.action(for: Key("h"))?.name == "next-theme")
    #expect(keys.action(for: Key(.function(5)))?.name == "command")
    #expect(keys.action(for: Key(":"))?.name == "command")
    #expect(keys.action(for: Key("N")) == nil && keys.action(for: Key("T"))?.name == "next-theme")
    #expect(keys.action(for: Key(.left, .alt))?.name == "cursor-left")
    let table = KeyMap.bindings.flatMap(\.keys).filter {
      ![Key("h"), Key("N"), Key(.left)].contains($0)
    }
    for key in table {
      #expect(keys.action(for: key)?.name == KeyMap.standard.action(for: key)?.name)
    }
  }

  /// The key line and the help print the keys in force.
  @Test func whatIsInForceIsPrinted() throws {
    var interface = try KeyedInterface.booted(200, 40)
    #expect(interface.keyLine.contains("→ ← step") && interface.keyLine.contains(": command"))
    interface.state.keys = try keys(
      "key ← play\nkey : none\nkey F5 command\nkey ? none\nkey F1 none")
    #expect(interface.keyLine.contains("→ step") && !interface.keyLine.contains("→ ←"))
    #expect(interface.keyLine.contains("F5 command") && interface.keyLine.contains("← play"))
    #expect(!interface.keyLine.contains("help"))
    let lines = HelpPage.all(interface.state.keys).lines
    #expect(lines.contains("  F5          command       any command of the script language"))
    #expect(lines.contains("  no key      help          this help"))
    #expect(interface.rows.contains { $0.contains("Booted. p looks at the boot.") })
    interface.press(Key(.function(5)))
    #expect(interface.state.mode == .prompt)
  }

  @Test func aLessonsOwnKeysStay() throws {
    let keys = try keys("key h help\nkey C command\nkey q none")
    #expect(keys.lessonAction(for: Key("C"))?.name == "command")
    #expect(keys.lessonAction(for: Key("?"))?.name == "help")
    #expect(keys.lessonAction(for: Key("q")) == nil)
    guard case .lesson(.hint) = keys.lessonAction(for: Key("h")) else {
      Issue.record("h is a lesson's key for a hint")
      return
    }
  }
}
