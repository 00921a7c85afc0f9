/// How verbs are written, in one line.
extension Verb {
  /// The verb and its arguments: `alloc SIZE [align=8]`; what may be left out is in brackets.
  public var usage: String {
    ([(bindsName ? "[NAME =] " : "") + name] + arguments.map(\.usage)).joined(separator: " ")
  }
}

extension Argument {
  /// How the argument is written, in brackets if it may be left out; with its default if it has one.
  public var usage: String {
    let text =
      switch form {
      case .position, .word, .assignment: placeholder
      case .key: "\(key)=" + (standardText ?? kind.placeholder(of: key))
      case .equals: placeholder
      }
    return isRequired ? text : "[\(text)]"
  }

  /// The default, as it would be written.
  public var standardText: String? { standard.map { Printer.text($0, kind) } }

  /// The words that are allowed; empty if there are others, too.
  public var allowedWords: [String] {
    guard case .word(let words) = kind else { return [] }
    return words
  }

  /// What stands for the argument in a message.
  var placeholder: String {
    switch form {
    case .position, .assignment: kind.placeholder(of: key)
    case .word: key
    case .key: "\(key)=" + kind.placeholder(of: key)
    case .equals: "= " + kind.placeholder(of: key)
    }
  }
}

extension Argument.Kind {
  fileprivate func placeholder(of key: String) -> String {
    switch self {
    case .flags: "FLAGS"
    case .word(let words) where words.count <= 7: words.joined(separator: "|")
    case .text: "\"TEXT\""
    case .map: "NAME|FILE"
    case .field: "FIELD=VALUE"
    case .comparison: "FIGURE ==|!=|<|<=|>|>= NUMBER"
    case .condition: "FIGURE ==|!=|<|<=|>|>= NUMBER [and|or …]"
    case .place: "STEP|ADDRESS"
    case .destination: "STEP|-STEP|50%|start|end|\"BOOKMARK\""
    case .branch: "NAME|NUMBER"
    case .operand where key == "frame": "ADDRESS"
    case .operand where key == "block": "NAME|ADDRESS"
    default: key.uppercased()
    }
  }
}
