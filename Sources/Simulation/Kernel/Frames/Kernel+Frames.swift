import MemoryCore

/// The commands on physical frames.
extension Kernel {
  @inline(never)
  mutating func perform<P: PhysicalMemory>(
    _ command: FramesCommand, _ program: inout Program, on hardware: inout Hardware<P>
  ) throws(Refusal) -> FramesOutcome {
    switch command {
    case .allocate(let name, let request):
      try allocateFrames(name, request, &program, on: &hardware)
    case .free(let operand): try freeFrames(operand, &program, on: &hardware)
    }
  }

  private mutating func allocateFrames<P: PhysicalMemory>(
    _ name: Name, _ request: FrameRequest, _ program: inout Program,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> FramesOutcome {
    guard var allocator = frames else { throw .boot(.notBooted(.allocator)) }
    guard request.count > 0 else {
      throw .operand(.outOfRange(argument: "count", value: 0, allowed: 1...usableFrames))
    }
    guard request.alignment.isPowerOfTwo else { throw .operand(.notPowerOfTwo(request.alignment)) }
    let free = allocator.freeCount
    guard request.count <= free else { throw .frames(.tooFew(needed: request.count, free: free)) }
    var found: Frame<Size4KiB>?
    for range in try ranges(ofNode: request.node) where found == nil {
      found = allocator.allocateRun(
        count: request.count, alignment: request.alignment, within: range,
        in: &hardware.physical)
    }
    guard let first = found else { throw .frames(.tooFew(needed: request.count, free: free)) }
    frames = allocator
    program.bind(name, to: .frames(first, count: request.count))
    return .allocated(first: first, count: request.count)
  }

  /// The frame numbers to search for a node; one `nil` for all memory.
  private func ranges(ofNode node: Int?) throws(Refusal) -> [Range<UInt64>?] {
    guard let node else { return [nil] }
    let ranges = nodes.filter { $0.node == node }
    guard !ranges.isEmpty else {
      throw .frames(.noNode(node, nodes: (nodes.map(\.node).max() ?? 0) + 1))
    }
    return ranges.map { $0.start >> 12..<$0.end >> 12 }
  }

  private mutating func freeFrames<P: PhysicalMemory>(
    _ operand: Operand, _ program: inout Program, on hardware: inout Hardware<P>
  ) throws(Refusal) -> FramesOutcome {
    guard case .bitmap(var bitmap) = frames else {
      throw frames == nil ? .boot(.notBooted(.allocator)) : .frames(.cannotFree)
    }
    let address = try physical(operand, program)
    let first: Frame<Size4KiB> = try physicalFrames(address, count: 1)
    var count: UInt64 = 1
    if case .name(let name) = operand {
      if case .freedFrames(let frame) = program[name].value { throw .frames(.alreadyFree(frame)) }
      if case .frames(_, let held) = program[name].value { count = held }
    }
    if let use = use(of: first, count: count, bitmap, on: &hardware) {
      throw .frames(.inUse(use.frame, use.owner))
    }
    try deallocate(first, count: count, from: &bitmap, on: &hardware)
    frames = .bitmap(bitmap)
    if case .name(let name) = operand { program.release(slot: Int(name.slot)) }
    return .freed(first: first, count: count)
  }
}
