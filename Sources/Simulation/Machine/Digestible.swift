import MemoryCore

/// A part of a machine whose state a digest stands for.
///
/// Whatever is stored goes in, or is a cache of what goes in: a test walks all stored properties and
/// fails for one that is in neither place.
protocol Digestible {
  /// Puts all state into a digest.
  func combine(into digest: inout Digest)
}

extension Digest {
  /// Takes in a small value: what it prints is all that it holds.
  mutating func combine(describing value: some Any) { combine(String(describing: value)) }
}

extension Hardware: Digestible where Physical: Digestible {
  func combine(into digest: inout Digest) {
    digest.combine(UInt64(physicalAddressBits))
    for register in RegisterField.Register.allCases {
      digest.combine(registers.value(of: RegisterField(register)))
    }
    tlb.combine(into: &digest)
    ram.combine(into: &digest)
  }
}

extension SimulatedMemory: Digestible {
  /// Every frame in which a word is not zero; one that was touched but is all zeros reads as one
  /// that was not.
  func combine(into digest: inout Digest) {
    digest.combine(size)
    forEachTouchedPage { frame, words in
      guard words.indices.contains(where: { words[$0] != 0 }) else { return }
      digest.combine(frame.number)
      for place in words.indices { digest.combine(words[place]) }
    }
  }
}

extension TLB: Digestible {
  func combine(into digest: inout Digest) {
    for count in [hits, secondLevelHits, misses] { digest.combine(count) }
    digest.combine(describing: shape)
    for part in [small, large, huge, second] { digest.combine(describing: part) }
    for word in words { digest.combine(word) }
  }
}

extension Kernel: Digestible {
  func combine(into digest: inout Digest) {
    digest.combine(describing: description)
    digest.combine(describing: firmware)
    digest.combine(describing: nodes)
    digest.combine(UInt64(stage.map { $0.order + 1 } ?? 0))
    for region in map.regions {
      digest.combine(region.start)
      digest.combine(region.end)
      digest.combine(describing: region.kind)
    }
    digest.combine(usableFrames)
    digest.combine(describing: placement)
    digest.combine(describing: mapper)
    digest.combine(describing: frames)
    digest.combine(describing: heap)
    digest.combine(describing: heapDescription)
    for count in [heapPages, outOfMemoryCount, faultCount] { digest.combine(count) }
  }
}

extension Program {
  /// Puts what every name stands for into a digest, in the order of the names' texts: where a name
  /// is kept, and when it was first spoken of, makes no difference.
  func combine(into digest: inout Digest, names: NameTable) {
    let held = [bindings, leaked].joined().filter { $0 != Binding() }.map {
      (names.text($0.label) ?? "", String(describing: $0.value))
    }
    for (name, value) in held.sorted(by: { $0 < $1 }) {
      digest.combine(name)
      digest.combine(value)
    }
  }
}
