extension Glossary {
  static let addresses: [Term] = [
    Term(
      "virtual address", ["linear address", "VA"],
      "The address that an instruction uses; paging translates it to a physical address. Intel "
        + "calls it the linear address once segmentation has added its base, in 64-bit mode mostly 0.",
      [.paging("2"), .ostep(18), .crate("x86_64: VirtAddr")], see: "translate 0x4444_4444_0000"),
    Term(
      "physical address", ["PA"],
      "The number by which the memory bus knows a byte of RAM or of a device. CR3 and the entries of "
        + "page tables hold physical addresses only.",
      [.paging("1.4"), .ostep(15), .crate("x86_64: PhysAddr")], see: "physical read 0x0000_1000"),
    Term(
      "canonical address", ["canonical", "non-canonical address"],
      "A virtual address whose upper bits all repeat the highest translated one: bit 47 with four "
        + "levels of tables, bit 56 with five. To use any other raises #GP (#SS through the stack) "
        + "before any table is read.",
      [.intel("vol. 1, 3.3.7.1"), .crate("x86_64: VirtAddr::try_new")],
      see: "read 0x8000_0000_0000"),
    Term(
      "page", ["virtual page"],
      "An aligned stretch of virtual memory - 4 KiB, 2 MiB or 1 GiB - that is mapped as one: its "
        + "bytes lie in one frame, in the same order, and have the same rights.",
      [.paging("2"), .ostep(18), .crate("x86_64: structures::paging::Page")],
      see: "map 0x1000_0000", "show tables at=0x1000_0000"),
    Term(
      "frame", ["page frame", "physical frame"],
      "An aligned stretch of physical memory of a page's size, into which a page can be mapped. "
        + "Where no size is said it is 4 KiB.",
      [.paging("2"), .ostep(18), .crate("x86_64: structures::paging::PhysFrame")],
      see: "show frames"),
    Term(
      "offset", ["page offset"],
      "The lowest bits of an address, 12 for a page of 4 KiB, 21 for 2 MiB, 30 for 1 GiB: the place "
        + "within the page. Translation leaves them as they are.",
      [.paging("5.4"), .ostep(18)], see: "translate 0x4444_4444_0123"),
    Term(
      "huge page", ["large page"],
      "A page of 2 MiB or 1 GiB, mapped by an entry of a P2 or P3 table with bit PS set, where the "
        + "walk ends early. It takes one entry and one place in the TLB instead of 512 or 262,144.",
      [.paging("5.4"), .ostep(20), .linux("mm/hugetlb.c")],
      see: "map 0x4000_0000 size=2M", "show tables at=0x4000_0000"),
    Term(
      "alignment", ["aligned"],
      "An address is aligned to a power of two if it is a multiple of it. The alignment of a block is "
        + "what its start has to be a multiple of.",
      [.ostep(17), .linux("include/linux/align.h")], see: "a = alloc 100 align=64"),
    Term(
      "cache line", [],
      "What the CPU's caches hold and move as one: 64 aligned bytes on today's x86-64. A line holds "
        + "eight entries of a page table, so that neighbours come with the first.",
      [.intel("vol. 3A, chapter Memory Cache Control"), .linux("include/linux/cache.h")],
      see: "a = alloc 64 align=64"),
    Term(
      "mapping", ["map"],
      "The entry by which a page has its frame and its rights, and the making of it. One frame may "
        + "be mapped by several pages, a page only to one frame.",
      [.ostep(18), .crate("x86_64: structures::paging::Mapper")], see: "map 0x1000_0000 flags=WU"),
    Term(
      "identity mapping", ["identity map"],
      "A mapping of a page to the frame with the same address, so that virtual and physical address "
        + "are equal. Devices are often mapped so, and code that switches paging on has to be.",
      [.crate("x86_64: Mapper::identity_map"), .linux("arch/x86/mm/ident_map.c")],
      see: "identity-map 0x000b_8000"),
    Term(
      "offset mapping", ["direct map", "physical memory mapping"],
      "All physical memory mapped at one virtual offset, so that the kernel reaches any frame, page "
        + "tables among them, at its address plus the offset. memwalk's kernel has it at "
        + "0x180_0000_0000.",
      [
        .crate("x86_64: OffsetPageTable"), .linux("Documentation/arch/x86/x86_64/mm.rst"),
      ], see: "translate 0x180_0000_1000"),
    Term(
      "recursive mapping", ["recursive page table"],
      "An entry of the root table that names the root table itself: the tables then appear as pages, "
        + "at addresses made of their indices. It takes an entry of the root; memwalk's kernel "
        + "has an offset mapping instead, so no entry of its root points back.",
      [.crate("x86_64: RecursivePageTable")], see: "show tables"),
    Term(
      "address space", ["virtual address space"],
      "All virtual addresses of a program with what they are mapped to. A page table has one, with "
        + "the kernel's half in each; to load another root into CR3 changes it.",
      [.ostep(13), .linux("include/linux/mm_types.h")], see: "show tables"),
  ]
}
