public import MemoryCore

/// Why something happened: an event and those that it led to, in order.
public struct Cause: Equatable, Sendable {
  /// What happened.
  public var event: Event
  /// What it led to.
  public var children: [Cause]

  /// An event and its consequences.
  public init(_ event: Event, _ children: [Cause] = []) {
    self.event = event
    self.children = children
  }

  /// The kinds of events that explanations are made of.
  public enum Event: Equatable, Sendable {
    /// A command of the user or the trace.
    case command(Command)
    /// The heap looked at holes and passed them.
    case walkHoles(passed: Int)
    /// A block was cut out of a hole; what remains in front and behind, in bytes.
    case splitHole(Hole, front: UInt64, back: UInt64)
    /// A hole was taken as a whole.
    case takeHole(Hole)
    /// The headers of what remains were written.
    case writeHeaders(Int)
    /// A pointer that only rises was moved up, by the block and what is passed over before it.
    case movePointer(bytes: UInt64)
    /// A block was counted as freed; the last one takes the pointer back to the start.
    case countRelease(isLast: Bool)
    /// The heap found nothing.
    case heapIsFull(passed: Int)
    /// The heap grew.
    case growHeap(pages: UInt64)
    /// Frames were allocated.
    case allocateFrames(UInt64)
    /// Page tables were created.
    case createTables(Int)
    /// Page-table entries were written.
    case writeEntries(UInt64)
    /// A hole was added to the heap's end.
    case extendHeap(bytes: UInt64)
    /// Bytes were copied to a new block.
    case copy(bytes: UInt64)
    /// A freed block became a hole, or part of one.
    case insertHole(Hole, mergedBefore: Bool, mergedBehind: Bool)
    /// The MMU walked the tables for so many pages.
    case walkTables(Int)
    /// The TLB had the translation.
    case hitTLB
    /// The CPU raised a fault.
    case fault(HardwareFault)
    /// The access was repeated after a stale translation was dropped.
    case repeatAccess
    /// Translations were dropped from the TLB.
    case flushTLB
    /// Frames were given back.
    case freeFrames(UInt64)
    /// Page tables were given back.
    case freeTables(Int)
    /// Memory ran out.
    case outOfMemory(MemoryShortage)
    /// A stage of the boot.
    case boot(BootReport)
    /// The command was refused.
    case refused(CommandError)
  }
}

extension Step {
  /// The tree of causes of the step.
  public var cause: Cause {
    switch result {
    case .failure(let error): Cause(.command(command), [Cause(.refused(error))])
    case .success(let outcome): Cause(.command(command), outcome.causes + translationCauses)
    }
  }

  /// What the MMU had to do for the step, by the accesses recorded.
  private var translationCauses: [Cause] {
    var pages = 0
    var last: LinearAddress?
    for access in accesses {
      guard case .walk(let address, _) = access.purpose, address != last else { continue }
      last = address
      pages += 1
    }
    return pages > 0 ? [Cause(.walkTables(pages))] : []
  }
}

extension Outcome {
  var causes: [Cause] {
    switch self {
    case .allocated(let allocation): allocation.causes
    case .freed(let release): release.causes
    case .reallocated(let allocation, let copied, let release):
      [
        Cause(
          .command(
            .allocate(
              Name(slot: 0, label: .anonymous), size: allocation.block.size,
              alignment: 8)), allocation.causes), Cause(.copy(bytes: copied)),
      ] + release.causes
    case .outOfMemory(let shortage):
      [Cause(.heapIsFull(passed: shortage.passed)), Cause(.outOfMemory(shortage))]
    case .booted(let report): [Cause(.boot(report))]
    case .heapCreated(let report):
      report.pages == 0
        ? []
        : [
          Cause(.allocateFrames(report.pages)), Cause(.createTables(report.tables)),
          Cause(.writeEntries(report.pages)), Cause(.writeHeaders(1)),
        ].filter { $0.event != .createTables(0) }
    case .framesAllocated(_, let count): [Cause(.allocateFrames(count))]
    case .framesFreed(_, let count): [Cause(.freeFrames(count))]
    case .mapped(let mapping): mapping.causes
    case .unmapped(_, _, let count, let freed):
      [Cause(.writeEntries(count)), Cause(.flushTLB)]
        + (freed > 0 ? [Cause(.freeFrames(freed))] : [])
    case .cleaned(let tables): tables > 0 ? [Cause(.freeTables(tables))] : []
    case .protected: [Cause(.writeEntries(1)), Cause(.flushTLB)]
    case .accessed(let access): access.first.origin == .walk ? [] : [Cause(.hitTLB)]
    case .faulted(let fault, let handling): [Cause(.fault(fault), handling.causes)]
    case .flushed: [Cause(.flushTLB)]
    case .described, .nothing, .translated, .registerSet, .physical: []
    }
  }
}

extension BlockAllocation {
  fileprivate var causes: [Cause] {
    var causes: [Cause] = []
    if let growth {
      causes.append(Cause(.heapIsFull(passed: growth.passed)))
      let mapping = [
        Cause(.allocateFrames(growth.pages)), Cause(.createTables(growth.tables)),
        Cause(.writeEntries(growth.pages)), Cause(.extendHeap(bytes: growth.pages * 4096)),
      ].filter { $0.event != .createTables(0) }
      causes.append(Cause(.growHeap(pages: growth.pages), mapping))
    }
    if policy == .bump {
      return causes + [Cause(.movePointer(bytes: block.frontPadding + block.size))]
    }
    if block.passed > 0 { causes.append(Cause(.walkHoles(passed: block.passed))) }
    let rests = (block.frontPadding > 0 ? 1 : 0) + (block.backPadding > 0 ? 1 : 0)
    if rests == 0 {
      causes.append(Cause(.takeHole(block.source)))
    } else {
      causes.append(
        Cause(
          .splitHole(block.source, front: block.frontPadding, back: block.backPadding)))
      causes.append(Cause(.writeHeaders(rests)))
    }
    return causes
  }
}

extension BlockRelease {
  fileprivate var causes: [Cause] {
    if policy == .bump { return [Cause(.countRelease(isLast: mergedBehind))] }
    let insert = Cause(
      .insertHole(hole, mergedBefore: mergedBefore, mergedBehind: mergedBehind))
    return (passed > 0 ? [Cause(.walkHoles(passed: passed))] : []) + [insert]
  }
}

extension PageMapping {
  fileprivate var causes: [Cause] {
    var causes: [Cause] = []
    if allocatedFrames { causes.append(Cause(.allocateFrames(count * (size.bytes / 4096)))) }
    if tables > 0 { causes.append(Cause(.createTables(tables))) }
    causes.append(Cause(.writeEntries(count)))
    return causes
  }
}

extension FaultHandling {
  fileprivate var causes: [Cause] {
    if case .spurious = self { return [Cause(.repeatAccess)] }
    return []
  }
}
