import Simulation
import Testing

@testable import Script

/// Names that are words of the language as well: a verb or keyword never takes a name away.
@Suite struct NameTests {
  /// Every word that means something anywhere.
  static let words: [String] = {
    let verbs = Verb.all.flatMap { $0.name.split(separator: " ").map(String.init) }
    let arguments = Verb.all.flatMap(\.arguments)
    let keys = arguments.map(\.key) + arguments.flatMap(\.allowedWords)
    let conditions = ["and", "or", "not"] + ConditionWord.allCases.map(\.rawValue)
    let all = verbs + keys + conditions + Happening.allCases.map(\.rawValue)
    return Set(all.filter(NameSyntax.isName)).sorted()
  }()

  @Test(arguments: words) func everyWordCanBeAName(_ word: String) throws {
    var scope = Scope()
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    let lines = [
      "\(word) = alloc 8", "\(word) = frame alloc", "free \(word)", "realloc \(word) 16",
      "frame free \(word)", "map \(word) frame=\(word)", "read \(word) user ac",
      "write \(word) = 5 user", "writer \(word)", "touch \(word) back", "flush page=\(word)",
      "show heap at=\(word)", "instead \(word) = alloc 8", "find name \(word) and not oom back",
      "find oom or name \(word)", "branch \(word)", "other \(word)",
    ]
    for line in lines {
      let parsed = try #require(try parser.parse(line: line, scope: &scope))
      #expect(Printer.text(parsed.statement, names: scope.names) == line)
    }
    #expect(scope.usedNames == [word])
    for start in ["free ", "touch ", "find name ", "realloc "] {
      let found = Completion.words(for: start + word.dropLast(), scope: scope)
      #expect(found.contains(word), "\(start)\(word)")
    }
  }

  /// Where no name is wanted, the words of a verb mean what they always do.
  @Test func wordsOfAVerbStayWhereNoNameIsWanted() throws {
    #expect(try statement("touch frame=0x1000 back") == .touch(.frame(0x1000), backwards: true))
    #expect(try statement("touch back frame=0x1000") == .touch(.frame(0x1000), backwards: true))
    #expect(try statement("flush all") == .command(.access(.flush(nil))))
    #expect(try statement("find back oom") == .find(.happened(.outOfMemory), backwards: true))
    let user = Completion.words(for: "read user ", scope: Scope())
    #expect(user.contains("user") && user.contains("ac"))
    #expect(!Completion.words(for: "read user user ", scope: Scope()).contains("user"))
  }
}
