/// A first-fit heap that finds its hole in a tree instead of a list: "fast fits" (C. J. Stephenson,
/// Fast Fits: New Methods for Dynamic Storage Allocation, SOSP 1983), leftmost fit.
///
/// The holes are a Cartesian tree: ordered from left to right by address, and no hole is larger
/// than the one above it. So the root is the largest hole, and a subtree whose root is too small
/// need not be looked at. Each hole holds its own node:
///
///      hole +  0   size of the hole in bytes, node included
///      hole +  8   the hole below to the left (lower addresses), 0 if there is none
///      hole + 16   the hole below to the right (higher addresses), 0 if there is none
///      hole + 24   the hole above, 0 in the root
///
/// Placement, splitting and merging are exactly those of `LinkedListHeap`, but for the least size
/// of holes and blocks, 32 bytes instead of 16. Expected time is logarithmic in the holes; in the
/// worst case, sizes that rise or fall with the address, it is linear.
public struct FastFitHeap: HeapAllocator, Equatable, Sendable {
  /// The least size of a hole and of a block: the bytes of a node.
  public static let minimumSize: UInt64 = 32

  /// The lowest address of the heap, a multiple of 8.
  public let start: VirtualAddress
  /// The heap's size in bytes, a multiple of 8.
  public internal(set) var size: UInt64
  /// The sum of the blocks' rounded sizes.
  public internal(set) var used: UInt64 = 0
  /// How many holes the tree has.
  public internal(set) var holeCount = 0
  /// Whether the tree was found to lead astray: something has written over a node.
  public internal(set) var isDamaged = false
  /// All holes are named, by a tree that nothing has written over.
  public var holeReports: HoleReports { isDamaged ? .none : .all }

  /// The address of the largest hole, 0 if there is none.
  var root: UInt64 = 0

  /// A heap with one hole of full size; below 32 bytes it is empty.
  public init<M: Memory & ~Copyable>(start: VirtualAddress, size: UInt64, in memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    precondition(start.isAligned(to: 8), "a heap starts at a word")
    self.start = start
    self.size = size & ~7
    guard self.size >= Self.minimumSize else {
      self.size = 0
      return
    }
    root = start.rawValue
    holeCount = 1
    memory.enter(.treeHole, at: root)
    try memory.set(self.size, at: root)
    for link in [Self.left, Self.right, Self.above] { try memory.set(0, at: root &+ link) }
    memory.did(.heap(.writeHeaders(1)))
  }

  /// The address of the largest hole, `nil` if there is none.
  public var rootHole: VirtualAddress? { root == 0 ? nil : VirtualAddress(unchecked: root) }

  /// The size that a block of `size` bytes takes: at least 32, a multiple of 8; `nil` if that is
  /// beyond 64 bits.
  public static func roundedSize(_ size: UInt64) -> UInt64? {
    HolePlacement.roundedSize(size, minimum: minimumSize)
  }

  /// The bytes by which the heap has to grow to fit the layout for certain; `nil` if it cannot.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    HolePlacement.extensionNeeded(for: layout, minimum: Self.minimumSize)
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 {
    Self.roundedSize(layout.size) ?? layout.size
  }
}

extension FastFitHeap {
  /// Takes the block off the hole of the lowest address that fits. O(log n) expected.
  ///
  /// `passed` counts the other holes looked at. A tree that has been written over is noticed where
  /// it leads out of the heap or in a circle: the result is `nil` and `isDamaged` is true.
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let wanted = Self.roundedSize(layout.size),
      let found = try findLeftmost(wanted, layout.alignment, &memory)
    else { return nil }
    found.tellSearch(&memory)
    try cut(found, &memory)
    found.tellCut(&memory)
    used &+= wanted
    return found
  }

  /// Walks the tree from left to right, leaving out the subtrees whose root is too small.
  private mutating func findLeftmost<M: Memory & ~Copyable>(
    _ wanted: UInt64, _ alignment: UInt64, _ memory: inout M
  ) throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress {
    var hole = root
    guard hole != 0 else { return nil }
    var size = try self.size(of: hole, &memory)
    guard size >= wanted else { return nil }
    var passed = 0
    var steps = 0
    descent: while true {
      // Down to the left while anything there is large enough.
      while true {
        let left = try link(hole, Self.left, &memory)
        guard left != 0 else { break }
        passed &+= 1
        let leftSize = try self.size(of: left, &memory)
        guard leftSize >= wanted else { break }
        hole = left
        size = leftSize
        guard notePlausible(&steps) else { return nil }
      }
      while true {
        guard size <= start.rawValue &+ self.size &- hole else { return damaged() }
        if let block = HolePlacement.block(
          of: wanted, alignment: alignment, in: hole, size: size, minimum: Self.minimumSize)
        {
          return HeapAllocation(
            address: VirtualAddress(unchecked: block), size: wanted, passed: passed,
            source: Hole(address: VirtualAddress(unchecked: hole), size: size))
        }
        guard notePlausible(&steps) else { return nil }
        let right = try link(hole, Self.right, &memory)
        if right != 0 {
          passed &+= 1
          size = try self.size(of: right, &memory)
          if size >= wanted {
            hole = right
            continue descent
          }
        }
        // Up to the next hole of which the left part is done.
        var child = hole
        hole = try link(child, Self.above, &memory)
        while hole != 0, try word(hole, Self.right, &memory) == child {
          guard notePlausible(&steps) else { return nil }
          child = hole
          hole = try link(child, Self.above, &memory)
        }
        guard hole != 0 else { return nil }
        size = try self.size(of: hole, &memory)
      }
    }
  }

  /// Takes the block out of its hole.
  private mutating func cut<M: Memory & ~Copyable>(
    _ block: HeapAllocation, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let hole = block.source.address.rawValue
    let behind = block.address.rawValue &+ block.size
    switch (block.frontPadding > 0, block.backPadding > 0) {
    case (false, false):
      try remove(hole, &memory)
    case (false, true):
      try move(hole, to: behind, size: block.backPadding, &memory)
      try sink(behind, block.backPadding, &memory)
    case (true, false):
      try set(block.frontPadding, hole, Self.size, &memory)
      try sink(hole, block.frontPadding, &memory)
    case (true, true):
      try set(block.frontPadding, hole, Self.size, &memory)
      try sink(hole, block.frontPadding, &memory)
      let place = try neighbours(of: behind, &memory)
      try insert(behind, block.backPadding, at: place, &memory)
    }
  }

  /// Counts a step of a walk; one that is longer than any in a tree of so many holes goes round in
  /// a circle.
  mutating func notePlausible(_ steps: inout Int) -> Bool {
    steps &+= 1
    if steps > 4 &* (holeCount &+ 1) { isDamaged = true }
    return !isDamaged
  }

  private mutating func damaged() -> HeapAllocation? {
    isDamaged = true
    return nil
  }
}
