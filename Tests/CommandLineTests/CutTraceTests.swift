import Testing

/// A trace whose header promises more than there is, as a user meets it.
@Suite struct CutTraceTests {
  @Test(arguments: [
    ["replay", "cut.rep"], ["replay", "cut.rep", "--json"],
    ["compare", "cut.rep", "--heap", "tlsf"], ["trace", "summary", "cut.rep"],
    ["trace", "summary", "cut.rep", "--json"],
  ])
  func itIsSaidToBeCut(arguments: [String]) throws {
    let run = try ProgramRun(arguments, files: ["cut.rep": "64\n2\n1234\n1\na 0 5\na 1 6\nf 0\n"])
    #expect(run.status == 0)
    #expect(
      run.errors == """
        cut.rep: the header promises 1,234 operations, 3 are there: the file may have been cut

        """)
    guard arguments.last == "--json" else { return }
    let trace = run.json?["trace"] as? [String: Any] ?? run.json
    #expect(trace?["missing_operations"] as? Int == 1231)
  }
}
