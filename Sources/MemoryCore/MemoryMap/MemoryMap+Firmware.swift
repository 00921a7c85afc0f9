extension MemoryMap {
  /// The map that bootloader 0.9 makes from a firmware list: entries rounded outward to frames,
  /// sorted, and usable regions cut where they reach into their successor.
  ///
  /// The bootloader has room for 64 regions. A longer list is compacted first by joining
  /// neighbours of one kind that touch or overlap, which changes no frame's kind; what is still
  /// too long is refused. O(n log n).
  public init(firmware entries: [FirmwareEntry]) throws(MemoryMapError) {
    var found: [MemoryRegion] = []
    for entry in entries where entry.length > 0 {
      guard entry.end <= 1 << 52 else { throw .beyondPhysicalMemory(entry) }
      let kind = try MemoryRegion.Kind(entry.type)
      found.append(MemoryRegion(start: entry.start, end: entry.end, kind: kind))
    }
    regions = found
    sort()
    if regions.count > Self.capacity { joinNeighbours() }
    guard regions.count <= Self.capacity else { throw .tooManyRegions(limit: Self.capacity) }
    trimOverlaps()
  }

  private mutating func joinNeighbours() {
    var joined: [MemoryRegion] = []
    for region in regions {
      if let last = joined.last, last.kind == region.kind, region.startFrame <= last.endFrame {
        joined[joined.count - 1].endFrame = max(last.endFrame, region.endFrame)
      } else {
        joined.append(region)
      }
    }
    regions = joined
  }
}

extension MemoryRegion.Kind {
  /// The kind that bootloader 0.9 gives the firmware's types 1 to 5; types that only later
  /// firmware knows count as reserved, as no kernel may use them unasked. Type 0 is refused.
  public init(_ type: FirmwareType) throws(MemoryMapError) {
    switch type {
    case .usable: self = .usable
    case .reserved: self = .reserved
    case .acpiReclaimable: self = .acpiReclaimable
    case .acpiNvs: self = .acpiNvs
    case .badMemory: self = .badMemory
    case let other where other.rawValue != 0: self = .reserved
    case let other: throw .unknownType(other.rawValue)
    }
  }
}
