import MemoryCore

/// Verifies address arithmetic: canonical form, indices, pages, alignment.
struct AddressVerifier: Verifier {
  /// A case of `mapper/addr.jsonl`.
  struct Case: Decodable {
    let input: HexNumber
    let virt_try_new: JSONValue
    let virt_new_truncate: HexNumber
    let phys_try_new: JSONValue
    let phys_new_truncate: HexNumber
    let indices: [WholeNumber]
    let page_offset: WholeNumber
    let page_4k: HexNumber
    let page_2m: HexNumber
    let page_1g: HexNumber
    let page_from_indices: HexNumber
    let next_page_4k: HexNumber?
    let align_down_up_4k_2m_1g: [[HexNumber]]
  }

  private let answer: Case

  init(_ answer: Case) { self.answer = answer }

  mutating func run(_ checks: inout CaseChecks) {
    let input = answer.input.value
    checks.compare(
      Self.virtual(input), expected: answer.virt_try_new, at: "virt_try_new")
    checks.compare(
      Self.physical(input), expected: answer.phys_try_new, at: "phys_try_new")
    checks.compare(
      HexNumber(PhysicalAddress(truncating: input).rawValue),
      expected: answer.phys_new_truncate, at: "phys_new_truncate")
    let address = VirtualAddress(truncating: input)
    checks.compare(
      HexNumber(address.rawValue), expected: answer.virt_new_truncate, at: "virt_new_truncate")
    checkPages(of: address, &checks)
    let low = input & 0x0fff_ffff_ffff_ffff
    let aligned = [Size4KiB.bytes, Size2MiB.bytes, Size1GiB.bytes].map {
      [HexNumber(low.alignedDown(to: $0)), HexNumber(low.alignedUp(to: $0))]
    }
    checks.compare(
      rows: aligned, expected: answer.align_down_up_4k_2m_1g, at: "align_down_up_4k_2m_1g")
  }

  private func checkPages(of address: VirtualAddress, _ checks: inout CaseChecks) {
    let levels = [PageTableLevel.p4, .p3, .p2, .p1]
    let indices = levels.map { address.index(at: $0) }
    checks.compare(
      rows: indices.map { WholeNumber(UInt64($0.rawValue)) }, expected: answer.indices,
      at: "indices")
    checks.compare(
      WholeNumber(address.pageOffset), expected: answer.page_offset, at: "page_offset")
    checks.compare(
      Self.page(Size4KiB.self, address), expected: answer.page_4k, at: "page_4k")
    checks.compare(
      Self.page(Size2MiB.self, address), expected: answer.page_2m, at: "page_2m")
    checks.compare(
      Self.page(Size1GiB.self, address), expected: answer.page_1g, at: "page_1g")
    let rebuilt = Page(p4: indices[0], p3: indices[1], p2: indices[2], p1: indices[3])
    checks.compare(
      HexNumber(rebuilt.start.rawValue), expected: answer.page_from_indices,
      at: "page_from_indices")
    let next = Page<Size4KiB>(containing: address).advanced(by: 1)
    checks.compare(
      next.map { HexNumber($0.start.rawValue) }, expected: answer.next_page_4k,
      at: "next_page_4k")
  }

  private static func page<Size: PageSize>(
    _: Size.Type, _ address: VirtualAddress
  ) -> HexNumber {
    HexNumber(Page<Size>(containing: address).start.rawValue)
  }

  private static func virtual(_ number: UInt64) -> JSONValue {
    do {
      return .hex(try VirtualAddress(validating: number).rawValue)
    } catch {
      return ["err": "VirtAddrNotValid", "bits": .hex(error.bits)]
    }
  }

  private static func physical(_ number: UInt64) -> JSONValue {
    do {
      return .hex(try PhysicalAddress(validating: number).rawValue)
    } catch {
      return ["err": "PhysAddrNotValid", "bits": .hex(error.bits)]
    }
  }
}
