public import Simulation

/// What `expect` demands of the command before it, or of the state behind it.
public enum Expectation: Equatable, Sendable {
  /// A figure compares so with a number.
  case figure(Comparison)
  /// The access before it faulted in this way.
  case fault(FaultExpectation)
  /// The command before it was refused, or found no memory: one of `Refusal.words`.
  case error(String)
}

/// A fault that a script expects.
public enum FaultExpectation: Equatable, Sendable {
  /// A page fault with this error code.
  case pageFault(code: UInt32)
  /// A general-protection fault, `gp` in scripts.
  case generalProtection

  /// Whether the fault is the expected one.
  public func matches(_ fault: HardwareFault) -> Bool {
    switch (self, fault) {
    case (.pageFault(let code), .pageFault): code == fault.errorCode
    case (.generalProtection, .generalProtection): true
    default: false
    }
  }
}
