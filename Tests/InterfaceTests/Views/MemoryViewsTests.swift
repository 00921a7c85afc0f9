import CellGrid
import MemoryCore
import Simulation
import Testing

@testable import Interface
@testable import Session

/// The views of memory, processor, events and figures.
@Suite struct MemoryViewsTests {
  @Test func hexMarksWhatAStepReadsAndWritesWordByWord() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.command("a = alloc 512")
    interface.press(Key("i"))
    // The words of the first hole: its header was read, and written behind the block.
    #expect(interface.row("0x4444_4444_0000").contains("r0000_0000_0010_0000"))
    #expect(interface.row("0x4444_4444_0000").contains("r0000_0000_0000_0000"))
    interface.press(Key("s"))
    #expect(interface.row("0x4444_4444_0000").contains(">0000_0000_0010_0000"))
    #expect(interface.row("0x4444_4444_0000").contains(".0000_0000_0000_0000"))
    interface.press(Key("s"))
    #expect(interface.row("0x4444_4444_0000").contains("r0000_0000_0010_0000"))
    #expect(interface.row("0x4444_4444_0000").contains(">0000_0000_0000_0000"))
  }

  @Test func hexShowsBytesInTheOrderOfMemory() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.command("write 0x4444_4444_0100 = 0x6b6c_6177_6d65_6d20")
    interface.press(Key("i"))
    #expect(interface.row("0x4444_4444_0100").contains("w6b6c_6177_6d65_6d20"))
    interface.press(Key("]"))
    #expect(interface.row("0x4444_4444_0100").contains("20 6d 65 6d 77 61 6c 6b"))
    interface.press(Key("["))
    #expect(interface.row("0x4444_4444_0100").contains("6b6c_6177_6d65_6d20"))
    interface.state.size = GridSize(columns: 80, rows: 24)
    #expect(interface.row("0x4444_4444_0100").contains(" memwalk"))
  }

  @Test func aWordOfMemoryIsFollowedThroughTheRun() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.command("physical write 0x80_0008 = 7")
    interface.command("physical write 0x80_0010 = 8")
    interface.command("a = alloc 64")
    // The cursor on the frame, then on its second word, which the first of the commands wrote.
    interface.state.selection = .frame(0x800)
    interface.press(Key("i"), Key("l"))
    #expect(interface.state.selection == .word(PhysicalAddress(truncating: 0x80_0008)))
    #expect(interface.row("0x0080_0008 ").contains("frame 2,048"))
    interface.press(Key("w"))
    #expect(interface.row("0x0080_0008 ").hasPrefix(" 0x0080_0008"))
    #expect(interface.rows.contains { $0.contains("physical write 0x0080_0008 = 7") })
    // It stays within memory.
    for _ in 0..<9 { interface.press(Key("h")) }
    interface.state.selection = .word(PhysicalAddress(truncating: 0))
    interface.press(Key("h"), Key("k"))
    #expect(interface.state.selection == .word(PhysicalAddress(truncating: 0)))
    let end = interface.state.session.snapshot.machine.kernel.memoryEnd
    interface.state.selection = .word(PhysicalAddress(truncating: end - 8))
    interface.press(Key("l"), Key("j"))
    #expect(interface.state.selection == .word(PhysicalAddress(truncating: end - 8)))
  }

  @Test func hexReadsTheEntriesOfTables() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.command("a = alloc 64")
    let path = interface.state.session.snapshot.machine.path(
      to: LinearAddress(0x4444_4444_0000))
    let last = try #require(path.last)
    interface.state.selection = .word(last.address)
    interface.press(Key("i"))
    #expect(interface.rows.contains { $0.contains("entry 64 of a P1 table: → frame 0x0000_1000") })
    // Enter leads to the entry among the tables.
    interface.press(Key(.enter))
    #expect(interface.state.focus == .tables)
    guard case .entry(let place, _, let level) = interface.state.selection else {
      Issue.record("no entry")
      return
    }
    #expect(place == last.address && level == .p1)
  }

  @Test func whatIsNotMappedShowsNoWords() throws {
    var interface = try KeyedInterface.booted(80, 24)
    interface.command("translate 0x1234_5000")
    interface.state.selection = .heap(VirtualAddress(truncating: 0x1234_5000))
    interface.press(Key("i"))
    #expect(interface.row("0x1234_5000 ").contains("····_····_····_····"))
    #expect(interface.rows.contains { $0.contains("no memory is there") })
    // Around the last word of the address space.
    interface.state.selection = .heap(VirtualAddress(truncating: .max - 7))
    interface.press(Key("l"), Key("j"))
    #expect(interface.state.selection == .heap(VirtualAddress(truncating: .max - 7)))
    #expect(interface.row("0xffff_ffff_ffff_fff0").contains("····"))
  }

  @Test func theProcessorShowsWhatIsStale() throws {
    var interface = try KeyedInterface.booted(120, 40)
    for line in ["map 0x1000_0000", "read 0x1000_0000"] { interface.command(line) }
    interface.press(Key("t"))
    #expect(interface.row("• 0x1000_0000").contains("L1 4 KiB"))
    // A kernel that forgets to flush.
    let path = interface.state.session.snapshot.machine.path(to: LinearAddress(0x1000_0000))
    interface.command("physical write \(path[3].address.rawValue) = 0")
    #expect(interface.row("≠ 0x1000_0000").contains("stale: the tables say not mapped"))
    // The cursor goes through the entries, and the other views with it.
    let page = Selection.heap(VirtualAddress(truncating: 0x1000_0000))
    for _ in 0..<9 where interface.state.selection != page { interface.press(Key("j")) }
    #expect(interface.state.selection == page)
    interface.command("flush all")
    #expect(interface.rows.contains { $0.contains("The TLB is empty") })
    interface.command("set cr0.wp=0")
    #expect(interface.row("CR0").contains(" wp "))
  }

  @Test func eventsAreListedFilteredAndFollowed() throws {
    var interface = try KeyedInterface.booted(120, 40)
    for line in [
      "a = alloc 64", "read 0x1234_5000", "b = alloc 64", "note \"half way\"", "c = alloc 64",
      "d = alloc 900K", "e = alloc 8M",
    ] {
      interface.command(line)
    }
    interface.press(Key("v"))
    #expect(interface.row("read 0x1234_5000").contains("fault"))
    #expect(interface.row("b = alloc 64").contains("half way"))
    #expect(interface.row("e = alloc 8M").contains("the heap grew"))
    interface.press(Key("]"))
    let notable = interface.rows
    #expect(notable.contains { $0.contains("b = alloc 64") })
    #expect(!notable.contains { $0.contains("c = alloc 64") && !$0.contains(":") })
    interface.press(Key("]"))
    #expect(!interface.rows.dropFirst(5).contains { $0.contains("b = alloc 64") })
    interface.press(Key("k"))
    #expect(interface.rows.prefix(4).contains { $0.contains("read 0x1234_5000") })
    // Parentheses go by all events, wherever the keys are.
    interface.press(Key("1"), Key(")"))
    #expect(interface.promptRow.isEmpty)
    #expect(interface.state.scene.notes == ["half way"])
    interface.press(Key("("), Key("("))
    #expect(interface.promptRow.contains("No event"))
  }

  @Test func statisticsTellWhatAStepChangedAndChooseTheGraph() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.command("a = alloc 512")
    interface.press(Key("r"))
    #expect(interface.row("heap.used").contains("+512"))
    #expect(interface.row("heap.free").contains("-512"))
    while interface.state.viewports.figure != .heapFragmentation { interface.press(Key("j")) }
    #expect(interface.state.viewports.series == .fragmentation)
    for figure in Figure.allCases {
      interface.state.viewports.figure = figure
      #expect(interface.rows.contains { $0.contains(figure.rawValue) })
    }
  }

  @Test func aWalkIsSeenWordByWordInTheTables() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.command("read 0x4444_4444_9678")
    interface.press(Key("p"))
    for level in 0..<4 {
      interface.press(Key("s"))
      let rows = TablesPlan(interface.state.scene, size: GridSize(columns: 60, rows: 30)).rows
      let now = rows.filter { $0.marks.contains(.now) }.map { "\($0.level.name)" }
      let done = rows.filter { $0.marks.isDone }
      let ahead = rows.filter { $0.marks.contains(.ahead) }
      #expect(now == ["P\(4 - level)"])
      #expect(done.count == level + 1)
      #expect(ahead.count == 3 - level)
      #expect(interface.rows.contains { $0.contains("►") })
    }
  }

  @Test func aViewThatTheLayoutLacksTakesThePlaceOfTheLargest() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.press(Key("i"))
    let rows = interface.rows
    for title in [" Hex", " Heap", " Timeline"] {
      #expect(rows.contains { $0.hasPrefix(title) }, "\(title)")
    }
    interface.press(Key(.tab))
    #expect(interface.state.focus == .frames)
  }
}

extension KeyedInterface {
  /// The first row with a text behind its title, below what is told of the step.
  fileprivate func row(_ text: String) -> String {
    let title = rows.firstIndex { row in
      [" Hex", " Processor", " Events", " Statistics"].contains { row.hasPrefix($0) }
    }
    return rows[(title ?? 0)...].first { $0.contains(text) } ?? "no row with \(text)"
  }
}
