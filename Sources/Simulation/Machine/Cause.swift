import MemoryCore

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

  static func heap(_ event: HeapEvent, _ children: [Cause] = []) -> Cause {
    Cause(.heap(event), children)
  }

  static func frames(_ event: FramesEvent) -> Cause { Cause(.frames(event)) }

  static func paging(_ event: PagingEvent) -> Cause { Cause(.paging(event)) }

  static func access(_ event: AccessEvent, _ children: [Cause] = []) -> Cause {
    Cause(.access(event), children)
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
    return pages > 0 ? [.access(.walkTables(pages))] : []
  }
}

extension Outcome {
  fileprivate var causes: [Cause] {
    switch self {
    case .boot(.done(let report)): [Cause(.boot(report))]
    case .heap(let outcome): outcome.causes
    case .frames(.allocated(_, let count)): [.frames(.allocate(count))]
    case .frames(.freed(_, let count)): [.frames(.free(count))]
    case .paging(let outcome): outcome.causes
    case .access(let outcome): outcome.causes
    }
  }
}

extension HeapOutcome {
  fileprivate var causes: [Cause] {
    switch self {
    case .allocated(let allocation): allocation.causes
    case .freed(let release): release.causes
    case .reallocated(let allocation, let copied, let release):
      [
        .heap(.allocate(size: allocation.block.size), allocation.causes),
        .heap(.copy(bytes: copied)),
      ] + release.causes
    case .outOfMemory(let shortage):
      [.heap(.isFull(passed: shortage.passed)), .heap(.outOfMemory(shortage))]
    case .created(let report):
      report.pages == 0 ? [] : pages(report.pages, report.tables) + [.heap(.writeHeaders(1))]
    case .nothing: []
    }
  }
}

/// What mapping new pages, with new tables, consists of.
private func pages(_ count: UInt64, _ tables: Int) -> [Cause] {
  [.frames(.allocate(count))] + (tables > 0 ? [.paging(.createTables(tables))] : [])
    + [.paging(.writeEntries(count))]
}

extension PagingOutcome {
  fileprivate var causes: [Cause] {
    switch self {
    case .mapped(let mapping): mapping.causes
    case .unmapped(_, _, _, let count, let freed):
      [.paging(.writeEntries(count)), .access(.flushTLB)]
        + (freed > 0 ? [.frames(.free(freed))] : [])
    case .cleaned(let tables): tables > 0 ? [.paging(.freeTables(tables))] : []
    case .protected: [.paging(.writeEntries(1)), .access(.flushTLB)]
    case .translated: []
    }
  }
}

extension AccessOutcome {
  fileprivate var causes: [Cause] {
    switch self {
    case .accessed(let access, _): access.first.origin == .walk ? [] : [.access(.hitTLB)]
    case .faulted(let fault, .spurious): [.access(.fault(fault), [.access(.repeatAccess)])]
    case .faulted(let fault, .unhandled): [.access(.fault(fault))]
    case .flushed: [.access(.flushTLB)]
    case .registerSet, .physical: []
    }
  }
}

extension BlockAllocation {
  fileprivate var causes: [Cause] {
    var causes: [Cause] = []
    if let growth {
      causes.append(.heap(.isFull(passed: growth.passed)))
      causes.append(
        .heap(
          .grow(pages: growth.pages),
          pages(growth.pages, growth.tables) + [.heap(.extend(bytes: growth.pages * 4096))]))
    }
    if policy == .bump {
      return causes + [.heap(.movePointer(bytes: block.frontPadding + block.size))]
    }
    if block.passed > 0 { causes.append(.heap(.walkHoles(passed: block.passed))) }
    if policy == .buddy, block.source.size > block.size { return causes + halvings }
    let rests = (block.frontPadding > 0 ? 1 : 0) + (block.backPadding > 0 ? 1 : 0)
    if rests == 0 {
      causes.append(.heap(.takeHole(block.source)))
    } else {
      causes.append(
        .heap(.splitHole(block.source, front: block.frontPadding, back: block.backPadding)))
      causes.append(.heap(.writeHeaders(rests)))
    }
    return causes
  }

  /// A buddy heap halves a block until it has the size that is wanted; each upper half goes into a
  /// list of its own.
  private var halvings: [Cause] {
    var causes: [Cause] = []
    var size = block.source.size
    while size > block.size {
      let whole = Hole(address: block.source.address, size: size)
      size /= 2
      causes.append(.heap(.splitHole(whole, front: 0, back: size)))
      causes.append(.heap(.writeHeaders(1)))
    }
    return causes
  }
}

extension BlockRelease {
  fileprivate var causes: [Cause] {
    if policy == .bump { return [.heap(.countRelease(isLast: mergedBehind))] }
    let insert = Cause.heap(
      .insertHole(hole, mergedBefore: mergedBefore, mergedBehind: mergedBehind))
    return (passed > 0 ? [.heap(.walkHoles(passed: passed))] : []) + [insert]
  }
}

extension PageMapping {
  fileprivate var causes: [Cause] {
    var causes: [Cause] = []
    if allocatedFrames { causes.append(.frames(.allocate(count * (size.bytes / 4096)))) }
    if tables > 0 { causes.append(.paging(.createTables(tables))) }
    causes.append(.paging(.writeEntries(count)))
    return causes
  }
}
