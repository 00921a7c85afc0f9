public import Simulation

extension HeapPolicy {
  /// What the policy is called in a sentence.
  public var plainName: String { words.name }

  /// What its free memory is.
  public var freeMemory: FreeMemory { words.freeMemory }

  /// The table of what is said of the heaps.
  var words: HeapWords {
    switch self {
    case .linkedList:
      HeapWords(
        name: "first fit", new: "one hole", freeMemory: .listedHoles,
        found: { $0.firstFit($1, subject: "first fit") }, freed: { $0.merged($1) })
    case .bump:
      HeapWords(
        name: "bump", new: "free from its start on", freeMemory: .abovePointer,
        found: { $0.bump($1) }, freed: { $0.bump($1) })
    case .fixedBlock:
      HeapWords(
        name: "fixed-size blocks", new: "one hole, with nine empty lists of blocks above it",
        freeMemory: .listedHoles, found: { $0.fixedBlock($1) }, freed: { $0.fixedBlock($1) })
    case .nextFit:
      HeapWords(
        name: "next fit", new: "one hole", freeMemory: .listedHoles, found: { $0.nextFit($1) },
        freed: { $0.merged($1) })
    case .bestFit:
      HeapWords(
        name: "best fit", new: "one hole", freeMemory: .listedHoles,
        found: { $0.fit($1, "best fit", chosen: "and took the smallest that fits") },
        freed: { $0.merged($1) })
    case .worstFit:
      HeapWords(
        name: "worst fit", new: "one hole", freeMemory: .listedHoles,
        found: { $0.fit($1, "worst fit", chosen: "and took the largest") },
        freed: { $0.merged($1) })
    case .fastFit:
      HeapWords(
        name: "fast fit", new: "one hole, the root of the tree", freeMemory: .linked,
        found: { $0.fit($1, "fast fit", chosen: "of the tree and took the lowest that fits") },
        freed: { $0.joined($1, "hole") })
    case .buddy:
      HeapWords(
        name: "buddies",
        new: "lists and table, and free blocks of powers of two behind them", freeMemory: .linked,
        found: { $0.split($1) }, freed: { $0.buddies($1) })
    case .tlsf:
      HeapWords(
        name: "TLSF", new: "the heads of its lists, and one free block behind them",
        freeMemory: .linked, found: { $0.ofClass($1) }, freed: { $0.joined($1, "free block") })
    case .slab:
      HeapWords(
        name: "slabs", new: "one hole, of which it will make slabs", freeMemory: .linked,
        found: { $0.object($1) ?? $0.firstFit($1, subject: "the heap below") },
        freed: { $0.object($1) ?? $0.merged($1) })
    }
  }
}
