import MemoryCore

/// A condition on a step: on the figures behind it, on what happened in it, on what it is about.
public indirect enum Condition: Equatable, Sendable {
  /// A figure compares with a number: `heap.holes > 40`.
  case figure(Comparison)
  /// Something went wrong in the step: `oom`.
  case happened(Happening)
  /// The size that the step asks for compares with a number: `alloc.size > 1M`. A step that asks
  /// for none does not satisfy it.
  case size(Relation, UInt64)
  /// The step is about what a name stands for: `name b12`.
  case name(String)
  /// The step is about the block that holds an address, or about that page: `address 0x4444_4444_9b58`.
  case address(UInt64)
  /// The condition does not hold.
  case not(Condition)
  /// Both hold.
  case and(Condition, Condition)
  /// One of them holds.
  case or(Condition, Condition)
}

/// What can go wrong in a step.
public enum Happening: String, CaseIterable, Sendable {
  /// An allocation finds no memory.
  case outOfMemory = "oom"
  /// An access faults.
  case fault
  /// The machine refuses the command.
  case refused
}

/// Whether something holds at one of some points, and at all.
enum Truth: Equatable, Sendable {
  /// At none.
  case never
  /// At some, or it is not known.
  case maybe
  /// At all.
  case always

  /// The truth of the opposite.
  var negated: Truth {
    switch self {
    case .never: .always
    case .maybe: .maybe
    case .always: .never
    }
  }

  /// Whether both hold.
  func and(_ other: Truth) -> Truth {
    if self == .never || other == .never { return .never }
    return self == .always && other == .always ? .always : .maybe
  }
}

/// A point of a run with all that conditions ask about.
struct Moment {
  /// The step's number.
  var number: Int
  /// The figures behind the step.
  var figures: FigureValues
  /// The figures before it.
  var before: FigureValues
  /// What was asked for; `nil` at the start.
  var command: Command?
  /// What was done; `nil` if it was refused.
  var outcome: Outcome?
  /// Whether the command was refused.
  var isRefused: Bool
}

extension Condition {
  /// Whether it holds at a moment.
  func holds(at moment: borrowing Moment, names: NameTable) -> Bool {
    switch self {
    case .figure(let comparison):
      let value =
        comparison.figure == .step
        ? UInt64(max(0, moment.number)) : moment.figures[comparison.figure]
      return comparison.holds(for: value)
    case .happened(.refused): return moment.isRefused
    case .happened(let happening):
      let figure = happening.counter
      return moment.figures[figure] > moment.before[figure]
    case .size(let relation, let size):
      return moment.command?.sizeAsked.map { relation.holds($0, size) } ?? false
    case .name(let name):
      return moment.command?.subject.map { names.text($0) == name } ?? false
    case .address(let address): return moment.outcome?.isAbout(address) ?? false
    case .not(let condition): return !condition.holds(at: moment, names: names)
    case .and(let first, let second):
      return first.holds(at: moment, names: names) && second.holds(at: moment, names: names)
    case .or(let first, let second):
      return first.holds(at: moment, names: names) || second.holds(at: moment, names: names)
    }
  }

  /// What the series tell about some points whose steps have the given numbers.
  func truth(over points: Range<Int>, _ series: Series, firstNumber: Int) -> Truth {
    switch self {
    case .figure(let comparison) where comparison.figure == .step:
      let last = firstNumber + points.count - 1
      let extent = Extent(
        least: UInt64(max(0, firstNumber)), greatest: UInt64(max(0, last)))
      return comparison.truth(over: extent)
    case .figure(let comparison):
      return series.extent(of: comparison.figure, over: points).map { comparison.truth(over: $0) }
        ?? .maybe
    case .happened(.refused): return .maybe
    case .happened(let happening):
      let around = max(0, points.lowerBound - 1)..<points.upperBound
      guard let extent = series.extent(of: happening.counter, over: around) else { return .maybe }
      return extent.greatest > extent.least ? .maybe : .never
    case .size, .name, .address: return .maybe
    case .not(let condition):
      return condition.truth(over: points, series, firstNumber: firstNumber).negated
    case .and(let first, let second):
      return first.truth(over: points, series, firstNumber: firstNumber)
        .and(second.truth(over: points, series, firstNumber: firstNumber))
    case .or(let first, let second):
      return Condition.and(.not(first), .not(second))
        .truth(over: points, series, firstNumber: firstNumber).negated
    }
  }

  /// Whether the command alone decides, so that the machine need not be replayed.
  var isDecidedByCommand: Bool {
    switch self {
    case .size, .name: true
    case .figure(let comparison): comparison.figure == .step
    case .happened(.refused): true
    case .happened, .address: false
    case .not(let condition): condition.isDecidedByCommand
    case .and(let first, let second), .or(let first, let second):
      first.isDecidedByCommand && second.isDecidedByCommand
    }
  }
}

extension Happening {
  /// The figure that counts it; `refused` has none.
  fileprivate var counter: Figure { self == .fault ? .faultsTotal : .outOfMemory }
}

extension Command {
  /// The bytes of heap that the command asks for.
  fileprivate var sizeAsked: UInt64? {
    switch self {
    case .allocate(_, let size, _), .reallocate(_, let size): size
    default: nil
    }
  }

  /// The name of what the command is about.
  fileprivate var subject: Name.Label? {
    switch self {
    case .allocate(let name, _, _), .reallocate(let name, _), .allocateFrames(let name, _),
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
  fileprivate func isAbout(_ address: UInt64) -> Bool {
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
