import Foundation
import Testing

/// The program as a user meets it: exit statuses, messages, JSON.
@Suite struct CommandLineTests {
  static let wrongInput: [([String], String)] = [
    (["trace", "summary", "nothing"], "nothing: no such file"),
    (["replay", "empty"], "empty: is empty"),
    (["replay", "."], ".: is a directory; name a file in it"),
    (["run", "."], ".: is a directory; name a file in it"),
    (["run", "newer"], "newer:1:1: the script is in version 7 of the language"),
    (["trace", "summary", "text"], "text, line 1: found \"hello\"; memwalk reads .rep traces"),
    (["replay", "header"], "header: no record in it; memwalk reads .rep traces"),
    (["run", "wrong"], "wrong:1:1: no command is called 'aloc': did you mean 'alloc'?"),
    (["run"], "Which script? memwalk run SCRIPT"),
    (["run", "empty", "--show", "stars"], "--show stars: the views are frames, tables"),
    (["run", "empty", "--size", "0x9"], "--size 0x9: columns and rows, as in 100x30"),
    (["replay", "sqlite3", "--align", "3"], "--align 3: an alignment is a power of two"),
    (["replay", "sqlite3", "--align", "3K"], "--align 3K: an alignment is a power of two"),
    (["compare", "sqlite3", "--align", "x"], "--align x: an alignment is a power of two"),
    (["replay", "sqlite3", "--memory", "0"], "memory cannot be 0: it is 64K to 64T"),
    (["replay", "sqlite3", "--memory", "x"], "--memory x: not a size; 64M or 2G would be one"),
    (["replay", "sqlite3", "--levels", "6"], "levels cannot be 6: it is 4 or 5"),
    (
      ["replay", "sqlite3", "--map", "text"],
      "text: no record in it; memwalk reads memory maps here"
    ),
    (["replay", "sqlite3", "--map", "reserved"], "reserved: the machine has no usable memory"),
    (
      ["replay", "sqlite3", "--memory", "1M", "--map", "qemu-64m"],
      "--memory and --map exclude each other"
    ),
    (["verify", "nothing"], "there is no such folder"),
    (["verify", "."], ".: no known answers are there: heap, mapper, frames and mmu hold them"),
    (["bench", "nothing"], "there is no workload 'nothing'"),
    (["nothing"], "no subcommand is called 'nothing', and no file: memwalk --help lists them"),
    (["replya"], "no subcommand is called 'replya', and no file: did you mean replay?"),
    (["sqlit"], "no file: did you mean sqlite?"), (["none.mw"], "none.mw: no such file"),
    (
      ["text"],
      "text: an unknown text; memwalk opens scripts, journals, lessons, .rep traces and boot"
    ),
    (["fine", "text"], "memwalk opens one file, or carries out one subcommand"),
    (["fine", "--resume"], "a file opens a session of its own: leave out --resume"),
    (["fine", "--memory", "1M"], "fine is a script, which says itself on what machine it runs"),
    (["fine"], "fine opens in a terminal, and this is none; memwalk run fine works without one"),
    (["open", "refused"], "refused opens in a terminal"),
    (["open", "empty"], "empty opens in a terminal"),
    (["open", "/dev/zero"], "/dev/zero: is no regular file; memwalk replay reads traces through"),
    (["open", "/"], "/: is a directory; name a file in it"),
    (["run", "field"], "field:1:5: the field cannot be 'wp': did you mean 'cr0.wp'?"),
    (["open", "wrong.mw"], "wrong.mw:1:1: no command is called 'aloc': did you mean 'alloc'?"),
    (["open", "sqlite3"], "memwalk replay sqlite3 works without one"),
    (["open", "qemu-64m"], "memwalk trace summary qemu-64m works without one"),
    (["open", "qemu-64m", "--levels", "5"], "qemu-64m is a machine already"),
    (
      ["open", "outside.mw"],
      "/etc/hostname: a script that is opened reads only regular files in its own folder"
    ),
    (["open", "none beside.mw"], "nothing: no such file beside the script"),
    (["open", "beside.mw"], "beside.mw opens in a terminal"),
    ([], "memwalk without a subcommand needs a terminal"),
  ]

  static let files = [
    "empty": "", "text": "hello\nworld\n", "header": "1\n2\n3\n4\n", "wrong": "aloc 5\n",
    "reserved": "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] reserved\n",
    "fails": "alloc 5\nexpect heap.used == 17\n", "refused": "free 0x9\n",
    "fine": "alloc 5\nexpect heap.used == 16\nshow stats\nshow why\n",
    "damaged.rep": "1\n1\n4\n1\na 0 5\nq\u{1b}[31m\u{9b}m\nf 0\nf 7\n",
    "full": "heap size=64K grow=off\na = alloc 100K\n", "twice": "alloc 8\nboot\n",
    "aligned": "boot\nb = alloc 8 align=32M\n",
    "field": "set wp=0\n", "wrong.mw": "aloc 5\n", "outside.mw": "machine map=/etc/hostname\n",
    "none beside.mw": "machine map=nothing\n", "beside.mw": "machine map=listed\nalloc 8\n",
    "listed": "BIOS-e820: [mem 0x0000000000000000-0x0000000003ffffff] usable\n",
    "escape\u{1b}[31m": "free 0x9\n", "newer": "# memwalk language 7\nboot\n",
  ]

  @Test(arguments: wrongInput)
  func wrongInputEndsWithStatus2(arguments: [String], message: String) throws {
    let run = try ProgramRun(arguments, files: Self.files)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test(arguments: [
    ("fails", "fails:2:8: expected heap.used == 17, found 16\n  2 | expect heap.used == 17\n"),
    (
      "full",
      "full:2:11: nothing in the heap fits 102,400 bytes, and it may not grow (grow=off)\n"
    ),
    (
      "aligned",
      "aligned:2:11: nothing in the heap fits 8 bytes with that alignment, and growing so far takes"
        + " more than the 15,004 frames that are free\n"
    ),
    ("twice", "twice:2:1: the machine has booted already"),
    ("refused", "refused:1:6: no block starts at 0x0000_0009, and none holds it\n"),
  ])
  func aFailedRunEndsWithStatus1(script: String, message: String) throws {
    let run = try ProgramRun(["run", "-q", script], files: Self.files)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  @Test func aDamagedAnswerFailsByFileAndLine() throws {
    let run = try ProgramRun(["verify", "."], folders: ["heap": ["torn.jsonl": "{\n"]])
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("heap/torn.jsonl:1: not JSON\n"))
    #expect(run.output.contains("heap              1         0         1"))
  }

  @Test func helpSaysHowToResumeASession() throws {
    let help = try ProgramRun(["--help"]).output.split(whereSeparator: \.isWhitespace)
    let text = help.joined(separator: " ")
    #expect(text.contains("memwalk --resume goes on with the last session"))
    #expect(text.contains("--journal FILE"))
    #expect(text.contains("$XDG_STATE_HOME/memwalk, or ~/.local/state/memwalk"))
  }

  @Test func aMachineThatDoesNotBootSaysWhere() throws {
    let run = try ProgramRun(["replay", "sqlite3", "--memory", "1M"])
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("the machine does not boot, at the stage heap: 25"))
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["run", "--help"], ["replay", "--help"], ["trace", "--help"],
    ["trace", "summary", "--help"], ["verify", "--help"], ["bench", "--help"],
    ["run", "--commands"], ["run", "fine"], ["run", "empty"],
  ])
  func helpAndGoodScriptsEndWithStatus0(arguments: [String]) throws {
    let run = try ProgramRun(arguments, files: Self.files)
    #expect(run.status == 0)
    #expect(run.output != "")
    #expect(run.errors == "")
  }

  @Test(arguments: [
    ["run", "fine"], ["run", "fails"], ["replay", "damaged.rep"],
    ["trace", "summary", "damaged.rep"], ["trace", "summary", "qemu-64m"],
  ])
  func jsonIsJSON(arguments: [String]) throws {
    let run = try ProgramRun(arguments + ["--json"], files: Self.files)
    #expect(run.json?.isEmpty == false, "\(run.output)")
  }

  @Test func damagedRecordsAreCountedAndNamed() throws {
    let run = try ProgramRun(["trace", "summary", "damaged.rep"], files: Self.files)
    #expect(run.status == 0)
    #expect(run.errors.contains("2 records skipped, the first in line 6"))
  }

  @Test(arguments: [
    ["run", "escape\u{1b}[31m"], ["replay", "damaged.rep"], ["trace", "summary", "damaged.rep"],
    ["trace", "summary", "x\u{1b}[31m"], ["replay", "x", "--map", "\u{9b}31m"], ["\u{1b}[31m"],
    ["bench", "\u{1b}c"], ["verify", "\u{1b}c"], ["run", "fine", "--show", "\u{202e}"],
  ])
  func escapeSequencesNeverReachTheTerminal(arguments: [String]) throws {
    let run = try ProgramRun(arguments, files: Self.files)
    for scalar in (run.output + run.errors).unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control, "\(run.errors)")
      #expect(scalar.properties.generalCategory != .format)
    }
  }

  /// What cannot be read is no empty input, whichever command reads it.
  @Test(arguments: ["run -", "replay -", "compare -", "trace summary -"])
  func standardInputThatCannotBeReadIsRefused(command: String) throws {
    let cases = [
      ("< /", "standard input: is a directory"), ("<&-", "standard input: cannot be read"),
    ]
    for (input, message) in cases {
      let run = try ProgramRun(shell: "$memwalk \(command) \(input)")
      #expect(run.status == 2 && run.output == "", "\(command) \(input)")
      #expect(run.errors.hasPrefix(message), "\(command) \(input): \(run.errors)")
    }
  }

  /// A trace comes from standard input as from a file.
  @Test func aTraceIsReadFromStandardInput() throws {
    let trace = ["one": "4096\n1\n2\n1\na 0 64\nf 0\n"]
    for command in ["replay", "compare --heap tlsf --json", "trace summary"] {
      let file = try ProgramRun(shell: "$memwalk \(command) one", files: trace)
      for input in ["- < one", "- < one | cat", "- <one"] {
        let run = try ProgramRun(shell: "$memwalk \(command) \(input)", files: trace)
        #expect(run.status == 0 && run.errors == "", "\(run.errors)")
        if command == "replay" { #expect(run.output == file.output) }
      }
      let piped = try ProgramRun(shell: "cat one | $memwalk \(command) -", files: trace)
      #expect(piped.status == 0 && piped.errors == "", "\(piped.errors)")
    }
  }

  @Test func aFullDiskIsReported() throws {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "'\(ProgramRun.program.path)' run --commands >/dev/full 2>/dev/null"]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 1)
  }
}
