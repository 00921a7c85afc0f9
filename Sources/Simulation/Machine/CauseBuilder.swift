/// Makes a tree of what was said while accesses were recorded.
struct CauseBuilder {
  private let recording: Recording
  /// What has begun and is not over, the whole step first.
  private var open = [Opened(beginning: -1, done: 0)]

  /// Whether the words accessed become leaves.
  private let words: Bool

  init(_ recording: Recording, words: Bool = true) {
    (self.recording, self.words) = (recording, words)
  }

  /// Something that has begun.
  private struct Opened {
    let beginning: Int
    var children: [Cause] = []
    /// How many accesses are below some event or leaf.
    var done: Int
  }

  /// The causes of the whole step.
  func causes() -> [Cause] {
    var builder = self
    for (number, mark) in recording.marks.enumerated() {
      switch mark.kind {
      case .begin:
        builder.addLeaves(to: mark.position)
        builder.open.append(Opened(beginning: number, done: mark.position))
      case .core(let event): builder.add(Event(event), to: mark.position)
      case .kernel(let number): builder.add(recording.event(number), to: mark.position)
      case .end(let beginning, let number):
        while builder.top.beginning > beginning { builder.giveUp(mark.position) }
        builder.addLeaves(to: mark.position)
        let ended = builder.open.removeLast()
        builder.add(Cause(recording.event(number), ended.children), to: mark.position)
      }
    }
    let end = recording.accesses.count
    while builder.open.count > 1 { builder.giveUp(end) }
    builder.addLeaves(to: end)
    return builder.top.children
  }

  private var top: Opened { open[open.count - 1] }

  /// What has begun last was left by a fault: what it led to belongs to what is around it.
  private mutating func giveUp(_ position: Int) {
    addLeaves(to: position)
    let left = open.removeLast()
    open[open.count - 1].children += left.children
    open[open.count - 1].done = position
  }

  private mutating func add(_ event: Event, to position: Int) {
    add(Cause(event, leaves(top.done..<position)), to: position)
  }

  private mutating func add(_ cause: Cause, to position: Int) {
    open[open.count - 1].children.append(cause)
    open[open.count - 1].done = position
  }

  private mutating func addLeaves(to position: Int) {
    open[open.count - 1].children += leaves(top.done..<position)
    open[open.count - 1].done = position
  }

  /// Some accesses as leaves, and those of the MMU's walks below an event of their own.
  private func leaves(_ accesses: Range<Int>) -> [Cause] {
    var causes: [Cause] = []
    var walked: LinearAddress?
    for place in accesses {
      let access = recording.accesses[place]
      switch access.purpose {
      case .walk(let address, _), .accessedDirty(let address, _):
        if walked != address { causes.append(Cause(.access(.walkTables(1)))) }
        walked = address
        if words { causes[causes.count - 1].children.append(leaf(place)) }
      case .kernel, .data:
        walked = nil
        if words { causes.append(leaf(place)) }
      }
    }
    return causes
  }

  private func leaf(_ place: Int) -> AccessedWords {
    let access = recording.accesses[place]
    return AccessedWords(
      kind: access.words, loads: access.isStore ? 0 : 1, stores: access.isStore ? 1 : 0,
      accesses: place..<place + 1)
  }
}

extension [Cause] {
  /// Adds a leaf: to the last one, if that is of the same words.
  fileprivate mutating func append(_ leaf: AccessedWords) {
    if case .words(let last)? = last?.event, let both = last.adding(leaf) {
      self[count - 1].event = .words(both)
    } else {
      append(Cause(.words(leaf)))
    }
  }
}
