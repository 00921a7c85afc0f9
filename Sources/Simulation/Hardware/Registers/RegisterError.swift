/// Why the CPU refuses a new value of a register (a general-protection fault on a real one).
public enum RegisterError: Error, Hashable, Sendable {
  /// The bits are reserved, or belong to features that this CPU lacks.
  case reservedBits(RegisterField.Register, UInt64)
  /// The bits cannot change while the CPU is in long mode with paging.
  case fixed(RegisterField.Register, UInt64)
  /// CR0.NW may only be set together with CR0.CD.
  case notWriteThroughWithCache
  /// A bit was to be set to something else than 0 or 1.
  case notABit(RegisterField, UInt64)
  /// There is no such model-specific register.
  case unknownMSR(UInt32)
}
