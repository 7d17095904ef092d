"""Reduce the official list of communes to what the postcode field needs.

python models/french/data/reduce_communes.py path/to/communes.json
"""

import gzip
import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("communes.csv.gz")


def reduced(source: Path) -> str:
    """Lines of « postcode;commune;INSEE code », sorted, for today's communes only."""
    rows = (
        f"{postcode};{commune['nom']};{commune['code']}\n"
        for commune in json.loads(source.read_text(encoding="utf-8"))
        if commune["type"] == "commune-actuelle"
        for postcode in commune.get("codesPostaux", ())
    )
    return "".join(sorted(rows))


if __name__ == "__main__":
    # A fixed time stamp makes the same source give the same file.
    TARGET.write_bytes(gzip.compress(reduced(Path(sys.argv[1])).encode(), mtime=0))
