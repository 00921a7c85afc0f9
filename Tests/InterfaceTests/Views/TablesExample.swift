import Assets
import CellGrid
import MemoryCore
import Simulation
import Testing
import Traces

@testable import Interface
@testable import Session

/// Scenes and pictures for tests of the view of page tables.
enum TablesExample {
  /// A page that nothing else is near to: P4 160.
  static let page: UInt64 = 0x5000_0000_0000

  static func map(
    _ page: UInt64 = page, frame: UInt64? = nil, count: UInt64 = 1,
    flags: PageTableFlags = [.present, .writable]
  ) -> Command {
    .paging(
      .map(
        MapRequest(
          page: .address(page), frame: frame.map { .address($0) }, size: .small, flags: flags,
          count: count, tableFlags: nil)))
  }

  static func read(_ address: UInt64) -> Command {
    .access(
      .memory(
        MemoryAccess(
          kind: .read, address: .address(address), isUser: false, size: 8, alignmentCheck: false)))
  }

  /// A machine after its boot and commands, of which each may depend on the machine before.
  static func scene(_ commands: [(Machine) -> Command]) throws -> Scene {
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    for command in commands { try timeline.append(command(timeline.machine)) }
    return Example.scene(of: timeline)
  }

  /// Writes over the entry of a level on the way to an address, past the MMU.
  static func write(
    _ word: UInt64, over level: PageTableLevel, of address: UInt64 = page
  ) -> (Machine) -> Command {
    { machine in
      let path = machine.path(to: LinearAddress(address))
      let place = path.first { $0.level == level }?.address ?? PhysicalAddress(0)
      return .access(.physicalWrite(.address(place.rawValue), value: word))
    }
  }

  /// A page that was mapped, read, and taken out of the tables without a flush.
  static func stale() throws -> Scene {
    try scene([{ _ in map(frame: 0x40_0000) }, { _ in read(page) }, write(0, over: .p1)])
  }

  /// The recording of sqlite at an operation.
  static func sqlite(at step: Int) throws -> Scene {
    var timeline = try recording.get()
    timeline.seek(to: timeline.setupCount + step)
    return Example.scene(of: timeline)
  }

  /// Loaded once: it takes a while, and tests only look at it.
  private static let recording = Result {
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    timeline.load(trace.commands(alignment: 8))
    return timeline
  }

  static func picture(_ scene: Scene, _ columns: Int, _ rows: Int) -> CellGrid {
    let size = GridSize(columns: columns, rows: rows)
    var grid = CellGrid(size: size, filledWith: scene.theme.plain)
    TablesView.draw(scene, in: GridRect(size), on: &grid)
    return grid
  }
}
