import Simulation

extension BootRefusal {
  func text(_ names: NameTable) -> RefusalText {
    switch self {
    case .machineIsDescribed:
      RefusalText(
        "the machine is there already: machine can only be the first command",
        short: "the machine is there already")
    case .stageIsDone(.handover):
      RefusalText(
        "the machine has booted already, by the first command that needed it if not by boot",
        short: "the machine has booted already", at: .argument("stage"))
    case .stageIsDone(let stage):
      RefusalText("the boot stage \(stage.rawValue) has run already", at: .argument("stage"))
    case .stageTooEarly(let stage, let next):
      RefusalText(
        "the boot stage \(stage.rawValue) comes later: \(next.rawValue) is next",
        short: "the boot stage \(next.rawValue) is next", at: .argument("stage"))
    case .notBooted(let stage):
      RefusalText(
        "this needs the boot stage \(stage.rawValue), which has not run: boot comes first",
        short: "the boot stage \(stage.rawValue) has not run yet")
    case .fails(let stage, let reason): Self.fails(stage, reason, names)
    case .noUsableMemory:
      RefusalText(
        "the machine has no usable memory: its memory map lists none",
        short: "the machine has no usable memory", at: Self.memory)
    case .memoryMap(let error):
      RefusalText(error.message, short: "the memory map cannot be used", at: Self.memory)
    case .tooMuchMemory(let end, let limit):
      RefusalText(
        "memory ends at \(NumberText.address(end)), but the kernel has \(NumberText.size(limit)) of"
          + " addresses to map all of it in; give the machine less memory",
        short: "the kernel can map \(NumberText.size(limit)) of memory", at: Self.memory)
    case .kernelDoesNotFit(let needed, let largest):
      RefusalText(
        "the kernel does not fit: it needs \(Phrase.frames(needed)) in a row, and the longest row of"
          + " usable ones is \(NumberText.count(largest)); give the machine more memory",
        short: "the kernel needs \(Phrase.frames(needed)) in a row", at: Self.memory)
    }
  }

  /// `map`, or else `memory`, which is what the command is about.
  private static let memory = RefusalText.Fault.argumentIfGiven("map")

  private static func fails(
    _ stage: BootStage, _ reason: Refusal, _ names: NameTable
  ) -> RefusalText {
    let start = "the machine does not boot, at the stage \(stage.rawValue)"
    var advice = ""
    if stage == .heap, case .frames(.tooFew) = reason {
      advice = "; more memory helps, or in a script a smaller heap (heap size=64K)"
    }
    return RefusalText(
      "\(start): \(reason.message(names: names))\(advice)", short: start)
  }
}
