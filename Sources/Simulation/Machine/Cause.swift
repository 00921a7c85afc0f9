/// Why something happened: an event and those that it led to, in order.
public struct Cause: Equatable, Sendable {
  /// What happened.
  public var event: Event
  /// What it led to.
  public var children: [Cause]

  /// An event and its consequences.
  public init(_ event: Event, _ children: [Cause] = []) {
    self.event = event
    self.children = children
  }
}

extension Step {
  /// The tree of causes of the step, as it was recorded. Its leaves are the words accessed: each
  /// access that was kept belongs to one of them, in order. O(accesses + events).
  public var cause: Cause {
    switch result {
    case .failure(let error): Cause(.command(command), [Cause(.refused(error))])
    case .success: Cause(.command(command), CauseBuilder(recording).causes())
    }
  }

  /// The same without the words accessed. O(accesses + events), but much faster.
  public var causeWithoutWords: Cause {
    switch result {
    case .failure(let error): Cause(.command(command), [Cause(.refused(error))])
    case .success: Cause(.command(command), CauseBuilder(recording, words: false).causes())
    }
  }
}
