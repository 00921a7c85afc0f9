/// Hands out the usable frames of a memory map in order and takes none back: the allocator of a
/// kernel that has just started.
///
/// The sequence is that of blog_os's allocator of this name. That one walks the map again from
/// its start for every frame; this one remembers the region that it is in: O(1) a frame.
public struct BootInfoFrameAllocator: FrameAllocator, Sendable {
  private let map: MemoryMap
  private var region = 0
  private var nextFrame: UInt64 = 0
  private var regionEnd: UInt64 = 0

  /// How many frames have been handed out: the sequence number of the next one.
  public private(set) var allocatedCount: UInt64 = 0

  /// An allocator over the usable regions of `map`.
  public init(map: MemoryMap) {
    self.map = map
    enterUsableRegion(from: 0)
  }

  /// The next usable frame, or `nil` after the last.
  public mutating func allocateFrame<M: Memory & ~Copyable>(
    in memory: inout M
  ) -> AllocatedFrame? where M.Address == PhysicalAddress, M.Fault == Never {
    guard let frame = next() else { return nil }
    memory.did(.frames(.allocate(1)))
    return AllocatedFrame(frame)
  }

  /// The next usable frame's name; see `allocateFrame(in:)`.
  private mutating func next() -> Frame<Size4KiB>? {
    while nextFrame == regionEnd {
      guard region < map.regions.count else { return nil }
      enterUsableRegion(from: region + 1)
    }
    defer {
      nextFrame &+= 1
      allocatedCount &+= 1
    }
    return Frame(number: nextFrame)
  }

  private mutating func enterUsableRegion(from start: Int) {
    region = start
    while region < map.regions.count, map.regions[region].kind != .usable { region += 1 }
    guard region < map.regions.count else { return }
    nextFrame = map.regions[region].startFrame
    regionEnd = map.regions[region].endFrame
  }
}
