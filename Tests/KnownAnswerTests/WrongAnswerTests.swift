import Testing

@testable import memwalk

/// A verifier that cannot fail proves nothing: every wrong value has to be found and named.
@Suite struct WrongAnswerTests {
  /// A right case, a value of it, another value in its place, and what has to be said.
  struct Change: CustomTestStringConvertible, Sendable {
    let sample: String
    let right: String
    let wrong: String
    let complaint: String

    init(_ sample: String, _ right: String, _ wrong: String, _ complaint: String) {
      self.sample = sample
      self.right = right
      self.wrong = wrong
      self.complaint = complaint
    }

    var testDescription: String { "\(right) -> \(wrong)" }
  }

  @Test(arguments: [Sample.heap, Sample.mapper, Sample.frames, Sample.address, Sample.mmu])
  func samplesAreRight(sample: String) throws {
    #expect(try verify(sample, beside: sample).failures == [])
  }

  @Test(arguments: [
    Change(
      Sample.heap, #"[0,32,"ok""#, #"[0,40,"ok""#,
      #"operation 1 ["alloc",1,16,8]: expected 40, found 32"#),
    Change(
      Sample.heap, "[48,144]", "[48,136]",
      #"operation 3 ["extend",64]: holes, row 1: expected [48, 136], found [48, 144]"#),
    Change(
      Sample.heap, "[32,48,16,16]", "[32,48,24,16]",
      #"operation 2 ["free",0]: used bytes: expected 24, found 16"#),
    Change(
      Sample.heap, "112,176", "112,177",
      #"operation 3 ["extend",64]: free bytes: expected 177, found 176"#),
    Change(
      Sample.heap, #""ok","ok"]"#, #""panic","ok"]"#,
      #"operation 2 ["free",0]: expected "panic", found "ok""#),
    Change(
      Sample.mapper, #""0xb8123""#, #""0xb8124""#,
      #"operation 1 ["translate_addr","0x400123"]: expected "0xb8124", found "0xb8123""#),
    Change(
      Sample.mapper, #"["ok""#, #"[{"panic":"no"}"#,
      #"operation 0 ["map_to","4K","0x400000","0xb8000","0x3"]: expected {"panic":"any"}"#),
    Change(
      Sample.mapper, #""frame_alloc_calls":4"#, #""frame_alloc_calls":5"#,
      "frame_alloc_calls: expected 5, found 4"),
    Change(
      Sample.mapper, #"["0x9000",2,"0xa003"]"#, #"["0x9000",2,"0xa001"]"#,
      "entries, row 2: expected [0x9000,2,0xa001], found [0x9000,2,0xa003]"),
    Change(
      Sample.frames, #"["0x2000","0x3000","Reserved"]"#, #"["0x2000","0x3000","AcpiNvs"]"#,
      "regions, row 1: expected [0x2000,0x3000,AcpiNvs], found [0x2000,0x3000,Reserved]"),
    Change(
      Sample.frames, #""0x1000",null]"#, #""0x1000","0x2000"]"#,
      "first, frame 2: expected 0x2000, found null"),
    Change(Sample.frames, #""total":2"#, #""total":3"#, "total: expected 3, found 2"),
    Change(
      Sample.frames, "[2,null]", #"[2,"0x0"]"#, "probe of frame 2: expected 0x0, found null"),
    Change(
      Sample.address, #""page_offset":4095"#, #""page_offset":4094"#,
      "page_offset: expected 4094, found 4095"),
    Change(
      Sample.mmu, #""pa":"0x8""#, #""pa":"0x9""#,
      #"operation 1 (kernel write at 0x8): expected {"pa":"0x9"}, found {"pa":"0x8"}"#),
    Change(
      Sample.mmu, #""error_code":5"#, #""error_code":7"#,
      #"operation 2 (user read at 0x10): expected {"cr2":"0x10","error_code":7,"vector":14}"#),
    Change(
      Sample.mmu, #""0xa3","0xe3""#, #""0xa3","0xa3""#,
      "operation 1 (kernel write at 0x8): updates, row 0: expected [0x2000, 0xa3, 0xa3]"),
  ])
  func wrongValueIsNamed(change: Change) throws {
    try expectOneFailure(of: change)
  }

  @Test(arguments: [
    Change(
      Sample.heap, #"["free",0]"#, #"["shrink",0]"#,
      #"operation 2 ["shrink",0]: an unknown operation"#),
    Change(
      Sample.mapper, #"["allocate_frame"]"#, #"["free_frame"]"#,
      #"operation 3 ["free_frame"]: an unknown operation"#),
    Change(Sample.heap, #""kind":"heap""#, #""kind":"stack""#, "unknown kind stack"),
    Change(
      Sample.heap, "1,16,8]", "1,16,24]",
      #"operation 1 ["alloc",1,16,24]: alignment 24 is no power of two"#),
    Change(
      Sample.heap, "1,16,8]", "1,16,0]",
      #"operation 1 ["alloc",1,16,0]: alignment 0 is no power of two"#),
    Change(
      Sample.heap, "1,16,8]", "1,-1,8]",
      #"operation 1 ["alloc",1,-1,8]: argument 2 is no number of 64 bits"#),
    Change(
      Sample.heap, #"["free",0]"#, #"["free",7]"#,
      #"operation 2 ["free",7]: there is no block 7"#),
    Change(
      Sample.heap, #"["free",0]"#, #"["free_at",281474976710656,16,8]"#,
      "offset 281474976710656 is no address of a block"),
    Change(Sample.heap, "128", "-128", "heap_size: "),
    Change(Sample.heap, #""heap_size":128,"#, "", "field heap_size is missing"),
    Change(Sample.heap, #"["extend",64]],"#, #"["extend",64],["extend",8]],"#, "5 operations"),
    Change(Sample.heap, "0x444444440000", "0x4444444400zz", "no hexadecimal number"),
    Change(
      Sample.mapper, #"["unmap","4K""#, #"["unmap","8K""#,
      #"operation 2 ["unmap","8K","0x400000"]: "8K" is no page size"#),
    Change(
      Sample.mapper, #""0xb8000","0x3"]"#, #""0xb8001","0x3"]"#,
      "argument 3 is not the start of a frame of the size"),
    Change(Sample.mapper, #""cr3":"0x1000""#, #""cr3":"0x1001""#, "cr3 0x1001 is not the start"),
    Change(
      Sample.mapper, #"["allocate_frame"]"#, #"["init_heap","0x0",1152921504606846976]"#,
      "more than a case may ask for"),
    Change(Sample.mapper, #""0xc000","Usable""#, #""0xc000","Useful""#, "no kind of region"),
    Change(Sample.mapper, #""0xc000""#, #""0x7000""#, "ends before its start"),
    Change(Sample.mapper, #""0xc000""#, #""0xffffffffffffffff""#, "beyond 52 bits"),
    Change(Sample.frames, #"["0x0","0x2800",1]"#, #"["0x0","0x2800",0]"#, "e820: unknownType"),
    Change(
      Sample.frames, #"["0x0","0x2800",1]"#, #"["0xffffffffffffffff","0x2800",1]"#,
      "e820: beyondPhysicalMemory"),
    Change(Sample.frames, #"["0x0","0x2800",1]"#, #"["0x0","0x2800",-1]"#, "e820[0]"),
    Change(
      Sample.mmu, #""kind":"write""#, #""kind":"swap""#,
      "operation 1 (kernel swap at 0x8): an unknown kind, mode or size"),
    Change(
      Sample.mmu, #""size":8"#, #""size":3"#,
      "operation 1 (kernel write at 0x8): an unknown kind, mode or size"),
    Change(Sample.mmu, #""cr4":"0x20""#, #""cr4":"0x0""#, "not in long mode"),
    Change(Sample.mmu, #""cr3":"0x1000""#, #""cr3":"0x10000000000""#, "cr3 0x10000000000"),
    Change(
      Sample.mmu, #"["0x2000","0x83"]"#, #"["0x2001","0x83"]"#,
      "memory at 0x2001 is no word below 2^40"),
    Change(
      Sample.mmu, #",{"kind":"read","mode":"user","va":"0x10"}"#, "", "2 accesses, but 3 results"),
  ])
  func whatTheProgramCannotDoIsNamed(change: Change) throws {
    try expectOneFailure(of: change)
  }

  @Test func addressesThatTheOriginalPanicsAtAreRefused() throws {
    let line = Sample.mapper
      .replacing(#"["translate","0x400000"]"#, with: #"["translate","0x1000000000000"]"#)
      .replacing(#""NotMapped"]"#, with: #"{"panic":"VirtAddrNotValid(2)"}]"#)
    #expect(try verify(line, beside: Sample.mapper).failures == [])
  }

  /// Frees that the heap does not notice have made a circle of its list of holes.
  @Test func anEndlessListOfHolesIsNamed() throws {
    let line = #"""
      {"kind":"heap","name":"circle","base":"0x444444440000","heap_size":1024,\#
      "ops":[["alloc",0,1000,16],["free_at",158,16,8],["free",0],["alloc",1,40,4096],\#
      ["alloc",2,40,64],["alloc",3,24,16],["alloc",4,200,4096],["alloc",5,2654,4096]],\#
      "results":[0,"ok","ok",0,64,"OOM","OOM","OOM"],\#
      "holes_after":[null,null,null,null,null,null,null,null],\#
      "used_after":[0,0,0,0,0,0,0,0],"free_after":[null,null,null,null,null,null,null,null]}
      """#
    let report = try AnswerFolder(["heap/circle.jsonl": line]).verify()
    #expect(report[.heap].failures == 1)
    #expect(report[.heap].checks > 14, "the list that has no end is noticed, not followed")
  }

  private func expectOneFailure(of change: Change) throws {
    let place = try #require(change.sample.firstRange(of: change.right))
    var line = change.sample
    line.replaceSubrange(place, with: change.wrong)
    let report = try verify(line, beside: change.sample)
    #expect(report.failures.count == 1)
    let failure = report.failures.first ?? ""
    #expect(failure.hasPrefix("\(Self.folder(of: change.sample))/file.jsonl:2: sample: "))
    #expect(failure.contains(change.complaint))
    let tallies = AnswerKind.allCases.map { report[$0] }
    #expect(tallies.map(\.cases).reduce(0, +) == 2)
    #expect(tallies.map(\.failures).reduce(0, +) == 1)
  }

  /// Verifies a file of two lines: a right case, then `line`.
  private func verify(_ line: String, beside sample: String) throws -> VerifyReport {
    try AnswerFolder(["\(Self.folder(of: sample))/file.jsonl": sample + "\n" + line]).verify()
  }

  private static func folder(of sample: String) -> String {
    switch sample {
    case Sample.heap: "heap"
    case Sample.frames: "frames"
    case Sample.mmu: "mmu"
    default: "mapper"
    }
  }
}
