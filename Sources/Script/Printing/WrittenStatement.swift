import MemoryCore
public import Simulation

/// A statement as its verb and arguments: what the builders of the verbs make statements of, the
/// other way round.
struct WrittenStatement {
  let verb: Verb
  private(set) var name: String?
  private(set) var values: [String: ArgumentValue]
  private let names: NameTable

  init(_ statement: Statement, names: NameTable) {
    self.names = names
    values = [:]
    switch statement {
    case .command(let command):
      verb = command.verb
      write(command)
    case .boot(let stage):
      verb = .boot
      write(stage)
    case .show(let request):
      verb = .show
      write(request)
    case .expect(let expectation):
      verb = expectation.verb
      write(expectation)
    case .bookmark(let text):
      verb = .bookmark
      values["text"] = .text(text)
    case .note(let text):
      verb = .note
      values["text"] = .text(text)
    case .find(let condition, let backwards):
      verb = .find
      values["condition"] = .condition(condition)
      values["back"] = backwards ? .word("back") : nil
    case .goto(let destination):
      verb = .goto
      values["place"] = .destination(destination)
    case .writer(let target):
      verb = .writer
      write(target)
    case .touch(let target, let backwards):
      verb = .touch
      write(target)
      values["back"] = backwards ? .word("back") : nil
    case .fork(let policy):
      verb = .fork
      values["policy"] = policy.map { .word($0.rawValue) }
    case .instead(let command):
      verb = command == nil ? .skip : .instead
      values["command"] = command.map { .word(Printer.text(.command($0), names: names)) }
    case .swap: verb = .swap
    case .diff: verb = .diff
    case .replay(let trace):
      verb = .replay
      values["file"] = .text(trace.name)
      values["align"] = .number(trace.alignment)
    case .save(let path):
      verb = .save
      values["file"] = .text(path)
    case .crash: verb = .crash
    case .help(let name):
      verb = .help
      values["verb"] = name.map { .word($0) }
    }
  }

  private mutating func write(_ expectation: Expectation) {
    switch expectation {
    case .figure(let comparison): values["figure"] = .condition(.figure(comparison))
    case .fault(let fault): values["code"] = .fault(fault)
    case .error(let word): values["error"] = .word(word)
    }
  }

  private mutating func write(_ request: ShowRequest) {
    values["view"] = .word(request.view.rawValue)
    switch request.place {
    case .step(let step): values["at"] = .number(step)
    case .address(let operand): values["at"] = value(operand)
    case nil: break
    }
  }

  private mutating func write(_ target: Target) {
    switch target {
    case .address(let operand): values["address"] = value(operand)
    case .frame(let address): values["frame"] = .number(address)
    }
  }

  private mutating func write(_ command: Command) {
    switch command {
    case .boot(.machine(let description)): write(description)
    case .boot(.stage(let stage)): write(stage)
    case .heap(let command): write(command)
    case .frames(let command): write(command)
    case .paging(let command): write(command)
    case .access(let command): write(command)
    }
  }

  private mutating func write(_ command: HeapCommand) {
    switch command {
    case .create(let heap):
      values["size"] = .number(heap.size)
      values["start"] = .number(heap.start)
      values["policy"] = .word(heap.policy.rawValue)
      values["grow"] = onOff(heap.grows)
    case .allocate(let name, let size, let alignment):
      self.name = names.text(name.label)
      values["size"] = .number(size)
      values["align"] = .number(alignment)
    case .free(let operand): values["block"] = value(operand)
    case .reallocate(let name, let size, let alignment):
      values["name"] = .text(names.text(name.label) ?? "?")
      values["size"] = .number(size)
      values["align"] = .number(alignment)
    }
  }

  private mutating func write(_ command: FramesCommand) {
    switch command {
    case .allocate(let name, let request):
      self.name = names.text(name.label)
      values["count"] = .number(request.count)
      values["align"] = .number(request.alignment)
      values["node"] = request.node.map { number($0) }
    case .free(let operand): values["frame"] = value(operand)
    }
  }

  private mutating func write(_ stage: BootStage) {
    values["stage"] = .word(stage == .handover ? "all" : stage.rawValue)
  }

  private mutating func write(_ machine: MachineDescription) {
    switch machine.memory {
    case .size(let bytes):
      values["memory"] = .number(bytes)
      values["nodes"] = number(machine.nodes)
    case .map(let list): values["map"] = .text(list.name)
    }
    values["profile"] = .word(machine.profile.rawValue)
    values["cpus"] = number(machine.cpus)
    values["physical-bits"] = number(machine.physicalBits)
    values["levels"] = .word(String(machine.levels))
    values["seed"] = .number(machine.seed)
  }

  private mutating func write(_ command: PagingCommand) {
    switch command {
    case .map(let request):
      values["page"] = value(request.page)
      values["frame"] = request.frame.map { value($0) }
      values["size"] = .word(request.size.rawValue)
      values["flags"] = .flags(request.flags)
      values["count"] = .number(request.count)
      values["table-flags"] = request.tableFlags.map { .flags($0) }
    case .identityMap(let frame, let size, let flags):
      values["frame"] = value(frame)
      values["size"] = .word(size.rawValue)
      values["flags"] = .flags(flags)
    case .unmap(let page, let size, let count, let freeFrames):
      values["page"] = value(page)
      values["size"] = .word(size.rawValue)
      values["count"] = .number(count)
      values["free"] = onOff(freeFrames)
    case .clean(let range):
      values["from"] = (range?.lowerBound).map { .number($0) }
      values["to"] = (range?.upperBound).map { .number($0) }
    case .protect(let page, let size, let flags, let level):
      values["page"] = value(page)
      values["flags"] = .flags(flags)
      values["size"] = .word(size.rawValue)
      values["level"] = .word(String(level.rawValue))
    case .translate(let address): values["address"] = value(address)
    }
  }

  private mutating func write(_ command: AccessCommand) {
    switch command {
    case .physicalRead(let address): values["address"] = value(address)
    case .memory(let access):
      values["address"] = value(access.address)
      if case .write(let word) = access.kind { values["value"] = .number(word) }
      values["user"] = access.isUser ? .word("user") : nil
      values["size"] = .word(String(access.size))
      values["ac"] = access.alignmentCheck ? .word("ac") : nil
    case .flush(let page):
      if let page { values["page"] = value(page) } else { values["all"] = .word("all") }
    case .set(let field, let number): values["field"] = .assignment(field: field, number)
    case .physicalWrite(let address, let word):
      values["address"] = value(address)
      values["value"] = .number(word)
    }
  }

  private func value(_ operand: Operand) -> ArgumentValue {
    switch operand {
    case .address(let address): .reference(.address(address))
    case .name(let name): .reference(.name(names.text(name.label) ?? "?"))
    }
  }

  private func number(_ value: Int) -> ArgumentValue { .number(UInt64(max(0, value))) }

  private func onOff(_ isOn: Bool) -> ArgumentValue { .word(isOn ? "on" : "off") }
}

extension Command {
  /// The verb that gives the command.
  public var verb: Verb {
    switch self {
    case .boot(.machine): .machine
    case .boot(.stage): .boot
    case .heap(.create): .heap
    case .heap(.allocate): .alloc
    case .heap(.free): .free
    case .heap(.reallocate): .realloc
    case .frames(.allocate): .frameAlloc
    case .frames(.free): .frameFree
    case .paging(.map): .map
    case .paging(.identityMap): .identityMap
    case .paging(.unmap): .unmap
    case .paging(.clean): .clean
    case .paging(.protect): .protect
    case .paging(.translate): .translate
    case .access(.memory(let access)):
      switch access.kind {
      case .read: .read
      case .write: .write
      case .execute: .execute
      }
    case .access(.flush): .flush
    case .access(.set): .set
    case .access(.physicalRead): .physicalRead
    case .access(.physicalWrite): .physicalWrite
    }
  }
}

extension Expectation {
  fileprivate var verb: Verb {
    switch self {
    case .figure: .expect
    case .fault: .expectFault
    case .error: .expectError
    }
  }
}
