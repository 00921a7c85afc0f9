public import MemoryCore

/// What is wrong with a command that sets the machine up, or comes too early in the boot.
public enum BootRefusal: Equatable, Sendable {
  /// The machine is described by the first command only.
  case machineIsDescribed
  /// The boot stage is done already.
  case stageIsDone(BootStage)
  /// An earlier stage has to come first.
  case stageTooEarly(BootStage, next: BootStage)
  /// The command needs a stage of the boot that has not run.
  case notBooted(BootStage)
  /// A stage of the boot fails, for this reason.
  indirect case fails(BootStage, Refusal)
  /// The firmware lists no usable memory.
  case noUsableMemory
  /// The firmware's list does not fit the memory map.
  case memoryMap(MemoryMapError)
  /// Memory ends above what fits between the place where all of it is mapped and the kernel.
  case tooMuchMemory(end: UInt64, limit: UInt64)
  /// Too few usable frames for what the boot places in them.
  case kernelDoesNotFit(neededFrames: UInt64, largestRun: UInt64)

  /// The words that `expect error` knows them by.
  enum Word: String, CaseIterable {
    case machineDescribed = "machine-described"
    case bootOrder = "boot-order"
    case notBooted = "not-booted"
    case noUsableMemory = "no-usable-memory"
    case memoryMap = "memory-map"
    case tooSmall = "too-small"
    case tooLarge = "too-large"
  }

  /// The word that `expect error` knows the refusal by; of a boot that fails, the reason's.
  var word: String {
    switch self {
    case .machineIsDescribed: Word.machineDescribed.rawValue
    case .stageIsDone, .stageTooEarly: Word.bootOrder.rawValue
    case .notBooted: Word.notBooted.rawValue
    case .fails(_, let reason): reason.word
    case .noUsableMemory: Word.noUsableMemory.rawValue
    case .memoryMap: Word.memoryMap.rawValue
    case .kernelDoesNotFit: Word.tooSmall.rawValue
    case .tooMuchMemory: Word.tooLarge.rawValue
    }
  }
}
