"""docker/engine and the machine's network: in a network of the test's own, with stand-ins for Docker's programs."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from kit import ROOT

NAMESPACES = ['unshare', '--net', '--pid', '--fork', '--mount-proc']


def has_namespaces():
    return subprocess.run([*NAMESPACES, 'iptables-save'], capture_output=True, check=False).returncode == 0


# What Debian's dockerd does to the network, with one network besides the default one.
DOCKERD = r'''#!/bin/sh
for bridge in docker0 br-0123456789ab; do
    ip link add $bridge type bridge
    iptables --table nat --append POSTROUTING --source 172.17.0.0/16 ! --out-interface $bridge --jump MASQUERADE
done
iptables --delete FORWARD --jump DOCKER-USER 2>/dev/null  # Docker moves it to where it wants it
iptables-restore --noflush <<END
*nat
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
-A DOCKER -i docker0 -j RETURN
COMMIT
*filter
:DOCKER - [0:0]
:DOCKER-ISOLATION-STAGE-1 - [0:0]
:DOCKER-ISOLATION-STAGE-2 - [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -j DOCKER-ISOLATION-STAGE-1
-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -o docker0 -j DOCKER
-A FORWARD -i docker0 ! -o docker0 -j ACCEPT
-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2
-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP
-A DOCKER-USER -j RETURN
COMMIT
END
[ "$(sysctl --values net.ipv4.ip_forward)" = 1 ] || iptables --policy FORWARD DROP
sysctl --quiet net.ipv4.ip_forward=1
echo "the last that it says"
[ -e "$STAND_INS/refused" ] || touch "$STAND_INS/ready"
while [ -e "$STAND_INS/ready" ]; do sleep 0.1; done
'''
DOCKER = '''#!/bin/sh
case $3 in
    info) [ -e "$STAND_INS/ready" ] ;;
    run) [ ! -e "$STAND_INS/no_containers" ] || { echo "runc is not allowed to"; exit 125; } ;;
    ps | network | pull) ;;
    *) exit 1 ;;
esac
'''
STATE = r'''
state() {
    iptables-save | sed -E '/^#/d; s/\[[0-9:]+\]//'
    sysctl net.ipv4.ip_forward
    ip -brief link show type bridge | awk '{print $1}'
}
sysctl --quiet net.ipv4.ip_forward=0  # a new network begins as the machine's is
iptables --append FORWARD --in-interface mine0 --jump ACCEPT
iptables --table nat --append POSTROUTING --source 10.1.0.0/16 --jump MASQUERADE
'''


@unittest.skipUnless(shutil.which('unshare') and has_namespaces(), 'a network of its own is refused here')
class Network(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, text in {'dockerd': DOCKERD, 'docker': DOCKER, 'runc': '', 'debootstrap': ''}.items():
            self.folder.joinpath(name).write_text(text)
            self.folder.joinpath(name).chmod(0o755)

    def states(self, script):
        """The states that it prints, by their titles."""
        environment = {**os.environ, 'STAND_INS': str(self.folder), 'PATH': f'{self.folder}:{os.environ["PATH"]}',
                       'ENGINE': str(ROOT / 'docker' / 'engine')}
        done = subprocess.run([*NAMESPACES, 'sh', '-euc', STATE + script], env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        return dict(part.split('\n', 1) for part in done.stdout.split('== ')[1:])

    def test_only_what_docker_put_in_is_taken_out(self):
        states = self.states('''
            state >/dev/null  # nft's tables exist once they are asked for
            iptables --new-chain MINE
            iptables --append FORWARD --in-interface docker0 --destination 10.2.0.0/16 --jump DROP
            echo == before; state
            "$ENGINE" start "$STAND_INS/engine" >/dev/null
            echo == running; state
            iptables --append MINE --jump RETURN --match comment --comment 'added while it ran'
            ip link add br-mine type bridge
            "$ENGINE" stop "$STAND_INS/engine"
            echo == after; state
            iptables --flush MINE
            ip link delete br-mine
            echo == without_mine; state
        ''')
        self.assertIn('FORWARD DROP', states['running'])
        self.assertIn('docker0\n', states['running'])
        self.assertIn('added while it ran', states['after'])
        self.assertIn('br-mine', states['after'])
        self.assertEqual(states['without_mine'], states['before'])

    def test_another_dockers_rules_stay(self):
        states = self.states('''
            sysctl --quiet net.ipv4.ip_forward=1
            ip link add docker0 type bridge
            iptables --new-chain DOCKER-USER
            iptables --append DOCKER-USER --jump RETURN
            iptables --append FORWARD --jump DOCKER-USER
            state >/dev/null
            iptables --policy FORWARD DROP
            echo == before; state
            "$ENGINE" start "$STAND_INS/engine" >/dev/null
            "$ENGINE" stop "$STAND_INS/engine"
            echo == after; state
        ''')
        self.assertEqual(states['after'], states['before'])

    def test_what_is_mounted_into_it_is_not_deleted(self):
        states = self.states('''
            "$ENGINE" start "$STAND_INS/engine" >/dev/null
            mkdir -p "$STAND_INS/mine" "$STAND_INS/engine/data/volumes/mine"
            touch "$STAND_INS/mine/precious"
            mount --bind "$STAND_INS/mine" "$STAND_INS/engine/data/volumes/mine"
            code=0
            "$ENGINE" stop "$STAND_INS/engine" || code=$?
            echo == mounted; echo $code; ls "$STAND_INS/mine" "$STAND_INS/engine"
            umount "$STAND_INS/engine/data/volumes/mine"
            "$ENGINE" stop "$STAND_INS/engine"
            echo == unmounted; ls "$STAND_INS/mine" "$STAND_INS/engine"
        ''')
        self.assertRegex(states['mounted'], r'(?s)^1\n.*data\n.*precious\n')
        self.assertIn('precious', states['unmounted'])
        self.assertNotIn('data', states['unmounted'])

    def test_where_one_was_not_stopped_none_is_started(self):
        states = self.states('''
            "$ENGINE" start "$STAND_INS/engine" >/dev/null
            kill -9 "$(cat "$STAND_INS/engine/pid")"
            code=0
            echo == said
            "$ENGINE" start "$STAND_INS/engine" || code=$?
            echo == code; echo $code
            "$ENGINE" stop "$STAND_INS/engine"
            echo == after; state
        ''')
        self.assertEqual(states['code'].strip(), '1')
        self.assertIn('has not been stopped', states['said'])
        self.assertNotIn('docker0', states['after'])
        self.assertIn('net.ipv4.ip_forward = 0', states['after'])

    def test_one_that_does_not_come_up_leaves_nothing(self):
        self.leaves_nothing('refused', 'the last that it says')

    def test_one_that_runs_no_container_leaves_nothing(self):
        self.leaves_nothing('no_containers', 'runc is not allowed to')

    def leaves_nothing(self, refusal, reason):
        self.folder.joinpath(refusal).touch()
        states = self.states('''
            state >/dev/null
            echo == before; state
            code=0
            echo == said
            "$ENGINE" start "$STAND_INS/engine" || code=$?
            echo == code; echo $code
            echo == after; state
            "$ENGINE" stop "$STAND_INS/engine"
            echo == stopped; state
        ''')
        self.assertEqual(states['code'].strip(), '77')
        self.assertIn(reason, states['said'])
        self.assertEqual(states['after'], states['before'])
        self.assertEqual(states['stopped'], states['before'])
