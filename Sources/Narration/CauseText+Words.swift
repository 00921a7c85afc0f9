import MemoryCore
import Script
import Simulation

extension CauseText {
  /// "hole headers: 12 words read, 2 written".
  static func text(_ words: AccessedWords) -> String {
    let (loads, stores) = (UInt64(words.loads), UInt64(words.stores))
    var counts: [String] = []
    if loads > 0 { counts.append("\(Phrase.count(loads, "word")) read") }
    if stores > 0 {
      counts.append(
        loads > 0
          ? "\(NumberText.count(stores)) written" : "\(Phrase.count(stores, "word")) written")
    }
    return "\(name(words.kind)): \(counts.joined(separator: ", "))"
  }

  private static func name(_ kind: AccessedWords.Kind) -> String {
    switch kind {
    case .walked(let level): "\(level.text) tables, by the MMU"
    case .part(let structure): structure.plainName
    case .program: "data"
    case .physical: "physical memory"
    }
  }
}
