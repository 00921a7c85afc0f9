/// A stretch of physical memory with one purpose, in whole 4 KiB frames.
public struct MemoryRegion: Equatable, Sendable {
  /// The number of the first frame.
  public var startFrame: UInt64
  /// The number of the first frame behind the region.
  public var endFrame: UInt64
  /// What the frames are for.
  public var kind: Kind

  /// The frames from `startFrame` up to but not including `endFrame`.
  public init(frames: Range<UInt64>, kind: Kind) {
    startFrame = frames.lowerBound
    endFrame = frames.upperBound
    self.kind = kind
  }

  /// The bytes from `start` up to `end`, rounded outward to whole frames, as bootloader 0.9 does.
  public init(start: UInt64, end: UInt64, kind: Kind) {
    precondition(start <= end, "a region ends behind its start")
    startFrame = start >> 12
    endFrame = end == start ? startFrame : ((end &- 1) >> 12) + 1
    self.kind = kind
  }

  /// How many frames the region holds.
  public var frameCount: UInt64 { endFrame &- startFrame }

  /// Whether the region holds no frame.
  public var isEmpty: Bool { startFrame == endFrame }

  /// The physical address of the first byte.
  public var start: UInt64 { startFrame << 12 }

  /// The physical address behind the last byte.
  public var end: UInt64 { endFrame << 12 }
}

extension MemoryRegion {
  /// The region types of bootloader 0.9.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// Free for the kernel.
    case usable
    /// In use already.
    case inUse
    /// Kept by the hardware.
    case reserved
    /// ACPI tables, free once they have been read.
    case acpiReclaimable
    /// ACPI non-volatile storage.
    case acpiNvs
    /// Broken memory.
    case badMemory
    /// The kernel's code and data.
    case kernel
    /// The kernel's stack.
    case kernelStack
    /// Page tables made before the kernel started.
    case pageTable
    /// The bootloader's own code.
    case bootloader
    /// The frame at address zero, kept free so that null stays invalid.
    case frameZero
    /// A region without frames.
    case empty
    /// What the bootloader tells the kernel.
    case bootInfo
    /// A package loaded with the kernel.
    case package
  }
}
