import Testing

@testable import MemoryCore

@Suite struct AddressTests {
  @Test func nonCanonicalAddressNamesItsBits() {
    #expect(throws: VirtualAddressNotValid(bits: 2)) {
      try VirtualAddress(validating: 0x1_0000_0000_0000)
    }
    #expect(throws: PhysicalAddressNotValid(bits: 1)) {
      try PhysicalAddress(validating: 1 << 52)
    }
  }

  @Test func pagesJumpOverTheNonCanonicalHole() {
    let last = Page<Size4KiB>(containing: VirtualAddress(0x7fff_ffff_f000))
    #expect(last.advanced(by: 1)?.start.rawValue == 0xffff_8000_0000_0000)
    let veryLast = Page<Size4KiB>(containing: VirtualAddress(truncating: .max))
    #expect(veryLast.advanced(by: 1) == nil)
  }
}
