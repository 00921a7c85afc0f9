import Script
import Simulation

extension Session {
  /// Starts the script with what the session was built from.
  public mutating func record(_ lines: [String]) { script += lines }

  /// Notes a statement that was carried out.
  mutating func record(_ statement: Statement) {
    switch statement {
    case .show, .help, .diff, .save, .expect, .crash: return
    case .goto, .find, .writer, .touch: recordPlace()
    default: script.append(Printer.text(statement, names: names))
    }
  }

  /// Notes the step that is looked at. Of places behind one another only the last counts.
  mutating func recordPlace() {
    let line = "goto \(max(0, stepNumber))"
    if script.last?.hasPrefix("goto ") == true {
      script[script.count - 1] = line
    } else {
      script.append(line)
    }
  }
}
