import Foundation
import Testing

@testable import memwalk

/// The kinds that are one file of `features` each.
@Suite struct FeatureAnswerTests {
  static let heapFit = #"""
    {"schema":"memwalk-ka/heap_fit/1","cases":[{"name":"sample","heap_size":100,"base":1000,\#
    "header":4,"align":4,"policies":{"next":[\#
    {"op":"alloc","id":0,"size":3,"block_addr":1000,"payload_addr":1004,"searched":1,\#
    "free_list":[[1008,92]],"free_bytes":92,"largest_free":92,"external_frag_milli":0},\#
    {"op":"alloc","id":1,"size":8,"block_addr":1008,"payload_addr":1012,"searched":1,\#
    "free_list":[[1020,80]],"free_bytes":80,"largest_free":80,"external_frag_milli":0},\#
    {"op":"free","id":0,"block_addr":1000,\#
    "free_list":[[1000,8],[1020,80]],"free_bytes":88,"largest_free":80,"external_frag_milli":90},\#
    {"op":"alloc","id":2,"size":77,"block_addr":null,"payload_addr":null,"searched":2,\#
    "free_list":[[1000,8],[1020,80]],"free_bytes":88,"largest_free":80,"external_frag_milli":90}\#
    ]}}]}
    """#

  static let tlsf = #"""
    {"schema":"memwalk-ka/tlsf/1","params":{"align":8},\#
    "mapping_columns":["size"],"mapping":[[460,1,25,1,26]],"paper_mapping":[[460,4,8,12]],\#
    "cases":[{"name":"sample","pool_bytes":4096,\#
    "initial":{"blocks":[[8,4080,0]],"free_lists":{"4,31":[8]}},"steps":[\#
    {"op":"malloc","id":1,"size":100,"adjusted":104,"offset":8,\#
    "blocks":[[8,104,1],[120,3968,0]],"free_lists":{"4,30":[120]}},\#
    {"op":"malloc","id":2,"size":5000,"adjusted":5000,"offset":null,\#
    "blocks":[[8,104,1],[120,3968,0]],"free_lists":{"4,30":[120]}},\#
    {"op":"free","id":1,"offset":8,"blocks":[[8,4080,0]],"free_lists":{"4,31":[8]}}]}]}
    """#

  private func verify(_ text: String) throws -> VerifyReport {
    try AnswerFolder(["features/file.json": text]).verify()
  }

  @Test func samplesAreRight() throws {
    let fit = try verify(Self.heapFit)
    #expect(fit.failures == [])
    #expect(fit[.heapFit] == VerifyReport.Tally(cases: 1, checks: 26, failures: 0))
    let tlsf = try verify(Self.tlsf)
    #expect(tlsf.failures == [])
    #expect(tlsf[.tlsf] == VerifyReport.Tally(cases: 3, checks: 17, failures: 0))
  }

  /// A value of a sample, another in its place, and what has to be said.
  struct Change: CustomTestStringConvertible, Sendable {
    let right: String
    let wrong: String
    let complaint: String

    init(_ right: String, _ wrong: String, _ complaint: String) {
      self.right = right
      self.wrong = wrong
      self.complaint = complaint
    }

    var testDescription: String { "\(right) -> \(wrong)" }
  }

  @Test(arguments: [
    Change(
      #""block_addr":1008"#, #""block_addr":1016"#,
      "cases[0]: sample: next, step 1 (alloc 1): block_addr: expected Optional(1016)"),
    Change(#""payload_addr":1012"#, #""payload_addr":1011"#, "(alloc 1): payload_addr"),
    Change(#""searched":2"#, #""searched":3"#, "step 3 (alloc 2): searched"),
    Change("[[1020,80]]", "[[1020,81]]", "step 1 (alloc 1): free_list, row 0"),
    Change(#""free_bytes":92"#, #""free_bytes":93"#, "step 0 (alloc 0): free_bytes"),
    Change(#""largest_free":92"#, #""largest_free":93"#, "step 0 (alloc 0): largest_free"),
    Change(
      #""external_frag_milli":90}"#, #""external_frag_milli":91}"#,
      "step 2 (free 0): external_frag_milli: expected 91, found 90"),
    Change(
      #""op":"free","id":0,"block_addr":1000"#, #""op":"free","id":0"#, "(free 0): block_addr"),
    Change(#""op":"free","id":0"#, #""op":"free","id":9"#, "there is no such block"),
    Change(#""op":"free""#, #""op":"drop""#, "step 2 (drop 0): an unknown operation"),
    Change(#""next":["#, #""last":["#, "unknown policy last"),
    Change(#""align":4"#, #""align":0"#, "beyond what a heap can have"),
    Change(#""schema""#, #""more":[1],"schema""#, "unknown list more"),
  ])
  func wrongFitsAreNamed(change: Change) throws {
    try expectOneFailure(of: change, in: Self.heapFit, .heapFit)
  }

  @Test(arguments: [
    Change("[[8,4080,0]]", "[[8,4088,0]]", "cases[0]: sample: at first: blocks, row 0"),
    Change(#"{"4,31":[8]}},"steps""#, #"{"4,30":[8]}},"steps""#, "at first: free_lists, row 0"),
    Change(#""adjusted":104"#, #""adjusted":112"#, "step 0 (malloc 1): adjusted"),
    Change(#""adjusted":104,"offset":8"#, #""adjusted":104,"offset":16"#, "(malloc 1): offset"),
    Change(#""id":1,"offset":8"#, #""id":1,"offset":16"#, "step 2 (free 1): offset"),
    Change(#""offset":null"#, #""offset":120"#, "step 1 (malloc 2): offset"),
    Change("[120,3968,0]", "[120,3968,1]", "step 0 (malloc 1): blocks, row 1"),
    Change("[460,1,25,1,26]", "[460,1,24,1,26]", "mapping[0]: insert 460, row 1"),
    Change("[460,1,25,1,26]", "[460,1,25,1,25]", "mapping[0]: search 460, row 1"),
    Change("[460,1,25,1,26]", "[460,1,25]", "a row of 3 numbers, not 5"),
    Change("[460,4,8,12]", "[460,4,8,13]", "paper_mapping[0]: second level of 460"),
    Change("[460,4,8,12]", "[0,4,8,12]", "size 0 has no levels"),
    Change(#""op":"free""#, #""op":"drop""#, "step 2 (drop 1): an unknown operation"),
    Change(#""pool_bytes":4096"#, #""pool_bytes":-1"#, "pool_bytes"),
  ])
  func wrongTLSFIsNamed(change: Change) throws {
    try expectOneFailure(of: change, in: Self.tlsf, .tlsf)
  }

  private func expectOneFailure(
    of change: Change, in sample: String, _ kind: AnswerKind
  ) throws {
    let place = try #require(sample.firstRange(of: change.right))
    var text = sample
    text.replaceSubrange(place, with: change.wrong)
    let report = try verify(text)
    #expect(report[kind].failures == 1)
    #expect(report.failures.count == 1)
    let failure = report.failures.first ?? ""
    #expect(failure.hasPrefix("features/file.json: "))
    #expect(failure.contains(change.complaint), "\(failure)")
  }

  @Test func aFileOfAnotherKindIsSkipped() throws {
    let other = Self.tlsf.replacing("memwalk-ka/tlsf/1", with: "memwalk-ka/tlsf/2")
    let report = try AnswerFolder([
      "features/a.json": other, "features/b.json": "[]", "features/c.json": "{",
    ]).verify()
    #expect(report.skipped == ["features/a.json", "features/b.json", "features/c.json"])
    #expect(report[.tlsf] == VerifyReport.Tally())
  }

  @Test func aDamagedFileOfAKnownKindIsNamed() throws {
    let report = try AnswerFolder([
      "features/tlsf.json": "{", "heap/ok.jsonl": Sample.heap,
    ]).verify()
    #expect(report.failures == ["features/tlsf.json: not a JSON object"])
    #expect(report[.tlsf] == VerifyReport.Tally(cases: 1, checks: 0, failures: 1))
    #expect(report[.heap] == VerifyReport.Tally(cases: 1, checks: 15, failures: 0))
  }
}
