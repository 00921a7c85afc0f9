import MemoryCore
import Script
import Simulation

/// Tells in plain sentences what a step did and why, from its typed outcome and its accesses.
///
/// Every outcome has several phrasings, each shorter than the one before and the last at most 78
/// columns wide, as long as its numbers are of ordinary size.
struct Narrator {
  let step: Step
  let names: NameTable

  /// The same thing said at less and less length; never empty.
  var phrasings: [String] {
    switch step.result {
    case .failure(let error): refusal(error)
    case .success(let outcome): phrasings(of: outcome)
    }
  }

  private func phrasings(of outcome: Outcome) -> [String] {
    switch outcome {
    case .boot(.done(let report)): boot(report)
    case .heap(let outcome): phrasings(of: outcome)
    case .frames(.allocated(let first, let count)): framesAllocated(first, count)
    case .frames(.freed(let first, let count)): framesFreed(first, count)
    case .paging(let outcome): phrasings(of: outcome)
    case .access(let outcome): phrasings(of: outcome)
    }
  }

  private func phrasings(of outcome: HeapOutcome) -> [String] {
    switch outcome {
    case .created(let report): heapCreated(report)
    case .allocated(let allocation): allocated(allocation)
    case .outOfMemory(let shortage): outOfMemory(shortage)
    case .freed(let release): freed(release)
    case .reallocated(let allocation, let copied, let release):
      reallocated(allocation, copied, release)
    case .nothing: nothing
    }
  }

  private func phrasings(of outcome: PagingOutcome) -> [String] {
    switch outcome {
    case .mapped(let mapping): mapped(mapping)
    case .unmapped(let page, _, let frame, let count, let freed):
      unmapped(page, frame, count, freed)
    case .cleaned(let tables): cleaned(tables)
    case .protected(_, _, let before, let after, let level): protected(before, after, level)
    case .translated(let address, let translation): translated(address, translation)
    }
  }

  private func phrasings(of outcome: AccessOutcome) -> [String] {
    switch outcome {
    case .accessed(let access, _): accessed(access)
    case .faulted(let fault, let handling): faulted(fault, handling)
    case .flushed(let address): flushed(address)
    case .registerSet(let field, let before, let after): registerSet(field, before, after)
    case .physical(let address, let word, let before): physical(address, word, before)
    }
  }
}

extension Narrator {
  func address(_ address: VirtualAddress) -> String { NumberText.address(address.rawValue) }

  func address(_ address: PhysicalAddress) -> String { NumberText.address(address.rawValue) }

  /// "16 bytes", "1,016 bytes", and what is above 64 KiB as "1 MiB".
  func bytes(_ count: UInt64) -> String {
    count < 65_536 ? Phrase.count(count, "byte") : NumberText.bytes(count)
  }

  /// "1 page table", "3 page tables".
  func tables(_ count: Int) -> String { Phrase.count(UInt64(max(0, count)), "page table") }

  /// "1 hole", "5 holes".
  func holes(_ count: Int) -> String { Phrase.count(UInt64(max(0, count)), "hole") }

  /// "hole 6" for the sixth in the list.
  func hole(_ number: Int) -> String { "hole \(NumberText.count(number))" }

  /// "a page of 4 KiB", "16 pages of 2 MiB".
  func pages(_ count: UInt64, _ size: PageSizeName) -> String {
    "\(Phrase.count(count, "page")) of \(NumberText.bytes(size.bytes))"
  }

  /// The sentence with a capital letter at its start and a full stop at its end.
  func sentence(_ text: String) -> String {
    (text.first.map { $0.uppercased() } ?? "") + text.dropFirst() + "."
  }

  /// The words that the step's own code read or wrote at virtual addresses.
  var dataAccesses: [RecordedAccess] {
    step.accesses.filter {
      if case .data = $0.purpose { return true }
      return false
    }
  }

  /// The words among them that were read.
  var dataLoads: [RecordedAccess] { dataAccesses.filter { $0.kind == .load } }
}
