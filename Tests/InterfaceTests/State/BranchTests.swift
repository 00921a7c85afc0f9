import CellGrid
import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

/// Branches of a run: what is where, what comes along, what is given up.
@Suite struct BranchTests {
  private let next = Key(.right)

  /// Until a run on another heap has come to the point, the user stays in the run that is there.
  @Test func aForkOntoAnotherHeapIsEnteredWhenItIsThere() throws {
    var interface = try KeyedInterface.long()
    interface.command("goto 50000")
    interface.finishesWork = false
    interface.command("branch policy=tlsf")
    #expect(interface.state.work != nil)
    #expect(interface.state.session.stepNumber == 50_000)
    #expect(interface.state.session.otherBranches.isEmpty)
    let script = interface.state.session.script
    interface.press(Key(.escape))
    #expect(interface.state.work == nil && interface.state.session.otherBranches.isEmpty)
    #expect(interface.state.session.script == script)
    interface.command("branch policy=tlsf")
    // Whatever is done meanwhile is done in that run, and gives the other one up.
    interface.command("b = alloc 8")
    #expect(interface.state.work == nil)
    let session = interface.state.session
    #expect(session.timeline.machine.kernel.heapDescription.policy == .linkedList)
    #expect(session.stepNumber == 50_001)
    interface.command("branch policy=tlsf")
    interface.wait()
    let forked = interface.state.session
    #expect(forked.timeline.machine.kernel.heapDescription.policy == .tlsf)
    #expect(forked.stepNumber == 50_001 && forked.script.last == "branch policy=tlsf")
  }

  @Test(arguments: ["x", "f", ":"]) func aSearchEndsWithItsRun(key: String) throws {
    var interface = try KeyedInterface.long()
    interface.command("goto 100")
    interface.press(Key("f"), Key("x"))
    interface.finishesWork = false
    interface.command("find address 0x1")
    #expect(interface.state.work != nil)
    if key == ":" {
      interface.command("a = alloc 8")
    } else {
      interface.press(Key(key.unicodeScalars.first ?? " "))
    }
    #expect(interface.state.work == nil)
    interface.wait()
  }

  /// Of three runs each has its turn, with its own marks.
  @Test func runsTakeTurns() throws {
    var interface = try KeyedInterface.sqlite()
    interface.command("goto 200")
    interface.press(Key("m"))
    interface.command("goto 100")
    interface.press(Key("f"))
    interface.command("a = alloc 500")
    interface.command("goto \"step 200\"")
    #expect(interface.promptRow.contains("no bookmark"))
    interface.press(Key("x"))
    interface.command("goto 200")
    interface.press(Key("f"))
    interface.command("b = alloc 700")
    var seen: [Int] = []
    for _ in 0..<6 {
      seen.append(interface.state.session.branchNumber)
      let isFirst = interface.state.session.branchNumber == 1
      #expect(
        interface.state.session.lastStepNumber
          == (isFirst ? 6_645 : 101 + 100 * (seen[seen.count - 1] - 2)))
      #expect(interface.state.session.bookmarks.count == (seen[seen.count - 1] == 2 ? 0 : 1))
      interface.press(Key("x"))
    }
    #expect(Set(seen) == [1, 2, 3] && seen[..<3] == seen[3...])
  }

  /// Branches have names or numbers, which lead back to them.
  @Test func branchesAreCalledByNameOrNumber() throws {
    var interface = try KeyedInterface.sqlite(120, 40)
    interface.command("goto 100")
    interface.command("branch tight policy=best-fit")
    interface.command("branch free")
    interface.command("a = alloc 500")
    #expect(interface.state.session.branchNumber == 3)
    #expect(interface.rows[0].contains("branch free, 3 of 3"))
    let ways = [("1", 1), ("tight", 2), ("free", 3), ("2", 2), ("3", 3), ("1", 1), ("free", 3)]
    for (name, number) in ways {
      interface.command("other \(name)")
      #expect(interface.state.session.branchNumber == number)
    }
    // The one that was left last is beside it, and is the next without a name.
    interface.command("other 2")
    interface.press(Key("x"))
    #expect(interface.state.session.branchNumber == 3)
    let script = interface.state.session.script
    for (line, message) in [
      ("other tigt", "no branch is called tigt: the others are tight, 1"),
      ("other free", "free is the branch that you are in"),
      ("branch tight", "a branch is called tight already: take another name"),
      ("branch free policy=tlsf", "a branch is called free already: take another name"),
    ] {
      interface.command(line)
      #expect(interface.promptRow.contains(message), "\(interface.promptRow)")
    }
    #expect(interface.state.session.script == script)
    #expect(interface.state.session.completions(for: "other ") == ["tight"])
  }

  /// What is said at the prompt is in the saved script, and a refusal that is expected.
  @Test func whatIsSaidIsSaved() throws {
    var interface = try KeyedInterface.booted()
    for line in [
      "# Monday", "a = alloc 64  # one", "expect heap.blocks == 1", "expect heap.blocks == 2",
      "free b", "expect error unbound", "find heap.blocks == 0 back  # before",
      "branch left policy=tlsf  # the other way", "save \"x\" force  # now",
    ] { interface.command(line) }
    guard case .save("x", let text, replacing: true) = interface.effects.last else {
      Issue.record("nothing was saved")
      return
    }
    #expect(
      text.split(separator: "\n") == [
        "# memwalk language 2", "# Monday", "a = alloc 64  # one", "expect heap.blocks == 1",
        "free b", "expect error unbound", "# before", "goto 0", "# the other way",
        "branch left policy=tlsf",
      ])
  }

  /// The other branch lags behind while it is surveyed, and catches up.
  @Test func theOtherBranchCatchesUp() throws {
    var interface = try KeyedInterface.long()
    interface.command("branch policy=best-fit")
    interface.finishesWork = false
    interface.press(Key("G"))
    interface.command("goto end")
    interface.finishesWork = true
    interface.press(Key(.end))
    #expect(interface.state.session.stepNumber == 60_000)
    interface.wait()
    let companion = try #require(interface.state.session.companion)
    #expect(companion.stepNumber(of: companion.point) == 60_000)
    #expect(!interface.state.isBusy)
  }

  /// Steps of a rerun have the numbers that they had, also where there is no trace.
  @Test func aRerunHasTheSameSteps() throws {
    var interface = try KeyedInterface.booted()
    for line in ["a = alloc 100", "b = alloc 200", "free a", "branch policy=tlsf"] {
      interface.command(line)
    }
    let session = interface.state.session
    let companion = try #require(session.companion)
    #expect(session.timeline.end == companion.end && session.timeline.point == companion.point)
    for point in 1...companion.end {
      #expect(session.timeline.command(leadingTo: point) == companion.command(leadingTo: point))
    }
    #expect(session.timeline.machine.kernel.heapDescription.policy == .tlsf)
  }

  /// Another command in a step's place, or none, keeps what follows; both runs step together.
  @Test func aStepCanBeReplaced() throws {
    var interface = try KeyedInterface.sqlite()
    interface.command("goto 99")
    let size = interface.state.session.timeline.end
    interface.press(Key("e"))
    #expect(interface.state.prompt.text == "instead b88 = alloc 64")
    interface.press(Key(.backspace), Key(.backspace), Key("9"), Key("9"), Key(.enter))
    let session = interface.state.session
    #expect(session.stepNumber == 100 && session.timeline.end == size)
    #expect(
      session.snapshot.machine.value(of: .heapRequested)
        == (session.companion?.machine.value(of: .heapRequested) ?? 0) + 35)
    interface.press(Key(.end))
    #expect(interface.state.session.timeline.refused.isEmpty)
    #expect(interface.state.session.snapshot.machine.value(of: .heapBlocks) == 0)
    interface.press(Key("x"))
    interface.command("goto 99")
    interface.command("skip")
    let skipped = interface.state.session
    #expect(skipped.stepNumber == 99 && skipped.timeline.end == size - 1)
    #expect(skipped.script.last == "skip")
    interface.wait()
    // The block that is not there cannot be freed.
    #expect(interface.state.session.timeline.refused.count == 1)
    interface.press(Key(.end))
    interface.command("skip")
    #expect(interface.promptRow.contains("there is none behind it"))
  }

  /// A branch within the boot and the run that it left are at the same point; notes stay where they
  /// were made.
  @Test func branchesOfTheBootAreAtTheSamePoint() throws {
    var interface = try KeyedInterface.sqlite()
    interface.command("goto -3")
    interface.press(Key("f"))
    let companion = try #require(interface.state.session.companion)
    #expect(companion.point == interface.state.session.timeline.point)
    interface.command("note \"only here\"")
    interface.press(Key("x"))
    #expect(interface.state.session.notes.isEmpty)
    #expect(interface.state.session.script.last == "goto -3")
    interface.press(Key("x"))
    #expect(interface.state.session.notes.count == 1)
  }

  /// A search that finds nothing ends what was pasted, as it ends a script.
  @Test func aFailedSearchEndsAPaste() throws {
    var interface = try KeyedInterface.booted()
    interface.take(.paste("a = alloc 5\nfind heap.used > 1G\nc = alloc 300"))
    interface.press(Key(.enter))
    #expect(interface.state.session.timeline.machine.program.blockCount == 1)
    #expect(interface.promptRow.contains("1 more line not carried out"))
  }

  /// Lines that are pasted together are carried out one after the other, up to an error.
  @Test func pastedLinesAreCarriedOut() throws {
    var interface = try KeyedInterface.booted()
    interface.take(.paste("a = alloc 5\u{1b}\nb = alloc 6\nfree nobody\nc = alloc 7\nd = alloc 8"))
    interface.press(Key(.enter))
    #expect(interface.state.session.timeline.machine.program.blockCount == 2)
    #expect(interface.rows.joined().contains("2 more lines not carried out"))
    #expect(interface.state.session.script.suffix(2) == ["a = alloc 5", "b = alloc 6"])
  }

  /// What keys do is in the session's script: marks, the boot, exhausted memory.
  @Test func keysLeaveLines() throws {
    var interface = try KeyedInterface.sqlite()
    interface.press(next, Key("m"), next)
    #expect(interface.state.session.script == ["goto 1", "bookmark \"step 1\"", "goto 2"])
    interface.press(Key(.home), Key(.home), next, next)
    #expect(interface.state.session.script.last == "goto -5")
    interface.command("goto end")
    interface.command("z = alloc 1G")
    #expect(
      interface.state.session.script.suffix(2) == ["z = alloc 1G", "expect error out-of-memory"])
  }

  /// What lies behind what has been read can be asked for: it is waited for.
  @Test func placesInATraceThatIsStillReadAreWaitedFor() throws {
    var trace = PackedCommands()
    for number in 0..<500 as Range<UInt32> {
      trace.append(.allocate(number, slot: number, size: 32))
    }
    var interface = try KeyedInterface.booted()
    interface.finishesWork = false
    interface.state.session.timeline.load(trace, alignment: 8, isGrowing: true)
    interface.command("goto 800")
    for _ in 0..<5 { _ = reduce(&interface.state, .work) }
    #expect(interface.state.work != nil)
    for number in 500..<1000 as Range<UInt32> {
      trace.append(.allocate(number, slot: number, size: 32))
    }
    let progress = LoadProgress(bytes: 1, totalBytes: 2, records: 1000, rate: 1)
    _ = reduce(&interface.state, .loaded(trace, slotCount: 1000, progress))
    interface.wait()
    #expect(interface.state.session.stepNumber == 800)
    interface.press(Key(.end))
    for _ in 0..<5 { _ = reduce(&interface.state, .work) }
    #expect(interface.state.work != nil)
    interface.command("goto 5000")
    _ = reduce(&interface.state, .loaded(trace, slotCount: 1000, nil))
    _ = reduce(&interface.state, .work)
    #expect(interface.state.work == nil && interface.promptRow.contains("no step 5,000"))
  }
}
