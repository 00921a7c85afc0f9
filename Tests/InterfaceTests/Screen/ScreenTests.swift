import CellGrid
import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct ScreenTests {
  @Test func theKeyLineKeepsWhatMatters() throws {
    var interface = try KeyedInterface.booted()
    #expect(
      interface.keyLine
        == " → ← step  ⇧→ into  space play  w writer  tab view  / find  : cmd  ? help")
    interface.take(.resized(GridSize(columns: 140, rows: 40)))
    #expect(
      interface.keyLine
        == " → ← step  ⇧→ into  space play  < > touching  w last writer  tab view  / find"
        + "  : command  m mark  f branch  ? help  q quit")
    interface.take(.resized(GridSize(columns: 120, rows: 40)))
    #expect(
      interface.keyLine
        == " → ← step  ⇧→ into  space play  < > touching  w last writer  tab view  / find"
        + "  : command  m mark  f branch  ? help")
    interface.take(.resized(GridSize(columns: 40, rows: 12)))
    #expect(interface.keyLine == " → ← step  ⇧→ into  : cmd  ? help")
  }

  /// Whatever the width, a word is there as a whole or not at all.
  @Test func theHeaderLeavesOutWholeParts() throws {
    var interface = try KeyedInterface.sqlite()
    interface.state.session.seek(toStep: 6201)
    let machine = [
      120: " memwalk  sqlite3.rep · first fit · 64 MiB · profile blog-os",
      80: " memwalk  sqlite3.rep · first fit · 64 MiB", 50: " memwalk  sqlite3.rep",
      46: " sqlite3.rep",
    ]
    for (columns, text) in machine {
      interface.take(.resized(GridSize(columns: columns, rows: 24)))
      let place = "step 6,201 of 6,645  ▮▮"
      let gap = String(repeating: " ", count: columns - 1 - text.count - place.count)
      #expect(interface.rows[0] == text + gap + place)
    }
    interface.take(.resized(GridSize(columns: 40, rows: 24)))
    interface.press(Key(.right, .shift))
    #expect(interface.rows[0] == " sqlite3.rep   step 6,202 · 1 of 17  ▮▮")
  }

  @Test func whoHasJustComeIsToldWhatToDo() throws {
    var interface = try KeyedInterface.booted()
    let hint = " Booted. Type : and a command, such as a = alloc 512. ← looks at the boot."
    #expect(interface.promptRow == hint)
    interface.press(Key("?"))
    #expect(interface.promptRow == "")
    interface.press(Key(.escape))
    interface.command("a = alloc 512")
    #expect(interface.promptRow == "")
    #expect(try KeyedInterface.sqlite().promptRow == "")
  }

  /// A message that is longer than a row is broken between words, upwards.
  @Test func aLongMessageTakesMoreRows() throws {
    var interface = try KeyedInterface.booted(60, 20)
    interface.command("frame alloc count=99999")
    let message = try #require(interface.state.message)
    #expect(message.isError && message.text.count > 58)
    let rows = TextRows.rows(of: message.text, columns: 58)
    #expect(interface.rows.suffix(rows.count + 1).dropLast() == rows.map { " " + $0 }[...])
    #expect(rows.joined(separator: " ") == message.text)
  }

  @Test func rowsAreBrokenBetweenWords() {
    #expect(TextRows.rows(of: "one two three", columns: 13) == ["one two three"])
    #expect(TextRows.rows(of: "one two three", columns: 12) == ["one two", "three"])
    #expect(TextRows.rows(of: "  one two", columns: 6, indent: 2) == ["  one", "   two"])
    #expect(TextRows.rows(of: "abcdefgh", columns: 3) == ["abc", "def", "gh"])
    #expect(TextRows.rows(of: "", columns: 3) == [""])
  }

  /// The cursor stays in sight in a line that is longer than the row.
  @Test func theEndOfALongLineIsShown() throws {
    var interface = try KeyedInterface.booted(40, 12)
    interface.press(Key(":"))
    for number in 0..<12 { interface.take(.paste("word\(number) ")) }
    #expect(interface.promptRow == " : …6 word7 word8 word9 word10 word11")
    #expect(cursorPlace(in: interface.state) == GridPoint(column: 38, row: 10))
    interface.press(Key(.home))
    #expect(interface.promptRow == " : word0 word1 word2 word3 word4 word5…")
    #expect(cursorPlace(in: interface.state) == GridPoint(column: 3, row: 10))
  }

  @Test func whatIsGoingOnFitsTheRow() throws {
    var interface = try KeyedInterface.sqlite()
    interface.state.loading = LoadProgress(
      bytes: 60 << 20, totalBytes: 120 << 20, records: 5_000_000, rate: 4_000_000)
    #expect(
      interface.promptRow
        == " reading  ██████████·········· 50 %  60 MiB of 120 MiB · Esc stops · 2 s left")
    interface.take(.resized(GridSize(columns: 120, rows: 40)))
    #expect(
      interface.promptRow
        == " reading  ██████████·········· 50 %  60 MiB of 120 MiB · Esc stops"
        + " · 5,000,000 records · 4,000,000/s · 2 s left")
    interface.state.loading?.totalBytes = 0
    #expect(interface.promptRow == " reading  60 MiB · Esc stops · 5,000,000 records")
    interface.state.loading?.totalBytes = 120 << 20
    interface.press(Key(.escape))
    #expect(interface.effects == [.stopReading])
    interface.take(.resized(GridSize(columns: 40, rows: 12)))
    #expect(interface.promptRow == " reading  ██████······ 50 %  2 s left")
    interface.state.loading?.records = 1
    interface.take(.resized(GridSize(columns: 120, rows: 40)))
    #expect(interface.promptRow.contains(" · 1 record · "))
  }

  /// No screen is too small, nothing traps.
  @Test(arguments: [(1, 1), (40, 12), (39, 11), (57, 19), (80, 24), (100, 30), (200, 60)])
  func everySizeIsDrawn(columns: Int, rows: Int) throws {
    var interface = try KeyedInterface.sqlite(columns, rows)
    interface.state.session.seek(toStep: 3000)
    for keys in ["", "?", "z", "2", "3", "4", "zf", "|", "d"] {
      for scalar in keys.unicodeScalars { interface.press(Key(scalar)) }
      #expect(render(interface.state).size == GridSize(columns: columns, rows: rows))
    }
  }

  /// Nothing ends within a number with its unit, or within a word.
  @Test func aNarrowScreenTellsWholeClauses() throws {
    var interface = try KeyedInterface.booted(40, 12)
    interface.command("a = alloc 512")
    #expect(interface.rows[2] == " Took 512 bytes of the first hole.")
    interface.press(Key(.left), Key("s"))
    #expect(interface.rows[3] == " load 0x4444_4444_0000 → 0x10_0000")
    interface.press(Key(.end))
    interface.command("b = alloc 512")
    interface.command("c = alloc 512")
    interface.command("free a")
    #expect(interface.rows[2] == " The block became hole 1: 512 bytes …")
  }

  @Test func tabShowsTheValuesOfAKey() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key("F"), Key(.tab))
    #expect(
      interface.rows[20...21] == [
        " linked-list  bump  fixed-block  next-fit  best-fit  worst-fit  fast-fit  buddy",
        " tlsf  slab",
      ])
    interface.press(Key("t"), Key(.tab))
    #expect(interface.promptRow == " : branch policy=tlsf")
  }

  /// A legend that has no room for all says less, and never half a word.
  @Test func theLegendHasWholeWords() throws {
    var interface = try KeyedInterface.booted()
    interface.command("map 0x1000_0000 flags=WU")
    interface.press(Key(.left, .alt))
    #expect(interface.rows[12].hasPrefix(" K kern S stk P tab H heap U map ▒ rsv "))
    #expect(!interface.rows[12].prefix(40).contains("…"))
  }
}
