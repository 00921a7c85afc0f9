import Interface
import Simulation
import Traces

/// The reading of a trace behind the interface.
struct TraceProgress {
  private let loading: TraceLoading
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var reported = 0
  /// Whether all has been read and said, or as much as there will be.
  private(set) var isFinished = false

  /// About two milliseconds of reading.
  private static let slice = 256 << 10

  init(_ loading: TraceLoading) {
    self.loading = loading
    start = clock.now
  }

  /// Stops the reading where it is; the next `advance` says so.
  func cancel() { loading.cancel() }

  /// Reads a slice and gives it to the interface.
  mutating func advance(_ state: inout AppState) throws {
    guard !isFinished else { return }
    do {
      if !loading.isFinished { try loading.advance(atMost: Self.slice) }
    } catch {
      throw Failure.input("\(error)")
    }
    isFinished = loading.isFinished
    let (seconds, fraction) = (clock.now - start).components
    let elapsed = Double(seconds) + Double(fraction) / 1e18
    let progress = LoadProgress(
      bytes: loading.bytesRead, totalBytes: loading.totalBytes, records: loading.commands.count,
      rate: elapsed > 0 ? Double(loading.commands.count) / elapsed : 0)
    _ = reduce(
      &state,
      .loaded(
        loading.commands, slotCount: loading.slotCount, isFinished ? nil : progress))
    if loading.notices.count > reported {
      state.message = AppState.Message(
        text: loading.notices[reported...].joined(separator: "; "), isError: true)
      reported = loading.notices.count
    }
  }
}
