/// What somebody who reads a text looks for in it.
public enum TextSeeking: Equatable, Sendable {
  /// Types what to look for; where it narrows, only rows that have it are shown.
  case begin(narrowing: Bool)
  /// A key for what is typed.
  case edit(PromptEdit)
  /// Goes to the next row that has it.
  case next
  /// Goes to the row before that has it.
  case previous
}

extension TextPage {
  /// What is being typed to look for.
  var typed: PromptLine? { seeking?.line }

  /// Begins to look for something, or goes on.
  mutating func seek(_ seeking: TextSeeking, height: Int, columns: Int) {
    switch seeking {
    case .begin(let narrowing): self.seeking = Seeking(line: PromptLine(), narrows: narrowing)
    case .edit(.submit):
      guard let done = self.seeking else { return }
      (sought, isNarrowed, self.seeking) = (done.line.text, done.narrows, nil)
      if done.narrows { top = 0 } else { go(1, from: top, height, columns) }
    case .edit(.cancel): self.seeking = nil
    case .edit(.deleteBackward) where self.seeking?.line.isEmpty == true: self.seeking = nil
    case .edit(let edit): self.seeking?.line.apply(edit)
    case .next: go(1, from: top + 1, height, columns)
    case .previous: go(-1, from: top - 1, height, columns)
    }
  }

  /// Whether a row has what is looked for.
  func has(_ row: String) -> Bool {
    !sought.isEmpty && row.lowercased().contains(sought.lowercased())
  }

  /// Goes to the nearest row that has it, from one on, round and round.
  private mutating func go(_ distance: Int, from start: Int, _ height: Int, _ columns: Int) {
    let rows = rows(columns: columns)
    guard !rows.isEmpty else { return }
    let found = (0..<rows.count).lazy
      .map { ((start + distance * $0) % rows.count + rows.count) % rows.count }
      .first { has(rows[$0].text) }
    if let found { top = max(0, min(found, rows.count - height)) }
    isFound = found != nil
  }
}
