import Assets
import CellGrid
import MemoryCore
import Testing
import Traces

@testable import Interface
@testable import Session
@testable import Simulation

@Suite struct FrameUsesTests {
  @Test(arguments: 0..<15 as Range<UInt64>)
  func everyCellAtEveryZoomShowsWhatItsFramesAre(seed: UInt64) throws {
    var scene = try RandomMachine.scene(seed: seed)
    let uses = FrameUses(of: scene.snapshot)
    let owners = (0..<uses.end).map { Self.owner(of: $0, in: scene.snapshot) }
    #expect(Set(owners).count > 1 || scene.snapshot.machine.kernel.frames == nil)
    for zoom in 0...12 {
      let cell = 1 << zoom
      let cells = (owners.count - 1) / cell + 1
      let counts = uses.counts(from: 0, cells: cells, zoom: zoom)
      let expected = (0..<cells).map { index in
        owners[index * cell..<min(owners.count, (index + 1) * cell)]
          .reduce(into: UseCounts()) { $0[$1] += 1 }
      }
      #expect(counts == expected, "zoom \(zoom)")
      scene.viewports.framesZoom = zoom
      scene.viewports.framesRow = 0
      expectGlyphs(of: owners, zoom, in: scene)
    }
  }

  /// The glyphs of a drawing against the owners, frame by frame.
  private func expectGlyphs(of owners: [FrameOwner], _ zoom: Int, in scene: Scene) {
    let rect = GridRect(column: 0, row: 0, columns: 59, rows: 17)
    var grid = CellGrid(size: rect.size)
    FramesView.draw(scene, in: rect, on: &grid)
    var first = 0
    var wrong: [String] = []
    for row in 2..<15 {
      for column in 11..<59 where first < owners.count {
        let frames = owners[first..<min(owners.count, first + 1 << zoom)]
        guard let most = Self.order.first(where: { frames.contains($0) }) else { return }
        let isWhole = frames.allSatisfy { $0 == most }
        let glyph = Self.glyphs[most]?.part(isWhole)
        if grid[column, row].scalar != glyph { wrong.append("\(column),\(row)") }
        first += 1 << zoom
      }
    }
    #expect(wrong.isEmpty, "zoom \(zoom)")
  }

  @Test func aLargePageOverEverythingHidesNoTableAndNoHeap() throws {
    let request = MapRequest(
      page: .address(0x4000_0000), frame: .address(0), size: .large,
      flags: [.present, .writable], count: 3, tableFlags: nil)
    let before = try Example.machine().snapshot
    let after = try Example.machine(MachineDescription(), [.paging(.map(request))]).snapshot
    let bitmap = AllocatedFrames(of: before.machine).own
    let (usesBefore, usesAfter) = (FrameUses(of: before), FrameUses(of: after))
    var wrong: [UInt64] = []
    for frame in 0..<usesBefore.end {
      let owner = usesBefore.owner(of: frame)
      // The bitmap is mapped by nobody else.
      let isCovered =
        [.free, .held, .reserved].contains(owner) && frame < 3 * 512 || bitmap.contains(frame)
      let expected: FrameOwner = isCovered ? .mapped : owner
      if usesAfter.owner(of: frame) != expected { wrong.append(frame) }
    }
    // The new mapping's own tables.
    let added = after.owners.tableCount - before.owners.tableCount
    #expect(wrong.count == Int(added))
    #expect(wrong.allSatisfy { usesAfter.owner(of: $0) == .table })
  }

  @Test func allMemoryOfAServerIsInSight() throws {
    var scene = try Self.server()
    let size = GridSize(columns: 120, rows: 38)
    let uses = FrameUses(of: scene.snapshot)
    for zoom in [nil, 0, 5, 20, 28] as [Int?] {
      scene.viewports.framesZoom = zoom
      let geometry = FramesGeometry(size: size, end: uses.end, zoom: zoom)
      for selected in [0, uses.end - 1] {
        scene.selection = .frame(selected)
        let grid = Self.drawing(scene, size)
        let labels = (2..<2 + min(geometry.rows, geometry.totalRows)).map { row in
          grid.text(row: row).dropFirst().prefix { $0 != " " }
        }
        #expect(Set(labels.map(\.count)) == [13], "eleven digits and two separators")
        #expect(labels == labels.sorted())
        #expect(cursors(grid).count == 1)
      }
    }
    let all = uses.counts(from: 0, cells: 1, zoom: 40)[0]
    let machine = scene.snapshot.machine
    #expect(all[.free] == machine.value(of: .framesFree))
    #expect(all.total == uses.end)
    #expect(all[.table] == machine.value(of: .framesTables))
  }

  private static func server() throws -> Scene {
    let name = "server-1.5t-2node"
    let bytes = try #require(Assets.machine(named: name))
    let map = try FirmwareText.read(FileContents(name: name, bytes: bytes))
    let list = FirmwareList(name: name, entries: map.entries, nodes: map.nodes)
    let high = FrameRequest(count: 100_000, alignment: 1 << 18, node: nil)
    return try Example.machine(
      MachineDescription(memory: .map(list)),
      [.frames(.allocate(Name(slot: 0, label: .block(0)), high))])
  }

  private static let order: [FrameOwner] = [
    .table, .heap, .stack, .kernel, .mapped, .held, .reserved, .free,
  ]

  private static let glyphs: [FrameOwner: Glyphs] = [
    .kernel: Glyphs("K", "k"), .stack: Glyphs("S", "s"), .table: Glyphs("P", "p"),
    .heap: Glyphs("H", "h"), .mapped: Glyphs("U", "u"), .held: Glyphs("A", "a"),
    .reserved: Glyphs("▒", "▫"), .free: Glyphs("·", "·"),
  ]

  /// What the sources say about one frame, each asked on its own.
  private static func owner(of frame: UInt64, in snapshot: Snapshot) -> FrameOwner {
    if let run = snapshot.owners.runs.first(where: { $0.frames.contains(frame) }) {
      return run.owner
    }
    let kernel = snapshot.machine.kernel
    if case .bitmap(let bitmap) = kernel.frames {
      let own = bitmap.bitmap.rawValue >> 12
      if frame >= own, frame - own < BitmapFrameAllocator.bitmapFrameCount(for: bitmap.frames) {
        return .kernel
      }
    }
    let map = kernel.stage == nil ? try? MemoryMap(firmware: kernel.firmware) : kernel.map
    switch map?.kind(ofFrame: frame) {
    case .usable: return isAllocated(frame, in: snapshot.machine) ? .held : .free
    case .kernel, .bootInfo, .bootloader, .package, .inUse: return .kernel
    case .kernelStack: return .stack
    case .pageTable: return .table
    default: return .reserved
    }
  }

  private static func isAllocated(_ frame: UInt64, in machine: Machine) -> Bool {
    switch machine.kernel.frames {
    case nil: return false
    case .bitmap(let bitmap):
      var memory = machine.hardware.physical
      return bitmap.isAllocated(Frame(number: frame), in: &memory) ?? false
    case .bootInfo(let allocator, _):
      let last = machine.kernel.map.usableFrame(number: allocator.allocatedCount)
      return last.map { frame < $0.number } ?? true
    }
  }
}

/// What stands for an owner of a whole cell and of a part of it.
private struct Glyphs {
  var whole: Unicode.Scalar
  var partial: Unicode.Scalar

  init(_ whole: Unicode.Scalar, _ partial: Unicode.Scalar) {
    self.whole = whole
    self.partial = partial
  }

  func part(_ isWhole: Bool) -> Unicode.Scalar { isWhole ? whole : partial }
}

extension FrameUsesTests {
  static func drawing(_ scene: Scene, _ size: GridSize) -> CellGrid {
    var grid = CellGrid(size: size)
    FramesView.draw(scene, in: grid.bounds, on: &grid)
    return grid
  }
}

/// The places of cells that are drawn reversed: those of the cursor.
func cursors(_ grid: CellGrid) -> [GridPoint] {
  (0..<grid.size.rows).flatMap { row in
    (0..<grid.size.columns).map { GridPoint(column: $0, row: row) }
  }.filter { grid[$0].style.attributes.contains(.reverse) }
}
