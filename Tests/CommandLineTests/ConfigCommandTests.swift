import Testing

@testable import Interface

@Suite struct ConfigCommandTests {
  @Test func mistakesAreToldWithTheirPlace() throws {
    let files = ["mine": "theme pink\n\nkey x help\nspeed 8\n"]
    let run = try ProgramRun(["config", "check", "mine"], files: files)
    #expect(run.status == 1 && run.errors.isEmpty)
    #expect(
      run.output.hasPrefix(
        """
        mine:1:7: theme cannot be 'pink': it is dark, light, high-contrast or color-blind
          1 | theme pink
            |       ^~~~
        """))
    let json = try ProgramRun(["config", "check", "mine", "--json"], files: files)
    #expect(json.status == 1)
    #expect(
      json.output.hasPrefix("[{\"file\": \"mine\", \"line\": 1, \"column\": 7, \"message\": "))
    let good = try ProgramRun(["config", "check", "mine"], files: ["mine": "key x help"])
    #expect(good.status == 0 && good.output.isEmpty && good.errors == "mine: no mistakes\n")
    let empty = try ProgramRun(["config", "check", "mine", "--json"], files: ["mine": ""])
    #expect(empty.status == 0 && empty.output == "[]\n")
  }

  @Test func whatCannotBeReadIsSaid() throws {
    for (setup, message) in [
      ("mkdir c", "is a directory"), (":", "no such file"),
      ("head -c 100000 /dev/zero > c", "is a binary file"),
      ("yes 'theme dark' | head -c 1100000 > c", "is larger than 1 MiB"),
    ] {
      let run = try ProgramRun(shell: "\(setup); $memwalk config check c")
      #expect(run.status == 2 && run.output.isEmpty, "\(setup)")
      #expect(run.errors.hasPrefix("c: \(message)"), "\(run.errors)")
    }
  }

  @Test func theUsersFileIsFound() throws {
    let setup = "export XDG_CONFIG_HOME=$PWD/x; mkdir -p x/memwalk; "
    let path = try ProgramRun(shell: setup + "$memwalk config path")
    #expect(path.status == 0 && path.output.hasSuffix("/x/memwalk/config\n"))
    let none = try ProgramRun(shell: setup + "$memwalk config list; $memwalk config check")
    #expect(none.status == 2 && none.errors.contains("/x/memwalk/config: no such file"))
    #expect(none.output.contains("# theme is not set") && none.output.contains("key F1"))
    let given = try ProgramRun(
      shell: setup + "printf 'theme light\\nkey F5 quit\\nspeed 9' > x/memwalk/config; "
        + "$memwalk config list")
    #expect(given.status == 0 && given.output.contains("\ntheme light\n"))
    #expect(given.output.contains("key F5         quit "))
    #expect(given.errors.contains("config:3:7: speed cannot be '9'"))
    for name in KeyMap.actionNames { #expect(given.output.contains(" \(name)"), "\(name)") }
    let homeless = try ProgramRun(
      shell: "unset XDG_CONFIG_HOME; HOME=$PWD $memwalk config path; HOME=x $memwalk config path")
    #expect(homeless.output.hasSuffix("/.config/memwalk/config\n"))
    #expect(homeless.status == 2 && homeless.errors.contains("there is no config"))
  }
}
