import MemoryCore

extension Hardware {
  /// Makes an access as an instruction of a program or of the kernel would.
  ///
  /// One that crosses the end of a page is translated twice; nothing is written unless both
  /// translations allow it. A page fault sets CR2 and drops the page from the TLB.
  public mutating func access(
    _ request: AccessRequest
  ) throws(HardwareFault) -> CompletedAccess {
    let first = try look(up: request)
    let size = request.size.rawValue
    let bytesOnPage = 4096 &- request.address.rawValue & 0xfff
    guard size <= bytesOnPage else { return try accessTwoPages(request, first, bytesOnPage) }
    guard request.kind == .write else {
      let value = read(size: size, at: first.physical, request)
      return CompletedAccess(kind: request.kind, value: value, first: first, second: nil)
    }
    let value = request.value & .max &>> (64 &- 8 &* size)
    write(value, size: size, at: first.physical, request)
    return CompletedAccess(kind: request.kind, value: value, first: first, second: nil)
  }

  /// Translates the second page of an access whose first one is translated, and makes it.
  @inline(never)
  private mutating func accessTwoPages(
    _ request: AccessRequest, _ first: AddressTranslation, _ bytesInFirst: UInt64
  ) throws(HardwareFault) -> CompletedAccess {
    var rest = request
    rest.address = request.address &+ bytesInFirst
    let second = try translate(rest)
    let size = request.size.rawValue
    var value: UInt64
    if request.kind == .write {
      value = request.value & .max >> (64 - 8 * size)
      write(value, size: bytesInFirst, at: first.physical, request)
      write(value >> (8 * bytesInFirst), size: size - bytesInFirst, at: second.physical, request)
    } else {
      value = read(size: bytesInFirst, at: first.physical, request)
      value |= read(size: size - bytesInFirst, at: second.physical, request) << (8 * bytesInFirst)
    }
    return CompletedAccess(kind: request.kind, value: value, first: first, second: second)
  }

  /// Translates the first byte of an access and checks its rights, without reading or writing it.
  ///
  /// Like the access itself this sets accessed and dirty bits and fills the TLB.
  public mutating func translate(_ request: AccessRequest) throws(HardwareFault)
    -> AddressTranslation
  {
    try look(up: request)
  }

  /// One to eight bytes of one page, in one word or in two.
  @inline(__always)
  private mutating func read(
    size: UInt64, at address: PhysicalAddress, _ request: AccessRequest
  ) -> UInt64 {
    let shift = address.rawValue % 8 &* 8
    var bytes = loadWord(at: address.wordPlace, request) &>> shift
    if shift &+ 8 &* size > 64 {
      bytes |= loadNextWord(after: address.wordPlace, request) &<< (64 &- shift)
    }
    return bytes & .max &>> (64 &- 8 &* size)
  }

  @inline(never)
  private mutating func loadNextWord(
    after place: PhysicalAddress, _ request: AccessRequest
  ) -> UInt64 {
    loadWord(at: place + 8, request)
  }

  /// Stores one to eight bytes of one page, in one word or in two.
  @inline(never)
  private mutating func write(
    _ bytes: UInt64, size: UInt64, at address: PhysicalAddress, _ request: AccessRequest
  ) {
    let mask: UInt64 = .max >> (64 - 8 * size)
    let shift = address.rawValue % 8 * 8
    let place = address.wordPlace
    storeBits(bytes << shift, mask: mask << shift, at: place, request)
    if shift + 8 * size > 64 {
      storeBits(bytes >> (64 - shift), mask: mask >> (64 - shift), at: place + 8, request)
    }
  }

  @inline(__always)
  private mutating func loadWord(at place: PhysicalAddress, _ request: AccessRequest) -> UInt64 {
    // No load changes where the host has a page, so the TLB need not notice.
    ram.willAccess(for: request.purpose)
    return ram.load(place)
  }

  /// A store with byte enables: the word's other bits do not change, and are not read.
  private mutating func storeBits(
    _ bits: UInt64, mask: UInt64, at place: PhysicalAddress, _ request: AccessRequest
  ) {
    let others = physical.peek(place) & ~mask
    physical.willAccess(for: request.purpose)
    physical.store(others | bits & mask, at: place)
  }
}

extension PhysicalAddress {
  /// The address of the word that contains the byte.
  fileprivate var wordPlace: PhysicalAddress { PhysicalAddress(truncating: rawValue & ~7) }
}
