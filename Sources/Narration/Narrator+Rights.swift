import MemoryCore
import Script
import Simulation

/// Flags of entries and fields of registers: what a change of them means.
extension Narrator {
  func protected(
    _ before: PageTableEntry, _ after: PageTableEntry, _ level: PageTableLevel
  ) -> [String] {
    guard case .paging(.protect(let page, let size, _, _)) = step.command else { return [] }
    let isOwn = level == size.level
    let place = operand(page)
    let change = "from \(before.flags.text) to \(after.flags.text)"
    let meaning = Self.changes(before.flags, after.flags)
    let means =
      meaning.isEmpty ? "no right changes" : meaning.joined(separator: ", ")
    let flush = isOwn ? "the page is dropped from the TLB" : "the whole TLB is flushed"
    let scope = isOwn ? "" : " for all pages below it"
    return [
      sentence(
        "the \(level.text) entry of \(place) went \(change): \(means)\(scope); \(flush)"),
      sentence("the \(level.text) entry of \(place) went \(change): \(means)"),
      sentence("the \(level.text) entry went \(change); \(flush)"),
      sentence("the \(level.text) entry's flags are replaced; \(flush)"),
    ]
  }

  private static func changes(_ before: PageTableFlags, _ after: PageTableFlags) -> [String] {
    let meanings: [(PageTableFlags, set: String, cleared: String)] = [
      (.present, "it is present again", "it is not present any more"),
      (.writable, "writes are allowed", "writes are forbidden"),
      (.userAccessible, "user mode is let in", "user mode is kept out"),
      (.noExecute, "execution is forbidden", "execution is allowed"),
      (.global, "it survives a load of CR3", "a load of CR3 drops it from the TLB"),
    ]
    return meanings.compactMap { flag, set, cleared in
      switch (before.contains(flag), after.contains(flag)) {
      case (false, true): set
      case (true, false): cleared
      default: nil
      }
    }
  }

  func registerSet(_ field: RegisterField, _ before: UInt64, _ after: UInt64) -> [String] {
    let change =
      before == after
      ? "\(field.name) is \(NumberText.value(after)) already"
      : "\(field.name) went from \(NumberText.value(before)) to \(NumberText.value(after))"
    guard before != after || field.register == .cr3, let meaning = Self.meaning(of: field, after)
    else { return [change + "."] }
    return ["\(change): \(meaning).", change + "."]
  }

  /// What a value of a field means for accesses (Intel SDM vol. 3, 2.5 and 4.6).
  private static func meaning(of field: RegisterField, _ value: UInt64) -> String? {
    let isOn = value != 0
    switch field.name {
    case "cr0.wp":
      return isOn
        ? "the kernel may no longer write read-only pages" : "the kernel may write read-only pages"
    case "efer.nxe":
      return isOn ? "entries can forbid execution" : "bit 63 of entries is reserved now"
    case "cr4.smep":
      return isOn
        ? "the kernel cannot execute user pages, and the TLB is flushed"
        : "the kernel can execute user pages"
    case "cr4.smap":
      return isOn
        ? "the kernel can use user pages only with AC set" : "the kernel can use user pages"
    case "cr4.pke":
      return isOn ? "PKRU decides about user pages, too" : "protection keys do not count"
    case "cr4.pge":
      return isOn
        ? "global pages survive a load of CR3; the TLB is flushed"
        : "no page is global any more; the TLB is flushed"
    case "cr3": return "the TLB drops what is not global"
    default: return field.register == .pkru ? pkruMeaning(of: field, isOn) : nil
    }
  }

  private static func pkruMeaning(of field: RegisterField, _ isOn: Bool) -> String? {
    guard let bit = field.bit else { return nil }
    let what = bit % 2 == 0 ? "access" : "writing"
    return "\(what) to user pages of key \(bit / 2) is \(isOn ? "forbidden" : "allowed")"
  }
}
