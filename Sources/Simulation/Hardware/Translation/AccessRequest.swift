/// What an access does with memory.
public enum AccessKind: Hashable, Sendable {
  /// Reads data.
  case read
  /// Writes data.
  case write
  /// Fetches an instruction.
  case execute
}

/// The privilege with which code runs.
public enum PrivilegeMode: Hashable, Sendable {
  /// Rings 0 to 2: a supervisor-mode access.
  case kernel
  /// Ring 3.
  case user
}

/// The number of bytes of one access.
public enum AccessSize: UInt64, CaseIterable, Sendable {
  /// 8 bits.
  case byte = 1
  /// 16 bits.
  case word = 2
  /// 32 bits.
  case doubleword = 4
  /// 64 bits.
  case quadword = 8
}

/// An access that an instruction makes through the MMU.
public struct AccessRequest: Hashable, Sendable {
  /// Read, write or fetch.
  public var kind: AccessKind
  /// Who runs the instruction.
  public var mode: PrivilegeMode
  /// The first byte.
  public var address: LinearAddress
  /// How many bytes.
  public var size: AccessSize
  /// What a write stores; only the low `size` bytes count.
  public var value: UInt64
  /// RFLAGS.AC: with CR4.SMAP, whether the kernel may read and write user pages.
  public var allowsUserPages: Bool

  /// An access; of the kernel, with eight bytes and AC = 0 unless told otherwise.
  public init(
    _ kind: AccessKind, at address: LinearAddress, mode: PrivilegeMode = .kernel,
    size: AccessSize = .quadword, value: UInt64 = 0, allowsUserPages: Bool = false
  ) {
    self.kind = kind
    self.mode = mode
    self.address = address
    self.size = size
    self.value = value
    self.allowsUserPages = allowsUserPages
  }

  var purpose: AccessPurpose { .data(address, kind) }
}
