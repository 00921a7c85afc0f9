import Testing

@testable import Traces

@Suite struct SummaryTests {
  @Test func jsonHasSortedKeys() throws {
    let trace = try rep("8\n3\na 0 2000000\nf 0\nf 0\n")
    #expect(
      TraceSummary(trace).json == """
        {
         "alloc": 1,
         "alloc.malloc": 1,
         "bytes_total": 2000000,
         "end_live_blocks": 0,
         "end_live_bytes": 0,
         "file_bytes": 24,
         "free": 1,
         "header": [
          8,
          3
         ],
         "lines": 5,
         "max_request": 2000000,
         "peak_live_blocks": 1,
         "peak_live_bytes": 2000000,
         "realloc": 0,
         "unknown_free": 1
        }
        """)
  }

  @Test func textHasAlignedNumbersAndUnits() throws {
    let trace = try rep("8\na 0 2000000\nf 0\nf 0\n")
    #expect(
      TraceSummary(trace).text == """
        alloc                     1
        free                      1
        realloc                   0
        alloc.malloc              1
        unknown free              1
        bytes total       2,000,000  1.9 MiB
        peak live bytes   2,000,000  1.9 MiB
        peak live blocks          1
        end live bytes            0  bytes
        end live blocks           0
        max request       2,000,000  1.9 MiB
        header
          1                       8
        lines                     4
        file bytes               22  bytes
        1 record skipped, in line 4: "f 0": frees an id that is not live

        """)
  }

  @Test func namesInJsonAreQuoted() throws {
    let map = try firmware("0-fff : System RAM\n1000-1fff : \u{1b}[1m\"\\\u{8}\n")
    let json = TraceSummary(map).json
    #expect(json.contains(#""\"\\·": 4096"#))
  }
}
