import MemoryCore
import Script
import Simulation

extension Narrator {
  /// What a stage of the boot made, and what for.
  func boot(_ report: BootReport) -> [String] {
    let usable = report.usableFrames
    switch report.stage {
    case .map:
      return [
        "The firmware's list of memory became a map of"
          + " \(Phrase.count(UInt64(report.regions), "region")):"
          + " \(Phrase.frames(usable)) (\(NumberText.bytes(usable * 4096))) are usable.",
        "The firmware's list became a map with \(Phrase.frames(usable)) usable.",
      ]
    case .regions:
      return [
        "What kernel image, stack and boot information occupy was marked in the map:"
          + " \(Phrase.frames(report.frames)) (\(NumberText.bytes(report.frames * 4096))) fewer"
          + " are usable now.",
        "Kernel, stack and boot information took \(Phrase.frames(report.frames)) off the map.",
      ]
    case .tables: return bootTables(report)
    case .allocator:
      return [
        "The boot-info frame allocator took over the map: it hands out the"
          + " \(Phrase.frames(usable)) left in order, and takes none back.",
        "A frame allocator took over \(Phrase.frames(usable)); it takes none back.",
      ]
    case .mapper:
      return [
        "The kernel took hold of the tables that CR3 points to; it reaches them where all"
          + " physical memory is mapped, and can map pages now.",
        "The kernel took hold of the page tables of CR3 and can map pages now.",
      ]
    case .heap:
      let size = NumberText.bytes(report.frames * 4096)
      return [
        "\(Phrase.count(report.frames, "page")) (\(size)) got frames, with"
          + " \(tables(report.tables)) created on the way, and became the heap.",
        "\(Phrase.count(report.frames, "page")) (\(size)) were mapped and became the heap.",
      ]
    case .handover:
      return [
        "A frame allocator that can also free took over: its bitmap, one bit for each usable"
          + " frame, takes \(Phrase.frames(report.frames)) itself.",
        "A bitmap of \(Phrase.frames(report.frames)) took over: frames can be freed from now on.",
      ]
    }
  }

  private func bootTables(_ report: BootReport) -> [String] {
    var parts: [String] = []
    if report.giantPages > 0 { parts.append(pages(report.giantPages, .giant)) }
    if report.largePages > 0 { parts.append(pages(report.largePages, .large)) }
    let memory = parts.joined(separator: " and ")
    return [
      "\(tables(report.tables)) were built, which map the kernel and, by \(memory), all physical"
        + " memory; CR3 points to the root.",
      "\(tables(report.tables)) map the kernel and all memory; CR3 points to the root.",
    ]
  }

  /// What became of the `heap` command.
  func heapCreated(_ report: HeapReport) -> [String] {
    let heap = report.heap
    let size = NumberText.bytes(heap.size)
    let place = NumberText.address(heap.start)
    guard report.pages > 0 else {
      return [
        "The boot will create this heap, \(size) at \(place), in place of its default one.",
        "The boot will create this heap of \(size) in place of its own.",
      ]
    }
    let mapped = NumberText.bytes(report.pages * 4096)
    return [
      "The old heap's pages were unmapped; \(Phrase.count(report.pages, "page")) (\(mapped)) at"
        + " \(place) are the new one, \(heap.policy.words.new); \(tables(report.tables))"
        + " \(report.tables == 1 ? "was" : "were") created for it.",
      "A new heap of \(size) at \(place) took the old one's place.",
    ]
  }
}
