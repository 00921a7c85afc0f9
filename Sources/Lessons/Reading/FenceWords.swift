import Script

/// What stands behind the fence of a block of code.
struct FenceWords {
  /// A block that the lesson does something with.
  enum Block {
    case commands(CommandBlock.Mode)
    case question
    case attempt
  }

  /// The block; `nil` for code that is only shown.
  private(set) var block: Block?
  /// What is wrong with the words.
  private(set) var mistake: String?

  init(_ info: String) {
    let words = info.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return }
    switch (first, words.dropFirst().first) {
    case ("memwalk", nil): block = .commands(.steps)
    case ("memwalk", let mode?):
      block = CommandBlock.Mode(rawValue: mode).map { .commands($0) }
      if mode == CommandBlock.Mode.steps.rawValue { block = nil }
      if block == nil { mistake = "a block is memwalk, memwalk setup or memwalk into, not \(info)" }
    case ("predict", nil): block = .question
    case ("try", nil): block = .attempt
    case ("predict", let word?), ("try", let word?):
      block = first == "try" ? .attempt : .question
      mistake = "nothing stands behind ```\(first), so leave out \(word)"
    default:
      // What only looks like one is not shown as code in silence.
      if let near = WordList.nearest(to: first, among: ["memwalk", "predict", "try"]),
        first.count > 3
      {
        mistake = "no block is called \(first): did you mean \(near)?"
      }
    }
    if mistake == nil, words.count > 2 { mistake = "too many words: ```\(info)" }
  }
}
