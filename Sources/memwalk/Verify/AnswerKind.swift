/// A kind of known answers: the name of their folder, or of their file in `features`.
enum AnswerKind: String, CaseIterable {
  /// The linked-list heap.
  case heap
  /// The page-table mapper, and address arithmetic.
  case mapper
  /// Memory maps and the boot-time frame allocator.
  case frames
  /// The simulated CPU's memory management unit.
  case mmu
  /// Heaps by first, next, best and worst fit.
  case heapFit = "heap_fit"
  /// The two-level segregated fit heap.
  case tlsf

  /// What verifies a document with the given heading in this kind's folder; `nil` for a document
  /// that the program does not know.
  func verifier(of heading: AnswerHeading) -> (any Verifier.Type)? {
    switch (self, heading.kind) {
    case (.heap, "heap"): HeapVerifier.self
    case (.mapper, "mapper"): MapperVerifier.self
    case (.mapper, "addr"): AddressVerifier.self
    case (.frames, "frames"): FramesVerifier.self
    // The documents of this folder do not name their kind.
    case (.mmu, nil): MMUVerifier.self
    default: nil
    }
  }

  /// The lists of cases in this kind's file in `features`, and what verifies their entries; none
  /// for a kind that has a folder.
  var lists: [(name: String, verifier: any Verifier.Type)] {
    switch self {
    case .heapFit: [("cases", HeapFitVerifier.self)]
    case .tlsf:
      [
        ("cases", TLSFVerifier.self), ("mapping", TLSFMappingVerifier.self),
        ("paper_mapping", TLSFPaperMappingVerifier.self),
      ]
    case .heap, .mapper, .frames, .mmu: []
    }
  }
}
