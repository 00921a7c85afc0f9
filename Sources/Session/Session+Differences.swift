import MemoryCore
import Narration
import Script
import Simulation

extension Session {
  /// What differs between the run and its companion, each at its step, as lines to be read.
  public func differences() throws(SessionError) -> [String] {
    guard let other = companion else { throw .noOtherBranch }
    let (here, there) = (snapshot, Snapshot(machine: other.machine, step: other.step, access: nil))
    let pairs = [
      ("this branch", timeline, here.machine), ("other branch", other, there.machine),
    ]
    var lines = pairs.map { name, timeline, machine in
      "\(name.padded(to: 13)) step \(NumberText.count(timeline.stepNumber(of: timeline.point))), "
        + machine.kernel.heapDescription.policy.plainName
    }
    let (mine, others) = (pairs[0].0, pairs[1].0)
    lines += section(
      "Figures", figureLines(here.machine, there.machine),
      columns: "".padded(to: 20) + mine.paddedLeft(to: 14) + others.paddedLeft(to: 14))
    lines += section(
      "Blocks", blockLines(here.machine.program, there.machine.program),
      columns: "".padded(to: 11) + mine.padded(to: 30) + others)
    lines += section("Holes", holeLines(here.holes, there.holes))
    lines += section("Frames", frameLines(here.owners.runs, there.owners.runs))
    lines += section(
      "Entries", entryLines(here.machine, there.machine),
      columns: "place".padded(to: 16) + mine.padded(to: 24) + others)
    lines += section(
      "Contents", contentLines(here, there.machine), of: "frame",
      columns: "first word".padded(to: 16) + mine.padded(to: 24) + others)
    return lines
  }

  /// A title with lines under it, as many as somebody may want to look through, below what their
  /// columns are; says how many there are beyond these.
  private func section(
    _ title: String, _ lines: [String], of noun: String? = nil, columns: String? = nil
  ) -> [String] {
    let shown = lines.prefix(1_000)
    let more = lines.count - shown.count
    let count = noun.map { Phrase.count(UInt64(lines.count), $0) } ?? NumberText.count(lines.count)
    return [
      "",
      lines.isEmpty
        ? "\(title): no difference"
        : "\(title): \(count) \(lines.count == 1 ? "differs" : "differ")",
    ] + (lines.isEmpty ? [] : columns.map { ["  " + $0] } ?? [])
      + shown.map { "  " + $0 } + (more > 0 ? ["  … \(NumberText.count(more)) more"] : [])
  }

  private func figureLines(_ here: Machine, _ there: Machine) -> [String] {
    Figure.allCases.compactMap { figure in
      let (one, other) = (here.value(of: figure), there.value(of: figure))
      guard one != other else { return nil }
      return figure.rawValue.padded(to: 20) + figure.text(one).paddedLeft(to: 14)
        + figure.text(other).paddedLeft(to: 14) + unit(of: figure)
    }
  }

  private func unit(of figure: Figure) -> String {
    switch figure.unit {
    case .bytes: "  bytes"
    case .percent: "  percent"
    case .count, .address: ""
    }
  }

  /// The blocks that one name stands for in both runs are compared with each other.
  private func blockLines(_ here: Program, _ there: Program) -> [String] {
    let (mine, others) = (here.placedBlocks, there.placedBlocks)
    var lines: [(start: UInt64, text: String)] = []
    for name in Set(mine.keys).union(others.keys) {
      let (blocks, otherBlocks) = (mine[name] ?? [], others[name] ?? [])
      let (ones, rest) = (
        blocks.subtracting(otherBlocks).sorted(), otherBlocks.subtracting(blocks).sorted()
      )
      for index in 0..<max(ones.count, rest.count) {
        let (one, other) = (ones.dropFirst(index).first, rest.dropFirst(index).first)
        lines.append(
          (
            (one ?? other)?.start ?? 0,
            (names.text(name.label) ?? "unnamed").padded(to: 10) + " "
              + (one?.text ?? "not live").padded(to: 30) + (other?.text ?? "not live")
          ))
      }
    }
    return lines.sorted { $0 < $1 }.map(\.text)
  }

  private func holeLines(_ here: [Hole], _ there: [Hole]) -> [String] {
    func key(_ hole: Hole) -> [UInt64] { [hole.address.rawValue, hole.size] }
    let (mine, others) = (Set(here.map(key)), Set(there.map(key)))
    func line(_ hole: [UInt64], _ whose: String) -> String {
      "\(NumberText.address(hole[0])) + \(NumberText.count(hole[1]))".padded(to: 36) + whose
    }
    return mine.subtracting(others).union(others.subtracting(mine))
      .sorted { $0.lexicographicallyPrecedes($1) }
      .map { line($0, mine.contains($0) ? "this branch only" : "other branch only") }
  }

  private func frameLines(
    _ here: [FrameOwners.Run], _ there: [FrameOwners.Run]
  ) -> [String] {
    let (mine, others) = (Set(here.map(\.text)), Set(there.map(\.text)))
    let lines =
      here.filter { !others.contains($0.text) }.map { ($0, "this branch only") }
      + there.filter { !mine.contains($0.text) }.map { ($0, "other branch only") }
    return lines.sorted { $0.0.frames.lowerBound < $1.0.frames.lowerBound }
      .map { $0.text.padded(to: 40) + $1 }
  }

  private func entryLines(_ here: Machine, _ there: Machine) -> [String] {
    let (mine, others) = (here.tableEntries, there.tableEntries)
    return Set(mine.keys).union(others.keys).sorted().compactMap { place in
      let (one, other) = (mine[place], others[place])
      guard one != other else { return nil }
      func text(_ entry: UInt64?) -> String { entry.map { NumberText.value($0) } ?? "no entry" }
      return NumberText.address(place).padded(to: 16) + text(one).padded(to: 24) + text(other)
    }
  }

  /// Of each frame that differs its first word that does, how many there are, and whose it is. What
  /// differs in page tables are entries.
  private func contentLines(_ here: Snapshot, _ there: Machine) -> [String] {
    let (mine, others) = (here.machine.hardware.physical, there.hardware.physical)
    let uses = FrameUses(of: here)
    var lines: [String] = []
    mine.forEachUnsharedFrame(with: others) { frame in
      let owner = uses.owner(of: frame.number)
      guard owner != .table else { return true }
      let words = mine.wordsDiffering(in: frame, from: others)
      guard let first = words.first else { return true }
      lines.append(
        NumberText.address(first.rawValue).padded(to: 16)
          + NumberText.value(mine.peek(first)).padded(to: 24)
          + NumberText.value(others.peek(first)).padded(to: 24)
          + "\(Phrase.count(UInt64(words.count), "word")), \(owner)")
      return true
    }
    return lines
  }
}

/// Where a live block is.
private struct PlacedBlock: Hashable, Comparable {
  let start: UInt64
  let size: UInt64

  var text: String { "\(NumberText.address(start)) + \(NumberText.count(size))" }

  static func < (left: Self, right: Self) -> Bool {
    (left.start, left.size) < (right.start, right.size)
  }
}

extension Program {
  /// The live blocks by their names, those without one by their slots. A name may have lost some to
  /// later ones.
  fileprivate var placedBlocks: [Name: Set<PlacedBlock>] {
    var blocks: [Name: Set<PlacedBlock>] = [:]
    func add(_ binding: Binding, slot: Int) {
      guard case .block(let start, let layout) = binding.value else { return }
      let name = Name(
        slot: binding.label == .anonymous ? UInt32(slot) : 0, label: binding.label)
      blocks[name, default: []].insert(PlacedBlock(start: start.rawValue, size: layout.size))
    }
    for (slot, binding) in bindings.enumerated() { add(binding, slot: slot) }
    for binding in leaked { add(binding, slot: 0) }
    return blocks
  }
}

extension FrameOwners.Run {
  fileprivate var text: String {
    "\(NumberText.address(frames.lowerBound << 12)) +\(NumberText.count(frames.count)) \(owner)"
  }
}

extension Machine {
  /// The entries in use of all tables below CR3, by their places.
  fileprivate var tableEntries: [UInt64: UInt64] {
    guard let stage = kernel.stage, stage >= .tables else { return [:] }
    var entries: [UInt64: UInt64] = [:]
    for run in FrameOwners(of: self).runs where run.owner == .table {
      for number in run.frames {
        _ = hardware.physical.withPage(Frame(number: number)) { words in
          for place in words.indices where words[place] != 0 {
            entries[number << 12 + UInt64(place) * 8] = words[place]
          }
        }
      }
    }
    return entries
  }
}
