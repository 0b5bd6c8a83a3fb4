"""The server for tests: it answers, knows its address, and leaves nothing behind."""

import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import psycopg
import pytest

from anlan.config.postgres import temporary_server

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize("durable", [False, True])
def test_server_answers_and_goes_without_a_trace(durable: bool) -> None:
    with temporary_server(durable=durable) as url:
        with psycopg.connect(url) as connection:
            (version, syncs) = connection.execute(
                "SELECT current_setting('server_version_num'), current_setting('fsync')"
            ).fetchone() or ("", "")
        folder = Path(dict(parse_qsl(urlsplit(url).query))["host"])
        assert folder.is_dir()
    assert int(version) >= 150000
    assert syncs == ("on" if durable else "off")
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_named_folder_keeps_the_databases_for_the_next_server() -> None:
    with tempfile.TemporaryDirectory(prefix="anlan-kept-") as name:
        Path(name).chmod(0o755)  # where the tests run as root, the server runs under an account that must get there
        data = Path(name) / "data"
        with temporary_server(data=data) as url, psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (number int)")
            connection.execute("INSERT INTO kept VALUES (7)")
        with temporary_server(data=data) as url, psycopg.connect(url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
