import CellGrid
import Script

extension Config {
  /// All settings as they are, and all keys of the views with what they do, as lines of a file that
  /// says the same.
  public var listing: [String] {
    var lines = Setting.all.flatMap { setting in
      ["# \(setting.usage): \(setting.summary)"]
        + (setting.written(self).map { ["\(setting.name) \($0)"] }
          ?? (setting.name == "key" ? [] : ["# \(setting.name) is not set"])) + [""]
    }
    for group in keys.groups {
      lines.append("# \(group.title)")
      for binding in group.bindings {
        guard let name = binding.action.name else { continue }
        if binding.keys.isEmpty { lines.append("# no key: \(name)") }
        for key in binding.keys {
          // What a config cannot change is told, too.
          let line = "key \(key.written.padded(to: 10)) \(name.padded(to: 14))# \(binding.help)"
          lines.append(key.isFree ? line : "# always: " + line)
        }
      }
      lines.append("")
    }
    for change in keyChanges where change.action == nil {
      lines.append("key \(change.key.written.padded(to: 10)) none")
    }
    return lines
  }
}

extension Key {
  /// The name as a config has it: what would begin a comment or a text stands in quotes.
  fileprivate var written: String {
    let name = name(isASCII: true)
    guard name.contains("#") || name.contains("\"") || name.contains("\\") else { return name }
    return "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
