"""A wrong setting ends the start with one sentence; the secret is made once and kept private."""

from pathlib import Path

import pytest

from models.config import (
    ROOT,
    Settings,
    WrongSetting,
    _settings_of_this_process,
    read_settings,
)


def test_nothing_set_is_a_file_beside_the_code_on_port_8080() -> None:
    assert read_settings({}) == Settings(
        database_url=f"sqlite://{ROOT.as_posix()}/data/comptoir.sqlite3",
        host="0.0.0.0",
        port=8080,
    )


def test_an_empty_value_is_not_set() -> None:
    names = ("COMPTOIR_DATABASE_URL", "COMPTOIR_HOST", "COMPTOIR_PORT")
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


def test_what_is_set_is_read() -> None:
    settings = read_settings(
        {
            "COMPTOIR_DATABASE_URL": " sqlite:///srv/c.sqlite3 ",
            "COMPTOIR_HOST": " 127.0.0.1 ",
            "COMPTOIR_PORT": " 80 ",
        }
    )
    assert settings == Settings("sqlite:///srv/c.sqlite3", "127.0.0.1", 80)


def test_a_postgresql_database_has_one_spelling_inside(subtests: pytest.Subtests) -> None:
    for scheme in ("postgres", "postgresql", "asyncpg"):
        with subtests.test(scheme=scheme):
            settings = read_settings({"COMPTOIR_DATABASE_URL": f"{scheme}://u:p[@h:5432/base"})
            assert settings.database_url == "asyncpg://u:p[@h:5432/base"


def test_a_wrong_database_url_is_told_with_the_right_form(subtests: pytest.Subtests) -> None:
    for url in (
        *("comptoir.sqlite3", "sqlite:", "sqlite://", "sqlite:a.sqlite3", "sqlite://:memory:"),
        *("sqlite://a.sqlite3?x=1", "mysql://h/base", "http://[", "SQLITE://a.sqlite3"),
    ):
        with (
            subtests.test(url=url),
            pytest.raises(WrongSetting, match="il faut sqlite://chemin/du/fichier"),
        ):
            read_settings({"COMPTOIR_DATABASE_URL": url})


def test_a_wrong_database_url_is_not_repeated_since_it_may_hold_a_password() -> None:
    with pytest.raises(WrongSetting) as refusal:
        read_settings({"COMPTOIR_DATABASE_URL": "mysql://user:hunter2@host/base"})
    assert "hunter2" not in str(refusal.value)


def test_a_wrong_port_is_told_with_the_right_range(subtests: pytest.Subtests) -> None:
    for port in ("0", "65536", "-1", "http", "80.0", "8 0", "²"):
        with subtests.test(port=port):
            with pytest.raises(WrongSetting, match="il faut un nombre de 1 à 65535") as refusal:
                read_settings({"COMPTOIR_PORT": port})
            assert f"« {port} »" in str(refusal.value)


def test_a_migration_goes_without_a_backup_only_when_told(subtests: pytest.Subtests) -> None:
    for text, skips in (("1", True), (" 0 ", False), ("", False)):
        with subtests.test(text=text, skips=skips):
            assert read_settings({"COMPTOIR_SKIP_BACKUP": text}).skips_backup is skips


def test_a_yes_that_is_none_is_refused() -> None:
    with pytest.raises(WrongSetting, match="COMPTOIR_SKIP_BACKUP vaut « oui » : il faut 1"):
        read_settings({"COMPTOIR_SKIP_BACKUP": "oui"})


def test_the_files_of_https_are_found_from_the_folder_of_the_code() -> None:
    settings = read_settings(
        {"COMPTOIR_CERTIFICATE": "data/desk.pem", "COMPTOIR_KEY": " /etc/desk.key "}
    )
    assert (settings.certificate, settings.key) == (ROOT / "data/desk.pem", Path("/etc/desk.key"))
    assert settings.scheme == "https"
    assert read_settings({}).scheme == "http"


def test_host_names_are_read_as_browsers_send_them(subtests: pytest.Subtests) -> None:
    for text, hosts in (
        ("", ()),
        (" , ", ()),
        ("Comptoir.Example.FR, comptoir", ("comptoir.example.fr", "comptoir")),
        ("desk.lan.,desk.lan", ("desk.lan",)),
        ("épicerie.example", ("xn--picerie-9xa.example",)),
        ("192.168.1.20,my_pc", ("192.168.1.20", "my_pc")),
    ):
        with subtests.test(text=text, hosts=hosts):
            assert read_settings({"COMPTOIR_HOSTS": text}).hosts == hosts


def test_a_wrong_host_name_is_told_with_the_right_form(subtests: pytest.Subtests) -> None:
    for text in (
        *("https://desk.lan", "desk.lan:8080", "*", "*.lan", "desk lan", "desk..lan", "-desk"),
        *("[::1]", "a" * 64, "desk.lan/", "desk;lan", "."),
    ):
        with (
            subtests.test(text=text),
            pytest.raises(WrongSetting, match=r"COMPTOIR_HOSTS contient .* sans http:// ni port"),
        ):
            read_settings({"COMPTOIR_HOSTS": f"comptoir.lan,{text}"})


def test_proxies_are_addresses_and_networks() -> None:
    assert read_settings({}).proxies == ()
    settings = read_settings({"COMPTOIR_PROXY": "127.0.0.1, 10.0.0.0/24,::1,127.0.0.1"})
    assert settings.proxies == ("127.0.0.1", "10.0.0.0/24", "::1")


def test_a_wrong_proxy_is_told_with_the_right_form(subtests: pytest.Subtests) -> None:
    for text in ("*", "proxy.lan", "10.0.0.1/24", "10.0.0", "127.0.0.1:80"):
        with (
            subtests.test(text=text),
            pytest.raises(WrongSetting, match=r"COMPTOIR_PROXY contient .* il faut des adresses"),
        ):
            read_settings({"COMPTOIR_PROXY": text})


def test_a_relay_has_one_spelling_inside(subtests: pytest.Subtests) -> None:
    for text, url in (
        ("", ""),
        (" redis://h ", "redis://h"),
        ("REDISS://h:6380/2", "rediss://h:6380/2"),
        ("valkey://u:p@h:6379/0", "redis://u:p@h:6379/0"),
        ("valkeys://h/", "rediss://h/"),
        ("redis://[::1]:6379/1?ssl_cert_reqs=none", "redis://[::1]:6379/1?ssl_cert_reqs=none"),
    ):
        with subtests.test(text=text, url=url):
            assert read_settings({"COMPTOIR_RELAY_URL": text}).relay_url == url


def test_a_wrong_relay_is_told_with_the_right_form_but_not_repeated(
    subtests: pytest.Subtests,
) -> None:
    for url in (
        *("h:6379", "redis:", "redis://", "redis:///0", "redis://:hunter2@", "redis://h:0"),
        *("redis://h:port", "redis://h/base", "http://h", "postgres://h/base", "redis://["),
    ):
        with subtests.test(url=url):
            with pytest.raises(WrongSetting, match="il faut redis://hôte:6379/0") as refusal:
                read_settings({"COMPTOIR_RELAY_URL": url})
            assert "hunter2" not in str(refusal.value)


def test_the_command_line_comes_before_the_environment() -> None:
    settings = read_settings({"COMPTOIR_PORT": "80", "COMPTOIR_KEY": "/env.key"})
    chosen = settings.with_options(port=90, certificate=Path("/line.pem"))
    assert (chosen.host, chosen.port) == ("0.0.0.0", 90)
    assert (chosen.certificate, chosen.key) == (Path("/line.pem"), Path("/env.key"))
    assert settings.with_options() == settings


def test_a_wrong_setting_ends_the_start_with_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_PORT", "http")
    with pytest.raises(SystemExit, match=r"Comptoir ne démarre pas\. COMPTOIR_PORT vaut"):
        _settings_of_this_process()


def test_another_database_changes_nothing_else() -> None:
    settings = read_settings({"COMPTOIR_PORT": "80"})
    other = settings.with_database("sqlite:///other.sqlite3")
    assert (other.database_url, other.port) == ("sqlite:///other.sqlite3", 80)


def test_files_are_beside_the_database_unless_somebody_says_where() -> None:
    for environment, place in (
        ({}, f"{ROOT}/data/attachments"),
        ({"COMPTOIR_DATABASE_URL": "sqlite:///srv/base/c.sqlite3"}, "/srv/base/attachments"),
        ({"COMPTOIR_DATABASE_URL": "postgres://u:p@h/base"}, f"{ROOT}/data/attachments"),
        ({"COMPTOIR_FILES": "/mnt/files"}, "/mnt/files"),
        ({"COMPTOIR_FILES": " data/photos "}, f"{ROOT}/data/photos"),
        ({"COMPTOIR_FILES": "s3://bucket/files"}, "s3://bucket/files"),
    ):
        assert read_settings(environment).files_place == place, environment
    for wrong in ("ftp://host/files", "s3://", "http://host/files"):
        with pytest.raises(WrongSetting, match="COMPTOIR_FILES"):
            read_settings({"COMPTOIR_FILES": wrong})
