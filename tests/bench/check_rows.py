#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_rows.py --expect NAME… -- COMMAND…: runs a bench and holds its lines against the format that issues rely on.
Never looks at how long anything took."""
import json
import statistics
import subprocess
import sys

FIELDS = {"bench": str, "metric": str, "unit": str, "samples": list, "median": float, "against": str,
          "against_command": str, "against_samples": list, "against_median": float, "ratio": float}


def problems(line):
    """What is wrong with one line of output."""
    try:
        row = json.loads(line)
    except ValueError:
        return ["no JSON: " + line[:80]]
    found = [f"no {name} of type {kind.__name__}" for name, kind in FIELDS.items() if not isinstance(row.get(name), kind)]
    if found:
        return found
    if not row["samples"] or not all(isinstance(s, (int, float)) and s >= 0 for s in row["samples"] + row["against_samples"]):
        found.append("samples are not numbers")
    elif abs(row["median"] - statistics.median(row["samples"])) > 1e-6:
        found.append("median is not the samples' median")
    elif abs(row["ratio"] - row["median"] / row["against_median"]) > 1e-6 * max(1.0, row["ratio"]):
        found.append("ratio is not median through against_median")
    if not row["metric"].startswith(row["bench"] + "."):
        found.append("metric does not begin with its bench")
    return found


def main():
    split = sys.argv.index("--")
    expected, command = sys.argv[2:split], sys.argv[split + 1:]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.splitlines()
    wrong = [f"{line[:60]}…: {what}" for line in lines for what in problems(line)]
    metrics = [json.loads(line)["metric"] for line in lines] if not wrong else []
    if not wrong and metrics != expected:
        wrong.append(f"rows are {metrics}, not {expected}")
    if done.returncode != 0:
        wrong.append(f"exit code {done.returncode}")
    print("\n".join(wrong or [f"{len(lines)} rows as they should be"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
