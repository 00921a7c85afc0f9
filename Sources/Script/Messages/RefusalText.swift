import MemoryCore
import Simulation

/// All that is said of a refusal.
struct RefusalText {
  /// What was wrong and what would be right, in one sentence without a full stop.
  let message: String
  /// What was wrong, in at most 60 or so columns.
  let short: String
  /// The argument of the command that is to blame.
  let fault: Fault

  /// An argument that is to blame.
  enum Fault {
    /// None, or not a single one.
    case none
    /// The one with the key.
    case argument(String)
    /// The one with the key if the command has it, else what the command is about.
    case argumentIfGiven(String)
    /// What the command is about.
    case main
    /// The one that is this number or address, or the name that stands for it.
    case value(UInt64)
    /// The number of pages behind this address if the command has one, else the address.
    case rangeFrom(UInt64)
    /// The one that is this name.
    case name(Name.Label)
    /// The one with these flags.
    case flags(PageTableFlags)
  }

  init(_ message: String, short: String? = nil, at fault: Fault = .none) {
    self.message = message
    self.short = short ?? message
    self.fault = fault
  }
}
