public import MemoryCore

/// What the running program itself holds: its pointers by name, with the sizes that it asked for.
public struct Program: Equatable, Sendable {
  /// The bindings by slot; a slot may be empty.
  public private(set) var bindings = BindingTable()

  /// Live blocks whose name was bound to something else: leaks, which only an address can free.
  public private(set) var leaked = BindingTable()

  /// The number of live blocks, leaked ones included.
  public private(set) var blockCount = 0

  /// The sum of the sizes asked for, over the live blocks.
  public private(set) var requested: UInt64 = 0

  /// A program without pointers.
  public init() {}

  /// What the name is bound to; an empty binding if to nothing.
  public subscript(name: Name) -> Binding {
    let slot = Int(name.slot)
    guard slot < bindings.count, bindings[slot].label == name.label else { return Binding() }
    return bindings[slot]
  }

  /// Binds a name, in place of what its slot held; a live block that it stood for is leaked.
  public mutating func bind(_ name: Name, to value: Binding.Value) {
    let slot = Int(name.slot)
    while slot >= bindings.count { bindings.append(Binding()) }
    if case .block = bindings[slot].value { leaked.append(bindings[slot]) }
    bindings[slot] = Binding(label: name.label, value: value)
    if case .block(_, let layout) = value {
      blockCount &+= 1
      requested &+= layout.size
    }
  }

  /// Marks the block or the frames of a slot as freed.
  mutating func release(slot: Int) {
    switch bindings[slot].value {
    case .block(let address, let layout):
      blockCount &-= 1
      requested &-= layout.size
      bindings[slot].value = .freedBlock(address)
    case .frames(let first, _): bindings[slot].value = .freedFrames(first)
    case .nothing, .freedBlock, .freedFrames: break
    }
  }

  /// Marks a leaked block as freed.
  mutating func release(leaked index: Int) {
    guard case .block(_, let layout) = leaked.remove(at: index).value else { return }
    blockCount &-= 1
    requested &-= layout.size
  }

  /// The slot of the live block that starts at `address`. O(n).
  func slot(ofBlockAt address: UInt64) -> Int? {
    bindings.firstIndex { $0.isBlock(at: address) }
  }

  /// The index of the leaked block that starts at `address`. O(leaks).
  func leak(at address: UInt64) -> Int? { leaked.firstIndex { $0.isBlock(at: address) } }

  /// The live block that holds `address`. O(n).
  public func block(holding address: UInt64) -> Binding? {
    func holds(_ binding: Binding) -> Bool {
      guard case .block(let start, let layout) = binding.value else { return false }
      return start.rawValue <= address && address - start.rawValue < max(layout.size, 1)
    }
    return bindings.first(where: holds) ?? leaked.first(where: holds)
  }

  /// Live blocks in the order of their slots, leaked ones behind them.
  public var blocks: [Binding] {
    bindings.filter {
      if case .block = $0.value { return true }
      return false
    } + leaked
  }
}

/// A name and what it stands for.
public struct Binding: Equatable, Sendable {
  /// What the name reads like.
  public var label = Name.Label.anonymous
  /// What it stands for.
  public var value = Value.nothing

  /// Whether it is the live block that starts at `address`.
  func isBlock(at address: UInt64) -> Bool {
    if case .block(let start, _) = value { return start.rawValue == address }
    return false
  }

  /// What names stand for.
  public enum Value: Equatable, Sendable {
    /// Nothing yet, or an allocation that failed.
    case nothing
    /// A live block of the heap.
    case block(VirtualAddress, Layout)
    /// A block that was freed.
    case freedBlock(VirtualAddress)
    /// Frames in a row.
    case frames(Frame<Size4KiB>, count: UInt64)
    /// Frames that were freed.
    case freedFrames(Frame<Size4KiB>)
  }
}
