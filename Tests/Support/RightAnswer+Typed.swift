public import Lessons
import Script
import Simulation

extension RightAnswer {
  /// What one types who knows it.
  public var typed: String {
    switch self {
    case .number(let figure, let value):
      figure.unit == .percent ? NumberText.tenths(value) : String(value)
    case .choice(let right): String(right[0])
    case .fault(let text): text
    case .address(let address): NumberText.address(address)
    case .frame(let number): NumberText.address(number << 12)
    case .hole(let bytes): NumberText.address(bytes.lowerBound)
    case .entry(let place): NumberText.address(place)
    }
  }

  /// What is wrong.
  public var wrong: String {
    switch self {
    case .number(let figure, let value):
      figure.unit == .percent ? (value == 0 ? "1" : "0") : String(value + 1)
    case .choice(let right): right == [1] ? "2" : "1"
    case .fault(let text): text == "none" ? "7" : "none"
    case .address(let address): NumberText.address(address + 8)
    case .frame(let number): NumberText.address((number + 1) << 12)
    case .hole(let bytes): NumberText.address(bytes.upperBound)
    case .entry(let place): NumberText.address(place + 8)
    }
  }
}
