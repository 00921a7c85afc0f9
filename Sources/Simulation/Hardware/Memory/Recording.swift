import MemoryCore

/// What a recorder saw.
public struct Recording: Equatable, Sendable {
  /// The accesses in order, the first `budget` of them.
  public internal(set) var accesses: [RecordedAccess] = []
  /// How many there were beyond the budget.
  public internal(set) var omitted = AccessTally()
  /// What was said of the accesses, in order.
  private(set) var marks: [Mark] = []
  /// The events of the kernel that marks tell of.
  private var events: [Event] = []

  /// The most accesses that are kept: more than anybody steps through, and some megabytes.
  public static let budget = 1 << 17

  /// The most marks that are kept; those beyond add to the counts of the last ones.
  static let markBudget = 1 << 15

  /// Something said between two accesses. Plain bits, as a step makes many of them.
  struct Mark: Equatable, Sendable {
    /// How many accesses were kept before.
    let position: Int
    var kind: Kind

    enum Kind: Equatable, Sendable {
      /// Something begins that takes several events.
      case begin
      /// What began at the mark of the first number is over: the event of the second number.
      case end(Int, event: Int)
      /// What the core did with the accesses since the last event.
      case core(CoreEvent)
      /// What the kernel did with them: the event of that number.
      case kernel(Int)
    }
  }

  /// Adds an event of the core about the accesses since the last one.
  mutating func note(_ event: CoreEvent) {
    if marks.count >= Self.markBudget { return addToCounts(Event(event)) }
    marks.append(Mark(position: accesses.count, kind: .core(event)))
  }

  /// Adds an event of the kernel about the accesses since the last one.
  mutating func note(_ event: Event) {
    if marks.count >= Self.markBudget { return addToCounts(event) }
    marks.append(Mark(position: accesses.count, kind: .kernel(keep(event))))
  }

  /// Something begins; returns what `end` is told.
  mutating func begin() -> Int {
    marks.append(Mark(position: accesses.count, kind: .begin))
    return marks.count - 1
  }

  /// Says what it was that began there.
  mutating func end(_ beginning: Int, _ event: Event) {
    marks.append(Mark(position: accesses.count, kind: .end(beginning, event: keep(event))))
  }

  /// The events in the order in which they were over.
  var allEvents: some Sequence<Event> {
    marks.lazy.compactMap { mark in
      switch mark.kind {
      case .begin: nil
      case .core(let event): Event(event)
      case .kernel(let number), .end(_, event: let number): events[number]
      }
    }
  }

  /// The event of a number that a mark tells.
  func event(_ number: Int) -> Event { events[number] }

  /// Makes room for the accesses and marks of a usual operation: growing from nothing would take
  /// longer than many an operation does.
  mutating func reserve() {
    accesses.reserveCapacity(64)
    marks.reserveCapacity(8)
  }

  private mutating func keep(_ event: Event) -> Int {
    events.append(event)
    return events.count - 1
  }

  /// A loop makes the same few events again and again.
  private mutating func addToCounts(_ event: Event) {
    for place in marks.indices.suffix(8).reversed() {
      switch marks[place].kind {
      case .core(let last):
        guard let both = Event(last).adding(event) else { continue }
        marks[place].kind = .kernel(keep(both))
        return
      case .kernel(let number):
        guard let both = events[number].adding(event) else { continue }
        events[number] = both
        return
      case .begin, .end: return
      }
    }
  }
}
