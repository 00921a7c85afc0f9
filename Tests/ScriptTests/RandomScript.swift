import MemoryCore
import Randomness
import Simulation

@testable import Script

/// Random statements as the parser could make them, names and slots included.
struct RandomScript {
  var numbers: SplitMix64
  var scope = Scope()

  /// One of all verbs.
  mutating func statement() -> Statement {
    switch pick(0..<46) {
    case 0: .command(.boot(.machine(machine())))
    case 1: .boot(upTo: element(of: BootStage.allCases))
    case 2:
      .command(
        .heap(
          .create(
            HeapDescription(
              size: number(), start: number(), policy: element(of: HeapPolicy.allCases),
              grows: flip()
            )
          )))
    case 3: .command(.heap(.allocate(result(), size: number(), alignment: number())))
    case 4: .command(.heap(.free(operand())))
    case 5: .command(.heap(.reallocate(scope.name(name()), size: number(), alignment: number())))
    case 6:
      .command(
        .frames(
          .allocate(
            result(),
            FrameRequest(
              count: number(), alignment: number(), node: flip() ? Int(number() >> 1) : nil))))
    case 7: .command(.frames(.free(operand())))
    case 8...12: .command(paging())
    case 13...20: .command(access())
    case 21: .show(show())
    case 22: .expect(.figure(comparison()))
    case 23: .expect(.fault(flip() ? .generalProtection : .pageFault(code: UInt32(number() >> 32))))
    case 24: .expect(.error(element(of: Refusal.words)))
    case 25: .bookmark(text())
    case 26: .note(text())
    case 42...45: .direction(direction())
    case 27: .find(condition(), backwards: flip())
    case 28: .goto(destination())
    case 29: .crash
    case 30: .writer(target())
    case 31: .touch(target(), backwards: flip())
    case 32:
      .branch(name: flip() ? nil : name(), policy: flip() ? nil : element(of: HeapPolicy.allCases))
    case 33: .other(flip() ? nil : flip() ? name() : String(pick(0..<30)))
    case 34: flip() ? .diff : .diffFirst
    case 35: .replay(replay())
    case 36: .save(text(), replacing: flip())
    case 37: .instead(.heap(.free(operand())))
    case 38: .instead(nil)
    case 39: .comment(comment())
    case 40:
      .extreme(
        element(of: Extreme.allCases), element(of: Figure.allCases.filter { $0.group != .step }))
    default:
      .help(
        flip()
          ? nil : flip() ? element(of: Verb.listed).name : element(of: Glossary.terms).name)
    }
  }

  private mutating func target() -> Target {
    flip() ? .address(operand()) : .frame(number())
  }

  private mutating func direction() -> StageDirection {
    switch pick(0..<10) {
    case 0: .layout(element(of: ScreenLayout.allCases))
    case 1: .focus(element(of: ScreenView.allCases))
    case 2: .zoom(flip() ? .frames : .heap, element(of: Zoom.allCases))
    case 3, 8, 9: .pause
    case 4: .highlight(.frame(number()))
    case 5: .highlight(.entry(operand()))
    case 6: .highlight(.hole(operand()))
    default: .highlight(.address(operand()))
    }
  }

  private mutating func replay() -> TraceSource {
    var trace = short
    trace.alignment = 1 << UInt64(pick(0..<13))
    return trace
  }

  private mutating func machine() -> MachineDescription {
    let memory: MachineDescription.MemorySource = flip() ? .map(qemu) : .size(number())
    var machine = MachineDescription(
      memory: memory, cpus: Int(number() >> 1), physicalBits: Int(number() >> 1),
      levels: flip() ? 4 : 5, seed: number())
    if case .size = memory { machine.nodes = Int(number() >> 1) }
    return machine
  }

  private mutating func paging() -> Command {
    let size = element(of: PageSizeName.allCases)
    switch pick(0..<5) {
    case 0:
      let page = operand()
      return .paging(
        .map(
          MapRequest(
            page: page, frame: flip() ? operand() : nil, size: size, flags: flags(),
            count: number(),
            tableFlags: flip() ? flags() : nil)))
    case 1: return .paging(.identityMap(operand(), size: size, flags: flags()))
    case 2: return .paging(.unmap(operand(), size: size, count: number(), freeFrames: flip()))
    case 3:
      let (one, other) = (number(), number())
      return .paging(.clean(flip() ? nil : min(one, other)...max(one, other)))
    default:
      return .paging(
        .protect(
          operand(), size: size, flags: flags(), level: element(of: [.p1, .p2, .p3, .p4])))
    }
  }

  private mutating func access() -> Command {
    switch pick(0..<6) {
    case 0: return .paging(.translate(operand()))
    case 1: return .access(.flush(flip() ? operand() : nil))
    case 2: return .access(.set(field: element(of: RegisterField.all).name, value: number()))
    case 3: return .access(.physicalRead(operand()))
    case 4: return .access(.physicalWrite(operand(), value: number()))
    default:
      return .access(
        .memory(
          MemoryAccess(
            kind: element(of: [.read, .execute, .write(number())]), address: operand(),
            isUser: flip(), size: element(of: [1, 2, 4, 8]), alignmentCheck: flip())))
    }
  }

  private mutating func show() -> ShowRequest {
    let place: ShowRequest.Place? =
      switch pick(0..<4) {
      case 0: nil
      case 1: .step(.step(number()))
      case 2: .step(.setup(before: max(1, number())))
      default: .address(operand())
      }
    return ShowRequest(view: element(of: ShowRequest.View.allCases), place: place)
  }

  private mutating func destination() -> Destination {
    switch pick(0..<6) {
    case 0: .step(number())
    case 5: .setup(before: max(1, number()))
    case 1: .percent(Int(pick(0..<101)))
    case 2: .start
    case 3: .end
    default: .bookmark(text())
    }
  }

  private mutating func comparison() -> Comparison {
    let figure = element(of: Figure.allCases)
    let value = figure.unit == .percent ? pick(0..<1001) : number()
    return Comparison(figure, element(of: Relation.allCases), value)
  }

  private mutating func condition(depth: Int = 3) -> Condition {
    switch pick(0..<(depth > 0 ? 10 : 6)) {
    case 0: .happened(element(of: Happening.allCases))
    case 1: .size(element(of: Relation.allCases), number())
    case 2: .name("b\(pick(0..<1000))")
    case 3: .address(number())
    case 4: .text(text())
    case 5, 6: .figure(comparison())
    case 7: .not(condition(depth: depth - 1))
    case 8: .and([condition(depth: depth - 1), condition(depth: depth - 1)])
    default: .or([condition(depth: depth - 1), condition(depth: depth - 1)])
    }
  }

  private mutating func flags() -> PageTableFlags {
    let letters: UInt64 = 0x8000_0000_0000_01ff
    let usual: PageTableFlags = [.present, .writable, .noExecute]
    return element(
      of: [
        usual, PageTableFlags(rawValue: numbers.next() & letters),
        PageTableFlags(rawValue: numbers.next()),
      ])
  }

  /// Of all lengths, and often a round one.
  private mutating func number() -> UInt64 {
    let bits = numbers.next() >> pick(0..<64)
    return element(of: [bits, 1, 8, 4096, bits << 10, bits << 20])
  }

  private mutating func operand() -> Operand {
    flip() ? .address(number()) : .name(scope.name(name()))
  }

  private mutating func result() -> Name {
    flip() ? scope.name(name()) : scope.anonymousName()
  }

  private mutating func name() -> String {
    element(
      of: [
        "a", "b", "b7", "b07", "_x-1", "Node", "from", "size", "on", "K", "heap", "free", "and",
        "or", "not", "user", "ac", "back", "all", "frame", "alloc", "force", "start", "crash",
      ])
  }

  /// Spaces at its end are not kept.
  private mutating func comment() -> String {
    var text = text().replacing("\t", with: "")
    while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
    return text
  }

  private mutating func text() -> String {
    let parts = ["a", " ", "\"", "\\", "#", "=", "ä", "日本", "👩‍👩‍👧", "\t", "\\n", "'", "\u{a0}", ""]
    return (0..<pick(0..<6)).map { _ in element(of: parts) }.joined()
  }

  private mutating func flip() -> Bool { numbers.next() & 1 == 0 }

  private mutating func pick(_ range: Range<UInt64>) -> UInt64 {
    .random(in: range, using: &numbers)
  }

  private mutating func element<Element>(of list: [Element]) -> Element {
    list[Int(pick(0..<UInt64(list.count)))]
  }
}
