public import Simulation

extension HeapPolicy {
  /// What the policy is called in a sentence.
  public var plainName: String {
    switch self {
    case .linkedList: "first fit"
    case .bump: "bump"
    case .fixedBlock: "fixed-size blocks"
    case .nextFit: "next fit"
    case .bestFit: "best fit"
    case .worstFit: "worst fit"
    case .fastFit: "fast fit"
    case .buddy: "buddies"
    case .tlsf: "TLSF"
    case .slab: "slabs"
    }
  }
}
