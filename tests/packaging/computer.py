# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer that is made up: the real scripts of the tree in a folder of their own, and a PATH with nothing but the tools
that they use and the commands that a test puts there. Nothing of it leaves the folder."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
SCRIPTS = ["packaging/build.sh", "packaging/demo.sh", "packaging/install-packages.sh", "packaging/plain-words.sh",
           "tests/run.sh", "tests/bench/run.sh"]
TOOLS = ["bash", "cat", "cp", "cut", "dirname", "du", "env", "find", "grep", "head", "mkdir", "mktemp", "realpath", "rm", "sed",
         "tail", "tee", "timeout", "touch", "tr"]
LONGEST = 30  # seconds for one script

DPKG_ALL = 'printf "alpha installed\\nbeta installed\\n"'
DPKG_NONE = "true"
ROOMY = 'printf "    Avail\\n500000000\\n"'
USER = '[[ $1 == -u ]] && echo 1000 || echo anna'
ROOT = '[[ $1 == -u ]] && echo 0 || echo root'
CMAKE = """
echo "cmake $*" >> "$CALLS"
case $1 in
  --list-presets=build) printf 'Available build presets:\\n\\n  "ci"\\n  "dev"\\n' ;;
  --preset) mkdir -p "build/$2"; echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" > "build/$2/CMakeCache.txt"; touch "build/$2/build.ninja" ;;
  --build) echo "[1/1 0.1s] made"; mkdir -p "build/$3/bin"; cp "$STREET" "build/$3/bin/banshi-street" ;;
esac
"""
STREET = """
if [[ $1 == --ask-display ]]; then [[ -z ${DISPLAY_IS_DEAD:-} ]] || exit 4; exit 0; fi
echo "street $*" >> "$CALLS"
exit "${STREET_ANSWER:-0}"
"""


class Answer:
    """What a script left: its code, its words, and the calls that the computer's commands noted."""

    def __init__(self, done, calls):
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr
        self.calls = calls


class Computer:
    """As made it lacks nothing: all packages are there, the user is no root and has no sudo."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="banshi-computer-"))
        self.tree = self.folder / "tree"
        self.bin = self.folder / "bin"
        self.calls = self.folder / "calls"
        (self.folder / "tmp").mkdir()
        self.bin.mkdir()
        for name in SCRIPTS:
            (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SOURCE / name, self.tree / name)
        (self.tree / "packaging/packages.txt").write_text("# comment\nalpha   # the first\nbeta\n", encoding="utf-8")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        for name, body in {"dpkg-query": DPKG_ALL, "df": ROOMY, "id": USER, "cmake": CMAKE, "street": STREET,
                           "ctest": 'echo "ctest $*"'}.items():
            self.command(name, body)

    def command(self, name, body):
        """Puts a command into PATH, in place of the one that was there."""
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!{shutil.which('bash')}\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def without(self, name):
        (self.bin / name).unlink(missing_ok=True)

    def run(self, script, *arguments, **environment):
        self.calls.write_text("", encoding="utf-8")
        given = {"PATH": str(self.bin), "HOME": str(self.folder), "TMPDIR": str(self.folder / "tmp"), "CALLS": str(self.calls),
                 "STREET": str(self.bin / "street"), "LANG": os.environ.get("LANG", "C.UTF-8"), **environment}
        done = subprocess.run([self.tree / script, *arguments], cwd=self.folder, env=given, text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LONGEST, check=False)
        return Answer(done, self.calls.read_text(encoding="utf-8").splitlines())

    def leave(self):
        shutil.rmtree(self.folder, ignore_errors=True)
