import MemoryCore
import Script
import Simulation

/// What a step did not have to do, where its data show it.
enum CauseRemark {
  /// `nil` if there is nothing to remark.
  static func text(for step: Step, in machine: Machine) -> String? {
    if let budget = StepText.budget(of: step) { return budget }
    switch step.outcome {
    case .heap(.allocated(let allocation)), .heap(.reallocated(let allocation, _, _)):
      guard machine.physicalAddress(of: allocation.block.address) != nil else { return nil }
      let page = NumberText.address(allocation.block.address.rawValue & ~0xfff)
      return "no page fault: the page \(page) is mapped"
    case .heap(.freed): return hits(of: step)
    case .frames(.allocated), .frames(.freed), .paging(.translated), .paging(.mapped),
      .paging(.unmapped):
      return step.accesses.isEmpty ? nil : counts(of: step)
    case .boot, .heap(.created), .heap(.outOfMemory), .heap(.nothing), .paging(.cleaned),
      .paging(.protected), .access, nil:
      return nil
    }
  }

  /// "2 words, all by TLB hits", if no translation needed a walk.
  private static func hits(of step: Step) -> String? {
    var words: UInt64 = 0
    for access in step.accesses {
      switch access.purpose {
      case .walk, .accessedDirty: return nil
      case .data: words += 1
      case .kernel: continue
      }
    }
    guard words > 0 else { return nil }
    return "\(Phrase.count(words, "word")) read or written, no TLB miss"
  }

  /// "4 words of RAM read, 1 written".
  private static func counts(of step: Step) -> String {
    let stores = step.accesses.count { $0.isStore }
    let loads = step.accesses.count - stores
    return "\(Phrase.count(UInt64(loads), "word")) of RAM read, \(NumberText.count(stores)) written"
  }
}
