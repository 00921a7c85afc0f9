import MemoryCore
import Session
import Simulation

/// What single entries are marked with: what the step touched, what the TLB disagrees with, and
/// the cursor.
struct EntryMarks {
  /// A mark of an entry.
  struct Mark: OptionSet, Hashable {
    let rawValue: UInt8
    /// The step touched it.
    static let touched = Mark(rawValue: 1)
    /// The TLB holds something else than it says.
    static let stale = Mark(rawValue: 2)
    /// The step, which is looked into, will come to it.
    static let ahead = Mark(rawValue: 4)
    /// The access that was made last read it or wrote it.
    static let now = Mark(rawValue: 8)

    /// Whether the step has come to it.
    var isDone: Bool { contains(.touched) && !contains(.ahead) }
  }

  /// The entry that the cursor is on, in whatever view.
  let cursor: PhysicalAddress?
  /// Whether the cursor is on the entry itself, not on something that it leads to.
  let isCursorHere: Bool
  /// Translations in the TLB that the tables do not say, by the entry that decides.
  let stale: [PhysicalAddress: [StaleTranslation]]

  private var byTable: [UInt64: [Mark]] = [:]

  /// The marks of a scene.
  init(_ scene: Scene, _ tree: TableTree) {
    let machine = scene.snapshot.machine
    isCursorHere =
      switch scene.selection {
      case .entry: true
      case .word(let place): tree.entry(at: place) != nil
      case .heap, .frame, nil: false
      }
    cursor =
      switch scene.selection {
      case .entry(let place, _, _): tree.entry(at: place) == nil ? nil : place
      case .heap(let address): machine.path(to: LinearAddress(address)).last?.address
      case .frame(let number): tree.entry(leadingTo: number, in: machine)
      case .word(let place):
        tree.entry(at: place) != nil
          ? place : tree.entry(leadingTo: place.rawValue >> 12, in: machine)
      case nil: nil
      }
    stale = Dictionary(grouping: machine.staleTranslations, by: \.decision.address)
    for place in scene.snapshot.touched.entries { mark(place, .touched, tree) }
    markAccesses(of: scene.snapshot, tree)
    for place in stale.keys { mark(place, .stale, tree) }
  }

  /// The marks of a table's 512 entries; `nil` if it has none.
  func marks(of table: PageTable) -> [Mark]? { byTable[table.frame.number] }

  /// Tells what has been read or written from what will be, in the middle of a step.
  private mutating func markAccesses(of snapshot: Snapshot, _ tree: TableTree) {
    guard let done = snapshot.access, let step = snapshot.step else { return }
    let past = Set(step.accesses.prefix(done).map(\.address))
    for place in snapshot.touched.entries where !past.contains(place) { mark(place, .ahead, tree) }
    if let last = snapshot.touched.lastAccess { mark(last.address, .now, tree) }
  }

  private mutating func mark(_ place: PhysicalAddress, _ mark: Mark, _ tree: TableTree) {
    guard let (table, index) = tree.entry(at: place) else { return }
    byTable[
      tree.tables[table].table.frame.number, default: Array(repeating: [], count: 512)
    ][index].insert(mark)
  }
}
