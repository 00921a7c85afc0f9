import CellGrid
import MemoryCore
import Script
import Session
import Simulation
import Testing

@testable import Interface

@Suite struct ExplainKeyTests {
  /// From a block to its entry and on to the frame: each time what this one is, then its terms.
  @Test func whatTheCursorIsOnIsExplained() throws {
    var interface = try KeyedInterface.booted()
    interface.command("a = alloc 512")
    interface.press(Key("K"))
    #expect(Self.headings(of: interface) == ["Block a", "block", "padding", "heap", "linked list"])
    #expect(interface.rows[1].contains("What the cursor is on"))
    interface.press(Key(.escape), Key(.enter), Key("K"))
    #expect(
      Self.headings(of: interface) == [
        "P1 64 at 0x0000_4200 = 0x0000_0000_0000_1063", "entry", "page table", "present",
        "writable", "accessed", "dirty",
      ])
    interface.press(Key(.escape), Key(.enter), Key("K"))
    #expect(Self.headings(of: interface) == ["Frame 1  touched by this step", "heap", "frame"])
    // The lines of a term are those of help.
    let page = try #require(interface.state.mode.page)
    let frame = try #require(Glossary.term("frame"))
    #expect(Array(page.lines.suffix(4)) == HelpText.lines(for: frame, width: 76).suffix(4))
    interface.press(Key(.escape))
    interface.command("free a")
    interface.press(Key(.escape), Key("K"))
    #expect(
      Self.headings(of: interface)
        == ["Hole 1 of 1", "hole", "header", "free list", "heap", "linked list"])
  }

  @Test func aWordOfMemoryIsExplained() throws {
    var interface = try KeyedInterface.booted()
    interface.state.selection = .word(PhysicalAddress(truncating: 0x80_0008))
    interface.press(Key("K"))
    #expect(
      Self.headings(of: interface)
        == ["0x0080_0008  frame 2,048, free", "free frame", "physical address"])
    interface.press(Key(.escape))
    // The first word of the root table, and of the heap's first frame.
    interface.state.selection = .word(PhysicalAddress(truncating: 0x5d_3000))
    interface.press(Key("K"))
    #expect(
      Self.headings(of: interface).prefix(3) == [
        "0x005d_3000  frame 1,491, tables", "entry", "PML4",
      ])
    interface.press(Key(.escape))
    interface.state.selection = .word(PhysicalAddress(truncating: 0x1000))
    interface.press(Key("K"))
    #expect(Self.headings(of: interface).dropFirst().first == "hole")
  }

  @Test func aCursorThatIsNowhereIsSaid() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key(.home), Key(.home), Key("K"))
    #expect(interface.state.mode == .views)
    #expect(interface.promptRow.hasPrefix(" Put the cursor on something first"))
  }

  /// Whatever the cursor can be on has its terms.
  @Test func allOwnersLevelsAndFlagsHaveTerms() {
    for owner in FrameOwner.allCases { #expect(Glossary.term(owner.term) != nil) }
    for level in PageTableLevel.allCases {
      #expect(Glossary.term(level.term) != nil)
      for bits in [0, UInt64.max] {
        let names = ExplanationPage.names(of: PageTableEntry(rawValue: bits), at: level)
        #expect(names.allSatisfy { Glossary.term($0) != nil })
        #expect(names.contains("writable") == (bits != 0))
      }
    }
  }

  private static func headings(of interface: KeyedInterface) -> [String] {
    guard let page = interface.state.mode.page else { return [] }
    return page.headings.sorted().map { place in
      let line = page.lines[place]
      return place == 0 ? line : String(line.prefix { $0 != "(" }).trimmed
    }
  }
}

extension String {
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
