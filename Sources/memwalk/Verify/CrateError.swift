import MemoryCore

/// An error of the core that the original crates report too, or stop at.
protocol CrateError: Error {
  /// The error as the files write it.
  var answer: JSONValue { get }
}

extension MapToError: CrateError {
  var answer: JSONValue {
    switch self {
    case .frameAllocationFailed: ["err": "FrameAllocationFailed"]
    case .parentEntryHugePage: ["err": "ParentEntryHugePage"]
    case .pageAlreadyMapped(let frame):
      ["err": "PageAlreadyMapped", "frame": .hex(frame.start.rawValue)]
    case .parentEntryNotPresent, .hugePageFlag, .identityAddressNotCanonical:
      MapperVerifier.panic
    }
  }
}

extension UnmapError: CrateError {
  var answer: JSONValue {
    switch self {
    case .parentEntryHugePage: ["err": "ParentEntryHugePage"]
    case .pageNotMapped: ["err": "PageNotMapped"]
    case .invalidFrameAddress(let address):
      ["err": "InvalidFrameAddress", "addr": .hex(address.rawValue)]
    }
  }
}

extension FlagUpdateError: CrateError {
  var answer: JSONValue {
    switch self {
    case .pageNotMapped: ["err": "PageNotMapped"]
    case .parentEntryHugePage: ["err": "ParentEntryHugePage"]
    }
  }
}

extension TranslateError: CrateError {
  var answer: JSONValue {
    switch self {
    case .pageNotMapped: ["err": "PageNotMapped"]
    case .parentEntryHugePage: ["err": "ParentEntryHugePage"]
    case .invalidFrameAddress(let address):
      ["err": "InvalidFrameAddress", "addr": .hex(address.rawValue)]
    }
  }
}

extension VirtualAddressNotValid: CrateError {
  /// `VirtAddr::new` panics.
  var answer: JSONValue { MapperVerifier.panic }
}

extension PhysicalAddressNotValid: CrateError {
  /// `PhysAddr::new` panics.
  var answer: JSONValue { MapperVerifier.panic }
}
