public import MemoryCore

/// The kernel's own data accesses: with kernel rights, RFLAGS.AC = 0, a word at a time.
extension Hardware: Memory {
  /// The word at `address`, which need not be aligned: a link that was written over leads anywhere.
  ///
  /// A page that was read before and is still in the TLB's first level costs some nanoseconds.
  public mutating func load(_ address: VirtualAddress) throws(HardwareFault) -> UInt64 {
    if let word = tlb.hostReads.word(at: address.rawValue) {
      tlb.hits &+= 1
      ram.notice(reading: word, count: 1)
      return word.pointee
    }
    return try loadSlowly(LinearAddress(address))
  }

  /// The words at two addresses; as fast as one if they lie in one page.
  @inline(__always)
  public mutating func load(
    _ first: VirtualAddress, _ second: VirtualAddress
  ) throws(HardwareFault) -> (UInt64, UInt64) {
    // One comparison for the page and the alignment of the second address.
    if (first.rawValue ^ second.rawValue) & ~0xff8 == 0,
      let word = tlb.hostReads.word(at: first.rawValue)
    {
      tlb.hits &+= 2
      let next = word + (second.wordInPage &- first.wordInPage)
      ram.notice(reading: word, count: 1)
      ram.notice(reading: next, count: 1)
      return (word.pointee, next.pointee)
    }
    let word = try load(first)
    return (word, try load(second))
  }

  /// Replaces the word at `address`.
  public mutating func store(
    _ word: UInt64, at address: VirtualAddress
  ) throws(HardwareFault) {
    if let place = tlb.hostWrites.word(at: address.rawValue), ram.ownsHostPages() {
      tlb.hits &+= 1
      ram.notice(writing: place, count: 1)
      place.pointee = word
      return
    }
    try storeSlowly(word, at: LinearAddress(address))
  }

  /// Copies `count` words, from the lowest address on.
  ///
  /// Accesses, counts and faults are those of a loop of loads and stores; words before a fault
  /// are copied.
  public mutating func copyWords(
    from source: VirtualAddress, to target: VirtualAddress, count: Int
  ) throws(HardwareFault) {
    var done = 0
    while done < count {
      let offset = UInt64(done) * 8
      let (from, to) = (source + offset, target + offset)
      let run = min(count - done, from.wordsToEndOfPage, to.wordsToEndOfPage)
      if let words = tlb.hostReads.word(at: from.rawValue),
        let places = tlb.hostWrites.word(at: to.rawValue), ram.ownsHostPages()
      {
        // Word after word also where the ranges overlap, as the loop would.
        for word in 0..<run { places[word] = words[word] }
        ram.notice(reading: words, count: run)
        ram.notice(writing: places, count: run)
        tlb.hits &+= 2 * UInt64(run)
        done += run
      } else {
        try store(try load(from), at: to)
        done += 1
      }
    }
  }

  /// Tells the memory; see `Memory`.
  @inline(__always)
  public mutating func enter(_ structure: MemoryStructure, at base: UInt64) {
    ram.enter(structure, at: base)
  }

  /// Tells the memory; see `Memory`.
  @inline(__always)
  public mutating func did(_ event: @autoclosure () -> CoreEvent) { ram.did(event()) }

  @inline(never)
  private mutating func loadSlowly(_ address: LinearAddress) throws(HardwareFault) -> UInt64 {
    let request = AccessRequest(.read, at: address)
    guard address.rawValue & 7 == 0 else { return try access(request).value }
    let place = try translate(request).physical
    if let words = physical.noticedHostPage(of: Frame(containing: place), forWriting: false) {
      tlb.noteHostPage(words, of: address, forWriting: false)
      ram.notice(reading: words + place.wordInPage, count: 1)
      return words[place.wordInPage]
    }
    physical.willAccess(for: request.purpose)
    return physical.load(place)
  }

  @inline(never)
  private mutating func storeSlowly(
    _ word: UInt64, at address: LinearAddress
  ) throws(HardwareFault) {
    var request = AccessRequest(.write, at: address)
    guard address.rawValue & 7 == 0 else {
      request.value = word
      _ = try access(request)
      return
    }
    let place = try translate(request).physical
    if let words = physical.noticedHostPage(of: Frame(containing: place), forWriting: true) {
      tlb.noteHostPage(words, of: address, forWriting: true)
      ram.notice(writing: words + place.wordInPage, count: 1)
      words[place.wordInPage] = word
      return
    }
    physical.willAccess(for: request.purpose)
    physical.store(word, at: place)
  }

}

extension VirtualAddress {
  /// The place of the word within its page, 0 to 511.
  fileprivate var wordInPage: Int { Int(pageOffset) / 8 }

  fileprivate var wordsToEndOfPage: Int { Int(4096 - pageOffset) / 8 }
}
