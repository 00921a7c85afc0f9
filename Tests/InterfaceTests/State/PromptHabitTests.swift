import CellGrid
import Testing

@testable import Interface
@testable import Session

/// What hands expect of a line that commands are typed into.
@Suite struct PromptHabitTests {
  private func typed(_ text: String) throws -> KeyedInterface {
    var interface = try KeyedInterface.booted()
    interface.press(Key(":"))
    for scalar in text.unicodeScalars { interface.press(Key(scalar)) }
    return interface
  }

  @Test func theCursorGoesByWords() throws {
    var interface = try typed("a = alloc 64")
    interface.press(Key(.left, .alt), Key("b", .alt))
    #expect(interface.state.prompt.line.textBefore == "a = ")
    interface.press(Key("k", .control))
    #expect(interface.state.prompt.text == "a = ")
    interface.press(Key(.home), Key(.right, .control))
    #expect(interface.state.prompt.line.textBefore == "a")
    interface.press(Key("d", .control))
    #expect(interface.state.prompt.text == "a= ")
    interface.press(Key("k", .control), Key("u", .control), Key("d", .control))
    #expect(interface.state.mode == .views)
  }

  @Test func theHistoryIsSearched() throws {
    var interface = try KeyedInterface.booted()
    for line in ["a = alloc 64", "b = alloc 128", "free a"] { interface.command(line) }
    interface.press(Key(":"))
    for scalar in "alloc".unicodeScalars { interface.press(Key(scalar)) }
    interface.press(Key("r", .control))
    #expect(interface.state.prompt.text == "b = alloc 128")
    interface.press(Key("r", .control))
    #expect(interface.state.prompt.text == "a = alloc 64")
    interface.press(Key("r", .control))
    #expect(interface.state.prompt.text == "a = alloc 64")
    interface.press(Key(.down), Key(.down), Key(.down))
    #expect(interface.state.prompt.text == "alloc")
  }

  @Test func tabGoesThroughWhatItFound() throws {
    var interface = try typed("heap policy=b")
    interface.press(Key(.tab))
    let found = interface.state.prompt.completions
    #expect(found.count > 1)
    for word in found + found.prefix(1) {
      interface.press(Key(.tab))
      #expect(interface.state.prompt.text == "heap \(word)")
    }
    interface.press(Key(.backTab))
    #expect(interface.state.prompt.text == "heap \(found[found.count - 1])")
    // What is typed ends it.
    interface.press(Key(" "))
    #expect(interface.state.prompt.completions.isEmpty)
  }
}
