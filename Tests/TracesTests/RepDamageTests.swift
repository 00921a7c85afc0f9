import Assets
import Randomness
import Testing

@testable import Traces

/// Traces with random damage, compared with `RepModel`.
@Suite struct RepDamageTests {
  @Test func aTraceCutAnywhereKeepsItsWholeRecords() throws {
    let text =
      "640\n3\n9\n1\r\na 0 512\n2 a 12 128\nr 0 640\nf -1\n# x\n"
      + "a 0 5\nf 12\nr 3 0\nr 3 0\n"
    for count in 0...text.utf8.count {
      try check(Array(text.utf8.prefix(count)))
    }
  }

  @Test(arguments: 0..<200)
  func randomDamageNeverStopsTheReader(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    var bytes = Array(try #require(Assets.trace(named: "threads-cpp")).prefix(4000))
    for _ in 0..<Int.random(in: 1...60, using: &numbers) {
      let index = Int.random(in: 0..<bytes.count, using: &numbers)
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(bytes.randomElement(using: &numbers)!, at: index)
      default: bytes[index] = Array("0123456789afr-# \n\r\t".utf8).randomElement(using: &numbers)!
      }
    }
    try check(bytes)
  }

  @Test(arguments: 0..<200)
  func anyMixtureOfRecordsIsRead(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed &+ 1000)
    let words = ["a", "r", "f", "0", "1", "2", "3", "-1", "99999999999999999999", "x", "\n", "\n"]
    let count = Int.random(in: 0..<400, using: &numbers)
    let text = (0..<count).map { _ in words.randomElement(using: &numbers)! }
    try check(Array(text.joined(separator: " ").utf8))
  }

  private func check(_ bytes: [UInt8]) throws {
    let model = RepModel(bytes)
    guard model.hasRecords else {
      #expect(throws: ReadError.self) {
        try RepReader.read(FileContents(name: "damaged.rep", bytes: bytes))
      }
      return
    }
    let trace = try RepReader.read(FileContents(name: "damaged.rep", bytes: bytes))
    let summary = TraceSummary(trace)
    #expect(summary["alloc"] == .count(model.allocations))
    #expect(summary["free"] == .count(model.frees))
    #expect(summary["realloc"] == .count(model.reallocations))
    #expect(summary["bytes_total"] == .number(model.bytesTotal))
    #expect(summary["peak_live_bytes"] == .number(model.peakBytes))
    #expect(summary["peak_live_blocks"] == .count(model.peakBlocks))
    #expect(trace.slotCount == model.peakBlocks)
    #expect(trace.skipped.count == model.skipped)
    checkSlots(trace)
  }

  /// Every slot holds one block at a time, and the block has the id that is freed.
  private func checkSlots(_ trace: HeapTrace) {
    var ids = [UInt64?](repeating: nil, count: trace.slotCount)
    for event in trace.events where event.kind != .freeNull {
      let slot = Int(event.slot)
      #expect(ids[slot] == (event.kind == .allocate ? nil : event.id))
      ids[slot] = event.kind == .free ? nil : event.id
    }
  }
}
