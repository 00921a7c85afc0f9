public import Simulation

/// The names that a script knows, and the slots that the machine keeps them in.
public struct Scope: Sendable {
  /// The texts of the names.
  public var names: NameTable
  /// Where a name lives already: in the slots of a trace, which change hands while it runs.
  public var live: @Sendable (Name.Label) -> UInt32?

  /// The version of the language that the script is written in.
  public var version = LanguageVersion.current

  /// The names of branches.
  public var branches: [String] = []

  private var slots: [Name.Label: UInt32] = [:]
  private var firstFreeSlot: UInt32

  /// A scope that takes slots from `firstFreeSlot` on for names that are not `live`.
  public init(
    names: NameTable = NameTable(), firstFreeSlot: UInt32 = 0,
    live: @escaping @Sendable (Name.Label) -> UInt32? = { _ in nil }
  ) {
    self.names = names
    self.firstFreeSlot = firstFreeSlot
    self.live = live
  }

  /// Leaves the slots below `slot` to a trace.
  public mutating func reserve(below slot: Int) {
    firstFreeSlot = max(firstFreeSlot, UInt32(clamping: slot))
  }

  /// The name that reads `text`; it gets a slot at its first use. O(1).
  public mutating func name(_ text: String) -> Name {
    let label = names.label(text)
    if let slot = live(label) ?? slots[label] { return Name(slot: slot, label: label) }
    let slot = takeSlot()
    slots[label] = slot
    return Name(slot: slot, label: label)
  }

  /// A name for a result that nobody bound, with a slot of its own.
  public mutating func anonymousName() -> Name {
    Name(slot: takeSlot(), label: .anonymous)
  }

  /// The names that have been used, in alphabetical order. O(n log n).
  public var usedNames: [String] { slots.keys.compactMap { names.text($0) }.sorted() }

  private mutating func takeSlot() -> UInt32 {
    precondition(firstFreeSlot < .max, "a session has fewer names than 2^32")
    defer { firstFreeSlot += 1 }
    return firstFreeSlot
  }
}
