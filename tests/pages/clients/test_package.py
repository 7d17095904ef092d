"""What is held of a client is fetched as one file, by who may take data along."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

from models.attachments import Attachment
from models.permissions import Role, Staff
from pages.clients.package import ADDRESS, address_of
from tests.factories import ANYBODY, make_client
from tests.simulation import Simulation, Tab


async def test_the_package_of_a_client_is_sent_with_its_files(
    simulation: Simulation, tab: Tab
) -> None:
    client = await make_client("Garage Αθήνα Морель")
    paper = b"%PDF-1.7\n%%EOF\n"
    await Attachment.receive(client.TOPIC, client.id, "plan.pdf", paper, by=ANYBODY)
    await tab.open("/clients")

    answer = await tab.http.get(address_of(client))

    assert answer.headers["content-type"] == "application/zip"
    said = unquote(answer.headers["content-disposition"])
    assert said.startswith("attachment; filename*=UTF-8''")
    assert said.endswith("морель.zip")
    with ZipFile(BytesIO(answer.content)) as package:
        assert package.testzip() is None
        assert {"donnees.json", "donnees.pdf"} < set(package.namelist())
        (file,) = [name for name in package.namelist() if name.endswith("plan.pdf")]
        assert package.read(file) == paper
    for query in ("", "?id=x", "?id=0", f"?id={client.id + 1}", "?id=" + "9" * 30):
        assert (await tab.http.get(f"{ADDRESS}{query}")).status_code == 404, query
    async with simulation.new_tab(Staff("Karim", Role.COUNTER)) as counter:
        assert (await counter.http.get(address_of(client))).status_code == 403
