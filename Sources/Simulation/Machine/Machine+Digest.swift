import MemoryCore

extension Machine {
  /// A digest of the whole machine: RAM, registers, TLB, the kernel's statics, the program's
  /// pointers. Machines with the same digest behave the same from here on. O(touched frames).
  public var digest: Digest {
    var digest = Digest()
    combineRAM(into: &digest)
    let registers = hardware.registers
    for register in RegisterField.Register.allCases {
      digest.combine(registers.value(of: RegisterField(register)))
    }
    combineTLB(into: &digest)
    combineKernel(into: &digest)
    for (slot, binding) in program.bindings.enumerated() where binding != Binding() {
      digest.combine(UInt64(slot))
      digest.combine(UInt64(binding.label.rawValue))
      digest.combine(String(describing: binding.value))
    }
    for binding in program.leaked {
      digest.combine(UInt64(binding.label.rawValue))
      digest.combine(String(describing: binding.value))
    }
    return digest
  }

  /// Every word that is not zero's frame; a frame that was touched but is all zeros reads as one
  /// that was not.
  private func combineRAM(into digest: inout Digest) {
    hardware.physical.forEachTouchedPage { frame, words in
      guard words.indices.contains(where: { words[$0] != 0 }) else { return }
      digest.combine(frame.number)
      for place in words.indices { digest.combine(words[place]) }
    }
  }

  private func combineTLB(into digest: inout Digest) {
    let tlb = hardware.tlb
    for count in [tlb.hits, tlb.secondLevelHits, tlb.misses] { digest.combine(count) }
    for slot in tlb.entries {
      digest.combine(UInt64(slot.set) << 32 | UInt64(slot.way))
      digest.combine(slot.entry.tag)
      digest.combine(slot.entry.target)
    }
  }

  private func combineKernel(into digest: inout Digest) {
    digest.combine(UInt64(kernel.stage.map { $0.order + 1 } ?? 0))
    for region in kernel.map.regions {
      digest.combine(region.start)
      digest.combine(region.end)
      digest.combine("\(region.kind)")
    }
    digest.combine(kernel.heapPages)
    digest.combine(kernel.outOfMemoryCount)
    digest.combine(kernel.faultCount)
    // Small values of many kinds: what they print is all that they hold.
    digest.combine(String(describing: kernel.heap))
    digest.combine(String(describing: kernel.heapDescription))
    digest.combine(String(describing: kernel.frames))
  }
}
