import MemoryCore

/// Where the bootloader puts the kernel in physical memory.
public struct KernelPlacement: Equatable, Sendable {
  /// The frames of the kernel's image.
  public let kernel: Range<UInt64>
  /// The frames of the kernel's stack.
  public let stack: Range<UInt64>
  /// The frame of the boot information.
  public let bootInfo: Range<UInt64>

  /// Chooses frames in a map's usable regions and marks them.
  ///
  /// The image lies at 4 MiB if it can, as bootloader 0.9 loads it there; image and stack take at
  /// most a sixteenth of the memory each, so that small machines boot, too.
  init(marking map: inout MemoryMap) throws(Refusal) {
    let usable = map.usableFrameCount
    if map.kind(ofFrame: 0) == .usable { try Self.mark(0..<1, .frameZero, in: &map) }
    kernel = try Self.place(min(467, max(1, usable / 16)), preferring: 0x400, in: map)
    try Self.mark(kernel, .kernel, in: &map)
    bootInfo = try Self.place(1, preferring: 0xe, in: map)
    try Self.mark(bootInfo, .bootInfo, in: &map)
    stack = try Self.place(min(512, max(1, usable / 16)), preferring: 0x100, in: map)
    try Self.mark(stack, .kernelStack, in: &map)
  }

  /// `count` usable frames in a row: from `wanted` on if they are there, else the first that are
  /// above it, else the first at all.
  private static func place(
    _ count: UInt64, preferring wanted: UInt64, in map: MemoryMap
  ) throws(Refusal) -> Range<UInt64> {
    // Regions that touch stay apart: what is marked has to lie in one of them.
    let runs = map.regions.filter { $0.kind == .usable }.map { $0.startFrame..<$0.endFrame }
    for floor in [wanted, 0] {
      for run in runs {
        var start = max(run.lowerBound, floor)
        // Firmware may list frames twice, and the bootloader only cuts usable regions' ends.
        while let twice = map.regions.first(where: {
          $0.kind != .usable && $0.startFrame < start + count && start < $0.endFrame
        }) {
          start = twice.endFrame
        }
        if start < run.upperBound, run.upperBound - start >= count { return start..<start + count }
      }
    }
    let largest = runs.map { UInt64($0.count) }.max() ?? 0
    throw .boot(.kernelDoesNotFit(neededFrames: count, largestRun: largest))
  }

  private static func mark(
    _ frames: Range<UInt64>, _ kind: MemoryRegion.Kind, in map: inout MemoryMap
  ) throws(Refusal) {
    do {
      try map.mark(MemoryRegion(frames: frames, kind: kind))
    } catch {
      throw .boot(.memoryMap(error))
    }
  }
}
