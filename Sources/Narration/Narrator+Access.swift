import MemoryCore
import Script
import Simulation

/// Accesses through TLB and MMU, and past them.
extension Narrator {
  func accessed(_ outcome: CompletedAccess) -> [String] {
    let what = actor + " " + deed(outcome)
    let place = address(outcome.first.physical)
    let how = translation(outcome)
    let byte =
      outcome.first.origin == .walk && outcome.second == nil
      ? ", and found the byte at physical \(place)" : "; the first byte is at physical \(place)"
    return [
      sentence("\(what): \(how.full)\(byte)"), sentence("\(what): \(how.full)"),
      sentence("\(what): \(how.short)"),
      sentence("\(deed(outcome, withPlace: false)): \(how.short)"),
    ]
  }

  /// Where the translations came from: of one page, or of the two that the access crosses.
  private func translation(_ outcome: CompletedAccess) -> (full: String, short: String) {
    let walk = walkText
    switch (outcome.first.origin, outcome.second?.origin) {
    case (.firstLevel, nil):
      return ("the TLB had the page, so no table was read", "the TLB had the page")
    case (.secondLevel, nil):
      return (
        "the TLB had the page in its second level, so no table was read",
        "the TLB's second level had the page"
      )
    case (.walk, nil): return ("the TLB missed, so the MMU \(walk.full)", walk.short)
    case (.walk, .walk):
      return ("it crosses two pages, and the TLB missed both, so the MMU \(walk.full)", walk.short)
    case (.walk, _):
      return (
        "it crosses two pages, and the TLB missed the first, so the MMU \(walk.full)", walk.short
      )
    case (_, .walk):
      return (
        "it crosses two pages, and the TLB missed the second, so the MMU \(walk.full)", walk.short
      )
    default:
      return ("it crosses two pages, and the TLB had both, so no table was read", "TLB hits")
    }
  }

  /// What the MMU did on its way: how many entries it read, and which bits it set.
  private var walkText: (full: String, short: String) {
    var entries = 0
    var accessedBits = 0
    var setsDirty = false
    for access in step.accesses {
      switch access.purpose {
      case .walk: entries += 1
      case .accessedDirty:
        guard case .store(let previous) = access.kind else { continue }
        let flags = PageTableFlags(rawValue: access.word & ~previous)
        if flags.contains(.accessed) { accessedBits += 1 }
        if flags.contains(.dirty) { setsDirty = true }
      case .data, .kernel: continue
      }
    }
    let count = NumberText.count(entries) + (entries == 1 ? " entry" : " entries")
    var bits: [String] = []
    if accessedBits > 0 { bits.append("A in \(NumberText.count(accessedBits))") }
    if setsDirty { bits.append("D in the last") }
    let set = bits.isEmpty ? "" : ", set \(bits.joined(separator: " and "))"
    return ("read \(count) of the tables\(set)", "a TLB miss; the MMU read \(count)")
  }

  func flushed(_ address: LinearAddress?) -> [String] {
    guard let address else {
      return [
        "Every translation was dropped from the TLB: the next access to each page walks the"
          + " tables again.",
        "Every translation was dropped from the TLB.",
      ]
    }
    let place = NumberText.address(address.rawValue)
    return [
      "invlpg dropped what the TLB may hold of the page of \(place): the next access to it walks"
        + " the tables.",
      "invlpg dropped the page of \(place) from the TLB.",
    ]
  }

  func physical(_ place: PhysicalAddress, _ word: UInt64, _ before: UInt64?) -> [String] {
    let value = NumberText.value(word)
    guard let before else {
      return [
        "The word at physical \(address(place)) is \(value), read past TLB and MMU.",
        "Physical \(address(place)) holds \(value).",
      ]
    }
    let change =
      before == word ? "was \(value) already" : "went from \(NumberText.value(before)) to \(value)"
    return [
      "The word at physical \(address(place)) \(change), past TLB and MMU: no right was checked,"
        + " no bit in a table set.",
      "The word at physical \(address(place)) \(change).",
      "The word \(change).",
    ]
  }

  /// Who makes the access.
  private var actor: String {
    if case .access(.memory(let access)) = step.command, access.isUser { return "user mode" }
    return "the kernel"
  }

  private func deed(_ outcome: CompletedAccess, withPlace: Bool = true) -> String {
    guard case .access(.memory(let access)) = step.command else { return "made an access" }
    let value = NumberText.value(outcome.value)
    let place = withPlace ? operand(access.address) : nil
    switch access.kind {
    case .read: return "read \(value)" + (place.map { " from \($0)" } ?? "")
    case .write: return "wrote \(value)" + (place.map { " to \($0)" } ?? "")
    case .execute: return "fetched an instruction" + (place.map { " from \($0)" } ?? "")
    }
  }

  /// A name or an address, as the command has it.
  func operand(_ operand: Operand) -> String {
    switch operand {
    case .address(let address): NumberText.address(address)
    case .name(let name): Phrase.name(name.label, names)
    }
  }
}

extension RecordedAccess {
  /// Whether the word was replaced.
}
