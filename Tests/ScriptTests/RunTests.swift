import Simulation
import Testing

@testable import Script

/// Scripts carried out on a machine, as far as their commands go.
@Suite struct RunTests {
  /// Runs a script up to its first error, which is returned with its place.
  private func run(_ text: String) throws -> (error: String?, machine: Machine) {
    var scope = Scope()
    let script = ScriptParser(maps: testMaps, traces: testTraces).parse(
      text, from: SourceOrigin(file: "f"), scope: &scope)
    try #require(script.errors.isEmpty)
    var machine = try Machine(MachineDescription())
    for line in script.lines {
      for command in commands(of: line.statement, on: machine) {
        do {
          _ = try machine.apply(command)
        } catch {
          let found = line.error(error, of: command, names: scope.names)
          return (found.excerpt, machine)
        }
      }
    }
    return (nil, machine)
  }

  private func commands(of statement: Statement, on machine: Machine) -> [Command] {
    switch statement {
    case .command(let command): [command]
    case .boot(let last):
      BootStage.allCases.filter { $0 >= machine.kernel.nextStage ?? last && $0 <= last }
        .map { .boot(.stage($0)) }
    default: []
    }
  }

  @Test func aSessionRuns() throws {
    let (error, machine) = try run(
      """
      boot stage=mapper
      boot
      heap size=1M policy=linked-list
      a = alloc 512 align=16
      b = alloc 64
      free a
      map 0x1000_0000 size=4K flags=WU
      write 0x1000_0008 = 42 user
      translate 0x1000_0008
      b = frame alloc count=2
      map 0x2000_0000 frame=b count=2
      set cr4.smap=1
      """)
    #expect(error == nil)
    #expect(machine.kernel.nextStage == nil)
    // The block that b stood for is still live.
    #expect(machine.program.blocks.count == 1)
  }

  static let refusals: [(String, String)] = [
    (
      "a = alloc 8\nfree a\nfree  a  # again",
      """
      f:4:7: 'a' at 0x4444_4444_0000 was freed before: a second free would damage the heap
        4 | free  a  # again
          |       ^
      """
    ),
    (
      "map 0x1000_0000 frame=0x1234",
      """
      f:2:23: 0x0000_1234 is not a multiple of 4 KiB: 0x0000_1000 would be
        2 | map 0x1000_0000 frame=0x1234
          |                       ^~~~~~
      """
    ),
    (
      "a = frame alloc\nread a",
      """
      f:3:6: 'a' cannot stand here: a block's name is a virtual address, a frame's a physical one
        3 | read a
          |      ^
      """
    ),
    (
      "write 0x4444_4444_0000 = 256 size=1",
      """
      f:2:26: 256 does not fit into 1 byte
        2 | write 0x4444_4444_0000 = 256 size=1
          |                          ^~~
      """
    ),
  ]

  @Test(arguments: refusals) func refusalsPointAtTheArgument(_ text: String, _ expected: String)
    throws
  {
    #expect(try run("boot\n" + text).error == expected)
  }
}
