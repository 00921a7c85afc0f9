import MemoryCore
import Script
import Simulation

/// Frames and page tables.
extension Narrator {
  func framesAllocated(_ first: Frame<Size4KiB>, _ count: UInt64) -> [String] {
    let place = address(first.start)
    guard step.accesses.contains(where: \.isStore) else {
      let frames = count == 1 ? "the frame at" : "\(Phrase.frames(count)) from"
      return [
        "The boot's frame allocator handed out the next \(run(count)), at \(place); it cannot"
          + " take \(count == 1 ? "it" : "them") back.",
        "The boot's allocator handed out \(frames) \(place).",
      ]
    }
    if count == 1, case .frames(.allocate(_, FrameRequest())) = step.command {
      return [
        "The frame at \(place) is the lowest that was free; its bit in the bitmap is set now.",
        "The frame at \(place) is the lowest that was free.",
      ]
    }
    return [
      "The first free \(run(count)) that \(count == 1 ? "suits" : "suit") \(isAre(count)) at"
        + " \(place); \(count == 1 ? "its bit" : "their bits") in the bitmap \(isAre(count)) set"
        + " now.",
      "The first free \(run(count)) \(isAre(count)) at \(place).",
    ]
  }

  func framesFreed(_ first: Frame<Size4KiB>, _ count: UInt64) -> [String] {
    [
      "\(capital(run(count))) at \(address(first.start)) \(isAre(count)) free again:"
        + " \(count == 1 ? "its bit" : "their bits") in the bitmap \(isAre(count)) cleared.",
      "\(capital(run(count))) at \(address(first.start)) \(isAre(count)) free again.",
    ]
  }

  func mapped(_ mapping: PageMapping) -> [String] {
    let isOne = mapping.count == 1
    let page = isOne ? "the page" : pages(mapping.count, mapping.size)
    let from = isOne ? page : page + " from"
    let lead = "\(from) \(address(mapping.page)) \(isOne ? "leads" : "lead") to"
    let frame = address(mapping.frame)
    let target =
      switch (isOne, mapping.allocatedFrames) {
      case (true, true): "the frame \(frame) now, which was allocated for it"
      case (true, false): "the frame \(frame) now"
      case (false, true): "frames allocated for them now, the first \(frame)"
      case (false, false): "the frames from \(frame) on now"
      }
    let created =
      mapping.tables > 0
      ? "\(tables(mapping.tables)) had to be created on the way" : "all tables were there"
    let shortly = mapping.tables > 0 ? "\(tables(mapping.tables)) created" : "no table created"
    return [
      sentence("\(lead) \(target); \(created)"),
      sentence(
        "\(lead) \(isOne ? "" : "frames from ")\(frame); \(shortly)"),
      sentence("\(page) mapped; \(shortly)"),
    ]
  }

  func unmapped(
    _ page: VirtualAddress, _ frame: PhysicalAddress, _ count: UInt64, _ freed: UInt64
  ) -> [String] {
    let what =
      count == 1
      ? "the page \(address(page))"
      : "\(Phrase.count(count, "page")) from \(address(page))"
    let frames =
      freed > 0
      ? "\(Phrase.frames(freed)) went back to the allocator"
      : count == 1 ? "the frame \(address(frame)) stays allocated" : "the frames stay allocated"
    let own = count == 1 ? "its entry is" : "their entries are"
    return [
      sentence(
        "\(what) \(count == 1 ? "leads" : "lead") nowhere now: \(own) cleared and dropped from"
          + " the TLB; \(frames)"),
      sentence("\(what) \(isAre(count)) unmapped; \(frames)"),
      sentence(
        "\(Phrase.count(count, "page")) \(isAre(count)) unmapped;"
          + " \(freed > 0 ? Phrase.frames(freed) : "no frame") freed"),
    ]
  }

  func cleaned(_ count: Int) -> [String] {
    guard count > 0 else { return ["No page table is empty, so none is freed."] }
    let (was, its) = count == 1 ? ("was", "its frame is") : ("were", "their frames are")
    return [
      "\(tables(count)) \(was) empty: \(its) free again, and the TLB is flushed, as a CPU may"
        + " remember entries that lead to tables.",
      "\(tables(count)) \(was) empty and freed; the TLB is flushed.",
    ]
  }

  func translated(_ virtual: VirtualAddress, _ translation: Translation) -> [String] {
    switch translation {
    case .mapped(let mapping):
      let frame = address(mapping.frameStart)
      let offset = NumberText.hex(mapping.offset)
      let target = address(mapping.physicalAddress)
      return [
        "The kernel's own walk ends at a \(mapping.level.text) entry that maps the page to the"
          + " frame \(frame); with the offset \(offset) that is \(target).",
        "The walk ends at a \(mapping.level.text) entry: frame \(frame) + \(offset) = \(target).",
        "The walk ends at a \(mapping.level.text) entry and gives \(target).",
      ]
    case .notMapped(let level):
      return [
        "The kernel's own walk ends at a \(level.text) entry that is not in use: nothing is mapped"
          + " at \(address(virtual)).",
        "The walk ends at an unused \(level.text) entry: nothing is mapped there.",
      ]
    case .hugePageInP4:
      return [
        "The kernel's own walk ends at P4: the entry has the huge-page bit, which no CPU knows"
          + " there.",
        "The P4 entry has the huge-page bit, which no CPU knows there.",
      ]
    }
  }

  private func run(_ count: UInt64) -> String {
    count == 1
      ? "frame" : "\(Phrase.frames(count)) in a row (\(NumberText.bytes(count * 4096)))"
  }

  private func isAre(_ count: UInt64) -> String { count == 1 ? "is" : "are" }

  private func capital(_ run: String) -> String { run == "frame" ? "The frame" : run }
}
