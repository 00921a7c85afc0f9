import Randomness
import Script
import Session
import Simulation

extension Workload {
  /// A long script of accesses, as `memwalk run -q` carries it out.
  static let runAccess = Workload(
    name: "run.access", unit: .nanoseconds,
    summary: "a script of 1,000,000 user writes over 1,024 pages, parsed before", runsOnce: true
  ) {
    let start: UInt64 = 0x1000_0000
    var scope = Scope()
    let parser = ScriptParser(maps: ScriptMaps.load)
    let setup = parser.parse(
      "machine memory=1G\nboot\nmap 0x1000_0000 count=1024 flags=WU", scope: &scope)
    var random = SplitMix64(seed: 5)
    let lines = (0..<accesses).map { number in
      let address = start + random.below(1024) << 12 + random.below(512) << 3
      return "write \(address) = \(number) user"
    }
    let writes = parser.parse(lines.joined(separator: "\n"), scope: &scope)
    var run = ScriptRun(title: "writes", script: setup.lines + writes.lines, scope: scope)
    run.attention = .outcomes
    do {
      for _ in setup.lines { _ = try run.next() }
      let time = CPUTime()
      while try run.next() != nil {}
      let nanoseconds = time.nanoseconds
      let faults = run.session?.value(of: .faultsTotal) ?? 0
      let steps = run.session?.value(of: .step) ?? 0
      return Run(
        nanoseconds: nanoseconds, operations: lines.count,
        expected: "\(accesses + 1) steps, 0 faults", found: "\(steps) steps, \(faults) faults")
    } catch {
      preconditionFailure("the script was refused: \(error)")
    }
  }
  /// How many accesses there are. A debug build is for the tests, which have other things to do.
  #if DEBUG
    private static let accesses = 10_000
  #else
    private static let accesses = 1_000_000
  #endif
}
