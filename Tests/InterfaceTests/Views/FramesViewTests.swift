import CellGrid
import MemoryCore
import Randomness
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct FramesViewTests {
  @Test func theRecordingOfSqliteAtStep6201() throws {
    let scene = try Example.sqlite(at: 6201)
    #expect(
      Self.text(scene, 59, 17)
        == """
         Frames  16,384 · 1 cell = 8 · rows 1–13 of 43           1

         0000_0000 phHHHHHHHHHHHHHHHHHh▒▒▒▒▒▒▒▒▒▒▒▒SSSSSSSSSSSSSSSS
         0018_0000 SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS
         0030_0000 HHHHHHHHHHHHh···················KKKKKKKKKKKKKKKK
         0048_0000 KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKpp····
         0060_0000 ················································
         0078_0000 ················································
         0090_0000 ················································
         00a8_0000 ················································
         00c0_0000 ················································
         00d8_0000 ················································
         00f0_0000 ················································
         0108_0000 ················································
         0120_0000 ················································

         K kern  S stk  P tab  H heap  ▒ rsv  · free  a–z in part
        """)
    #expect(
      Self.text(scene, 39, 9)
        == """
         Frames  ×32 · rows 1–7 of 19        1
         0000_0000 pHHHh▒▒▒SSSSSSSSSSSSSSSSHHHh
         0038_0000 ····KKKKKKKKKKKKKKp·········
         0070_0000 ····························
         00a8_0000 ····························
         00e0_0000 ····························
         0118_0000 ····························
         0150_0000 ····························
         K kern S stk P tab H heap ▒ rsv · free
        """)
    #expect(
      Self.text(scene, 80, 18)
        == """
         Frames  16,384 · 1 cell = 16 frames, 64 KiB · rows 1–14 of 32                1

         0000_0000 pHHHHHHHHh▒▒▒▒▒▒SSSSSSSSSSSSSSSS   Frame 13  touched by this step
         0020_0000 SSSSSSSSSSSSSSSSHHHHHHh·········   address   0x0000_d000
         0040_0000 KKKKKKKKKKKKKKKKKKKKKKKKKKKKKp··   owner     the heap
         0060_0000 ································   page      0x4444_4444_9000
         0080_0000 ································   mapped by P1 73 PW·XAD
         00a0_0000 ································   entry at  0x0000_4248
         00c0_0000 ································   node      0, the only one
         00e0_0000 ································   region    usable from 0x0000_1000
         0100_0000 ································   the cell  1 kernel, 3 tables,
         0120_0000 ································             11 heap, 1 reserved
         0140_0000 ································
         0160_0000 ································   +0   317 × 0
         0180_0000 ································   +9e8 0xf_6618  b285 + 0
         01a0_0000 ································   … 194 more words

         K kernel S stack P tables H heap ▒ reserved · free  lower case: only in part
        """)
  }

  @Test func smallSizesShowWhatFits() throws {
    let scene = try Example.sqlite(at: 6201)
    #expect(
      Self.text(scene, 40, 12)
        == """
         Frames  ×16 · rows 1–10 of 37        1
         0000_0000 pHHHHHHHHh▒▒▒▒▒▒SSSSSSSSSSSS
         001c_0000 SSSSSSSSSSSSSSSSSSSSHHHHHHh·
         0038_0000 ········KKKKKKKKKKKKKKKKKKKK
         0054_0000 KKKKKKKKKp··················
         0070_0000 ····························
         008c_0000 ····························
         00a8_0000 ····························
         00c4_0000 ····························
         00e0_0000 ····························
         00fc_0000 ····························
         K kern S stk P tab H heap ▒ rsv · free
        """)
    #expect(
      Self.text(scene, 40, 3)
        == """
         Frames  ×128 · rows 1–2 of 5         1
         0000_0000 phSSSSh·KKKp················
         00e0_0000 ····························
        """)
    #expect(Self.text(scene, 1, 1) == "")
    for columns in 0...30 {
      for rows in 0...9 { _ = Self.text(scene, columns, rows) }
    }
  }

  @Test func whatTheStepTouchesIsInTheAccentColour() throws {
    var scene = try Example.sqlite(at: 6201)
    scene.viewports.framesZoom = 0
    let grid = Self.drawing(scene, 59, 17)
    let focus = try #require(FrameCursor(of: scene).frame)
    let cursor = try #require(cursors(grid).first)
    #expect(cursors(grid).count == 1)
    let geometry = FramesGeometry(size: grid.size, end: 16_384, zoom: 0)
    let top = FramesView.topRow(scene, geometry, FrameCursor(of: scene))
    #expect(
      UInt64((top + cursor.row - 2) * geometry.columns + cursor.column - 11) == focus)
    for frame in scene.snapshot.touched.frames where frame != focus {
      let row = Int(frame) / geometry.columns - top
      guard (0..<geometry.rows).contains(row) else { continue }
      let cell = grid[Int(frame) % geometry.columns + 11, row + 2]
      #expect(cell.style.foreground == scene.theme.accent)
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func theCursorIsInSightWhereverItGoes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var scene = try RandomMachine.scene(seed: seed)
    let end = FrameUses(of: scene.snapshot).end
    for _ in 0..<150 {
      let size = GridSize(
        columns: .random(in: 4...100, using: &random), rows: .random(in: 2...20, using: &random))
      let direction = try #require(Direction.allCases.randomElement(using: &random))
      scene.viewports.framesZoom =
        FramesView.zoom(changedBy: .random(in: -1...1, using: &random), in: scene, size: size)
      scene.viewports.framesRow =
        Bool.random(using: &random) ? FramesView.firstRow(in: scene, size: size) : nil
      scene.selection = FramesView.selection(moving: direction, in: scene, size: size)
      guard case .frame(let frame) = scene.selection else {
        Issue.record("no frame")
        return
      }
      #expect(frame < end)
      #expect(cursors(Self.drawing(scene, size.columns, size.rows)).count == 1)
    }
  }

  @Test func aMoveIsACellOrARow() throws {
    var scene = try Example.machine()
    let size = GridSize(columns: 59, rows: 17)
    func move(_ direction: Direction) -> UInt64? {
      scene.selection = FramesView.selection(moving: direction, in: scene, size: size)
      guard case .frame(let frame) = scene.selection else { return nil }
      return frame
    }
    scene.selection = .frame(1000)
    #expect(move(.right) == 1008)
    #expect(move(.down) == 1008 + 8 * 48)
    #expect(move(.left) == 1000 + 8 * 48)
    #expect(move(.up) == 1000)
    scene.selection = .frame(3)
    #expect(move(.left) == 3)
    #expect(move(.up) == 3)
    scene.selection = .frame(16_383)
    #expect(move(.right) == 16_383)
    #expect(move(.down) == 16_383)
  }

  @Test func zoomEndsAtAFrameACellAndAtTheWholeMachine() throws {
    var scene = try Example.machine()
    let size = GridSize(columns: 59, rows: 17)
    for _ in 0..<50 {
      scene.viewports.framesZoom = FramesView.zoom(changedBy: -1, in: scene, size: size)
    }
    #expect(scene.viewports.framesZoom == 0)
    #expect(Self.drawing(scene, 59, 17).text(row: 0).contains("1 cell = 1 · rows 1–13 of 342"))
    for _ in 0..<50 {
      scene.viewports.framesZoom = FramesView.zoom(changedBy: 1, in: scene, size: size)
    }
    #expect(
      Self.drawing(scene, 59, 17).text(row: 0)
        == " Frames  16,384 · 1 cell = 32                            1")
  }

  @Test func aFrameMappedFarAboveMemoryIsInSight() throws {
    let request = MapRequest(
      page: .address(0x1000_0000), frame: .address(0xfee0_0000), size: .small,
      flags: [.present, .writable], count: 1, tableFlags: nil)
    var scene = try Example.machine(MachineDescription(), [.paging(.map(request))])
    scene.selection = .frame(0xfee00)
    scene.viewports.framesZoom = 0
    let grid = Self.drawing(scene, 120, 30)
    let cursor = try #require(cursors(grid).first)
    #expect(grid[cursor].scalar == "U")
    #expect(grid.text.contains("page      0x1000_0000"))
    #expect(grid.text.contains("owner     mapped by a script"))
  }

  static func drawing(_ scene: Scene, _ columns: Int, _ rows: Int) -> CellGrid {
    FrameUsesTests.drawing(scene, GridSize(columns: columns, rows: rows))
  }

  static func text(_ scene: Scene, _ columns: Int, _ rows: Int) -> String {
    drawing(scene, columns, rows).text
  }
}
