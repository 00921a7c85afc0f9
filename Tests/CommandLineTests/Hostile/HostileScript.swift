import Simulation

@testable import Script

/// Scripts made of the table of verbs: valid, almost valid and hostile ones. A new verb is among
/// them at once.
struct HostileScript {
  var numbers: HostileNumbers

  /// The words that a script of some lines consists of.
  mutating func text(lines count: Int) -> String {
    (0..<count).map { _ in numbers.chance(8) ? damaged(line()) : line() }.joined(separator: "\n")
  }

  /// A line of any verb.
  mutating func line() -> String {
    if numbers.chance(25) { return memoryLine() }
    return line(of: numbers.element(of: Self.verbs))
  }

  /// Verbs that neither end the program nor write files.
  private static let verbs = Verb.all.filter { !["crash", "save", "machine"].contains($0.name) }

  /// A line of one verb.
  mutating func line(of verb: Verb) -> String {
    var words: [String] = []
    for argument in verb.arguments
    where numbers.chance(argument.isRequired || argument.form == .position ? 94 : 35) {
      words.append(text(of: argument))
    }
    if numbers.chance(3) { words.append(words.first ?? numbers.numeral()) }
    let bound = verb.bindsName && numbers.chance(70) ? "\(name()) = " : ""
    return bound + ([verb.name] + words).joined(separator: " ")
  }

  /// What programs do most, with plain values: so that there is something to be damaged.
  private mutating func memoryLine() -> String {
    let place = numbers.element(of: numbers.places)
    switch numbers.below(9) {
    case 0, 1: return "\(name()) = alloc \(numbers.below(3000))"
    case 2, 3: return "free \(name())"
    case 4: return "realloc \(name()) \(numbers.below(5000))"
    case 5: return "physical write \(place & ~7) = \(numbers.number())"
    case 6: return "write \(0x4444_4444_0000 + 8 * UInt64(numbers.below(64))) = \(numbers.number())"
    case 7: return "map \(0x1000_0000 + 4096 * UInt64(numbers.below(8))) count=\(numbers.below(9))"
    default: return "f\(numbers.below(3)) = frame alloc count=\(numbers.below(40))"
    }
  }

  private mutating func text(of argument: Argument) -> String {
    let value = numbers.chance(4) ? numbers.numeral() : value(of: argument.kind)
    switch argument.form {
    case .position: return value
    case .key: return "\(argument.key)=\(value)"
    case .word: return argument.key
    case .equals: return "= \(value)"
    case .assignment: return "\(numbers.element(of: RegisterField.all).name)=\(numbers.numeral())"
    }
  }

  private mutating func value(of kind: Argument.Kind) -> String {
    switch kind {
    case .number, .size, .value, .address: return numbers.numeral()
    case .operand, .place: return numbers.chance(50) ? name() : numbers.numeral()
    case .flags:
      return numbers.element(of: ["W", "U", "WU", "-P", "WX", "H", "G", "WUPAD", "0x80", "?"])
    case .word(let words): return numbers.element(of: words)
    case .text: return numbers.element(of: ["\"a\"", "\"\"", "\"é 👍🏽\"", "\"\\\\\"", "open"])
    case .map: return numbers.element(of: ["qemu-128m", "nosuch", "\"a b\""])
    case .comparison, .condition:
      let figure = numbers.element(of: Figure.allCases).rawValue
      let comparison =
        "\(figure) \(numbers.element(of: Relation.allCases).rawValue) \(numbers.numeral())"
      guard kind == .condition, numbers.chance(50) else { return comparison }
      return numbers.element(of: [
        "oom", "not ( fault or \(comparison) )", "name \(name()) and \(comparison)",
        "address \(numbers.numeral())", "alloc.size > 10 or refused", "text \"alloc\"", "( oom",
      ])
    case .command: return line(of: numbers.element(of: Self.verbs))
    case .destination:
      return numbers.element(of: [
        "start", "end", "50%", "101%", "-1", "3", "\"a\"", numbers.numeral(),
      ])
    case .fault: return numbers.element(of: ["gp", "0x7", "0", "0xffffffffff"])
    case .topic:
      return numbers.chance(50)
        ? numbers.element(of: Self.verbs).name : numbers.element(of: Glossary.terms).name
    default: return numbers.chance(70) ? name() : numbers.numeral()
    }
  }

  private mutating func name() -> String {
    numbers.element(of: ["a", "b", "c", "d", "f0", "f1", "b7", "b4294967295", "_-", "nobody"])
  }

  /// A line with something wrong in it.
  private mutating func damaged(_ line: String) -> String {
    var characters = Array(line)
    for _ in 0...numbers.below(3) {
      let place = numbers.below(characters.count + 1)
      switch numbers.below(4) {
      case 0: characters.insert(contentsOf: Array(numbers.character()), at: place)
      case 1 where place < characters.count: characters.remove(at: place)
      case 2: characters.removeLast(characters.count - place)
      default: characters.append(contentsOf: characters.prefix(place))
      }
    }
    return String(characters.prefix(400))
  }
}
