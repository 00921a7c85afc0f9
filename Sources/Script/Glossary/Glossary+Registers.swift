extension Glossary {
  static let registers: [Term] =
    [
      Term(
        "CR0", [],
        "The register of protection, paging and caching as a whole: PE, WP, PG and others.",
        [.intel("vol. 3A, 2.5"), .crate("x86_64: registers::control::Cr0")], see: "show machine"),
      Term(
        "CR2", [],
        "The register into which a page fault puts the address that was used. It keeps it until the "
          + "next page fault.",
        [.intel("vol. 3A, 2.5"), .paging("7"), .crate("x86_64: registers::control::Cr2")],
        see: "read 0x7777_0000", "show machine"),
      Term(
        "CR3", ["page-table base", "PDBR"],
        "The register with the physical address of the root table, and PWT and PCD for it. To load it "
          + "makes the TLB forget all that is not global (with PCIDs, at most what has the loaded one).",
        [.paging("5.2"), .crate("x86_64: registers::control::Cr3")], see: "show machine"),
      Term(
        "CR4", [],
        "The register that switches features on: PAE, PGE, SMEP, SMAP, PKE, LA57 and others.",
        [.intel("vol. 3A, 2.5"), .crate("x86_64: registers::control::Cr4")], see: "show machine"),
      Term(
        "EFER", ["extended feature enable register", "IA32_EFER"],
        "A model-specific register, number 0xc000_0080, with the bits of 64-bit mode: LME, LMA, NXE "
          + "and SCE.",
        [.intel("vol. 3A, 2.2.1"), .crate("x86_64: registers::model_specific::Efer")],
        see: "show machine"),
      Term(
        "PKRU", (0..<16).flatMap { ["pkru.ad\($0)", "pkru.wd\($0)"] },
        "The register with two bits for each protection key: AD forbids data accesses to user pages of "
          + "that key, WD writes (in supervisor mode only if CR0.WP is set). Fetches are not checked.",
        [.paging("6.2"), .linux("arch/x86/include/asm/pkru.h")],
        see: "set pkru.ad1=1", "show machine"),
    ] + cr0 + cr4 + efer

  /// The bits of CR0 and CR3.
  private static let cr0: [Term] = [
    bit(
      "PE", "cr0", "protection enable",
      "Protected mode. Paging needs it; always set in 64-bit mode.",
      "2.5"),
    bit("MP", "cr0", "monitor coprocessor", "WAIT, too, heeds CR0.TS.", "2.5"),
    bit(
      "EM", "cr0", "emulation",
      "There is no floating-point unit: its instructions raise #UD or #NM.",
      "2.5"),
    bit(
      "TS", "cr0", "task switched",
      "The next floating-point or SSE instruction raises #NM, so that the kernel can change their "
        + "registers only when they are used.", "2.5"),
    bit("ET", "cr0", "extension type", "Told the 387 from the 287; always 1 today.", "2.5"),
    bit("NE", "cr0", "numeric error", "Floating-point errors raise #MF.", "2.5"),
    bit(
      "WP", "cr0", "write protect",
      "Supervisor mode, too, must not write to read-only pages. Copy-on-write of user pages needs it "
        + "where the kernel writes to them.", "2.5", see: "set cr0.wp=0",
      "write 0x0020_0000 = 1"),
    bit(
      "AM", "cr0", "alignment mask",
      "User mode's unaligned accesses raise #AC if RFLAGS.AC is set, too.", "2.5"),
    bit(
      "NW", "cr0", "not write-through", "Has a meaning only with CD; without it, it must be 0.",
      "2.5"),
    bit("CD", "cr0", "cache disable", "The caches take in nothing new.", "2.5"),
    bit(
      "PG", "cr0", "paging enable", "Addresses are translated. Always set in 64-bit mode.", "2.5"),
    bit(
      "PWT", "cr3", "page-level write-through",
      "In CR3: the root table's memory type, together with PCD. The bit 3 of entries that has the "
        + "same name does it for what they name.", "2.5"),
    bit(
      "PCD", "cr3", "page-level cache disable",
      "In CR3: the root table's memory type, together with PWT. The bit 4 of entries that has the "
        + "same name does it for what they name.", "2.5"),
  ]

  private static let cr4: [Term] = [
    bit("VME", "cr4", "virtual-8086 extensions", "Faster interrupts in virtual-8086 mode.", "2.5"),
    bit(
      "PVI", "cr4", "protected-mode virtual interrupts", "A virtual interrupt flag for ring 3.",
      "2.5"),
    bit("TSD", "cr4", "time stamp disable", "RDTSC is for ring 0 only.", "2.5"),
    bit(
      "DE", "cr4", "debugging extensions",
      "Breakpoints on I/O; DR4 and DR5 no longer stand for DR6 and DR7.", "2.5"),
    bit(
      "PSE", "cr4", "page size extensions",
      "Pages of 4 MiB with 32-bit paging; without a meaning in 64-bit mode, where PS always counts.",
      "2.5"),
    bit(
      "PAE", "cr4", "physical address extension",
      "Entries of 8 bytes instead of 4, and so more physical memory than 4 GiB. 64-bit mode needs it.",
      "2.5"),
    bit("MCE", "cr4", "machine-check enable", "Errors of the hardware raise #MC.", "2.5"),
    bit(
      "PGE", "cr4", "page global enable",
      "Bit G of entries counts: translations of global pages stay when CR3 is loaded. To change PGE "
        + "itself empties the TLB.", "2.5", see: "set cr4.pge=0"),
    bit("PCE", "cr4", "performance counters", "RDPMC in every ring.", "2.5"),
    bit(
      "OSFXSR", "cr4", "FXSAVE and FXRSTOR", "The kernel saves SSE registers, so SSE may be used.",
      "2.5"),
    bit("OSXMMEXCPT", "cr4", "SIMD exceptions", "Errors of SSE arithmetic raise #XM.", "2.5"),
    bit(
      "UMIP", "cr4", "user-mode instruction prevention",
      "SGDT, SIDT, SLDT, SMSW and STR raise #GP in user mode: they would tell kernel addresses.",
      "2.5"),
    bit(
      "LA57", "cr4", "57-bit linear addresses",
      "Five levels of tables instead of four. It cannot be changed in 64-bit mode.", "2.5"),
    bit("FSGSBASE", "cr4", "FS and GS base", "RDFSBASE, WRGSBASE and their like.", "2.5"),
    bit("OSXSAVE", "cr4", "XSAVE", "XSAVE and the register XCR0.", "2.5"),
    bit(
      "SMEP", "cr4", "supervisor-mode execution prevention",
      "Supervisor mode must not fetch instructions from user pages: a kernel that is led astray does "
        + "not run a user's code.", "2.5", see: "set cr4.smep=1"),
    bit(
      "SMAP", "cr4", "supervisor-mode access prevention",
      "Supervisor mode must not read or write user pages, except while RFLAGS.AC is set (STAC, CLAC).",
      "2.5", see: "set cr4.smap=1"),
    bit(
      "PKE", "cr4", "protection keys for user pages",
      "Entries of user pages have protection keys, and PKRU decides, too.", "2.5",
      see: "set cr4.pke=1"),
  ]

  private static let efer: [Term] = [
    bit("SCE", "efer", "system call extensions", "SYSCALL and SYSRET.", "2.2.1"),
    bit(
      "LME", "efer", "long mode enable", "With paging switched on, 64-bit mode (IA-32e) begins.",
      "2.2.1"),
    bit(
      "LMA", "efer", "long mode active", "64-bit mode (IA-32e) is active; the CPU sets it.", "2.2.1"
    ),
    bit(
      "NXE", "efer", "no-execute enable",
      "Bit 63 of entries forbids fetches. Without NXE it is a reserved bit.", "2.2.1",
      see: "set efer.nxe=0"),
  ]

  /// A bit of a register, called as its letters are.
  private static func bit(
    _ name: String, _ register: String, _ long: String, _ meaning: String, _ section: String,
    see lines: String...
  ) -> Term {
    let places = (register == "cr3" ? "" : "A bit of \(register.uppercased()). ") + meaning
    return Term(
      name, ["\(register).\(name.lowercased())", long], places,
      [.intel("vol. 3A, \(section)")], lines: lines.isEmpty ? ["show machine"] : lines)
  }
}
