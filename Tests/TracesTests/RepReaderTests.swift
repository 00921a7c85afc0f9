import Testing

@testable import Traces

@Suite struct RepReaderTests {
  @Test func readsTheFourLineHeader() throws {
    let trace = try rep("20000\n2\n4\n1\na 0 512\na 1 128\nf 1\nf 0\n")
    #expect(trace.totals.header == [20000, 2, 4, 1])
    #expect(trace.events.map(\.kind) == [.allocate, .allocate, .free, .free])
    #expect(trace.events.map(\.size) == [512, 128, 0, 0])
    #expect(trace.events.map(\.line) == [5, 6, 7, 8])
    #expect(trace.skipped.count == 0)
  }

  @Test(arguments: [
    ("", []), ("2\n4\n", [2, 4]), ("0\n2\n4\n640\n", [0, 2, 4, 640]),
    ("\n# weight\n 1 \n\t2\n", [1, 2]), ("\u{feff}7\r\n8\r\n", [7, 8]),
    ("18446744073709551615\n", [UInt64.max]),
  ])
  func readsEveryHeader(header: String, numbers: [UInt64]) throws {
    let trace = try rep(header + "a 0 512\nf 0\n")
    #expect(trace.totals.header == numbers)
    #expect(trace.events.count == 2)
    #expect(trace.skipped.count == 0)
  }

  @Test func freeOfMinusOneIsFreeOfNull() throws {
    let trace = try rep("a 0 1\nf -1\n")
    #expect(trace.events[1].kind == .freeNull)
    #expect(trace.events[1].slot == HeapEvent.noSlot)
    #expect(TraceSummary(trace)["null_free"] == .number(1))
  }

  @Test func reallocToZeroFrees() throws {
    let trace = try rep("a 7 16\nr 7 0\n")
    #expect(trace.events[1].kind == .free)
    #expect(trace.events[1].origin == .reallocToZero)
    #expect(TraceSummary(trace)["realloc_zero_as_free"] == .number(1))
    #expect(TraceSummary(trace)["free"] == .number(1))
  }

  @Test func reallocOfAnIdThatIsNotLiveAllocates() throws {
    let trace = try rep("r 7 16\nr 7 32\nf 7\nr 7 0\n")
    #expect(trace.events.map(\.kind) == [.allocate, .reallocate, .free, .allocate])
    #expect(trace.events[0].origin == .reallocOfNothing)
    #expect(TraceSummary(trace)["alloc.realloc_null"] == .number(2))
  }

  @Test func idsMayBeUsedAgainAndHaveGaps() throws {
    let trace = try rep("a 4000000000000 8\nf 4000000000000\na 4000000000000 9\na 3 1\n")
    #expect(trace.events.map(\.slot) == [0, 0, 0, 1])
    #expect(trace.events[2].id == 4_000_000_000_000)
    #expect(trace.slotCount == 2)
  }

  @Test func allocationOfALiveIdImpliesAFree() throws {
    let trace = try rep("a 0 10\na 0 20\nf 0\n")
    #expect(trace.events.map(\.kind) == [.allocate, .free, .allocate, .free])
    #expect(trace.events[1].origin == .implied)
    let summary = TraceSummary(trace)
    #expect(summary["dup_alloc"] == .number(1))
    #expect(summary["free"] == .number(1))
    #expect(summary["peak_live_bytes"] == .number(20))
  }

  @Test func threadNumbersMayComeFirst() throws {
    let trace = try rep("2\n3\n4 a 3 8\n0 r 3 16\n4 f 3\n")
    #expect(trace.totals.header == [2, 3])
    #expect(trace.events.map(\.kind) == [.allocate, .reallocate, .free])
    #expect(trace.totals.threadCount == 5)
    #expect(TraceSummary(trace)["threads"] == .number(5))
  }

  @Test func sizesUseAll64Bits() throws {
    let trace = try rep(
      "a 0 9223372036854775808\na 1 18446744073709551615\na 2 18446744073709551616\n")
    #expect(trace.events.map(\.size) == [1 << 63, .max])
    #expect(trace.skipped.first?.reason == .numberTooLarge)
    #expect(TraceSummary(trace)["bytes_total"] == .number(3 << 63 - 1))
  }

  @Test func carriageReturnsAndCommentsAreNoRecords() throws {
    let trace = try rep("1\r\n\r\n# text\r\na 0 5 # why\r\n// text\r\nf 0//\r\nf 0 // why")
    #expect(trace.events.count == 2)
    #expect(trace.totals.hasCarriageReturns)
    #expect(trace.skipped.count == 1)
    #expect(trace.skipped.first?.text == "f 0//")
  }

  @Test func slotsOfFreedBlocksAreUsedAgainLastFirst() throws {
    let trace = try rep("a 0 1\na 1 1\na 2 1\nf 0\nf 2\na 3 1\na 4 1\na 5 1\n")
    #expect(trace.events.map(\.slot) == [0, 1, 2, 0, 2, 2, 0, 3])
    #expect(trace.slotCount == 4)
  }

  @Test(arguments: [
    ("a", SkipReason.missingField), ("a ", .missingField), ("a 1", .missingField),
    ("r 1 ", .missingField), ("f", .missingField), ("a 1 x", .badNumber), ("a x 1", .badNumber),
    ("a -1 8", .badNumber), ("a 1 8x", .badNumber), ("a 1 0x8", .badNumber), ("f 1.5", .badNumber),
    ("a 1 8 9", .extraField), ("f 0 0", .extraField), ("a 1 99999999999999999999", .numberTooLarge),
    ("99999999999999999999", .numberTooLarge), ("hello", .notARecord), ("12", .notARecord),
    ("1 2 3", .notARecord), ("x 1 2", .notARecord), ("f 9", .unknownFree),
    ("alloc 1 2", .notARecord),
  ])
  func skipsDamagedRecordsAndNamesTheFirst(line: String, reason: SkipReason) throws {
    let trace = try rep("a 0 8\n\(line)\nf 0\n")
    #expect(trace.events.count == 2)
    #expect(trace.skipped.count == 1)
    #expect(trace.skipped.counts == [reason: 1])
    #expect(trace.skipped.first?.line == 2)
    #expect(trace.skipped.first?.text == line)
  }

  @Test func messagesHaveNoControlCharactersAndEnd() throws {
    let trace = try rep("a 0 8\n\u{1b}[31m\u{7}\u{202e}" + String(repeating: "x", count: 100))
    let text = try #require(trace.skipped.first?.text)
    #expect(text == "·[31m··" + String(repeating: "x", count: 53) + "…")
    #expect(trace.skipped.description.hasPrefix("1 record skipped, in line 2: "))
  }

  @Test func aFileWithoutAnyRecordIsAnError() {
    #expect(throws: ReadError.self) { try rep("1\n2\n3\n4\n") }
    #expect(throws: ReadError.self) { try rep("") }
    let error = #expect(throws: ReadError.self) { try rep("\nDear diary,\n") }
    #expect(
      error?.description.hasPrefix("test.rep, line 2: found \"Dear diary,\"; memwalk reads") == true
    )
  }

  @Test func anErrorNamesTheFormatThatTheFileHas() {
    let error = #expect(throws: ReadError.self) {
      try rep("==1== Memcheck\n--1-- malloc(64) = 0x4D2CE50\n--1-- free(0x4D2CE50)\n")
    }
    #expect(error?.description.contains("looks like a valgrind --trace-malloc log") == true)
  }

  @Test func anEventIsSmall() {
    #expect(MemoryLayout<HeapEvent>.stride <= 32)
  }
}
