# SPDX-License-Identifier: GPL-2.0-or-later
"""The bench panel's HTTP: what a page may ask, and who may not."""
import http.client
import json
import os

from harness import PATIENCE, board, expect, http as ask

ORIGIN = {"Origin": "http://127.0.0.1:8080"}


def test_press_by_http():
    with board(scale=2) as one:  # the first press is to last until the second is asked for
        one.setup_ready()
        port = one.look()["bench_port"]
        boots = one.look()["boots"]
        status, _, answer = ask(port, "/bench/press", {"ms": 3000, "bounce_ms": 5})
        expect((status, answer) == (200, {"ok": True}), f"{status}: {answer}")
        status, _, answer = ask(port, "/bench/press", {"ms": 3000})
        expect(status == 409 and answer["error"]["code"] == "busy", f"{status}: {answer}")
        one.wait_boots(boots + 1)


def test_state_and_networks():
    with board() as one:
        one.setup_ready()
        port = one.look()["bench_port"]
        status, fields, state = ask(port, "/bench/state", headers=ORIGIN)
        expect(status == 200 and state["guard"]["setup_open"] and state["wifi"]["setup_up"], f"{state}")
        expect(fields["Access-Control-Allow-Origin"] == ORIGIN["Origin"], f"{fields}")
        status, _, around = ask(port, "/bench/networks")
        expect(status == 200 and len(around["networks"]) == 12, f"{around}")
        status, _, _ = ask(port, "/bench/wifi", {"name": "Home", "up": False})
        expect(status == 200 and not ask(port, "/bench/networks")[2]["networks"][0]["up"], "wifi down")


# A page of another origin, a name that resolves to the loopback, a form: none of them moves the hardware
def test_strangers_are_refused():
    with board() as one:
        one.setup_ready()
        port = one.look()["bench_port"]
        for headers, status in (({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403),
                                ({"Origin": "http://127.0.0.1.evil.example"}, 403), ({"Host": "evil.example"}, 403),
                                ({"Content-Type": "text/plain"}, 415),
                                ({"Content-Type": "application/x-www-form-urlencoded"}, 415)):
            answer = ask(port, "/bench/power-cut", {}, headers)
            expect(answer[0] == status and answer[2]["error"]["message"], f"{headers}: {answer}")
            expect(answer[1].get("Access-Control-Allow-Origin") is None, f"{headers}: {answer[1]}")
        status, fields, _ = ask(port, "/bench/press", headers={**ORIGIN, "Access-Control-Request-Method": "POST"},
                                method="OPTIONS")
        expect(status == 204 and "Content-Type" in fields["Access-Control-Allow-Headers"], f"{status}: {fields}")
        expect(one.look()["boots"] == 1, "the power was cut")


def test_bad_requests():
    with board() as one:
        one.setup_ready()
        port = one.look()["bench_port"]
        for path, body, status in (("/bench/press", b"{", 400), ("/bench/press", b"[]", 400), ("/bench/press", {}, 400),
                                   ("/bench/press", {"ms": "9s"}, 400), ("/bench/press", b"x" * 5000, 413),
                                   ("/bench/contact", {"closed": 1}, 400), ("/bench/fly", {}, 404), ("/", None, 404),
                                   ("/bench/guard", {}, 404), ("/bench/state", {}, 404),
                                   ("/bench/press", os.urandom(64), 400)):
            answer = ask(port, path, body)
            expect(answer[0] == status and answer[2]["error"]["message"], f"{path} {body!r}: {answer}")
        expect(one.look()["boots"] == 1 and not one.look()["closed"], "something happened")


# The stream: the whole state first, then what changes, as it changes
def test_stream():
    with board() as one:
        one.setup_ready()
        link = http.client.HTTPConnection("127.0.0.1", one.look()["bench_port"], timeout=PATIENCE)
        link.request("GET", "/bench/stream", headers=ORIGIN)
        answer = link.getresponse()
        expect(answer.status == 200 and answer.headers["Content-Type"] == "text/event-stream", f"{answer.headers}")
        seen = {}
        pressed = False
        while not {"state", "light", "contact", "guard", "power"} <= set(seen):
            line = answer.readline().decode().rstrip()
            if line.startswith("event: "):
                data = answer.readline().decode()
                seen[line[7:]] = json.loads(data[6:])
            if not pressed:
                pressed = True
                one.press(3)
        link.close()


# A panel that vanishes while it holds: the contact opens (and the stream's end harms nobody)
def test_hold_by_http():
    with board() as one:
        one.setup_ready()
        port = one.look()["bench_port"]
        one.wait_for(lambda: ask(port, "/bench/contact", {"closed": True})[0] == 200 and one.look()["closed"],
                     "the contact to close")
        expect(ask(port, "/bench/contact", {"closed": False})[0] == 200, "let go")
        one.wait_for(lambda: not one.look()["closed"], "the contact to open")
