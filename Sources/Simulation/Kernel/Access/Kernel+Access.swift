import MemoryCore

/// The commands on memory as a program or the kernel uses it, on the TLB and on registers.
extension Kernel {
  @inline(never)
  mutating func perform<P: PhysicalMemory>(
    _ command: AccessCommand, _ program: Program, on hardware: inout Hardware<P>
  ) throws(Refusal) -> AccessOutcome {
    switch command {
    case .memory(let access):
      try require(.tables)
      return try perform(access, program, on: &hardware)
    case .flush(let operand):
      guard let operand else {
        hardware.flushTLB()
        return .flushed(nil)
      }
      let address = LinearAddress(try virtual(operand, program))
      hardware.invalidatePage(address)
      return .flushed(address)
    case .set(let name, let value):
      guard let field = RegisterField(named: name) else { throw .access(.unknownField(name)) }
      let before = hardware.registers.value(of: field)
      do {
        try hardware.set(field, to: value)
      } catch {
        throw .access(.register(error))
      }
      return .registerSet(
        field: field, before: before, after: hardware.registers.value(of: field))
    case .physicalRead(let operand):
      let address = try wordAddress(operand, program)
      return .physical(address, word: hardware.physical.load(address), before: nil)
    case .physicalWrite(let operand, let value):
      let address = try wordAddress(operand, program)
      let before = hardware.physical.peek(address)
      hardware.physical.store(value, at: address)
      return .physical(address, word: value, before: before)
    }
  }

  private mutating func perform<P: PhysicalMemory>(
    _ access: MemoryAccess, _ program: Program, on hardware: inout Hardware<P>
  ) throws(Refusal) -> AccessOutcome {
    guard let size = AccessSize(rawValue: UInt64(max(0, access.size))) else {
      throw .operand(
        .outOfRange(argument: "size", value: UInt64(max(0, access.size)), allowed: 1...8))
    }
    var request = AccessRequest(
      .read, at: LinearAddress(try virtual(access.address, program)),
      mode: access.isUser ? .user : .kernel, size: size,
      allowsUserPages: access.alignmentCheck)
    switch access.kind {
    case .read: break
    case .execute: request.kind = .execute
    case .write(let value):
      guard access.size == 8 || value >> UInt64(8 * access.size) == 0 else {
        throw .access(.valueTooLarge(value, bytes: access.size))
      }
      request.kind = .write
      request.value = value
    }
    let faulting = hardware.ram.begin()
    do {
      let done = try hardware.access(request)
      if done.first.origin != .walk { hardware.ram.note(.access(.hitTLB)) }
      return .accessed(done, bytes: size.rawValue)
    } catch {
      faultCount += 1
      let handling = handle(error, of: request, on: &hardware)
      hardware.ram.end(faulting, .access(.fault(error)))
      return .faulted(error, handling)
    }
  }

  /// The page-fault handler. It can help only where the tables allow the access already: the CPU
  /// has dropped the stale translation with the fault, and the access is made again.
  private func handle<P: PhysicalMemory>(
    _ fault: HardwareFault, of request: AccessRequest, on hardware: inout Hardware<P>
  ) -> FaultHandling {
    guard case .pageFault(let fault) = fault, fault.reason.isFromTLB else { return .unhandled }
    guard let again = try? hardware.access(request) else { return .unhandled }
    hardware.ram.note(.access(.repeatAccess))
    return .spurious(again, bytes: request.size.rawValue)
  }

  private func wordAddress(
    _ operand: Operand, _ program: Program
  ) throws(Refusal) -> PhysicalAddress {
    let address = try physical(operand, program)
    guard address < memoryEnd else { throw .operand(.beyondMemory(address, limit: memoryEnd)) }
    guard address % 8 == 0 else { throw .operand(.unaligned(address, to: 8)) }
    return PhysicalAddress(address)
  }
}

extension FaultReason {
  /// Whether the TLB refused the access, so that the tables may say otherwise.
  var isFromTLB: Bool {
    switch self {
    case .supervisorPage(.tlb), .readOnly(.tlb), .noExecute(.tlb): true
    case .notPresent, .reservedBits, .supervisorPage(.entry), .readOnly(.entry), .noExecute(.entry),
      .userPageExecutedByKernel, .userPageAccessedByKernel, .protectionKey:
      false
    }
  }
}
