import MemoryCore

/// A point of a run with all that conditions ask about.
struct Moment {
  /// The step's number.
  var number: Int
  /// The figures behind the step.
  var figures: FigureValues
  /// How often memory had run out before it.
  var outOfMemoryBefore: UInt64
  /// How many accesses had faulted before it.
  var faultsBefore: UInt64
  /// What was asked for; `nil` at the start.
  var command: Command?
  /// What was done; `nil` if it was refused.
  var outcome: Outcome?
  /// Whether the command was refused.
  var isRefused = false

  /// The start of a run, or a point where nothing has gone wrong.
  init(number: Int, figures: FigureValues) {
    self.number = number
    self.figures = figures
    outOfMemoryBefore = figures[.outOfMemory]
    faultsBefore = figures[.faultsTotal]
  }

  /// Goes on by a step that the machine is to make, and keeps of it what a condition asks about.
  @inline(__always)
  mutating func step(
    _ command: Command, isRefused: Bool, _ machine: inout Machine, for condition: CompiledCondition
  ) {
    number += 1
    outOfMemoryBefore = figures[.outOfMemory]
    faultsBefore = figures[.faultsTotal]
    self.isRefused = isRefused
    if condition.asksCommand { self.command = command }
    if condition.asksOutcome {
      outcome = isRefused ? nil : try? machine.apply(command)
      figures.update(&machine, outcome.map { HeapChange($0) } ?? .nothing)
    } else {
      let change = isRefused ? nil : try? machine.replay(command)
      figures.update(&machine, change ?? .nothing)
    }
  }
}

extension Command {
  /// The bytes of heap that the command asks for.
  var sizeAsked: UInt64? {
    switch self {
    case .allocate(_, let size, _), .reallocate(_, let size, _): size
    default: nil
    }
  }

  /// The name of what the command is about.
  var subject: Name.Label? {
    switch self {
    case .allocate(let name, _, _), .reallocate(let name, _, _), .allocateFrames(let name, _),
      .free(.name(let name)), .freeFrames(.name(let name)), .translate(.name(let name)):
      return name.label
    case .access(let access):
      if case .name(let name) = access.address { return name.label }
      return nil
    default: return nil
    }
  }
}

extension Outcome {
  /// Whether the step is about the block, page or frame that holds an address.
  func isAbout(_ address: UInt64) -> Bool {
    func holds(_ start: UInt64, _ size: UInt64) -> Bool {
      start <= address && address - start < max(size, 1)
    }
    switch self {
    case .allocated(let made):
      return holds(made.block.address.rawValue, made.block.size)
    case .freed(let release): return holds(release.address.rawValue, release.size)
    case .reallocated(let made, _, let release):
      return holds(made.block.address.rawValue, made.block.size)
        || holds(release.address.rawValue, release.size)
    case .framesAllocated(let first, let count), .framesFreed(let first, let count):
      return holds(first.start.rawValue, count * 4096)
    case .mapped(let mapping):
      return holds(mapping.page.rawValue, mapping.count * mapping.size.bytes)
    case .unmapped(let page, _, let count, _): return holds(page.rawValue, count * 4096)
    case .translated(let asked, _): return asked.rawValue == address
    case .accessed(let access): return access.first.physical.rawValue == address
    case .faulted(.pageFault(let fault), _): return fault.address.rawValue == address
    case .physical(let place, _, _): return place.rawValue == address
    default: return false
    }
  }
}
