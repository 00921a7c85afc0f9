import Script
import Testing

@testable import Interface
@testable import Session

/// What differs between a branch and the run that was left.
@Suite struct DifferencesTests {
  /// The lines of a section of the only report of a script, its title first.
  private func section(_ title: String, of script: String) throws -> [String] {
    let run = try ScriptedSession(script)
    #expect(run.failure == nil)
    let report = try #require(run.reports.first)
    let start = try #require(report.firstIndex { $0.hasPrefix(title + ":") })
    return Array(report[start...].prefix { !$0.isEmpty })
  }

  @Test func aBlockOfAnotherSizeDiffers() throws {
    let lines = try section("Blocks", of: "boot\nbranch\na = alloc 500\nother\na = alloc 400\ndiff")
    #expect(lines.count == 3)
    #expect(lines[0] == "Blocks: 1 differs")
    #expect(lines[1].split(separator: " ").joined(separator: " ") == "this branch other branch")
    #expect(
      lines[2].split(separator: " ").joined(separator: " ")
        == "a 0x4444_4444_0000 + 400 0x4444_4444_0000 + 500")
  }

  /// Numbers of bytes and parts say what they are; counts need not.
  @Test func figuresHaveUnits() throws {
    let lines = try section(
      "Figures", of: "boot\na = alloc 100K\nb = alloc 64\nbranch\nfree a\nc = alloc 800K\ndiff")
    func line(_ figure: String) -> String? { lines.first { $0.hasPrefix("  \(figure) ") } }
    #expect(line("heap.used")?.hasSuffix(" bytes") == true)
    #expect(line("heap.fragmentation")?.hasSuffix(" percent") == true)
    #expect(line("heap.blocks") == nil && line("heap.holes")?.last?.isNumber == true)
  }

  @Test func blocksAreSortedByAddress() throws {
    let lines = try section(
      "Blocks",
      of: "boot\na = alloc 64\nb = alloc 64\nc = alloc 64\nfree a\nbranch\nd = alloc 64\nfree c\n"
        + "e = alloc 32\nz = alloc 16\ndiff")
    let names = lines.dropFirst(2).map { $0.split(separator: " ")[0] }
    #expect(names == ["d", "c", "e", "z"])
    #expect(
      lines[4].split(separator: " ").joined(separator: " ") == "e 0x4444_4444_0080 + 32 not live")
  }

  /// A block whose name stands for another one by now is live all the same.
  @Test func leakedBlocksAreCompared() throws {
    let same = try section(
      "Blocks", of: "boot\na = alloc 16\na = alloc 32\nbranch\nwrite a = 1\ndiff")
    #expect(same == ["Blocks: no difference"])
    let lines = try section(
      "Blocks", of: "boot\na = alloc 16\nbranch\na = alloc 32\na = alloc 48\ndiff")
    #expect(lines[0] == "Blocks: 2 differ")
    #expect(lines[2].contains("0x4444_4444_0010 + 32") && lines[2].hasSuffix("not live"))
    #expect(lines[3].contains("0x4444_4444_0030 + 48") && lines[3].hasSuffix("not live"))
  }

  /// Where nothing differs but words of blocks, this is said.
  @Test func contentsAreCompared() throws {
    let script =
      "boot\na = alloc 8K\nwrite a = 5\nbranch\nwrite 0x4444_4444_0010 = 66\n"
      + "write 0x4444_4444_1ff8 = 0x1_0000\nwrite a = 7\nwrite a = 5\n"
    let lines = try section("Contents", of: script + "diff")
    #expect(lines[0] == "Contents: 2 frames differ")
    let words = lines.dropFirst(2).map {
      $0.split(separator: " ").dropFirst().joined(separator: " ")
    }
    #expect(words == ["66 0 1 word, heap", "0x1_0000 0 1 word, heap"])
    #expect(
      try section(
        "Contents", of: script + "write 0x4444_4444_0010 = 0\nwrite 0x4444_4444_1ff8 = 0\ndiff")
        == ["Contents: no difference"])
  }

  /// Up to a thousand lines, a page of text scrolls and a file can be searched.
  @Test(arguments: [(30, 0), (1_003, 3)])
  func sectionsAreLong(count: Int, more: Int) throws {
    let blocks = (0..<count).map { "x\($0) = alloc 16\n" }.joined()
    let lines = try section("Blocks", of: "boot\nbranch\n" + blocks + "diff")
    #expect(lines[0] == "Blocks: \(NumberText.count(count)) differ")
    #expect(lines.dropFirst(2).count { $0.contains(" + 16 ") } == min(count, 1_000))
    #expect(lines.last == "  … \(NumberText.count(more)) more" || more == 0)
  }

  /// Where two branches part, and what is said of it.
  private func parting(_ script: String) throws -> (step: Int, lines: [String]) {
    let run = try ScriptedSession(script)
    #expect(run.failure == nil, "\(run.failure?.message ?? "")")
    return (run.session.stepNumber, try #require(run.reports.last))
  }

  @Test func branchesPartWhereACommandDiffers() throws {
    let (step, lines) = try parting(
      "boot\na = alloc 8\nb = alloc 16\nbranch\nc = alloc 24\nfree a\nother\nc = alloc 24\nfree b"
        + "\ndiff first")
    #expect(step == 4)
    #expect(lines[0] == "Before step 4 both are the same; in it they part.")
    #expect(lines.contains("  free b") && lines.contains("  free a"))
    #expect(lines.contains("this branch, first fit"))
  }

  @Test func heapsPartWhereABlockGoesElsewhere() throws {
    // Best fit takes the hole that first fit passes by.
    let (step, lines) = try parting(
      "boot\na = alloc 512\nb = alloc 8\nc = alloc 64\nd = alloc 8\nfree a\nfree c\ne = alloc 64"
        + "\nfree b\nbranch policy=best-fit\ndiff first")
    #expect(step == 7)
    #expect(lines.contains { $0.contains("e = alloc 64 → 0x4444_4444_0210") })
    #expect(lines.contains { $0.contains("e = alloc 64 → 0x4444_4444_0000") })
    #expect(lines.contains("other branch, first fit") && lines.contains("this branch, best fit"))
  }

  @Test func theShorterOfTwoBranchesEnds() throws {
    let (step, lines) = try parting("boot\na = alloc 8\nbranch\nb = alloc 8\ndiff first")
    #expect(step == 2)
    #expect(lines.contains("  has no such step: it ends at step 1"))
    #expect(lines.contains { $0.hasPrefix("  b = alloc 8 → ") })
    let back = try parting("boot\na = alloc 8\nbranch\nb = alloc 8\nother\ndiff first")
    #expect(back.lines[0] == "Before step 2 both are the same; in it they part.")
    #expect(back.lines.contains("  has no such step: it ends at step 1"))
    #expect(back.lines.contains { $0.hasPrefix("  b = alloc 8 → ") })
  }

  @Test func branchesThatAreTheSameDoNotPart() throws {
    let run = try ScriptedSession("boot\na = alloc 8\nbranch\ndiff first")
    #expect(run.failure?.message == "the branches are the same from their start to their end")
    let alone = try ScriptedSession("boot\ndiff first")
    #expect(alone.failure?.message == "there is no other branch; branch makes one")
  }
}
