import Testing

/// What is said of boot, frames, page tables, accesses and registers.
@Suite struct MachineSentenceTests {
  @Test func boot() throws {
    let told = try Told.steps("machine memory=64M\nboot")
    #expect(
      told.map { $0.sentence() } == [
        "The firmware's list of memory became a map of 6 regions: 16,255 frames (63.5 MiB) are"
          + " usable.",
        "What kernel image, stack and boot information occupy was marked in the map: 981 frames"
          + " (3.8 MiB) fewer are usable now.",
        "10 page tables were built, which map the kernel and, by 32 pages of 2 MiB, all physical"
          + " memory; CR3 points to the root.",
        "The boot-info frame allocator took over the map: it hands out the 15,264 frames left in"
          + " order, and takes none back.",
        "The kernel took hold of the tables that CR3 points to; it reaches them where all physical"
          + " memory is mapped, and can map pages now.",
        "256 pages (1 MiB) got frames, with 3 page tables created on the way, and became the heap.",
        "A frame allocator that can also free took over: its bitmap, one bit for each usable frame,"
          + " takes 1 frame itself.",
      ])
  }

  @Test func framesAndPages() throws {
    try expect(
      """
      f = frame alloc
      g = frame alloc count=64 align=16
      frame free f
      frame free g
      map 0x1000_0000
      map 0x2000_0000 count=16 flags=WU
      map 0x4000_0000 frame=0x20_0000 size=2M flags=W
      map 0x5000_0000 frame=0x20_0000 count=4 flags=W
      protect 0x2000_0000 flags=U
      protect 0x2000_0000 flags=WU level=3
      translate 0x1000_0008
      translate 0x3000_0000
      unmap 0x1000_0000
      unmap 0x2000_0000 count=16 free=on
      clean
      clean
      """,
      [
        "The frame at 0x0036_7000 is the lowest that was free; its bit in the bitmap is set now.",
        "The first free 64 frames in a row (256 KiB) that suit are at 0x0037_0000; their bits in"
          + " the bitmap are set now.",
        "The frame at 0x0036_7000 is free again: its bit in the bitmap is cleared.",
        "64 frames in a row (256 KiB) at 0x0037_0000 are free again: their bits in the bitmap are"
          + " cleared.",
        "The page 0x1000_0000 leads to the frame 0x0036_7000 now, which was allocated for it; 1"
          + " page table had to be created on the way.",
        "16 pages of 4 KiB from 0x2000_0000 lead to frames allocated for them now, the first"
          + " 0x0036_9000; 1 page table had to be created on the way.",
        "The page 0x4000_0000 leads to the frame 0x0020_0000 now; 1 page table had to be created"
          + " on the way.",
        "4 pages of 4 KiB from 0x5000_0000 lead to the frames from 0x0020_0000 on now; 1 page"
          + " table had to be created on the way.",
        "The P1 entry of 0x2000_0000 went from WU to U: writes are forbidden; the page is dropped"
          + " from the TLB.",
        "The P3 entry of 0x2000_0000 went from WUX to WU: execution is forbidden for all pages"
          + " below it; the whole TLB is flushed.",
        "The kernel's own walk ends at a P1 entry that maps the page to the frame 0x0036_7000;"
          + " with the offset 0x8 that is 0x0036_7008.",
        "The kernel's own walk ends at a P2 entry that is not in use: nothing is mapped at"
          + " 0x3000_0000.",
        "The page 0x1000_0000 leads nowhere now: its entry is cleared and dropped from the TLB;"
          + " the frame 0x0036_7000 stays allocated.",
        "16 pages from 0x2000_0000 lead nowhere now: their entries are cleared and dropped from"
          + " the TLB; 16 frames went back to the allocator.",
        "2 page tables were empty: their frames are free again, and the TLB is flushed, as a CPU"
          + " may remember entries that lead to tables.",
        "No page table is empty, so none is freed.",
      ])
  }

  @Test func theBootsOwnAllocator() throws {
    let script = "boot stage=allocator\nf = frame alloc\ng = frame alloc count=2"
    try expect(
      script,
      [
        "The boot's frame allocator handed out the next frame, at 0x0000_1000; it cannot take it"
          + " back.",
        "The boot's frame allocator handed out the next 2 frames in a row (8 KiB), at 0x0000_2000;"
          + " it cannot take them back.",
      ])
    let early = try Told.steps("heap size=64K policy=bump").first { $0.headline.hasPrefix("heap") }
    #expect(
      early?.sentence()
        == "The boot will create this heap, 64 KiB at 0x4444_4444_0000, in place of its default"
        + " one.")
  }

  @Test func accesses() throws {
    try expect(
      """
      map 0x2000_0000 count=2 flags=WU
      write 0x2000_0008 = 42 user
      read 0x2000_0008
      write 0x2000_0ffc = 0x123456789 user
      physical write 0x100_0000 = 7
      physical write 0x100_0000 = 7
      physical read 0x100_0000
      flush page=0x2000_0000
      flush all
      set cr0.wp=0
      set cr0.wp=0
      """,
      [
        "User mode wrote 42 to 0x2000_0008: the TLB missed, so the MMU read 4 entries of the"
          + " tables, set A in 4 and D in the last, and found the byte at physical 0x0036_7008.",
        "The kernel read 42 from 0x2000_0008: the TLB had the page, so no table was read; the"
          + " first byte is at physical 0x0036_7008.",
        "User mode wrote 0x1_2345_6789 to 0x2000_0ffc: it crosses two pages, and the TLB missed"
          + " the second, so the MMU read 4 entries of the tables, set A in 1 and D in the last;"
          + " the first byte is at physical 0x0036_7ffc.",
        "The word at physical 0x0100_0000 went from 0 to 7, past TLB and MMU: no right was"
          + " checked, no bit in a table set.",
        "The word at physical 0x0100_0000 was 7 already, past TLB and MMU: no right was checked,"
          + " no bit in a table set.",
        "The word at physical 0x0100_0000 is 7, read past TLB and MMU.",
        "invlpg dropped what the TLB may hold of the page of 0x2000_0000: the next access to it"
          + " walks the tables.",
        "Every translation was dropped from the TLB: the next access to each page walks the tables"
          + " again.",
        "cr0.wp went from 1 to 0: the kernel may write read-only pages.",
        "cr0.wp is 0 already.",
      ])
  }

  /// The sentences of the last commands of a script.
  private func expect(_ script: String, _ sentences: [String]) throws {
    let told = try Told.steps(script).suffix(sentences.count)
    for (step, sentence) in zip(told, sentences) { #expect(step.sentence() == sentence) }
    #expect(told.count == sentences.count)
  }
}
