"""One JUnit file of a run that several processes of pytest write."""

import argparse
import xml.etree.ElementTree as tree
from pathlib import Path


class Report:
    """Takes --junitxml out of pytest's options, gives each process a file of its own, puts these together."""

    def __init__(self, options, folder):
        parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
        parser.add_argument("--junitxml", "--junit-xml", type=Path)
        known, self.others = parser.parse_known_args(options)
        self.target, self.folder, self.parts = known.junitxml, folder, []

    def options(self):
        """Pytest's options for one more process: all that were given, with a JUnit file of its own."""
        if not self.target:
            return self.others
        self.parts.append(self.folder / f"junit-{len(self.parts)}.xml")
        return [*self.others, f"--junitxml={self.parts[-1]}"]

    def write(self):
        """Write the file that was asked for. A process that was killed has left no part."""
        if not self.target:
            return
        root = tree.Element("testsuites", name="pytest tests")
        for part in filter(Path.exists, self.parts):
            root.extend(tree.parse(part).getroot().iter("testsuite"))
        self.target.parent.mkdir(parents=True, exist_ok=True)
        tree.ElementTree(root).write(self.target, encoding="utf-8", xml_declaration=True)
