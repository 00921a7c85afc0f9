import MemoryCore
import Narration
import Script
public import Session
public import Simulation

/// The answer to a question, as the machine knows it when it has made the step.
public enum RightAnswer: Equatable, Sendable {
  /// A figure's value.
  case number(Figure, UInt64)
  /// The choices that are right, from 1. A good question has one.
  case choice([Int])
  /// The fault, `none` without one.
  case fault(String)
  /// An address.
  case address(UInt64)
  /// A frame by its number.
  case frame(UInt64)
  /// A hole: its bytes.
  case hole(Range<UInt64>)
  /// A table entry by its place in RAM.
  case entry(UInt64)

  /// Works the answer out, before a step and behind it; `nil` if there is none.
  public init?(to question: Question, before: Session, after: Session) {
    let machine = after.snapshot.machine
    switch question.asked {
    case .number(let figure): self = .number(figure, after.value(of: figure))
    case .choice(let choices):
      self = .choice(choices.indices.filter { after.holds(choices[$0].condition) }.map { $0 + 1 })
    case .fault: self = .fault(Self.fault(of: after))
    case .address(let operand):
      guard let address = after.address(of: operand) else { return nil }
      self = .address(address)
    case .frame(let operand):
      guard
        let address = after.address(of: operand).flatMap({ try? VirtualAddress(validating: $0) }),
        let place = machine.physicalAddress(of: address)
      else { return nil }
      self = .frame(place.rawValue >> 12)
    case .hole(let operand):
      guard let address = after.address(of: operand),
        let hole = before.snapshot.holes.first(where: {
          address >= $0.address.rawValue && address - $0.address.rawValue < $0.size
        })
      else { return nil }
      self = .hole(hole.address.rawValue..<hole.address.rawValue + hole.size)
    case .entry(let operand):
      guard
        let address = after.address(of: operand).flatMap({ try? VirtualAddress(validating: $0) }),
        let entry = machine.path(to: LinearAddress(address)).last
      else { return nil }
      self = .entry(entry.address.rawValue)
    }
  }

  /// Whether something typed says it; `nil` if that is no answer at all.
  public func isMet(by text: String) -> Bool? {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    switch self {
    case .number(let figure, let value):
      if figure.unit == .percent {
        let word = text.filter { $0 != "%" && $0 != " " }
        return word.split(separator: ".").count > 2 ? nil : Self.tenths(word).map { $0 == value }
      }
      return Self.number(text).map { $0 == value }
    case .choice(let right): return Self.number(text).map { right.contains(Int(clamping: $0)) }
    case .fault(let right):
      if text == "none" || text == "no" || text == "gp" { return Self.isSame(text, right) }
      return Self.number(text).map { Self.number(right) == $0 }
    case .address(let right): return Self.number(text).map { $0 == right }
    case .frame(let right): return Self.number(text).map { $0 == right || $0 >> 12 == right }
    case .hole(let right): return Self.number(text).map { right.contains($0) }
    case .entry(let right): return Self.number(text).map { $0 & ~7 == right }
    }
  }

  /// Whether the cursor is on it.
  public func isMet(by selection: Selection) -> Bool {
    switch (self, selection) {
    case (.address(let right), .heap(let place)): place.rawValue == right
    case (.hole(let right), .heap(let place)): right.contains(place.rawValue)
    case (.frame(let right), .frame(let number)): number == right
    case (.entry(let right), .entry(let place, _, _)): place.rawValue == right
    case (.number, _), (.choice, _), (.fault, _), (.address, _), (.frame, _), (.hole, _),
      (.entry, _):
      false
    }
  }

  /// The answer in words.
  public func text(of question: Question) -> String {
    switch self {
    case .number(let figure, let value): return figure.phrase(value)
    case .choice(let right):
      guard case .choice(let choices) = question.asked else { return "" }
      return right.map { "\($0), \(choices[$0 - 1].text)" }.joined(separator: " · ")
    case .fault(let text): return text == "none" ? "none" : text == "gp" ? text : "\(text)"
    case .address(let address): return NumberText.address(address)
    case .frame(let number): return "the frame at \(NumberText.address(number << 12))"
    case .hole(let bytes):
      return "the hole at \(NumberText.address(bytes.lowerBound)), "
        + NumberText.bytes(bytes.upperBound - bytes.lowerBound)
    case .entry(let place): return "the entry at \(NumberText.address(place))"
    }
  }

  private static func fault(of session: Session) -> String {
    guard let fault = session.fault else { return "none" }
    if case .pageFault(let page) = fault { return NumberText.hex(UInt64(page.code.rawValue)) }
    return "gp"
  }

  private static func isSame(_ text: String, _ right: String) -> Bool {
    text == right || text == "no" && right == "none"
  }

  /// A number as people write it: `1,048,576`, `4K`, `0x20_0000`.
  private static func number(_ text: String) -> UInt64? {
    let digits = text.filter { $0 != "," && $0 != " " }
    if let number = NumberText.parse(digits) { return number }
    let units: [Character: UInt64] = ["k": 10, "m": 20, "g": 30]
    guard let shift = digits.last.flatMap({ units[$0] }),
      let number = NumberText.parse(String(digits.dropLast())), number < 1 << 32
    else { return nil }
    return number << shift
  }

  private static func tenths(_ text: String) -> UInt64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = UInt64(parts.first ?? ""), whole <= 100 else { return nil }
    guard parts.count == 2 else { return whole * 10 }
    guard parts[1].count == 1, let tenth = UInt64(parts[1]) else { return nil }
    return whole * 10 + tenth
  }
}
