# SPDX-License-Identifier: GPL-2.0-or-later
"""The home machine: a router and two phones, each with a radio of its own in a network namespace."""
import dataclasses
import json
import shlex
import time

from machine import Broken, Machine

ROUTER_ADDRESS = "192.168.50.1"


def hex_of(text):
    return (text if isinstance(text, bytes) else text.encode()).hex()


class Unanswered(Broken):
    """A phone's request found nobody."""


@dataclasses.dataclass
class Network:
    """A home network as its router offers it. security: open, wpa2, wpa3, both, wep or enterprise."""
    ssid: bytes = b"HomeNet"
    passphrase: str = "correct horse battery"
    security: str = "wpa2"
    channel: int = 6
    hidden: bool = False
    addresses: bool = True   # a DHCP server
    gateway: bool = True     # ... that names a router
    refuses: bool = False    # whoever asks

    def hostapd(self):
        """The access point's configuration."""
        five = self.channel > 14
        lines = ["interface=wlan1", "ctrl_interface=/run/hostapd", "country_code=US", f"ssid2={hex_of(self.ssid)}",
                 f"hw_mode={'a' if five else 'g'}", f"channel={self.channel}", "ieee80211n=1",
                 f"ignore_broadcast_ssid={int(self.hidden)}"]
        methods = {"wpa2": "WPA-PSK", "wpa3": "SAE", "both": "WPA-PSK SAE", "enterprise": "WPA-EAP"}
        if self.refuses:
            lines += ["macaddr_acl=1", "accept_mac_file=/dev/null"]
        if self.security == "wep":
            lines += ["wep_default_key=0", 'wep_key0="abcde"']
        elif self.security != "open":
            lines += ["wpa=2", f"wpa_key_mgmt={methods[self.security]}", "rsn_pairwise=CCMP"]
        if self.security in ("wpa2", "both", "wpa3"):
            key = "wpa_psk" if len(self.passphrase) == 64 else "wpa_passphrase"
            lines += [f"{key}={self.passphrase}"]
        if self.security in ("wpa3", "both"):
            lines += [f"ieee80211w={2 if self.security == 'wpa3' else 1}", "sae_pwe=2"]
        if self.security == "enterprise":
            lines += ["ieee8021x=1", "eapol_key_index_workaround=0", "auth_server_addr=127.0.0.1", "auth_server_port=1812",
                      "auth_server_shared_secret=secret"]
        return "\n".join(lines) + "\n"


class Router:
    """The router: one network at a time."""

    def __init__(self, agent):
        self.agent, self.network = agent, None

    def run(self, command, **options):
        return self.agent.run(f"ip netns exec router sh -c {shlex.quote(command)}", **options)

    def start(self, network):
        self.stop()
        self.agent.write("/tmp/hostapd.conf", network.hostapd().encode("utf-8", "surrogateescape"))
        self.run("hostapd -B -P /run/hostapd.pid -f /tmp/hostapd.log /tmp/hostapd.conf || { cat /tmp/hostapd.log; exit 1; }")
        self.run(f"ip addr add {ROUTER_ADDRESS}/24 dev wlan1")
        if network.addresses:
            router = "" if network.gateway else "--dhcp-option=3"
            self.run("dnsmasq --conf-file=/dev/null --user=root --interface=wlan1 --bind-interfaces --no-resolv --no-hosts "
                     "--dhcp-authoritative --dhcp-leasefile=/tmp/leases --pid-file=/run/dnsmasq.pid "
                     f"--dhcp-range=192.168.50.10,192.168.50.99,255.255.255.0,1h {router}")
        self.network = network

    def stop(self):
        self.agent.run("for name in hostapd dnsmasq; do if [ -e /run/$name.pid ]; then kill $(cat /run/$name.pid); "
                       "rm -f /run/$name.pid; fi; done; sleep 0.3")
        self.run("ip addr flush dev wlan1; ip link set wlan1 down", check=False)
        self.network = None


class Phone:
    """A phone: joins networks, and speaks with the camera as the owner's browser does."""

    def __init__(self, agent, role, interface):
        self.agent, self.role, self.interface = agent, role, interface

    def run(self, command, **options):
        return self.agent.run(f"ip netns exec {self.role} sh -c {shlex.quote(command)}", **options)

    def hears(self):
        """Names of the networks on 2.4 GHz, by a scan."""
        self.run(f"ip link set {self.interface} up")
        _, output = self.run(f"timeout 20 iw dev {self.interface} scan freq 2412 2437 2462 flush", check=False)
        return {line.split(b"SSID: ", 1)[1].strip().decode("unicode_escape").encode("latin-1")
                for line in output.splitlines() if b"SSID: " in line}

    def wait_hears(self, ssid, seconds=60):
        """Wait for a network whose name begins so; returns its name."""
        end = time.monotonic() + seconds
        while True:
            for name in self.hears():
                if name.startswith(ssid):
                    return name
            if time.monotonic() > end:
                raise Broken(f"the phone does not hear a network {ssid!r} within {seconds} s")
            time.sleep(0.5)

    def join(self, ssid, passphrase=None, security="wpa2", seconds=90):
        """Join a network and get an address."""
        self.leave()
        keys = {"open": "key_mgmt=NONE", "wpa2": f'key_mgmt=WPA-PSK\npsk="{passphrase}"',
                "wpa3": f'key_mgmt=SAE\nsae_password="{passphrase}"\nieee80211w=2'}[security]
        configuration = ("ctrl_interface=/run/wpa\nsae_pwe=2\n" +
                         f"network={{\nssid={hex_of(ssid)}\nscan_ssid=1\nscan_freq=2412 2437 2462\n{keys}\n}}\n")
        self.agent.write(f"/tmp/{self.role}.conf", configuration.encode())
        self.run(f"wpa_supplicant -B -i {self.interface} -c /tmp/{self.role}.conf -P /run/{self.role}.pid -f /tmp/{self.role}.log")
        end = time.monotonic() + seconds
        while "wpa_state=COMPLETED" not in self.run(f"wpa_cli -p /run/wpa -i {self.interface} status", check=False)[1].decode():
            if time.monotonic() > end:
                raise Broken(f"the {self.role} cannot join {ssid!r} within {seconds} s")
            time.sleep(0.3)

    def take_address(self, seconds=40):
        """An address by DHCP; returns (address, router)."""
        script = f"/tmp/{self.role}.lease"
        self.agent.write(script, b'#!/bin/sh\n[ "$1" = bound ] || [ "$1" = renew ] || exit 0\nip addr flush dev $interface\n'
                                 b'ip addr add $ip/24 dev $interface\n[ -z "$router" ] || ip route replace default via $router\n'
                                 b'echo "$ip $router $dns" > /tmp/lease.$interface\n')
        self.run(f"chmod 755 {script}; rm -f /tmp/lease.{self.interface}; "
                 f"udhcpc -i {self.interface} -n -q -t 10 -T 2 -s {script}", seconds=seconds)
        return self.agent.text(f"cat /tmp/lease.{self.interface}").split()

    def leave(self):
        self.agent.run(f"if [ -e /run/{self.role}.pid ]; then kill $(cat /run/{self.role}.pid); rm -f /run/{self.role}.pid; "
                       "sleep 0.3; fi")
        self.run(f"ip addr flush dev {self.interface}", check=False)

    def ask(self, method, url, form=None, body=None, seconds=60):
        """A request as a browser makes it. Returns (status, parsed or raw answer)."""
        words = ["curl", "-sk", "--max-time", str(seconds), "-X", method, "-b", f"/tmp/{self.role}.cookies", "-c", f"/tmp/{self.role}.cookies",
                 "-o", f"/tmp/{self.role}.answer", "-w", "%{http_code}", "-H", "X-Pinhole: 1"]
        for name, value in (form or {}).items():
            words += ["--data-urlencode", f"{name}={value}"]
        if body is not None:
            words += ["-H", "Content-Type: application/json", "--data", json.dumps(body)]
        self.agent.run(f"rm -f /tmp/{self.role}.answer")
        status, output = self.run(" ".join(map(shlex.quote, [*words, url])), seconds=seconds + 30, check=False)
        if status != 0:
            raise Unanswered(f"{method} {url}: curl's exit status {status}")
        data = self.agent.run(f"cat /tmp/{self.role}.answer", check=False)[1]
        try:
            return int(output[-3:]), json.loads(data)
        except ValueError:
            return int(output[-3:]), data


class Home(Machine):
    """The home machine, running."""

    def __init__(self, folder, files):
        super().__init__(folder, "home", ["-kernel", str(files.kernel), "-initrd", str(files.home)], "")
        self.router = self.phone = self.phone2 = None

    def wait_ready(self):
        self.console.wait("home: ready")
        self.router = Router(self.agent)
        self.phone = Phone(self.agent, "phone", "wlan2")
        self.phone2 = Phone(self.agent, "phone2", "wlan3")
