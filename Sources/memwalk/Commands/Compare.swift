import ArgumentParser
import MemoryCore
import Script
import Session
import Simulation
import Traces

/// `memwalk compare`: one trace on several heaps.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a trace on several heaps and print how each came through it.",
    discussion: """
      Throughput is operations a second of CPU time through the simulated machine. The peak heap \
      reaches from the heap's start to the highest end that a block had. Utilisation (of the peak \
      heap, by the bytes asked for) and internal fragmentation are those where most bytes were in \
      blocks; external fragmentation is the mean of 240 moments.
      """)

  @ArgumentParser.Argument(
    help:
      "The trace: a .rep file, the name of one that comes with memwalk, or - for standard input.",
    completion: .trace)
  var trace: String

  @Option(
    help: "The heaps, separated by commas; all unless told otherwise.", completion: .policies)
  var heap: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "Write a plot of the run to this file.", completion: .file())
  var svg: String?

  @Flag(help: "Let --svg replace a file that is there.")
  var force = false

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var machine: MachineOptions

  func validate() throws {
    _ = try policies
  }

  func run() throws {
    let loading = try TraceLoader.open(argument: trace, cache: TraceLoader.cache())
    if let svg {
      try NewFile.checkCanWrite(svg, replacing: force)
    }
    try TraceLoader.finish(loading)
    let title = TraceLoader.title(of: trace)
    for notice in loading.notices { Console.error("\(title): \(notice)") }
    let description = try machine.description()
    var results: [HeapResult] = []
    let policies = try policies
    var progress = ProgressLine()
    for (number, policy) in policies.enumerated() {
      do {
        let what = "\(policy.rawValue), heap \(number + 1) of \(policies.count)"
        results.append(
          try HeapResult(policy, loading.commands, alignment: blocks.alignment, on: description) {
            progress.show(what, Double($0), of: loading.commands.count)
          })
      } catch {
        progress.clear()
        throw failure(error, policy)
      }
    }
    progress.clear()
    Console.print(json ? Self.json(results) : Self.table(results, title))
    if let svg {
      try NewFile.write(
        ComparisonPlot.svg(of: results, title: title), to: svg, replacing: force)
    }
  }

  private var policies: [HeapPolicy] {
    get throws {
      guard !heap.isEmpty else { return HeapPolicy.allCases }
      let heap = heap.joined(separator: ",")
      let known = HeapPolicy.allCases.map(\.rawValue).joined(separator: ", ")
      var policies: [HeapPolicy] = []
      for word in heap.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
        guard let policy = HeapPolicy(rawValue: String(word)) else {
          throw ValidationError("--heap \(word): the heaps are \(known).")
        }
        if !policies.contains(policy) { policies.append(policy) }
      }
      guard !policies.isEmpty else {
        throw ValidationError("--heap \"\(heap)\" names no heap: the heaps are \(known).")
      }
      return policies
    }
  }

  /// What to say of a machine that there cannot be, or that does not boot with a heap.
  private func failure(_ error: Refusal, _ policy: HeapPolicy) -> Failure {
    let message = error.message(names: NameTable())
    guard case .boot(.fails(_, let reason)) = error else {
      return .input((machine.map.map { "\($0): " } ?? "") + message)
    }
    let what = [machine.memoryText, "heap \(policy.rawValue)"].compactMap { $0 }
    let text = what.joined(separator: ", ") + ": " + message
    if case .boot(.memoryMap) = reason { return .input(text) }
    return .run(text)
  }

  private static func table(_ results: [HeapResult], _ title: String) -> String {
    let header = [
      "heap", "M ops/s", "peak heap", "peak used", "utilisation", "ext. frag.", "int. frag.",
      "holes/alloc", "oom",
    ]
    let rows = results.map { result in
      [
        result.policy.rawValue, decimal(result.throughput / 1e6),
        NumberText.bytes(result.peakHeap), NumberText.bytes(result.peakUsed),
        percent(result.utilisation), percent(result.externalFragmentation),
        percent(result.internalFragmentation), decimal(result.holesPerAllocation),
        NumberText.count(result.outOfMemory),
      ]
    }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    let lines = ([header] + rows).map { row in
      row.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + padding : padding + text
      }.joined(separator: "  ")
    }
    let operations = Phrase.count(UInt64(results.first?.operations ?? 0), "operation")
    return (["\(title): \(operations)", ""] + lines).joined(separator: "\n")
  }

  private static func json(_ results: [HeapResult]) -> String {
    JSONText.array(
      results.map { result in
        JSONText.object([
          ("heap", JSONText.string(result.policy.rawValue)),
          ("operations", "\(result.operations)"),
          ("operations_per_second", "\(Int(result.throughput))"),
          ("peak_heap_bytes", "\(result.peakHeap)"), ("peak_used_bytes", "\(result.peakUsed)"),
          ("utilisation_percent", NumberText.tenths(result.utilisation)),
          ("external_fragmentation_percent", NumberText.tenths(result.externalFragmentation)),
          ("internal_fragmentation_percent", NumberText.tenths(result.internalFragmentation)),
          ("holes_per_allocation", decimal(result.holesPerAllocation)),
          ("oom", "\(result.outOfMemory)"), ("refused", "\(result.refused)"),
        ])
      })
  }

  /// Two digits behind the point.
  private static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }

  /// One digit behind the point, in every row.
  private static func percent(_ tenths: UInt64) -> String {
    "\(tenths / 10).\(tenths % 10) %"
  }
}
