import Interface
import Traces

/// The user's file of settings.
enum ConfigFile {
  /// The most that is read of it.
  static let limit = 1 << 20

  /// Where it is, whether or not there is one; `nil` if the user has no home.
  static var path: String? {
    if let config = Console.variable("XDG_CONFIG_HOME"), config.hasPrefix("/") {
      return config + "/memwalk/config"
    }
    guard let home = Console.variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.config/memwalk/config"
  }

  /// What a file says, which messages call `name`; an empty one says nothing.
  static func read(_ path: String, named name: String) throws(FileError) -> Config {
    do throws(FileError) {
      return Config(try FileContents(path: path, limit: limit).bytes, named: name)
    } catch {
      if case .empty = error { return Config() }
      throw error
    }
  }

  /// The user's settings, and what to say if their file cannot be read. Without a file, those that
  /// there are without one.
  static func load() -> (config: Config, problem: String?) {
    guard let path else { return (Config(), nil) }
    if Folder.isBlocked(path) { return (Config(), "No settings: config: is no regular file") }
    do throws(FileError) {
      // A message has one row: the whole path would fill it.
      return (try read(path, named: "config"), nil)
    } catch {
      if case .notFound = error { return (Config(), nil) }
      return (Config(), "No settings: " + error.description)
    }
  }
}
