"""``make demands``: each demand of docs/demands.md with its tests and their pages, and what is not built."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"^- \*\*([RS]\d+)\*\* (.*)$")


def demands() -> dict[str, str]:
    """Number and words of every demand, in the page's order."""
    lines = (ROOT / "docs" / "demands.md").read_text().splitlines()
    return {found[1]: found[2] for line in lines if (found := LINE.match(line))}


def tests_of() -> dict[str, list[str]]:
    """The tests marked with each number, as ``path::name``."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                for number in _numbers(node):
                    found[number].append(f"{path.relative_to(ROOT)}::{node.name}")
    return found


def _numbers(test: ast.FunctionDef) -> list[str]:
    return [
        str(argument.value)
        for mark in test.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.demand"
        for argument in mark.args
        if isinstance(argument, ast.Constant)
    ]


def main() -> None:
    known, tested = demands(), tests_of()
    for number, words in known.items():
        print(f"{number:4} {words}")
        for test in tested.get(number, ()):
            page = Path(test.partition("::")[0]).stem.removeprefix("test_")
            print(f"       {test}  ({page})")
    unbuilt = [number for number in known if number not in tested]
    print(f"\n{len(known) - len(unbuilt)} of {len(known)} demands are shown by a test.")
    print(f"Not yet: {', '.join(unbuilt)}")


if __name__ == "__main__":
    main()
