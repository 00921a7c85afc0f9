public import Simulation

extension Refusal {
  /// What was wrong and what would be right, in one sentence without a full stop.
  public func message(names: NameTable) -> String { text(names).message }

  /// What was wrong, without what would be right.
  public func shortMessage(names: NameTable) -> String { text(names).short }

  func text(_ names: NameTable) -> RefusalText {
    switch self {
    case .boot(let refusal): refusal.text(names)
    case .operand(let refusal): refusal.text(names)
    case .heap(let refusal): refusal.text(names)
    case .frames(let refusal): refusal.text
    case .paging(let refusal): refusal.text
    case .access(let refusal): refusal.text
    case .kernel(let refusal): refusal.text
    }
  }
}
