public import MemoryCore

/// Everything that the views show of one moment, decoded from the machine.
public struct Snapshot: Sendable {
  /// The machine; in the middle of an operation its RAM is as far as the accesses are.
  public let machine: Machine
  /// The command that led here; `nil` at the start.
  public let step: Step?
  /// How many of the step's accesses are done; `nil` if all are and the step is complete.
  public let access: Int?
  /// Who uses which frame.
  public let owners: FrameOwners
  /// The holes of the heap in the order of its list.
  public let holes: [Hole]
  /// The live blocks, by address.
  public let blocks: [Binding]
  /// What the step touched.
  public let touched: Touched

  /// Decodes a machine.
  public init(machine: Machine, step: Step?, access: Int?) {
    self.machine = machine
    self.step = step
    self.access = access
    owners = FrameOwners(of: machine)
    holes = machine.holes()
    blocks = machine.program.blocks.sorted { $0.start < $1.start }
    touched = Touched(step: step, access: access, machine: machine)
  }
}

/// What a step touched, in all layers: what the views light up.
public struct Touched: Equatable, Sendable {
  /// The block, page or pages that the step is about.
  public var virtual: Range<UInt64>?
  /// The hole that a block was cut from or became part of, by address.
  public var hole: VirtualAddress?
  /// The frames, by number, that words were read or written in, and those of the subject.
  public var frames: Set<UInt64> = []
  /// The places of table entries on the way to the subject, and of those that were written.
  public var entries: Set<PhysicalAddress> = []
  /// The access that was made last, if the step is looked into.
  public var lastAccess: RecordedAccess?

  /// Nothing.
  public init() {}
}

extension Touched {
  init(step: Step?, access: Int?, machine: Machine) {
    self.init()
    guard let step else { return }
    let done = step.accesses.prefix(access ?? step.accesses.count)
    if access != nil { lastAccess = done.last }
    for each in done.prefix(4096) {
      switch each.purpose {
      case .walk, .accessedDirty: break
      case .data: frames.insert(each.address.rawValue >> 12)
      case .kernel:
        // What only clears a new table changes no entry.
        if case .store(let previous) = each.kind, previous != each.word {
          entries.insert(each.address)
        }
      }
    }
    step.outcome?.forEachPlace { note($0) }
    if case .access(.memory) = step.command { virtual = Self.accessed(by: step) }
    guard let virtual else { return }
    note(pathTo: virtual.lowerBound, in: machine)
    for page in stride(from: virtual.lowerBound & ~4095, to: virtual.upperBound, by: 4096)
      .prefix(512)
    {
      guard let address = try? VirtualAddress(validating: page),
        let physical = machine.physicalAddress(of: address)
      else { continue }
      frames.insert(physical.rawValue >> 12)
    }
  }

  private mutating func note(_ place: Place) {
    switch place {
    case .virtual(let start, let bytes):
      virtual = virtual ?? Range(from: start.rawValue, bytes: max(1, bytes))
    case .hole(let hole): self.hole = self.hole ?? hole.address
    case .frames(let first, let count):
      for n in 0..<min(count, 4096) { frames.insert(first.number + n) }
    case .physical(let address, _): frames.insert(address.rawValue >> 12)
    }
  }

  /// The word that an access is about; `nil` if its address is not canonical.
  private static func accessed(by step: Step) -> Range<UInt64>? {
    var address: LinearAddress?
    if case .access(.faulted(.pageFault(let fault), _)) = step.outcome { address = fault.address }
    for access in step.accesses where address == nil {
      if case .data(let place, _) = access.purpose { address = place }
    }
    return address.map { $0.rawValue & ~7..<$0.rawValue | 7 }
  }

  /// Notes the entries that lead from CR3 to an address.
  private mutating func note(pathTo address: UInt64, in machine: Machine) {
    for place in machine.path(to: LinearAddress(address)) { entries.insert(place.address) }
  }
}

extension Range<UInt64> {
  /// So many bytes from an address on. A range cannot hold the last byte of the address space: one
  /// that reaches so far ends in front of it.
  init(from start: UInt64, bytes: UInt64) {
    let (end, isBehindLast) = start.addingReportingOverflow(bytes)
    self = start..<(isBehindLast ? .max : end)
  }
}

extension Binding {
  /// Where the block starts; 0 for what is no block.
  public var start: UInt64 {
    if case .block(let address, _) = value { return address.rawValue }
    return 0
  }
}
