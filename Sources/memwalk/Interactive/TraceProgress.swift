import Dispatch
import Interface
import Session
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

  /// Some milliseconds of reading, as long as a slice of other work.
  private static let slice = 384 << 10

  init(_ loading: TraceLoading) {
    self.loading = loading
    start = clock.now
  }

  /// Stops the reading where it is; the next `advance` says so.
  func cancel() { loading.cancel() }

  /// Reads a slice and gives it to the interface, which does a slice of its own work meanwhile.
  mutating func advance(_ state: inout AppState) throws {
    guard !isFinished else { return _ = reduce(&state, .work) }
    do {
      try readBesideWork(&state)
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

  /// Reads a slice on one processor while the interface works on another: the timeline has a copy
  /// of what had been read before.
  private func readBesideWork(_ state: inout AppState) throws(TraceError) {
    guard !loading.isFinished else { return _ = reduce(&state, .work) }
    // Both parts are over when the call returns, and have nothing in common.
    nonisolated(unsafe) var failure: TraceError?
    nonisolated(unsafe) let loading = loading
    withUnsafeMutablePointer(to: &state) { state in
      nonisolated(unsafe) let state = state
      DispatchQueue.concurrentPerform(iterations: 2) { part in
        if part == 0 {
          do throws(TraceError) {
            try loading.advance(atMost: Self.slice)
          } catch {
            failure = error
          }
        } else {
          _ = reduce(&state.pointee, .work)
        }
      }
    }
    if let failure { throw failure }
  }
}
