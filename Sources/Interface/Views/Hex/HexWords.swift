import MemoryCore
import Narration
import Script
import Session
import Simulation

/// The words of memory that the hex view shows, and what the step did to them.
struct HexWords {
  /// What the step did to a word, as far as it has been looked into.
  enum Mark: Int, Comparable {
    /// Nothing.
    case none
    /// It will read or write it.
    case ahead
    /// It has read it.
    case read
    /// It has written it.
    case written
    /// It reads or writes it now.
    case now

    static func < (left: Mark, right: Mark) -> Bool { left.rawValue < right.rawValue }

    /// The letter before the word.
    var glyph: Unicode.Scalar {
      switch self {
      case .none: " "
      case .ahead: "."
      case .read: "r"
      case .written: "w"
      case .now: ">"
      }
    }
  }

  private let machine: Machine
  private let space: HexCursor.Space
  private var marks: [UInt64: Mark] = [:]

  /// The words of some rows: from an address to one before another.
  init(_ scene: Scene, _ space: HexCursor.Space, in range: Range<UInt64>) {
    machine = scene.snapshot.machine
    self.space = space
    guard let step = scene.snapshot.step else { return }
    var pages: Set<UInt64> = []
    for page in stride(from: range.lowerBound & ~4095, to: range.upperBound, by: 4096).prefix(64) {
      if let place = place(of: page) { pages.insert(place.rawValue >> 12) }
    }
    let done = scene.snapshot.access ?? step.accesses.count
    for (number, access) in step.accesses.enumerated()
    where pages.contains(access.address.rawValue >> 12) {
      let mark: Mark =
        number >= done
        ? .ahead
        : number == done - 1 && scene.snapshot.access != nil
          ? .now : access.isStore ? .written : .read
      let old = marks[access.address.rawValue] ?? .none
      marks[access.address.rawValue] = max(old, mark)
    }
  }

  /// Where a word lies in RAM; `nil` if it lies nowhere.
  func place(of address: UInt64) -> PhysicalAddress? {
    switch space {
    case .physical:
      return address < machine.kernel.memoryEnd ? PhysicalAddress(truncating: address) : nil
    case .virtual:
      return (try? VirtualAddress(validating: address)).flatMap { machine.physicalAddress(of: $0) }
        .flatMap { $0.rawValue < machine.kernel.memoryEnd ? $0 : nil }
    }
  }

  /// A word and its mark; `nil` for one that lies nowhere.
  func word(at address: UInt64) -> (word: UInt64, mark: Mark)? {
    guard let place = place(of: address) else { return nil }
    return (machine.hardware.physical.peek(place), marks[place.rawValue] ?? .none)
  }
}
