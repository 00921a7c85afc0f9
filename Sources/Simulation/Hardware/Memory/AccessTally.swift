/// How many accesses to physical memory there were of each sort.
public struct AccessTally: Equatable, Sendable {
  /// Words of page tables that the MMU read on its walks.
  public private(set) var walked = 0
  /// Words of page tables in which it set A or D.
  public private(set) var marked = 0
  /// Other words that were read.
  public private(set) var read = 0
  /// Other words that were written.
  public private(set) var written = 0

  /// No accesses.
  public init() {}

  /// All of them.
  public var total: Int { walked + marked + read + written }

  /// Counts accesses for a purpose that are all loads or all stores.
  mutating func count(_ accesses: Int = 1, for purpose: AccessPurpose, isStore: Bool) {
    switch purpose {
    case .walk: walked += accesses
    case .accessedDirty: marked += accesses
    case .kernel, .data: if isStore { written += accesses } else { read += accesses }
    }
  }
}

extension Recording {
  /// What all accesses were for, those that were not kept included. O(accesses kept).
  var tally: AccessTally {
    var tally = omitted
    for access in accesses {
      tally.count(for: access.purpose, isStore: access.isStore)
    }
    return tally
  }
}
