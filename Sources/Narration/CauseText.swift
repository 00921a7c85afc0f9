import MemoryCore
import Script
import Simulation

/// What the events of a cause tree are called.
struct CauseText {
  let names: NameTable

  /// A few words, for the chain.
  func short(_ event: Event) -> String {
    switch event {
    case .command(let command): command.verb.name
    case .refused: "refused"
    case .boot(let report): report.stage.rawValue
    case .heap(let event): short(event)
    case .frames(let event): short(event)
    case .paging(let event): short(event)
    case .access(let event): short(event)
    case .words(let words): Self.text(words)
    }
  }

  private func short(_ event: HeapEvent) -> String {
    switch event {
    case .allocate(let size): "alloc \(NumberText.size(size))"
    case .act(let act): short(act)
    case .isFull: "no hole fits"
    case .grow: "grow heap"
    case .extend: "extend heap"
    case .copy: "copy"
    case .outOfMemory: "out of memory"
    }
  }

  private func short(_ act: HeapAct) -> String {
    switch act {
    case .walkHoles(passed: 0): "search free memory"
    case .walkHoles(let passed): "walk free list" + (passed > 1 ? times(passed) : "")
    case .splitHole: "split hole"
    case .takeHole: "take hole"
    case .writeHeaders(let count): count == 1 ? "write header" : "write headers" + times(count)
    case .movePointer: "move bump pointer"
    case .countRelease(let isLast): isLast ? "count block, reset bump pointer" : "count block"
    case .insertHole(_, let before, let behind): before || behind ? "merge holes" : "insert hole"
    case .makeSlab: "make slab"
    case .dropSlab: "give slab back"
    case .layOut: "lay out heap"
    }
  }

  private func short(_ event: FramesEvent) -> String {
    switch event {
    case .allocate(let count):
      count == 1 ? "allocate frame" : "allocate frames" + times(count)
    case .mark(let count):
      count == 1 ? "mark frame as taken" : "mark frames as taken" + times(count)
    case .free(let count): count == 1 ? "free frame" : "free frames" + times(count)
    }
  }

  private func short(_ event: PagingEvent) -> String {
    switch event {
    case .createTables(let count): count == 1 ? "create table" : "create tables" + times(count)
    case .writeEntries(let count): count == 1 ? "write entry" : "write entries" + times(count)
    case .freeTables(let count): count == 1 ? "free table" : "free tables" + times(count)
    case .lookUp(0): "look into tables"
    case .lookUp(let count): count == 1 ? "look page up" : "look pages up" + times(count)
    }
  }

  private func short(_ event: AccessEvent) -> String {
    switch event {
    case .walkTables(let count): "walk tables" + (count == 1 ? "" : times(count))
    case .hitTLB: "TLB hit"
    case .fault(.pageFault): "page fault"
    case .fault(.generalProtection): "general-protection fault"
    case .repeatAccess: "repeat access"
    case .flushPages(let count): count == 1 ? "flush page" : "flush pages" + times(count)
    case .flushTLB: "flush TLB"
    }
  }

  /// The same with its numbers, for the tree.
  func full(_ event: Event) -> String {
    switch event {
    case .command(let command): return CommandText.text(of: command, names: names)
    case .access(.fault(let fault)): return fault.message
    case .refused(let refusal): return "\(short(event)): \(refusal.message(names: names))"
    case .boot(let report): return "\(short(event)): \(text(report))"
    case .heap(let event):
      guard let detail = detail(of: event) else { return short(event) }
      return "\(short(event)): \(detail)"
    case .frames, .paging, .access, .words: return short(event)
    }
  }

  private func detail(of event: HeapEvent) -> String? {
    switch event {
    case .act(let act): return detail(of: act)
    case .grow(let pages):
      return "\(Phrase.count(pages, "page")) (\(NumberText.bytes(pages * 4096)))"
    case .extend(let bytes): return NumberText.bytes(bytes)
    case .copy(let bytes): return Phrase.count(bytes, "byte")
    case .outOfMemory(let shortage): return text(shortage)
    case .allocate, .isFull: return nil
    }
  }

  private func detail(of act: HeapAct) -> String? {
    switch act {
    case .splitHole(let hole, let front, let back): return split(hole, front, back)
    case .takeHole(let hole): return text(hole)
    case .movePointer(let bytes): return Phrase.count(bytes, "byte")
    case .insertHole(let hole, let before, let behind):
      let merged =
        switch (before, behind) {
        case (true, true): ", joined to the hole before and the hole behind"
        case (true, false): ", joined to the hole before"
        case (false, true): ", joined to the hole behind"
        case (false, false): ""
        }
      return text(hole) + merged
    case .makeSlab(let objects): return Phrase.count(objects, "free object")
    case .walkHoles, .writeHeaders, .countRelease, .dropSlab, .layOut: return nil
    }
  }

  private func split(_ hole: Hole, _ front: UInt64, _ back: UInt64) -> String {
    var rests: [String] = []
    if front > 0 { rests.append("\(Phrase.count(front, "byte")) in front") }
    if back > 0 { rests.append("\(Phrase.count(back, "byte")) behind") }
    return "\(text(hole)), of which \(rests.joined(separator: " and ")) stay free"
  }

  private func text(_ hole: Hole) -> String {
    "\(Phrase.count(hole.size, "byte")) at \(NumberText.address(hole.address.rawValue))"
  }

  private func text(_ shortage: MemoryShortage) -> String {
    let size = Phrase.count(shortage.size, "byte")
    switch shortage.reason {
    case .growthIsOff: return "\(size); the heap may not grow"
    case .tooFewFrames(_, let free): return "\(size); \(Phrase.frames(free)) free"
    case .noAddresses: return "\(size); no pages above the heap's end"
    }
  }

  private func text(_ report: BootReport) -> String {
    var parts = [
      "\(Phrase.count(UInt64(report.regions), "region"))",
      "\(Phrase.count(report.usableFrames, "usable frame"))",
    ]
    if report.tables > 0 { parts.append(Phrase.count(UInt64(report.tables), "page table")) }
    if report.frames > 0 { parts.append("\(Phrase.frames(report.frames)) taken") }
    return parts.joined(separator: ", ")
  }

  private func times(_ count: Int) -> String { " ×" + NumberText.count(count) }

  private func times(_ count: UInt64) -> String { " ×" + NumberText.count(count) }
}
