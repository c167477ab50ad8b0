"""Compiled agents, kept under the database's epoch (ARCHITECTURE 1.7).

A node is used only while no node of its chain is stale. Stale is marked when the epoch names the agent; what hangs
under it is then found stale through its chain, so nothing has to be searched. Absence is never kept.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from pykavach.core.agents import Agent
from pykavach.core.plan import Node
from pykavach.ports import View

_MOST = 200_000


class Cache:
    """Thread-safe. The committer advances it inside its transaction; anyone adds what a view has loaded."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget everything; also after a fork, where the lock may have been held."""
        self._lock = threading.Lock()
        self.epoch = -1
        self._by_n: dict[int, Node] = {}
        self._by_id: dict[str, Node] = {}
        self._by_digest: dict[bytes, Node] = {}

    def by_digest(self, digest: bytes) -> Node | None:
        node = self._by_digest.get(digest)
        return None if node is None or is_stale(node) else node

    def by_id(self, id: str) -> Node | None:
        node = self._by_id.get(id)
        return None if node is None or is_stale(node) else node

    def advance(self, epoch: int, changed: set[int] | None) -> None:
        """Enter an epoch; ``changed`` are the agents it names, None for all."""
        with self._lock:
            self.epoch = epoch
            if changed is None:
                for node in self._by_n.values():
                    node.stale = True
                self._by_n.clear()
                self._by_id.clear()
                self._by_digest.clear()
                return
            for n in changed:
                self._drop(self._by_n.get(n))

    def follow(self, view: View, epoch: int) -> None:
        """Enter the epoch of a transaction, dropping whoever has changed since the last one."""
        if epoch != self.epoch:
            self.advance(epoch, view.changed_since(self.epoch) if self.epoch >= 0 else None)

    def load(self, view: View, numbers: Iterable[int]) -> dict[int, Node]:
        """Compile these agents from a view, for this call; keep them unless an epoch has passed since the view began."""
        epoch = view.start().epoch
        agents = view.agents(numbers)
        meters = view.meters(agents)
        with self._lock:
            if len(self._by_n) >= _MOST:
                for node in list(islice(self._by_n.values(), _MOST // 4)):
                    self._drop(node)
            built: dict[int, Node] = {}
            for n in agents:
                self._build(n, agents, meters, built, keep=epoch >= self.epoch)
            return built

    def _build(
        self,
        n: int,
        agents: dict[int, Agent],
        meters: dict[int, dict[str, int]],
        built: dict[int, Node],
        keep: bool,
    ) -> Node:
        if n in built:
            return built[n]
        lineage: list[int] = []
        at: int | None = n
        while at is not None and at in agents and at not in built and at not in lineage:
            lineage.append(at)
            at = agents[at].parent
        node: Node | None = built.get(at) if at is not None else None
        # A parent that is missing, or above itself, leaves the agent unreadable: denied (FC-1).
        broken = at is not None and node is None
        for number in reversed(lineage):
            node = self._node(agents[number], meters.get(number, {}), node, broken, keep)
            broken = False
            built[number] = node
        return built[n]

    def _node(
        self, agent: Agent, meters: dict[str, int], parent: Node | None, broken: bool, keep: bool
    ) -> Node:
        known = self._by_n.get(agent.n)
        above = known.chain[1] if known is not None and len(known.chain) > 1 else None
        if known is not None and known.agent == agent and above is parent and known.meters == meters:
            return known
        node = Node(agent, parent, meters)
        if broken:
            node = Node(replace(agent, unreadable="parent"), parent, meters)
        if keep:
            self._drop(known)
            self._by_n[agent.n] = self._by_id[agent.id] = self._by_digest[agent.digest] = node
            if agent.old_digest is not None:
                self._by_digest[agent.old_digest] = node
        else:
            node.stale = True  # an epoch has passed since the view began: the batch must look again (TOK-6)
        return node

    def _drop(self, node: Node | None) -> None:
        if node is None:
            return
        node.stale = True
        agent = node.agent
        self._by_n.pop(agent.n, None)
        self._by_id.pop(agent.id, None)
        self._by_digest.pop(agent.digest, None)
        if agent.old_digest is not None:
            self._by_digest.pop(agent.old_digest, None)

    def __len__(self) -> int:
        return len(self._by_n)


def is_stale(node: Node) -> bool:
    """Whether somebody in the chain has changed since this was compiled."""
    for place in node.chain:  # noqa: SIM110 - asked twice for every call; any() takes thrice as long
        if place.stale:
            return True
    return False
