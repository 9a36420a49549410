"""The package as a whole: its public names, what an import costs, the README, and what is installed."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

import survey
from survey import fonts, namesake, shipped

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.kk.md", "README.ru.md")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command printed; its complaint if it failed."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def blocks(readme: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / readme).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def tour(readme: str) -> str:
    """The Python blocks of a README, one after the other."""
    return "\n".join(blocks(readme, "python"))


def squeezed(text: str) -> str:
    """Without blanks at the ends of lines, which an editor takes away."""
    return "\n".join(line.rstrip() for line in text.splitlines())


# -- names -------------------------------------------------------------------------------------------------------------
def test_public_names() -> None:
    """They may grow, never shrink: a thesis that uses one must run next year."""
    assert set(survey.__all__) >= {
        "__version__",
        *("load_instrument", "read_responses", "clean", "load_wave", "frequencies", "index_summary", "build_report"),
        *("Instrument", "Responses", "Settings", "Wave", "Missing", "Text", "SurveyError"),
    }


@pytest.mark.parametrize("name", survey.__all__)
def test_public_name_is_there(name: str) -> None:
    assert getattr(survey, name) is not None
    assert name in dir(survey)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frequency_table'"):
        survey.frequency_table  # noqa: B018


def test_type_checkers_see_the_same_names() -> None:
    """The imports for type checkers repeat the table that the package uses."""
    tree = ast.parse(Path(survey.__file__).read_text("utf-8"))
    seen = {
        alias.asname: node.module
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname is not None
    }
    assert seen == {name: survey._HOME[name] for name in survey.__all__ if name != "__version__"}


def test_import_is_light(tmp_path: Path) -> None:
    """The heavy libraries come with the first function that needs them."""
    loaded = run(
        sys.executable, "-c", "import sys, survey; print(*sys.modules)", cwd=tmp_path, PYTHONPATH=str(ROOT / "src")
    ).split()
    assert not {"numpy", "pandas", "scipy", "statsmodels", "matplotlib", "babel", "pypandoc", "typst", "lxml", "openpyxl"} & set(
        loaded
    )


def test_errors_speak_english_after_import() -> None:
    from survey.errors import FILE_NOT_FOUND, error

    assert str(error(FILE_NOT_FOUND, path="export.csv")).startswith("File not found: export.csv.")


# -- where things are --------------------------------------------------------------------------------------------------
def test_the_checkout_itself_is_read() -> None:
    assert shipped.root() == ROOT


def test_find_prefers_the_given_path_then_the_study_then_the_package(tmp_path: Path) -> None:
    inner = tmp_path / "data" / "my-wave" / "raw"
    inner.mkdir(parents=True)
    assert shipped.find("data", "raw", start=inner.parent) == inner
    assert shipped.find("data", "my-wave", start=inner) == tmp_path / "data" / "my-wave"
    assert shipped.find("data", "data/my-wave", start=inner) == tmp_path / "data" / "my-wave"
    assert shipped.find("instruments", "sovereignty-2022.yaml", start=inner) == ROOT / "instruments" / "sovereignty-2022.yaml"
    assert shipped.find("data", "my-other-wave", start=inner) is None


def test_find_passes_by_what_holds_nothing_of_the_kind(tmp_path: Path) -> None:
    """An empty folder of the name of a wave does not hide the wave that comes with the package; alone, it is what was meant."""
    for name in ("sovereignty-2022", "my-wave"):
        (tmp_path / "data" / name).mkdir(parents=True)
    for start in (tmp_path, tmp_path / "data"):
        assert shipped.find("data", "sovereignty-2022", start=start) == ROOT / "data" / "sovereignty-2022"
        assert shipped.find("data", "my-wave", start=start) == tmp_path / "data" / "my-wave"
    (tmp_path / "instruments" / "sovereignty-2022.yaml").mkdir(parents=True)
    assert shipped.find("instruments", "sovereignty-2022.yaml", start=tmp_path) == ROOT / "instruments" / "sovereignty-2022.yaml"


def test_find_takes_a_whole_text_for_a_name_that_is_not_there() -> None:
    assert shipped.find("instruments", "id: a\n" * 1000) is None


def test_the_other_project_of_this_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "survey_tools-1.0.dist-info").mkdir()
    assert namesake.found(tmp_path) is None
    (tmp_path / "survey-5.4.2.dist-info").mkdir()
    told = namesake.found(tmp_path)
    assert told is not None
    assert told.params["folder"] == str(tmp_path)


# -- the README --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("readme", [READMES[0], *(pytest.param(name, marks=pytest.mark.slow) for name in READMES[1:])])
def test_readme_tour_runs(readme: str, tmp_path: Path) -> None:
    """And it prints what the README shows."""
    assert "survey." in tour(readme)
    printed = run(sys.executable, "-W", "error", "-c", tour(readme), cwd=tmp_path, PYTHONPATH=str(ROOT / "src"), PYTHONUTF8="1")
    assert not [shown for shown in blocks(readme, "text") if squeezed(shown) not in squeezed(printed)]


@pytest.mark.parametrize("readme", READMES)
def test_readme_links_lead_somewhere(readme: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / readme).read_text("utf-8"))
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for readme in READMES:
        for target in re.findall(r"^make (\w+)", (ROOT / readme).read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), f"{readme} names make {target}"


# -- what is installed -------------------------------------------------------------------------------------------------
def plain(name: str) -> str:
    """A name of a distribution as the package index compares it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[><=~!\[; ]", name)[0]).lower()


def project() -> dict[str, Any]:
    whole: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return whole


def test_every_requirement_has_its_exact_pin() -> None:
    wanted = [*project()["dependencies"], *(line for extra in project()["optional-dependencies"].values() for line in extra)]
    pins = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert not [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line)]
    assert {plain(line) for line in wanted} <= {plain(line) for line in pins}
    for lines in (wanted, pins):
        named = [plain(line) for line in lines]
        assert [name for name in named if named.count(name) > 1] == []


def test_every_library_in_use_is_required() -> None:
    """What src imports is a requirement, and so are the packages that the fonts come from; the tests may use `dev` too."""
    owners = packages_distributions()
    for folder, extra in (("src", ()), ("tests", project()["optional-dependencies"]["dev"])):
        modules = {plain(path.parent.name).replace("-", "_") for path in fonts.folders()}
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    modules |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    modules.add(node.module.partition(".")[0])
        required = {plain(line) for line in (*project()["dependencies"], *extra)}
        foreign = sorted(modules - set(sys.stdlib_module_names) - {"survey", "tests", "benchmarks", "tools"})
        assert not [name for name in foreign if not required & {plain(owner) for owner in owners.get(name, [])}]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a fresh environment that holds the wheel, built from the source archive as an index would."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    run(sys.executable, "-m", "tarfile", "-e", next(folder.glob("*.tar.gz")), folder, cwd=folder)
    source = next(path for path in folder.iterdir() if path.is_dir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment), "platbase": str(environment)}))
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": str(environment), "platbase": str(environment)}))
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python")
    run(*pip, "install", "-q", "--no-deps", next(folder.glob("*.whl")), cwd=folder)
    # The libraries are those of the running environment; its path to the checkout must not come along.
    (site / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return scripts


@pytest.mark.parametrize("readme", [READMES[0], *(pytest.param(name, marks=pytest.mark.long) for name in READMES[1:])])
def test_tour_runs_from_the_wheel_in_an_empty_folder(installed: Path, readme: str, tmp_path: Path) -> None:
    printed = run(
        installed / "python", "-W", "error", "-c", tour(readme) + "\nprint(survey.__file__)", cwd=tmp_path, PYTHONPATH=""
    )
    assert str(installed.parent) in printed.splitlines()[-1]


@pytest.mark.slow
def test_command_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    """In an empty folder it audits the commentary and builds a report of the wave that it carries."""
    survey_command = installed / "survey"
    assert "report" in run(survey_command, "--help", cwd=tmp_path, PYTHONPATH="")
    run(survey_command, "audit", "commentary", "sovereignty-2022", cwd=tmp_path, PYTHONPATH="")
    run(survey_command, "report", "build", "sovereignty-2022", "--lang", "kk", "--to", "html", cwd=tmp_path, PYTHONPATH="")
    made = tmp_path / "_out" / "sovereignty-2022" / "report.kk.html"
    assert survey.load_wave("sovereignty-2022").settings.title["kk"] in made.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("source", [(), pytest.param(("--from", "sovereignty-2026"), marks=pytest.mark.long)])
def test_a_new_study_from_the_wheel(installed: Path, tmp_path: Path, source: tuple[str, ...]) -> None:
    """In an empty folder, by the commands that the study itself names, with make and without; its own test passes."""
    around = {"PYTHONPATH": "", "SURVEY_LANGUAGE": "ru", "PATH": f"{installed}{os.pathsep}{os.environ['PATH']}"}
    survey_command = installed / "survey"
    run(survey_command, "new", "Диссертация 2026", *source, cwd=tmp_path, **around)
    study = tmp_path / "Диссертация 2026"
    demo = study / "data" / "study-2026-demo"
    made = (demo / "raw" / "responses.csv").read_bytes()
    assert "study-2026.yaml" in run(survey_command, "check", "study-2026", cwd=study, **around)
    design = ("simulate", "data/study-2026-demo", "--lang", "ru", "--out", "data/study-2026-demo/raw/responses.csv")
    run(survey_command, *design, cwd=study, **around)
    assert (demo / "raw" / "responses.csv").read_bytes() == made
    report = ("make", "report") if shutil.which("make") else (survey_command, "report", "build", demo, "--lang", "ru")
    run(*report, cwd=study, **around)
    written = study / "_out" / "study-2026-demo"
    assert "Синтетические данные" in (written / "report.ru.html").read_text("utf-8")
    assert {path.name for path in written.glob("report.*")} == {"report.ru.html", "report.ru.docx", "report.ru.pdf"}
    tests = ("make", "test") if shutil.which("make") else (installed / "python", "-m", "pytest", "-q", "tests")
    assert "3 passed" in run(*tests, cwd=study, **around)


def test_wheel_carries_the_studies_and_no_private_folder(installed: Path) -> None:
    folder = next(installed.parent.rglob("_shipped"))
    for needed in (
        "instruments/sovereignty-2022.yaml",
        "profiles/gost-kz.yaml",
        "data/sovereignty-2022/wave.yaml",
        "data/sovereignty-2022-demo",
        "instruments/sovereignty-2026.yaml",
        "instruments/lists/states_organisations.yaml",
        "data/sovereignty-2026-demo",
        "instruments/multivector-2026.yaml",
        "instruments/lists/partners.yaml",
        "data/multivector-2026-demo",
        "instruments/ai-students.yaml",
        "data/ai-students/published.csv",
        "reports/wave.qmd",
    ):
        assert (folder / needed).exists()
    assert not [path for path in folder.glob("data/*/*") if path.name in {"clean", "field"}]


@pytest.mark.slow
def test_editable_install_holds_no_copy(tmp_path: Path) -> None:
    """It is one path to src: nothing in it can be older than the checkout."""
    from zipfile import ZipFile

    script = "from hatchling.build import build_editable; import sys; print(build_editable(sys.argv[1]))"
    wheel = run(sys.executable, "-c", script, tmp_path, cwd=ROOT).split()[-1]
    outside = [name for name in ZipFile(tmp_path / wheel).namelist() if ".dist-info/" not in name]
    assert outside == ["_saualnama.pth"]
