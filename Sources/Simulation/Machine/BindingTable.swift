/// Bindings by number, in pieces that copies of the table share.
///
/// Every step that is looked into leaves a copy of the machine behind. A copy costs a reference for
/// each piece, and the next change a copy of one piece, however many names a script has.
public struct BindingTable: Equatable, Sendable {
  private static let shift = 8
  private static let pieceSize = 1 << shift

  private var pieces: [[Binding]] = []
  /// How many bindings there are.
  public private(set) var count = 0

  /// A table without bindings.
  public init() {}

  /// Adds a binding at the end. O(1) unless the table is shared.
  mutating func append(_ binding: Binding) {
    if count % Self.pieceSize == 0 {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceSize)
    }
    pieces[pieces.count - 1].append(binding)
    count += 1
  }

  /// Takes a binding out; those behind it move up. O(n) in these.
  mutating func remove(at index: Int) -> Binding {
    let removed = self[index]
    for place in index..<count - 1 { self[place] = self[place + 1] }
    pieces[pieces.count - 1].removeLast()
    if pieces[pieces.count - 1].isEmpty { pieces.removeLast() }
    count -= 1
    return removed
  }
}

extension BindingTable: RandomAccessCollection {
  /// 0.
  public var startIndex: Int { 0 }
  /// The number of bindings.
  public var endIndex: Int { count }

  /// The binding with a number.
  public internal(set) subscript(index: Int) -> Binding {
    _read { yield pieces[index >> Self.shift][index & (Self.pieceSize - 1)] }
    _modify { yield &pieces[index >> Self.shift][index & (Self.pieceSize - 1)] }
  }
}
