import Foundation
import Testing

/// Traces as the program is given them: long ones, on machines where not everything works.
@Suite struct TraceInputTests {
  /// A trace that is long enough for the cache, with few operations.
  private static let long =
    "a 0 100\na 1 5000\nr 0 300\n"
    + String(repeating: "# \(String(repeating: "-", count: 97))\n", count: 11_000)
    + "f 1\n"

  @Test func aLimitOfFileSizesLeavesTheTraceInMemory() throws {
    // 100 blocks of 512 or 1024 bytes: less than a cache file, more than the output.
    let run = try ProgramRun(
      shell: "ulimit -f 100; $memwalk replay long.rep --json", files: ["long.rep": Self.long])
    #expect(run.status == 0)
    #expect(run.json?["trace"] != nil)
    #expect(run.errors.contains("long.rep: "), "\(run.errors)")
    #expect(run.errors.contains("the trace lies in memory"))
  }
}
