/// A name that a script or a trace binds a result to.
///
/// `slot` is where the machine keeps the binding; slots of a trace are used again after a free, so
/// that there are as many as blocks are live at once. `label` says what the name reads like.
public struct Name: Hashable, Sendable {
  /// The index among the machine's bindings.
  public var slot: UInt32
  /// What the name reads like.
  public var label: Label

  /// A name kept in `slot`.
  public init(slot: UInt32, label: Label) {
    self.slot = slot
    self.label = label
  }

  /// The text of a name, packed into a word.
  public struct Label: Hashable, Sendable {
    /// 0 for no name; with the top bit a trace's block number; else one more than an index into a
    /// table of texts.
    public let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// No name: a result that nobody bound.
    public static let anonymous = Label(rawValue: 0)

    /// Block `id` of a trace, below 2^31, which reads "b" and the number.
    public static func block(_ id: UInt32) -> Label {
      precondition(id < 1 << 31, "block numbers have 31 bits")
      return Label(rawValue: id | 1 << 31)
    }

    /// The trace's number of the block, if the label is one.
    public var blockNumber: UInt32? {
      rawValue >> 31 == 1 ? rawValue & 0x7fff_ffff : nil
    }
  }
}

/// The texts of the names of a session.
public struct NameTable: Equatable, Sendable {
  private var texts: [String] = []
  private var labels: [String: Name.Label] = [:]

  /// A table without names.
  public init() {}

  /// The label that reads `text`. O(1).
  public mutating func label(_ text: String) -> Name.Label {
    if let known = labels[text] { return known }
    let label: Name.Label
    if let id = Self.blockNumber(text) {
      label = .block(id)
    } else {
      texts.append(text)
      label = Name.Label(rawValue: UInt32(texts.count))
    }
    labels[text] = label
    return label
  }

  /// The label that reads `text`, if a name of the table or any block of a trace does. O(1).
  public func known(_ text: String) -> Name.Label? {
    labels[text] ?? Self.blockNumber(text).map { .block($0) }
  }

  /// What a label reads like; `nil` if it is anonymous, or another table's.
  public func text(_ label: Name.Label) -> String? {
    if let id = label.blockNumber { return "b\(id)" }
    let index = Int(label.rawValue) - 1
    return texts.indices.contains(index) ? texts[index] : nil
  }

  private static func blockNumber(_ text: String) -> UInt32? {
    guard text.first == "b", let id = UInt32(text.dropFirst()), id < 1 << 31 else { return nil }
    return "b\(id)" == text ? id : nil
  }
}

/// An address, or a name that stands for one.
public enum Operand: Equatable, Sendable {
  /// What the name is bound to.
  case name(Name)
  /// The address itself.
  case address(UInt64)
}
