import MemoryCore
import Testing

/// Values that have to be spent end the program when they are dropped.
@Suite struct ObligationTests {
  @Test func aDroppedFrameTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = AllocatedFrame(Frame(number: 7))
    }
  }

  @Test func aSpentFrameDoesNot() async {
    await #expect(processExitsWith: .success) {
      let frame = AllocatedFrame(Frame(number: 7))
      let name = frame.take()
      precondition(name.number == 7)
    }
  }

  @Test func aForgottenFlushTraps() async {
    await #expect(processExitsWith: .failure) {
      var machine = try MappedMachine()
      _ = try machine.mapper.map(
        Page<Size4KiB>(containing: VirtualAddress(0)), to: Frame(number: 9), flags: [.present],
        allocator: &machine.allocator, memory: &machine.memory)
    }
  }

  @Test func aForgottenFlushOfEverythingTraps() async {
    await #expect(processExitsWith: .failure) {
      var machine = try MappedMachine()
      let page = Page<Size4KiB>(containing: VirtualAddress(0))
      _ = try machine.map(page, to: Frame(number: 9), [.present])
      _ = try machine.mapper.setFlags(
        ofParentAt: .p3, above: page, to: [.present], memory: &machine.memory)
    }
  }
}
