"""placeholder"""


async def fill(clients: int) -> None: ...
