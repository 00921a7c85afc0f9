import MemoryCore

/// Who uses which frame of a machine, decoded from its page tables, its bitmap and its map.
public struct FrameOwners: Sendable {
  /// A run of frames in one use.
  public struct Run: Equatable, Sendable {
    /// The frames' numbers.
    public var frames: Range<UInt64>
    /// What they are used for.
    public var owner: FrameOwner
  }

  /// The runs that page tables tell of: tables and what they map; sorted, not overlapping.
  ///
  /// A frame that is mapped twice is listed once.
  public let runs: [Run]

  /// How many frames are page tables.
  public let tableCount: UInt64

  /// How many entries of tables are in use, without those that map physical memory as a whole.
  public let entryCount: UInt64

  /// Decodes a machine. O(entries in use + 512 · tables).
  public init(of machine: Machine) {
    var collector = Collector(machine: machine)
    collector.collect()
    runs = Self.disjoint(collector.runs)
    tableCount = collector.tables
    entryCount = collector.entries
  }

  /// The run that holds a frame, if page tables know it. O(log n).
  public func run(holding frame: UInt64) -> Run? {
    let at = firstIndex(endingBehind: frame)
    guard at < runs.count, runs[at].frames.contains(frame) else { return nil }
    return runs[at]
  }

  /// The index of the first run that ends behind `frame`. O(log n).
  public func firstIndex(endingBehind frame: UInt64) -> Int {
    runs.partitioningIndex { $0.frames.upperBound > frame }
  }

  /// Sorts by address, joins what touches, and gives a frame that several runs claim to the owner
  /// that is most particular. O(n log n).
  private static func disjoint(_ runs: [Run]) -> [Run] {
    let sorted = runs.sorted { $0.frames.lowerBound < $1.frames.lowerBound }
    let overlap = zip(sorted, sorted.dropFirst()).contains {
      $0.frames.upperBound > $1.frames.lowerBound
    }
    var result: [Run] = []
    for run in overlap ? separated(sorted) : sorted {
      if let last = result.last, last.owner == run.owner,
        last.frames.upperBound == run.frames.lowerBound
      {
        result[result.count - 1].frames = last.frames.lowerBound..<run.frames.upperBound
      } else {
        result.append(run)
      }
    }
    return result
  }

  /// Cuts runs wherever one starts or ends; of those that hold a piece the most particular counts.
  private static func separated(_ runs: [Run]) -> [Run] {
    let ranks: [FrameOwner] = [.table, .heap, .stack, .kernel, .mapped]
    var borders: [(frame: UInt64, rank: Int, change: Int)] = []
    for run in runs {
      guard let rank = ranks.firstIndex(of: run.owner) else { continue }
      borders.append((run.frames.lowerBound, rank, 1))
      borders.append((run.frames.upperBound, rank, -1))
    }
    borders.sort { $0.frame < $1.frame }
    var active = Array(repeating: 0, count: ranks.count)
    var result: [Run] = []
    var start: UInt64 = 0
    for border in borders {
      if border.frame > start, let rank = active.firstIndex(where: { $0 > 0 }) {
        result.append(Run(frames: start..<border.frame, owner: ranks[rank]))
      }
      active[border.rank] += border.change
      start = border.frame
    }
    return result
  }
}

/// Walks the tables from CR3 and notes frames.
private struct Collector {
  let machine: Machine
  var runs: [FrameOwners.Run] = []
  var tables: UInt64 = 0
  var entries: UInt64 = 0

  init(machine: Machine) { self.machine = machine }

  mutating func collect() {
    // A constant: the property would be copied for each entry, with all that a kernel holds.
    let machine = machine
    guard let root = machine.tableRoot() else { return }
    TableWalk.run(below: root, in: machine.hardware.physical) { table, words in
      if !table.isAgain { note(table.table.frame.number..<table.table.frame.number + 1, .table) }
      for index in words.indices where words[index] != 0 {
        if !table.isAgain { entries += 1 }
        let entry = PageTableEntry(rawValue: words[index])
        guard entry.maps(at: table.level) else { continue }
        let address = table.address(of: index)
        guard !machine.kernel.isInPhysicalMemoryWindow(address) else { continue }
        let first = entry.address.rawValue >> 12
        note(first..<first + table.level.entrySpan >> 12, Self.owner(of: address, machine.kernel))
      }
      if !table.isAgain { tables += 1 }
      return .below
    }
  }

  private static func owner(of address: UInt64, _ kernel: borrowing Kernel) -> FrameOwner {
    let heap = kernel.heapDescription.start
    if kernel.heapPages > 0, address >= heap, address - heap < kernel.heapPages * 4096 {
      return .heap
    }
    func isIn(_ start: VirtualAddress, _ frames: Range<UInt64>) -> Bool {
      address >= start.rawValue && address - start.rawValue < UInt64(frames.count) * 4096
    }
    let layout = kernel.layout
    guard let placement = kernel.placement else { return .mapped }
    if isIn(layout.stackStart, placement.stack) { return .stack }
    return isIn(layout.kernelStart, placement.kernel)
      || isIn(layout.bootInfoStart, placement.bootInfo) ? .kernel : .mapped
  }

  private mutating func note(_ frames: Range<UInt64>, _ owner: FrameOwner) {
    if let last = runs.last, last.owner == owner, last.frames.upperBound == frames.lowerBound {
      runs[runs.count - 1].frames = last.frames.lowerBound..<frames.upperBound
    } else {
      runs.append(FrameOwners.Run(frames: frames, owner: owner))
    }
  }
}
