/// The figure of a workload: a line of the bench's output.
struct Measurement {
  /// The workload's name.
  let name: String
  /// The median over the runs, to three decimals.
  let value: Double
  /// The unit of `value`.
  let unit: String
  /// `ok`, or what the first wrong run should have computed and did.
  let check: String

  /// Whether all runs computed what they should.
  var isCorrect: Bool { check == "ok" }

  /// The figure that `runs`, of which there is at least one, amount to.
  init(of workload: Workload, runs: [Workload.Run]) {
    let values = runs.map { $0.value(in: workload.unit) }.sorted()
    name = workload.name
    value = (values[values.count / 2] * 1_000).rounded() / 1_000
    unit = workload.unit.rawValue
    let wrong = runs.first { $0.found != $0.expected }
    check = wrong.map { "expected \($0.expected), found \($0.found)" } ?? "ok"
  }

  /// Runs `workload` again and again, at least five times, until it has taken `seconds` of CPU
  /// time with what it does besides its timed part.
  init(of workload: Workload, seconds: Double) {
    let time = CPUTime()
    var runs: [Workload.Run] = []
    while runs.isEmpty || !workload.runsOnce && runs.count < 5
      || !workload.runsOnce && Double(time.nanoseconds) < seconds * 1e9
    {
      runs.append(workload.run())
    }
    self.init(of: workload, runs: runs)
  }
}
