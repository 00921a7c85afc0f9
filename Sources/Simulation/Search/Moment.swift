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
  /// The virtual bytes that the command names; `nil` if it names none.
  var named: NamedBytes?
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
      named = command.namedBytes(on: machine)
      figures.update(&machine, outcome.map { HeapChange($0) } ?? .nothing)
    } else {
      let change = isRefused ? nil : try? machine.replay(command)
      figures.update(&machine, change ?? .nothing)
    }
  }

  /// Whether the step is about the block, page or frame that holds an address, or about the bytes
  /// there.
  func isAbout(_ address: UInt64) -> Bool {
    guard let outcome else { return false }
    if let named, named.contains(address) { return true }
    return outcome.isAbout(address, accessing: named?.count ?? 1)
  }
}

/// Bytes of virtual memory that a command names.
struct NamedBytes: Equatable, Sendable {
  /// The address of the first one.
  var start: UInt64
  /// How many.
  var count: UInt64

  /// Whether a byte is one of them.
  func contains(_ address: UInt64) -> Bool { address >= start && address - start < count }
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

  /// The virtual bytes that the command, which has gone through, names: those of an access, or
  /// those of pages.
  func namedBytes(on machine: Machine) -> NamedBytes? {
    func bytes(_ operand: Operand, _ count: UInt64) -> NamedBytes? {
      (try? machine.kernel.virtual(operand, machine.program))
        .map { NamedBytes(start: $0, count: count) }
    }
    func pages(_ operand: Operand, _ size: PageSizeName, count: UInt64 = 1) -> NamedBytes? {
      bytes(operand, count &* size.bytes)
        .map { NamedBytes(start: $0.start & ~(size.bytes - 1), count: $0.count) }
    }
    switch self {
    case .access(let access): return bytes(access.address, UInt64(max(0, access.size)))
    case .translate(let operand): return bytes(operand, 1)
    case .protect(let operand, let size, _, _): return pages(operand, size)
    case .unmap(let operand, let size, let count, _): return pages(operand, size, count: count)
    case .flush(let operand?): return pages(operand, .small)
    default: return nil
    }
  }
}

extension Outcome {
  /// Whether the step is about the block, page or frame that holds an address, or about one of
  /// the `bytes` of physical memory that it accesses.
  fileprivate func isAbout(_ address: UInt64, accessing bytes: UInt64) -> Bool {
    func holds(_ start: UInt64, _ size: UInt64) -> Bool {
      start <= address && address - start < max(size, 1)
    }
    func holds(_ access: AccessOutcome) -> Bool {
      let start = access.first.physical.rawValue
      let onFirstPage = min(bytes, 4096 - start & 0xfff)
      if let second = access.second, holds(second.physical.rawValue, bytes - onFirstPage) {
        return true
      }
      return holds(start, onFirstPage)
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
    case .accessed(let access), .faulted(_, .spurious(let access)): return holds(access)
    case .physical(let place, _, _): return holds(place.rawValue, 8)
    default: return false
    }
  }
}
