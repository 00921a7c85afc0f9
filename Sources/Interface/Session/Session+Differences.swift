import MemoryCore
import Script
import Simulation

extension Session {
  /// What differs between the run and its companion, each at its step, as lines to be read.
  func differences() throws(SessionError) -> [String] {
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
      "Blocks", blockLines(here, there), columns: "".padded(to: 11) + mine.padded(to: 22) + others)
    lines += section("Holes", holeLines(here.holes, there.holes))
    lines += section("Frames", frameLines(here.owners, there.owners))
    lines += section(
      "Entries", entryLines(here.machine, there.machine),
      columns: "place".padded(to: 16) + mine.padded(to: 24) + others)
    return lines
  }

  /// A title with lines under it, at most 20, below what their columns are; says how many there
  /// are beyond these.
  private func section(
    _ title: String, _ lines: [String], columns: String? = nil
  ) -> [String] {
    let shown = lines.prefix(20)
    let more = lines.count - shown.count
    let count = NumberText.count(lines.count)
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
      return figure.rawValue.padded(to: 20) + NumberText.count(one).paddedLeft(to: 14)
        + NumberText.count(other).paddedLeft(to: 14)
    }
  }

  private func blockLines(_ here: Snapshot, _ there: Snapshot) -> [String] {
    let (mine, others) = (places(here.machine), places(there.machine))
    return Set(mine.keys).union(others.keys).sorted().compactMap { slot in
      let (one, other) = (mine[slot], others[slot])
      guard one?.start != other?.start || one?.label != other?.label else { return nil }
      let label = (one ?? other)?.label ?? .anonymous
      func text(_ block: Binding?) -> String {
        block.map { NumberText.address($0.start) } ?? "not live"
      }
      return (names.text(label) ?? "unnamed").padded(to: 10) + " "
        + text(one).padded(to: 22) + text(other)
    }
  }

  private func places(_ machine: Machine) -> [Int: Binding] {
    var blocks: [Int: Binding] = [:]
    for (slot, binding) in machine.program.bindings.enumerated() {
      if case .block = binding.value { blocks[slot] = binding }
    }
    return blocks
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

  private func frameLines(_ here: FrameOwners, _ there: FrameOwners) -> [String] {
    let (mine, others) = (Set(here.runs.map(\.text)), Set(there.runs.map(\.text)))
    return mine.subtracting(others).sorted().map { $0.padded(to: 40) + "this branch only" }
      + others.subtracting(mine).sorted().map { $0.padded(to: 40) + "other branch only" }
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
