import MemoryCore
import Simulation

/// The value of an argument.
enum ArgumentValue: Equatable, Sendable {
  case number(UInt64)
  /// A name as it is written, which has no slot yet; only while a line is read.
  case unresolved(String)
  /// An address, or a name that stands for one.
  case operand(Operand)
  /// A name that is bound, or bound anew.
  case name(Name)
  case flags(PageTableFlags)
  /// An allowed word; for a `word` argument the key.
  case word(String)
  case text(String)
  case assignment(field: String, UInt64)
  case condition(Condition)
  case destination(Destination)
  case fault(FaultExpectation)
  case command(Command)
}
