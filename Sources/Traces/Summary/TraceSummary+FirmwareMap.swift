import MemoryCore

extension TraceSummary {
  /// The totals of a memory map; time is that of sorting its entries.
  ///
  /// In a log of Linux the e820 figures are those of the BIOS-e820 lines alone: if there are
  /// none, they are 0 and a note says which list the map was taken from.
  public init(_ map: FirmwareMap) {
    var fields: [SummaryField]
    switch map.source {
    case .biosE820, .xen: fields = Self.e820(map.entries, map.totals)
    case .setupData, .user, .modified, .efi: fields = Self.e820([], [:])
    case .iomem: fields = Self.resources(map)
    case .bootloader:
      fields = [
        SummaryField("entries", .count(map.entries.count)), Self.bytesByName(map.totals),
        Self.usableFrames(map.entries),
      ]
    }
    fields += Self.nodesAndEfi(map)
    fields.append(SummaryField("lines", .count(map.lines)))
    fields.append(SummaryField("file_bytes", .count(map.fileBytes)))
    self.fields = fields
    notes = Self.notes(map)
  }
}

extension TraceSummary {
  private static func e820(
    _ entries: [FirmwareEntry], _ totals: [String: FirmwareMap.Total]
  ) -> [SummaryField] {
    let sorted = entries.sorted { ($0.start, $0.length) < ($1.start, $1.length) }
    let neighbours = zip(sorted, sorted.dropFirst())
    let counts = sortedByName(totals) { .count($0.count) }
    return [
      SummaryField("entries", .count(entries.count)),
      SummaryField("overlaps", .count(neighbours.count { $0.end > $1.start })),
      SummaryField("gaps", .count(neighbours.count { $0.end < $1.start })),
      bytesByName(totals),
      SummaryField("entries_by_type", counts),
      usableFrames(entries),
      SummaryField("highest_usable", highest(entries.filter { $0.type == .usable })),
      SummaryField("highest_any", highest(entries)),
    ]
  }

  private static func resources(_ map: FirmwareMap) -> [SummaryField] {
    let count = map.totals.values.reduce(0) { $0 + $1.count }
    return [
      SummaryField("top_level_entries", .count(count)),
      SummaryField("nested_entries", .count(map.nestedResources)),
      SummaryField("bytes_by_name", sortedByName(map.totals) { .number($0.bytes) }),
    ]
  }

  private static func nodesAndEfi(_ map: FirmwareMap) -> [SummaryField] {
    var fields: [SummaryField] = []
    for (name, totals) in [("node_ranges", map.nodeTotals), ("srat", map.sratTotals)]
    where !totals.isEmpty {
      let nodes = totals.sorted { $0.key < $1.key }.map { node, total in
        SummaryField(
          "\(node)",
          .dictionary([
            SummaryField("ranges", .count(total.count)),
            SummaryField("bytes", .number(total.bytes)),
          ]))
      }
      fields.append(SummaryField(name, .dictionary(nodes)))
    }
    if !map.efiTotals.isEmpty {
      let types = sortedByName(map.efiTotals) { total in
        .dictionary([
          SummaryField("entries", .count(total.count)),
          SummaryField("bytes", .number(total.bytes)),
        ])
      }
      let count = map.efiTotals.values.reduce(0) { $0 + $1.count }
      fields.append(SummaryField("efi", types))
      fields.append(SummaryField("efi_entries", .count(count)))
    }
    return fields
  }

  private static func notes(_ map: FirmwareMap) -> [String] {
    var notes: [String] = []
    if map.source != .biosE820 {
      notes.append(
        "map taken from: \(map.source.description), \(map.entries.count)"
          + (map.entries.count == 1 ? " entry" : " entries"))
    }
    if map.earlierBoots > 0 {
      notes.append("earlier boots in the file, not counted: \(map.earlierBoots)")
    }
    if map.skipped.count > 0 { notes.append(map.skipped.description) }
    return notes
  }

  private static func bytesByName(_ totals: [String: FirmwareMap.Total]) -> SummaryField {
    SummaryField("bytes_by_type", sortedByName(totals) { .number($0.bytes) })
  }

  private static func sortedByName(
    _ totals: [String: FirmwareMap.Total], _ value: (FirmwareMap.Total) -> SummaryValue
  ) -> SummaryValue {
    let sorted = totals.sorted { $0.key < $1.key }
    return .dictionary(sorted.map { SummaryField($0.key, value($0.value)) })
  }

  /// The whole 4 KiB frames in usable entries, each counted once however often it is listed:
  /// starts rounded up, ends rounded down.
  private static func usableFrames(_ entries: [FirmwareEntry]) -> SummaryField {
    var frames: UInt128 = 0
    var counted: UInt128 = 0
    for entry in entries.filter({ $0.type == .usable }).sorted(by: { $0.start < $1.start }) {
      let first = max(counted, (UInt128(entry.start) + 4095) >> 12)
      let end = (UInt128(entry.start) + UInt128(entry.length)) >> 12
      guard end > first else { continue }
      frames += end - first
      counted = end
    }
    return SummaryField("usable_frames_4k", .number(frames))
  }

  /// The highest address in the entries; 0 if there is none.
  private static func highest(_ entries: [FirmwareEntry]) -> SummaryValue {
    let last = entries.map { entry in
      entry.length == 0 ? entry.start : entry.start &+ (entry.length - 1)
    }
    return .address(last.max() ?? 0)
  }
}
