import Foundation
import Testing

@testable import memwalk

/// `memwalk install`, in a folder of its own.
@Suite struct InstallTests {
  private static let places = [
    "bin/memwalk", "share/man/man1/memwalk.1", "share/zsh/site-functions/_memwalk",
    "share/bash-completion/completions/memwalk", "share/fish/vendor_completions.d/memwalk.fish",
  ]

  /// All that is in a folder, by its path from there.
  private let list = "(cd here && find . -type f -o -type l | sed 's/^..//' | sort)"

  @Test func allFilesGetThereAndAreNamed() throws {
    let run = try ProgramRun(
      shell: """
        "$memwalk" install --prefix here > first && "$memwalk" install --prefix=here/ > again &&
          sed "s|^$PWD/here/||" first | sort && cmp first again && \(list) &&
          here/bin/memwalk --version && head -2 here/share/man/man1/memwalk.1 &&
          bash -n here/share/bash-completion/completions/memwalk && ls -l here/bin
        """)
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 15, "\(run.output)")
    #expect(Array(lines[..<5]) == Self.places.sorted() && lines[5..<10] == lines[..<5])
    #expect(lines[10] == "memwalk 1.0.0" && lines[12].hasPrefix(".TH MEMWALK 1 "))
    #expect(lines[14].hasPrefix("-rwxr-xr-x"))
    #expect(run.errors.contains("here/bin is not in PATH"))
  }

  /// What is not memwalk's stays, and then nothing is written at all.
  @Test func whatIsOfOthersStays() throws {
    let run = try ProgramRun(
      shell: """
        mkdir -p here/share/zsh/site-functions/_memwalk here/share/man/man1
        "$memwalk" install --prefix here; echo $?
        rmdir here/share/zsh/site-functions/_memwalk; echo mine > here/share/man/man1/memwalk.1
        "$memwalk" install --prefix here; echo $?
        cat here/share/man/man1/memwalk.1; \(list)
        """)
    #expect(
      run.output == "2\n2\nmine\nshare/man/man1/memwalk.1\n", "\(run.output)")
    let messages = run.errors.split(separator: "\n")
    #expect(messages.count == 2)
    #expect(messages.first?.contains("/_memwalk: is there already and is not memwalk's") == true)
    #expect(messages.last?.contains("/memwalk.1: is there already and is not memwalk's") == true)
  }

  /// A link at the place of the program is replaced; what it leads to is not.
  @Test func aLinkIsReplaced() throws {
    let run = try ProgramRun(
      shell: """
        mkdir -p here/bin; echo "of memwalk" > target; ln -s ../../target here/bin/memwalk
        "$memwalk" install --prefix here > names; echo $?; cat target; test -L here/bin/memwalk || echo file
        """)
    #expect(run.output == "0\nof memwalk\nfile\n", "\(run.output) \(run.errors)")
  }

  @Test(arguments: [
    ("/proc/memwalk", "/proc/memwalk/bin: cannot be written; --prefix names another folder"),
    ("''", "--prefix: the name of a folder, such as ~/.local"),
    ("file", "file/bin: cannot be written"),
  ])
  func aFolderThatCannotBeWrittenIsRefused(prefix: String, message: String) throws {
    let run = try ProgramRun(
      shell: "echo a > file; \"$memwalk\" install --prefix \(prefix)")
    #expect(run.status == 2 && run.output == "")
    #expect(run.errors.contains(message) && run.errors.split(separator: "\n").count == 1)
  }

  @Test func homeIsWhereItGoesUnlessToldOtherwise() throws {
    let run = try ProgramRun(
      shell:
        "HOME=\"$PWD\" \"$memwalk\" install > names; ls -d .local/*; HOME= \"$memwalk\" install")
    #expect(run.output == ".local/bin\n.local/share\n" && run.status == 2)
    #expect(run.errors.contains("there is no HOME to install to: --prefix names another folder"))
  }

  /// What shells offer: subcommands, options, their values, names that come with memwalk, files, and
  /// lists that grow.
  @Test(arguments: [
    ("", ["open", "lesson", "install", "walk", "sqlite3", "qemu-64m", "walks/", "wall.mw"]),
    ("wa", ["walk", "walks/", "wall.mw"]), ("lesson wa", ["walk", "walks/", "wall.mw"]),
    ("lesson c", ["check"]), ("lesson check sql", ["sqlite"]), ("--th", ["--theme"]),
    ("--theme l", ["light"]), ("--theme=l", ["--theme=light"]), ("--theme = l", ["light"]),
    ("open walk --lin", ["--linear"]), ("replay sqlite3 --map th", ["thinkpad-t400"]),
    ("compare sqlite3 --heap bump,t", ["bump,tlsf"]), ("compare --heap tlsf,tl", []),
    ("run -q wall", ["wall.mw"]), ("run --show frames,hea", ["frames,heap"]),
    ("run --mem", []), ("run wall.mw wa", []), ("bench frames mmu", ["mmu.hit", "mmu.walk"]),
    ("verify wa", ["walks/"]), ("install --prefix walks/", ["walks/in/"]), ("trace s", ["summary"]),
    ("open --levels ", ["4", "5"]), ("open .w", [".walked"]), ("lesson export --format s", ["svg"]),
  ])
  func wordsAreOffered(line: String, words: [String]) throws {
    let run = try ProgramRun(
      shell: """
        mkdir -p walks/in; echo > wall.mw; echo > .walked
        . /dev/stdin <<'END'
        \(CompletionScript.bash.text)
        END
        COMP_WORDS=("$memwalk" \(line.hasSuffix(" ") || line.isEmpty ? line + "''" : line))
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _memwalk
        printf '%s\\n' "${COMPREPLY[@]}"
        cmp <(printf '%s\\n' "${COMPREPLY[@]}" | grep .) \\
          <("$memwalk" \(Offer.question) "${COMP_WORDS[@]:1}" | sed 's|/$||')
        """, of: "/bin/bash")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let offered = run.output.split(separator: "\n").map(String.init)
    let wanted = words.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    if line.isEmpty {
      #expect(Set(wanted).isSubset(of: offered) && !offered.contains("interactive"), "\(offered)")
    } else {
      #expect(offered == wanted, "\(offered)")
    }
  }
}
