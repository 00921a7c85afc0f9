import MemoryCore
import Simulation
import Testing

/// What is said of faults: who did what, what was missing where, what the kernel did.
@Suite struct FaultSentenceTests {
  @Test(arguments: [
    (
      "read 0x3000_0000",
      "The kernel read from 0x3000_0000, but the P2 entry is not present: page fault 0x0 (not"
        + " present, read, kernel); it is the kernel's own, and a real machine stops here."
    ),
    (
      "map 0x1000_0000\nwrite 0x1000_0000 = 1 user",
      "User mode wrote to 0x1000_0000, but the P4 entry does not let user mode in: page fault 0x7"
        + " (a right is missing, write, user); the kernel has no handler for it and would end the"
        + " program."
    ),
    (
      "map 0x1000_0000 flags=U\nwrite 0x1000_0000 = 1 user",
      "User mode wrote to 0x1000_0000, but the P2 entry does not allow writes: page fault 0x7 (a"
        + " right is missing, write, user); the kernel has no handler for it and would end the"
        + " program."
    ),
    (
      "map 0x1000_0000 flags=U\nexecute 0x1000_0000 user",
      "User mode fetched from 0x1000_0000, but the P1 entry forbids execution: page fault 0x15 (a"
        + " right is missing, fetch, user); the kernel has no handler for it and would end the"
        + " program."
    ),
    (
      "set cr4.smap=1\nmap 0x1000_0000 flags=U\nread 0x1000_0000",
      "The kernel read from 0x1000_0000, but SMAP keeps the kernel from user pages while AC is 0:"
        + " page fault 0x1 (a right is missing, read, kernel); it is the kernel's own, and a real"
        + " machine stops here."
    ),
    (
      "set cr4.smep=1\nmap 0x1000_0000 flags=UX\nexecute 0x1000_0000",
      "The kernel fetched from 0x1000_0000, but SMEP keeps the kernel from executing user pages:"
        + " page fault 0x11 (a right is missing, fetch, kernel); it is the kernel's own, and a real"
        + " machine stops here."
    ),
    (
      "set cr4.pke=1\nset pkru.ad0=1\nmap 0x1000_0000 flags=U\nread 0x1000_0000 user",
      "User mode read from 0x1000_0000, but PKRU forbids it for pages of protection key 0: page"
        + " fault 0x25 (a right is missing, read, user, protection key); the kernel has no handler"
        + " for it and would end the program."
    ),
    (
      "map 0x1000_0000\nset efer.nxe=0\nread 0x1000_0000",
      "The kernel read from 0x1000_0000, but the P1 entry has the reserved bits"
        + " 0x8000_0000_0000_0000 set: page fault 0x9 (reserved bit, read, kernel); it is the"
        + " kernel's own, and a real machine stops here."
    ),
    (
      "read 0x8000_0000_0000_0000",
      "0x8000_0000_0000_0000 is no canonical address, so the CPU raised a general-protection fault"
        + " before any walk; the kernel has no handler, and a program would be ended."
    ),
  ])
  func fault(_ script: String, _ sentence: String) throws {
    let told = try Told.last(script)
    #expect(told.sentence() == sentence)
    #expect(told.chain().contains("fault"))
  }

  @Test func staleTranslation() throws {
    let setup = "map 0x1000_0000 frame=0x100_0000 flags=U\nread 0x1000_0000 user\n"
    let translated = try Told.last(setup + "translate 0x1000_0000")
    let entry = try #require(translated.step.accesses.last).address.rawValue
    // The kernel forgets the flush: it writes the entry past its own mapper.
    let told = try Told.last(
      setup + "protect 0x1000_0000 flags=WU level=2\nread 0x1000_0000 user\n"
        + "physical write \(entry) = \(0x100_0000 | 7)\n"
        + "write 0x1000_0000 = 5 user")
    #expect(told.headline == "write 0x1000_0000 = 5 user → page fault 0x7, repeated: 5")
    #expect(
      told.sentence()
        == "User mode wrote to 0x1000_0000, and the TLB does not allow writes, which is stale: page"
        + " fault 0x7 (a right is missing, write, user) dropped the entry, the kernel found that"
        + " the tables allow it, and the access went through again with 5.")
    #expect(
      told.sentence(columns: 78)
        == "Page fault 0x7: the TLB was stale; repeated, the access went through.")
  }
}
