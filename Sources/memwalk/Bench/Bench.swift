import ArgumentParser

/// `memwalk bench`: times the core on standard workloads and checks what they compute.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time the core on standard workloads.",
    discussion: """
      Prints the median CPU time of each workload, and whether the workload computed what any \
      correct implementation does; if one did not, the exit status is 1.

      The workloads:
      \(listing)
      """)

  @Argument(
    help: ArgumentHelp("The workloads to run; all by default.", valueName: "name"),
    completion: .list(Workload.all.map(\.name)))
  var names: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    _ = try Self.workloads(named: names)
  }

  func run() throws {
    let workloads = try Self.workloads(named: names)
    let width = workloads.map(\.name.count).max() ?? 0
    var measurements: [Measurement] = []
    for workload in workloads {
      let measurement = Measurement(of: workload, seconds: 2)
      measurements.append(measurement)
      if !json { print(measurement.line(nameWidth: width)) }
    }
    if json { print(measurements.json) }
    guard measurements.allSatisfy(\.isCorrect) else { throw ExitCode.failure }
  }

  /// The workloads with these names in the order of the names; all of them without names.
  static func workloads(named names: [String]) throws(ValidationError) -> [Workload] {
    guard !names.isEmpty else { return Workload.all }
    var found: [Workload] = []
    for name in names {
      guard let workload = Workload.all.first(where: { $0.name == name }) else {
        throw ValidationError("there is no workload '\(name)'. The workloads:\n\(listing)")
      }
      found.append(workload)
    }
    return found
  }

  /// The names of all workloads and what they do, one a line.
  private static var listing: String {
    let width = Workload.all.map(\.name.count).max() ?? 0
    return Workload.all
      .map { "  \($0.name.padded(to: width))  \($0.summary)" }
      .joined(separator: "\n")
  }
}

extension Measurement {
  /// The figure as a line of a table whose first column is `nameWidth` wide.
  func line(nameWidth: Int) -> String {
    let digits = String(Int((value * 1_000).rounded()))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let number = padded.dropLast(3) + "." + padded.suffix(3)
    let space = String(repeating: " ", count: max(1, 14 - number.count))
    return "\(name.padded(to: nameWidth))\(space)\(number) \(unit.padded(to: 2))  \(check)"
  }
}

extension [Measurement] {
  /// A JSON array of one object for each figure.
  var json: String {
    JSONText.array(
      map { figure in
        JSONText.object([
          ("name", JSONText.string(figure.name)), ("value", "\(figure.value)"),
          ("unit", JSONText.string(figure.unit)), ("check", JSONText.string(figure.check)),
        ])
      })
  }
}

extension String {
  /// The text with spaces behind it up to `width` characters.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
