import Synchronization

/// A node of the tree that holds simulated RAM: 512 words and a count of references.
///
/// At height 0 the words are a page of RAM. At height n they are addresses of blocks of height
/// n - 1, zero where there is none, so the tree has the shape of page tables. Blocks with more
/// than one reference must not be written.
///
///     -64          0                            4096
///      | references | word 0 | ... | word 511 |
struct MemoryBlock: @unchecked Sendable {
  static let wordCount = 512
  /// A cache line, so that the words are aligned to lines too.
  private static let headerSize = 64

  let words: UnsafeMutablePointer<UInt64>

  /// The block that a word of a table names.
  init?(at word: UInt64) {
    guard let words = UnsafeMutablePointer<UInt64>(bitPattern: UInt(word)) else { return nil }
    self.words = words
  }

  /// The word that names the block in a table.
  var word: UInt64 { UInt64(UInt(bitPattern: words)) }

  /// A block of zeros with one reference.
  static func zeros() -> MemoryBlock {
    let block = uninitialized()
    block.words.initialize(repeating: 0, count: wordCount)
    return block
  }

  /// A block with one reference and the same words; blocks below gain a reference.
  func copy(height: Int) -> MemoryBlock {
    let copy = Self.uninitialized()
    copy.words.initialize(from: words, count: Self.wordCount)
    if height > 0 {
      for place in 0..<Self.wordCount { MemoryBlock(at: words[place])?.retain() }
    }
    return copy
  }

  var isShared: Bool { references.pointee.load(ordering: .acquiring) != 1 }

  /// Gives up one reference; with the last one the block and its share of those below go.
  func release(height: Int) {
    let left = references.pointee.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
    guard left == 0 else { return }
    if height > 0 {
      for place in 0..<Self.wordCount {
        MemoryBlock(at: words[place])?.release(height: height - 1)
      }
    }
    references.deinitialize(count: 1)
    UnsafeMutableRawPointer(references).deallocate()
  }

  private func retain() {
    references.pointee.wrappingAdd(1, ordering: .relaxed)
  }

  private var references: UnsafeMutablePointer<Atomic<Int>> {
    (UnsafeMutableRawPointer(words) - Self.headerSize).assumingMemoryBound(to: Atomic<Int>.self)
  }

  private init(words: UnsafeMutablePointer<UInt64>) {
    self.words = words
  }

  private static func uninitialized() -> MemoryBlock {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: headerSize + wordCount * 8, alignment: headerSize)
    memory.bindMemory(to: Atomic<Int>.self, capacity: 1).initialize(to: Atomic(1))
    return MemoryBlock(
      words: (memory + headerSize).bindMemory(to: UInt64.self, capacity: wordCount))
  }
}
