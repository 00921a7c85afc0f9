import Simulation

/// The terms of the field: what `help TERM` explains.
public enum Glossary {
  /// The terms by subject, in the order of the list.
  public static let subjects: [(title: String, terms: [Term])] = [
    ("Addresses and pages", addresses), ("Page tables", tables), ("Control registers", registers),
    ("Translation and faults", translation), ("Frames", frames), ("The heap", heap),
    ("How free memory is found", policies), ("memwalk", program),
  ]

  /// All terms.
  public static let terms: [Term] = subjects.flatMap(\.terms)

  /// What `help` calls the list of all terms.
  public static let title = "glossary"

  /// The term that goes by a name, in any case, with spaces or hyphens, one or many of it. O(1).
  public static func term(_ name: String) -> Term? { terms(byName: key(of: name)) }

  /// Names that were perhaps meant: of verbs and terms, those with the same word first.
  static func nearest(to name: String) -> [String] {
    let wanted = key(of: name)
    guard wanted.utf8.count <= 40 else { return [] }
    let verbs = Verb.listed.map(\.name)
    let known = verbs + terms.map(\.name) + [title]
    let close =
      [WordList.nearest(to: wanted, among: verbs)]
      + [WordList.nearest(to: wanted, among: terms.flatMap { [$0.name] + $0.others } + [title])]
      + [WordList.nearest(to: wanted, among: Figure.allCases.map(\.rawValue))]
    let holding = known.filter { key(of: $0).split(separator: " ").contains { $0 == wanted } }
    var seen: Set<String> = []
    return (close.compactMap { $0 } + holding).filter { seen.insert(key(of: $0)).inserted }
      .prefix(4).map { $0 }
  }

  /// How names are compared.
  static func key(of name: String) -> String { name.lowercased().replacing("-", with: " ") }

  private static func terms(byName key: String) -> Term? {
    places[key].map { terms[$0] }
      ?? singulars(of: key).lazy.compactMap { places[$0] }.first.map {
        terms[$0]
      }
  }

  /// What `key` may be the plural of.
  private static func singulars(of key: String) -> [String] {
    guard key.hasSuffix("s") else { return [] }
    let one = String(key.dropLast())
    return one.hasSuffix("ie")
      ? [one.dropLast(2) + "y", one]
      : one.hasSuffix("e") ? [one, String(one.dropLast())] : [one]
  }

  private static let places: [String: Int] = {
    var places: [String: Int] = [:]
    for (place, term) in terms.enumerated() {
      for name in [term.name] + term.others where places[key(of: name)] == nil {
        places[key(of: name)] = place
      }
    }
    return places
  }()
}
