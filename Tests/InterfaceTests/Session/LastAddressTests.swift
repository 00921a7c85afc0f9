import Testing

@testable import Interface

/// The last page of the address space, behind which there is no address.
@Suite struct LastAddressTests {
  private static let page = "map 0xffff_ffff_ffff_f000"

  @Test(arguments: [
    [page], ["map 0xffff_ffff_ffe0_0000 size=2M"], [page, "unmap 0xffff_ffff_ffff_f000"],
    ["translate 0xffff_ffff_ffff_ffff"], [page, "translate 0xffff_ffff_ffff_ffff"],
    ["read 0xffff_ffff_ffff_ffff"], [page, "write 0xffff_ffff_ffff_ffff = 1 size=1"],
    [page, "read 0xffff_ffff_ffff_fffd"], [page, "write 0xffff_ffff_ffff_fff8 = 1"],
    ["show heap at=0xffff_ffff_ffff_ffff"], ["show tables at=0xffff_ffff_ffff_ffff"],
    [page, "show heap at=0xffff_ffff_ffff_ffff"], ["show frames at=0xffff_ffff_ffff_ffff"],
    [page, "flush page=0xffff_ffff_ffff_ffff"], ["find address 0xffff_ffff_ffff_ffff"],
  ])
  func isDrawn(lines: [String]) throws {
    for size in [(80, 24), (160, 60)] {
      var interface = try KeyedInterface.booted(size.0, size.1)
      for line in lines {
        interface.command(line)
        #expect(interface.rows[0].contains("machine"))
      }
    }
  }
}
