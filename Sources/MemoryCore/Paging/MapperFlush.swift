/// A page whose translation has changed: the TLB may still hold the old one.
///
/// Whoever changes a mapping gets this value and has to spend it: with `flush(on:)`, which invalidates
/// that page, or with `ignore()` where no TLB can hold it. Dropping it is a forgotten flush and traps.
@frozen
public struct MapperFlush<Size: PageSize>: ~Copyable {
  private let changed: Page<Size>

  init(_ page: Page<Size>) { changed = page }

  deinit {
    obligationDropped()
  }

  /// Spends the flush: invalidates the page.
  public consuming func flush<P: Processor>(on processor: inout P) {
    processor.invalidate(take())
  }

  /// Spends the flush: an address of the page, to invalidate it with INVLPG.
  public consuming func take() -> VirtualAddress {
    let address = changed.start
    discard self
    return address
  }

  /// Spends the flush without invalidating anything.
  public consuming func ignore() {
    discard self
  }
}

/// An entry above pages has changed: the TLB may hold old translations of all pages below it.
///
/// Spent like a `MapperFlush`, by flushing the whole TLB.
@frozen
public struct MapperFlushAll: ~Copyable {
  init() {}

  deinit {
    obligationDropped()
  }

  /// Spends the flush: drops all translations.
  public consuming func flush<P: Processor>(on processor: inout P) {
    take()
    processor.flush()
  }

  /// Spends the flush: the caller flushes everything, or knows that nothing needs to be.
  public consuming func take() {
    discard self
  }
}
