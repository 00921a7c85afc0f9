public import MemoryCore

/// The kinds of events that explanations are made of.
public enum Event: Equatable, Sendable {
  /// A command of the user or the trace.
  case command(Command)
  /// The command was refused.
  case refused(Refusal)
  /// A stage of the boot.
  case boot(BootReport)
  /// Of the heap.
  case heap(HeapEvent)
  /// Of the frame allocator.
  case frames(FramesEvent)
  /// Of the page tables.
  case paging(PagingEvent)
  /// Of MMU and TLB.
  case access(AccessEvent)
  /// Words that were read or written: the leaves of a tree of causes.
  case words(AccessedWords)

  /// What the core says.
  init(_ event: CoreEvent) {
    switch event {
    case .heap(let act): self = .heap(.act(act))
    case .frames(let event): self = .frames(event)
    case .paging(let event): self = .paging(event)
    }
  }

  /// One event for both, where they are the same but for their number; else `nil`.
  public func adding(_ other: Event) -> Event? {
    switch (self, other) {
    case (.frames(.allocate(let a)), .frames(.allocate(let b))): .frames(.allocate(a + b))
    case (.frames(.mark(let a)), .frames(.mark(let b))): .frames(.mark(a + b))
    case (.frames(.free(let a)), .frames(.free(let b))): .frames(.free(a + b))
    case (.paging(let a), .paging(let b)): a.adding(b).map(Event.paging)
    case (.access(.walkTables(let a)), .access(.walkTables(let b))): .access(.walkTables(a + b))
    case (.access(.flushPages(let a)), .access(.flushPages(let b))): .access(.flushPages(a + b))
    case (.words(let a), .words(let b)): a.adding(b).map(Event.words)
    case (.command, _), (.refused, _), (.boot, _), (.heap, _), (.frames, _), (.paging, _),
      (.access, _), (.words, _):
      nil
    }
  }
}

extension PagingEvent {
  fileprivate func adding(_ other: PagingEvent) -> PagingEvent? {
    switch (self, other) {
    case (.createTables(let a), .createTables(let b)): .createTables(a + b)
    case (.writeEntries(let a), .writeEntries(let b)): .writeEntries(a + b)
    case (.freeTables(let a), .freeTables(let b)): .freeTables(a + b)
    case (.lookUp(let a), .lookUp(let b)): .lookUp(a + b)
    case (.createTables, _), (.writeEntries, _), (.freeTables, _), (.lookUp, _): nil
    }
  }
}
