import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// Every look at page tables ends, and finds the same tables, whatever words stand in them.
@Suite struct TableWalkTests {
  /// Words that a table may hold: entries of all kinds, right and wrong ones.
  private static func word(_ machine: Machine, _ random: inout SplitMix64) -> UInt64 {
    let tables = TableModel(of: machine).tables
    let table = (tables.sorted().randomElement(using: &random) ?? 0) << 12
    let frame = random.below(machine.hardware.physical.size >> 12) << 12
    let words: [UInt64] = [
      0, random.next(), random.next() & 0xf_ffff_ffff_f000 | 3, frame | 3, frame | 3, table | 3,
      table | 3, table | 0x83, frame | 0x82, 0x8000_0000_0000_0003 | table, 1 << 51 | 3, .max,
    ]
    return words[Int(random.below(UInt64(words.count)))]
  }

  private static func check(_ machine: Machine) throws {
    let model = TableModel(of: machine)
    try #require(machine.value(of: .tablesCount) == UInt64(model.tables.count))
    try #require(machine.value(of: .framesTables) == UInt64(model.tables.count))
    try #require(machine.value(of: .tablesEntries) == model.entryCount)
    var visited: [PageTableLevel: Set<UInt64>] = [:]
    var frames: Set<UInt64> = []
    let root = try #require(machine.tableRoot())
    TableWalk.run(below: root, in: machine.hardware.physical) { table, _ in
      let number = table.table.frame.number
      #expect(visited[table.level, default: []].insert(number).inserted, "visited twice")
      #expect(frames.insert(number).inserted == !table.isAgain)
      return .below
    }
    #expect(visited == model.byLevel.filter { !$0.value.isEmpty })
    let owners = FrameOwners(of: machine)
    #expect(owners.tableCount == UInt64(model.tables.count))
    #expect(owners.entryCount == model.entryCount)
    for frame in model.tables { #expect(owners.run(holding: frame)?.owner == .table) }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func hostileTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let description = MachineDescription(
      memory: .size(16 << 20), levels: seed % 3 == 2 ? 5 : 4)
    var machine = try Timeline.booted(description).machine
    for round in 0..<80 {
      let tables = TableModel(of: machine).tables.sorted()
      let table = tables.randomElement(using: &random) ?? 0
      let place = table << 12 + random.below(round % 4 == 0 ? 512 : 8) * 8
      let word = Self.word(machine, &random)
      _ = try machine.apply(.access(.physicalWrite(.address(place), value: word)))
      try Self.check(machine)
      // What asks for a way ends, too.
      let address = LinearAddress(random.next())
      #expect(machine.path(to: address).count <= 5)
      _ = machine.entry(mapping: random.below(4096))
    }
  }

  /// Other tables become the current ones, and are written while they are not.
  @Test func otherRoots() throws {
    var machine = try Timeline.booted().machine
    let own = machine.hardware.registers.cr3.root.start.rawValue
    let count = machine.value(of: .tablesCount)
    let other: UInt64 = 0x60_0000
    _ = try machine.apply(.access(.set(field: "cr3", value: other)))
    #expect(machine.value(of: .tablesCount) == 1)
    #expect(machine.value(of: .tablesEntries) == 0)
    _ = try machine.apply(.access(.physicalWrite(.address(other + 8), value: own | 3)))
    try Self.check(machine)
    _ = try machine.apply(.access(.physicalWrite(.address(own + 511 * 8), value: other | 3)))
    try Self.check(machine)
    _ = try machine.apply(.access(.set(field: "cr3", value: own)))
    try Self.check(machine)
    #expect(machine.value(of: .tablesCount) == count + 1)
    _ = try machine.apply(.access(.physicalWrite(.address(own + 511 * 8), value: 0)))
    #expect(machine.value(of: .tablesCount) == count)
  }

  /// A P4 table that maps itself is every table below itself.
  @Test func tableThatMapsItself() throws {
    var machine = try Timeline.booted().machine
    let (tables, entries) = (machine.value(of: .tablesCount), machine.value(of: .tablesEntries))
    let root = machine.hardware.registers.cr3.root.start.rawValue
    for index in 256..<512 as Range<UInt64> {
      _ = try machine.apply(.access(.physicalWrite(.address(root + index * 8), value: root | 3)))
    }
    try Self.check(machine)
    #expect(machine.value(of: .tablesCount) == tables)
    #expect(machine.value(of: .tablesEntries) == entries + 256)
    // Nothing maps this frame: every way has been looked at.
    #expect(machine.entry(mapping: 0x3f00) == nil)
  }

  /// Tables that a script has taken off CR3 are still the kernel's: their frames are not given back.
  @Test func tablesThatCR3DoesNotReachAreKept() throws {
    var timeline = try Timeline.booted()
    try timeline.append(.map(0x1000_0000))
    let path = timeline.machine.path(to: LinearAddress(0x1000_0000))
    let table = path[3].address.rawValue & ~0xfff
    try timeline.append(.access(.set(field: "cr3", value: 0x60_0000)))
    let frame = Frame<Size4KiB>(number: table >> 12)
    #expect(timeline.refusal(.frames(.free(.address(table)))) == .frames(.inUse(frame, .table)))
  }
}
