import MemoryCore
public import Simulation

extension RegisterError {
  /// What was wrong, in one sentence without a full stop.
  public var message: String {
    switch self {
    case .reservedBits(let register, let bits):
      "the bits \(NumberText.hex(bits)) of \(register.rawValue) cannot be set: they are reserved,"
        + " or belong to features that this CPU lacks"
    case .fixed(let register, let bits):
      "\(Self.names(of: bits, in: register)) cannot change while the CPU runs in long mode with"
        + " paging; the other fields can be set one by one, as in set cr4.smep=1"
    case .notWriteThroughWithCache: "cr0.nw can only be 1 while cr0.cd is 1"
    case .notABit(let field, let value):
      "\(field.name) is a single bit: 0 or 1, not \(NumberText.value(value))"
    case .unknownMSR(let number):
      "there is no model-specific register \(NumberText.hex(UInt64(number)))"
    }
  }

  /// "cr4.pae", "cr0.pe and cr0.pg": the fields that bits are.
  private static func names(of bits: UInt64, in register: RegisterField.Register) -> String {
    let names = RegisterField.all
      .filter { field in field.register == register && field.bit.map { bits >> $0 & 1 == 1 } == true
      }
      .map(\.name)
    guard !names.isEmpty else { return "the bits \(NumberText.hex(bits)) of \(register.rawValue)" }
    return names.joined(separator: " and ")
  }

  /// What was wrong, without what would be right.
  var shortMessage: String {
    switch self {
    case .reservedBits(let register, _): "bits of \(register.rawValue) are reserved"
    case .fixed(let register, _): "bits of \(register.rawValue) cannot change in long mode"
    case .notWriteThroughWithCache: "cr0.nw can only be 1 while cr0.cd is 1"
    case .notABit(let field, _): "\(field.name) is a single bit"
    case .unknownMSR: "there is no such register"
    }
  }
}

extension HardwareFault {
  /// "page fault at 0x1000_0000 (error code 0x7: the P1 entry is not present)".
  public var message: String {
    switch self {
    case .generalProtection(let address):
      "general-protection fault: \(NumberText.address(address.rawValue)) is no canonical address"
    case .pageFault(let fault):
      "page fault at \(NumberText.address(fault.address.rawValue)) (error code"
        + " \(NumberText.hex(UInt64(fault.code.rawValue))): \(fault.reason.message))"
    }
  }
}

extension FaultReason {
  /// What was wrong, as a part of a sentence.
  public var message: String {
    switch self {
    case .notPresent(let level): "the \(level.text) entry is not present"
    case .reservedBits(let level, let bits):
      "the \(level.text) entry has the reserved bits \(NumberText.hex(bits)) set"
    case .supervisorPage(let place): "\(place.text) does not let user mode in"
    case .readOnly(let place): "\(place.text) does not allow writes"
    case .noExecute(let place): "\(place.text) forbids execution"
    case .userPageExecutedByKernel: "SMEP keeps the kernel from executing user pages"
    case .userPageAccessedByKernel: "SMAP keeps the kernel from user pages while AC is 0"
    case .protectionKey(let key): "PKRU forbids it for pages of protection key \(key)"
    }
  }
}

extension FaultReason.Place {
  fileprivate var text: String {
    switch self {
    case .entry(let level): "the \(level.text) entry"
    case .tlb: "the TLB"
    }
  }
}
