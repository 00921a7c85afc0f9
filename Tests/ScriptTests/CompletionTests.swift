import Simulation
import Testing

@testable import Script

@Suite struct CompletionTests {
  private static let scope: Scope = {
    var scope = Scope()
    _ = scope.name("block")
    _ = scope.name("frames")
    scope.branches = ["tight"]
    return scope
  }()

  static let table: [(String, [String])] = [
    ("al", ["alloc"]),
    ("re", ["realloc", "read", "replay"]),
    ("a = ", ["alloc", "frame"]),
    ("a = frame ", ["alloc"]),
    ("frame ", ["alloc", "free"]),
    ("frame al", ["alloc"]),
    ("free ", ["block", "frames"]),
    ("realloc b", ["block"]),
    ("heap ", ["size=", "start=", "policy=", "grow="]),
    ("heap size=4K p", ["policy="]),
    ("heap policy=", HeapPolicy.allCases.map { "policy=\($0.rawValue)" }),
    ("heap policy=b", ["policy=bump", "policy=best-fit", "policy=buddy"]),
    ("machine map=", ["map=qemu"]),
    ("map 0x0 frame=f", ["frame=frames"]),
    ("write block ", ["="]),
    ("write block = 5 ", ["user", "size=", "ac"]),
    ("write block = 5 user ", ["size=", "ac"]),
    ("set cr0.w", ["cr0.wp="]),
    ("set efer", ["efer=", "efer.sce=", "efer.lme=", "efer.lma=", "efer.nxe="]),
    (
      "expect f",
      [
        "fault", "frames.total", "frames.usable", "frames.free", "frames.allocated",
        "frames.tables", "faults.total", "frames.taken", "fault.code",
      ]
    ),
    ("expect error double", ["double-free"]),
    ("expect fault ", ["gp"]),
    ("find oom ", ["==", "!=", "<", "<=", ">", ">=", "and", "or", "back"]),
    ("find heap.ho", ["heap.holes"]),
    ("find (heap.ho", ["(heap.holes"]),
    ("find not ((heap.ho", ["((heap.holes"]),
    ("find ( heap.ho", ["heap.holes"]),
    ("find (heap.holes ", ["==", "!=", "<", "<=", ">", ">="]),
    ("find (oom and heap.holes > 4 ", ["and", "or", ")"]),
    ("find (oom and heap.holes > 4) ", ["and", "or", "back"]),
    ("find (oom) a", ["and"]),
    ("find back heap.ho", ["heap.holes"]),
    ("find name ", ["block", "frames"]),
    ("find (oom or name bl", ["block"]),
    ("find name block ", ["and", "or", "back"]),
    ("find not te", ["text"]),
    ("find text ", []),
    ("find \"free\" ", ["and", "or", "back"]),
    ("find address 0x1000 or fa", ["faults.total", "fault.code", "fault"]),
    ("find alloc.size > 4 and alloc", ["alloc.size"]),
    ("free (bl", []),
    ("expect heap.holes ", ["==", "!=", "<", "<=", ">", ">="]),
    ("expect heap.holes == 1 ", []),
    ("find oom > 0 ", ["and", "or", "back"]),
    ("find oom > 0 and faults", ["faults.total"]),
    ("show st", ["stats"]),
    ("goto ", ["start", "end"]),
    ("instead fre", ["free"]),
    ("instead b = al", ["alloc"]),
    (
      "help fr",
      [
        "free", "frame", "frames.total", "frames.usable", "frames.free", "frames.allocated",
        "frames.tables", "frames.taken",
      ]
    ),
    ("help frame ", ["alloc", "free", "allocator"]),
    ("help page f", ["fault"]),
    ("help tl", ["tlb", "tlsf", "tlb.hits", "tlb.misses"]),
    ("help glo", ["glossary", "global"]),
    ("help page fault ", []),
    ("alloc 5 align=", []),
    ("cr", []),
    ("branch ", ["policy="]),
    ("other t", ["tight"]),
    ("save \"x\" ", ["force"]),
    ("nothing ", []),
    ("note \"al", []),
    ("# al", []),
    ("a = alloc 5 # al", []),
  ]

  @Test(arguments: table) func candidates(_ line: String, _ words: [String]) {
    #expect(Completion.words(for: line, scope: Self.scope, maps: ["qemu"]) == words)
  }

  @Test func atTheStartOfALineAreAllVerbs() {
    #expect(Completion.words(for: "", scope: Scope()) == Verb.firstWords)
  }
}
