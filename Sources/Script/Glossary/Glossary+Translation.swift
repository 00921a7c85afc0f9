extension Glossary {
  static let translation: [Term] = [
    Term(
      "MMU", ["memory management unit"],
      "The part of the CPU that translates each virtual address and checks the rights: by the TLB or, "
        + "after a miss, by a page walk.",
      [.paging("2"), .ostep(15)], see: "read 0x4444_4444_0000", "show why"),
    Term(
      "page walk", ["table walk", "walk"],
      "What the MMU does after a TLB miss: it reads one entry at each level, from the root that CR3 "
        + "names down to the page, up to four, or five, memory accesses. Then the TLB keeps the result.",
      [.paging("5.4"), .ostep(20)], see: "flush all", "read 0x4444_4444_0000", "show why"),
    Term(
      "TLB", ["translation lookaside buffer"],
      "The MMU's cache of translations: page to frame, with the rights that all levels allow together. "
        + "It does not notice that a table in memory changes.",
      [.paging("10.2"), .ostep(19), .linux("arch/x86/mm/tlb.c")], see: "show tlb"),
    Term(
      "TLB hit", ["hit"],
      "The TLB knows the page of an address: no table is read.",
      [.paging("10.2.3"), .ostep(19)], see: "read 0x4444_4444_0000", "show tlb"),
    Term(
      "TLB miss", ["miss"],
      "The TLB does not know the page of an address: a page walk finds it. On x86-64 the hardware does "
        + "it, on MIPS a part of the kernel.",
      [.paging("10.2.3"), .ostep(19)], see: "flush all", "read 0x4444_4444_0000", "show tlb"),
    Term(
      "second-level TLB", ["STLB", "second level"],
      "A larger, slower TLB behind the small ones for data and for instructions. A hit in it saves the "
        + "walk.",
      [.paging("10.2"), .intel("Optimization Reference Manual")], see: "show tlb"),
    Term(
      "paging-structure cache", ["page walk cache"],
      "A cache of entries of upper tables, by which a page walk may begin further down. memwalk's MMU "
        + "has none: each walk reads all levels.",
      [.paging("10.3")], see: "show tlb"),
    Term(
      "INVLPG", ["invalidate page"],
      "The instruction that makes the TLB forget the page of an address, of any size, global or not. "
        + "It acts on the CPU that carries it out only.",
      [.paging("10.4.1"), .crate("x86_64: instructions::tlb::flush")],
      see: "flush page=0x4444_4444_0000"),
    Term(
      "flush", ["TLB flush", "invalidation"],
      "To make the TLB forget: one page by INVLPG, all but global pages by a load of CR3, all by a "
        + "change of CR4.PGE. It is due after each change of an entry that may be cached.",
      [.paging("10.4"), .ostep(19), .crate("x86_64: MapperFlush")],
      see: "flush page=0x4444_4444_0000", "flush all"),
    Term(
      "stale translation", ["stale"],
      "What the TLB still holds though the tables say something else: the flush was forgotten. The CPU "
        + "may use it or walk anew, so a program must not depend on either.",
      [.paging("10.2.3"), .crate("x86_64: MapperFlush::ignore")],
      see: "map 0x1000_0000", "read 0x1000_0000", "unmap 0x1000_0000", "show tlb"),
    Term(
      "TLB shootdown", ["shootdown"],
      "A flush on other CPUs, which the kernel asks of them by an interrupt, since INVLPG acts on one "
        + "CPU only. A frame may be reused only when all have answered.",
      [.paging("10.5"), .linux("arch/x86/mm/tlb.c")], see: "flush page=0x4444_4444_0000"),
    Term(
      "PCID", ["process-context identifier", "ASID", "PCIDE"],
      "A number of 12 bits in CR3 that marks TLB entries as those of one address space, so that a load "
        + "of CR3 need not drop the others' (CR4.PCIDE). memwalk's CPU does not have it.",
      [.paging("10.1"), .ostep(19), .crate("x86_64: instructions::tlb::Pcid")], see: "show machine"),
    Term(
      "page fault", ["PF"],
      "The exception (#PF) that an access raises if its page is not present, its rights forbid it or an entry "
        + "has a reserved bit set. CR2 gets the address, the stack an error code; the kernel may mend "
        + "the tables and the access is made again.",
      [.paging("7"), .ostep(21), .linux("arch/x86/mm/fault.c")],
      see: "read 0x7777_0000", "show why"),
    Term(
      "error code", ["page-fault error code"],
      "What a page fault says of itself, bit by bit: 0 the page was present (it is about rights), 1 a "
        + "write, 2 user mode, 3 a reserved bit was set, 4 a fetch, 5 a protection key.",
      [.paging("7"), .crate("x86_64: PageFaultErrorCode")],
      see: "write 0x4444_4444_0000 = 1 user", "expect fault 0x7"),
    Term(
      "general-protection fault", ["GP", "general protection"],
      "The exception (#GP) for what has no exception of its own: an address that is not canonical, a register "
        + "set to what it cannot hold.",
      [.intel("vol. 3A, chapter Interrupt and Exception Handling")],
      see: "read 0x8000_0000_0000", "expect fault gp"),
    Term(
      "demand paging", ["lazy allocation", "on demand"],
      "A page gets its frame only when it is first used: the page fault maps it. memwalk's kernel maps "
        + "heap pages when the heap grows, not on demand.",
      [.paging("12"), .ostep(22), .linux("mm/memory.c")], see: "read 0x7777_0000"),
    Term(
      "working set", [],
      "The pages that a program has used within its last so many accesses. If the working sets of all "
        + "programs have room in memory, page faults are rare.",
      [
        .text("Denning, The Working Set Model for Program Behavior, CACM 1968"), .ostep(22),
        .linux("mm/workingset.c"),
      ], see: "show stats"),
    Term(
      "supervisor mode", ["kernel mode", "ring 0"],
      "Privilege levels 0 to 2, of which kernels use 0, where every instruction is allowed. Pages that "
        + "are no user pages can be used, too; SMEP and SMAP keep the kernel from user pages.",
      [.paging("6"), .ostep(6)], see: "read 0x4444_4444_0000"),
    Term(
      "user mode", ["ring 3"],
      "Privilege level 3, where programs run: only user pages can be used, and no instruction that could "
        + "change that.",
      [.paging("6"), .ostep(6)], see: "read 0x4444_4444_0000 user"),
    Term(
      "kernel", [],
      "The program that owns the hardware: it makes the page tables and gives out frames. memwalk's is "
        + "a small one that lives in the same memory that it manages.",
      [.ostep(2), .crate("bootloader")], see: "show frames"),
  ]
}
