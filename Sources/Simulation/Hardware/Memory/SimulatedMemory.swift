public import MemoryCore
import Synchronization

/// The RAM of the simulated machine: as large as it is said to be, as costly as what is used.
///
/// A page costs 4 KiB of the host from the first store into it on; until then it reads as zeros.
/// The value can be copied at any time for the price of a reference; copies share pages, and a
/// store into a shared page copies that page and the three or four tables above it.
public struct SimulatedMemory: PhysicalMemory, Sendable {
  /// The bytes of RAM.
  public let size: UInt64
  /// The number of pages that cost host memory.
  public internal(set) var touchedPages = 0
  /// See `PhysicalMemory`.
  public private(set) var hostPageGeneration: UInt64

  /// Frames of which someone wants to know when their words change; see `StoreLog`.
  var stores = StoreLog()

  private var root: Root
  private let height: Int

  /// RAM of `size` bytes, a multiple of 4,096 up to 2^52; all zeros.
  public init(size: UInt64) {
    precondition(size > 0 && size % 4096 == 0 && size <= 1 << 52, "no size of RAM")
    self.size = size
    var height = 1
    while size > 4096 << (9 * height) { height += 1 }
    self.height = height
    root = Root(top: .zeros(), height: height)
    hostPageGeneration = Self.newGeneration()
  }

  /// The word at `address`; all ones beyond the size.
  public func peek(_ address: PhysicalAddress) -> UInt64 {
    precondition(address.isAligned(to: 8), "a word is aligned to 8 bytes")
    guard address.rawValue < size else { return .max }
    return block(of: address.rawValue)?.words[address.wordInPage] ?? 0
  }

  /// The word at `address`; all ones beyond the size.
  public mutating func load(_ address: PhysicalAddress) -> UInt64 {
    peek(address)
  }

  /// Replaces the word at `address`; does nothing beyond the size.
  public mutating func store(_ word: UInt64, at address: PhysicalAddress) {
    precondition(address.isAligned(to: 8), "a word is aligned to 8 bytes")
    guard address.rawValue < size else { return }
    let words = writableBlock(of: address.rawValue).words
    if stores.isKept { stores.note(address, words[address.wordInPage], word) }
    words[address.wordInPage] = word
  }

  /// See `PhysicalMemory`; `nil` beyond the size.
  public mutating func hostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>? {
    guard frame.start.rawValue < size else { return nil }
    if forWriting { return writableBlock(of: frame.start.rawValue).words }
    return (block(of: frame.start.rawValue) ?? Self.emptyBlock).words
  }

  /// See `PhysicalMemory`; none for writing to a frame whose stores are logged.
  public mutating func noticedHostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>? {
    if forWriting, stores.isLogged(frame) { return nil }
    return hostPage(of: frame, forWriting: forWriting)
  }

  /// Logs the stores into a frame, too, from now on.
  mutating func logStores(into frame: Frame<Size4KiB>) {
    // Someone may have been given the frame's page to write to.
    if stores.add(frame) { hostPageGeneration = Self.newGeneration() }
  }

  /// See `PhysicalMemory`.
  public func sharesHostPage(_ frame: Frame<Size4KiB>) -> Bool { isUntouched(frame) }

  /// See `PhysicalMemory`.
  public mutating func ownsHostPages() -> Bool {
    isKnownUniquelyReferenced(&root) && !root.wasShared.load(ordering: .acquiring)
  }
}

extension SimulatedMemory {
  /// The owner of a tree of blocks.
  ///
  /// Copies of a memory refer to one root until one of them writes. The writer leaves the root
  /// with a copy of its own and marks it, because the one who stays behind, again alone, has
  /// blocks in common with the writer and must not write either before it has a new root.
  private final class Root: @unchecked Sendable {
    let top: MemoryBlock
    let height: Int
    let wasShared = Atomic(false)

    init(top: MemoryBlock, height: Int) {
      self.top = top
      self.height = height
    }

    deinit { top.release(height: height) }
  }

  /// What pages without a block read as; never written.
  private static let emptyBlock = MemoryBlock.zeros()

  /// Distinguishes trees, never seen outside: numbers must not repeat even between memories,
  /// because a whole memory may be put in another's place.
  private static let generations = Atomic<UInt64>(0)

  private static func newGeneration() -> UInt64 {
    generations.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// The block of the page that contains `address`, if the page was touched.
  @inline(__always)
  func block(of address: UInt64) -> MemoryBlock? {
    var block = root.top
    var shift = topShift
    repeat {
      guard let below = MemoryBlock(at: block.words[Int(address &>> shift & 511)]) else {
        return nil
      }
      block = below
      shift &-= 9
    } while shift > 3
    return block
  }

  /// The block of the page that contains `address`, after making it this value's own.
  mutating func writableBlock(of address: UInt64) -> MemoryBlock {
    let place = ownPlace(of: address)
    if let block = MemoryBlock(at: place.pointee), !block.isShared { return block }
    return replaceBlock(at: place, height: 0)
  }

  /// Makes the page that contains `address` read as zeros and cost nothing.
  mutating func removeBlock(of address: UInt64) {
    let place = ownPlace(of: address)
    guard let block = MemoryBlock(at: place.pointee) else { return }
    stores.noteAll(of: Frame(number: address >> 12))
    place.pointee = 0
    block.release(height: 0)
    touchedPages -= 1
    hostPageGeneration = Self.newGeneration()
  }

  /// The place in its table of the page that contains `address`, after making all tables on the
  /// way this value's own.
  private mutating func ownPlace(of address: UInt64) -> UnsafeMutablePointer<UInt64> {
    takeOwnRoot()
    var table = root.top
    var height = height &- 1
    while height > 0 {
      let place = table.words + Int(address &>> UInt64(3 &+ 9 &* (height &+ 1)) & 511)
      if let block = MemoryBlock(at: place.pointee), !block.isShared {
        table = block
      } else {
        table = replaceBlock(at: place, height: height)
      }
      height &-= 1
    }
    return table.words + Int(address &>> 12 & 511)
  }

  var top: MemoryBlock { root.top }

  /// The address bit where the index into the topmost table begins.
  var topShift: UInt64 { UInt64(3 &+ 9 &* height) }

  private mutating func takeOwnRoot() {
    guard !ownsHostPages() else { return }
    root.wasShared.store(true, ordering: .releasing)
    root = Root(top: root.top.copy(height: height), height: height)
    hostPageGeneration = Self.newGeneration()
  }

  /// Puts a new block, zeros or a copy, in the place of none or of a shared one.
  @inline(never)
  private mutating func replaceBlock(
    at place: UnsafeMutablePointer<UInt64>, height: Int
  ) -> MemoryBlock {
    let replacement: MemoryBlock
    if let shared = MemoryBlock(at: place.pointee) {
      replacement = shared.copy(height: height)
      shared.release(height: height)
    } else {
      replacement = .zeros()
      if height == 0 { touchedPages += 1 }
    }
    place.pointee = replacement.word
    hostPageGeneration = Self.newGeneration()
    return replacement
  }
}

extension PhysicalAddress {
  /// The place of the word within its 4 KiB page, 0 to 511.
  var wordInPage: Int { Int(rawValue &>> 3 & 511) }
}
