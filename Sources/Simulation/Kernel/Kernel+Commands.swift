import MemoryCore

extension Kernel {
  /// Carries out one command; `machine` is not one of the kernel's.
  ///
  /// A command that is refused after it has begun leaves changes behind: the caller keeps a copy
  /// of the machine, or makes the machine again by replay. The caller says by the type how much it
  /// wants to know of what was done.
  mutating func perform<P: PhysicalMemory, Report: CommandReport>(
    _ command: Command, program: inout Program, on hardware: inout Hardware<P>
  ) throws(CommandError) -> Report {
    switch command {
    case .allocate(let name, let size, let alignment):
      return try allocate(name, size, alignment, &program, on: &hardware)
    case .free(let operand):
      return try free(operand, &program, on: &hardware)
    case .reallocate(let name, let size, let alignment):
      return try reallocate(name, size, alignment, &program, on: &hardware)
    default:
      return Report(try performRare(command, &program, on: &hardware))
    }
  }

  /// The commands that a trace does not consist of; apart, so that their many values do not take
  /// room and time in the calls for those that it does.
  @inline(never)
  private mutating func performRare<P: PhysicalMemory>(
    _ command: Command, _ program: inout Program, on hardware: inout Hardware<P>
  ) throws(CommandError) -> Outcome {
    switch command {
    case .boot(let stage):
      return .booted(try boot(stage, on: &hardware))
    case .heap(let wanted):
      return try replaceHeap(wanted, program, on: &hardware)
    case .allocateFrames(let name, let request):
      return try allocateFrames(name, request, &program, on: &hardware)
    case .freeFrames(let operand):
      return try freeFrames(operand, &program, on: &hardware)
    case .map(let request):
      let page = try virtual(request.page, program)
      let frame = try request.frame.map { (operand) throws(CommandError) in
        try physical(operand, program)
      }
      return try map(request, page: page, frame: frame, on: &hardware)
    case .identityMap(let operand, let size, let flags):
      let frame = try physical(operand, program)
      let request = MapRequest(
        page: operand, frame: operand, size: size, flags: flags, count: 1, tableFlags: nil)
      return try map(request, page: frame, frame: frame, on: &hardware)
    case .unmap(let page, let size, let count, let freeFrames):
      return try unmap(
        size, page: try virtual(page, program), count: count, freeFrames: freeFrames,
        on: &hardware)
    case .clean(let range): return try clean(range, on: &hardware)
    case .protect(let page, let size, let flags, let level):
      return try protect(
        size, page: try virtual(page, program), flags: flags, level: level, on: &hardware)
    default:
      return try access(command, program, on: &hardware)
    }
  }

  /// The address that an operand stands for where a virtual one is wanted.
  func virtual(_ operand: Operand, _ program: Program) throws(CommandError) -> UInt64 {
    switch operand {
    case .address(let value): return value
    case .name(let name):
      switch program[name].value {
      case .block(let address, _): return address.rawValue
      case .freedBlock(let address): return address.rawValue
      case .frames, .freedFrames: throw .wrongBinding(name.label)
      case .nothing: throw .unboundName(name.label)
      }
    }
  }

  /// The address that an operand stands for where a physical one is wanted.
  func physical(_ operand: Operand, _ program: Program) throws(CommandError) -> UInt64 {
    switch operand {
    case .address(let value): return value
    case .name(let name):
      switch program[name].value {
      case .frames(let first, _): return first.start.rawValue
      case .freedFrames(let first): return first.start.rawValue
      case .block, .freedBlock: throw .wrongBinding(name.label)
      case .nothing: throw .unboundName(name.label)
      }
    }
  }

  private mutating func replaceHeap<P: PhysicalMemory>(
    _ wanted: HeapDescription, _ program: Program, on hardware: inout Hardware<P>
  ) throws(CommandError) -> Outcome {
    guard wanted.size >= LinkedListHeap.minimumSize else {
      throw .outOfRange(argument: "size", value: wanted.size, allowed: 16...1 << 46)
    }
    guard wanted.size <= 1 << 46 else {
      throw .outOfRange(argument: "size", value: wanted.size, allowed: 16...1 << 46)
    }
    guard wanted.size % 8 == 0 else { throw .unaligned(wanted.size, to: 8) }
    guard program.blockCount == 0 else { throw .heapInUse(blocks: program.blockCount) }
    guard let stage, stage >= .mapper else { throw .notBooted(.mapper) }
    guard stage >= .heap else {
      // The boot's own heap is still to come: this is what it shall be.
      heapDescription = wanted
      return .heapCreated(HeapReport(heap: wanted, pages: 0, tables: 0))
    }
    return .heapCreated(try createHeap(wanted, on: &hardware))
  }

  private mutating func allocateFrames<P: PhysicalMemory>(
    _ name: Name, _ request: FrameRequest, _ program: inout Program,
    on hardware: inout Hardware<P>
  ) throws(CommandError) -> Outcome {
    guard var allocator = frames else { throw .notBooted(.allocator) }
    guard request.count > 0 else {
      throw .outOfRange(argument: "count", value: 0, allowed: 1...usableFrames)
    }
    guard request.alignment.isPowerOfTwo else { throw .notPowerOfTwo(request.alignment) }
    let free = allocator.freeCount
    guard request.count <= free else { throw .outOfFrames(needed: request.count, free: free) }
    var found: Frame<Size4KiB>?
    for range in try ranges(ofNode: request.node) where found == nil {
      found = allocator.allocateRun(
        count: request.count, alignment: request.alignment, within: range,
        in: &hardware.physical)
    }
    guard let first = found else { throw .outOfFrames(needed: request.count, free: free) }
    frames = allocator
    program.bind(name, to: .frames(first, count: request.count))
    return .framesAllocated(first: first, count: request.count)
  }

  /// The frame numbers to search for a node; one `nil` for all memory.
  private func ranges(ofNode node: Int?) throws(CommandError) -> [Range<UInt64>?] {
    guard let node else { return [nil] }
    let ranges = nodes.filter { $0.node == node }
    guard !ranges.isEmpty else {
      throw .noNode(node, nodes: (nodes.map(\.node).max() ?? 0) + 1)
    }
    return ranges.map { $0.start >> 12..<$0.end >> 12 }
  }

  private mutating func freeFrames<P: PhysicalMemory>(
    _ operand: Operand, _ program: inout Program, on hardware: inout Hardware<P>
  ) throws(CommandError) -> Outcome {
    guard case .bitmap(var bitmap) = frames else {
      throw frames == nil ? .notBooted(.allocator) : .cannotFreeFrames
    }
    let address = try physical(operand, program)
    let first: Frame<Size4KiB> = try physicalFrames(address, count: 1)
    var count: UInt64 = 1
    if case .name(let name) = operand {
      if case .freedFrames(let frame) = program[name].value { throw .frameAlreadyFree(frame) }
      if case .frames(_, let held) = program[name].value { count = held }
    }
    if let use = use(of: first, count: count, bitmap, on: &hardware) {
      throw .frameInUse(use.frame, use.owner)
    }
    do {
      try bitmap.deallocateFrames(first, count: count, in: &hardware.physical)
    } catch {
      throw CommandError(error)
    }
    frames = .bitmap(bitmap)
    if case .name(let name) = operand { program.release(slot: Int(name.slot)) }
    return .framesFreed(first: first, count: count)
  }
}
