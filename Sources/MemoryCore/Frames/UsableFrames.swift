/// The usable frames of a memory map as disjoint ranges, numbered without gaps.
///
/// A machine's memory has holes of up to terabytes. Whatever is kept for each frame is kept for
/// these numbers ("ordinals"), so that the holes cost nothing.
public struct UsableFrames: Equatable, Sendable {
  /// A run of frames without a hole.
  public struct Run: Equatable, Sendable {
    /// The frames' numbers.
    public let frames: Range<UInt64>
    /// The ordinal of the first frame.
    public let firstOrdinal: UInt64
  }

  /// The runs in ascending order; they neither overlap nor touch.
  public let runs: [Run]

  /// How many frames there are in all.
  public let count: UInt64

  /// The usable frames of `map`; overlapping and touching regions are joined. O(n).
  public init(of map: MemoryMap) {
    var joined: [Range<UInt64>] = []
    for region in map.regions where region.kind == .usable && !region.isEmpty {
      let frames = region.startFrame..<region.endFrame
      if let last = joined.last, frames.lowerBound <= last.upperBound {
        let end = max(last.upperBound, frames.upperBound)
        joined[joined.count - 1] = last.lowerBound..<end
      } else {
        joined.append(frames)
      }
    }
    var runs: [Run] = []
    var total: UInt64 = 0
    for frames in joined {
      runs.append(Run(frames: frames, firstOrdinal: total))
      total += UInt64(frames.count)
    }
    self.runs = runs
    count = total
  }

  /// The ordinal of a frame, or `nil` if it is not usable memory. O(log n) in the runs.
  public func ordinal(of frame: Frame<Size4KiB>) -> UInt64? {
    let at = runs.partitioningIndex { $0.frames.upperBound > frame.number }
    guard at < runs.count, runs[at].frames.contains(frame.number) else { return nil }
    return runs[at].firstOrdinal + (frame.number - runs[at].frames.lowerBound)
  }

  /// The frame with the given ordinal, which must be below `count`. O(log n) in the runs.
  public func frame(ordinal: UInt64) -> Frame<Size4KiB> {
    precondition(ordinal < count, "an ordinal beyond the usable frames")
    let run = runs[runs.partitioningIndex { $0.firstOrdinal > ordinal } - 1]
    return Frame(number: run.frames.lowerBound + (ordinal - run.firstOrdinal))
  }
}
