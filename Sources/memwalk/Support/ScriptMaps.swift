import Script
import Simulation

/// The memory maps that scripts can name.
enum ScriptMaps {
  /// Looks one up: among those that come with the program, then as a file.
  static let load: MapLookup = { name throws(MapError) in
    do throws(Failure) {
      return try MapLoader.list(named: name)
    } catch {
      throw MapError(error.message)
    }
  }
}
