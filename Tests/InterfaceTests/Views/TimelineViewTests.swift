import Assets
import CellGrid
import Simulation
import Testing
import Traces

@testable import Interface
@testable import Session

/// Pictures of the timeline.
@Suite struct TimelineViewTests {
  @Test func oneRowOfUsedBytes() throws {
    #expect(
      try picture(80, 3)
        == """
         Timeline  used bytes over 6,645 operations                      3 bookmarks  4
         176K peak   ▁▁▂▂▂▂▂▂▆▆▆▆▆▆▆▆▇▇▇▇▇▇▇▇▇▄▃▃▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇█▄▅▃▁▁
                    ────────◆───────────────────◆──────────────────────◆──────────●────
        """)
  }

  @Test func small() throws {
    #expect(
      try picture(40, 3)
        == """
         Timeline  6,645 operations           4
         176K peak   ▁▂▂▆▆▆▇▇▇▇▄▇▇▇▇▇▇▇▇▇▇▇▇█▅▃
                    ───◆───────◆────────◆────●─
        """)
  }

  @Test func withHoles() throws {
    #expect(
      try picture(80, 4)
        == """
         Timeline  used bytes and holes over 6,645 operations            3 bookmarks  4
         176K peak   ▁▁▂▂▂▂▂▂▆▆▆▆▆▆▆▆▇▇▇▇▇▇▇▇▇▄▃▃▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇█▄▅▃▁▁
         holes 50   ▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃█▄
                    ────────◆───────────────────◆──────────────────────◆──────────●────
        """)
  }

  @Test func large() throws {
    #expect(
      try picture(120, 7)
        == """
         Timeline  used bytes and holes over 6,645 operations                                                    3 bookmarks  4
         used                     ▃▃▃▃▃▃▃▃▃▃▃▃▃▅▅▅▅▅▅▅▅▅▅▅▅▆      ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇█
         176K peak                ██████████████████████████ ▃    ████████████████████████████████████████████████████  ▅▂
                            ▁▂▁▁▁▁██████████████████████████▅█▇▇▇▆████████████████████████████████████████████████████▆███▆▅
                     ▃▃▄▇█▇▇████████████████████████████████████████████████████████████████████████████████████████████████▄▃▂
         holes 50   ▁▁▁▁▁▁▁▁▁▁▂▁▁▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▁▃▃▂▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃██▃
                    ────────────◆────────────────────────────────◆────────────────────────────────────◆────────────────●───────
        """)
  }

  @Test func wholeScreen() throws {
    #expect(
      try picture(80, 20)
        == """
         Timeline  used bytes and holes over 6,645 operations            3 bookmarks  4
         176K peak                           ▂   ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅█
         used bytes          ▁▁▁▁▁▁▁▁█████████   █████████████████████████████████
                             █████████████████   █████████████████████████████████
                             █████████████████   █████████████████████████████████
                             █████████████████▁  █████████████████████████████████ ▇
                             ██████████████████  █████████████████████████████████ █
         88K                 ██████████████████▇▄███████████████████████████████████▄
                             ████████████████████████████████████████████████████████
                         ▅▇▄▅████████████████████████████████████████████████████████
                       ██████████████████████████████████████████████████████████████
                     ▂▆██████████████████████████████████████████████████████████████▆▂
         0           ██████████████████████████████████████████████████████████████████
         holes 50                                                                    █
                                                                                     █
                                                                                     █▃
         25                                    ▆▆▂▂▃▂▂▃▂▃▃▂▃▃▂▂▃▃▃▂▃▂▃▃▃▂▂▂▃▂▃▃▃▂▅▄▄▃██
                        ▁▁▆▆█▇▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▇▆████████████████████████████████████████
         0          ▁▃▁▃███████████████████████████████████████████████████████████████
                    ────────◆───────────────────◆──────────────────────◆──────────●────
        """)
  }

  @Test func nothingTrapsAtAnySize() throws {
    let scenes = [try marked(), try Example.machine(), try atStart()]
    for scene in scenes {
      for (columns, rows) in [(0, 0), (1, 1), (2, 2), (3, 2), (12, 3), (29, 5), (30, 2), (300, 60)]
      {
        let size = GridSize(columns: columns, rows: rows)
        var grid = CellGrid(size: size)
        TimelineView.draw(scene, in: GridRect(size), on: &grid)
        let graph = TimelineView.graphColumns(in: GridRect(size))
        #expect(graph.lowerBound >= 0 && graph.upperBound <= columns)
      }
    }
    #expect(try picture(1, 1) == "")
    #expect(try picture(1, 2) == "\n●")
  }

  @Test func boot() throws {
    #expect(
      try picture(60, 3, of: try Example.machine())
        == """
         Timeline  boot stage 7 of 7, no steps yet                4
                    No steps yet: : takes a command.
                    ──────────────────────────────────────────────●
        """)
    #expect(
      try picture(60, 3, of: try atStart())
        == """
         Timeline  boot stage 0 of 7, no steps yet                4
                    No steps yet: : takes a command.
                    ●──────────────────────────────────────────────
        """)
    var early = try marked()
    early.run.step = -3
    #expect(
      try picture(80, 4, of: early)
        == """
         Timeline  boot stage 4 of 7, 6,645 operations ahead             3 bookmarks  4
         176K peak   ▁▁▂▂▂▂▂▂▆▆▆▆▆▆▆▆▇▇▇▇▇▇▇▇▇▄▃▃▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇█▄▅▃▁▁
         holes 50   ▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃█▄
                    ●───────◆───────────────────◆──────────────────────◆───────────────
        """)
  }

  @Test func alarms() throws {
    let name = Name(slot: 0, label: .block(0))
    let scene = try Example.machine(
      MachineDescription(),
      [
        .heap(.allocate(name, size: 16, alignment: 8)),
        .heap(.allocate(name, size: 1 << 50, alignment: 8)),
        .heap(.allocate(name, size: 64, alignment: 8)),
      ])
    #expect(
      try picture(40, 3, of: scene)
        == """
         Timeline  3 operations               4
         80 B peak           ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█
                    ──────────────────!───────●
        """)
  }

  @Test func notYetSurveyed() throws {
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    var packed = PackedCommands()
    for command in trace.packedCommands { packed.append(command) }
    timeline.load(packed, alignment: 8)
    timeline.survey(atMost: 4000)
    #expect(
      try picture(60, 3, of: Example.scene(of: timeline))
        == """
         Timeline  6,645 operations, 4,000 surveyed               4
         172K peak   ▁▂▂▂▂▆▆▆▆▆▆▇▇▇▇▇▇▄▄█████████··················
                    ●──────────────────────────────────────────────
        """)
  }

  @Test func colours() throws {
    let scene = try marked()
    let size = GridSize(columns: 80, rows: 4)
    var grid = CellGrid(size: size)
    TimelineView.draw(scene, in: GridRect(size), on: &grid)
    let cursor = try #require((12..<79).first { grid[$0, 3].scalar == "●" })
    #expect(grid[cursor, 1].style.foreground == scene.theme.heap)
    #expect(grid[cursor, 2].style.foreground == scene.theme.user)
    #expect(grid[cursor + 1, 1].style.foreground == scene.theme.future)
    #expect(grid[cursor + 1, 2].style.foreground == scene.theme.future)
    #expect(grid[cursor - 1, 3].style.foreground == scene.theme.accent)
    #expect(grid[cursor + 1, 3].style.foreground == scene.theme.future)
  }

  @Test(arguments: [1, 2, 3, 10, 66, 67, 68, 1000, 6645])
  func columnsAndStepsBelongTogether(_ last: Int) throws {
    var run = RunOutline(step: 0, lastStep: last, setupCount: 7, series: Series())
    run.step = last
    for columns in [1, 2, 3, 67, 108] {
      let span = TimelineSpan(run, columns: columns)
      var covered = Set<Int>()
      for column in 0..<columns { covered.formUnion(span.points(ofColumn: column)) }
      #expect(covered == Set(0...last) || columns == 1)
      for step in 0...last where columns > 1 {
        #expect(span.points(ofColumn: span.column(of: step)).contains(step))
      }
      guard columns > 1 else { continue }
      // What a click on a column goes to lies in that column, if there are steps enough.
      for column in 0..<columns where last >= columns - 1 {
        #expect(span.column(of: column * last / (columns - 1)) == column)
      }
    }
  }

  private func marked() throws -> Interface.Scene {
    var scene = try Example.sqlite(at: 6201)
    scene.run.bookmarks = [(713, "one"), (2800, "two"), (5100, "three")]
    return scene
  }

  private func atStart() throws -> Interface.Scene {
    Example.scene(of: try Timeline(MachineDescription()))
  }

  private func picture(
    _ columns: Int, _ rows: Int, of scene: Interface.Scene? = nil
  ) throws -> String {
    let size = GridSize(columns: columns, rows: rows)
    var grid = CellGrid(size: size)
    TimelineView.draw(try scene ?? marked(), in: GridRect(size), on: &grid)
    return grid.text
  }
}
