/// The physical memory of a machine as a sorted list of at most 64 regions, as bootloader 0.9
/// hands it to the kernel.
///
/// Regions may overlap where the firmware said so. Empty ones are dropped by sorting.
public struct MemoryMap: Equatable, Sendable {
  /// The most regions that a map holds.
  public static let capacity = 64

  /// The regions, sorted by start, then end.
  public internal(set) var regions: [MemoryRegion] = []

  /// A map without regions.
  public init() {}

  /// Adds a region and sorts. O(n log n).
  public mutating func add(_ region: MemoryRegion) throws(MemoryMapError) {
    guard regions.count < Self.capacity else { throw .tooManyRegions(limit: Self.capacity) }
    regions.append(region)
    sort()
  }

  /// Sorts the regions by start, then end, and drops empty ones. O(n log n).
  public mutating func sort() {
    regions.removeAll { $0.isEmpty }
    regions.sort { ($0.startFrame, $0.endFrame) < ($1.startFrame, $1.endFrame) }
  }

  /// Cuts every usable region that reaches into its successor at the successor's start.
  public mutating func trimOverlaps() {
    guard regions.count > 1 else { return }
    for i in 0..<(regions.count - 1)
    where regions[i].kind == .usable && regions[i].endFrame > regions[i + 1].startFrame {
      regions[i].endFrame = regions[i + 1].startFrame
    }
  }
}

extension MemoryMap {
  /// Takes `region` out of the usable region that it lies in and adds it with its own kind.
  ///
  /// A region that sticks out of the usable one in front is cut off the usable one's start, as
  /// bootloader 0.9 does. O(n log n).
  public mutating func mark(_ region: MemoryRegion) throws(MemoryMapError) {
    let touched = regions.indices.filter {
      region.startFrame < regions[$0].endFrame && regions[$0].startFrame < region.endFrame
    }
    guard let at = touched.first else { throw .notUsable(region) }
    let old = regions[at]
    guard old.kind == .usable else { throw .overlaps(region, old) }
    // The bootloader does not look: a second usable region would keep the frames as its own.
    guard touched.count == 1 else { throw .overlaps(region, regions[touched[1]]) }
    let needed =
      (old.startFrame < region.startFrame ? 1 : 0) + (region.endFrame < old.endFrame ? 1 : 0)
    guard regions.count + needed <= Self.capacity else {
      throw .tooManyRegions(limit: Self.capacity)
    }
    regions[at].endFrame = max(old.startFrame, min(region.startFrame, old.endFrame))
    regions.append(region)
    if region.endFrame < old.endFrame {
      regions.append(MemoryRegion(frames: region.endFrame..<old.endFrame, kind: .usable))
    }
    sort()
  }
}

extension MemoryMap {
  /// How many usable frames there are; frames of overlapping usable regions count repeatedly.
  public var usableFrameCount: UInt64 {
    regions.reduce(0) { $0 + ($1.kind == .usable ? $1.frameCount : 0) }
  }

  /// Usable frame number `n`, counted from 0 in the order of the regions; `nil` beyond the last.
  public func usableFrame(number n: UInt64) -> Frame<Size4KiB>? {
    var left = n
    for region in regions where region.kind == .usable {
      if left < region.frameCount { return Frame(number: region.startFrame + left) }
      left -= region.frameCount
    }
    return nil
  }

  /// The number of the frame behind the last usable one; 0 without usable memory.
  public var usableEndFrame: UInt64 {
    regions.reduce(0) { $1.kind == .usable ? max($0, $1.endFrame) : $0 }
  }

  /// The kind of the first region that holds frame `number`; `nil` in a gap. O(n).
  public func kind(ofFrame number: UInt64) -> MemoryRegion.Kind? {
    regions.first { $0.startFrame <= number && number < $0.endFrame }?.kind
  }
}

/// Why a memory map refuses a region.
public enum MemoryMapError: Error, Equatable, Sendable {
  /// The map is full.
  case tooManyRegions(limit: Int)
  /// A firmware entry has a type that the map has no kind for.
  case unknownType(UInt32)
  /// A firmware entry reaches beyond the 52 bits of physical addresses.
  case beyondPhysicalMemory(FirmwareEntry)
  /// The region to mark overlaps one that is not usable, or a second one.
  case overlaps(MemoryRegion, MemoryRegion)
  /// The region to mark lies in no usable region.
  case notUsable(MemoryRegion)
}
