import MemoryCore

extension TLB {
  /// The part of the TLB that an entry is in.
  public enum Part: CaseIterable, Hashable, Sendable {
    /// First level, 4 KiB pages.
    case small
    /// First level, 2 MiB pages.
    case large
    /// First level, 1 GiB pages.
    case huge
    /// Second level.
    case second
  }

  /// An entry and where it is.
  public struct Slot: Hashable, Sendable {
    /// The part.
    public let part: Part
    /// The set in the part, from 0.
    public let set: Int
    /// The way in the set, from 0.
    public let way: Int
    /// The translation.
    public let entry: TLBEntry
  }

  /// All entries, part by part and set by set.
  public var entries: [Slot] {
    Part.allCases.flatMap { part in
      self[part].contents(in: words).map {
        Slot(part: part, set: $0.set, way: $0.way, entry: $0.entry)
      }
    }
  }

  private subscript(part: Part) -> TLBPart {
    switch part {
    case .small: small
    case .large: large
    case .huge: huge
    case .second: second
    }
  }
}
