/// The tree's own operations: they know nothing of blocks.
extension FastFitHeap {
  /// Where its size stands in a hole.
  static var size: UInt64 { 0 }
  /// Where the address of the hole below to the left stands.
  static var left: UInt64 { 8 }
  /// Where the address of the hole below to the right stands.
  static var right: UInt64 { 16 }
  /// Where the address of the hole above stands.
  static var above: UInt64 { 24 }

  /// The hole that a link of a hole leads to, 0 if there is none.
  ///
  /// A link that leads to no place for a hole counts as none, and the tree as damaged.
  @inline(__always)
  mutating func link<M: Memory & ~Copyable>(
    _ hole: UInt64, _ link: UInt64, _ memory: inout M
  ) throws(M.Fault) -> UInt64 where M.Address == VirtualAddress {
    let target = try word(hole, link, &memory)
    if target == 0 || isPlace(target) { return target }
    isDamaged = true
    return 0
  }

  /// The size that a hole's node tells.
  @inline(__always)
  func size<M: Memory & ~Copyable>(of hole: UInt64, _ memory: inout M)
    throws(M.Fault) -> UInt64 where M.Address == VirtualAddress
  {
    try word(hole, Self.size, &memory)
  }

  /// A word of a hole's node.
  @inline(__always)
  func word<M: Memory & ~Copyable>(_ hole: UInt64, _ place: UInt64, _ memory: inout M)
    throws(M.Fault) -> UInt64 where M.Address == VirtualAddress
  {
    memory.enter(.treeHole, at: hole)
    return try memory.word(at: hole &+ place)
  }

  /// Replaces a word of a hole's node.
  @inline(__always)
  func set<M: Memory & ~Copyable>(
    _ word: UInt64, _ hole: UInt64, _ place: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    memory.enter(.treeHole, at: hole)
    try memory.set(word, at: hole &+ place)
  }

  /// Whether a hole can be at `address`.
  @inline(__always)
  func isPlace(_ address: UInt64) -> Bool {
    // One comparison for all: the rotation makes large numbers of those that are no multiples of
    // 8, the subtraction of those below the start.
    let offset = address &- start.rawValue
    return offset >> 3 | offset << 61 <= (size &- Self.minimumSize) >> 3
  }

  /// The holes next to an address, none of which has to touch it.
  struct Neighbours {
    /// The last hole below the address, 0 if there is none.
    var before: UInt64 = 0
    /// The first hole from the address on, 0 if there is none.
    var behind: UInt64 = 0
    /// The hole under which a new one at the address would hang.
    var leaf: UInt64 = 0
  }

  /// Walks down from the root to where a hole at `address` is or would be.
  mutating func neighbours<M: Memory & ~Copyable>(
    of address: UInt64, _ memory: inout M
  ) throws(M.Fault) -> Neighbours where M.Address == VirtualAddress {
    var place = Neighbours()
    var hole = root
    var steps = 0
    while hole != 0, notePlausible(&steps) {
      // Values rather than branches: which way it goes cannot be predicted.
      let isBefore = hole < address
      place.leaf = hole
      place.before = isBefore ? hole : place.before
      place.behind = isBefore ? place.behind : hole
      hole = try link(hole, isBefore ? Self.right : Self.left, &memory)
    }
    return place
  }

  /// Hangs a new hole into the tree.
  mutating func insert<M: Memory & ~Copyable>(
    _ hole: UInt64, _ holeSize: UInt64, at place: Neighbours, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    try set(holeSize, hole, Self.size, &memory)
    try set(0, hole, Self.left, &memory)
    try set(0, hole, Self.right, &memory)
    try set(place.leaf, hole, Self.above, &memory)
    holeCount &+= 1
    if place.leaf == 0 {
      root = hole
    } else {
      let side = Self.side(of: hole, under: place.leaf)
      try set(hole, place.leaf, side, &memory)
      try rise(hole, holeSize, &memory)
    }
  }

  /// Takes a hole out: the parts below it are merged in its place.
  mutating func remove<M: Memory & ~Copyable>(_ hole: UInt64, _ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    var lower = try link(hole, Self.left, &memory)
    var upper = try link(hole, Self.right, &memory)
    var above = try link(hole, Self.above, &memory)
    var side = Self.side(of: hole, under: above)
    var steps = 0
    while lower != 0, upper != 0, notePlausible(&steps) {
      // The larger one comes on top, and keeps its outer part.
      if try self.size(of: lower, &memory) >= self.size(of: upper, &memory) {
        try hang(lower, under: above, side, &memory)
        (above, side) = (lower, Self.right)
        lower = try link(lower, Self.right, &memory)
      } else {
        try hang(upper, under: above, side, &memory)
        (above, side) = (upper, Self.left)
        upper = try link(upper, Self.left, &memory)
      }
    }
    try hang(lower | upper, under: above, side, &memory)
    holeCount &-= 1
  }

  /// Gives a hole another address between its neighbours', and another size.
  mutating func move<M: Memory & ~Copyable>(
    _ hole: UInt64, to target: UInt64, size: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    // All is read before anything is written: the two places may overlap.
    let lower = try link(hole, Self.left, &memory)
    let upper = try link(hole, Self.right, &memory)
    let above = try link(hole, Self.above, &memory)
    let side = Self.side(of: hole, under: above)
    try set(size, target, Self.size, &memory)
    try hang(target, under: above, side, &memory)
    try hang(lower, under: target, Self.left, &memory)
    try hang(upper, under: target, Self.right, &memory)
  }

  /// Moves a hole up past smaller ones.
  mutating func rise<M: Memory & ~Copyable>(
    _ hole: UInt64, _ holeSize: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    var steps = 0
    var above = try link(hole, Self.above, &memory)
    while above != 0, try size(of: above, &memory) < holeSize, notePlausible(&steps) {
      try rotate(hole, over: above, &memory)
      above = try link(hole, Self.above, &memory)
    }
  }

  /// Moves a hole down past larger ones.
  mutating func sink<M: Memory & ~Copyable>(
    _ hole: UInt64, _ holeSize: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    var steps = 0
    while notePlausible(&steps) {
      let lower = try link(hole, Self.left, &memory)
      let upper = try link(hole, Self.right, &memory)
      let lowerSize = lower == 0 ? 0 : try size(of: lower, &memory)
      let upperSize = upper == 0 ? 0 : try size(of: upper, &memory)
      guard max(lowerSize, upperSize) > holeSize else { return }
      try rotate(lowerSize >= upperSize ? lower : upper, over: hole, &memory)
    }
  }

  /// Exchanges a hole and the one above it, which takes over its inner part.
  ///
  ///            above            hole
  ///            /   \            /   \
  ///         hole    c    →     a    above
  ///         /   \                   /   \
  ///        a     b                 b     c
  private mutating func rotate<M: Memory & ~Copyable>(
    _ hole: UInt64, over above: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let top = try link(above, Self.above, &memory)
    let side = Self.side(of: above, under: top)
    let inner = hole < above ? Self.right : Self.left
    let part = try link(hole, inner, &memory)
    try hang(part, under: above, hole < above ? Self.left : Self.right, &memory)
    try hang(above, under: hole, inner, &memory)
    try hang(hole, under: top, side, &memory)
  }

  /// Makes `hole`, or nothing if it is 0, the hole on one side below `above`; below nothing it is
  /// the root.
  private mutating func hang<M: Memory & ~Copyable>(
    _ hole: UInt64, under above: UInt64, _ side: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    if above == 0 {
      root = hole
    } else {
      try set(hole, above, side, &memory)
    }
    if hole != 0 { try set(above, hole, Self.above, &memory) }
  }

  /// On which side of the hole above it a hole hangs: the order of their addresses tells.
  private static func side(of hole: UInt64, under above: UInt64) -> UInt64 {
    hole < above ? left : right
  }
}
