import Testing

@testable import memwalk

@Suite struct KnownAnswerTests {
  @Test(arguments: AnswerKind.allCases)
  func everyAnswerIsRight(kind: AnswerKind) throws {
    let report = try RecordedAnswers.report.get()
    let count = try RecordedAnswers.caseCount(of: kind)
    #expect(report[kind].cases > 0)
    #expect(report[kind].cases == count)
    #expect(report[kind].checks > count)
    #expect(report[kind].failures == 0)
  }

  @Test func nothingFailsOrIsLeftOutUnnoticed() throws {
    let report = try RecordedAnswers.report.get()
    #expect(report.failures == [])
    #expect(report.skipped.allSatisfy { !$0.hasSuffix(".jsonl") })
  }

  @Test func foldersThatAreNotThereAreNoError() throws {
    let report = try AnswerFolder(["README.md": "nothing here"]).verify()
    #expect(report.failures == [])
    #expect(report[.heap] == VerifyReport.Tally())
    #expect(report.skipped == ["README.md"])
    #expect(report.isEmpty)
  }

  @Test func filesOfLaterKindsAreSkippedByName() throws {
    let report = try AnswerFolder([
      "heap/ok.jsonl": Sample.heap,
      "heap/other.jsonl": #"{"kind":"quiz"}"#,
      "heap/notes.txt": "text",
      "features/buddy.json": "{}",
      "stray.jsonl": "not JSON, and not read",
    ]).verify()
    #expect(report[.heap] == VerifyReport.Tally(cases: 1, checks: 15, failures: 0))
    #expect(!report.isEmpty)
    #expect(
      report.skipped == [
        "features/buddy.json", "heap/notes.txt", "heap/other.jsonl", "stray.jsonl",
      ])
  }

  @Test func quirksAreSkippedByName() throws {
    let quirk = Sample.mmu.replacing(#""id":"sample""#, with: #""id":"odd","quirk":true"#)
    let report = try AnswerFolder(["mmu/a.jsonl": Sample.mmu + "\n" + quirk]).verify()
    #expect(report[.mmu] == VerifyReport.Tally(cases: 1, checks: 5, failures: 0))
    #expect(report.skipped == ["odd"])
  }

  @Test func aFolderThatIsMissingOrAFileIsUnreadable() throws {
    #expect(throws: UnreadableAnswers.self) {
      try KnownAnswers(folder: "/nowhere/at/all").verify()
    }
    #expect(throws: UnreadableAnswers.self) {
      try KnownAnswers(folder: #filePath).verify()
    }
  }

  @Test func aLineThatIsNotJSONIsNamedByFileAndLineAndTheOthersAreVerified() throws {
    let lines = [Sample.heap, "", #"{"kind":"heap","#, "[1]", Sample.heap]
    let report = try AnswerFolder([
      "heap/torn.jsonl": lines.joined(separator: "\n"), "mmu/a.jsonl": Sample.mmu,
      "heap/other.jsonl": #"{"kind":"quiz"}"#,
    ]).verify()
    #expect(report[.heap] == VerifyReport.Tally(cases: 4, checks: 30, failures: 2))
    #expect(report[.mmu] == VerifyReport.Tally(cases: 1, checks: 5, failures: 0))
    #expect(report.failures.count == 2)
    #expect(report.failures.first == "heap/torn.jsonl:3: not JSON")
    #expect(report.failures.last == "heap/torn.jsonl:4: not a JSON object")
    #expect(report.skipped == ["heap/other.jsonl"])
  }

  @Test func aFileOfNothingButDamageIsNotSkipped() throws {
    let report = try AnswerFolder(["heap/torn.jsonl": "{\n"]).verify()
    #expect(report[.heap] == VerifyReport.Tally(cases: 1, checks: 0, failures: 1))
    #expect(report.skipped == [])
  }

  @Test func reportIsReadByProgramsAndPeople() throws {
    let report = try AnswerFolder([
      "heap/ok.jsonl": Sample.heap, "features/a.json": "",
    ]).verify()
    #expect(
      try report.json() == """
        {
          "frames" : {
            "cases" : 0,
            "checks" : 0,
            "failures" : 0
          },
          "heap" : {
            "cases" : 1,
            "checks" : 15,
            "failures" : 0
          },
          "heap_fit" : {
            "cases" : 0,
            "checks" : 0,
            "failures" : 0
          },
          "mapper" : {
            "cases" : 0,
            "checks" : 0,
            "failures" : 0
          },
          "mmu" : {
            "cases" : 0,
            "checks" : 0,
            "failures" : 0
          },
          "skipped" : [
            "features/a.json"
          ],
          "tlsf" : {
            "cases" : 0,
            "checks" : 0,
            "failures" : 0
          }
        }
        """)
    #expect(
      report.table() == """
        kind          cases    checks  failures
        heap              1        15         0
        mapper            0         0         0
        frames            0         0         0
        mmu               0         0         0
        heap_fit          0         0         0
        tlsf              0         0         0
        skipped features/a.json
        """)
  }
}
