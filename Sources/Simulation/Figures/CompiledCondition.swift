/// A condition in the form in which millions of steps are asked: a list of tests, each of which says
/// where to go on.
struct CompiledCondition: Sendable {
  /// Whether the tests ask what was done in the step.
  private(set) var asksOutcome = false
  /// Whether they ask how the step went about it, access by access.
  private(set) var asksAccesses = false
  /// Whether they ask what was asked for.
  private(set) var asksCommand = false

  private enum Test {
    /// The figure with an index.
    case figure(Int, Relation, UInt64)
    case number(Relation, UInt64)
    /// A figure of the step.
    case step(Figure, Relation, UInt64)
    case happened(Happening)
    case size(Relation, UInt64)
    case label(Name.Label)
    case address(UInt64)
    /// The words with an index.
    case text(Int)
  }

  /// Steps whose text, or a note on them, contains some words.
  private struct Mention {
    let isIn: @Sendable (Command) -> Bool
    /// The numbers of the steps with such a note.
    let noted: Set<Int>
  }

  private struct Node {
    let test: Test
    /// The nodes to go on with; `yes` and `no` are the ends.
    let onTrue: Int
    let onFalse: Int
  }

  private static let yes = -1
  private static let no = -2
  private var nodes: [Node] = []
  /// Behind indices, so that nodes are nothing but numbers.
  private var mentions: [Mention] = []
  private var first = no

  /// Compiles a condition; names are those that the table has now. Without texts no step contains
  /// any words.
  init(_ condition: Condition, names: NameTable, texts: StepTexts? = nil) {
    first = compile(condition, names, texts, onTrue: Self.yes, onFalse: Self.no)
  }

  /// Whether it holds at a moment. Nothing changes: a moment is passed by reference to save the
  /// copy.
  func holds(at moment: inout Moment) -> Bool {
    nodes.withUnsafeBufferPointer { nodes in
      var next = first
      while next >= 0 {
        let node = nodes[next]
        next = holds(node.test, &moment) ? node.onTrue : node.onFalse
      }
      return next == Self.yes
    }
  }

  @inline(__always)
  private func holds(_ test: Test, _ moment: inout Moment) -> Bool {
    switch test {
    case .figure(let index, let relation, let value):
      return relation.holds(moment.figures.words[index], value)
    case .number(let relation, let value):
      return relation.holds(UInt64(max(0, moment.number)), value)
    case .step(let figure, let relation, let value):
      return moment.stepFigures.map { relation.holds($0[figure], value) } ?? false
    case .happened(let happening): return moment.has(happening)
    case .size(let relation, let size):
      return moment.command?.sizeAsked.map { relation.holds($0, size) } ?? false
    case .label(let label): return moment.command?.names(label) ?? false
    case .address(let address): return moment.isAbout(address)
    case .text(let index):
      return moment.command.map { mentions[index].isIn($0) } ?? false
        || mentions[index].noted.contains(moment.number)
    }
  }

  /// Adds the nodes of a condition; returns the one to begin with.
  private mutating func compile(
    _ condition: Condition, _ names: NameTable, _ texts: StepTexts?, onTrue: Int, onFalse: Int
  ) -> Int {
    let test: Test
    switch condition {
    case .not(let inner):
      return compile(inner, names, texts, onTrue: onFalse, onFalse: onTrue)
    case .all(let terms):
      return terms.reversed().reduce(onTrue) { next, term in
        compile(term, names, texts, onTrue: next, onFalse: onFalse)
      }
    case .any(let terms):
      return terms.reversed().reduce(onFalse) { next, term in
        compile(term, names, texts, onTrue: onTrue, onFalse: next)
      }
    case .figure(let comparison) where comparison.figure == .step:
      test = .number(comparison.relation, comparison.value)
    case .figure(let comparison) where comparison.figure.group == .step:
      (asksOutcome, asksAccesses) = (true, true)
      test = .step(comparison.figure, comparison.relation, comparison.value)
    case .figure(let comparison):
      test = .figure(comparison.figure.index, comparison.relation, comparison.value)
    case .happened(let happening): test = .happened(happening)
    case .size(let relation, let size):
      asksCommand = true
      test = .size(relation, size)
    case .name(let text):
      // What nobody has named yet, no step is about.
      guard let label = names.known(text) else { return onFalse }
      asksCommand = true
      test = .label(label)
    case .address(let address):
      asksOutcome = true
      test = .address(address)
    case .text(let words):
      guard let texts else { return onFalse }
      asksCommand = true
      let noted = texts.notes.filter { $0.value.contains { $0.contains(words) } }.keys
      mentions.append(Mention(isIn: texts.matcher(words), noted: Set(noted)))
      test = .text(mentions.count - 1)
    }
    nodes.append(Node(test: test, onTrue: onTrue, onFalse: onFalse))
    return nodes.count - 1
  }
}
