import Testing

/// What is said of blocks, by the command that was given.
@Suite struct HeapSentenceTests {
  @Test func firstFit() throws {
    try expect(
      """
      a = alloc 1016
      b = alloc 10
      c = alloc 100 align=4096
      free a
      d = alloc 1016
      e = alloc 24
      free b
      free d
      f = alloc 3000
      realloc f 5000
      realloc f 0
      realloc g 64
      free c
      free 0
      realloc z 0
      """,
      [
        "First fit took the first hole: 1,016 bytes off its front, 1023 KiB remain free.",
        "First fit took the first hole: 16 bytes (10 rounded up) off its front, 1023 KiB remain"
          + " free.",
        "First fit took the first hole: 104 bytes (100 rounded up) out of its middle, for the"
          + " alignment; 3,064 bytes stay free in front, 1019.9 KiB behind.",
        "At the head of the list, the block became hole 1: 1,016 bytes, no neighbour is free.",
        "First fit took the first hole: all of its 1,016 bytes, so the list is one hole shorter.",
        "First fit took the first hole: 24 bytes off its front, 3,040 remain free.",
        "At the head of the list, the block became hole 1: 16 bytes, no neighbour is free.",
        "At the head of the list, the block joined the hole that starts at its end: hole 1 is"
          + " 1,032 bytes now.",
        "First fit passed 1 hole that is too small and took hole 2: 3,000 bytes off its front, 40"
          + " remain free.",
        "First fit passed 2 holes that are too small and took hole 3: 5,000 bytes off its front,"
          + " 1015 KiB remain free; 3,000 bytes were copied over and the old block was freed.",
        "After a walk past 2 holes, the block joined the hole that starts at its end: hole 3 is"
          + " 1019.9 KiB now.",
        "First fit took the first hole: 64 bytes off its front, 968 remain free.",
        "After a walk past 2 holes, the block closed the gap between hole 2 and hole 3: one hole"
          + " of 1023 KiB.",
        "Freeing address 0 does nothing: it is what a program holds for no block.",
        "Nothing to free and nothing to allocate: there is no block, and size 0 asks for none.",
      ])
  }

  @Test func alignmentLeavesOutHolesThatAreLargeEnough() throws {
    let told = try Told.last(
      "z = alloc 16\na = alloc 64\nb = alloc 16\nfree a\nc = alloc 64 align=4K")
    #expect(
      told.sentence()
        == "First fit passed 1 hole that does not fit and took hole 2: 64 bytes out of its middle,"
        + " for the alignment; 4,000 bytes stay free in front, 1019.9 KiB behind.")
    #expect(
      told.sentence(columns: 78)
        == "First fit passed 1 hole and cut 64 bytes out of the middle of hole 2.")
  }

  @Test func joiningTheHoleBefore() throws {
    let told = try Told.last("a = alloc 64\nb = alloc 64\nc = alloc 64\nfree a\nfree b")
    #expect(
      told.sentence()
        == "After a walk past 1 hole, the block joined hole 1, which ends where the block starts:"
        + " 128 bytes together.")
  }

  @Test func growthAndShortage() throws {
    try expect(
      """
      a = alloc 1M
      b = alloc 2M
      x = alloc 100G
      expect error out-of-memory
      free x
      """,
      [
        "First fit took the first hole: all of its 1 MiB, so the list is one hole shorter.",
        "The heap was full, so it grew: 512 pages (2 MiB) mapped at its end, 1 page table"
          + " created for them; first fit took the first hole: all of its 2 MiB, so the list is one"
          + " hole shorter.",
        "The heap has no hole left for 100 GiB, and to grow it needs 26,214,401 frames, of which"
          + " 14,491 are free: the program gets no block.",
        "Nothing to free: 'x' stands for no block, as its allocation found no memory.",
      ])
    let capped = "heap size=64K grow=off\na = alloc 1M\nexpect error out-of-memory"
    #expect(
      try Told.last(capped).sentence()
        == "The only hole does not fit 1 MiB, and the heap may not grow (grow=off): the program"
        + " gets no block.")
    let closed = "map 0x4444_4454_0000\na = alloc 2M\nexpect error out-of-memory"
    #expect(
      try Told.last(closed).sentence()
        == "The only hole does not fit 2 MiB, and it cannot grow: the pages above its end are in"
        + " use, or there are none: the program gets no block.")
  }

  @Test func bump() throws {
    try expect(
      """
      heap size=64K policy=bump
      a = alloc 10 align=64
      b = alloc 100
      free a
      free b
      c = alloc 100K
      d = alloc 1G
      expect error out-of-memory
      """,
      [
        "The bump pointer moves up by 10 bytes, and 65,526 bytes remain above it.",
        "6 bytes are passed over for the alignment; the bump pointer moves up by 100 bytes, and"
          + " 65,420 bytes remain above it.",
        "The bump allocator counts one block less; the memory comes back only when the last block"
          + " is freed.",
        "That was the last block, so the bump pointer went back to the heap's start: 64 KiB are"
          + " free.",
        "The rest above the bump pointer does not fit, so the heap grew: 26 pages (104 KiB) mapped"
          + " at its end; the bump pointer moves up by 100 KiB, and 68 KiB remain above it.",
        "Too little is left above the bump pointer for 1 GiB, and to grow it needs 262,145 frames,"
          + " of which 15,218 are free: the program gets no block.",
      ])
  }

  @Test func fixedBlocks() throws {
    try expect(
      """
      boot
      heap size=64K policy=fixed-block grow=off
      a = alloc 10 align=64
      free a
      b = alloc 60
      c = alloc 4000
      free c
      """,
      [
        "The old heap's pages were unmapped; 16 pages (64 KiB) at 0x4444_4444_0000 are the new"
          + " one, one hole, with nine empty lists of blocks above it; 3 page tables were created"
          + " for it.",
        "The list of 64-byte blocks is empty: the heap below took the first hole: 64 bytes (10"
          + " rounded up) off its front, 65,472 remain free.",
        "The block is the only one on the list of 64-byte blocks now.",
        "The list of 64-byte blocks has one: its first is taken, and the one that it points to"
          + " becomes the first.",
        "No list has blocks that large: the heap below took the first hole: 4,000 bytes off its"
          + " front, 61,472 remain free.",
        "At the head of the list, the block joined the hole that starts at its end: hole 1 is"
          + " 65,472 bytes now.",
      ])
  }

  /// The sentences of the commands of a script, without those of the boot.
  private func expect(_ script: String, _ sentences: [String]) throws {
    let told = try Told.steps(script).suffix(sentences.count)
    for (step, sentence) in zip(told, sentences) { #expect(step.sentence() == sentence) }
    #expect(told.count == sentences.count)
  }
}
