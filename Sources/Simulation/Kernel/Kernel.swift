public import MemoryCore

/// The kernel of the machine: its statics, and what it does on commands.
///
/// What grows with memory lives in the machine's RAM; this value holds what a kernel keeps in
/// variables: the memory map, the allocators' counters, the list heads.
public struct Kernel: Sendable {
  /// The hardware that the kernel runs on.
  public let description: MachineDescription
  /// The firmware's list of memory.
  public let firmware: [FirmwareEntry]
  /// The physical addresses of the NUMA nodes.
  public let nodes: [NodeRange]

  /// The last stage of the boot that is done.
  public internal(set) var stage: BootStage?
  /// The memory map.
  public internal(set) var map = MemoryMap()
  /// How many usable frames the map had before anything was marked in it.
  public internal(set) var usableFrames: UInt64 = 0
  /// In which frames the kernel itself lies.
  public internal(set) var placement: KernelPlacement?
  /// The page tables, once the kernel has hold of them.
  public internal(set) var mapper: OffsetPageTable?
  /// The frame allocator in charge.
  public internal(set) var frames: KernelFrames?
  /// The heap.
  public internal(set) var heap: KernelHeap?
  /// How the heap was asked for.
  public internal(set) var heapDescription = HeapDescription()
  /// How many pages of 4 KiB are mapped for the heap, from its start.
  public internal(set) var heapPages: UInt64 = 0
  /// How many allocations found no memory.
  public internal(set) var outOfMemoryCount: UInt64 = 0
  /// How many accesses faulted.
  public internal(set) var faultCount: UInt64 = 0

  /// The kernel of a machine that has just been switched on; the boot makes a heap of `policy`
  /// unless a command asks for another.
  public init(
    _ description: MachineDescription, policy: HeapPolicy = .linkedList
  ) throws(Refusal) {
    try description.check()
    self.description = description
    heapDescription = HeapDescription(policy: policy)
    switch description.memory {
    case .size(let bytes):
      firmware = FirmwareList.pc(bytes: bytes)
      nodes = Self.divide(firmware, among: description.nodes)
    case .map(let list):
      firmware = list.entries
      nodes = list.nodes
    }
    guard firmware.contains(where: { $0.type == .usable && $0.length > 0 }) else {
      throw .boot(.noUsableMemory)
    }
    if let last = firmware.max(by: { $0.end < $1.end }),
      last.end > 1 << UInt64(description.physicalBits)
    {
      throw .operand(.beyondMemory(last.end - 1, limit: 1 << UInt64(description.physicalBits)))
    }
  }

  /// Where the kernel has its parts in virtual memory.
  public var layout: KernelLayout { KernelLayout(description.profile) }

  /// The address behind the last byte that the firmware lists, in whole frames.
  public var memoryEnd: UInt64 {
    (firmware.map(\.end).max() ?? 0).alignedUp(to: 4096)
  }

  /// Whether an address lies where all physical memory is mapped at an offset. Such a mapping says
  /// nothing about what a frame is used for.
  public func isInPhysicalMemoryWindow(_ address: UInt64) -> Bool {
    let start = layout.physicalMemoryOffset.rawValue
    let end = (start + map.usableEndFrame << 12).alignedUp(to: Size2MiB.bytes)
    return (start..<end).contains(address)
  }

  /// Whether the boot has built page tables.
  public var hasTables: Bool {
    guard let stage else { return false }
    return stage >= .tables
  }

  /// The stage that comes next; `nil` after the last.
  public var nextStage: BootStage? { BootStage.behind(stage) }

  /// Fails unless a stage of the boot is done.
  func require(_ needed: BootStage) throws(Refusal) {
    guard let stage, stage >= needed else { throw .boot(.notBooted(needed)) }
  }

  /// Cuts the usable memory into nodes of equal size.
  private static func divide(_ entries: [FirmwareEntry], among count: Int) -> [NodeRange] {
    let usable = entries.filter { $0.type == .usable }
    let total = usable.reduce(0) { $0 + $1.length }
    var ranges: [NodeRange] = []
    var node = 0
    var left = (total / UInt64(count)).alignedUp(to: 4096)
    for entry in usable {
      var start = entry.start
      while start < entry.end {
        // A frame belongs to one node.
        let boundary = node == count - 1 ? entry.end : (start + left).alignedUp(to: 4096)
        let length = min(boundary, entry.end) - start
        ranges.append(NodeRange(node: node, start: start, end: start + length))
        start += length
        left -= min(left, length)
        if left == 0, node < count - 1 {
          node += 1
          left = (total / UInt64(count)).alignedUp(to: 4096)
        }
      }
    }
    return ranges
  }
}

extension BootStage {
  /// The stage that comes next behind one, or first; `nil` behind the last.
  public static func behind(_ stage: BootStage?) -> BootStage? {
    guard let stage else { return .map }
    return allCases.first { $0.order == stage.order + 1 }
  }
}

extension MachineDescription {
  /// Fails if a value is out of range.
  func check() throws(Refusal) {
    func check(
      _ argument: String, _ value: UInt64, _ allowed: ClosedRange<UInt64>
    ) throws(Refusal) {
      guard allowed.contains(value) else {
        throw .operand(.outOfRange(argument: argument, value: value, allowed: allowed))
      }
    }
    try check("physical-bits", UInt64(max(0, physicalBits)), 32...52)
    try check("levels", UInt64(max(0, levels)), 4...5)
    try check("nodes", UInt64(max(0, nodes)), 1...8)
    try check("cpus", UInt64(max(0, cpus)), 1...1)
    if case .size(let bytes) = memory {
      try check("memory", bytes, (64 << 10)...(1 << 46))
    }
  }
}
