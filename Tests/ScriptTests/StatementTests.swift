import MemoryCore
import Simulation
import Testing

@testable import Script

/// What lines of the language mean, one by one.
@Suite struct StatementTests {
  @Test func machine() throws {
    #expect(try command("machine") == .boot(.machine(MachineDescription())))
    #expect(
      try command("machine memory=1G nodes=2 cpus=1 physical-bits=40 levels=5 seed=7")
        == .boot(
          .machine(
            MachineDescription(
              memory: .size(1 << 30), nodes: 2, cpus: 1, physicalBits: 40, levels: 5, seed: 7))))
    #expect(
      try command("machine map=qemu profile=blog-os")
        == .boot(.machine(MachineDescription(memory: .map(qemu)))))
  }

  @Test(arguments: BootStage.allCases) func boot(_ stage: BootStage) throws {
    #expect(try statement("boot stage=\(stage.rawValue)") == .boot(upTo: stage))
  }

  @Test func bootWithoutStageIsAll() throws {
    #expect(try statement("boot") == .boot(upTo: .handover))
    #expect(try statement("boot stage=all") == .boot(upTo: .handover))
  }

  @Test func blocks() throws {
    var names = NameTable()
    let a = Name(slot: 0, label: names.label("a"))
    #expect(try command("a = alloc 512 align=16") == .heap(.allocate(a, size: 512, alignment: 16)))
    #expect(
      try command("alloc 2K")
        == .heap(.allocate(Name(slot: 0, label: .anonymous), size: 2048, alignment: 8)))
    #expect(try command("free a") == .heap(.free(.name(a))))
    #expect(try command("free 0x4444_4444_0010") == .heap(.free(.address(0x4444_4444_0010))))
    #expect(try command("realloc a 0") == .heap(.reallocate(a, size: 0, alignment: 8)))
    #expect(
      try command("realloc a 2K align=64") == .heap(.reallocate(a, size: 2048, alignment: 64)))
    #expect(
      try command("a = frame alloc count=3 align=2 node=1")
        == .frames(.allocate(a, FrameRequest(count: 3, alignment: 2, node: 1))))
    #expect(try command("frame free a") == .frames(.free(.name(a))))
  }

  @Test func pages() throws {
    let usual: PageTableFlags = [.present, .writable, .noExecute]
    #expect(
      try command("map 0x1000")
        == .paging(
          .map(
            MapRequest(
              page: .address(0x1000), frame: nil, size: .small, flags: usual, count: 1,
              tableFlags: nil))))
    #expect(
      try command("map 4M count=2 size=2M flags=-PX frame=6M table-flags=0x7")
        == .paging(
          .map(
            MapRequest(
              page: .address(4 << 20), frame: .address(6 << 20), size: .large, flags: [], count: 2,
              tableFlags: [.present, .writable, .userAccessible]))))
    #expect(
      try command("identity-map 0xb8000 size=1G")
        == .paging(.identityMap(.address(0xb8000), size: .giant, flags: usual)))
    #expect(
      try command("unmap 0x1000 free=on")
        == .paging(.unmap(.address(0x1000), size: .small, count: 1, freeFrames: true)))
    #expect(try command("clean") == .paging(.clean(nil)))
    #expect(try command("clean to=0x2000 from=0x1000") == .paging(.clean(0x1000...0x2000)))
    #expect(
      try command("protect 0x1000 flags=P level=3")
        == .paging(
          .protect(.address(0x1000), size: .small, flags: [.present, .noExecute], level: .p3)))
    #expect(try command("translate 0x1000") == .paging(.translate(.address(0x1000))))
  }

  @Test func memoryAndRegisters() throws {
    func access(_ kind: MemoryAccess.Kind, user: Bool = false, size: Int = 8, ac: Bool = false)
      -> Command
    {
      .access(
        .memory(
          MemoryAccess(
            kind: kind, address: .address(0x1000), isUser: user, size: size, alignmentCheck: ac)))
    }
    #expect(try command("read 0x1000") == access(.read))
    #expect(
      try command("write 0x1000 = 42 user size=4 ac")
        == access(.write(42), user: true, size: 4, ac: true))
    #expect(try command("write 0x1000 user size=1 = 7") == access(.write(7), user: true, size: 1))
    #expect(try command("execute 0x1000 user") == access(.execute, user: true))
    #expect(try command("flush all") == .access(.flush(nil)))
    #expect(try command("flush page=0x1000") == .access(.flush(.address(0x1000))))
    #expect(try command("set cr0.wp=1") == .access(.set(field: "cr0.wp", value: 1)))
    #expect(try command("set pkru=0x5555_5554") == .access(.set(field: "pkru", value: 0x5555_5554)))
    #expect(try command("physical read 8") == .access(.physicalRead(.address(8))))
    #expect(
      try command("physical write 8 = 0xff") == .access(.physicalWrite(.address(8), value: 255)))
  }

  @Test func session() throws {
    #expect(try statement("show heap") == .show(ShowRequest(view: .heap)))
    #expect(
      try statement("show heap at=120") == .show(ShowRequest(view: .heap, place: .step(.step(120))))
    )
    #expect(
      try statement("show frames at=0x78")
        == .show(ShowRequest(view: .frames, place: .address(.address(0x78)))))
    #expect(
      try statement("expect heap.size >= 1M")
        == .expect(.figure(Comparison(.heapSize, .greaterOrEqual, 1 << 20))))
    #expect(
      try statement("expect oom==0") == .expect(.figure(Comparison(.outOfMemory, .equal, 0))))
    #expect(try statement("expect fault 0x1f") == .expect(.fault(.pageFault(code: 31))))
    #expect(try statement("expect fault gp") == .expect(.fault(.generalProtection)))
    #expect(try statement("expect error double-free") == .expect(.error("double-free")))
    #expect(try statement(#"bookmark "a \"b\" \\ # c" # d"#) == .bookmark(#"a "b" \ # c"#))
    #expect(try statement("note \"größer — 日本\"") == .note("größer — 日本"))
    #expect(try statement("goto 50%") == .goto(.percent(50)))
    #expect(try statement("goto 6_201") == .goto(.step(6201)))
    #expect(try statement("goto \"end\"") == .goto(.bookmark("end")))
    #expect(try statement("goto end") == .goto(.end))
    #expect(try statement("goto start") == .goto(.start))
    #expect(try statement("skip") == .instead(nil))
    #expect(try statement("instead free a") == .instead(command("free a")))
    #expect(try statement("goto -3") == .goto(.setup(before: 3)))
    #expect(try statement("goto -0") == .goto(.step(0)))
    #expect(try statement("replay \"short\" align=16") == statement("replay short align=16"))
    #expect(try statement("crash") == .crash)
    #expect(try statement("  # a  #b ") == .comment(" a  #b"))
    #expect(try statement("save \"x\" force") == .save("x", replacing: true))
    #expect(try statement("branch") == .branch(name: nil, policy: nil))
    #expect(try statement("branch x policy=bump") == .branch(name: "x", policy: .bump))
    #expect(try statement("other") == .other(nil))
    #expect(try statement("other x") == .other("x"))
    #expect(try statement("other 02") == .other("2"))
    #expect(try statement("help frame") == .help("frame"))
    #expect(try statement("help frame alloc") == .help("frame alloc"))
    #expect(try statement("help page fault") == .help("page fault"))
    #expect(try statement("help Page-Faults") == .help("page fault"))
    #expect(try statement("help cr0.wp") == .help("WP"))
    #expect(try statement("help glossary") == .help("glossary"))
  }

  @Test func conditions() throws {
    let few = Condition.figure(Comparison(.framesFree, .less, 512))
    let faults = Condition.figure(Comparison(.faultsTotal, .notEqual, 0))
    let grown = Condition.figure(Comparison(.heapSize, .greater, 1 << 20))
    #expect(
      try statement("find frames.free < 512 and faults.total != 0 or heap.size > 1M back")
        == .find(.or([.and([few, faults]), grown]), backwards: true))
    #expect(
      try statement("find (frames.free<512 or not(oom))and(alloc.size > 1M)")
        == statement("find ( frames.free < 512 or not ( oom ) ) and alloc.size > 1M"))
    #expect(
      try statement("find (frames.free < 512 or not (oom)) and alloc.size > 1M")
        == .find(
          .and([.or([few, .not(.happened(.outOfMemory))]), .size(.greater, 1 << 20)]),
          backwards: false))
    #expect(
      try statement("find name b12 and address 0x4444_4444_9b58 or oom > 3")
        == .find(
          .or([
            .and([.name("b12"), .address(0x4444_4444_9b58)]),
            .figure(Comparison(.outOfMemory, .greater, 3)),
          ]), backwards: false))
  }

  /// Nothing that is done with a condition goes as deep as it is long.
  @Test(arguments: [" or ", " and "])
  func aConditionMayBeLong(joint: String) throws {
    let words = Array(repeating: ["oom", "not fault", "(refused)"], count: 33_334).joined()
    let line = "find " + words.joined(separator: joint)
    let found = try statement(line)
    guard case .find(let condition, backwards: false) = found else {
      Issue.record("the line looks for nothing")
      return
    }
    #expect(try statement(Printer.text(found, names: NameTable())) == found)
    var timeline = try Timeline(MachineDescription())
    var search = Search(
      for: .condition(condition, NameTable()), .forward, from: 0, including: true, in: timeline)
    #expect(search.finish(in: &timeline) == (joint == " or " ? 0 : nil))
    #expect(condition.names == [])
  }

  @Test func conditionsOnText() throws {
    #expect(try statement("find text \"free b1\"") == .find(.text("free b1"), backwards: false))
    #expect(try statement("find \"free\" back") == .find(.text("free"), backwards: true))
    #expect(
      try statement("find not (\"a (b)\" or text \"c\") and (\"d\")")
        == .find(
          .and([.not(.or([.text("a (b)"), .text("c")])), .text("d")]), backwards: false))
    #expect(
      refusal("find text free")
        == "1:11: 'free' is no text: text stands in double quotes, \"like this\"")
    #expect(
      refusal("find text")
        == "1:10: find needs words in quotes behind text: " + Verb.find.usage)
    #expect(
      refusal("note (\"a\")") == "1:6: '(' is no text: text stands in double quotes, \"like this\"")
  }

  /// A name that needs quotes is written with them.
  @Test func quotedFiles() throws {
    #expect(try statement("replay \"short\"") == .replay(short))
    #expect(try statement("replay \"short\" align=16") == statement("replay short align=16"))
    #expect(refusal("replay \"a b\"") == "1:8: there is no trace 'a b'")
  }

  @Test func relations() {
    let table: [(Relation, [Bool])] = [
      (.equal, [false, true, false]), (.notEqual, [true, false, true]),
      (.less, [true, false, false]), (.lessOrEqual, [true, true, false]),
      (.greater, [false, false, true]), (.greaterOrEqual, [false, true, true]),
    ]
    for (relation, expected) in table {
      #expect([1, 2, 3].map { relation.holds($0, 2) } == expected)
    }
  }
}
