import CellGrid
import MemoryCore
import Randomness
import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct HeapViewTests {
  @Test func theRecordingOfSqliteAtStep6201() throws {
    let scene = try Example.sqlite(at: 6201)
    #expect(
      Self.text(scene, 120, 7)
        == """
         Heap  1 MiB at 0x4444_4444_0000 · 76.8 KiB used · 16 holes · largest 854.3 KiB · external fragmentation 9.8 %        3

         ████▇██▅▇▃█▄▅█▂▁·▅▁··▅▂·············▆██▁··············································································
         ······················································································································

         free list 5638+16 → 8218+472 → 8400+624 → 8738+24 → 9ae0+32 → 9f50+728 → a238+1432 → a7e0+112 → a860+16 → 7 more
         hole sizes 16 3 █  32 1 ▂  64 1 ▂  128 0    256 1 ▂  512 2 ▅  1K 1 ▂  2K 2 ▅  4K 2 ▅  8K 1 ▂  16K 0    32K+ 2 ▅
        """)
    #expect(
      Self.text(scene, 80, 3)
        == """
         Heap  1 MiB · 76.8 KiB used · 16 holes · largest 854.3 KiB · frag. 9.8 %     3
         █▇▇▅▅▂▁▂···▁▇·································································
         free list 5638+16 → 8218+472 → 3 more → 9f50+728 → a238+1432 → 9 more
        """)
    #expect(
      Self.text(scene, 80, 20)
        == """
         Heap  1 MiB · 76.8 KiB used · 16 holes · largest 854.3 KiB · frag. 9.8 %     3

         0_0000 █████▇██▅▇▃█▄▅█▃▁▁▁▆···▇▁··············▆██▃·····················
         4_0000 ································································
         8_0000 ································································
         c_0000 ································································

         free list 5638+16 → 8218+472 → 3 more → 9f50+728 → a238+1432 → 9 more
         hole sizes 16 3 ▃  32 1 ▁  64 1 ▁  128 0    256 1 ▁  512 2 ▂  1K 1 ▁  2K+ 7 █

         by address  239–247 of 267              Block b3211
           9aa8  b421         56                 address   0x4444_4444_9b58
           9ae0  hole         32                 asked for 1,016 bytes, aligned to 8
           9b00  b287         88                 takes     1,016 bytes
         ▸ 9b58  b3211     1,016                 in frame  0x0000_d000
           9f50  hole        728                 9b58      0000_0000_0000_06d0
           a228  b511         16                 9b60      0000_4444_4444_a238
           a238  hole      1,432                 9b68      0000_0000_0000_0000
           a7d0  b1533        16                 9b70      0000_0000_0000_0000
           a7e0  hole        112
        """)
  }

  @Test func smallSizesShowWhatFits() throws {
    let scene = try Example.sqlite(at: 6201)
    #expect(
      Self.text(scene, 40, 12)
        == """
         Heap  1 MiB · 76.8 KiB used          3

         █████▇██▅█▃██▁██▁▁·▃▄···▇▁············
         ··▂███▁·······························
         ······································
         ······································
         ······································
         ······································
         ······································

         free list 5 more → 9f50+728 → 10 more
         hole sizes 16 3 ▂  32 1 ▁  64+ 12 █
        """)
    #expect(
      Self.text(scene, 40, 3)
        == """
         Heap  1 MiB · 76.8 KiB used          3
         ▇▆▃▁·▁▂·······························
         free list 5 more → 9f50+728 → 10 more
        """)
    #expect(Self.text(scene, 1, 1) == "")
    for columns in 0...70 {
      for rows in [0, 1, 2, 3, 5, 8, 15, 17] { _ = Self.text(scene, columns, rows) }
    }
  }

  @Test func beforeThereIsAHeapTheViewSaysSo() throws {
    let timeline = try Timeline(MachineDescription())
    let text = Self.text(Example.scene(of: timeline), 80, 7)
    #expect(text.hasPrefix(" Heap  none yet"))
    #expect(text.contains("There is no heap yet"))
  }

  @Test(arguments: HeapPolicy.allCases, 1...4 as ClosedRange<UInt64>)
  func everyCellShowsItsShareOfUsedBytes(policy: HeapPolicy, seed: UInt64) throws {
    var scene = try Self.machine(policy, seed: seed, size: 16_384)
    let contents = try #require(HeapContents(of: scene.snapshot))
    let start = contents.heap.start.rawValue
    let all = contents.holes + contents.freeBlocks.joined()
    let isUsed = (0..<contents.heap.size).map { offset in
      !all.contains {
        $0.address.rawValue - start <= offset
          && offset < $0.address.rawValue - start + $0.size
      }
    }
    switch policy {
    case .buddy, .tlsf, .slab:
      // What these keep in the heap for themselves is neither free nor in a block.
      #expect(UInt64(isUsed.count { $0 }) > contents.heap.used)
    default: #expect(UInt64(isUsed.count { $0 }) == contents.heap.used)
    }
    for zoom in [nil, 3, 4, 7, 9] as [Int?] {
      scene.viewports.heapZoom = zoom
      let size = GridSize(columns: 90, rows: 11)
      let geometry = HeapGeometry(size: size, heapSize: contents.heap.size, zoom: zoom)
      scene.viewports.heapRow = 1
      let top = HeapView.topRow(scene, geometry, HeapCursor(of: scene, contents.heap))
      let grid = Self.drawing(scene, 90, 11)
      var wrong: [String] = []
      for row in 0..<geometry.mapRows {
        for column in 0..<geometry.columns {
          let index = (top + row) * geometry.columns + column
          let first = index * Int(geometry.bytesInCell)
          guard first < isUsed.count else { continue }
          let bytes = isUsed[first..<min(isUsed.count, first + Int(geometry.bytesInCell))]
          let used = bytes.count { $0 }
          let scalar = grid[1 + geometry.labelColumns + column, 1 + geometry.gap + row].scalar
          let expected: [Unicode.Scalar] =
            used == 0
            ? ["·"] : used == bytes.count ? ["█", "▐"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
          let height = expected.count < 7 ? nil : expected[max(1, used * 8 / bytes.count) - 1]
          if !expected.contains(scalar) || height.map({ $0 != scalar }) ?? false {
            wrong.append("\(first)")
          }
        }
      }
      #expect(wrong.isEmpty, "zoom \(zoom ?? -1)")
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func theFreeListNamesAllHolesInOrderOrSaysHowManyMore(seed: UInt64) throws {
    let scene = try Self.machine(.linkedList, seed: seed, size: 65_536)
    let holes = scene.snapshot.holes
    let start = scene.snapshot.machine.kernel.heap?.start.rawValue ?? 0
    let names = holes.map { "\(String($0.address.rawValue - start, radix: 16))+\($0.size)" }
    #expect(names.count > 2)
    let all = FreeListText(holes, start: start, touched: nil, Theme())
      .text(label: "free list", columns: 10_000).text
    #expect(all == "free list " + names.joined(separator: " → "))
    for columns in 0...120 {
      for touched in [nil, 0, holes.count / 2, holes.count - 1] as [Int?] {
        let text = FreeListText(holes, start: start, touched: touched, Theme())
          .text(label: "free list", columns: columns)
        #expect(text.columns <= columns)
        guard columns >= 45 else { continue }
        let parts = text.text.dropFirst("free list ".count).components(" → ")
        var index = 0
        for part in parts {
          if part.hasSuffix(" more") {
            index += Int(part.dropLast(5)) ?? -1
          } else {
            #expect(part == names[index])
            index += 1
          }
        }
        #expect(index == holes.count)
        if let touched {
          #expect(parts.contains(names[touched]))
          #expect(text.runs.first { $0.style.foreground == Theme().accent }?.text == names[touched])
        }
      }
    }
  }

  @Test func theHoleThatTheStepUsedIsInTheAccentColour() throws {
    let scene = try Example.sqlite(at: 6201)
    let grid = Self.drawing(scene, 120, 7)
    let row = try #require((0..<7).first { grid.text(row: $0).contains("free list") })
    let accent = (0..<120).filter { grid[$0, row].style.foreground == scene.theme.accent }
    let text = String(String.UnicodeScalarView(accent.map { grid[$0, row].scalar }))
    let release = try #require(Self.usedHole(of: scene.snapshot.step?.outcome))
    let start = scene.snapshot.machine.kernel.heap?.start.rawValue ?? 0
    let hole = try #require(
      scene.snapshot.holes.first {
        $0.address.rawValue < release.address.rawValue + release.size
          && $0.address.rawValue + $0.size > release.address.rawValue
      })
    #expect(text == "\(String(hole.address.rawValue - start, radix: 16))+\(hole.size)")
  }

  @Test func theHistogramCountsEveryHoleOnce() {
    let sizes: [UInt64] = [16, 16, 24, 100, 128, 5000, 70_000, 1 << 20]
    #expect(
      SizeHistogram.text("hole sizes", of: sizes, Theme(), columns: 200).text
        == "hole sizes 16 3 █  32 0    64 1 ▂  128 1 ▂  256 0    512 0    1K 0    2K 0    4K 1 ▂"
        + "  8K 0    16K 0    32K 0    64K 1 ▂  128K 0    256K 0    512K 0    1M 1 ▂")
    #expect(
      SizeHistogram.text("hole sizes", of: sizes, Theme(), columns: 45).text
        == "hole sizes 16 3 ▆  32 0    64 1 ▂  128+ 4 █")
  }

  @Test(arguments: HeapPolicy.allCases)
  func theCursorIsInSightWhereverItGoes(policy: HeapPolicy) throws {
    var random = SplitMix64(seed: 7)
    var scene = try Self.machine(policy, seed: 3, size: 65_536)
    for _ in 0..<150 {
      let size = GridSize(
        columns: .random(in: 3...130, using: &random), rows: .random(in: 2...30, using: &random))
      let direction = try #require(Direction.allCases.randomElement(using: &random))
      scene.viewports.heapZoom = HeapView.zoom(
        changedBy: .random(in: -1...1, using: &random), in: scene, size: size)
      scene.viewports.heapRow =
        Bool.random(using: &random) ? HeapView.firstRow(in: scene, size: size) : nil
      scene.selection = HeapView.selection(moving: direction, in: scene, size: size)
      #expect(cursors(Self.drawing(scene, size.columns, size.rows)).count == 1)
    }
  }

  @Test func theListShowsBlocksAndHolesByAddress() throws {
    let scene = try Self.machine(.fixedBlock, seed: 2, size: 65_536)
    let contents = try #require(HeapContents(of: scene.snapshot))
    let total =
      scene.snapshot.blocks.count + contents.holes.count
      + contents.freeBlocks.joined().count
    let grid = Self.drawing(scene, 200, total + 60)
    let first = try #require(
      (0..<grid.size.rows).first { grid.text(row: $0).contains("by address") })
    let offsets = (first + 1...first + total).compactMap { row in
      grid.text(row: row).drop { $0 == " " || $0 == "▸" }.split(separator: " ").first
        .flatMap { UInt64($0, radix: 16) }
    }
    let start = contents.heap.start.rawValue
    let expected =
      scene.snapshot.blocks.map { $0.start - start }
      + (contents.holes + contents.freeBlocks.joined()).map { $0.address.rawValue - start }
    #expect(offsets == expected.sorted())
  }
}

extension HeapViewTests {
  static func drawing(_ scene: Scene, _ columns: Int, _ rows: Int) -> CellGrid {
    var grid = CellGrid(size: GridSize(columns: columns, rows: rows))
    HeapView.draw(scene, in: grid.bounds, on: &grid)
    return grid
  }

  static func text(_ scene: Scene, _ columns: Int, _ rows: Int) -> String {
    drawing(scene, columns, rows).text
  }

  /// A heap of a policy after many allocations and releases.
  static func machine(_ policy: HeapPolicy, seed: UInt64, size: UInt64) throws -> Scene {
    var random = SplitMix64(seed: seed)
    var commands: [Command] = [.heap(.create(HeapDescription(size: size, policy: policy)))]
    var live: [UInt32] = []
    for number in 0..<160 as Range<UInt32> {
      if live.count > 4, Bool.random(using: &random) {
        let gone = live.remove(at: .random(in: 0..<live.count, using: &random))
        commands.append(.heap(.free(.name(Name(slot: gone, label: .block(gone))))))
      } else {
        let bytes = UInt64.random(in: 1...200, using: &random)
        commands.append(
          .heap(.allocate(Name(slot: number, label: .block(number)), size: bytes, alignment: 8)))
        live.append(number)
      }
    }
    return try Example.machine(MachineDescription(), commands)
  }

  private static func usedHole(of outcome: Outcome?) -> Hole? {
    switch outcome {
    case .heap(.allocated(let allocation)): allocation.block.source
    case .heap(.freed(let release)): release.hole
    default: nil
    }
  }
}

extension Substring {
  /// The parts between separators.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
