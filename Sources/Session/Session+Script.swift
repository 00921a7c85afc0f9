import Script
import Simulation

extension Session {
  /// Starts the script with what the session was built from.
  public mutating func record(_ lines: [String]) { script += lines }

  /// The session so far, as the text of a script.
  public var scriptText: String { script.map { $0 + "\n" }.joined() }

  /// Notes a statement that was carried out.
  mutating func record(_ statement: Statement) {
    switch statement {
    case .show, .help, .diff, .save, .expect, .crash: return
    case .goto, .find, .writer, .touch: return recordPlace()
    default: script.append(Printer.text(statement, names: names))
    }
    switch statement {
    case .command:
      guard case .heap(.outOfMemory) = timeline.step?.outcome else { return }
      // A script that runs out of memory has failed, unless it says that it knows.
      record(line: .expect(.error("out-of-memory")))
    // Where the other run has come to depends on how long the user has waited.
    case .swap: recordPlace()
    default: break
    }
  }

  /// Notes the step that is looked at. Of places behind one another only the last counts.
  public mutating func recordPlace() {
    let number = stepNumber
    let place = number < 0 ? Destination.setup(before: UInt64(-number)) : .step(UInt64(number))
    if script.last?.hasPrefix("goto ") == true { script.removeLast() }
    record(line: .goto(place))
  }

  private mutating func record(line statement: Statement) {
    script.append(Printer.text(statement, names: names))
  }
}
