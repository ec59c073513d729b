# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader of C++ declarations that is just good enough for the style of this house: comments, types, functions."""
import re
from dataclasses import dataclass, field

MACROS = re.compile(r"\b(Q_OBJECT|Q_GADGET|Q_NAMESPACE)\b")
STRING = re.compile(r'R"([^(\s]{0,16})\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'')
COMMENT = re.compile(r"//[^\n]*|/\*(?:.|\n)*?\*/")
TOKEN = re.compile(COMMENT.pattern + "|" + STRING.pattern)
ATTRIBUTE = re.compile(r"\[\[[^\]]*\]\]")
TYPE = re.compile(r"^(class|struct|union|enum(?:\s+class|\s+struct)?)\s+(?:alignas\s*\([^)]*\)\s*)?(?:[A-Z][A-Z0-9_]+\s+)?([\w:]+)")
NOT_DOCUMENTED = re.compile(r"^(using|typedef|friend|static_assert|namespace|extern\s+template|Q_[A-Z_]+)\b")


@dataclass
class Declaration:
    kind: str  # "class", "struct", "enum" or "function"
    name: str
    line: int
    doc: str
    text: str  # without body, without comments
    body_lines: int = 0
    access: str = "public"
    members: list = field(default_factory=list)


def blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def mask(text):
    """The text with comments and string contents blanked; same length, same lines."""
    text = TOKEN.sub(lambda m: blank(m) if m.group(0).startswith("/") else '"' + blank(m)[1:-1] + '"', text)
    return MACROS.sub(blank, text)


def skip_preprocessor(code):
    """Blanks preprocessor lines with their continuations."""
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, code, flags=re.M)


def matching(code, at):
    """Index behind the bracket that closes the one at `at`."""
    pairs = {"{": "}", "(": ")", "[": "]"}
    stack = []
    for index in range(at, len(code)):
        if code[index] in pairs:
            stack.append(pairs[code[index]])
        elif stack and code[index] == stack[-1]:
            stack.pop()
            if not stack:
                return index + 1
    return len(code)


def doc_above(lines, line):
    """The `///` or `/** */` comment that ends right above the 1-based line; declarations that stand together without
    an empty line share the comment above the first."""
    index = line - 2
    while index >= 0 and lines[index].strip() and not lines[index].strip().startswith(("//", "/*", "*", "{", "}", "#")) \
            and not lines[index].strip().endswith("*/") and not re.match(r"\s*(public|private|protected|Q_SIGNALS)\b.*:$", lines[index]):
        index -= 1
    end = index
    while index >= 0 and (lines[index].strip().startswith(("///", "/**", "*", "*/"))):
        index -= 1
    return "\n".join(lines[index + 1:end + 1])


def own_doc(lines, line):
    """The comment directly above the line, nothing else."""
    index = line - 2
    while index >= 0 and lines[index].strip().startswith(("///", "/**", "*", "*/")):
        index -= 1
    return "\n".join(lines[index + 1:line - 1])


def strip_template(text):
    text = ATTRIBUTE.sub(" ", text).strip()
    while text.startswith("template"):
        at, depth = text.index("<"), 0
        for index in range(at, len(text)):
            depth += {"<": 1, ">": -1}.get(text[index], 0)
            if depth == 0:
                break
        text = text[index + 1:].strip()
        text = re.sub(r"^requires\s+\w[\w:]*(<[^>]*>)?", "", text).strip()
    return text


def end_of_declaration(code, at, limit):
    """(end of head, start of body or -1, end) of the declaration that starts at `at`."""
    index = at
    while index < limit:
        char = code[index]
        if char in "([":
            index = matching(code, index)
            continue
        if char == ";":
            return index, -1, index + 1
        if char == "{":
            end = matching(code, index)
            rest = re.match(r"\s*;", code[end:limit])
            head = code[at:index]
            if rest or "=" in re.sub(r"\([^()]*\)|operator\s*\S+|<[^<>]*>", "", head):
                tail = code.find(";", end, limit)
                return index, index, (tail if tail >= 0 else end) + 1
            if re.match(r"\s*[,{]", code[end:limit]):  # member initialisers with braces
                index = end
                continue
            return index, index, end
        index += 1
    return limit, -1, limit


def scan(text):
    """All types and functions of a file at namespace scope, with what stands in the types."""
    code = skip_preprocessor(mask(text))
    return _scan(code, text.split("\n"), 0, len(code), None)


def _scan(code, lines, at, limit, default_access):
    found = []
    access = default_access or "public"
    while at < limit:
        if code[at].isspace() or code[at] in "};":
            at += 1
            continue
        label = re.compile(r"(public|private|protected)?\s*(Q_SIGNALS|Q_SLOTS|slots|signals)?\s*:(?!:)").match(code, at, limit)
        if default_access and label and label.group(0).strip(" :\n"):
            access = label.group(1) or "public"
            at = label.end()
            continue
        scope = re.compile(r"(inline\s+)?namespace\b[^{;=]*\{|extern\s+\"\s*\"\s*\{").match(code, at, limit)
        if scope:
            at = scope.end()
            continue
        head_end, body, end = end_of_declaration(code, at, limit)
        head = re.sub(r"\s+", " ", strip_template(code[at:head_end]))
        line = code.count("\n", 0, at) + 1
        declaration = _classify(head, body >= 0)
        if declaration:
            declaration.line, declaration.access = line, access
            declaration.doc = (doc_above if declaration.kind == "function" else own_doc)(lines, line)
            if body >= 0:
                close = matching(code, body)
                declaration.body_lines = max(0, code.count("\n", body, close) - 1)
                if declaration.kind in ("class", "struct", "union"):
                    inside = "private" if declaration.kind == "class" else "public"
                    declaration.members = _scan(code, lines, body + 1, close - 1, inside)
            found.append(declaration)
        at = end
    return found


def _classify(head, has_body):
    if not head or NOT_DOCUMENTED.match(head):
        return None
    kind = TYPE.match(head)
    if kind and "(" not in head[kind.end():].split(":")[0]:
        if not has_body:
            return None
        return Declaration(kind.group(1).split()[0], kind.group(2), 0, "", head)
    before = re.sub(r"<[^<>()]*>", "", head).split("=")[0] if "operator" not in head else head
    name = re.search(r"(operator\s*[^\s(]+|~?\w+)\s*\(", before)
    if re.match(r"\w+ ?\(.*\) ?->", before):  # a deduction guide
        return None
    if not name or re.match(r"(extern\s+)?const(expr|init)?\b[^(]*$", before):
        return None
    return Declaration("function", name.group(1), 0, "", head)


def walk(declarations):
    """The declarations and everything inside them."""
    for declaration in declarations:
        yield declaration
        yield from walk(declaration.members)
