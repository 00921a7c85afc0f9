import MemoryCore
import Simulation

/// Verifies the simulated CPU's address translation: where every access goes or how it faults,
/// and the accessed and dirty bits that it sets.
struct MMUVerifier: Verifier {
  /// A document of `mmu/`.
  struct Case: Decodable {
    let cr0: HexNumber
    let cr3: HexNumber
    let cr4: HexNumber
    let efer: HexNumber
    let pkru: HexNumber?
    let memory: [[HexNumber]]
    let accesses: [Access]
    let expect: Expectation
  }

  /// One access.
  struct Access: Decodable, CustomStringConvertible {
    let kind: String
    let mode: String
    let va: HexNumber
    let size: WholeNumber?
    let ac: Bool?

    var description: String { "(\(mode) \(kind) at \(va))" }
  }

  /// What the accesses do.
  struct Expectation: Decodable {
    let results: [Outcome]
  }

  /// What one access does: it goes to `pa`, or it faults.
  struct Outcome: Decodable {
    let ok: Bool
    let pa: JSONValue?
    let fault: JSONValue?
    let updates: [[HexNumber]]?
  }

  /// The CPU that gave the answers has so many.
  private static let physicalAddressBits = 40

  private let answer: Case
  private var hardware: Hardware<SimulatedMemory>

  init(_ answer: Case) throws(CaseProblem) {
    self.answer = answer
    let size = UInt64(1) << UInt64(Self.physicalAddressBits)
    guard answer.cr3.value < size else {
      throw CaseProblem("cr3 \(answer.cr3) has bits beyond 2^\(Self.physicalAddressBits)")
    }
    let (cr0, cr4) = (CR0(rawValue: answer.cr0.value), CR4(rawValue: answer.cr4.value))
    let efer = EFER(rawValue: answer.efer.value)
    guard cr0[.pe], cr0[.pg], cr4[.pae], efer[.lme] else { throw CaseProblem("not in long mode") }
    var memory = SimulatedMemory(size: size)
    for row in answer.memory {
      guard row.count == 2, row[0].value < size, row[0].value % 8 == 0 else {
        let address = row.first.map { "\($0)" } ?? "nowhere"
        throw CaseProblem("memory at \(address) is no word below 2^\(Self.physicalAddressBits)")
      }
      memory.store(row[1].value, at: PhysicalAddress(row[0].value))
    }
    let registers = ControlRegisters(
      cr0: cr0, cr3: CR3(rawValue: answer.cr3.value), cr4: cr4, efer: efer,
      pkru: PKRU(rawValue: answer.pkru?.value ?? 0))
    hardware = Hardware(
      memory: memory, registers: registers, physicalAddressBits: Self.physicalAddressBits)
  }

  mutating func run(_ checks: inout CaseChecks) throws(CaseProblem) {
    let results = answer.expect.results
    guard answer.accesses.count == results.count else {
      throw CaseProblem("\(answer.accesses.count) accesses, but \(results.count) results")
    }
    for (n, access) in answer.accesses.enumerated() {
      let place = "operation \(n) \(access)"
      guard let request = Self.request(for: access) else {
        throw CaseProblem("\(place): an unknown kind, mode or size")
      }
      hardware.flushTLB()
      let (result, recording) = hardware.recorded { recording throws(HardwareFault) in
        try recording.translate(request).physical
      }
      let expected: JSONValue =
        results[n].ok ? ["pa": results[n].pa ?? .null] : results[n].fault ?? .null
      checks.compare(found(result), expected: expected, at: place)
      if results[n].ok, let updates = results[n].updates {
        checks.compare(
          rows: Self.netChanges(in: recording.accesses), expected: Self.sorted(updates),
          at: "\(place): updates")
      }
    }
  }

  private func found(_ result: Result<PhysicalAddress, HardwareFault>) -> JSONValue {
    switch result {
    case .success(let address): return ["pa": .hex(address.rawValue)]
    case .failure(let fault):
      var fields: [String: JSONValue] = [
        "vector": .integer(Int128(fault.vector)), "error_code": .integer(Int128(fault.errorCode)),
      ]
      if case .pageFault = fault { fields["cr2"] = .hex(hardware.registers.cr2.rawValue) }
      return .object(fields)
    }
  }

  private static func request(for access: Access) -> AccessRequest? {
    let kinds: [String: AccessKind] = ["read": .read, "write": .write, "execute": .execute]
    let modes: [String: PrivilegeMode] = ["kernel": .kernel, "user": .user]
    guard let kind = kinds[access.kind], let mode = modes[access.mode],
      let size = AccessSize(rawValue: access.size?.value ?? 1)
    else { return nil }
    return AccessRequest(
      kind, at: LinearAddress(access.va.value), mode: mode, size: size,
      allowsUserPages: access.ac ?? false)
  }

  /// Address, word before and word after of every word that is another one after the accesses.
  private static func netChanges(in accesses: [RecordedAccess]) -> [[HexNumber]] {
    var changes: [UInt64: (before: UInt64, after: UInt64)] = [:]
    for access in accesses {
      guard case .store(let previous) = access.kind else { continue }
      let address = access.address.rawValue
      changes[address] = (changes[address]?.before ?? previous, access.word)
    }
    let changed = changes.filter { $0.value.before != $0.value.after }
    return sorted(changed.map { [$0.key, $0.value.before, $0.value.after].map(HexNumber.init) })
  }

  private static func sorted(_ rows: [[HexNumber]]) -> [[HexNumber]] {
    rows.sorted { $0.lexicographicallyPrecedes($1) { $0.value < $1.value } }
  }
}
