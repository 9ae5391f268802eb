"""How pages that are written for GitHub become a site: a hook of MkDocs, see mkdocs.yml.

- A page of OUTSIDE is a page of the site too.
- A link to another file outside of docs/ leads to SOURCE_URL/<file>; without SOURCE_URL its text stays, and no link.
- Headings get the anchors that GitHub gives them, so that a link holds in both places; LinksTest has the same rule.
- Lists are as GitHub reads them: right after a paragraph, and with what belongs to an item below its text, not four spaces in.
- A pattern in nav, such as adr/*.md, stands for the pages that nav does not name elsewhere, by name.
"""

import fnmatch
import logging
import os
import posixpath
import re

from mkdocs.structure.files import File

OUTSIDE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "SUPPORT.md": "support.md",
    "charts/ecr-operator/README.md": "chart.md",
}
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
ITEM = re.compile(r"( *)((?:[-*]|\d+\.) +)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def anchor(heading, separator):
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", separator)


def on_config(config):
    config.mdx_configs["toc"]["slugify"] = anchor


def on_files(files, config):
    for path, uri in OUTSIDE.items():
        with open(path, encoding="utf-8") as page:
            files.append(File.generated(config, uri, content=page.read()))
    pages = sorted(file.src_uri for file in files.documentation_pages())
    named = set(leaves(config.nav))
    config.nav = expanded(config.nav, [page for page in pages if page not in named])


def leaves(nav):
    """The pages and patterns of nav, or of one entry."""
    if isinstance(nav, str):
        return [nav]
    children = nav.values() if isinstance(nav, dict) else nav
    return [leaf for child in children for leaf in leaves(child)]


def expanded(nav, unnamed):
    if isinstance(nav, dict):
        return {title: expanded(child, unnamed) for title, child in nav.items()}
    if isinstance(nav, str):
        return nav
    result = []
    for entry in nav:
        if isinstance(entry, str) and "*" in entry:
            result += [page for page in unnamed if in_folder(page, entry)]
        else:
            result.append(expanded(entry, unnamed))
    return result


def in_folder(page, pattern):
    return posixpath.dirname(page) == posixpath.dirname(pattern) and fnmatch.fnmatch(page, pattern)


def on_page_markdown(markdown, page, config, files):
    # A comment before the title would hide it from MkDocs.
    markdown = re.sub(r"\A<!--.*?-->\s*", "", markdown, flags=re.DOTALL)
    paths = {uri: path for path, uri in OUTSIDE.items()}
    here = page.file.src_uri
    folder = posixpath.dirname(paths.get(here, "docs/" + here))

    def rewritten(match):
        text, target = match.groups()
        if re.match(r"[a-z]+:|#", target):
            return match.group(0)
        target, hash_, fragment = target.partition("#")
        path = posixpath.normpath(posixpath.join(folder, target))
        uri = OUTSIDE.get(path, path.removeprefix("docs/") if path.startswith("docs/") else None)
        if uri and files.get_file_from_path(uri):
            return f"[{text}]({posixpath.relpath(uri, posixpath.dirname(here) or '.')}{hash_}{fragment})"
        if not os.path.exists(path):
            # Left as it is, so that MkDocs complains.
            return match.group(0)
        source = os.environ.get("SOURCE_URL", "").rstrip("/")
        return f"[{text}]({source}/{path}{hash_}{fragment})" if source else text

    parts, end = [], 0
    for fence in FENCE.finditer(markdown):
        parts += [LINK.sub(rewritten, markdown[end : fence.start()]), fence.group(0)]
        end = fence.end()
    return with_lists("".join([*parts, LINK.sub(rewritten, markdown[end:])]))


def with_lists(markdown):
    """The same with the indentation of lists that Python-Markdown takes, and an empty line before each list."""
    result = []
    texts = []  # where the text of each open item begins, from the outermost on
    fence = False
    paragraphs = False  # whether an item has more than one
    for line in markdown.splitlines():
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if not fence and bare:
            outside = not texts
            while texts and indent < texts[-1]:
                texts.pop()
            item = ITEM.match(line)
            depth = len(texts)
            if item:
                if (outside or paragraphs) and result and result[-1]:
                    result.append("")
                paragraphs = False
                texts.append(item.end())
            line = " " * 4 * depth + line[texts[depth - 1] if depth else 0 :]
        elif fence:
            line = " " * 4 * len(texts) + line[min(indent, texts[-1] if texts else 0) :]
        paragraphs = paragraphs or not bare
        if bare.startswith("```"):
            fence = not fence
        result.append(line if bare else "")
    return "\n".join(result) + "\n"


def on_page_content(html, page, config, files):
    """A warning, which ends a strict build, where a list or a table has become text."""
    text = re.sub(r"<(pre|code)\b.*?</\1>", "", html, flags=re.DOTALL)
    if lost := re.search(r"<(?:p|li)>[^<]*\n\s*(?:[-|]|\d+\.) .*", text):
        logging.getLogger("mkdocs.hooks").warning(f"{page.file.src_uri}: a list or table is not read as one: {lost.group(0)}")
