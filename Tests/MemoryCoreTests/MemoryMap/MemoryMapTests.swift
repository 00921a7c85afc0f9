import MemoryCore
import Randomness
import Testing

/// Maps are drawn with one letter a frame: "." usable, " " a gap, other kinds by their initial;
/// where regions overlap, the first one shows.
@Suite struct MemoryMapTests {
  private func map(_ regions: (Range<UInt64>, MemoryRegion.Kind)...) throws -> MemoryMap {
    var map = MemoryMap()
    for (frames, kind) in regions { try map.add(MemoryRegion(frames: frames, kind: kind)) }
    return map
  }

  private func picture(_ map: MemoryMap) -> String {
    let end = map.regions.map(\.endFrame).max() ?? 0
    return String((0..<end).map { map.kind(ofFrame: $0).map(letter) ?? " " })
  }

  private func letter(_ kind: MemoryRegion.Kind) -> Character {
    kind == .usable ? "." : Character("\(kind)".prefix(1).uppercased())
  }

  @Test func addingSortsAndDropsEmptyRegions() throws {
    let map = try map(
      (8..<12, .usable), (0..<2, .reserved), (5..<5, .usable), (2..<6, .usable), (2..<4, .kernel))
    #expect(picture(map) == "RRKK..  ....")
    #expect(map.regions.map(\.endFrame) == [2, 4, 6, 12])
  }

  @Test(arguments: [
    (UInt64(4)..<6, "RR..KK....RR"), (2..<4, "RRKK......RR"), (8..<10, "RR......KKRR"),
    (2..<10, "RRKKKKKKKKRR"),
  ])
  func markingCutsARegionOutOfUsableMemory(frames: Range<UInt64>, expected: String) throws {
    var map = try map((0..<2, .reserved), (2..<10, .usable), (10..<12, .reserved))
    try map.mark(MemoryRegion(frames: frames, kind: .kernel))
    #expect(picture(map) == expected)
    #expect(map.usableFrameCount == 8 - UInt64(frames.count))
  }

  @Test func markingInFrontCutsOffTheStart() throws {
    var map = try map((4..<10, .usable))
    try map.mark(MemoryRegion(frames: 2..<6, kind: .bootloader))
    #expect(picture(map) == "  BBBB....")
  }

  @Test func whatIsNotUsableCannotBeMarked() throws {
    var map = try map((0..<2, .reserved), (2..<4, .usable))
    let before = map
    let inside = MemoryRegion(frames: 1..<3, kind: .kernel)
    #expect(throws: MemoryMapError.overlaps(inside, map.regions[0])) { try map.mark(inside) }
    let outside = MemoryRegion(frames: 8..<9, kind: .kernel)
    #expect(throws: MemoryMapError.notUsable(outside)) { try map.mark(outside) }
    #expect(map == before)
  }

  /// The second region would still hand out the frames that the mark takes from the first.
  @Test func aMarkAcrossTwoUsableRegionsIsRefused() throws {
    var map = try map((2..<6, .usable), (6..<10, .usable))
    let before = map
    let across = MemoryRegion(frames: 5..<7, kind: .kernel)
    #expect(throws: MemoryMapError.overlaps(across, map.regions[1])) { try map.mark(across) }
    #expect(map == before)
  }

  @Test func aFullMapTakesOnlyMarksThatNeedNoRoom() throws {
    var map = MemoryMap()
    for n in UInt64(0)..<64 {
      try map.add(MemoryRegion(frames: n * 10..<n * 10 + 4, kind: .usable))
    }
    let before = map
    for frames in [UInt64(20)..<22, 21..<22, 22..<24] {
      #expect(throws: MemoryMapError.tooManyRegions(limit: 64)) {
        try map.mark(MemoryRegion(frames: frames, kind: .kernel))
      }
    }
    #expect(throws: MemoryMapError.tooManyRegions(limit: 64)) {
      try map.add(MemoryRegion(frames: 900..<901, kind: .usable))
    }
    #expect(map == before)
    try map.mark(MemoryRegion(frames: 20..<24, kind: .kernel))
    #expect(map.regions[2] == MemoryRegion(frames: 20..<24, kind: .kernel))
    #expect(map.regions.count == 64)
  }

  @Test(arguments: UInt64(1)...10)
  func marksAtRandomChangeOnlyTheirFrames(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var map = try map((10..<200, .usable), (200..<210, .reserved), (220..<400, .usable))
    var kinds = (UInt64(0)..<420).map { map.kind(ofFrame: $0) }
    for _ in 0..<200 {
      let start = UInt64.random(in: 0..<410, using: &random)
      let frames = start..<start + .random(in: 1...6, using: &random)
      let region = MemoryRegion(
        frames: frames, kind: MemoryRegion.Kind.allCases.randomElement(using: &random) ?? .kernel)
      guard frames.allSatisfy({ kinds[Int($0)] == .usable }), (try? map.mark(region)) != nil
      else { continue }
      for number in frames { kinds[Int(number)] = region.kind }
      #expect((UInt64(0)..<420).map { map.kind(ofFrame: $0) } == kinds)
      #expect(map.usableFrameCount == UInt64(kinds.count { $0 == .usable }))
    }
  }
}

@Suite struct FirmwareMapTests {
  private func entry(_ frames: Range<UInt64>, _ type: FirmwareType) -> FirmwareEntry {
    FirmwareEntry(start: frames.lowerBound << 12, length: UInt64(frames.count) << 12, type: type)
  }

  @Test func usableMemoryIsCutWhereTheNextRegionBegins() throws {
    let map = try MemoryMap(firmware: [
      entry(4..<10, .reserved), entry(0..<6, .usable), entry(8..<20, .usable),
    ])
    let expected = [
      (UInt64(0)..<4, MemoryRegion.Kind.usable), (4..<10, .reserved), (8..<20, .usable),
    ]
    #expect(map.regions == expected.map { MemoryRegion(frames: $0, kind: $1) })
  }

  @Test func aLongListIsJoined() throws {
    let parts = (UInt64(0)..<100).map { entry($0 * 2..<$0 * 2 + 2, .usable) }
    let map = try MemoryMap(firmware: parts + [entry(300..<310, .reserved)])
    #expect(
      map.regions == [
        MemoryRegion(frames: 0..<200, kind: .usable),
        MemoryRegion(frames: 300..<310, kind: .reserved),
      ])
  }

  @Test func exactlySixtyFourRegionsStayAsTheyAre() throws {
    let parts = (UInt64(0)..<64).map { entry($0 * 2..<$0 * 2 + 2, .usable) }
    #expect(try MemoryMap(firmware: parts).regions.count == 64)
  }

  @Test func aListThatStaysTooLongIsRefused() {
    let parts = (UInt64(0)..<65).map { entry($0 * 2..<$0 * 2 + 1, .usable) }
    #expect(throws: MemoryMapError.tooManyRegions(limit: 64)) { try MemoryMap(firmware: parts) }
  }

  @Test func oddEntriesAreNamed() {
    #expect(throws: MemoryMapError.unknownType(0)) {
      try MemoryMap(firmware: [entry(0..<1, FirmwareType(rawValue: 0))])
    }
    let high = FirmwareEntry(start: 1 << 52, length: 1, type: .usable)
    #expect(throws: MemoryMapError.beyondPhysicalMemory(high)) {
      try MemoryMap(firmware: [high])
    }
    let endless = FirmwareEntry(start: 1, length: .max, type: .usable)
    #expect(throws: MemoryMapError.beyondPhysicalMemory(endless)) {
      try MemoryMap(firmware: [endless])
    }
  }
}
