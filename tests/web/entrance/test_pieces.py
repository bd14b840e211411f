"""However many files begin in the same second, few views are asked at once: each holds a connection to the database."""

import asyncio

from lienthong.web.entrance.pieces import AT_ONCE, Receive, Scope, Send, ask


def test_views_are_asked_in_turns_and_everybody_gets_an_answer() -> None:
    asked, most = 0, 0

    async def view(_scope: Scope, _receive: Receive, send: Send) -> None:
        nonlocal asked, most
        asked += 1
        most = max(most, asked)
        await asyncio.sleep(0)
        asked -= 1
        await send({"type": "http.response.start", "status": 204})

    async def many() -> list[int]:
        answers = [ask(view, {"method": "PATCH", "headers": []}, "HEAD") for _one in range(200)]
        return [one.status for one in await asyncio.gather(*answers)]

    assert [asyncio.run(many()) for _loop in range(2)] == [[204] * 200] * 2
    assert most == AT_ONCE
