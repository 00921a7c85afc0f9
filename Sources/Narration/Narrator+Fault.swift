import MemoryCore
import Script
import Simulation

/// Faults: who did what, which right was missing where, and what the kernel made of it.
extension Narrator {
  func faulted(_ fault: HardwareFault, _ handling: FaultHandling) -> [String] {
    switch fault {
    case .generalProtection(let address):
      let place = NumberText.address(address.rawValue)
      return [
        "\(place) is no canonical address, so the CPU raised a general-protection fault before any"
          + " walk; the kernel has no handler, and a program would be ended.",
        "\(place) is not canonical: a general-protection fault.",
      ]
    case .pageFault(let fault): return faulted(fault, handling)
    }
  }

  private func faulted(_ fault: PageFault, _ handling: FaultHandling) -> [String] {
    let place = NumberText.address(fault.address.rawValue)
    let code = NumberText.hex(UInt64(fault.code.rawValue))
    let subject = isUser(fault) ? "user mode" : "the kernel"
    let reason = fault.reason.message
    let bits = fault.code.words.joined(separator: ", ")
    switch handling {
    case .unhandled:
      let end =
        isUser(fault)
        ? "the kernel has no handler for it and would end the program"
        : "it is the kernel's own, and a real machine stops here"
      return [
        sentence(
          "\(subject) \(verb(fault)) \(place), but \(reason): page fault \(code) (\(bits)); \(end)"),
        sentence("\(subject) \(verb(fault)) \(place), but \(reason): page fault \(code)"),
        sentence("page fault \(code) at \(place): \(reason)"),
        sentence("page fault \(code): \(reason)"),
      ]
    case .spurious(let access, _):
      let value = NumberText.value(access.value)
      return [
        sentence(
          "\(subject) \(verb(fault)) \(place), and \(reason), which is stale: page fault \(code)"
            + " (\(bits)) dropped the entry, the kernel found that the tables allow it, and the"
            + " access went through again with \(value)"),
        sentence(
          "page fault \(code): the TLB was stale, the tables allow it; the repeated access went"
            + " through"),
        sentence("page fault \(code): the TLB was stale; repeated, the access went through"),
      ]
    }
  }

  private func isUser(_ fault: PageFault) -> Bool {
    if case .access(.memory(let access)) = step.command { return access.isUser }
    return fault.code.contains(.user)
  }

  private func verb(_ fault: PageFault) -> String {
    // The code tells a fetch from a read only with SMEP or no-execute on; the command always.
    if case .access(.memory(let access)) = step.command, access.kind == .execute {
      return "fetched from"
    }
    if fault.code.contains(.instructionFetch) { return "fetched from" }
    return fault.code.contains(.write) ? "wrote to" : "read from"
  }
}

extension PageFaultCode {
  /// What the bits say, the lowest first.
  fileprivate var words: [String] {
    var words = [contains(.present) ? "a right is missing" : "not present"]
    if contains(.reservedBit) { words[0] = "reserved bit" }
    let isFetch = contains(.instructionFetch)
    words.append(contains(.write) ? "write" : isFetch ? "fetch" : "read")
    words.append(contains(.user) ? "user" : "kernel")
    if contains(.protectionKey) { words.append("protection key") }
    return words
  }
}
