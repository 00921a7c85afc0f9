import MemoryCore
import Simulation

/// All lists that were found in a text so far.
struct FirmwareMapBuilder {
  /// A region as it was listed.
  struct Region {
    let entry: FirmwareEntry?
    /// What the list calls its type.
    let name: String
    let bytes: UInt64
  }

  private var lists = [[Region]](repeating: [], count: FirmwareMap.Source.allCases.count)
  private var earlyNodes: [NodeRange] = []
  private var sratNodes: [NodeRange] = []
  private var hotplugTotals: [Int: FirmwareMap.Total] = [:]
  private var earlierBoots = 0
  private(set) var skipped = SkippedRecords()
  var nestedResources = 0
  var lines = 0
  /// The first line of /proc/iomem that is all zeros.
  var hiddenAddressesLine: Int?

  /// Whether no list has an entry that covers more than the byte at address 0.
  var hasNoAddress: Bool {
    lists.allSatisfy { list in
      list.compactMap(\.entry).allSatisfy { $0.end <= 1 }
    }
  }

  mutating func skip(_ line: LineReader.Line, _ reason: SkipReason) {
    skipped.add(line, reason)
  }

  mutating func add(_ range: ByteRange, _ type: FirmwareType, to source: FirmwareMap.Source) {
    add(range, type, name: type.name, to: source)
  }

  /// Adds a region; one without a type counts in the sums, but is no entry of the map.
  mutating func add(
    _ range: ByteRange, _ type: FirmwareType?, name: String, to source: FirmwareMap.Source
  ) {
    let entry = type.map { FirmwareEntry(start: range.start, length: range.length, type: $0) }
    lists[source.rawValue].append(Region(entry: entry, name: name, bytes: range.length))
  }

  mutating func addEarlyNode(_ node: Int, _ range: ByteRange) {
    earlyNodes.append(NodeRange(node: node, start: range.start, end: range.end))
  }

  /// Adds a range of the SRAT; `isHotplug` says that it may be empty as yet.
  mutating func addSratNode(_ node: Int, _ range: ByteRange, isHotplug: Bool) {
    if isHotplug {
      hotplugTotals[node, default: FirmwareMap.Total()].add(bytes: range.length)
    } else {
      sratNodes.append(NodeRange(node: node, start: range.start, end: range.end))
    }
  }

  /// Begins the map of another boot: the log holds several.
  mutating func startBoot() {
    guard !lists[FirmwareMap.Source.biosE820.rawValue].isEmpty else { return }
    let (boots, skipped) = (earlierBoots + 1, skipped)
    self = FirmwareMapBuilder()
    self.earlierBoots = boots
    self.skipped = skipped
  }

  /// The map; `nil` if no list has an entry.
  func map(name: String, fileBytes: Int) -> FirmwareMap? {
    let sources = FirmwareMap.Source.allCases
    guard let source = sources.first(where: { list($0).contains { $0.entry != nil } }) else {
      return nil
    }
    var map = FirmwareMap(name: name, fileBytes: fileBytes)
    map.source = source
    map.entries = list(source).compactMap(\.entry)
    map.nodes = earlyNodes.isEmpty ? sratNodes : earlyNodes
    map.skipped = skipped
    map.lines = lines
    map.earlierBoots = earlierBoots
    map.nestedResources = nestedResources
    map.totals = totals(source)
    map.efiTotals = totals(.efi)
    map.nodeTotals = totals(earlyNodes, [:])
    map.sratTotals = totals(sratNodes, hotplugTotals)
    return map
  }

  private func list(_ source: FirmwareMap.Source) -> [Region] {
    lists[source.rawValue]
  }

  private func totals(_ source: FirmwareMap.Source) -> [String: FirmwareMap.Total] {
    list(source).reduce(into: [:]) { totals, region in
      totals[region.name, default: FirmwareMap.Total()].add(bytes: region.bytes)
    }
  }

  private func totals(
    _ ranges: [NodeRange], _ others: [Int: FirmwareMap.Total]
  ) -> [Int: FirmwareMap.Total] {
    ranges.reduce(into: others) { totals, range in
      totals[range.node, default: FirmwareMap.Total()].add(bytes: range.end - range.start)
    }
  }
}

/// A range of bytes, in the form that all lists are brought to.
struct ByteRange {
  let start: UInt64
  let length: UInt64

  /// The range from `first` to `last`, both included; `nil` if it would be empty. The whole
  /// 64-bit space is cut by a byte.
  init?(first: UInt64, last: UInt64) {
    guard last >= first else { return nil }
    start = first
    length = last - first == .max ? .max : last - first + 1
  }

  /// The range up to, but not including, `end`; `nil` if that lies before `start`.
  init?(start: UInt64, end: UInt64) {
    guard end >= start else { return nil }
    self.start = start
    length = end - start
  }

  /// The address after the last byte, at most the highest number.
  var end: UInt64 {
    let (end, overflow) = start.addingReportingOverflow(length)
    return overflow ? .max : end
  }
}
