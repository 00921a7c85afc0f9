import CellGrid
import MemoryCore
import Simulation
import Testing

@testable import Interface
@testable import Narration
@testable import Session

/// Commands with their results, causes, single accesses.
@Suite struct CommandTextTests {
  @Test func theRecordingOfSqlite() throws {
    let scene = try Example.sqlite(at: 6201)
    let step = try #require(scene.snapshot.step)
    #expect(
      CommandText.headline(of: step, names: scene.names).text
        == "b3211 = alloc 1016 → 0x4444_4444_9b58")
    #expect(scene.snapshot.holes.count == 16)
    #expect(
      Sentence.text(for: step, names: scene.names, room: Room(columns: .max))
        == "First fit passed 5 holes that are too small and took hole 6: 1,016 bytes off its front,"
        + " 728 remain free.")
    #expect(
      Sentence.text(for: step, names: scene.names, room: Room(columns: 78))
        == "Passed 5 too small holes and cut 1,016 bytes off the front of hole 6.")
    #expect(
      CauseTree.line(of: step, in: scene.snapshot.machine, names: scene.names).text
        == "alloc ▸ walk free list ×5 ▸ split hole ▸ write header   no page fault: the page"
        + " 0x4444_4444_9000 is mapped")
    #expect(
      CauseTree.line(
        of: step, in: scene.snapshot.machine, names: scene.names, room: Room(columns: 78)
      ).text
        == "alloc ▸ walk free list ×5 ▸ split hole ▸ write header")
    #expect(
      CauseTree.line(
        of: step, in: scene.snapshot.machine, names: scene.names, room: Room(columns: 40)
      ).text
        == "alloc ▸ walk free list ×5 ▸ 2 more")
  }

  @Test(arguments: [
    ("a = alloc 16", "a = alloc 16 → 0x4444_4444_0000"),
    ("a = alloc 16\nfree a", "free a"),
    ("a = alloc 100G\nexpect error out-of-memory", "a = alloc 100G → out of memory"),
    ("f = frame alloc", "f = frame alloc → 0x0036_7000"),
    ("read 0x3000_0000 user", "read 0x3000_0000 user → page fault 0x4"),
    ("read 0x8000_0000_0000", "read 0x8000_0000_0000 → general-protection fault"),
    ("translate 0x3000_0000", "translate 0x3000_0000 → not mapped"),
    ("physical write 0x100_0000 = 7", "physical write 0x0100_0000 = 7 → 7"),
    ("set cr0.wp=0", "set cr0.wp=0"),
  ])
  func headline(_ script: String, _ text: String) throws {
    #expect(try Told.last(script).headline == text)
  }

  @Test func aRefusedCommandOfATrace() throws {
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.load([Command.heap(.free(.address(0x1234)))])
    timeline.seek(to: timeline.end)
    let scene = Example.scene(of: timeline)
    let step = try #require(scene.snapshot.step)
    let headline = CommandText.headline(of: step, names: scene.names)
    #expect(headline.text == "free 0x0000_1234 → refused: foreign-free")
    #expect(headline.runs.last?.tone == .failure)
    #expect(
      Sentence.text(for: step, names: scene.names, room: Room(columns: .max))
        == "Refused, and nothing has changed: no block starts at 0x0000_1234, and none holds it.")
    #expect(
      CauseTree.line(of: step, in: scene.snapshot.machine, names: scene.names).text
        == "free ▸ refused")
  }

  @Test func aTreeWithBranches() throws {
    let told = try Told.last("a = alloc 1M\nb = alloc 2M")
    #expect(
      told.causes == [
        "b = alloc 2M",
        "├─ no hole fits",
        "├─ grow heap: 512 pages (2 MiB)",
        "│  ├─ look pages up ×512",
        "│  │  ├─ P4 tables: 3 words read",
        "│  │  ├─ P3 tables: 3 words read",
        "│  │  ├─ P2 tables: 3 words read",
        "│  │  └─ P1 tables: 192 words read",
        "│  ├─ allocate frames ×513",
        "│  │  └─ bitmap of frames: 525 words read, 513 written",
        "│  ├─ write entries ×512",
        "│  │  ├─ P4 tables: 511 words read",
        "│  │  ├─ P3 tables: 511 words read",
        "│  │  ├─ P2 tables: 511 words read",
        "│  │  └─ P1 tables: 512 words read, 512 written",
        "│  ├─ flush pages ×512",
        "│  ├─ create table",
        "│  │  ├─ P2 tables: 1 word written",
        "│  │  └─ P1 tables: 512 words written",
        "│  └─ extend heap: 2 MiB",
        "│     ├─ search free memory",
        "│     └─ insert hole: 2,097,152 bytes at 0x4444_4454_0000",
        "│        ├─ walk tables",
        "│        │  ├─ P4 tables, by the MMU: 1 word read",
        "│        │  ├─ P3 tables, by the MMU: 1 word read",
        "│        │  ├─ P2 tables, by the MMU: 1 word read",
        "│        │  └─ P1 tables, by the MMU: 1 word read, 1 written",
        "│        └─ hole headers: 2 words written",
        "├─ search free memory",
        "│  └─ hole headers: 2 words read",
        "└─ take hole: 2,097,152 bytes at 0x4444_4454_0000",
      ])
  }

  @Test func aBumpHeapHasNoHoles() throws {
    let told = try Told.last("heap size=64K policy=bump\na = alloc 100\nb = alloc 100")
    #expect(told.causes == ["b = alloc 100", "└─ move bump pointer: 104 bytes"])
  }

  @Test func accessesOfAnAllocation() throws {
    let told = try Told.last("a = alloc 64\nb = alloc 64\nfree a\nc = alloc 3000 align=4K")
    #expect(
      told.accesses() == [
        "load 0x4444_4444_0000 → 0x40  the size of a hole: 64 bytes",
        "load 0x4444_4444_0008 → 0x4444_4444_0080  a link to the next hole",
        "load 0x4444_4444_0080 → 0xf_ff80  the size of a hole: 1,048,448 bytes",
        "load 0x4444_4444_0088 → 0x0  the last hole: no next one",
        "MMU reads P4 136 at 0x005d_3440: → P3 0x0000_2000, P W A",
        "MMU reads P3 273 at 0x0000_2888: → P2 0x0000_3000, P W A",
        "MMU reads P2 34 at 0x0000_3110: → P1 0x0000_4000, P W A",
        "MMU reads P1 65 at 0x0000_4208: → frame 0x0000_5000, P W",
        "MMU sets A and D in P1 65 at 0x0000_4208: → frame 0x0000_5000, P W A D",
        "store 0x4444_4444_1bb8 ← 0xf_e448  the size of a hole: 1,041,480 bytes",
        "store 0x4444_4444_1bc0 ← 0x0  the last hole: no next one",
        "store 0x4444_4444_0080 ← 0xf80  the size of a hole: 3,968 bytes",
        "store 0x4444_4444_0088 ← 0x4444_4444_1bb8  a link to the next hole",
      ])
  }

  @Test func accessesOfOtherCommands() throws {
    let copying = try Told.last("a = alloc 16\nrealloc a 32")
    #expect(
      copying.accesses().filter { $0.contains("copied") } == [
        "load 0x4444_4444_0000 → 0x10_0000  copied from the old block",
        "store 0x4444_4444_0010 ← 0x10_0000  copied to the new block",
        "load 0x4444_4444_0008 → 0x0  copied from the old block, offset 0x8",
        "store 0x4444_4444_0018 ← 0x0  copied to the new block, offset 0x8",
      ])
    let frame = try Told.last("f = frame alloc")
    #expect(
      frame.accesses().suffix(2) == [
        "kernel reads 0x0036_6020 → 0xf  word 4 of the bitmap: 60 of 64 frames free",
        "kernel writes 0x0036_6020 ← 0x1f  word 4 of the bitmap: the frame 0x0036_7000 is"
          + " allocated",
      ])
    let mapping = try Told.last("map 0x1000_0000").accesses(1000)
    #expect(
      mapping.contains("kernel clears 0x0036_8008  entry 1 of a P1 table"))
    #expect(
      mapping.last
        == "kernel writes 0x0036_8000: → frame 0x0036_7000, P W NX  entry 0 of a P1 table")
    let read = try Told.last("a = alloc 64\nwrite a = 5\nread 0x4444_4444_0008")
    #expect(read.accesses() == ["load 0x4444_4444_0008 → 0x0  in block a, offset 0x8"])
    let mapped = try Told.last("map 0x1000_0000\nwrite 0x1000_0008 = 42")
    #expect(mapped.accesses().last == "store 0x1000_0008 ← 0x2a  at physical 0x0036_7008")
  }
}
