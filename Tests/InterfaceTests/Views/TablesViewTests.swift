import CellGrid
import MemoryCore
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct TablesViewTests {
  /// A step into the recording of sqlite, beside other views on a large screen.
  @Test func roomyPane() throws {
    let scene = try TablesExample.sqlite(at: 6201)
    #expect(
      TablesExample.picture(scene, 60, 22).text == """
         Page tables  CR3 0x005d_3000 · 4 levels · 13 tables      2

         P4   0 ▸ P3 0x005d_4000 +5 rows  kernel        P W · X ·
         P4   2 ▸ P3 0x005d_7000 +6  boot info, stack   P W · X ·
         P4   3 ▸ P3 0x005d_b000 +2  all RAM at offset  P W · X ·
        ▌P4 136 → P3 0x0000_2000  heap                  P W · X A
        ▌ └P3 273 → P2 0x0000_3000                      P W · X A
        ▌   └P2  34 → P1 0x0000_4000                    P W · X A
              └P1  64 –  72 → 9 frames in 2 runs        P W · X A D
        ▌     └P1  73 → frame 0x0000_d000               P W · X A D
              └P1  74 –  83 → 0x0000_f000 +10 frames    P W · X A D
              └P1  84 → frame 0x0001_9000               P W · X · ·
              └P1  85 → frame 0x0001_a000               P W · X A D
              └P1  86 → frame 0x0001_b000               P W · X · ·
              └P1  87 –  88 → 0x0001_c000 +2 frames     P W · X A D
              └P1  89 –  99 → 0x0001_e000 +11 frames    P W · X · ·
              └P1 100 – 106 → 0x0002_9000 +7 frames     P W · X A D
              └P1 107 – 126 → 0x0003_0000 +20 frames    P W · X · ·
         … 2 more rows

         0x4444_4444_9b58 = P4 136 P3 273 P2 34 P1 73 offset 0xb58
         TLB  hit L1 4 KiB, set 9 way 0 · 99.9 % of 31,943 lookups
        """)
  }

  /// The same step on 80 columns: subtrees aside are collapsed and counted.
  @Test func narrowPane() throws {
    let scene = try TablesExample.sqlite(at: 6201)
    #expect(
      TablesExample.picture(scene, 40, 9).text == """
         Tables  CR3 0x005d_3000 · 4 levels   2
         … 13 more rows
         P4   3 ▸ 0x005d_b000 +2  all RAM PW·X·
        ▌P4 136 → P3 0x0000_2000  heap    PW·XA
        ▌ P3 273 → P2 0x0000_3000         PW·XA
        ▌  P2  34 → P1 0x0000_4000        PW·XA
            P1  64–72 → 9 frames          PW·XAD
        ▌   P1  73 → frame 0x0000_d000    PW·XAD
         … 10 more rows
        """)
  }

  /// The same step with the screen to itself, and the cursor on a block of the heap.
  @Test func wholeScreen() throws {
    var scene = try TablesExample.sqlite(at: 6201)
    scene.isWholeScreen = true
    scene.selection = .heap(VirtualAddress(0x4444_4445_1008))
    #expect(
      TablesExample.picture(scene, 80, 18).text == """
         Page tables  CR3 0x005d_3000 · 4 levels · 13 tables · 6 of 35 rows           2
                                                                  P W U X A D G H T C K
        ▌P4 136 → P3 0x0000_2000  heap                            P W · X A       · ·
        ▌ └P3 273 → P2 0x0000_3000                                P W · X A     · · ·
        ▌   └P2  34 → P1 0x0000_4000                              P W · X A     · · ·
        ▌     └P1  73 → frame 0x0000_d000                         P W · X A D ·   · · ·
        ▸     └P1  81 → frame 0x0001_6000                         P W · X A D ·   · · ·
              └P1  82 –  83 → 0x0001_7000 +2 frames               P W · X A D ·   · · ·
         … 29 more rows

         P1 81 at 0x0000_4288 = 0x0000_0000_0001_6063
         TLB 0x0001_6000 W·XD in L1 4 KiB, set 1 way 1 = tables
         decides 0x4444_4445_1000 – 0x4444_4445_1fff  4 KiB · heap
         leads to frame 0x0001_6000 · heap
         P present · R/W writable · U/S=0 supervisor · A accessed · D dirty · G=0
         PWT=0 · PCD=0 · PAT=0 · PK=0 · XD=0 executable
         0x4444_4444_9b58 = P4 136 P3 273 P2 34 P1 73 offset 0xb58
         TLB  hit L1 4 KiB, set 9 way 0 · 99.9 % of 31,943 lookups
        """)
  }

  /// What the step touched and where the cursor is stands out by colour too.
  @Test func touchedRowsAndTheCursorStandOut() throws {
    var scene = try TablesExample.sqlite(at: 6201)
    scene.selection = .heap(VirtualAddress(0x4444_4445_1008))
    let grid = TablesExample.picture(scene, 60, 22)
    let theme = scene.theme
    for row in 0..<grid.size.rows {
      guard let label = (1..<20).first(where: { grid[$0, row].scalar == "P" }) else { continue }
      let style = grid[label, row].style
      switch grid[0, row].scalar {
      case "▌": #expect(style == theme.on(theme.accent).bold)
      case "▸": #expect(style == theme.on(theme.accent).bold.reverse)
      default: #expect(style.foreground != theme.accent)
      }
    }
    #expect(grid.text.contains("▸") && grid.text.contains("▌"))
  }

  /// Every size is drawn without a trap, whatever is selected.
  @Test func anySizeIsDrawn() throws {
    var scene = try TablesExample.sqlite(at: 100)
    let selections: [Selection?] = [
      nil, .frame(1), .heap(VirtualAddress(0x4444_4444_0000)),
      .entry(PhysicalAddress(0x123_4560), covers: 0, level: .p1),
    ]
    for isWhole in [false, true] {
      scene.isWholeScreen = isWhole
      for selection in selections {
        scene.selection = selection
        for (columns, rows) in [(0, 0), (1, 1), (2, 30), (33, 12), (300, 3)] {
          let grid = TablesExample.picture(scene, columns, rows)
          #expect(grid.size == GridSize(columns: columns, rows: rows))
          _ = TablesView.selection(moving: .down, in: scene, size: grid.size)
        }
      }
    }
  }

  /// What the step touched is on the screen at every step, in the smallest pane too.
  @Test func thePathOfTheStepIsVisible() throws {
    for step in [1, 2, 77, 1234, 4000, 6644] {
      var scene = try TablesExample.sqlite(at: step)
      for (columns, rows) in [(40, 9), (60, 22), (80, 18)] {
        scene.isWholeScreen = columns == 80
        let plan = TablesPlan(scene, size: GridSize(columns: columns, rows: rows))
        let touched = scene.snapshot.touched.entries.filter { plan.tree.entry(at: $0) != nil }
        #expect(!touched.isEmpty || scene.snapshot.touched.virtual == nil)
        for place in touched { #expect(plan.shows(place), "step \(step), \(columns) columns") }
        let marked = TablesExample.picture(scene, columns, rows).text
          .split(separator: "\n").filter { $0.hasPrefix("▌") }
        #expect(marked.count == min(4, touched.count))
      }
    }
  }

  /// The cursor is visible wherever it goes, comes from the first row to the last and back, and
  /// never stands still on the way.
  @Test(arguments: [(40, 9, false), (80, 18, true)])
  func theCursorStaysVisible(columns: Int, rows: Int, isWhole: Bool) throws {
    var scene = try TablesExample.sqlite(at: 6201)
    scene.isWholeScreen = isWhole
    let size = GridSize(columns: columns, rows: rows)
    for (direction, other) in [(Direction.up, Direction.down), (.down, .up)] {
      var seen = 0
      while true {
        let next = try #require(TablesView.selection(moving: direction, in: scene, size: size))
        if next == scene.selection { break }
        scene.selection = next
        seen += 1
        guard case .entry(let place, _, _) = next else { return }
        #expect(TablesPlan(scene, size: size).shows(place))
        try #require(seen < 600)
      }
      #expect(seen > 3)
      #expect(TablesView.selection(moving: other, in: scene, size: size) != scene.selection)
    }
  }

  @Test func leftAndRightClimbAndDescend() throws {
    var scene = try TablesExample.sqlite(at: 6201)
    let size = GridSize(columns: 60, rows: 22)
    func move(_ direction: Direction) throws -> PageTableLevel {
      scene.selection = TablesView.selection(moving: direction, in: scene, size: size)
      guard case .entry(_, _, let level) = scene.selection else { throw CancellationError() }
      return level
    }
    let levels = try [Direction.left, .left, .left, .left, .left, .right, .right, .right, .right]
      .map { try move($0) }
    #expect(levels == [.p1, .p2, .p3, .p4, .p4, .p3, .p2, .p1, .p1])
  }

  /// Enter on an entry leads to the next table along the step's path, and at last to the frame.
  @Test func enterFollowsEntries() throws {
    let scene = try TablesExample.sqlite(at: 6201)
    let path = scene.snapshot.machine.path(to: LinearAddress(0x4444_4444_9b58))
    var selection = Selection.entry(path[0].address, covers: 0, level: .p4)
    for step in path.dropFirst() {
      let (next, view) = try #require(TablesView.target(of: selection, in: scene))
      guard case .entry(step.address, let covers, step.level) = next else {
        Issue.record("\(next) is not on the path")
        return
      }
      #expect(covers <= 0x4444_4444_9b58 && 0x4444_4444_9b58 - covers < step.level.entrySpan)
      #expect(view == .tables)
      selection = next
    }
    let (frame, view) = try #require(TablesView.target(of: selection, in: scene))
    #expect(frame == .frame(path[3].entry.address.rawValue >> 12) && view == .frames)
    #expect(TablesView.target(of: .frame(3), in: scene) == nil)
  }

  /// One cursor across all views: a block and a frame light up the entry of their page.
  @Test func blocksAndFramesLightUpTheirEntry() throws {
    var scene = try TablesExample.sqlite(at: 6201)
    let size = GridSize(columns: 60, rows: 22)
    let address = VirtualAddress(0x4444_4445_1008)
    let path = scene.snapshot.machine.path(to: LinearAddress(address))
    let place = try #require(path.last?.address)
    let frame = try #require(path.last?.entry.address.rawValue) >> 12
    let table = path[2].entry.address.rawValue >> 12
    for (selection, place) in [
      (Selection.heap(address), place), (.frame(frame), place), (.frame(table), path[2].address),
    ] {
      scene.selection = selection
      let plan = TablesPlan(scene, size: size)
      let row = try #require(plan.rows.first { $0.isSelected })
      #expect(row.place == place && row.count == 1)
      #expect(plan.shows(place))
    }
  }
}

extension TablesPlan {
  /// Whether a line of the plan shows the entry at a place.
  func shows(_ place: PhysicalAddress) -> Bool {
    outline.lines.prefix(treeHeight).contains { line in
      guard case .row(let number, _) = line else { return false }
      return rows[number].holds(place)
    }
  }
}
