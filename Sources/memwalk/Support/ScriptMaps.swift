import Script
import Simulation

/// The memory maps that scripts can name.
enum ScriptMaps {
  /// Looks one up: among those that come with the program, then as a file.
  static let load: MapLookup = { name throws(MapError) in
    do throws(Failure) {
      var list = try MapLoader.list(named: name)
      // A script that is saved finds it from any folder.
      if list.isFile { list.name = Folder.absolute(list.name) }
      return list
    } catch {
      throw MapError(error.message)
    }
  }
}
