"""Files that people drop: taken in within bounds, read in the background, with progress."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from allegiance.errors import UsageError
from allegiance.views import plain
from allegiance.web.desk import Asked
from allegiance.web.reading import SUFFIXES, Readings

_MOST_FILES = 500
_MOST_BYTES = 20_000_000  # of one file, as for any document
_SECONDS = 300  # for one upload
_NAME = 150  # characters of a file's name
_PIECE = 1 << 20


def show(request: Request) -> Response:
    asked = Asked.of(request)
    return asked.draw("reading.html", batches=asked.desk.readings.batches(), suffixes=SUFFIXES)


def state(request: Request) -> Response:
    """The newest batch as JSON, for the page that shows progress."""
    batch = Asked.of(request).desk.readings.batch()
    told = None if batch is None else {"done": batch.done, "claims": batch.claims, "active": batch.active}
    return JSONResponse({"batch": plain(batch), **(told or {})})


async def take(request: Request) -> Response:
    """Files of a form. Raises: UsageError where one is too large, of another type, or none."""
    asked = Asked.of(request)
    readings = asked.desk.readings
    try:
        async with asyncio.timeout(_SECONDS):
            form = await request.form(max_files=_MOST_FILES, max_fields=10)
    except TimeoutError:
        raise UsageError(
            f"the files did not arrive within {_SECONDS} seconds; drop fewer at a time"
        ) from None
    try:
        files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
        await run_in_threadpool(_keep, readings, files)
    finally:
        await form.close()
    return RedirectResponse(asked.links.reading(), 303)


def _keep(readings: Readings, files: Sequence[UploadFile]) -> None:
    _check(files)
    folder = readings.folder()
    try:
        paths = [_write(folder, number, file) for number, file in enumerate(files)]
    except OSError as fault:
        shutil.rmtree(folder, ignore_errors=True)
        raise UsageError(
            f"the files cannot be kept for reading ({fault.strerror}); make room and try again"
        ) from fault
    readings.start(folder, paths)


def _check(files: Sequence[UploadFile]) -> None:
    if not files:
        raise UsageError("no file was chosen; choose or drop some")
    for file in files:
        name = file.filename or ""
        if PurePosixPath(name).suffix.casefold() not in SUFFIXES:
            raise UsageError(f"{name[-_NAME:]!r} is none of {', '.join(SUFFIXES)}; save it as one of these")
        if (file.size or 0) > _MOST_BYTES:
            raise UsageError(
                f"{name[-_NAME:]!r} has {file.size:,} bytes; one document may have {_MOST_BYTES:,}"
            )


def _write(folder: Path, number: int, file: UploadFile) -> Path:
    """The file under its own name, made harmless, in a folder of its own number: names may come twice."""
    last = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".")
    name = "".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in stem).strip(". ")[:_NAME]
    place = folder / str(number)
    place.mkdir()
    path = place / f"{name or 'document'}{dot}{suffix.casefold()}"
    with path.open("wb") as target:
        shutil.copyfileobj(file.file, target, _PIECE)
    return path


def stop(request: Request) -> Response:
    asked = Asked.of(request)
    asked.desk.readings.stop()
    return RedirectResponse(asked.links.reading(), 303)


routes = (
    Route("/reading", show),
    Route("/reading", take, methods=["POST"]),
    Route("/reading/state.json", state),
    Route("/reading/stop", stop, methods=["POST"]),
)
