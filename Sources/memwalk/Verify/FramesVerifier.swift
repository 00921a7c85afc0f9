import MemoryCore

/// Verifies memory maps and the order in which the boot-time allocator hands out their frames.
struct FramesVerifier: Verifier {
  /// A case of `frames/`.
  struct Case: Decodable {
    let e820: [RawEntry]?
    let regions_added: [RegionRow]?
    let regions: [RegionRow]
    let first: [HexNumber?]
    let total: WholeNumber
    let probes: [Probe]
  }

  /// An entry of a firmware list: start, length, type.
  struct RawEntry: Decodable {
    let entry: FirmwareEntry

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      let start = try row.decode(HexNumber.self).value
      let length = try row.decode(HexNumber.self).value
      guard let type = UInt32(exactly: try row.decode(WholeNumber.self).value) else {
        throw DecodingError.dataCorruptedError(
          in: row, debugDescription: "a type has 32 bits")
      }
      entry = FirmwareEntry(start: start, length: length, type: FirmwareType(rawValue: type))
    }
  }

  /// The number of a usable frame, and its address.
  struct Probe: Decodable {
    let number: WholeNumber
    let frame: HexNumber?

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      number = try row.decode(WholeNumber.self)
      frame = try row.decodeIfPresent(HexNumber.self)
    }
  }

  private let answer: Case
  private let map: MemoryMap

  init(_ answer: Case) throws(CaseProblem) {
    self.answer = answer
    if let entries = answer.e820 {
      do {
        map = try MemoryMap(firmware: entries.map(\.entry))
      } catch {
        throw CaseProblem("e820: \(error)")
      }
    } else {
      map = try MemoryMap(answer.regions_added ?? answer.regions)
    }
  }

  mutating func run(_ checks: inout CaseChecks) throws(CaseProblem) {
    if answer.e820 != nil || answer.regions_added != nil {
      checks.compare(
        rows: map.regions.map(RegionRow.init), expected: answer.regions, at: "regions")
    }
    var memory = SparseMemory<PhysicalAddress>()
    var allocator = BootInfoFrameAllocator(map: map)
    for (n, expected) in answer.first.enumerated() {
      let frame = allocator.allocateFrame(in: &memory)?.take()
      checks.compare(Self.text(frame), expected: Self.text(expected), at: "first, frame \(n)")
    }
    checks.compare(WholeNumber(map.usableFrameCount), expected: answer.total, at: "total")
    for probe in answer.probes {
      let frame = map.usableFrame(number: probe.number.value)
      checks.compare(
        Self.text(frame), expected: Self.text(probe.frame), at: "probe of frame \(probe.number)")
    }
  }

  private static func text(_ frame: Frame<Size4KiB>?) -> String {
    frame.map(\.start.rawValue.hex) ?? "null"
  }

  private static func text(_ number: HexNumber?) -> String { number?.description ?? "null" }
}
