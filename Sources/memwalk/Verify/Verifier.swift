/// Does what a case says and compares every answer.
protocol Verifier {
  /// The fields of a case, as in the file.
  associatedtype Case: Decodable

  /// Prepares what the case starts from.
  init(_ answer: Case) throws(CaseProblem)

  /// Does the case.
  mutating func run(_ checks: inout CaseChecks) throws(CaseProblem)
}

/// Something in a case that the program does not know or cannot represent.
struct CaseProblem: Error, CustomStringConvertible {
  /// What it is.
  let description: String

  init(_ description: String) { self.description = description }
}

/// The comparisons made in one case.
struct CaseChecks {
  /// How many were made.
  private(set) var count = 0

  /// How many failed, problems included.
  private(set) var failures = 0

  /// The first failure: what came first explains most.
  private(set) var first: String?

  /// The first failure and the number of others; `nil` if all is right.
  var summary: String? {
    guard let first else { return nil }
    return failures > 1 ? "\(first) (and \(failures - 1) more)" : first
  }

  /// Compares one answer; `place` says where in the case.
  mutating func compare<Value: Equatable>(
    _ found: Value, expected: Value, at place: @autoclosure () -> String
  ) {
    count += 1
    if found != expected { fail("\(place()): expected \(expected), found \(found)") }
  }

  /// Compares a list as one answer, and names the first row that differs.
  mutating func compare<Row: Equatable>(
    rows found: [Row], expected: [Row], at place: @autoclosure () -> String
  ) {
    count += 1
    guard found != expected else { return }
    let row = zip(found, expected).prefix { $0 == $1 }.count
    let wanted = row < expected.count ? "\(expected[row])" : "no more"
    let got = row < found.count ? "\(found[row])" : "no more"
    fail("\(place()), row \(row): expected \(wanted), found \(got)")
  }

  /// Notes that the case is wrong.
  mutating func fail(_ description: String) {
    failures += 1
    if first == nil { first = description }
  }
}
