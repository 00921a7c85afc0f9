import MemoryCore

extension Kernel {
  /// Carries out one command.
  ///
  /// A command that is refused after it has begun leaves changes behind: the caller keeps a copy
  /// of the machine, or makes the machine again by replay. The caller says by the type how much it
  /// wants to know of what was done; a report is written where it stays, as a replay makes millions.
  mutating func perform<P: PhysicalMemory, Report: CommandReport>(
    _ command: Command, program: inout Program, on hardware: inout Hardware<P>,
    into report: inout Report
  ) throws(Refusal) {
    switch command {
    case .boot(let command): report = Report(.boot(try perform(command, on: &hardware)))
    case .heap(let command): try perform(command, &program, on: &hardware, into: &report)
    case .frames(let command):
      report = Report(.frames(try perform(command, &program, on: &hardware)))
    case .paging(let command):
      report = Report(.paging(try perform(command, program, on: &hardware)))
    case .access(let command):
      report = Report(.access(try perform(command, program, on: &hardware)))
    }
  }

  /// The address that an operand stands for where a virtual one is wanted.
  func virtual(_ operand: Operand, _ program: Program) throws(Refusal) -> UInt64 {
    switch operand {
    case .address(let value): return value
    case .name(let name):
      switch program[name].value {
      case .block(let address, _): return address.rawValue
      case .freedBlock(let address): return address.rawValue
      case .frames, .freedFrames: throw .operand(.wrongBinding(name.label))
      case .nothing: throw .operand(.unboundName(name.label))
      }
    }
  }

  /// The address that an operand stands for where a physical one is wanted.
  func physical(_ operand: Operand, _ program: Program) throws(Refusal) -> UInt64 {
    switch operand {
    case .address(let value): return value
    case .name(let name):
      switch program[name].value {
      case .frames(let first, _): return first.start.rawValue
      case .freedFrames(let first): return first.start.rawValue
      case .block, .freedBlock: throw .operand(.wrongBinding(name.label))
      case .nothing: throw .operand(.unboundName(name.label))
      }
    }
  }
}
