"""./chamber bench NAME [--only PART…] [--small] [--json FILE]"""

import argparse
import importlib.util
from pathlib import Path

from .. import bench, odoo, paths, steps


def main(arguments):
    known = sorted(path.stem for path in (paths.TESTS / "bench").glob("*.py") if not path.stem.startswith("_"))
    parser = argparse.ArgumentParser("chamber bench", description="Measure, on this machine, and print the figures.")
    parser.add_argument("name", choices=known)
    parser.add_argument("--small", action="store_true", help="less data: minutes, not a quarter of an hour")
    parser.add_argument("--only", nargs="+", metavar="PART", default=(), help="only these measurements, by name")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args(arguments)
    environment = odoo.ensure()
    specification = importlib.util.spec_from_file_location("measured", paths.TESTS / "bench" / f"{options.name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    parts = {measurement.__name__: measurement for measurement in module.MEASUREMENTS}
    if unknown := [name for name in options.only if name not in parts]:
        raise steps.Failure(f"no measurement called {unknown[0]!r}: {', '.join(parts)}")
    figures = []
    for measurement in (parts[name] for name in options.only or parts):
        with steps.ended_politely(), steps.step(measurement.__doc__.splitlines()[0].rstrip(".")):
            figures += measurement(bench.Bench(environment, options.small))
    about = bench.machine()
    print(f"\n{about['cpu']}, {about['cores']} cores, {about['memory_gib']} GiB, Python {about['python']}\n")
    print(bench.table(figures))
    if options.json:
        options.json.write_text(bench.as_json(figures, about))
    return 0
