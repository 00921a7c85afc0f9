import CellGrid
import MemoryCore
import Script
import Simulation

/// The words of a frame as they stand in RAM, and what they mean there.
struct FrameWords {
  private let number: UInt64
  private let owner: FrameOwner
  private let scene: Scene
  /// The address that the heap knows the frame by, if it is one of the heap's.
  private let page: UInt64?

  init(of number: UInt64, _ owner: FrameOwner, in scene: Scene) {
    self.number = number
    self.owner = owner
    self.scene = scene
    page =
      owner == .heap
      ? scene.snapshot.machine.entry(mapping: number).map {
        $0.address + (number << 12 & ($0.level.entrySpan - 1))
      } : nil
  }

  /// At most so many lines, the last of which says what there is no room for. Equal words in a row
  /// share a line.
  func lines(rows: Int, columns: Int) -> [StyledText] {
    guard rows > 0 else { return [] }
    let theme = scene.theme
    let frame = Frame<Size4KiB>(number: number)
    let memory = scene.snapshot.machine.hardware.physical
    guard frame.start.rawValue < memory.size else {
      return [StyledText("no RAM here: reads as all ones", theme.on(theme.dim))]
    }
    let runs = memory.withPage(frame, Self.runs) ?? []
    guard runs.contains(where: { $0.word != 0 }) else {
      return [StyledText("512 words of zeros", theme.on(theme.dim))]
    }
    let shown = runs.count > rows ? runs.prefix(rows - 1) : runs[...]
    var lines = shown.map { line($0) }
    if shown.count < runs.count {
      let rest = shown.last.map { 512 - $0.index - $0.count } ?? 512
      lines.append(StyledText("… \(Phrase.count(UInt64(rest), "more word"))", theme.on(theme.dim)))
    }
    return lines
  }

  private static func runs(_ words: Span<UInt64>) -> [(index: Int, count: Int, word: UInt64)] {
    var runs: [(index: Int, count: Int, word: UInt64)] = []
    for index in 0..<words.count {
      if let last = runs.last, last.word == words[index] {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((index, 1, words[index]))
      }
    }
    return runs
  }

  private func line(_ run: (index: Int, count: Int, word: UInt64)) -> StyledText {
    let theme = scene.theme
    let offset = String(run.index * 8, radix: 16).padded(to: 3)
    var line = StyledText("+\(offset) ", theme.on(theme.dim))
    if run.count > 1 {
      line.append("\(run.count) × ", theme.on(theme.dim))
    }
    line.append(
      run.word == 0 ? "0" : "0x" + NumberText.grouped(run.word, digits: 1),
      theme.on(run.word == 0 ? theme.dim : theme.text))
    if let meaning = meaning(of: run.word, at: UInt64(run.index) * 8), run.word != 0 {
      line.append("  " + meaning, theme.on(theme.dim))
    }
    return line
  }

  private func meaning(of word: UInt64, at offset: UInt64) -> String? {
    switch owner {
    case .table:
      let entry = PageTableEntry(rawValue: word)
      return entry.isPresent
        ? "→ \(NumberText.address(entry.address.rawValue))" : "not present"
    case .heap:
      guard let page else { return nil }
      return heapMeaning(of: word, at: page + offset)
    case .free, .reserved, .kernel, .stack, .mapped, .held: return nil
    }
  }

  private func heapMeaning(of word: UInt64, at address: UInt64) -> String? {
    if let hole = scene.snapshot.holes.first(where: { $0.address.rawValue == address }) {
      return "hole of \(Phrase.count(hole.size, "byte"))"
    }
    if scene.snapshot.holes.contains(where: { $0.address.rawValue + 8 == address }) {
      return "the next hole"
    }
    guard let block = scene.snapshot.block(holding: address) else { return "free" }
    let name = scene.names.text(block.label) ?? "a block"
    return "\(name) + \(address - block.start)"
  }
}
