import MemoryCore

/// Flags of page-table entries as scripts write them: letters, or a raw value.
///
/// Without `X` the no-execute bit is set, and `P` is set unless `-P` is written.
enum FlagSyntax {
  /// The letters, with spaces, in the order in which they are written.
  static let letters = "P W U X T C A D H G"

  /// What is wrong with a word as flags, and at which of its characters.
  struct Failure: Error {
    let reason: ScriptError.Reason
    let offset: Int
    let length: Int
  }

  static func parse(_ word: String) throws(Failure) -> PageTableFlags {
    if word.first?.isNumber == true { return try parseRaw(word) }
    var flags: PageTableFlags = [.present, .noExecute]
    var seen: Set<Character> = []
    let characters = Array(word)
    var index = 0
    while index < characters.count {
      let start = index
      let isNegated =
        characters[index] == "-" && index + 1 < characters.count
        && characters[index + 1] == "P"
      if isNegated { index += 1 }
      let letter = characters[index]
      index += 1
      func failure(_ reason: ScriptError.Reason) -> Failure {
        Failure(reason: reason, offset: start, length: index - start)
      }
      guard letter == "P" || letter == "X" || bits[letter] != nil else {
        throw failure(.unknownFlag(letter))
      }
      guard seen.insert(letter).inserted else { throw failure(.repeatedFlag(letter)) }
      if isNegated { flags.remove(.present) }
      if letter == "X" { flags.remove(.noExecute) }
      if let bit = bits[letter] { flags.insert(bit) }
    }
    return flags
  }

  /// The shortest text that `parse` makes the same flags of.
  static func text(_ flags: PageTableFlags) -> String {
    let lettered = bits.values.reduce([.present, .noExecute] as PageTableFlags) { $0.union($1) }
    guard flags.isSubset(of: lettered) else { return NumberText.hex(flags.rawValue) }
    let set = letters.filter { letter in
      letter == "X" ? !flags.contains(.noExecute) : bits[letter].map(flags.contains) ?? false
    }
    guard flags.contains(.present) else { return "-P" + set }
    return set.isEmpty ? "P" : set
  }

  private static let bits: [Character: PageTableFlags] = [
    "W": .writable, "U": .userAccessible, "T": .writeThrough, "C": .noCache, "A": .accessed,
    "D": .dirty, "H": .hugePage, "G": .global,
  ]

  private static func parseRaw(_ word: String) throws(Failure) -> PageTableFlags {
    func failure(_ reason: ScriptError.Reason) -> Failure {
      Failure(reason: reason, offset: 0, length: word.unicodeScalars.count)
    }
    let value: UInt64
    do {
      value = try NumberSyntax.parse(word)
    } catch {
      throw failure(error == .tooLarge ? .numberTooLarge(word, limit: .max) : .badNumber(word))
    }
    let flags = PageTableFlags(rawValue: value)
    guard flags.rawValue == value else {
      throw failure(.addressBitsInFlags(value & ~flags.rawValue))
    }
    return flags
  }
}
