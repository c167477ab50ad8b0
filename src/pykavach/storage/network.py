"""Which file systems are not of this host: SQLite's locks and shared memory do not work across them (DB-2)."""

from __future__ import annotations

from pathlib import Path

_NETWORK = frozenset(
    [
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.gcsfuse",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "gfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "smb2",
        "smb3",
        "smbfs",
        "virtiofs",
    ]
)
_MOUNTS = Path("/proc/self/mounts")


def network_file_system(folder: Path, mounts: Path = _MOUNTS) -> str | None:
    """The kind of network file system that ``folder`` lies on, or None.

    Reads the kernel's table of mounts; where there is none (macOS, Windows) the answer is None.
    """
    try:
        table = mounts.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    where = folder.resolve()
    best: tuple[int, str] = (-1, "")
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(parts[1].encode().decode("unicode_escape", errors="replace"))
        if where.is_relative_to(point):
            best = max(best, (len(point.parts), parts[2]), key=lambda found: found[0])
    return best[1] if best[1] in _NETWORK else None
