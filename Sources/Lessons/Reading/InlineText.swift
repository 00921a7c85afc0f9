/// The text within a paragraph or heading, in runs of one style; lines are joined.
struct InlineText {
  private(set) var runs: [TextRun] = []

  /// The text of a block.
  init(_ block: MarkdownNode, _ style: TextRun.Style = .plain) {
    for part in block.children { add(part, style) }
  }

  /// The text without its styles.
  var text: String { runs.map(\.text).joined() }

  private mutating func add(_ node: MarkdownNode, _ style: TextRun.Style) {
    switch node.kind {
    case .text: append(node.literal, style)
    case .inlineCode: append(node.literal, .code)
    case .softBreak, .lineBreak: append(" ", style)
    case .emphasis: for part in node.children { add(part, .emphasis) }
    case .strong: for part in node.children { add(part, .strong) }
    case .heading, .paragraph, .list, .item, .quote, .code, .html, .rule, .other:
      for part in node.children { add(part, style) }
    }
  }

  private mutating func append(_ text: String, _ style: TextRun.Style) {
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else {
      runs.append(TextRun(text: text, style: style))
    }
  }
}
