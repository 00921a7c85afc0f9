import CellGrid
import Testing

@testable import NcursesTerminal

@Suite("Decoding what a terminal sends")
struct InputDecoderTests {
  /// All events of some bytes after which nothing more comes.
  private func decode(_ text: String, keys: [[UInt8]: Key] = [:]) -> [TerminalInput] {
    var decoder = InputDecoder(terminfoKeys: keys)
    decoder.feed(text.utf8)
    var inputs: [TerminalInput] = []
    while let input = decoder.next(isLast: true) { inputs.append(input) }
    #expect(decoder.pending == .nothing)
    return inputs
  }

  @Test(
    "one key",
    arguments: [
      ("a", Key(.character("a"))), ("é", Key(.character("é"))), ("🙂", Key(.character("🙂"))),
      ("\r", Key(.enter)), ("\n", Key(.enter)), ("\u{1b}OM", Key(.enter)), ("\t", Key(.tab)),
      ("\u{8}", Key(.backspace)), ("\u{7f}", Key(.backspace)), ("\u{1b}", Key(.escape)),
      ("\u{1}", Key(.character("a"), .control)), ("\u{1a}", Key(.character("z"), .control)),
      ("\u{0}", Key(.character(" "), .control)), ("\u{1f}", Key(.character("_"), .control)),
      ("\u{1b}x", Key(.character("x"), .alt)), ("\u{1b}é", Key(.character("é"), .alt)),
      ("\u{1b}\u{18}", Key(.character("x"), [.alt, .control])),
      ("\u{1b}[", Key(.character("["), .alt)),
      ("\u{1b}O", Key(.character("O"), .alt)), ("\u{1b}]", Key(.character("]"), .alt)),
      ("\u{1b}\r", Key(.enter, .alt)), ("\u{1b}\u{7f}", Key(.backspace, .alt)),
      ("\u{1b}[A", Key(.up)), ("\u{1b}OA", Key(.up)), ("\u{1b}[1;2C", Key(.right, .shift)),
      ("\u{1b}[1;3D", Key(.left, .alt)), ("\u{1b}[1;5B", Key(.down, .control)),
      ("\u{1b}[1;8A", Key(.up, [.shift, .alt, .control])), ("\u{1b}\u{1b}[A", Key(.up, .alt)),
      ("\u{1b}[a", Key(.up, .shift)), ("\u{1b}Oc", Key(.right, .control)),
      ("\u{1b}[H", Key(.home)), ("\u{1b}[1~", Key(.home)), ("\u{1b}[7~", Key(.home)),
      ("\u{1b}OF", Key(.end)), ("\u{1b}[4~", Key(.end)), ("\u{1b}[5~", Key(.pageUp)),
      ("\u{1b}[6;5~", Key(.pageDown, .control)), ("\u{1b}[2~", Key(.insert)),
      ("\u{1b}[3~", Key(.delete)), ("\u{1b}[Z", Key(.backTab)), ("\u{1b}OP", Key(.function(1))),
      ("\u{1b}[[B", Key(.function(2))), ("\u{1b}[15~", Key(.function(5))),
      ("\u{1b}[24;2~", Key(.function(12), .shift)), ("\u{1b}[1;5R", Key(.function(3), .control)),
      ("\u{1b}[27;5;9~", Key(.tab, .control)),
      ("\u{1b}[97;7u", Key(.character("a"), [.alt, .control])),
    ] as [(String, Key)])
  func oneKey(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
  }

  @Test(
    "what means nothing is swallowed whole",
    arguments: [
      "\u{1b}[?2026;2$y", "\u{1b}[I", "\u{1b}[24;80R", "\u{1b}[>1;2;3c", "\u{1b}[99~", "\u{1b}[1;2",
      "\u{1b}]10;rgb:14/17/1b\u{7}", "\u{1b}]11;rgb:14/17\u{7}", "\u{1b}]11;rgb:14/17/1b/00\u{7}",
      "\u{1b}]11;rgb:14//1b\u{7}", "\u{1b}]11;rgb:12345/0/0\u{7}", "\u{1b}]11;rgb:g/0/-1\u{7}",
      "\u{1b}]11;red\u{7}", "\u{1b}]11;\u{7}", "\u{1b}]11;?\u{1b}\\", "\u{1b}P1$r0m\u{1b}\\",
      "\u{1b}[<64;1M",
      "\u{1b}[99999999999999999999~",
    ])
  func unknown(bytes: String) {
    #expect(
      decode(bytes + (bytes.hasSuffix("2") ? "" : "j")).allSatisfy {
        $0 == .key(Key(.character("j")))
      })
  }

  @Test func brokenUTF8IsSkipped() {
    var decoder = InputDecoder()
    decoder.feed([0xff, 0xc3, 0x28, 0xe2, 0x82, 0x41])
    #expect(decoder.next() == .key(Key(.character("("))))
    #expect(decoder.next() == .key(Key(.character("A"))))
    #expect(decoder.next() == nil)
  }

  @Test func aPasteIsOneEvent() {
    let paste = decode("a\u{1b}[200~one\r\ntwo\r\u{1b}[A q\u{1b}[201~b")
    #expect(
      paste == [
        .key(Key(.character("a"))), .paste("one\ntwo\n\u{1b}[A q"), .key(Key(.character("b"))),
      ])
    #expect(decode("\u{1b}[200~cut off") == [.paste("cut off")])
  }

  @Test(
    "the mouse",
    arguments: [
      ("\u{1b}[<0;3;4M", MouseInput(.press(.left), at: GridPoint(column: 2, row: 3))),
      ("\u{1b}[<0;3;4m", MouseInput(.release(.left), at: GridPoint(column: 2, row: 3))),
      ("\u{1b}[<34;1;1M", MouseInput(.drag(.right), at: GridPoint(column: 0, row: 0))),
      ("\u{1b}[<64;120;40M", MouseInput(.wheelUp, at: GridPoint(column: 119, row: 39))),
      ("\u{1b}[<81;5;6M", MouseInput(.wheelDown, at: GridPoint(column: 4, row: 5), .control)),
    ] as [(String, MouseInput)])
  func mouse(bytes: String, event: MouseInput) {
    #expect(decode(bytes) == [.mouse(event)])
  }

  @Test(
    "a sequence may arrive in pieces",
    arguments: [
      "\u{1b}[1;2C", "\u{1b}OA", "é", "🙂", "\u{1b}[<0;3;4M", "\u{1b}[200~paste\u{1b}[201~",
      "\u{1b}x",
    ])
  func pieces(bytes: String) {
    let expected = decode(bytes)
    var decoder = InputDecoder()
    for byte in bytes.utf8.dropLast() {
      decoder.feed([byte])
      #expect(decoder.next() == nil)
      #expect(decoder.pending != .nothing)
    }
    decoder.feed(Array(bytes.utf8.suffix(1)))
    #expect(decoder.next() == expected.first)
    #expect(decoder.pending == .nothing)
  }

  @Test func terminfoTellsOfOtherTerminals() {
    let keys: [[UInt8]: Key] = [
      Array("\u{1b}A".utf8): Key(.up), Array("\u{1b}[224z".utf8): Key(.function(1)),
      Array("\u{1b}[1;2P".utf8): Key(.function(13)), Array("\u{8}".utf8): Key(.left),
    ]
    #expect(decode("\u{1b}A", keys: keys) == [.key(Key(.up))])
    #expect(decode("\u{1b}[224z", keys: keys) == [.key(Key(.function(1)))])
    #expect(decode("\u{1b}[1;2P", keys: keys) == [.key(Key(.function(1), .shift))])
    #expect(decode("\u{8}", keys: keys) == [.key(Key(.backspace))])
    #expect(decode("\u{1b}", keys: keys) == [.key(Key(.escape))])
  }
}
