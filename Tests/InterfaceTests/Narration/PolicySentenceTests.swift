import Simulation
import Testing

/// What is said of blocks by the policies that have more than one list, or choose otherwise.
@Suite struct PolicySentenceTests {
  /// Holes of 64 and 48 bytes, and the rest; then blocks, one with an alignment, and frees.
  private func told(_ policy: HeapPolicy) throws -> [String] {
    let all = try Told.steps(
      """
      boot
      heap size=64K policy=\(policy.rawValue)
      a = alloc 64
      b = alloc 32
      c = alloc 48
      d = alloc 32
      free a
      free c
      e = alloc 40
      f = alloc 20 align=256
      free e
      free d
      free b
      free f
      """)
    return all.suffix(7).map { $0.sentence() }
  }

  @Test func nextFit() throws {
    #expect(
      try told(.nextFit) == [
        "After a walk past 1 hole, the block became hole 2: 48 bytes, no neighbour is free.",
        "Next fit went on behind the last block and took the hole at 0x4444_4444_00b0: 40"
          + " bytes off its front, 65,320 remain free.",
        "Next fit went on behind the last block and took the hole at 0x4444_4444_00d8: 24"
          + " bytes (20 rounded up) out of its middle, for the alignment; 40 bytes stay free in"
          + " front, 65,256 bytes behind.",
        "After a walk past 2 holes, the block joined the hole that starts at its end: hole 3"
          + " is 80 bytes now.",
        "After a walk past 2 holes, the block closed the gap between hole 2 and hole 3: one"
          + " hole of 160 bytes.",
        "After a walk past 1 hole, the block closed the gap between hole 1 and hole 2: one"
          + " hole of 256 bytes.",
        "After a walk past 1 hole, the block closed the gap between hole 1 and hole 2: one"
          + " hole of 64 KiB.",
      ])
  }

  @Test func bestFit() throws {
    #expect(
      try told(.bestFit)[1...2] == [
        "Best fit looked at 3 holes and took the smallest that fits: 40 bytes off its front,"
          + " 24 remain free.",
        "Best fit looked at 3 holes and took the smallest that fits: 24 bytes (20 rounded up)"
          + " out of its middle, for the alignment; 80 bytes stay free in front, 65,256 bytes"
          + " behind.",
      ])
  }

  @Test func worstFit() throws {
    #expect(
      try told(.worstFit)[1...2] == [
        "Worst fit looked at 3 holes and took the largest: 40 bytes off its front, 65,320"
          + " remain free.",
        "Worst fit looked at 3 holes and took the largest: 24 bytes (20 rounded up) out of"
          + " its middle, for the alignment; 40 bytes stay free in front, 65,256 bytes behind.",
      ])
  }

  @Test func fastFit() throws {
    #expect(
      try told(.fastFit) == [
        "The block became a hole of 48 bytes: no neighbour is free.",
        "Fast fit looked at 3 holes of the tree and took the lowest that fits: 40 bytes off"
          + " its front, 65,320 remain free.",
        "Fast fit looked at 2 holes of the tree and took the lowest that fits: 32 bytes (20"
          + " rounded up) off its front, 32 remain free.",
        "The block joined the hole behind it: 65,360 bytes together.",
        "The block closed the gap between the hole in front of it and the one behind: 65,440"
          + " bytes together.",
        "The block closed the gap between the hole in front of it and the one behind: 65,504"
          + " bytes together.",
        "The block joined the hole behind it: 64 KiB together.",
      ])
  }

  @Test func buddy() throws {
    #expect(
      try told(.buddy) == [
        "The block was merged with its buddy, and what came of it with its own, as far as"
          + " they were free: 512 bytes together.",
        "A free block of just 64 bytes was there and is taken.",
        "A free block of 512 bytes was halved once: the lowest 256 bytes are taken, each"
          + " upper half is free.",
        "The block's buddy is not free: it became a free block of 64 bytes.",
        "The block's buddy is not free: it became a free block of 32 bytes.",
        "The block was merged with its buddy, and what came of it with its own, as far as"
          + " they were free: 128 bytes together.",
        "The block was merged with its buddy, and what came of it with its own, as far as"
          + " they were free: 512 bytes together.",
      ])
  }

  @Test func tlsf() throws {
    #expect(
      try told(.tlsf) == [
        "The block became a free block of 48 bytes: no neighbour is free.",
        "The first block of the smallest class that fits has 48 bytes: all of it is taken.",
        "The first block of the smallest class that fits has 58,704 bytes: 24 bytes are"
          + " taken, 80 bytes in front, for the alignment and 58,584 bytes behind free.",
        "The block became a free block of 48 bytes: no neighbour is free.",
        "The block closed the gap between the free block in front of it and the one behind:"
          + " 176 bytes together.",
        "The block closed the gap between the free block in front of it and the one behind:"
          + " 288 bytes together.",
        "The block closed the gap between the free block in front of it and the one behind:"
          + " 58,912 bytes together.",
      ])
  }

  @Test func slab() throws {
    func gone(_ size: Int) -> String {
      "The object was the last in use of its slab of \(size)-byte objects, which went back to the"
        + " heap below."
    }
    #expect(
      try told(.slab) == [
        gone(64),
        "The first free one of a slab of 64-byte objects is taken.",
        "The first free one of a slab of 256-byte objects is taken.",
        gone(64),
        "The object is the first free one of its slab of 32-byte objects now.",
        gone(32),
        gone(256),
      ])
  }

  /// What the words of a free block are called when a step is looked into.
  @Test func linksAreNamed() throws {
    for (policy, names) in [
      (HeapPolicy.fastFit, ["the size of a hole", "the hole below to the right"]),
      (.buddy, ["the next free block"]),
      (.tlsf, ["the size of a block", "the next block of the class"]),
    ] {
      let last = try Told.last(
        "heap size=64K policy=\(policy.rawValue)\na = alloc 64\nb = alloc 32\nfree a")
      let accesses = last.accesses(80).joined(separator: "\n")
      for name in names { #expect(accesses.contains(name), "\(policy): \(accesses)") }
    }
  }

  /// What is said of a slab heap's blocks that are no objects, and of a slab that goes back.
  @Test func slabsAndTheHeapBelow() throws {
    let heap = "heap size=64K policy=slab\na = alloc 100\n"
    let aligned = try Told.last(heap + "b = alloc 8 align=4K").sentence()
    #expect(!aligned.contains("slab of 16-byte"), "\(aligned)")
    #expect(
      try Told.last(heap + "free a").sentence()
        == "The object was the last in use of its slab of 128-byte objects, which went back to the"
        + " heap below.")
    let fixed = "heap size=64K policy=fixed-block\na = alloc 100\nb = alloc 100\nfree a"
    #expect(
      try Told.last(fixed).sentence()
        == "The block is the only one on the list of 128-byte blocks now.")
    #expect(try Told.last(fixed + "\nfree b").sentence().contains("the first before"))
  }
}
