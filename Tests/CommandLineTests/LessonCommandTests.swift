import Foundation
import Lessons
import Testing

@testable import memwalk

/// `memwalk lesson` as teachers and students meet it.
@Suite struct LessonCommandTests {
  private static let lesson = LessonTemplate.text(title: "first")

  @Test func theListSaysWhatThereIs() throws {
    let run = try ProgramRun(shell: "XDG_STATE_HOME=\"$PWD\" \"$memwalk\" lesson")
    #expect(run.status == 0 && run.output.contains("walk"))
    #expect(run.output.contains("An address is five numbers") && run.output.contains("answered 0"))
    let json = try ProgramRun(shell: "XDG_STATE_HOME=\"$PWD\" \"$memwalk\" lesson --json")
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(list.count == 8 && list.allSatisfy { ($0["questions"] as? Int ?? 0) >= 4 })
  }

  @Test func whatIsBegunIsRight() throws {
    let run = try ProgramRun(
      shell: "\"$memwalk\" lesson new first && \"$memwalk\" lesson check first.md && cat first.md")
    #expect(run.status == 0 && run.output.contains("# first"))
    let again = try ProgramRun(
      shell: "\"$memwalk\" lesson new first && \"$memwalk\" lesson new first")
    #expect(again.status == 2 && again.errors.contains("exists already"))
  }

  @Test func mistakesAreNamedByPlace() throws {
    let files = ["bad.md": "# Bad\n\n## Page\n\n```memwalk\naloc 8\n```\n"]
    let text = try ProgramRun(["lesson", "check", "bad.md"], files: files)
    #expect(text.status == 1 && text.errors == "")
    #expect(text.output.hasPrefix("bad.md:6:1: no command is called 'aloc'"))
    let json = try ProgramRun(["lesson", "check", "bad.md", "--json"], files: files)
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(json.status == 1 && list.first?["line"] as? Int == 6)
    #expect(try ProgramRun(["lesson", "check", "none.md"]).status == 2)
    let latin = try ProgramRun(
      shell: "printf '# T\\344\\n' > latin.md; \"$memwalk\" lesson check latin.md")
    #expect(latin.status == 2 && latin.errors.contains("UTF-8"))
    let open = try ProgramRun(["lesson", "bad.md", "--linear"], files: files)
    #expect(open.status == 2 && open.errors.hasPrefix("bad.md:6:1: "))
    let name = try ProgramRun(["lesson", "wolk"])
    #expect(name.status == 2 && name.errors.contains("did you mean walk?"))
  }

  @Test func aLessonIsTakenThroughAPipeAndRemembered() throws {
    let run = try ProgramRun(
      shell: """
        export XDG_STATE_HOME="$PWD"
        printf '\\n\\n5\\n4\\n\\n\\nr\\nmap 0x2000_0000 flags=WU\\nwrite 0x2000_0000 = 1 user\\n' |
          "$memwalk" lesson first.md --linear
        cat memwalk/lessons
        "$memwalk" lesson reset first.md && wc -c < memwalk/lessons
        """, files: ["first.md": Self.lesson])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("Not quite.") && run.output.contains("Right: 4."))
    #expect(run.output.contains("Done, with 2 commands."))
    #expect(run.output.contains(" right 2\n") && run.output.contains(" done\n"))
    #expect(run.output.hasSuffix("\n0\n"))
  }

  @Test func aPageForABrowserHasAPictureAStep() throws {
    let run = try ProgramRun(["lesson", "export", "first.md"], files: ["first.md": Self.lesson])
    #expect(run.status == 0 && run.output.hasPrefix("<!DOCTYPE html>"))
    #expect(run.output.components(separatedBy: "<svg").count == 2)
    #expect(run.output.contains("<details><summary>How many words"))
    let page = try ProgramRun(
      ["lesson", "export", "first.md", "--format", "text", "--page", "2", "--size", "80x24"],
      files: ["first.md": Self.lesson])
    #expect(page.status == 0 && page.output.contains("Right") == false)
    #expect(page.output.contains("The answer is 4.") && page.output.contains("P4 "))
    let none = try ProgramRun(
      ["lesson", "export", "first.md", "--format", "svg", "--page", "9"],
      files: ["first.md": Self.lesson])
    #expect(none.status == 2 && none.errors.contains("pages 1 to 3"))
  }

  @Test func aLessonIsSeenByItsContent() throws {
    let run = try ProgramRun(["first.txt"], files: ["first.txt": Self.lesson])
    #expect(run.status == 2 && run.errors.contains("--linear works without one"))
    let options = try ProgramRun(["open", "walk", "--memory", "64M"])
    #expect(options.status == 2 && options.errors.contains("is a lesson"))
  }
}
