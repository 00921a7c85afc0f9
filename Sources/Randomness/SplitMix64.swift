/// The random numbers of workloads, generated traces and tests: splitmix64 (Steele, Lea, Flood: Fast
/// Splittable Pseudorandom Number Generators, 2014). The same numbers for the same seed, everywhere.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// A number from 0 to `bound` - 1; the plain remainder, so that a program in another language
  /// draws the same.
  public mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }

  /// A number of `range`, drawn as `below` does.
  public mutating func draw(from range: ClosedRange<UInt64>) -> UInt64 {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }
}
