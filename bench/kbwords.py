"""The words that synthetic notes are made of."""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in " ".join(text.split()).split(";"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# A question is one form with a thing, an act and a circumstance: 6 x 40 x 24 x 32 of them, all different.
FORMS = (
    "How does {thing} {act} {when}?",
    "Why does {thing} {act} {when}?",
    "When should {thing} {act} {when}?",
    "How often does {thing} {act} {when}?",
    "Can {thing} {act} {when}?",
    "Which setting lets {thing} {act} {when}?",
)
THINGS = _phrases(
    """write-ahead logging; a B-tree; the page cache; a bloom filter; the event loop; a connection pool;
    the garbage collector; a message queue; the query planner; a load balancer; leader election; a
    vector clock; the borrow checker; a ring buffer; the type checker; a rate limiter; the inode table;
    a read replica; snapshot isolation; the branch predictor; a merge tree; the DNS resolver; a reverse
    proxy; the scheduler; copy-on-write; a hash ring; the linker; a feature flag; the TLS handshake; a
    circuit breaker; the front matter parser; a build cache; the token bucket; a gossip protocol; the
    tokenizer; a skip list; the replication log; an idempotency key; the retry policy; a canary release"""
)
ACTS = _phrases(
    """recover; slow down; lose data; keep order; stay consistent; use more memory; block readers; drop
    requests; report progress; reuse work; detect a conflict; fall behind; scale out; hide latency; leak
    handles; converge; stay bounded; fail over; split the work; compare versions; skip a step; avoid
    copies; choose a victim; notice a stale entry"""
)
CIRCUMSTANCES = _phrases(
    """after a crash; under heavy load; with many small files; on a cold start; during a network
    partition; when the clock jumps; with two writers; on a full disk; behind a proxy; after an upgrade;
    with a slow consumer; across regions; in a container; when memory is short; with nested
    transactions; during compaction; on ARM machines; with large keys; when the cache is warm; after a
    rollback; in a monorepo; with a skewed key; when the leader is gone; on a single core; with a long
    tail; during a backup; with duplicate input; when a lock is held; for a read-only user; with unicode
    names; near the size limit; after a schema change"""
)
WORDS = _words(
    """the a each one every write read page block note index cache queue lock thread process reader
    writer client server node log entry version key value order time clock limit budget retry batch
    buffer record segment table row column plan cost result error warning signal event state change
    commit merge branch build test run step stage policy rule default option field header body link
    anchor section heading question answer summary source target owner review system service keeps holds
    drops sends takes gives makes needs finds checks counts waits stops starts moves copies compares
    stores reads writes returns raises hides shows splits joins sorts skips marks because when while
    after before until unless so that which where then only never often still also first last next same
    other small large fast slow cold warm safe stale"""
)
SECTIONS = _words(
    """storage networking concurrency databases compilers operations security testing observability
    languages caching queues filesystems scheduling consensus search typing packaging review
    documentation releases incidents capacity protocols memory parsing formatting migrations backups
    hardware"""
)
HEADINGS = (
    "Short answer",
    "Background",
    "How it works",
    "Trade-offs",
    "Example",
    "What can go wrong",
    "Measurements",
    "When to use it",
    "Alternatives",
    "Open questions",
    "Further reading",
    "Checklist",
    "History & context",
    "Notes on `fsync`",
    "Q&A: limits",
    "Step 1: prepare",
    "Step 2: run",
)
# Code that looks like headings and links, and is none.
CODE = (
    (
        "python",
        "def load(path):\n    # see [[not-a-real-note]]\n    print(items[0](1))  # [text](missing.md)",
    ),
    (
        "bash",
        "# a comment, not a heading\nset -euo pipefail\ngrep -rn 'TODO' notes/ | wc -l\necho \"[[nope]]\"",
    ),
    ("yaml", "# Not a heading\nsections:\n  - id: demo\n    notes: [one, two]"),
    ("sql", "SELECT id, count(*) FROM notes\nGROUP BY id -- [x](y.md)\nHAVING count(*) > 1;"),
    ("rust", 'fn main() {\n    let v: Vec<u8> = vec![];\n    println!("{:?}", v);\n}'),
    ("json", '{\n  "id": "demo",\n  "related": ["[[fake]]"]\n}'),
    ("text", "+------+      +------+\n| read | ---> | plan |\n+------+      +------+"),
)
