/// Figures that change together: a step says which groups it may have changed, and a series grows
/// only by those.
public enum FigureGroup: Int, CaseIterable, Sendable {
  /// The heap's totals.
  case heap
  /// What the TLB counts.
  case tlb
  /// The frame allocator's totals.
  case frames
  /// The page tables' totals.
  case tables
  /// What went wrong.
  case trouble
  /// The steps themselves: not of the machine, and in no series.
  case step

  /// How many figures a group can have.
  static let capacity = 16
  /// How many groups are the machine's, the first of all.
  static let machineCount = 5

  /// The groups that are the machine's.
  static let ofMachine: [FigureGroup] = allCases.filter { $0 != .step }

  /// The figures of the group, by their places.
  var figures: [Figure] { Figure.allCases.filter { $0.group == self } }
}

/// Some groups of figures.
struct FigureGroups: OptionSet, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ group: FigureGroup) { rawValue = 1 << UInt8(group.rawValue) }

  static let heap = FigureGroups(.heap)
  static let tlb = FigureGroups(.tlb)
  static let frames = FigureGroups(.frames)
  static let tables = FigureGroups(.tables)
  static let trouble = FigureGroups(.trouble)
  static let all: FigureGroups = [.heap, .tlb, .frames, .tables, .trouble]
}
