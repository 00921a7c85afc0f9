extension Glossary {
  static let heap: [Term] = [
    Term(
      "heap", ["dynamic memory"],
      "The memory out of which a program gets blocks of any size at any time, and an allocator that "
        + "keeps book of them. memwalk's is the kernel's own.",
      [.ostep(14), .ostep(17), .crate("linked_list_allocator: Heap")], see: "show heap"),
    Term(
      "block", ["allocation", "chunk"],
      "Memory that the heap has given out, from an address on, until it is freed. It may be larger than "
        + "what was asked for.",
      [.ostep(17)], see: "a = alloc 512", "show heap"),
    Term(
      "hole", ["free block", "free chunk"],
      "A stretch of the heap that is free, between blocks. Its first words hold its header, as nobody "
        + "else uses them.",
      [.ostep(17), .crate("linked_list_allocator: src/hole.rs")],
      see: "a = alloc 512", "b = alloc 64", "free a", "show heap"),
    Term(
      "header", ["hole header", "block header", "boundary tag"],
      "The allocator's own words at the start of a hole or in front of a block: its size, links, flags. "
        + "A boundary tag repeats them at the end, so that a neighbour can be found.",
      [.ostep(17), .text("Knuth, The Art of Computer Programming vol. 1, 2.5")],
      see: "a = alloc 512", "show why"),
    Term(
      "free list", ["list of holes"],
      "The holes linked to each other, each by a pointer in its header. To allocate, the list is "
        + "searched; to free, the block is put into it.",
      [.ostep(17), .crate("linked_list_allocator: src/hole.rs")], see: "show heap"),
    Term(
      "linked list", ["linked_list_allocator"],
      "Things that each point to the next one. memwalk's policy linked-list is the crate "
        + "linked_list_allocator: holes in the order of their addresses, searched first fit.",
      [.crate("linked_list_allocator"), .linux("include/linux/list.h")],
      see: "branch policy=linked-list", "show heap"),
    Term(
      "split", ["splitting"],
      "To take a block out of a larger hole: what is left stays a hole, if it is large enough for a "
        + "header.",
      [.ostep(17), .crate("linked_list_allocator: src/hole.rs")], see: "a = alloc 512", "show why"),
    Term(
      "coalesce", ["coalescing", "join", "merge"],
      "To make one hole of a block that is freed and the holes that touch it. Without it, memory that "
        + "is free in a row could not be used in a row.",
      [.ostep(17), .crate("linked_list_allocator: src/hole.rs")],
      see: "a = alloc 512", "free a", "show why"),
    Term(
      "padding", ["rounding"],
      "Bytes that nobody asked for: in front of a block so that it is aligned, or behind it so that "
        + "its size is a multiple of the heap's unit.",
      [.crate("linked_list_allocator: src/hole.rs"), .ostep(17)], see: "a = alloc 5", "show heap"),
    Term(
      "internal fragmentation", [],
      "Memory lost within blocks: what they take beyond what was asked for.",
      [.ostep(17), .text("Wilson et al., Dynamic Storage Allocation: A Survey, IWMM 1995")],
      see: "a = alloc 5", "show stats"),
    Term(
      "external fragmentation", ["fragmentation"],
      "Memory lost between blocks: there would be enough of it, but not in a row. The figure "
        + "heap.fragmentation is the part of the free bytes that lies outside the largest hole.",
      [.ostep(17), .text("Wilson et al., Dynamic Storage Allocation: A Survey, IWMM 1995")],
      see: "show stats"),
    Term(
      "out of memory", ["OOM"],
      "An allocation finds no room: no hole is large enough, and the heap cannot grow, as frames or its "
        + "address space have come to their end.",
      [.linux("mm/oom_kill.c")], see: "a = alloc 1G"),
    Term(
      "double free", [],
      "To free a block that is free already. An allocator that does not notice hands the same memory "
        + "out twice; memwalk refuses it.",
      [.ostep(14)], see: "a = alloc 512", "free a", "free a", "expect error double-free"),
    Term(
      "growth", ["grow", "brk"],
      "A full heap takes more pages at its end, as brk does for a program. Frames and perhaps page "
        + "tables come with them.",
      [.ostep(14), .linux("mm/mmap.c")], see: "a = alloc 2M", "show why"),
  ]

  static let policies: [Term] = [
    Term(
      "first fit", [],
      "The first hole of the list that is large enough is taken. Quick at first; small holes gather at "
        + "the start of the list.",
      [.ostep(17), .crate("linked_list_allocator")], see: "branch policy=linked-list"),
    Term(
      "next fit", [],
      "As first fit, but the search goes on where the last one ended. It saves steps and spreads small "
        + "holes over the whole heap.",
      [.ostep(17), .text("Knuth, The Art of Computer Programming vol. 1, 2.5")],
      see: "branch policy=next-fit"),
    Term(
      "best fit", [],
      "The smallest hole that is large enough is taken, so large ones stay whole. What it leaves over is "
        + "often too small for anything, and a list has to be searched to its end.",
      [.ostep(17)], see: "branch policy=best-fit"),
    Term(
      "worst fit", [],
      "The largest hole is taken, so that what it leaves over can be used. Large holes are soon gone.",
      [.ostep(17)], see: "branch policy=worst-fit"),
    Term(
      "fast fit", ["Cartesian tree"],
      "Holes in a Cartesian tree: in order of address from left to right, each at least as large as "
        + "those below. It finds the lowest hole that fits without passing each one.",
      [.text("Stephenson, Fast Fits, SOSP 1983")], see: "branch policy=fast-fit"),
    Term(
      "buddy", ["buddies", "buddy system", "buddy allocator"],
      "Blocks of powers of two: a larger one is split in halves, the buddies, whose addresses differ in "
        + "one bit, and two free buddies are joined again. Quick, with much internal fragmentation.",
      [.text("Knowlton, A Fast Storage Allocator, CACM 1965"), .linux("mm/page_alloc.c")],
      see: "branch policy=buddy"),
    Term(
      "order", [],
      "The exponent of a buddy block's size: one of order n has 2^n units. There is a free list for each "
        + "order.",
      [.linux("include/linux/mmzone.h")], see: "branch policy=buddy", "a = alloc 100", "show why"),
    Term(
      "TLSF", ["two-level segregated fit", "size class"],
      "Free blocks in lists by size class, powers of two (first level) each cut into equal parts (second "
        + "level), with bitmaps of lists that are not empty: both ways take constant time.",
      [.text("Masmano et al., TLSF: A New Dynamic Memory Allocator, ECRTS 2004")],
      see: "branch policy=tlsf"),
    Term(
      "slab", ["slab allocator"],
      "Pages that are each cut into objects of one size, with a list of free objects. Free and allocate "
        + "are a link each, and objects of a size lie together.",
      [
        .text("Bonwick, The Slab Allocator, USENIX Summer 1994"), .linux("mm/slub.c"),
      ], see: "branch policy=slab"),
    Term(
      "object", ["slab object"],
      "One of the places of equal size that a slab is cut into.",
      [.linux("include/linux/slab.h")], see: "branch policy=slab", "a = alloc 60", "show heap"),
    Term(
      "bump", ["bump allocator", "arena"],
      "A pointer that only rises: to allocate adds to it, and memory comes back only when every block "
        + "is freed.",
      [.text("Oppermann, Writing an OS in Rust: Allocator Designs")], see: "branch policy=bump"),
    Term(
      "fixed-block", ["fixed-size block", "segregated list"],
      "A list of free blocks for each of a few sizes; a request takes the next larger one. What is larger "
        + "than all of them, or finds its list empty, comes from a heap below.",
      [.text("Oppermann, Writing an OS in Rust: Allocator Designs"), .ostep(17)],
      see: "branch policy=fixed-block"),
  ]
}
