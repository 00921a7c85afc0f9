import CellGrid
import Narration
import Simulation
import Testing

@testable import Interface
@testable import Script
@testable import Session

/// Nothing can be added without what shows it: each test goes through all there are of a kind.
@Suite struct AppearanceTests {
  /// A script for each command whose last line is the command. A new one needs its line here, and
  /// with it whatever is said of its step.
  private static let scripts = [
    "boot": "boot stage=map", "heap": "heap size=64K", "alloc": "a = alloc 8",
    "free": "a = alloc 8\nfree a", "realloc": "a = alloc 8\nrealloc a 64",
    "frame alloc": "f = frame alloc", "frame free": "f = frame alloc\nframe free f",
    "map": "map 0x1000_0000", "identity-map": "identity-map 0x80_0000",
    "unmap": "map 0x1000_0000\nunmap 0x1000_0000", "clean": "clean",
    "protect": "map 0x1000_0000\nprotect 0x1000_0000 flags=P", "translate": "translate 0x1000_0000",
    "read": "read 0x4444_4444_0000", "write": "write 0x4444_4444_0000 = 1",
    "execute": "execute 0x4444_4444_0000", "flush": "flush all", "set": "set cr0.wp=0",
    "physical read": "physical read 0x1000", "physical write": "physical write 0x80_0000 = 1",
  ]

  @Test func everyCommandIsTold() throws {
    let makeNoStep: Set<String> = [
      "machine", "show", "expect", "bookmark", "note", "find", "max", "min", "writer", "touch",
      "goto", "fork",
      "expect fault", "expect error", "branch", "instead", "skip", "swap", "other", "diff",
      "diff first", "layout", "focus", "zoom", "highlight", "pause",
      "replay", "save", "help", "crash",
    ]
    #expect(Set(Self.scripts.keys) == Set(Verb.all.map(\.name)).subtracting(makeNoStep))
    for (verb, script) in Self.scripts {
      // A command may lead to others, as a heap to the end of the boot.
      let steps = try Told.steps(script)
      let told = try #require(steps.last { $0.step.command.verb.name == verb }, "\(verb)")
      #expect(told.headline.contains(verb.split(separator: " ")[0]), "\(verb)")
      #expect(told.sentence().hasSuffix("."), "\(verb)")
      #expect(!told.causes.isEmpty && !told.chain().isEmpty, "\(verb)")
    }
  }

  @Test func everyFigureIsOffered() throws {
    let session = Session(title: "test", timeline: try Timeline(MachineDescription()))
    let report = Report.lines(.stats, of: session).joined(separator: "\n")
    for figure in Figure.allCases {
      #expect(report.contains(figure.rawValue))
      for verb in ["expect", "find"] {
        let line = "\(verb) \(figure.rawValue.dropLast())"
        #expect(Completion.words(for: line, scope: Scope()).contains(figure.rawValue), "\(line)")
      }
      let line = "max \(figure.rawValue.dropLast())"
      #expect(
        Completion.words(for: line, scope: Scope()).contains(figure.rawValue)
          == (figure.group != .step), "\(line)")
    }
  }

  @Test func everyViewHasItsKeyItsHelpAndItsPicture() throws {
    let help = HelpPage.all().lines
    var seen: Set<[String]> = []
    for view in ViewName.allCases {
      #expect(help.contains { $0.contains(view.spec.title) && $0.contains(String(view.key)) })
      for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
        var interface = try KeyedInterface.booted(columns, rows)
        interface.command("a = alloc 512")
        // A second time it is shown alone; the first one has the keys already.
        let times = interface.state.focus == view ? 1 : 2
        for _ in 0..<times { interface.press(Key(view.key)) }
        #expect(interface.state.focus == view && interface.state.isWholeScreen)
        #expect(interface.rows.contains { $0.hasSuffix(" \(view.key)") })
        #expect(seen.insert(interface.rows).inserted, "\(view) looks like another")
      }
    }
  }

  @Test func everyOwnerHasItsGlyphItsWordAndItsPicture() throws {
    let looks = FrameOwner.allCases.map(\.look)
    let letters = String(String.UnicodeScalarView(looks.map(\.glyph)))
    let ascii = CellGrid(lines: [letters]).asciiOnly().text(row: 0)
    #expect(Set(letters).count == looks.count && Set(ascii).count == looks.count)
    #expect(!ascii.contains("?"))
    #expect(Set(looks.map(\.word)).count == looks.count)
    #expect(Set(looks.map(\.shortWord)).count == looks.count)
    #expect(Set(looks.map(\.meaning)).count == looks.count)
    #expect(Set(looks.map(\.place)) == Set(looks.indices))
    var interface = try KeyedInterface.booted(200, 60)
    interface.command("f = frame alloc")
    interface.command("map 0x1000_0000")
    let legend = interface.rows.joined(separator: "\n")
    for look in looks { #expect(legend.contains("\(look.glyph) \(look.word)"), "\(look.word)") }
  }

  @Test func everyHeapPolicyIsToldAndOffered() throws {
    #expect(Set(HeapPolicy.allCases.map(\.plainName)).count == HeapPolicy.allCases.count)
    let offered = Completion.words(for: "heap policy=", scope: Scope())
    for policy in HeapPolicy.allCases {
      #expect(offered.contains("policy=\(policy.rawValue)"))
      let steps = try Told.steps("heap policy=\(policy.rawValue)\na = alloc 100\nfree a")
      for told in steps.suffix(3) { #expect(told.sentence().hasSuffix(".")) }
    }
  }

  @Test func everyRefusalIsOffered() {
    let offered = Completion.words(for: "expect error ", scope: Scope())
    #expect(Set(offered) == Set(Refusal.words))
  }
}
