extension Glossary {
  static let program: [Term] = [
    Term(
      "step", [],
      "One command of the machine, from beginning to end: an allocation, a mapping, an access. Steps are "
        + "counted from the end of the boot, or of a lesson's setup.",
      [.text("memwalk's README: A short tour")], see: "goto start", "goto end"),
    Term(
      "access", ["memory access"],
      "One read or write of a word of memory, by the kernel's algorithms or by the MMU. Going into a step "
        + "shows its accesses one by one.",
      [.text("memwalk's README: A short tour")], see: "a = alloc 512", "show why"),
    Term(
      "branch", [],
      "A second run that has the steps up to some point in common with the first: onto another heap, or "
        + "with other commands. Both stay and can be compared.",
      [.text("memwalk's README: Comparing heaps")], see: "branch", "other"),
    Term(
      "journal", [],
      "The file into which a session is written as it goes, as a script, so that it survives a crash: "
        + "memwalk --resume goes on with the last.",
      [.text("memwalk --help")], see: "help save"),
    Term(
      "script", [],
      "Commands, one a line. A session, a journal and what save writes are scripts, and memwalk run "
        + "carries one out.",
      [.text("memwalk run --help")], see: "help"),
    Term(
      "trace", ["recording"],
      "A program's calls of malloc, realloc and free, written down, to be carried out again on any heap.",
      [.text("memwalk trace --help")], see: "help replay"),
    Term(
      "figure", [],
      "A number about the machine or about a step, with a name: heap.holes, tlb.misses, words.walked. "
        + "Conditions and graphs are made of them.",
      [.text("memwalk run --commands")], see: "show stats"),
    Term(
      "mark", ["bookmark"],
      "A name for a point of the run, to which goto finds back.",
      [.text("memwalk's README: A short tour")], see: "bookmark \"here\"", "goto \"here\""),
  ]
}
