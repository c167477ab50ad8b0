CREATE TABLE agent (
    n bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    parent bigint,
    root bigint NOT NULL,
    depth integer NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    user_id text COLLATE pg_catalog."C",
    tenant_id text COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    old_digest bytea,
    old_until bigint,
    version integer NOT NULL,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    expires_at bigint,
    max_depth integer NOT NULL,
    permissions text NOT NULL COLLATE pg_catalog."C",
    constraints text NOT NULL COLLATE pg_catalog."C",
    metadata text NOT NULL COLLATE pg_catalog."C",
    observe_until bigint,
    by_token boolean NOT NULL
);
CREATE SEQUENCE agent_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE agent_n_seq OWNED BY agent.n;
CREATE TABLE approval (
    n bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    agent bigint NOT NULL,
    root bigint NOT NULL,
    fingerprint bytea NOT NULL,
    cost bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    action text NOT NULL COLLATE pg_catalog."C",
    arguments text COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    opened_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    decided_at bigint,
    decided_by text COLLATE pg_catalog."C",
    note text COLLATE pg_catalog."C"
);
CREATE SEQUENCE approval_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE approval_n_seq OWNED BY approval.n;
CREATE TABLE audit (
    seq bigint NOT NULL,
    at bigint NOT NULL,
    agent bigint,
    kind text NOT NULL COLLATE pg_catalog."C",
    code text COLLATE pg_catalog."C",
    booked bigint,
    entry text NOT NULL COLLATE pg_catalog."C",
    kept text COLLATE pg_catalog."C",
    salt bytea,
    hash bytea NOT NULL
);
CREATE TABLE audit_span (
    agent bigint NOT NULL,
    span bigint NOT NULL
);
CREATE TABLE change (
    n bigint NOT NULL,
    agent bigint NOT NULL
);
CREATE TABLE checkpoint (
    n bigint NOT NULL,
    at bigint NOT NULL,
    text text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE checkpoint_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE checkpoint_n_seq OWNED BY checkpoint.n;
CREATE TABLE epoch (
    id integer NOT NULL,
    n bigint NOT NULL,
    schema integer NOT NULL
);
CREATE SEQUENCE epoch_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE epoch_id_seq OWNED BY epoch.id;
CREATE TABLE log (
    log integer NOT NULL,
    base bigint NOT NULL,
    base_hash bytea NOT NULL
);
CREATE TABLE memo (
    kind text NOT NULL COLLATE pg_catalog."C",
    scope bigint NOT NULL,
    key bytea NOT NULL,
    expires_at bigint,
    fingerprint bytea NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE meter (
    id bigint NOT NULL,
    agent bigint NOT NULL,
    level text NOT NULL COLLATE pg_catalog."C",
    minute bigint DEFAULT '0'::bigint NOT NULL,
    minute_calls bigint DEFAULT '0'::bigint NOT NULL,
    throttle_calls bigint DEFAULT '0'::bigint NOT NULL,
    day bigint DEFAULT '0'::bigint NOT NULL,
    day_calls bigint DEFAULT '0'::bigint NOT NULL,
    day_usd bigint DEFAULT '0'::bigint NOT NULL,
    month bigint DEFAULT '0'::bigint NOT NULL,
    month_usd bigint DEFAULT '0'::bigint NOT NULL,
    calls bigint DEFAULT '0'::bigint NOT NULL,
    usd bigint DEFAULT '0'::bigint NOT NULL,
    last_at bigint,
    last_ip text COLLATE pg_catalog."C",
    hash bytea
)
WITH (fillfactor='50');
CREATE SEQUENCE meter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE meter_id_seq OWNED BY meter.id;
CREATE TABLE outbox (
    n bigint NOT NULL,
    sink text NOT NULL COLLATE pg_catalog."C",
    agent bigint NOT NULL,
    at bigint NOT NULL,
    due_at bigint NOT NULL,
    attempts integer NOT NULL,
    claimed_by text COLLATE pg_catalog."C",
    claimed_until bigint,
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE outbox_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE outbox_n_seq OWNED BY outbox.n;
CREATE TABLE setting (
    name text NOT NULL COLLATE pg_catalog."C",
    value text COLLATE pg_catalog."C"
);
CREATE TABLE settlement (
    seq bigint NOT NULL,
    cost bigint NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE sink (
    name text NOT NULL COLLATE pg_catalog."C",
    seen_at bigint NOT NULL
);
ALTER TABLE ONLY agent ALTER COLUMN n SET DEFAULT nextval('agent_n_seq'::regclass);
ALTER TABLE ONLY approval ALTER COLUMN n SET DEFAULT nextval('approval_n_seq'::regclass);
ALTER TABLE ONLY checkpoint ALTER COLUMN n SET DEFAULT nextval('checkpoint_n_seq'::regclass);
ALTER TABLE ONLY epoch ALTER COLUMN id SET DEFAULT nextval('epoch_id_seq'::regclass);
ALTER TABLE ONLY meter ALTER COLUMN id SET DEFAULT nextval('meter_id_seq'::regclass);
ALTER TABLE ONLY outbox ALTER COLUMN n SET DEFAULT nextval('outbox_n_seq'::regclass);
INSERT INTO agent VALUES (1, 'agt_c48844a1ebaab48802958298', NULL, 1, 0, 'autonomous', 'user_1', 'acme', 'spender', 'active', '\xe80b2b9c23a806c570a096af6091d6b3acefacdb3cb1c75989a49bc5fc9d940c', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]', '{"budgetUsdPerDay":"1.00","maxCalls":12}', '{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}', NULL, false);
INSERT INTO agent VALUES (2, 'agt_23c4dbd4889325c3f79e5dbf', 1, 1, 1, 'delegated', 'user_1', 'acme', 'helper', 'active', '\xb9797674cf15b7c0d62a4d5dd9923c0afd25f03fef3608f9c533a632101c947f', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1737028800000000, 4, '[{"actions":["write"],"resource":"mcp:github:issues"}]', '{"maxCalls":3}', '{}', NULL, true);
INSERT INTO agent VALUES (3, 'agt_58028dfa423354cbe22199a8', NULL, 3, 0, 'autonomous', 'user_2', NULL, 'gated', 'active', '\x9fc7cea7bc74498d238407ac24618a4d3326f7a52761c4571af5c980d3eb810d', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["*"],"resource":"*"}]', '{"requireApprovalFor":["files:*:delete"]}', '{}', NULL, false);
INSERT INTO agent VALUES (4, 'agt_935e6246d2891a91b9e50d45', NULL, 4, 0, 'service', NULL, NULL, 'suspended', 'suspended', '\xcb919e5b2e85caa44587a58f94f2aa337c2a4e20e17abc59298f725bc2a829a4', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (5, 'agt_d56c3c5e83d53162147fcd65', NULL, 5, 0, 'service', NULL, NULL, 'revoked', 'revoked', '\xd54b8052520dac6a37af585dae80db44776c5de01f836da24020a9e997128a56', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (6, 'agt_d5da1d0dd867219af9f692ac', NULL, 6, 0, 'service', NULL, NULL, 'rotated', 'active', '\x3f1a14ba4c9ec899f94ea70a8caf488f6decf3c8b55fb2d76c5f89ad6e622dc3', '\x427cc4ce84c0108c51fdb02f36aaa15d8d9b2672d927d99e1b4cca2a27ac3ff1', 1736946000000000, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (7, 'agt_935514fe2b72b179314fb653', NULL, 7, 0, 'service', NULL, NULL, 'updated', 'active', '\x6c9cfc5460b1d646f545df410cc7f8e95ff980be1ec0282d65e430193ab59094', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":5}', '{}', NULL, false);
INSERT INTO approval VALUES (1, 'apr_d_4904a913', 3, 3, '\xae4509a3517aa3d3fcd48fe203c8d8472d4e8991aefa9ce6e0f8ae483c507c26', 0, 'files:tmp', 'delete', 'sealed:2c68751daeebdcd916508cc5a216f96d81ca8f652224654d54740d30faa69cb0b7cac576be13ab21e2d07e', 'open', 1736942400000000, 1736946000000000, NULL, NULL, NULL);
INSERT INTO approval VALUES (2, 'apr_e_d1ae047a', 3, 3, '\xc3a9a3e24a9ef247c666edcb6e91d3d03e30fffacb517df9ef1eb73e53b20f92', 0, 'files:tmp', 'delete', 'sealed:d3f892045106c289e5c5730b351d260f190d398f444d8c3428d5c3a694457450fe343d68a207aecbf4639dadc83e20', 'approved', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', 'go on');
INSERT INTO approval VALUES (3, 'apr_f_c5e047f9', 3, 3, '\x9c4245ebbbb9b7d03c70c641cf27797e32fbd4870948a829290ee496e71cf8b4', 0, 'files:tmp', 'delete', NULL, 'denied', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO approval VALUES (4, 'apr_10_507fea1e', 3, 3, '\xcfe18dde73182758a52e9a3874bf108f5db6cf5990e6f43beef7d26c67febf57', 0, 'files:tmp', 'delete', NULL, 'used', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO audit VALUES (1, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_c48844a1ebaab48802958298","at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"depth":0,"detail":{"kept":"217a912a48cc77199dce2be0dbce31b06d1ab704a5af38580000e576406dbe9e","sha256":"67224844a440644040fd5bc67b3e98fe2fedb3de4fc25ce6aa623f19e083907b"},"facts":{},"id":"aud_1_9441bfcf","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}', '{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x7d5c832a1e99dca22e8b77f44655220c', '\xb1efffe1926069c403b4ab0fc23f9a2923649fa2c59a175f95f3dad848ad342f');
INSERT INTO audit VALUES (2, 1736942400000000, 2, 'change', NULL, NULL, '{"action":"agents.delegate","actor":"agt_c48844a1ebaab48802958298","agent":"agt_23c4dbd4889325c3f79e5dbf","at":1736942400000000,"chain":["agt_23c4dbd4889325c3f79e5dbf","agt_c48844a1ebaab48802958298"],"depth":1,"detail":{"sha256":"e9e2c629c96dd2f6a7dc9cc9642b1348a56dd8a03d4b48eea0e10059df163dad"},"facts":{"byToken":true,"parent":"agt_c48844a1ebaab48802958298"},"id":"aud_2_89bbf025","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"b1efffe1926069c403b4ab0fc23f9a2923649fa2c59a175f95f3dad848ad342f","tenant":"acme","v":1}', '{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}', '\xdc2ee50b6cbc477c69eed8c310f604a3', '\x7bc79c8612bbe555f3b93e2786539c8ca1210572b00103c155e7075d36e1cbf7');
INSERT INTO audit VALUES (3, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_c48844a1ebaab48802958298","args":{"sha256":"3871d5250ba5ad16db0cf0e371230328a10e17d74a6e2050bb9b2fae88700a8a"},"at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"charges":[{"agent":"agt_c48844a1ebaab48802958298","level":"agent","meter":1},{"agent":"agt_c48844a1ebaab48802958298","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_cf37014d","ip":"10.1.2.3","kind":"decision","latencyUs":25896,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"7bc79c8612bbe555f3b93e2786539c8ca1210572b00103c155e7075d36e1cbf7","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 0"}', '\x484bcb6944d4ef5fe987f2f8d3e7d795', '\x1c6deca28164470766d8465e078b943db802c534a4e58951e3b65b0b6ce732af');
INSERT INTO audit VALUES (4, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_c48844a1ebaab48802958298","args":{"sha256":"8be054e08d76b9808951d55fb90195fddea80d8a91860885993e9b354e8e10d0"},"at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"charges":[{"agent":"agt_c48844a1ebaab48802958298","level":"agent","meter":1},{"agent":"agt_c48844a1ebaab48802958298","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_e017f8a2","ip":"10.1.2.3","kind":"decision","latencyUs":1135,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"1c6deca28164470766d8465e078b943db802c534a4e58951e3b65b0b6ce732af","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 1"}', '\x41333299b2cf929a48ebe8d1d1ff50dc', '\xd5d632e7d98f02518e8c78224c4589b5e91005f5e40decb1a29a6a439edd13df');
INSERT INTO audit VALUES (5, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_c48844a1ebaab48802958298","args":{"sha256":"644580031454ec549b148fc9910e409247887c7b577648789a0ec2d8db43b559"},"at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"charges":[{"agent":"agt_c48844a1ebaab48802958298","level":"agent","meter":1},{"agent":"agt_c48844a1ebaab48802958298","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_e77fe7c1","ip":"10.1.2.3","kind":"decision","latencyUs":2800,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"d5d632e7d98f02518e8c78224c4589b5e91005f5e40decb1a29a6a439edd13df","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 2"}', '\x99068133bdd9ca424b19b765da9a5440', '\x819a22c822a0b955140623f4e0005c209126e724c4ae18c017c5d1505f18e16d');
INSERT INTO audit VALUES (6, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_c48844a1ebaab48802958298","args":{"sha256":"5938d5800ff21fb314a3d83d176e86adbfc5156d20855dacbd0d498ca7bdb4e0"},"at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"charges":[{"agent":"agt_c48844a1ebaab48802958298","level":"agent","meter":1},{"agent":"agt_c48844a1ebaab48802958298","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_cac4cd4d","ip":"10.1.2.3","kind":"decision","latencyUs":1455,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"819a22c822a0b955140623f4e0005c209126e724c4ae18c017c5d1505f18e16d","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 3"}', '\x12b114e45ab9a31d64b4b8f3cc5c05ce', '\x8ed84e30b09e9b0484c67cb45fddda29e37531a01eed780e8b71c3dab09eb9f8');
INSERT INTO audit VALUES (7, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_c48844a1ebaab48802958298","at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_cf37014d"},"id":"aud_7_f8d22538","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"8ed84e30b09e9b0484c67cb45fddda29e37531a01eed780e8b71c3dab09eb9f8","tenant":"acme","v":1}', NULL, NULL, '\xb37e369b886763e18d8d60453d98a256b603d5a593a727158d98bb9b96430f2e');
INSERT INTO audit VALUES (8, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_c48844a1ebaab48802958298","at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_e017f8a2"},"id":"aud_8_f2db29ff","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"b37e369b886763e18d8d60453d98a256b603d5a593a727158d98bb9b96430f2e","tenant":"acme","v":1}', NULL, NULL, '\xecb7b622e3c905c4fd2dd2f07501268277465db45d43cee20e6614d24d84c2a2');
INSERT INTO audit VALUES (9, 1736942400000000, 2, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_23c4dbd4889325c3f79e5dbf","args":null,"at":1736942400000000,"chain":["agt_23c4dbd4889325c3f79e5dbf","agt_c48844a1ebaab48802958298"],"charges":[{"agent":"agt_23c4dbd4889325c3f79e5dbf","level":"agent","meter":3},{"agent":"agt_c48844a1ebaab48802958298","level":"agent","meter":1},{"agent":"agt_c48844a1ebaab48802958298","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_71605275","ip":null,"kind":"decision","latencyUs":17864,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"ecb7b622e3c905c4fd2dd2f07501268277465db45d43cee20e6614d24d84c2a2","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', NULL, NULL, '\x9fce102dc5f9645b79c83df933fe21e20be63016c642a1697883b8b91d8d7c4d');
INSERT INTO audit VALUES (10, 1736942400000000, 1, 'decision', 'not_permitted', NULL, '{"action":"read","agent":"agt_c48844a1ebaab48802958298","args":null,"at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_1f4e747e","ip":null,"kind":"decision","latencyUs":1445,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"9fce102dc5f9645b79c83df933fe21e20be63016c642a1697883b8b91d8d7c4d","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}', NULL, NULL, '\x254edf31cca003bb411992b24dd65d7f2ab5893c7a507caf9996d39a10d4c84e');
INSERT INTO audit VALUES (11, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.record","actor":"library","agent":"agt_c48844a1ebaab48802958298","at":1736942400000000,"chain":["agt_c48844a1ebaab48802958298"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_c48844a1ebaab48802958298"],"costUsd":"0.01"},"id":"aud_b_7fc839ce","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"254edf31cca003bb411992b24dd65d7f2ab5893c7a507caf9996d39a10d4c84e","tenant":"acme","v":1}', NULL, NULL, '\x5533b0de93e000e374e206cc808e2464e3ffb1d0e5d136cf42ff33e1a78358b0');
INSERT INTO audit VALUES (12, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"depth":0,"detail":{"sha256":"693654d64a76951d6688713f3c94dd42a1dfe776d8991bca4f1dbc6ec9080fab"},"facts":{},"id":"aud_c_6f695400","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"5533b0de93e000e374e206cc808e2464e3ffb1d0e5d136cf42ff33e1a78358b0","tenant":null,"v":1}', '{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x7387265a0e792f8d5a4ae9c7f8ef6892', '\x38b697d65245fa6e18e649f6d0e4b236779a69d37ea2da79a7f86b76bcbe01df');
INSERT INTO audit VALUES (13, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_58028dfa423354cbe22199a8","args":{"sha256":"23200c3965c16a9f15f083cea90daa6999b39ed9abf1725cc05dd28db4132a33"},"at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_4904a913","ip":null,"kind":"decision","latencyUs":21539,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"38b697d65245fa6e18e649f6d0e4b236779a69d37ea2da79a7f86b76bcbe01df","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"open"}', '\xe01b7afce1b69498de49837501c462ea', '\x1cbe2656adab1338a6c880c6b580f2a33877f5703a43bd92f6a30784497032fc');
INSERT INTO audit VALUES (14, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_58028dfa423354cbe22199a8","args":{"sha256":"136700d231822ae41d7475deb5ae2bbc0480b8adc3bb09d367b488a251325a8a"},"at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_d1ae047a","ip":null,"kind":"decision","latencyUs":21965,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"1cbe2656adab1338a6c880c6b580f2a33877f5703a43bd92f6a30784497032fc","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"approved"}', '\xb5597ef3a89137340028df38b47160ff', '\xc81bcdb6af22aafe3709e1a738d41aa24bd7fa42d221daa4c94b3c5c2f5a928c');
INSERT INTO audit VALUES (15, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_58028dfa423354cbe22199a8","args":{"sha256":"2af3bd657189e4abccc5962d7c2b2853e67186f8a3b7e0dec8299c5f7b71b74b"},"at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_c5e047f9","ip":null,"kind":"decision","latencyUs":25743,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"c81bcdb6af22aafe3709e1a738d41aa24bd7fa42d221daa4c94b3c5c2f5a928c","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"denied"}', '\xffa083511925266d2d0e699825139205', '\xaf5f2af9f0d2c5860cb470cd569670ed9f344357a8ef9c52ca02da12fd1b5b88');
INSERT INTO audit VALUES (16, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_58028dfa423354cbe22199a8","args":{"sha256":"d0ddd82553e4367d759c475c056727213604ce538279210485697baee15c65b3"},"at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_507fea1e","ip":null,"kind":"decision","latencyUs":17276,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"af5f2af9f0d2c5860cb470cd569670ed9f344357a8ef9c52ca02da12fd1b5b88","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x522bf44a6b5de031571783ced0dcf623', '\xcb44a13948e2b20a1e7a4c41bc9edb36d90126ec3c503ef32a31a5d224464514');
INSERT INTO audit VALUES (17, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"depth":0,"detail":{"sha256":"3cc520d52807804e29c77bf4611b80e10f88aa12c7a981d22cd41f9270ae6221"},"facts":{"approval":"apr_e_d1ae047a"},"id":"aud_11_26cb23c6","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"cb44a13948e2b20a1e7a4c41bc9edb36d90126ec3c503ef32a31a5d224464514","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x0714dbbffe1e75f72d4c989e70dbee09', '\x14f5ef6d6a997ecc1c335b2d0e2851e6b22e9d57978d51a7fc88f0055f41157a');
INSERT INTO audit VALUES (18, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.deny","actor":"ann","agent":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"depth":0,"detail":{"sha256":"f9db36fdbabb81d4ef2734d06c14b0024f1153b938ebb4399add2d45c6545e45"},"facts":{"approval":"apr_f_c5e047f9"},"id":"aud_12_9e8b0e33","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"14f5ef6d6a997ecc1c335b2d0e2851e6b22e9d57978d51a7fc88f0055f41157a","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xf2b03c1e64e966fdd9b01b90f949c8d7', '\x5ec3229812e5b4c93518c1b1544d8ae44561b98e58c8200e4046aa06945fdef7');
INSERT INTO audit VALUES (19, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"depth":0,"detail":{"sha256":"52a18113c7ca4acf40c37e2a9933581491801c24b840678b1ec4ed8b5cf54e5e"},"facts":{"approval":"apr_10_507fea1e"},"id":"aud_13_196189d6","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"5ec3229812e5b4c93518c1b1544d8ae44561b98e58c8200e4046aa06945fdef7","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xa1026651c6b451e601e728bba34d3b4c', '\x74c534c96dafeb0a9c094a92ff45cb3df107ca71196cac0394aa51f9947cb1eb');
INSERT INTO audit VALUES (20, 1736942400000000, 3, 'decision', 'ok', NULL, '{"action":"delete","agent":"agt_58028dfa423354cbe22199a8","args":{"sha256":"35442bb54b6fbc5ff8bf64a8ebd524b55091ca795854288e83ca30064f46ec98"},"at":1736942400000000,"chain":["agt_58028dfa423354cbe22199a8"],"charges":[{"agent":"agt_58028dfa423354cbe22199a8","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_b1ec1687","ip":null,"kind":"decision","latencyUs":5253,"log":0,"marks":{"approval":"apr_10_507fea1e"},"outcome":"allow","owner":"user_2","pos":20,"prev":"74c534c96dafeb0a9c094a92ff45cb3df107ca71196cac0394aa51f9947cb1eb","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x369a7deffbc445f35b859a0b0d292667', '\x74892c2a2e93675b912589060869cc0f2df6d34bf557a047ab0a2c15415cffd6');
INSERT INTO audit VALUES (21, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_935e6246d2891a91b9e50d45","at":1736942400000000,"chain":["agt_935e6246d2891a91b9e50d45"],"depth":0,"detail":{"sha256":"78e19783c33af1cbceb1a44ea9852aa0d467cf09581805c21f05150d4408f52e"},"facts":{},"id":"aud_15_b3879695","kind":"change","log":0,"owner":null,"pos":21,"prev":"74892c2a2e93675b912589060869cc0f2df6d34bf557a047ab0a2c15415cffd6","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x9651bfe1eab41b3dc4a94a1f87b519ae', '\x79040eba8c76f51ca27e4e010b262b202f9cb1eadffc155de285f5ff3c42cb8f');
INSERT INTO audit VALUES (22, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_d56c3c5e83d53162147fcd65","at":1736942400000000,"chain":["agt_d56c3c5e83d53162147fcd65"],"depth":0,"detail":{"sha256":"d3c59a4cf5be8cf270175e273a7db000d9a504040b61535b7f1bf338648786d7"},"facts":{},"id":"aud_16_f97e7a66","kind":"change","log":0,"owner":null,"pos":22,"prev":"79040eba8c76f51ca27e4e010b262b202f9cb1eadffc155de285f5ff3c42cb8f","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xc691d76ce18dcd81fa78f75580c2d8f0', '\x395fb8684728a1bedc0e48ac0e71ea6293d31656df70e01b4a77d347ccb5648e');
INSERT INTO audit VALUES (23, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_d5da1d0dd867219af9f692ac","at":1736942400000000,"chain":["agt_d5da1d0dd867219af9f692ac"],"depth":0,"detail":{"sha256":"2be6db6219b3fdf1cefc6f69c617666d34de97baefae3ba425bdf5df72e6ffa7"},"facts":{},"id":"aud_17_0739ae3f","kind":"change","log":0,"owner":null,"pos":23,"prev":"395fb8684728a1bedc0e48ac0e71ea6293d31656df70e01b4a77d347ccb5648e","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x06387bd12beb49204dcf84cec977f4ac', '\x024ebd5cd1c4e6c705dd2a95336a13c97d321fdfbb0d5a88cfc628cc21a44d63');
INSERT INTO audit VALUES (24, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_935514fe2b72b179314fb653","at":1736942400000000,"chain":["agt_935514fe2b72b179314fb653"],"depth":0,"detail":{"sha256":"0ea80efdf516850de0805e82fe24161e779a4891defaf0ee92e21169572a785c"},"facts":{},"id":"aud_18_33860d3d","kind":"change","log":0,"owner":null,"pos":24,"prev":"024ebd5cd1c4e6c705dd2a95336a13c97d321fdfbb0d5a88cfc628cc21a44d63","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x489b68fc7611a3e3a13372be5e336115', '\xa98a7d47201cf8050a1fc55e4bbaf885a419f331b533fe2ca8bbdc3d9941339c');
INSERT INTO audit VALUES (25, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.suspend","actor":"library","agent":"agt_935e6246d2891a91b9e50d45","at":1736942400000000,"chain":["agt_935e6246d2891a91b9e50d45"],"depth":0,"detail":{"sha256":"07a18b134ffa7645000fb59f211940d69d406af978e5a76c5e382311ca1976d5"},"facts":{},"id":"aud_19_e968e2b2","kind":"change","log":0,"owner":null,"pos":25,"prev":"a98a7d47201cf8050a1fc55e4bbaf885a419f331b533fe2ca8bbdc3d9941339c","tenant":null,"v":1}', '{"after":{"status":"suspended"},"before":{"status":"active"}}', '\x518652c0e26c586dc7a5a3228994aeb1', '\x28f46673ecbd3eefb2233392a6c42303a4b53325dedad5f2435875bce1063fa4');
INSERT INTO audit VALUES (26, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.revoke","actor":"library","agent":"agt_d56c3c5e83d53162147fcd65","at":1736942400000000,"chain":["agt_d56c3c5e83d53162147fcd65"],"depth":0,"detail":{"sha256":"278421832a810e55e92de27699ff504b487b346428c81511800d39b5de738605"},"facts":{},"id":"aud_1a_9b51c258","kind":"change","log":0,"owner":null,"pos":26,"prev":"28f46673ecbd3eefb2233392a6c42303a4b53325dedad5f2435875bce1063fa4","tenant":null,"v":1}', '{"after":{"status":"revoked"},"before":{"status":"active"}}', '\x545c2887e634b05105f9317728725972', '\x110151cdce94093ce74277a55d4ed98508ccef0b4bf9287b9db5149e271b2ffa');
INSERT INTO audit VALUES (27, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.rotate","actor":"library","agent":"agt_d5da1d0dd867219af9f692ac","at":1736942400000000,"chain":["agt_d5da1d0dd867219af9f692ac"],"depth":0,"detail":{"sha256":"343839d5436f73ffa6dc684100320db254fe997cd8474c9cbd41ee5c60a583d2"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_78cd941e","kind":"change","log":0,"owner":null,"pos":27,"prev":"110151cdce94093ce74277a55d4ed98508ccef0b4bf9287b9db5149e271b2ffa","tenant":null,"v":1}', '{"after":{"version":2},"before":{"version":1}}', '\x9e24ff614d87005ff3820e988a41cca5', '\xdcac3079a3aed7bc2877be90c7e64644a84fdc38fea2952dd4711695272ff292');
INSERT INTO audit VALUES (28, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_935514fe2b72b179314fb653","args":null,"at":1736942400000000,"chain":["agt_935514fe2b72b179314fb653"],"charges":[{"agent":"agt_935514fe2b72b179314fb653","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_e1dab561","ip":null,"kind":"decision","latencyUs":18112,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"dcac3079a3aed7bc2877be90c7e64644a84fdc38fea2952dd4711695272ff292","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x9af6612a20a00d704b6eb79bdfddb1128f6463d34078a7010068ce57100ed085');
INSERT INTO audit VALUES (29, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_935514fe2b72b179314fb653","args":null,"at":1736942400000000,"chain":["agt_935514fe2b72b179314fb653"],"charges":[{"agent":"agt_935514fe2b72b179314fb653","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_46fee51a","ip":null,"kind":"decision","latencyUs":2930,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"9af6612a20a00d704b6eb79bdfddb1128f6463d34078a7010068ce57100ed085","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x253bdce8f4391c61136ea6fedf37e0237ce466a949f9e024551071deba6e6b48');
INSERT INTO audit VALUES (30, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.update","actor":"library","agent":"agt_935514fe2b72b179314fb653","at":1736942400000000,"chain":["agt_935514fe2b72b179314fb653"],"depth":0,"detail":{"sha256":"891ed483379a6f4ab2849cc4d7edd6f3b35fa7b94b62a7ce4b286afd59d83b23"},"facts":{},"id":"aud_1e_10c8ec7b","kind":"change","log":0,"owner":null,"pos":30,"prev":"253bdce8f4391c61136ea6fedf37e0237ce466a949f9e024551071deba6e6b48","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}', '\x6adc32b4a14f2dcd094d69a00a08cb6b', '\x58c7b11b8739de34601b4d0cb81f333ba4526d85551819f3617e308160d45fe2');
INSERT INTO audit VALUES (31, 1736942400000000, NULL, 'decision', 'unknown_token', NULL, '{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_b34cdb73","ip":null,"kind":"decision","latencyUs":5439,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"58c7b11b8739de34601b4d0cb81f333ba4526d85551819f3617e308160d45fe2","reason":"The token is not known.","resource":null,"tenant":null,"v":1}', NULL, NULL, '\x55e7abe610498e23aa99dcf0d967b6deb003f860adec483d39912c9db8eac690');
INSERT INTO audit VALUES (32, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":31,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_20_38a13d2a","kind":"change","log":0,"owner":null,"pos":32,"prev":"55e7abe610498e23aa99dcf0d967b6deb003f860adec483d39912c9db8eac690","tenant":null,"v":1}', NULL, NULL, '\x552e4bd6a3d63d5920db25b43f15db9faf497aa9e91d24c2240567af4309f371');
INSERT INTO audit_span VALUES (1, 0);
INSERT INTO audit_span VALUES (2, 0);
INSERT INTO audit_span VALUES (3, 0);
INSERT INTO audit_span VALUES (4, 0);
INSERT INTO audit_span VALUES (5, 0);
INSERT INTO audit_span VALUES (6, 0);
INSERT INTO audit_span VALUES (7, 0);
INSERT INTO change VALUES (1, 4);
INSERT INTO change VALUES (2, 5);
INSERT INTO change VALUES (3, 6);
INSERT INTO change VALUES (4, 7);
INSERT INTO checkpoint VALUES (1, 1736942400000000, '{"at":"2025-01-15T12:00:00Z","count":31,"heads":[{"hash":"55e7abe610498e23aa99dcf0d967b6deb003f860adec483d39912c9db8eac690","log":0,"position":31},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":1,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":2,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":3,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":4,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":5,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":6,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":7,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":8,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":9,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":10,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":11,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":12,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":13,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":14,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":15,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":16,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":17,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":18,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":19,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":20,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":21,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":22,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":23,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":24,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":25,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":26,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":27,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":28,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":29,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":30,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":31,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":32,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":33,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":34,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":35,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":36,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":37,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":38,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":39,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":40,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":41,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":42,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":43,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":44,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":45,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":46,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":47,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":48,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":49,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":50,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":51,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":52,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":53,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":54,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":55,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":56,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":57,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":58,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":59,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":60,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":61,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":62,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":63,"position":0}],"installation":"99e65df433743c50ad5452d18416552b","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"fec14844db6f790765e5c36d3b5cc0172dfc13d39b070534ba547853a59c11ebf0d0916f9d4ab3123493d5075a3d1e659a7909d4e30e55bc976ea9b71c31df05","version":1}');
INSERT INTO epoch VALUES (1, 4, 1);
INSERT INTO log VALUES (0, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (2, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (3, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (4, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (5, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (6, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (7, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (8, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (9, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (10, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (11, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (12, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (13, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (14, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (15, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (16, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (17, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (18, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (19, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (20, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (21, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (22, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (23, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (24, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (25, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (26, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (27, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (28, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (29, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (30, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (31, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (32, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (33, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (34, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (35, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (36, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (37, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (38, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (39, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (40, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (41, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (42, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (43, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (44, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (45, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (46, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (47, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (48, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (49, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (50, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (51, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (52, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (53, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (54, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (55, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (56, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (57, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (58, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (59, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (60, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (61, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (62, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO log VALUES (63, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO memo VALUES ('authorize', 2, '\xd7961da246afb51ccb19933a5a67b0d7a8c35ffd37c38f53312c730473c657a8', 1737028800000000, '\x6b3330d5ae750fe8aa12e62a3b319ad99f1d32993cd3c30d236e057b08954504', '{"approvalId":null,"auditId":"aud_9_71605275","cost":0,"throttled":false}');
INSERT INTO memo VALUES ('record', 1, '\x0453739781c883da493cc59fd3116af7338db141898bae522eb37bbfd76421f2', NULL, '\x11eebb58eef645c94c2e85845e68fa885ba215b163f07c5a5d51c76b3468d87e', '["aud_b_7fc839ce",10000,1736942400000000,null,null]');
INSERT INTO meter VALUES (-1, 0, 'log 1', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-2, 0, 'log 2', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-3, 0, 'log 3', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-4, 0, 'log 4', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-5, 0, 'log 5', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-6, 0, 'log 6', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-7, 0, 'log 7', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-8, 0, 'log 8', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-9, 0, 'log 9', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-10, 0, 'log 10', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-11, 0, 'log 11', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-12, 0, 'log 12', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-13, 0, 'log 13', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-14, 0, 'log 14', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-15, 0, 'log 15', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-16, 0, 'log 16', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-17, 0, 'log 17', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-18, 0, 'log 18', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-19, 0, 'log 19', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-20, 0, 'log 20', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-21, 0, 'log 21', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (0, 0, 'log 0', 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, NULL, NULL, '\x552e4bd6a3d63d5920db25b43f15db9faf497aa9e91d24c2240567af4309f371');
INSERT INTO meter VALUES (-22, 0, 'log 22', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-23, 0, 'log 23', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-24, 0, 'log 24', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-25, 0, 'log 25', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-26, 0, 'log 26', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-27, 0, 'log 27', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-28, 0, 'log 28', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-29, 0, 'log 29', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-30, 0, 'log 30', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-31, 0, 'log 31', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-32, 0, 'log 32', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-33, 0, 'log 33', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-34, 0, 'log 34', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-35, 0, 'log 35', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-36, 0, 'log 36', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-37, 0, 'log 37', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-38, 0, 'log 38', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-39, 0, 'log 39', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-40, 0, 'log 40', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-41, 0, 'log 41', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-42, 0, 'log 42', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-43, 0, 'log 43', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-44, 0, 'log 44', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-45, 0, 'log 45', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-46, 0, 'log 46', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-47, 0, 'log 47', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-48, 0, 'log 48', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-49, 0, 'log 49', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-50, 0, 'log 50', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-51, 0, 'log 51', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-52, 0, 'log 52', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-53, 0, 'log 53', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-54, 0, 'log 54', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-55, 0, 'log 55', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-56, 0, 'log 56', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-57, 0, 'log 57', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-58, 0, 'log 58', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-59, 0, 'log 59', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-60, 0, 'log 60', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-61, 0, 'log 61', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-62, 0, 'log 62', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (-63, 0, 'log 63', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meter VALUES (3, 2, 'agent', 28949040, 1, 0, 20103, 1, 0, 24300, 0, 1, 0, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (2, 1, 'mcp:github:* read,write', 28949040, 5, 0, 20103, 5, 360000, 24300, 360000, 5, 360000, NULL, NULL, NULL);
INSERT INTO meter VALUES (1, 1, 'agent', 28949040, 5, 0, 20103, 5, 370000, 24300, 370000, 5, 370000, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (4, 3, 'agent', 28949040, 1, 0, 20103, 1, 0, 24300, 0, 1, 0, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (5, 4, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (6, 5, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (7, 6, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (8, 7, 'agent', 28949040, 2, 0, 20103, 2, 0, 24300, 0, 2, 0, 1736942400000000, NULL, NULL);
INSERT INTO outbox VALUES (1, 'stored', 1, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_c48844a1ebaab48802958298","at":1736942400000000,"data":{"parentId":null},"id":"evt_0903cb9d92a7720dfc6d7025","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (2, 'stored', 2, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_23c4dbd4889325c3f79e5dbf","at":1736942400000000,"data":{"parentId":"agt_c48844a1ebaab48802958298"},"id":"evt_923c1487e5e413204d166650","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (3, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"parentId":null},"id":"evt_d1f72cb64aa45e0614fde54c","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO outbox VALUES (4, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_4904a913","resource":"files:tmp"},"id":"evt_30322cd3b5b1d3efe7f574ae","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (5, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_d1ae047a","resource":"files:tmp"},"id":"evt_881dc2f0ecaa46082882a924","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (6, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_c5e047f9","resource":"files:tmp"},"id":"evt_bbf28afa85cf0ff9807aaf46","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (7, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_507fea1e","resource":"files:tmp"},"id":"evt_5ced4d75554f76d64464a8eb","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (8, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"approval":"apr_e_d1ae047a","by":"ann"},"id":"evt_a5479d3d01b64cd90adffe17","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (9, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"approval":"apr_f_c5e047f9","by":"ann"},"id":"evt_4dd735490ee33b1a270a8795","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO outbox VALUES (10, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_58028dfa423354cbe22199a8","at":1736942400000000,"data":{"approval":"apr_10_507fea1e","by":"ann"},"id":"evt_37ad8254e13a7e417cd2784f","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (11, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_935e6246d2891a91b9e50d45","at":1736942400000000,"data":{"parentId":null},"id":"evt_cf316a1ba64b6c9bf7cf7810","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (12, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_d56c3c5e83d53162147fcd65","at":1736942400000000,"data":{"parentId":null},"id":"evt_0d6cbb92ed4a9e2604cdbaf2","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (13, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_d5da1d0dd867219af9f692ac","at":1736942400000000,"data":{"parentId":null},"id":"evt_1ba0e99efa4be73c33746d6b","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (14, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_935514fe2b72b179314fb653","at":1736942400000000,"data":{"parentId":null},"id":"evt_196b1f2eb0a71b16392639a2","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (15, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_935e6246d2891a91b9e50d45","at":1736942400000000,"data":{},"id":"evt_041e913b614490d7d1a053e8","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO outbox VALUES (16, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_d56c3c5e83d53162147fcd65","at":1736942400000000,"data":{},"id":"evt_aa1bdffdad54e292b1b848be","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO outbox VALUES (17, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_d5da1d0dd867219af9f692ac","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_8055f040b92e27aded437e91","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO outbox VALUES (18, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_935514fe2b72b179314fb653","at":1736942400000000,"data":{"version":2},"id":"evt_273c337ae0da6c6374cf35fc","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO setting VALUES ('installation', '99e65df433743c50ad5452d18416552b');
INSERT INTO setting VALUES ('fingerprint_key', 'ef3b2f1035b2a1ef050f512329e2f12388a23fd1d2fe17d404fb4ea6e22d5178');
INSERT INTO settlement VALUES (3, 40000, 1736942400000000);
INSERT INTO settlement VALUES (4, 120000, 1736942400000000);
INSERT INTO sink VALUES ('stored', 1736942400000000);
SELECT pg_catalog.setval('agent_n_seq', 7, true);
SELECT pg_catalog.setval('approval_n_seq', 4, true);
SELECT pg_catalog.setval('checkpoint_n_seq', 1, true);
SELECT pg_catalog.setval('epoch_id_seq', 1, false);
SELECT pg_catalog.setval('meter_id_seq', 8, true);
SELECT pg_catalog.setval('outbox_n_seq', 18, true);
ALTER TABLE ONLY agent
    ADD CONSTRAINT agent_digest_key UNIQUE (digest);
ALTER TABLE ONLY agent
    ADD CONSTRAINT agent_id_key UNIQUE (id);
ALTER TABLE ONLY agent
    ADD CONSTRAINT agent_old_digest_key UNIQUE (old_digest);
ALTER TABLE ONLY agent
    ADD CONSTRAINT agent_pkey PRIMARY KEY (n);
ALTER TABLE ONLY approval
    ADD CONSTRAINT approval_id_key UNIQUE (id);
ALTER TABLE ONLY approval
    ADD CONSTRAINT approval_pkey PRIMARY KEY (n);
ALTER TABLE ONLY audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY audit_span
    ADD CONSTRAINT audit_span_pkey PRIMARY KEY (agent, span);
ALTER TABLE ONLY change
    ADD CONSTRAINT change_pkey PRIMARY KEY (n, agent);
ALTER TABLE ONLY checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (n);
ALTER TABLE ONLY epoch
    ADD CONSTRAINT epoch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY log
    ADD CONSTRAINT log_pkey PRIMARY KEY (log);
ALTER TABLE ONLY memo
    ADD CONSTRAINT memo_pkey PRIMARY KEY (kind, scope, key);
ALTER TABLE ONLY meter
    ADD CONSTRAINT meter_agent_level_key UNIQUE (agent, level);
ALTER TABLE ONLY meter
    ADD CONSTRAINT meter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (n);
ALTER TABLE ONLY setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
ALTER TABLE ONLY settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY sink
    ADD CONSTRAINT sink_pkey PRIMARY KEY (name);
CREATE INDEX approval_access ON approval USING btree (agent, fingerprint);
CREATE INDEX approval_root ON approval USING btree (root, state);
CREATE INDEX audit_code ON audit USING btree (code, seq) WHERE (code <> 'ok'::text);
CREATE INDEX ix_agent_parent ON agent USING btree (parent);
CREATE INDEX ix_agent_root ON agent USING btree (root);
CREATE INDEX ix_agent_tenant_id ON agent USING btree (tenant_id);
CREATE INDEX ix_agent_user_id ON agent USING btree (user_id);
CREATE INDEX ix_memo_expires_at ON memo USING btree (expires_at);
CREATE INDEX outbox_sink ON outbox USING btree (sink, agent, n);
