import MemoryCore
import Script
public import Simulation

/// The command of a step, as a script has it, and what came of it.
public enum CommandText {
  /// The command in the script language: `b3211 = alloc 1016`.
  public static func text(of command: Command, names: NameTable) -> String {
    Printer.text(.command(command), names: names)
  }

  /// The command and its result: `b3211 = alloc 1016 → 0x4444_4444_9b58`.
  public static func headline(of step: Step, names: NameTable) -> Wording {
    var line = Wording(text(of: step.command, names: names), .command)
    guard let result = Result(of: step) else { return line }
    line.append(" → ", .aside)
    line.append(result.text, result.isAlarm ? .failure : .result)
    return line
  }

  /// What came of a command, in a few words.
  private struct Result {
    let text: String
    var isAlarm = false

    /// `nil` for a step whose command has no result but its effect.
    init?(of step: Step) {
      switch step.result {
      case .failure(let error): self.init(text: "refused: \(error.word)", isAlarm: true)
      case .success(let outcome): self.init(outcome)
      }
    }

    private init(text: String, isAlarm: Bool = false) {
      self.text = text
      self.isAlarm = isAlarm
    }

    private init?(_ outcome: Outcome) {
      switch outcome {
      case .heap(.allocated(let allocation)), .heap(.reallocated(let allocation, _, _)):
        self.init(text: NumberText.address(allocation.block.address.rawValue))
      case .heap(.outOfMemory): self.init(text: "out of memory", isAlarm: true)
      case .frames(.allocated(let first, _)):
        self.init(text: NumberText.address(first.start.rawValue))
      case .paging(.mapped(let mapping)):
        self.init(text: NumberText.address(mapping.frame.rawValue))
      case .paging(.translated(_, .mapped(let mapping))):
        self.init(text: NumberText.address(mapping.physicalAddress.rawValue))
      case .paging(.translated): self.init(text: "not mapped", isAlarm: true)
      case .access(.accessed(let access, _)): self.init(text: NumberText.value(access.value))
      case .access(.faulted(let fault, let handling)): self.init(fault, handling)
      case .access(.physical(_, let word, _)): self.init(text: NumberText.value(word))
      case .boot, .heap(.created), .heap(.freed), .heap(.nothing), .frames(.freed),
        .paging(.unmapped), .paging(.cleaned), .paging(.protected), .access(.flushed),
        .access(.registerSet):
        return nil
      }
    }

    private init(_ fault: HardwareFault, _ handling: FaultHandling) {
      var text = "general-protection fault"
      if case .pageFault(let fault) = fault {
        text = "page fault \(NumberText.hex(UInt64(fault.code.rawValue)))"
      }
      if case .spurious(let access, _) = handling {
        text += ", repeated: \(NumberText.value(access.value))"
      }
      self.init(text: text, isAlarm: true)
    }
  }
}
