import MemoryCore

extension Timeline {
  /// The first point at which two runs part ways: another command leads there, or the same one comes
  /// to something else - a block at another address, no memory, a refusal. `nil` if there is none up
  /// to the end of both, or nobody waits for the answer any more. Both are surveyed.
  ///
  /// O(steps): both are carried out side by side.
  public func firstDifference(from other: Timeline) -> Int? {
    let last = min(end, other.end)
    guard last > 0 else { return end == other.end ? nil : 1 }
    var (mine, others) = (replayed(to: 0), other.replayed(to: 0))
    CommandProgress.current?.begin(UInt64(last))
    for point in 1...last {
      if point % 4096 == 0, let progress = CommandProgress.current {
        progress.reach(UInt64(point))
        if progress.wasGivenUp { return nil }
      }
      let one = carryOut(point, on: &mine)
      let two = other.carryOut(point, on: &others)
      // The heap that one of them runs on is where nobody looks for a difference.
      if one != two, !isHeap(command(leadingTo: point), other.command(leadingTo: point)) {
        return point
      }
    }
    return end == other.end ? nil : last + 1
  }

  /// What a step came to, as far as runs are compared by it.
  private struct Deed: Equatable {
    let command: Command
    /// Where the block is that it allocated; `nil` for a step that allocates none.
    var address: UInt64?
    var isShort = false
    var isRefused = false
    var fault: HardwareFault?
  }

  private func carryOut(_ point: Int, on machine: inout Machine) -> Deed {
    var deed = Deed(command: command(leadingTo: point))
    guard refused[point] == nil, let outcome = try? machine.apply(deed.command) else {
      deed.isRefused = true
      return deed
    }
    switch outcome {
    case .heap(.allocated(let allocation)), .heap(.reallocated(let allocation, _, _)):
      deed.address = allocation.block.address.rawValue
    case .heap(.outOfMemory): deed.isShort = true
    case .access(.faulted(let fault, _)): deed.fault = fault
    case .boot, .heap, .frames, .paging, .access: break
    }
    return deed
  }

  private func isHeap(_ one: Command, _ other: Command) -> Bool {
    if case (.heap(.create), .heap(.create)) = (one, other) { return true }
    return false
  }
}
