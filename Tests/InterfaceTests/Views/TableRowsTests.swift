import CellGrid
import MemoryCore
import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct TableRowsTests {
  /// The present entries of all tables, one by one, found without merging.
  static func entries(of machine: Machine) -> [PhysicalAddress: (word: UInt64, covers: UInt64)] {
    var found: [PhysicalAddress: (word: UInt64, covers: UInt64)] = [:]
    func walk(_ table: PageTable, _ level: PageTableLevel, _ base: UInt64) {
      for index in 0..<512 {
        let place = table.address(of: PageTableIndex(UInt16(index)))
        let word = machine.hardware.physical.peek(place)
        guard word & 1 == 1, found[place] == nil else { continue }
        let covers = base | UInt64(index) << level.shift
        found[place] = (word, covers)
        if let below = level.below, level > .p3 || word >> 7 & 1 == 0 {
          walk(
            PageTable(frame: Frame(containing: PhysicalAddress(word & 0x000f_ffff_ffff_f000))),
            below, covers)
        }
      }
    }
    let registers = machine.hardware.registers
    walk(PageTable(frame: registers.cr3.root), registers.rootLevel, 0)
    return found
  }

  static func rows(_ scene: Scene) -> [TableRow] {
    let tree = TableTree(of: scene.snapshot.machine)
    return TableRows(of: tree, EntryMarks(scene, tree), scene.snapshot.machine).rows
  }

  /// Whatever is mapped, the rows taken apart are the entries that a walk finds, each once.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func rowsAreTheEntriesOfTheTables(seed: UInt64) throws {
    var state = seed
    func random(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33 % bound
    }
    var commands: [Command] = []
    for block in 0..<6 as Range<UInt64> {
      let flags: [PageTableFlags] = [
        [.present], [.present, .writable], [.present, .userAccessible, .writable],
        [.present, .noExecute],
      ]
      for part in 0..<4 as Range<UInt64> where random(3) > 0 {
        commands.append(
          TablesExample.map(
            TablesExample.page + block << (21 + 9 * random(2)) + (part * 40 + random(9)) << 12,
            frame: random(2) == 0 ? random(4000) << 12 : nil, count: 1 + random(30),
            flags: flags[Int(random(4))]))
      }
    }
    var timeline = try Timeline(MachineDescription(levels: seed % 2 == 0 ? 5 : 4))
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    // Commands that would map over what is mapped are refused and change nothing.
    for command in commands { try? timeline.append(command) }
    var scene = Example.scene(of: timeline)
    if seed % 3 == 0 { scene.selection = .heap(VirtualAddress(0x4444_4444_5000)) }
    let machine = scene.snapshot.machine
    var left = Self.entries(of: machine)
    #expect(left.count > 1000)
    for row in Self.rows(scene) where row.entry.isPresent {
      for offset in 0..<UInt64(row.count) {
        let place = row.place + offset * 8
        let entry = left.removeValue(forKey: place)
        let found = try #require(entry, "the entry is shown twice, or is none")
        #expect(found.covers == (row.covers + offset * row.level.entrySpan) & (.max >> 7))
        #expect(PageTableEntry(rawValue: found.word).flags == row.entry.flags)
      }
    }
    #expect(left.isEmpty)
  }

  @Test func tablesThatLeadToThemselvesEnd() throws {
    let root = try TablesExample.scene([]).snapshot.machine.hardware.registers.cr3.root
    let itself = root.start.rawValue | 3
    let one = try TablesExample.scene([
      { _ in .access(.physicalWrite(.address(root.start.rawValue + 511 * 8), value: itself)) }
    ])
    let picture = TablesExample.picture(one, 60, 24).text
    #expect(picture.contains("▌P4 511 → P4 \(NumberText.address(root.start.rawValue)) itself"))
    let all = try TablesExample.scene(
      (0..<512).map { index in
        { _ in
          .access(.physicalWrite(.address(root.start.rawValue + UInt64(index) * 8), value: itself))
        }
      })
    let rows = Self.rows(all)
    #expect(rows.reduce(0) { $0 + $1.count } == 512)
    #expect(rows.allSatisfy { $0.target == .knownTable(0) })
    #expect(TablesExample.picture(all, 60, 24).text.contains("itself"))
  }

  /// The mapping of all memory is a few rows however much memory there is.
  @Test func muchMemoryIsMerged() throws {
    let scene = try Example.machine(MachineDescription(memory: .size(1536 << 30)))
    let rows = Self.rows(scene)
    let giants = rows.filter { $0.level == .p3 && $0.target == .pages(runs: 1) }
    #expect(giants.map(\.count) == [512, 512, 512, 1])
    #expect(rows.count < 40)
  }

  @Test func fiveLevelsStartWithP5() throws {
    let scene = try Example.machine(MachineDescription(levels: 5), [TablesExample.map()])
    let rows = Self.rows(scene)
    #expect(rows[0].level == .p5 && rows[0].marks == .touched)
    #expect(rows[rows.count - 1].target == .knownTable(1))
    #expect(rows[rows.count - 1].covers == 0xffff_0000_0000_0000)
    let path = rows.filter { $0.marks.contains(.touched) }
    #expect(path.map(\.level) == [.p5, .p4, .p3, .p2, .p1])
    #expect(TablesExample.picture(scene, 60, 22).text.contains("P5 511 → P4"))
  }

  @Test func damagedEntriesAreShown() throws {
    let beyond = try TablesExample.scene([
      { _ in TablesExample.map(frame: 0x40_0000) },
      TablesExample.write(0x0000_7000_0000_0003, over: .p1),
    ])
    #expect(TablesExample.picture(beyond, 60, 22).text.contains("P1   0 ! 0x7000_0000_0000 beyond"))
    let root = try TablesExample.scene([
      { _ in TablesExample.map(frame: 0x40_0000) },
      TablesExample.write(0x0000_0000_0040_0083, over: .p4),
    ])
    #expect(TablesExample.picture(root, 60, 22).text.contains("P4 160 ! reserved bit 7"))
    let absent = try TablesExample.scene([
      { _ in TablesExample.map(frame: 0x40_0000) },
      TablesExample.write(0xabc0, over: .p1),
    ])
    #expect(
      TablesExample.picture(absent, 60, 22).text.contains(
        "P1   0 not present, but 0x0000_abc0"))
  }

  /// A translation that outlives its entry is visible in the tree, in the title, in the line of
  /// the TLB and in the inspector, and gone after the flush.
  @Test func aForgottenFlushIsVisible() throws {
    var scene = try TablesExample.stale()
    for (columns, rows) in [(40, 9), (60, 22)] {
      let text = TablesExample.picture(scene, columns, rows).text
      #expect(text.contains("≠ 1 stale"))
      #expect(text.contains(columns < 50 ? "≠ 0x0040_0000" : "≠ TLB 0x0040_0000"))
    }
    scene.isWholeScreen = true
    #expect(
      TablesExample.picture(scene, 80, 18).text.contains(
        """
         TLB ≠ stale 0x0040_0000 W·X· in L1 4 KiB, set 0 way 1
             the tables say not mapped
        """))
    let moved = try TablesExample.scene([
      { _ in TablesExample.map(frame: 0x40_0000) }, { _ in TablesExample.read(TablesExample.page) },
      TablesExample.write(0x40_1023, over: .p1),
    ])
    #expect(
      moved.snapshot.machine.staleTranslations.map(\.difference)
        == [.otherFrame(PhysicalAddress(0x40_1000))])
    let narrowed = try TablesExample.scene([
      { _ in TablesExample.map(frame: 0x40_0000) }, { _ in TablesExample.read(TablesExample.page) },
      TablesExample.write(0x40_0021, over: .p1),
    ])
    #expect(narrowed.snapshot.machine.staleTranslations.map(\.difference) == [.otherRights])
    let flushed = try TablesExample.scene([
      { _ in TablesExample.map(frame: 0x40_0000) }, { _ in TablesExample.read(TablesExample.page) },
      TablesExample.write(0, over: .p1), { _ in .access(.flush(nil)) },
    ])
    #expect(flushed.snapshot.machine.staleTranslations.isEmpty)
    #expect(!TablesExample.picture(flushed, 60, 22).text.contains("≠"))
  }

  /// In a run that is correct nothing is stale.
  @Test func nothingIsStaleInARecording() throws {
    for step in [0, 1000, 3000, 6645] {
      let scene = try TablesExample.sqlite(at: step)
      #expect(scene.snapshot.machine.staleTranslations.isEmpty)
      #expect(!scene.snapshot.machine.hardware.tlb.entries.isEmpty)
    }
  }
}
