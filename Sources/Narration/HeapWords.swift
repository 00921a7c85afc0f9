import MemoryCore
import Simulation

/// What is said of the heaps of a policy: its row in the table `HeapPolicy.words`.
///
/// The sentences come without a full stop, the longest first.
struct HeapWords {
  /// What the policy is called in a sentence.
  let name: String
  /// What a new heap has.
  let new: String
  /// What its free memory is.
  let freeMemory: FreeMemory
  /// How a block was found.
  let found: (Narrator, HeapAllocation) -> [String]
  /// What became of a block.
  let freed: (Narrator, BlockRelease) -> [String]
}
