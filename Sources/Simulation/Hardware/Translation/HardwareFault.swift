/// An exception that the CPU raises instead of completing an access.
public enum HardwareFault: Error, Hashable, Sendable {
  /// #PF, vector 14.
  case pageFault(PageFault)
  /// #GP(0), vector 13: the address is not canonical.
  case generalProtection(LinearAddress)

  /// The number of the exception.
  public var vector: UInt8 {
    switch self {
    case .pageFault: 14
    case .generalProtection: 13
    }
  }

  /// What the CPU pushes for the handler.
  public var errorCode: UInt32 {
    switch self {
    case .pageFault(let fault): fault.code.rawValue
    case .generalProtection: 0
    }
  }
}

/// A page fault.
public struct PageFault: Hashable, Sendable {
  /// The first byte that could not be accessed: the value of CR2.
  public let address: LinearAddress
  /// What the handler is told.
  public let code: PageFaultCode
  /// What was wrong, for explanations.
  public let reason: FaultReason
}
