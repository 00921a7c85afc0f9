/// What a command that sets the machine up did.
public enum BootOutcome: Equatable, Sendable {
  /// A stage of the boot is done.
  case done(BootReport)
}

/// What a stage of the boot made.
public struct BootReport: Equatable, Sendable {
  /// The stage.
  public var stage: BootStage
  /// How many usable frames the memory map has after the stage.
  public var usableFrames: UInt64
  /// How many regions it has.
  public var regions: Int
  /// The frames that page tables took in this stage.
  public var tables: Int
  /// The frames that were taken for other ends in this stage.
  public var frames: UInt64
  /// The pages of 1 GiB that map physical memory.
  public var giantPages: UInt64
  /// The pages of 2 MiB that map physical memory.
  public var largePages: UInt64
}

extension BootOutcome {
  func forEachPlace(_ visit: (Place) -> Void) {
    switch self {
    case .done: break
    }
  }
}
