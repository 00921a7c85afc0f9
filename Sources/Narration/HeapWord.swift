import MemoryCore
import Script
import Simulation

/// What a word at a virtual address is: part of a hole's header, of a block, of a copy.
struct HeapWord {
  let access: RecordedAccess
  let snapshot: Snapshot
  let names: NameTable

  /// Where it lies, if nothing else is known about it.
  func meaning(at address: LinearAddress, _ kind: AccessKind) -> String {
    if kind == .execute { return "an instruction" }
    let place = address.rawValue
    return copied(place) ?? listed(place) ?? headerOfHole(place) ?? content(place)
      ?? "at physical \(NumberText.address(access.address.rawValue))"
  }

  private var outcome: Outcome? { snapshot.step?.outcome }

  /// A word that a reallocation copies: all else that it touches lies outside of both blocks, but
  /// for the header of the freed one, which is written.
  private func copied(_ place: UInt64) -> String? {
    guard case .heap(.reallocated(let allocation, _, let release)) = outcome else { return nil }
    let (new, old) = (allocation.block, release)
    if access.isStore, place >= new.address.rawValue, place - new.address.rawValue < new.size {
      return "copied to the new block" + offset(place - new.address.rawValue)
    }
    if !access.isStore, place >= old.address.rawValue,
      place - old.address.rawValue < (old.size + 7) & ~7
    {
      return "copied from the old block" + offset(place - old.address.rawValue)
    }
    return nil
  }

  /// The link of a free block of fixed size, which fills a list's first block.
  private func listed(_ place: UInt64) -> String? {
    switch outcome {
    case .heap(.allocated(let allocation))
    where allocation.policy == .fixedBlock && dataWords == 1
      && place == allocation.block.address.rawValue:
      return link("the list's next free block")
    case .heap(.freed(let release))
    where release.policy == .fixedBlock && dataWords == 1
      && place == release.address.rawValue:
      return link("the list's next free block")
    case .heap, .boot, .frames, .paging, .access, nil: return nil
    }
  }

  private func headerOfHole(_ place: UInt64) -> String? {
    switch snapshot.machine.kernel.heapDescription.policy {
    case .linkedList, .fixedBlock, .nextFit, .bestFit, .worstFit: break
    case .bump, .slab: return nil
    case .fastFit, .buddy, .tlsf: return linkOfFreeBlock(place)
    }
    guard let hole = headers.first(where: { place == $0 || place == $0 &+ 8 }) else { return nil }
    if place == hole { return "the size of a hole: \(Phrase.count(access.word, "byte"))" }
    return access.word == 0 ? "the last hole: no next one" : link("the next hole")
  }

  /// A word of a free block that is in a tree or in lists by size.
  private func linkOfFreeBlock(_ place: UInt64) -> String? {
    let words: [String]
    var first: UInt64 = 0
    switch snapshot.machine.kernel.heapDescription.policy {
    case .fastFit:
      words = [
        "the size of a hole: \(Phrase.count(access.word, "byte"))",
        link("the hole below to the left"), link("the hole below to the right"),
        link("the hole above"),
      ]
    case .buddy: words = [link("the next free block"), link("the free block before")]
    case .tlsf:
      // A free block is named by its memory; its size is in front of that.
      first = 8
      words = [
        "the size of a block, \(Phrase.count(access.word & ~3, "byte")), and its flags",
        link("the next block of the class"), link("the block of the class before"),
      ]
    case .linkedList, .bump, .fixedBlock, .nextFit, .bestFit, .worstFit, .slab: return nil
    }
    for start in headers where place >= start &- first {
      let word = (place &- (start &- first)) / 8
      if word < words.count { return words[Int(word)] }
    }
    return nil
  }

  /// Where holes start: those of the list, and those that the step makes.
  private var headers: [UInt64] {
    var starts: [UInt64] = []
    switch outcome {
    case .heap(.allocated(let allocation)), .heap(.reallocated(let allocation, _, _)):
      let block = allocation.block
      starts.append(block.source.address.rawValue)
      if block.backPadding > 0 { starts.append(block.address.rawValue &+ block.size) }
      if let growth = allocation.growth { starts.append(growth.start.rawValue) }
    case .heap(.freed(let release)): starts.append(release.hole.address.rawValue)
    case .heap(.created(let report)): starts.append(report.heap.start)
    case .boot(.done(let report)) where report.stage == .heap:
      starts.append(snapshot.machine.kernel.heapDescription.start)
    case .heap(.outOfMemory), .heap(.nothing), .boot, .frames, .paging, .access, nil: break
    }
    if case .heap(.reallocated(_, _, let release)) = outcome {
      starts.append(release.hole.address.rawValue)
    }
    return starts + snapshot.holes.map(\.address.rawValue)
  }

  /// What lies in a block, or elsewhere in the heap.
  private func content(_ place: UInt64) -> String? {
    let machine = snapshot.machine
    if let block = machine.program.block(holding: place),
      case .block(let start, _) = block.value
    {
      let name = names.text(block.label).map { "block \($0)" } ?? "a block"
      return "in \(name)" + offset(place - start.rawValue)
    }
    if let hole = snapshot.holes.first(where: {
      place >= $0.address.rawValue && place - $0.address.rawValue < $0.size
    }) {
      return "in the hole at \(NumberText.address(hole.address.rawValue))"
    }
    return nil
  }

  /// How many words the step's own code read or wrote.
  private var dataWords: Int {
    snapshot.step?.accesses.count {
      if case .data = $0.purpose { return true }
      return false
    } ?? 0
  }

  private func link(_ target: String) -> String {
    access.word == 0 ? "\(target): none" : "a link to \(target)"
  }

  private func offset(_ distance: UInt64) -> String {
    distance == 0 ? "" : ", offset \(NumberText.hex(distance))"
  }
}
