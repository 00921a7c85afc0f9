extension Glossary {
  static let tables: [Term] = [
    Term(
      "page table", ["PT", "P1", "level 1 table", "paging structure"],
      "A frame of 512 entries of 8 bytes that the MMU reads, each for a part of the addresses. The "
        + "tables of all levels are called so and, in Intel's manual, those of the lowest (PT, here "
        + "P1), whose entries map pages of 4 KiB.",
      [.paging("2"), .ostep(18), .crate("x86_64: structures::paging::PageTable")],
      see: "show tables"),
    Term(
      "PML5", ["P5", "page map level 5", "level 5 table"],
      "The root of five-level paging (CR4.LA57): bits 56 to 48 of an address choose one of its "
        + "entries, each for 256 TiB. Here P5; a machine with levels=5 has it.",
      [.paging("5"), .linux("Documentation/arch/x86/x86_64/5level-paging.rst")],
      see: "show machine"),
    Term(
      "PML4", ["P4", "page map level 4", "level 4 table"],
      "The root of four-level paging: bits 47 to 39 of an address choose one of its entries, each for "
        + "512 GiB. Here P4; Linux calls the root pgd.",
      [.paging("5.4"), .ostep(20), .crate("x86_64: PageTableIndex")],
      see: "show tables at=0x4444_4444_0000"),
    Term(
      "PDPT", ["P3", "page-directory-pointer table", "level 3 table"],
      "The table below the PML4: bits 38 to 30 of an address choose one of its entries, each for "
        + "1 GiB. An entry with PS set maps that as one page. Here P3.",
      [.paging("5.4"), .linux("arch/x86/include/asm/pgtable_types.h")],
      see: "show tables at=0x4444_4444_0000"),
    Term(
      "PD", ["P2", "page directory", "level 2 table"],
      "The table below the PDPT: bits 29 to 21 of an address choose one of its entries, each for "
        + "2 MiB. An entry with PS set maps that as one page. Here P2.",
      [.paging("5.4"), .linux("arch/x86/include/asm/pgtable_types.h")],
      see: "show tables at=0x180_0000_0000"),
    Term(
      "entry", ["page-table entry", "PTE", "table entry"],
      "Eight bytes of a page table: the physical address of the next table or of the page's frame, "
        + "with flags below and above it. While the present bit is clear, the CPU ignores all others.",
      [.paging("5.4"), .ostep(18), .crate("x86_64: PageTableEntry")],
      see: "show tables at=0x4444_4444_0000"),
    Term(
      "index", ["table index"],
      "Nine bits of a virtual address that choose one of the 512 entries of a table. Four of them, or "
        + "five, and an offset make an address.",
      [.paging("5.4"), .crate("x86_64: PageTableIndex")], see: "translate 0x4444_4444_0000"),
    Term(
      "present", ["present bit", "not present"],
      "Bit 0 (P) of an entry: it is in use. If it is clear, the walk ends there with a page fault, "
        + "whose error code has bit 0 clear, and the kernel may keep what it likes in the other bits.",
      [.paging("7"), .ostep(18), .crate("x86_64: PageTableFlags::PRESENT")],
      see: "read 0x7777_0000"),
    Term(
      "writable", ["read-only", "writable bit"],
      "Bit 1 (R/W) of an entry: writes are allowed. They need it in the entries of all levels; in "
        + "supervisor mode only while CR0.WP is set.",
      [.paging("6"), .crate("x86_64: PageTableFlags::WRITABLE")],
      see: "map 0x1000_0000 flags=U", "write 0x1000_0000 = 1 user"),
    Term(
      "user", ["user accessible", "user bit", "user page", "supervisor page"],
      "Bit 2 (U/S) of an entry: user mode may use what is below it. A page is a user page if the bit "
        + "is set in the entries of all levels, else a supervisor page.",
      [.paging("6"), .crate("x86_64: PageTableFlags::USER_ACCESSIBLE")],
      see: "read 0x4444_4444_0000 user"),
    Term(
      "no execute", ["NX", "XD", "execute disable", "executable"],
      "Bit 63 (XD, elsewhere NX) of an entry: no instruction may be fetched from what is below it. It "
        + "counts if it is set at any level and EFER.NXE is set; without NXE the bit is reserved.",
      [.paging("6"), .crate("x86_64: PageTableFlags::NO_EXECUTE")],
      see: "execute 0x4444_4444_0000"),
    Term(
      "accessed", ["accessed bit"],
      "Bit 5 (A) of an entry: the CPU sets it when it uses the entry to translate an address, and "
        + "never clears it. Kernels clear it to learn which pages are in use.",
      [.paging("8"), .ostep(22), .linux("mm/vmscan.c")],
      see: "map 0x1000_0000", "read 0x1000_0000", "show why"),
    Term(
      "dirty", ["dirty bit"],
      "Bit 6 (D) of an entry that maps a page: the CPU sets it at a write to the page and never "
        + "clears it. A page that is not dirty need not be written back to disk.",
      [.paging("8"), .ostep(22), .linux("mm/page-writeback.c")],
      see: "map 0x1000_0000", "write 0x1000_0000 = 1", "show why"),
    Term(
      "global", ["global page", "global bit"],
      "Bit 8 (G) of an entry that maps a page: while CR4.PGE is set, its translation stays in the TLB "
        + "when CR3 is loaded. Meant for pages that are the same in every address space.",
      [.paging("10.2.4"), .crate("x86_64: PageTableFlags::GLOBAL")],
      see: "map 0x1000_0000 flags=WG"),
    Term(
      "PS", ["page size bit"],
      "Bit 7 of an entry of a P2 or P3 table: the entry maps a page of 2 MiB or 1 GiB itself and "
        + "names no table. In a P1 entry bit 7 is PAT; in higher tables it has to be 0.",
      [.paging("5.4"), .crate("x86_64: PageTableFlags::HUGE_PAGE")],
      see: "show tables at=0x180_0000_0000"),
    Term(
      "PAT", ["page attribute table"],
      "A register that gives each page one of eight memory types, which an entry's bits PAT, PCD "
        + "and PWT choose. Bit PAT is bit 7 of a P1 entry and bit 12 of one that maps a larger page.",
      [.paging("9.2"), .linux("arch/x86/mm/pat/memtype.c")], see: "show tables"),
    Term(
      "protection key", ["PK"],
      "Bits 62 to 59 of an entry that maps a page, if CR4.PKE is set: a number from 0 to 15. PKRU "
        + "says for each number whether user pages with it may be read and written.",
      [.paging("6.2"), .linux("arch/x86/mm/pkeys.c")], see: "show machine"),
    Term(
      "reserved bit", ["RSVD"],
      "A bit of an entry that has to be 0, as an address bit beyond the CPU's physical bits. To use "
        + "a present entry with one set is a page fault with bit 3 of the error code set.",
      [.paging("7"), .linux("arch/x86/mm/fault.c")], see: "help error code"),
    Term(
      "rights", ["access rights", "permissions"],
      "What the entries on the way to a page allow together: to write, all have to be writable, to be "
        + "used in user mode, all have to be user, and to be executed, none may be no-execute.",
      [.paging("6"), .crate("x86_64: PageTableFlags")],
      see: "protect 0x4444_4444_0000 flags=WUX"),
  ]
}
