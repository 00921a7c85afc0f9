extension Glossary {
  static let frames: [Term] = [
    Term(
      "boot info", ["boot information", "BootInfo"],
      "What the bootloader leaves for the kernel: the memory map, where physical memory is mapped, "
        + "where the kernel lies.",
      [.crate("bootloader 0.9: bootinfo::BootInfo"), .linux("Documentation/arch/x86/boot.rst")],
      see: "show machine"),
    Term(
      "boot", ["boot stage", "bootloader"],
      "The way from the firmware's list of memory to a running kernel. memwalk makes it in seven steps: "
        + "map, regions, tables, allocator, mapper, heap, handover.",
      [.crate("bootloader")], see: "goto start"),
    Term(
      "memory map", ["firmware map"],
      "The firmware's list of physical memory: which regions are RAM that may be used, which belong to "
        + "the firmware, to ACPI or to devices.",
      [.crate("bootloader 0.9: bootinfo::MemoryMap"), .linux("arch/x86/kernel/e820.c")],
      see: "show machine"),
    Term(
      "e820", ["INT 15h"],
      "The BIOS call (INT 15h, AX=E820h) that gives the memory map of a PC, a region a call; its name "
        + "stayed for such a list. UEFI has GetMemoryMap instead.",
      [
        .text("ACPI Specification, chapter System Address Map Interfaces"),
        .linux("arch/x86/kernel/e820.c"),
      ], see: "show machine"),
    Term(
      "usable region", ["usable", "usable memory"],
      "A region of the memory map that nobody else has: its whole frames may be given out.",
      [.crate("bootloader 0.9: bootinfo::MemoryRegionType::Usable")], see: "show stats"),
    Term(
      "reserved region", ["reserved", "reserved frame"],
      "A region of the memory map that the firmware or hardware keeps. What no region lists is not "
        + "to be used either.",
      [.linux("arch/x86/kernel/e820.c")], see: "show frames"),
    Term(
      "frame allocator", ["physical memory allocator"],
      "The part of a kernel that gives out frames and takes them back. memwalk's first one only counts "
        + "up through the usable regions; the one after the boot keeps a bitmap.",
      [.crate("x86_64: FrameAllocator"), .linux("mm/page_alloc.c")],
      see: "a = frame alloc", "show frames"),
    Term(
      "bitmap", ["frame bitmap"],
      "One bit for each frame, set while it is taken: small and simple, and frames in a row are found "
        + "by a run of clear bits. It lies in a frame itself.",
      [.linux("include/linux/bitmap.h"), .ostep(40)], see: "a = frame alloc count=3", "show why"),
    Term(
      "free frame", ["unused frame"],
      "A frame of a usable region that the frame allocator may give out.",
      [.linux("mm/page_alloc.c")], see: "show stats"),
    Term(
      "held frame", ["held"],
      "A frame that was allocated and is mapped by no page but that of all physical memory. memwalk's "
        + "word for it.",
      [.crate("x86_64: FrameAllocator")], see: "a = frame alloc", "show frames"),
    Term(
      "stack", ["kernel stack", "guard page"],
      "The memory of a running program's calls, which grows downwards. Below the kernel's lies a guard "
        + "page that is not mapped, so that an overflow is a page fault and destroys nothing.",
      [.ostep(13), .linux("arch/x86/kernel/traps.c")], see: "show frames"),
    Term(
      "NUMA node", ["node", "NUMA"],
      "Frames that are as near to some CPUs as to each other. Those of another node can be used, but "
        + "more slowly.",
      [.linux("mm/mempolicy.c")], see: "a = frame alloc node=0"),
  ]
}
