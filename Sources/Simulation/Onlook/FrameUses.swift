import MemoryCore

/// Who has which frame, decoded for as many frames as are asked for and no more.
///
/// What page tables tell comes first; then the allocator's bitmap itself; then the kinds of the
/// memory map; and of usable memory the allocator's bits say what is held and what is free. Memory
/// that the firmware does not list counts as reserved.
public struct FrameUses {
  /// A stretch of the memory map; without an owner it is usable.
  private struct Piece {
    var frames: Range<UInt64>
    var owner: FrameOwner?
  }

  /// The number behind the last frame that the view shows.
  public let end: UInt64

  private let owners: FrameOwners
  private let allocated: AllocatedFrames
  /// From 0 on, without gaps, up to the largest number.
  private let pieces: [Piece]

  /// The uses at a moment. O(regions²), 64 regions at most.
  public init(of snapshot: Snapshot) {
    let kernel = snapshot.machine.kernel
    owners = snapshot.owners
    allocated = AllocatedFrames(of: snapshot.machine)
    // Before the kernel has read the firmware's list, it is the list that tells.
    let map = kernel.stage == nil ? (try? MemoryMap(firmware: kernel.firmware)) : kernel.map
    pieces = Self.pieces(of: map ?? MemoryMap(), bitmap: allocated.own)
    end = Self.end(of: kernel, owners)
  }

  /// The counts of `count` cells of 2^`zoom` frames each, the first of which starts at a frame.
  ///
  /// Cells behind the end have none. O(cells + runs in them + touched words of their bitmap).
  public func counts(from first: UInt64, cells: Int, zoom: Int) -> [UseCounts] {
    var result = Array(repeating: UseCounts(), count: cells)
    let stop = min(end, first + UInt64(cells) << UInt64(zoom))
    guard first < stop else { return result }
    forEachRun(in: first..<stop) { run, owner in
      var start = run.lowerBound
      while start < run.upperBound {
        let cell = (start - first) >> UInt64(zoom)
        let next = min(run.upperBound, first + (cell + 1) << UInt64(zoom))
        let frames = next - start
        if let owner {
          result[Int(cell)][owner] += frames
        } else {
          let held = allocated.count(in: start..<next)
          result[Int(cell)][.held] += held
          result[Int(cell)][.free] += frames - held
        }
        start = next
      }
    }
    return result
  }

  /// The owner of one frame. O(log n).
  public func owner(of frame: UInt64) -> FrameOwner {
    guard frame < end else { return .reserved }
    return counts(from: frame, cells: 1, zoom: 0)[0].mostParticular?.owner ?? .reserved
  }

  /// Cuts a range, not empty, into runs of one owner, or of usable memory that no table tells of.
  private func forEachRun(
    in window: Range<UInt64>, _ body: (Range<UInt64>, FrameOwner?) -> Void
  ) {
    var at = window.lowerBound
    var next = owners.firstIndex(endingBehind: at)
    var piece = 0
    while at < window.upperBound {
      var limit = window.upperBound
      if next < owners.runs.count {
        let run = owners.runs[next]
        if run.frames.lowerBound <= at {
          let stop = min(run.frames.upperBound, limit)
          body(at..<stop, run.owner)
          at = stop
          next += 1
          continue
        }
        limit = min(limit, run.frames.lowerBound)
      }
      while pieces[piece].frames.upperBound <= at { piece += 1 }
      let stop = min(limit, pieces[piece].frames.upperBound)
      body(at..<stop, pieces[piece].owner)
      at = stop
    }
  }
}

extension FrameUses {
  /// The map cut at every border of a region; where regions overlap the first one counts.
  private static func pieces(of map: MemoryMap, bitmap: Range<UInt64>) -> [Piece] {
    var borders: Set<UInt64> = [0, .max, bitmap.lowerBound, bitmap.upperBound]
    for region in map.regions { borders.formUnion([region.startFrame, region.endFrame]) }
    let sorted = borders.sorted()
    return zip(sorted, sorted.dropFirst()).map { start, end in
      let isBitmap = bitmap.contains(start)
      return Piece(
        frames: start..<end, owner: isBitmap ? .kernel : owner(of: map.kind(ofFrame: start)))
    }
  }

  /// Who has the frames of a region that no table tells of; `nil` for usable memory.
  private static func owner(of kind: MemoryRegion.Kind?) -> FrameOwner? {
    switch kind {
    case .usable: nil
    case .kernel, .bootInfo, .bootloader, .package, .inUse: .kernel
    case .kernelStack: .stack
    case .pageTable: .table
    case .reserved, .acpiReclaimable, .acpiNvs, .badMemory, .frameZero, .empty, nil:
      .reserved
    }
  }

  /// Behind the last usable frame, what the firmware lists without a gap above it, and whatever
  /// page tables lead to.
  private static func end(of kernel: Kernel, _ owners: FrameOwners) -> UInt64 {
    var end = kernel.firmware.filter { $0.type == .usable }.map(\.end).max() ?? 0
    while let more = kernel.firmware.first(where: { $0.start <= end && $0.end > end }) {
      end = more.end
    }
    let frames = max((end + 4095) >> 12, owners.runs.last?.frames.upperBound ?? 0)
    return min(max(1, frames), 1 << 40)
  }
}
