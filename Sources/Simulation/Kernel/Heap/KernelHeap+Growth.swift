import MemoryCore

extension KernelHeap {
  /// Whether the policy can tell by how much it has to grow; for the others the kernel knows.
  var statesGrowth: Bool {
    switch self {
    case .linkedList, .bump, .fixedBlock: false
    case .fit, .fastFit, .buddy, .tlsf, .slab: true
    }
  }

  /// The bytes by which the heap has to grow to fit the layout for certain; `nil` if it cannot, or
  /// if the policy does not tell.
  func extensionNeeded(for layout: Layout) -> UInt64? {
    switch self {
    case .linkedList, .bump, .fixedBlock: nil
    case .fit(let heap): heap.extensionNeeded(for: layout)
    case .fastFit(let heap): heap.extensionNeeded(for: layout)
    case .buddy(let heap): heap.extensionNeeded(for: layout)
    case .tlsf(let heap): heap.extensionNeeded(for: layout)
    case .slab(let heap): heap.extensionNeeded(for: layout)
    }
  }
}
