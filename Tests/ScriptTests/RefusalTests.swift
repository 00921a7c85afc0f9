import Testing

@testable import Script

/// What lines are refused with, and where.
@Suite struct RefusalTests {
  static let verbs: [(String, String)] = [
    ("  aloc 512", "1:3: no command is called 'aloc': did you mean 'alloc'?"),
    ("xyzzyx", "1:1: no command is called 'xyzzyx': 'help' lists them"),
    ("a = aloc 5", "1:5: no command is called 'aloc': did you mean 'alloc'?"),
    ("frame", "1:6: frame needs alloc or free behind it"),
    ("frame get 3", "1:7: frame is followed by alloc or free, not 'get'"),
    ("b = free a", "1:1: free has no result to give a name: only alloc and frame alloc have"),
    ("a=alloc 512", "1:1: this = needs spaces around it: a = …"),
    ("a= alloc 512", "1:1: this = needs spaces around it: a = …"),
    ("a = # later", "1:12: behind = stands alloc or frame alloc"),
    (
      "1a = alloc 5",
      "1:1: '1a' cannot be a name: a name is a letter or _, then letters, digits, _ and -"
    ),
    ("fork", "1:1: no command is called 'fork' any more: write 'branch'"),
    ("fork policy=buddy", "1:1: no command is called 'fork' any more: write 'branch'"),
    ("swap", "1:1: no command is called 'swap' any more: write 'other'"),
    ("other 1st", "1:7: '1st' is no number: write 4096, 0x1000, 4_096 or 4K (K, M, G, T)"),
    (
      "help crash",
      "1:6: no command and no term is called 'crash': 'help' lists the commands, 'help glossary' the terms"
    ),
    ("\"boot\"", "1:1: no command is called '\"boot\"': did you mean 'boot'?"),
    ("help aloc", "1:6: no command and no term is called 'aloc': did you mean 'alloc'?"),
    (
      "help page falt",
      "1:6: no command and no term is called 'page falt': did you mean 'page fault'?"
    ),
    (
      "help fault",
      "1:6: no command and no term is called 'fault': did you mean 'expect fault',"
        + " 'page fault' or 'general-protection fault'?"
    ),
  ]

  static let arguments: [(String, String)] = [
    ("alloc", "1:6: alloc needs SIZE: [NAME =] alloc SIZE [align=8]"),
    ("alloc 5 16", "1:9: '16' is one word too many: [NAME =] alloc SIZE [align=8]"),
    ("alloc 5 aling=16", "1:9: alloc has no 'aling': did you mean 'align'?"),
    ("alloc 5 q=1", "1:9: alloc has no 'q': [NAME =] alloc SIZE [align=8]"),
    ("alloc 5 align=8 align=16", "1:17: align is given twice"),
    ("read 0x0 user user", "1:15: user is given twice"),
    ("write 0x0 = 1 = 2", "1:15: value is given twice"),
    ("alloc 5 align= 16", "1:9: 'align=' needs a value, without a space before it"),
    ("heap size = 4K", "1:6: 'size=' needs a value, without a space before it"),
    ("heap size=\"\"", "1:6: 'size=' needs a value, without a space before it"),
    (
      "write 0x0 user",
      "1:15: write needs = VALUE: write ADDRESS = VALUE [user] [size=8] [ac]"
    ),
    ("write 0x0 =", "1:12: write needs = VALUE: write ADDRESS = VALUE [user] [size=8] [ac]"),
    ("write 0x1000=5", "1:7: this = needs spaces around it: 0x1000 = …"),
    ("read 0x0 = 5", "1:10: no = belongs here; key=value has no spaces"),
    ("flush", "1:1: flush needs page=PAGE or all: flush [page=PAGE] [all]"),
    ("flush all page=0x0", "1:7: all and page cannot both be given"),
    ("machine memory=1M map=qemu", "1:16: memory and map cannot both be given"),
    ("machine map=qemu nodes=2", "1:24: nodes and map cannot both be given"),
    ("machine map=nope", "1:13: there is no memory map 'nope'"),
    ("clean from=0x1000", "1:12: from= needs to= as well"),
    (
      "clean to=0x1000 from=0x2000",
      "1:10: the range ends at 0x0000_1000, before its start 0x0000_2000"
    ),
    (
      "protect 0x0", "1:12: protect needs flags=FLAGS: protect PAGE flags=FLAGS [size=4K] [level=1]"
    ),
    ("set cr0.wp", "1:5: 'cr0.wp=' needs a value, without a space before it"),
    ("set cr0.wp=1 cr0.am=1", "1:14: 'cr0.am=1' is one word too many: set FIELD=VALUE"),
    ("crash now", "1:7: 'now' is one word too many: crash"),
  ]

  static let values: [(String, String)] = [
    (
      "find (oom",
      "1:6: find needs a ) for this (: find FIGURE ==|!=|<|<=|>|>= NUMBER [and|or …] [back]"
    ),
    (
      "find " + String(repeating: "not ", count: 5_000) + "oom",
      "1:806: the condition has more than 200 parentheses and nots within each other"
    ),
    (
      "find fault > 1",
      "1:12: '>' is one word too many: find FIGURE ==|!=|<|<=|>|>= NUMBER [and|or …] [back]"
    ),
    ("alloc x", "1:7: 'x' is no number: write 4096, 0x1000, 4_096 or 4K (K, M, G, T)"),
    (
      "alloc 16777216T",
      "1:7: '16777216T' is too large: at most 0xffff_ffff_ffff_ffff is possible"
    ),
    (
      "expect fault 0x1_0000_0000",
      "1:14: '0x1_0000_0000' is too large: at most 0xffff_ffff is possible"
    ),
    (
      "heap policy=zz",
      "1:13: policy cannot be 'zz': it is linked-list, bump, fixed-block, next-fit, best-fit,"
        + " worst-fit, fast-fit, buddy, tlsf or slab"
    ),
    (
      "heap policy=lined-list",
      "1:13: policy cannot be 'lined-list': did you mean 'linked-list'?"
        + " (linked-list, bump, fixed-block, next-fit, best-fit, worst-fit, fast-fit, buddy, tlsf"
        + " or slab)"
    ),
    ("machine profile=linux", "1:17: profile cannot be 'linux': only blog-os is possible"),
    ("read 0x0 size=3", "1:15: size cannot be '3': it is 1, 2, 4 or 8"),
    ("map ä", "1:5: 'ä' is neither an address, such as 0x1000_0000, nor a name"),
    ("map -1", "1:5: '-1' is neither an address, such as 0x1000_0000, nor a name"),
    (
      "map 0x0 flags=WQ",
      "1:16: 'Q' is no flag: the flags are P W U X T C A D H G, -P, or a raw 0x value"
    ),
    ("map 0x0 flags=WUW", "1:17: the flag W is given twice"),
    ("map 0x0 flags=0x1003", "1:15: the bits 0x1000 are no flags but part of an entry's address"),
    (
      "set cr9.wp=1",
      "1:5: the field cannot be 'cr9.wp': did you mean 'cr0.wp'?"
        + " (cr0, cr2, cr3, cr4, efer or pkru)"
    ),
    ("expect heap.hole == 1", "1:8: a figure cannot be 'heap.hole': did you mean 'heap.holes'?"),
    (
      "expect oom = 1",
      "1:12: a relation cannot be '=': did you mean '=='? (==, !=, <, <=, > or >=)"
    ),
    ("expect fault pf", "1:14: a fault cannot be 'pf': it is gp or an error code such as 0x7"),
    (
      "expect error dubble-free", "1:14: error cannot be 'dubble-free': did you mean 'double-free'?"
    ),
    ("bookmark here", "1:10: 'here' is no text: text stands in double quotes, \"like this\""),
    (
      "instead goto 3",
      "1:9: goto is no command of the machine, as instead needs one: alloc, free or map would be"
    ),
    (
      String(repeating: "instead ", count: 20_000),
      "1:9: instead is no command of the machine, as instead needs one: alloc, free or map would be"
    ),
    ("instead", "1:8: instead needs COMMAND: instead COMMAND"),
    ("instead b = alloc", "1:18: alloc needs SIZE: [NAME =] alloc SIZE [align=8]"),
    ("goto 101%", "1:6: '101%' is no place on the way: write 0% to 100%"),
    (
      "goto nowhere",
      "1:6: the place cannot be 'nowhere':"
        + " it is a step, 0% to 100%, start, end or a bookmark in quotes"
    ),
  ]

  static let characters: [(String, String)] = [
    ("note \"a", "1:6: the closing quote of this text is missing"),
    ("note \"a\"b", "1:9: a text in quotes has spaces around it; write \\\" for a quote within it"),
    ("note a\"b", "1:7: a text in quotes has spaces around it; write \\\" for a quote within it"),
    ("note \"\\n\"", "1:7: \\n means nothing: in text only \\\" and \\\\ are escaped"),
    ("note \"\\", "1:7: \\ needs a \" or \\ behind it"),
    ("free \u{1b}[31m", "1:6: the control character \\x1b cannot stand in a script"),
    ("# \0", "1:3: the control character \\x00 cannot stand in a script"),
    ("note \"\u{85}\"", "1:7: the control character \\x85 cannot stand in a script"),
    (
      "alloc\u{a0}5", "1:6: the character \\u{a0} looks like a space but is none: use a plain space"
    ),
    ("free \u{202e}a", "1:6: '\\u{202e}a' is neither an address, such as 0x1000_0000, nor a name"),
    ("boot\r boot", "1:5: the control character \\x0d cannot stand in a script"),
  ]

  @Test(arguments: verbs + arguments + values + characters)
  func isRefused(_ line: String, _ message: String) {
    #expect(refusal(line) == message)
  }

  @Test func invalidUTF8IsRefused() {
    let text = Array("boot\nnote \"ä".utf8) + [0xe2, 0x82] + Array("\"\nboot".utf8)
    var scope = Scope()
    let script = ScriptParser(maps: testMaps, traces: testTraces).parse(text, scope: &scope)
    #expect(script.errors.map(\.reason) == [.notUTF8(0xe2)])
    #expect(script.errors[0].position == SourcePosition(line: 2, column: 8))
    #expect(script.lines.count == 2)
  }

  @Test func excerptsPointAtTheWord() {
    #expect(
      parse("boot\n\ta = aloc 512 # é", from: SourceOrigin(file: "l\u{1b}1.mem")).errors[0].excerpt
        == """
        l\\x1b1.mem:2:6: no command is called 'aloc': did you mean 'alloc'?
          2 |  a = aloc 512 # é
            |      ^~~~
        """)
    #expect(
      parse("alloc", from: SourceOrigin(file: "a")).errors[0].excerpt == """
        a:1:6: alloc needs SIZE: [NAME =] alloc SIZE [align=8]
          1 | alloc
            |      ^
        """)
    #expect(
      parse("no \u{1b} x", from: SourceOrigin(file: "a")).errors[0].excerpt == """
        a:1:4: the control character \\x1b cannot stand in a script
          1 | no \\x1b x
            |    ^~~~
        """)
  }

  @Test func excerptsOfLongLinesAreCut() {
    let line = String(repeating: "x", count: 100) + " y"
    let excerpt = SourceExcerpt(
      line: line, position: SourcePosition(line: 9, column: 102), length: 1)
    #expect(
      excerpt.text == """
          9 | …\(String(repeating: "x", count: 59)) y
            | \(String(repeating: " ", count: 61))^
        """)
  }
}
