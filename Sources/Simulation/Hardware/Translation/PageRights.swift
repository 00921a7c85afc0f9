import MemoryCore

/// What the entries on the way to a page allow together (Intel SDM vol. 3, 4.6).
///
///      11  8 7  5   4       3       2     1      0
///     | key |  0  | global | dirty | XD | user | writable |
struct PageRights: OptionSet {
  var rawValue: UInt64

  static let writable = Self(rawValue: 1)
  static let user = Self(rawValue: 2)
  static let noExecute = Self(rawValue: 4)
  static let dirty = Self(rawValue: 8)
  static let global = Self(rawValue: 16)

  var key: UInt8 { UInt8(truncatingIfNeeded: rawValue &>> 8 & 15) }

  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Writable and user if all entries are, not executable if one is not; the key is the last's.
  init(_ path: PathBits, key: UInt8) {
    // Bits 1 and 2 of an entry are bits 0 and 1 here, and bit 63 is bit 2.
    rawValue = path.all &>> 1 & 3 | (path.any &>> 63) &<< 2 | UInt64(key) &<< 8
  }

  /// Why the access is forbidden, as far as these rights tell; `nil` if it is allowed.
  @inline(__always)
  func violation(
    by request: AccessRequest, _ registers: ControlRegisters
  ) -> FaultReason? {
    if request.mode == .user, !contains(.user) { return .supervisorPage(.tlb) }
    switch request.kind {
    case .read: break
    case .write:
      if !contains(.writable), request.mode == .user || registers.cr0[.wp] {
        return .readOnly(.tlb)
      }
    case .execute:
      if contains(.noExecute) { return .noExecute(.tlb) }
    }
    guard contains(.user) else { return nil }
    return userPageViolation(by: request, registers.cr0, registers.cr4, registers.pkru)
  }

  // The registers come one by one: a copy of all would cost every walk more than the call.
  @inline(never)
  private func userPageViolation(
    by request: AccessRequest, _ cr0: CR0, _ cr4: CR4, _ pkru: PKRU
  ) -> FaultReason? {
    if request.mode == .kernel {
      if request.kind == .execute {
        if cr4[.smep] { return .userPageExecutedByKernel }
      } else if cr4[.smap], !request.allowsUserPages {
        return .userPageAccessedByKernel
      }
    }
    return keyForbids(request, cr0, cr4, pkru) ? .protectionKey(key) : nil
  }

  /// Whether the protection key forbids the access, whatever else does.
  func keyForbids(_ request: AccessRequest, _ cr0: CR0, _ cr4: CR4, _ pkru: PKRU) -> Bool {
    guard cr4[.pke], contains(.user), request.kind != .execute else { return false }
    if pkru[.ad(key)] { return true }
    return request.kind == .write && pkru[.wd(key)] && (request.mode == .user || cr0[.wp])
  }
}
