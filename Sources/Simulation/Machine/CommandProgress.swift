import Synchronization

/// How far a long command has come, and whether anybody still waits for it: seen from the thread in
/// which it runs and from the one that waits.
///
/// A command that is given up ends soon, and its machine with it: whoever waits works with the copy
/// that was there before.
public final class CommandProgress: Sendable {
  /// What is done in this thread for somebody who waits in another; `nil` where nobody does.
  @TaskLocal public static var current: CommandProgress?

  private let isGivenUp = Atomic(false)
  private let done = Atomic<UInt64>(0)
  private let total = Atomic<UInt64>(0)

  /// Nothing is done yet.
  public init() {}

  /// Says that nobody waits any more.
  public func giveUp() { isGivenUp.store(true, ordering: .relaxed) }

  /// Whether nobody waits any more.
  public var wasGivenUp: Bool { isGivenUp.load(ordering: .relaxed) }

  /// How much of the part that is going on is done, 0 to 1.
  public var fraction: Double {
    let total = total.load(ordering: .relaxed)
    guard total > 0 else { return 0 }
    return min(1, Double(done.load(ordering: .relaxed)) / Double(total))
  }

  func begin(_ count: UInt64) {
    done.store(0, ordering: .relaxed)
    total.store(count, ordering: .relaxed)
  }

  func reach(_ count: UInt64) { done.store(count, ordering: .relaxed) }
}

extension Kernel {
  /// How many pages, frames or words a loop is about between two looks at whether anybody waits.
  static var slice: UInt64 { 1024 }

  /// Does something `count` times in slices: `body` gets the numbers of each.
  ///
  /// What nobody waits for any more ends with an error that nobody sees.
  static func inSlices(
    of size: UInt64 = slice, upTo count: UInt64,
    _ body: (Range<UInt64>) throws(Refusal) -> Void
  ) throws(Refusal) {
    let progress = count > size ? CommandProgress.current : nil
    progress?.begin(count)
    var start: UInt64 = 0
    while start < count {
      let end = start + min(size, count - start)
      try body(start..<end)
      progress?.reach(end)
      if let progress, progress.wasGivenUp { throw .kernel(.damaged) }
      start = end
    }
  }
}
