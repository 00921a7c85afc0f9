import ArgumentParser

/// `memwalk verify DIR`: compares the core with known answers.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compares the core with known answers.",
    discussion: """
      Reads DIR/heap, DIR/mapper, DIR/frames and DIR/mmu, one JSON document a line, and of \
      DIR/features heap_fit.json and tlsf.json, whose cases are the entries of their lists. Kinds \
      may be missing, but not all. Every file left out is listed as skipped, and every document \
      that calls itself a quirk.

      A failure is a case with at least one wrong answer, or with something in it that the \
      program does not know, or a document that is damaged. A check is one comparison: the result of an operation, a list of \
      holes, a number of used or free bytes; a list of regions, a frame, a count; the table \
      entries at the end of a case; a field of an address; the outcome of a memory access; all \
      blocks or all free lists of a heap; a size class.

      Exit status: 0 if all answers are right, 1 if not, 2 if DIR cannot be read or holds no answers.
      """
  )

  @Argument(help: "The folder with the known answers.", completion: .directory)
  var dir: String

  @Flag(help: "Print the counts as JSON.")
  var json = false

  /// How many failing cases are described.
  private static let describedFailures = 10

  func run() throws {
    let report: VerifyReport
    do {
      report = try KnownAnswers(folder: dir).verify()
    } catch {
      Console.error("memwalk verify: \(error)")
      throw ExitCode(2)
    }
    guard !report.isEmpty else {
      throw Failure.input(
        "memwalk verify: \(dir): no known answers are there: heap, mapper, frames and mmu hold"
          + " them in files .jsonl, features in heap_fit.json and tlsf.json")
    }
    for failure in report.failures.prefix(Self.describedFailures) { Console.error(failure) }
    let more = report.failures.count - Self.describedFailures
    if more > 0 { Console.error("and \(more) more failing case\(more == 1 ? "" : "s")") }
    Console.print(json ? try report.json() : report.table())
    if !report.failures.isEmpty { throw ExitCode(1) }
  }
}
