import MemoryCore

/// A region of a memory map as the files write it: `["0x8000", "0x9f000", "Usable"]`.
struct RegionRow: Decodable, Equatable, CustomStringConvertible {
  private let start: UInt64
  private let end: UInt64
  private let kind: MemoryRegion.Kind

  /// The row for a region.
  init(_ region: MemoryRegion) {
    start = region.start
    end = region.end
    kind = region.kind
  }

  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    start = try row.decode(HexNumber.self).value
    end = try row.decode(HexNumber.self).value
    let name = try row.decode(String.self)
    guard let kind = MemoryRegion.Kind.allCases.first(where: { $0.crateName == name }) else {
      throw DecodingError.dataCorruptedError(
        in: row, debugDescription: "\"\(name)\" is no kind of region")
    }
    self.kind = kind
  }

  /// The region, in whole frames.
  func region() throws(CaseProblem) -> MemoryRegion {
    guard start <= end else { throw CaseProblem("region \(self) ends before its start") }
    guard end <= 1 << 52 else { throw CaseProblem("region \(self) reaches beyond 52 bits") }
    return MemoryRegion(start: start, end: end, kind: kind)
  }

  var description: String { "[\(start.hex),\(end.hex),\(kind.crateName)]" }
}

extension MemoryMap {
  /// The map with the regions added in the order of `rows`.
  init(_ rows: [RegionRow]) throws(CaseProblem) {
    self.init()
    for row in rows {
      let region = try row.region()
      do {
        try add(region)
      } catch {
        throw CaseProblem("region \(row): \(error)")
      }
    }
  }
}

extension MemoryRegion.Kind {
  /// The name of the kind in bootloader 0.9: `FrameZero` for `frameZero`.
  fileprivate var crateName: String {
    let name = "\(self)"
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
