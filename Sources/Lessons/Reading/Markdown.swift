import CMark

/// A Markdown document, as CommonMark reads it.
struct Markdown: ~Copyable {
  private let root: OpaquePointer

  /// Reads a document. Linear in its length.
  init(_ text: String) {
    var text = text
    root = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // There is always a byte to point at.
        guard let start = characters.baseAddress else { return cmark_parse_document("", 0, 0) }
        return cmark_parse_document(start, characters.count, CMARK_OPT_DEFAULT)
      }
    }
  }

  deinit { cmark_node_free(root) }

  /// The blocks at the top, in order.
  func forEachBlock(_ body: (MarkdownNode) -> Void) {
    for block in MarkdownNode(node: root).children { body(block) }
  }
}

/// A part of a document, as long as that is there.
struct MarkdownNode {
  fileprivate let node: OpaquePointer

  /// What a part is.
  enum Kind {
    case heading(Int)
    case paragraph
    case list
    case item
    case quote
    case code(info: String)
    case html
    case rule
    case text
    case inlineCode
    case softBreak
    case lineBreak
    case emphasis
    case strong
    case other
  }

  var kind: Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING: .heading(Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_CODE_BLOCK:
      .code(info: cmark_node_get_fence_info(node).map { String(cString: $0) } ?? "")
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: .html
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_CODE: .inlineCode
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    default: .other
    }
  }

  /// The text of a leaf.
  var literal: String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

  /// The line that it begins in, from 1.
  var line: Int { Int(cmark_node_get_start_line(node)) }

  /// The line that it ends in.
  var lastLine: Int { Int(cmark_node_get_end_line(node)) }

  /// The column that it begins in, from 1.
  var column: Int { max(1, Int(cmark_node_get_start_column(node))) }

  /// The number that a list begins with; `nil` for one of points.
  var firstNumber: Int? {
    cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      ? Int(cmark_node_get_list_start(node)) : nil
  }

  /// Whether parts lie within each other deeper than some limit. It goes no deeper itself.
  func isDeeper(than limit: Int) -> Bool {
    guard limit > 0 else { return true }
    return children.contains { $0.isDeeper(than: limit - 1) }
  }

  /// Whether one of its parts is HTML.
  var hasHTMLWithin: Bool {
    children.contains { child in
      if case .html = child.kind { true } else { child.hasHTMLWithin }
    }
  }

  /// The parts of it, in order.
  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      children.append(MarkdownNode(node: child))
      next = cmark_node_next(child)
    }
    return children
  }
}
