import ArgumentParser
import Testing

@testable import memwalk

@Suite struct WorkloadTests {
  @Test(arguments: Workload.all.map(\.name))
  func computesItsKnownAnswer(name: String) throws {
    for workload in try Bench.workloads(named: [name]) {
      #expect(Measurement(of: workload, runs: [workload.run()]).check == "ok")
    }
  }

  @Test func namesAreUniqueAndSelect() throws {
    #expect(Set(Workload.all.map(\.name)).count == Workload.all.count)
    #expect(try Bench.workloads(named: []).count == Workload.all.count)
    let chosen = try Bench.workloads(named: ["translate", "heap.lifo"])
    #expect(chosen.map(\.name) == ["translate", "heap.lifo"])
  }

  @Test func unknownNameListsTheWorkloads() {
    let error = #expect(throws: ValidationError.self) {
      try Bench.workloads(named: ["heap.lifo", "heap.life"])
    }
    #expect(error?.message.contains("'heap.life'") == true)
    for workload in Workload.all { #expect(error?.message.contains(workload.name) == true) }
  }
}

@Suite struct MeasurementTests {
  /// A workload of 10 operations; its runs are made by the tests.
  let workload = Workload(name: "sum", unit: .nanoseconds, summary: "adds") {
    Workload.Run(nanoseconds: 0, operations: 10, expected: "5", found: "5")
  }

  func run(nanoseconds: UInt64, found: String) -> Workload.Run {
    Workload.Run(nanoseconds: nanoseconds, operations: 10, expected: "5", found: found)
  }

  @Test func isTheMedianForOneOperation() {
    let runs = [30, 10, 90].map { run(nanoseconds: $0, found: "5") }
    let measurement = Measurement(of: workload, runs: runs)
    #expect(measurement.line(nameWidth: 5) == "sum           3.000 ns  ok")
  }

  @Test func nameAndFigureStayApart() {
    let fast = Workload(name: "fast", unit: .rate, summary: "counts") {
      Workload.Run(nanoseconds: 1_000_000, operations: 123_456, expected: "5", found: "5")
    }
    let line = Measurement(of: fast, runs: [fast.run()]).line(nameWidth: 4)
    #expect(line == "fast 123456000.000 1/s  ok")
  }

  @Test func isPlainInJSON() {
    let fast = Workload(name: "fast", unit: .rate, summary: "counts") {
      Workload.Run(nanoseconds: 1, operations: 9_000, expected: "5", found: "5")
    }
    #expect(
      [Measurement(of: fast, runs: [fast.run()])].json == """
        [{"name": "fast", "value": 9000000000000.0, "unit": "1/s", "check": "ok"}]
        """)
  }

  @Test func oneWrongRunFailsTheCheck() {
    let runs = [run(nanoseconds: 12, found: "5"), run(nanoseconds: 12, found: "6")]
    let measurement = Measurement(of: workload, runs: runs)
    #expect(!measurement.isCorrect)
    #expect(
      [measurement].json == """
        [{"name": "sum", "value": 1.2, "unit": "ns", "check": "expected 5, found 6"}]
        """)
  }
}
