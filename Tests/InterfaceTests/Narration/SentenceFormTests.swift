import CellGrid
import MemoryCore
import Script
import Testing

@testable import Interface
@testable import Narration
@testable import Simulation

/// How sentences are put, whatever they say.
@Suite struct SentenceFormTests {
  /// A run with every kind of outcome.
  private static let script = """
    a = alloc 1016
    b = alloc 10
    c = alloc 100 align=4096
    free a
    d = alloc 1016
    free b
    free d
    f = alloc 3000
    realloc f 5000
    realloc f 2M
    realloc f 0
    free 0
    realloc z 0
    x = alloc 100G
    expect error out-of-memory
    free x
    free c
    heap size=64K policy=fixed-block
    g = alloc 60
    free g
    h = alloc 60
    k = alloc 4000 align=2048
    free k
    free h
    heap size=64K policy=bump
    l = alloc 100 align=64
    m = alloc 100 align=64
    free l
    free m
    n = frame alloc
    o = frame alloc count=64 align=16
    frame free n
    frame free o
    map 0x1000_0000
    map 0x2000_0000 count=16 flags=WU
    map 0x4000_0000 frame=0x20_0000 size=2M flags=W
    identity-map 0x60_0000 size=2M
    write 0x2000_0008 = 42 user
    read 0x2000_0008
    write 0x2000_0ffc = 0x1234_5678_9abc_def0 user
    execute 0x2000_0000 user
    read 0x1000_0008 user
    read 0x8000_0000_0000
    translate 0x2000_0008
    translate 0x3000_0000
    protect 0x2000_0000 flags=U
    protect 0x2000_0000 flags=WUX level=3
    set cr4.smap=1
    set cr4.pge=0
    set pkru.wd5=1
    flush page=0x1000_0000
    flush all
    physical write 0x100_0000 = 0x1234_5678_9abc_def0
    physical read 0x100_0000
    unmap 0x1000_0000
    unmap 0x2000_0000 count=16 free=on
    clean
    clean
    """

  @Test func allOutcomesFitIntoEightyColumns() throws {
    let steps = try Told.steps(Self.script) + Told.steps("machine map=server-1.5t-2node\nboot")
    for told in steps {
      for columns in [78, .max] { check(told.sentence(columns: columns), columns: columns) }
      #expect(!told.headline.contains("  "))
      check(told.causes)
    }
  }

  @Test func everythingShorterIsCutBehindAWord() throws {
    for told in try Told.steps("a = alloc 16\nread 0x3000_0000") {
      for columns in 0..<78 {
        let text = told.sentence(columns: columns)
        #expect(Glyph.columns(of: text) <= columns)
        guard text.hasSuffix(" …") else { continue }
        let words = text.dropLast(2).split(separator: " ")
        for word in words {
          let isWhole = told.hasWord(word)
          #expect(isWhole, "\(word)")
        }
        // A number would stand there without its unit, unless the clause ends with it.
        guard let last = words.last, last.first?.isNumber == true else { continue }
        let endsClause = [",", ";", ":"].contains { told.hasWord(last + $0) }
        #expect(endsClause, "\(text)")
      }
    }
  }

  @Test func allRefusals() throws {
    let page = VirtualAddress(truncating: 0xffff_8000_0000_1000)
    let frame = Frame<Size4KiB>(number: 0xf_ffff_ffff)
    let place = PhysicalAddress(0x000f_ffff_ffff_f000)
    let region = MemoryRegion(frames: 0..<1, kind: .kernel)
    let wp = try #require(RegisterField(named: "cr0.wp"))
    let errors: [Refusal] = [
      .boot(.machineIsDescribed), .boot(.stageIsDone(.allocator)),
      .boot(.stageTooEarly(.heap, next: .map)),
      .boot(.notBooted(.handover)), .boot(.noUsableMemory),
      .boot(.memoryMap(.tooManyRegions(limit: 64))),
      .boot(.memoryMap(.overlaps(region, region))),
      .boot(.kernelDoesNotFit(neededFrames: 1, largestRun: 0)),
      .boot(.tooMuchMemory(end: 1 << 46, limit: 1 << 45)),
      .operand(.outOfRange(argument: "physical-bits", value: 99, allowed: 32...52)),
      .operand(.unaligned(0xffff_8000_0000_1001, to: 4096)),
      .operand(.nonCanonical(.max - 1 << 50)),
      .operand(.beyondAddressSpace(from: page)), .operand(.beyondMemory(.max, limit: 1 << 52)),
      .operand(.notPowerOfTwo(3)),
      .operand(.unboundName(.block(7))),
      .operand(.wrongBinding(.block(7))), .heap(.doubleFree(.anonymous, at: page.rawValue)),
      .heap(.foreignFree(page.rawValue, within: nil)),
      .heap(.foreignFree(page.rawValue, within: Binding(label: .block(1), value: .nothing))),
      .heap(.refused(.overlapsHole(Hole(address: page, size: 16)))),
      .heap(.refused(.impossibleSize)),
      .heap(.refused(.damagedList)), .heap(.damaged), .frames(.alreadyFree(frame)),
      .frames(.notManaged(frame)),
      .frames(.inUse(frame, .table)), .frames(.cannotFree), .frames(.tooFew(needed: 4, free: 1)),
      .frames(.tooFew(needed: 4, free: 9)), .paging(.alreadyMapped(page, to: place)),
      .paging(.parentEntryHugePage(page, .p2)), .paging(.notMapped(page)),
      .paging(.tableNotPresent(page, .p3)),
      .paging(.invalidFrameAddress(place)), .paging(.impossibleFlags([.hugePage, .present])),
      .paging(.noParentEntry(.p2, .large)), .paging(.tablesInCircles(visits: 70_000, tables: 4)),
      .heap(.inUse(blocks: 1)),
      .access(.valueTooLarge(.max, bytes: 1)), .frames(.noNode(9, nodes: 1)),
      .access(.unknownField("cr9.x")),
      .access(.register(.reservedBits(.cr4, .max))), .access(.register(.fixed(.cr0, 1))),
      .access(.register(.notWriteThroughWithCache)), .access(.register(.notABit(wp, 2))),
      .access(.register(.unknownMSR(1))),
      .kernel(.fault(.generalProtection(LinearAddress(.max - 1)))),
      .kernel(
        .fault(
          .pageFault(
            PageFault(address: LinearAddress(page), code: .write, reason: .notPresent(.p4))))),
    ]
    for error in errors {
      let step = Step(refused: error, point: 1, command: .heap(.free(.address(page.rawValue))))
      for columns in [78, .max] {
        let text = Sentence.text(for: step, names: NameTable(), room: Room(columns: columns))
        check(text, columns: columns)
        #expect(text.hasPrefix("Refused"))
        #expect(text.count > 20)
      }
    }
  }

  private func check(_ text: String, columns: Int) {
    #expect(Glyph.columns(of: text) <= columns)
    #expect(text.hasSuffix("."), "\(text)")
    check([text])
  }

  private func check(_ lines: [String]) {
    let wrong = [
      "  ", "..", " 1 holes", " 1 bytes", " 1 pages", " 1 frames", " 1 entries", " 0 page tables",
      " ,",
      " .", "×0", "×1 ",
    ]
    for line in lines {
      for text in wrong where !line.hasPrefix("│") && !line.hasPrefix(" ") {
        #expect(!(" " + line).contains(text), "\(line)")
      }
    }
  }
}

extension Told {
  /// Whether one of the phrasings has the word.
  fileprivate func hasWord(_ word: Substring) -> Bool {
    Narrator(step: step, names: names).phrasings
      .contains { text in
        // A cut behind a clause leaves its comma or colon out.
        text.split(separator: " ").contains {
          $0 == word || ",;:".contains($0.last ?? " ") && $0.dropLast() == word
        }
      }
  }
}
