import Simulation
import Testing

@testable import Script

@Suite struct GlossaryTests {
  @Test func everyTermHasAllFields() {
    #expect(Glossary.terms.count >= 100)
    for term in Glossary.terms {
      #expect(!term.references.isEmpty, "\(term.name)")
      #expect(term.references.allSatisfy { !$0.text.isEmpty })
      #expect(!term.lines.isEmpty, "\(term.name)")
      #expect(term.meaning.count >= 10 && term.meaning.hasSuffix("."), "\(term.name)")
      #expect(!term.meaning.contains("  "), "\(term.name)")
    }
    #expect(Set(Glossary.terms.map(\.meaning)).count == Glossary.terms.count)
    #expect(Glossary.subjects.allSatisfy { !$0.terms.isEmpty })
  }

  /// No name stands for two terms, and each leads to its own.
  @Test func namesAreUnique() {
    var seen: Set<String> = [Glossary.title]
    for term in Glossary.terms {
      for name in [term.name] + term.others {
        #expect(seen.insert(Glossary.key(of: name)).inserted, "\(name)")
        #expect(Glossary.term(name)?.name == term.name, "\(name)")
        #expect(Glossary.term(name.uppercased())?.name == term.name)
        #expect((try? statement("help \(name)")) == .help(helped(name, term)), "\(name)")
      }
    }
    for (many, one) in [
      ("pages", "page"), ("entries", "entry"), ("cache lines", "cache line"), ("buddies", "buddy"),
      ("branches", "branch"), ("TLB misses", "TLB miss"), ("addresses", nil), ("s", nil), ("", nil),
    ] {
      #expect(Glossary.term(many)?.name == one)
    }
  }

  /// What a line with a term's name asks for: that name if it is a verb, too.
  private func helped(_ name: String, _ term: Term) -> String {
    Verb.matching(name).isEmpty ? term.name : name
  }

  @Test(arguments: Glossary.terms.map(\.name))
  func whatShowsItParses(_ name: String) throws {
    let term = try #require(Glossary.term(name))
    var scope = Scope()
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    for line in term.lines {
      let parsed = try #require(try parser.parse(line: line, scope: &scope))
      #expect(Printer.text(parsed.statement, names: scope.names) == line)
    }
  }

  @Test func whatTheLanguageKnowsHasATerm() {
    for policy in HeapPolicy.allCases {
      #expect(Glossary.term(policy.rawValue) != nil, "\(policy.rawValue)")
    }
    for field in RegisterField.all { #expect(Glossary.term(field.name) != nil, "\(field.name)") }
    for stage in ["usable", "reserved", "held", "oom", "double-free"] {
      #expect(Glossary.term(stage) != nil, "\(stage)")
    }
  }

  @Test func aTermIsShownInFull() {
    #expect(
      HelpText.lines(for: "TLB hits", width: 76) == [
        "TLB hit (hit)",
        "    The TLB knows the page of an address: no table is read.",
        "    Read on: Intel SDM vol. 3A, 4.10.2.3 (newer editions: 5.10.2.3); OSTEP",
        "    ch. 19",
        "    See it now: read 0x4444_4444_0000",
        "                show tlb",
      ])
    for width in [40, 76, 120] {
      let lines =
        HelpText.glossary(width: width)
        + Glossary.terms.flatMap { HelpText.lines(for: $0, width: width) }
      for line in lines { #expect(line.count <= max(width, 60), "\(line)") }
    }
    let list = HelpText.lines(for: "glossary").joined(separator: " ")
    for term in Glossary.terms { #expect(list.contains(term.name.prefix { $0 != " " })) }
  }
}
