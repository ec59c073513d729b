#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""install-model.py MANIFEST [--into FOLDER] [--sum SHA256]: brings a face model into a machine by its manifest.

MANIFEST is a `*.model.toml` at the site's own source: an https address, a file, or a folder with exactly one (a memory
stick). The network is taken from beside it. A transfer that was cut off goes on where it stopped when the command is given
again. Nothing is installed whose SHA-256 is not the manifest's; the manifest itself is believed from a file, over https
all the way, or when --sum names its own SHA-256. A model of the same names is replaced by two renames: should the power
go between them, the two do not fit, nobody is compared, and giving the command again mends it. Ends with 0 installed (or
already there), 1 refused, 2 wrong command line, 3 something is missing or not reachable: the command again goes on.
"""
import argparse
import hashlib
import http.client
import os
import pathlib
import re
import sys
import tomllib
import urllib.error
import urllib.parse
import urllib.request

LARGEST_MANIFEST = 64 * 1024
LARGEST_MODEL = 512 * 1024 * 1024
CHUNK = 256 * 1024
PATIENCE_S = 30  # seconds without a byte
# Where the session may read: the unit of the kiosk hides the gateway's own folder from it (packaging/systemd).
MODELS = "/var/lib/banshi-models"
READABLE_FOLDER, READABLE_FILE = 0o755, 0o644  # whatever the umask of who installs: a model holds nothing of anybody
FIELDS = {"matcher": {"model": ("id", "file", "sha256", "licence", "source", "metric"),
                      "input": ("width", "height", "left_eye_x", "right_eye_x", "eye_y", "order"),
                      "threshold": ("accept", "reject", "measured_on")},
          "liveness": {"model": ("id", "file", "sha256", "licence", "source", "kind"),
                       "input": ("width", "height", "crop", "order"),
                       "output": ("classes", "person"),
                       "threshold": ("person", "measured_on")}}


class Refused(Exception):
    """What was brought must not be installed."""
    code = 1


class Missing(Exception):
    """Something is not there or not reachable."""
    code = 3


def is_address(text):
    return text.startswith(("https://", "http://"))


def beside(manifest, name):
    """Where the file `name` lies at the manifest's source."""
    if is_address(manifest):
        return urllib.parse.urljoin(manifest, urllib.parse.quote(name))
    return str(pathlib.Path(manifest).parent / name)


def the_manifest(source):
    """The manifest that `source` means: itself, or the only one in a folder."""
    if is_address(source) or not os.path.isdir(source):
        return source
    found = sorted(pathlib.Path(source).glob("*.model.toml"))
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "none"
        raise Missing(f"{source} has not one *.model.toml but: {names}. Name the manifest itself.")
    return str(found[0])


class HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to where somebody on the way could change what is sent."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if not newurl.startswith("https://"):
            raise Refused(f"{req.full_url} redirects to {newurl}, where anybody could have changed the manifest: "
                          "use https, or name its sum with --sum.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opened(source, start=0, https_only=False):
    """A stream of `source` from byte `start` on, the byte at which it really begins, and the whole length if known."""
    if not is_address(source):
        try:
            stream = open(source, "rb")  # pylint: disable=consider-using-with
        except OSError as why:
            raise Missing(f"{source} cannot be read: {why.strerror}. Is the memory stick in?") from why
        size = os.fstat(stream.fileno()).st_size
        start = start if start <= size else 0
        stream.seek(start)
        return stream, start, size
    request = urllib.request.Request(source, headers={"Range": f"bytes={start}-"} if start else {})
    opener = urllib.request.build_opener(*([HttpsOnly] if https_only else []))
    try:
        stream = opener.open(request, timeout=PATIENCE_S)
    except urllib.error.HTTPError as why:
        if why.code == 416 and start:  # the part is as long as the file or longer: from the beginning
            return opened(source)
        raise Missing(f"{source} answers {why.code} {why.reason}: check the address.") from why
    except (OSError, http.client.HTTPException) as why:
        raise Missing(f"{source} cannot be reached ({why}): check the network, then give the command again.") from why
    begins = start if stream.status == 206 else 0
    length = stream.headers.get("Content-Length", "")
    return stream, begins, begins + int(length) if length.isdigit() else None


def read_manifest(source, wanted_sum):
    """Bytes and content of the manifest."""
    if source.startswith("http://") and not wanted_sum:
        raise Refused("Over plain http anybody could have changed the manifest: use https, or name its sum with --sum.")
    stream, _, whole = opened(source, https_only=source.startswith("https://") and not wanted_sum)
    with stream:
        try:
            data = stream.read(LARGEST_MANIFEST + 1)
        except (OSError, http.client.HTTPException) as why:
            raise Missing(f"{source} could not be read to its end ({why}): give the command again.") from why
    if len(data) > LARGEST_MANIFEST:
        raise Refused(f"{source} is larger than 64 KiB and no manifest.")
    if whole is not None and len(data) < whole:
        raise Missing(f"{source} stopped at {len(data)} of {whole} bytes: give the command again.")
    if wanted_sum and hashlib.sha256(data).hexdigest() != wanted_sum.lower():
        raise Refused("The manifest's SHA-256 is not the one given with --sum.")
    try:
        manifest = tomllib.loads(data.decode())
    except ValueError as why:
        raise Refused(f"{source} is no manifest: {why}") from why
    for table, names in FIELDS[use_of(manifest.get("model", {}))].items():
        lacks = [name for name in names if name not in manifest.get(table, {})]
        if lacks:
            raise Refused(f"The manifest's [{table}] lacks {', '.join(lacks)}.")
    model = manifest["model"]
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._+-]*", str(model["file"])):
        raise Refused("The manifest's file must be a plain name beside it.")
    if not re.fullmatch(r"[0-9a-f]{64}", str(model["sha256"])):
        raise Refused("The manifest's sha256 must be 64 lower-case hexadecimal digits.")
    return data, model


def use_of(model):
    """What the machine's file calls such a model."""
    return "liveness" if model.get("kind") == "onnx-liveness" else "matcher"


def sum_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tell(done, whole):
    share = f" of {whole / 1e6:.1f} MB ({100 * done // max(1, whole)} %)" if whole else " MB"
    print(f"\r{done / 1e6:.1f}{share} ", end="", file=sys.stderr, flush=True)


def bring(source, part):
    """Copies `source` to `part`, behind what is there already."""
    have = part.stat().st_size if part.exists() else 0
    stream, begins, whole = opened(source, have)
    if begins:
        print(f"going on after {begins / 1e6:.1f} MB", file=sys.stderr)
    done = begins
    with stream, open(part, "r+b" if begins else "wb") as file:
        file.seek(begins)
        file.truncate()
        try:
            while chunk := stream.read(CHUNK):
                done += len(chunk)
                if done > LARGEST_MODEL:
                    raise Refused("The network is larger than 512 MiB.")
                file.write(chunk)
                tell(done, whole)
        except (OSError, http.client.HTTPException) as why:
            raise Missing(f"\nThe transfer stopped ({why}): give the command again, it goes on from there.") from why
        finally:
            file.flush()
            os.fsync(file.fileno())
    print(file=sys.stderr)
    if whole is not None and done < whole:
        raise Missing(f"The transfer stopped at {done} of {whole} bytes: give the command again, it goes on from there.")


def stage(data, path):
    """Writes `data` beside `path`, safe on the disk; returns where."""
    new = path.with_name(path.name + ".new")
    with open(new, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return new


def fetch(source, network, wanted_sum):
    """Brings the network to a file beside `network`, safe on the disk, and returns where: itself when it is there."""
    if network.exists() and sum_of(network) == wanted_sum:
        return network
    part = network.with_name(network.name + ".part")
    if not (part.exists() and sum_of(part) == wanted_sum):  # whole when only the renames were cut off
        bring(source, part)
        if sum_of(part) != wanted_sum:
            part.unlink()
            raise Refused("The network's SHA-256 is not the manifest's: it was damaged or changed, and is thrown away.")
    return part


def settle(pairs, into):
    """Renames each staged file to its place, so that a power cut leaves the old file or the new one."""
    for staged, _ in pairs:
        os.chmod(staged, READABLE_FILE)
    for staged, path in pairs:
        os.replace(staged, path)
    os.fsync(folder := os.open(into, os.O_RDONLY))
    os.close(folder)


def install(arguments):
    source = the_manifest(arguments.manifest)
    data, model = read_manifest(source, arguments.sum)
    into = pathlib.Path(arguments.into)
    if not into.is_dir():
        into.mkdir(parents=True)
        into.chmod(READABLE_FOLDER)
    name = urllib.parse.unquote(pathlib.PurePosixPath(urllib.parse.urlparse(source).path).name)
    if not name.endswith(".model.toml"):
        raise Refused("A manifest's name ends with .model.toml.")
    network, manifest = into / model["file"], into / name
    part = fetch(beside(source, model["file"]), network, model["sha256"])
    settle([(part, network), (stage(data, manifest), manifest)], into)
    print(f"{model['id']} is installed; licence: {model['licence']}. The machine's file names it so:")
    print(f"[face]\n{use_of(model)} = \"{manifest}\"")


def main():
    parser = argparse.ArgumentParser(description="Brings a face model into a machine by its manifest.")
    parser.add_argument("manifest", help="https address, file, or folder with one *.model.toml")
    parser.add_argument("--into", default=MODELS, help="folder of the machine's models (%(default)s)")
    parser.add_argument("--sum", help="SHA-256 of the manifest itself, from another source than the manifest")
    arguments = parser.parse_args()
    try:
        install(arguments)
        return 0
    except (Refused, Missing) as why:
        print(why, file=sys.stderr)
        return why.code
    except OSError as why:
        print(f"{why.filename or arguments.into} cannot be written: {why.strerror}.", file=sys.stderr)
        return Missing.code


if __name__ == "__main__":
    sys.exit(main())
