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
CREATE TABLE credential (
    n bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    user_id text COLLATE pg_catalog."C",
    tenant_id text COLLATE pg_catalog."C",
    parent bigint,
    created_at bigint NOT NULL,
    created_by text NOT NULL COLLATE pg_catalog."C",
    expires_at bigint,
    revoked_at bigint,
    last_used_at bigint
);
CREATE SEQUENCE credential_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE credential_n_seq OWNED BY credential.n;
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
CREATE TABLE person (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    tenant_id text COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    disabled_at bigint
);
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
ALTER TABLE ONLY credential ALTER COLUMN n SET DEFAULT nextval('credential_n_seq'::regclass);
ALTER TABLE ONLY epoch ALTER COLUMN id SET DEFAULT nextval('epoch_id_seq'::regclass);
ALTER TABLE ONLY meter ALTER COLUMN id SET DEFAULT nextval('meter_id_seq'::regclass);
ALTER TABLE ONLY outbox ALTER COLUMN n SET DEFAULT nextval('outbox_n_seq'::regclass);
INSERT INTO agent VALUES (1, 'agt_4d6e4b635eb8f129e0343e69', NULL, 1, 0, 'autonomous', 'user_1', 'acme', 'spender', 'active', '\xb50beb9aecda815a25fd5e3749b931dc1874994cdf8dba526ef93cc7b9c67fd6', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]', '{"budgetUsdPerDay":"1.00","maxCalls":12}', '{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}', NULL, false);
INSERT INTO agent VALUES (2, 'agt_ad00d386efef5410197e7e2a', 1, 1, 1, 'delegated', 'user_1', 'acme', 'helper', 'active', '\x590c5a083fdca0be2717758c8bfae6b6361e93cc8a1da4a607c95979cdf43945', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1737028800000000, 4, '[{"actions":["write"],"resource":"mcp:github:issues"}]', '{"maxCalls":3}', '{}', NULL, true);
INSERT INTO agent VALUES (3, 'agt_e9784fcab1c4a6edc37e7891', NULL, 3, 0, 'autonomous', 'user_2', NULL, 'gated', 'active', '\xf95eb6585218ced361cf20945bb7af33fda027cfe734be1f1e74b62d56588bd9', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["*"],"resource":"*"}]', '{"requireApprovalFor":["files:*:delete"]}', '{}', NULL, false);
INSERT INTO agent VALUES (4, 'agt_e6ab79b2ef0df3a0baefba66', NULL, 4, 0, 'service', NULL, NULL, 'suspended', 'suspended', '\x8bd155175bbb7520a0e42f8ebfc0d08e2df5f224c986d950e11c03a817e707db', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (5, 'agt_bf2f17a3111bdcfd5a6728a5', NULL, 5, 0, 'service', NULL, NULL, 'revoked', 'revoked', '\xb4a8d1eb72aff11e032dd9d91692948da18fbc0b6cad40380ea95ca82c39320a', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (6, 'agt_6e4bda95f14556238eabe66a', NULL, 6, 0, 'service', NULL, NULL, 'rotated', 'active', '\x4912a977a0d9c8867197769a335f23bdf810a81c460a448b39458b67477f4535', '\xf85fb358b191578678dfe96229bafb9f8ba9c3de4d1dcb16257f1c3cb2c915e6', 1736946000000000, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (7, 'agt_b463c569f80eeb4795a04aa8', NULL, 7, 0, 'service', NULL, NULL, 'updated', 'active', '\x3589d3373dded393592ef024cebe873cfa40778fcbde9023bbd392eab9528522', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":5}', '{}', NULL, false);
INSERT INTO approval VALUES (1, 'apr_d_0a8c577b', 3, 3, '\xae4509a3517aa3d3fcd48fe203c8d8472d4e8991aefa9ce6e0f8ae483c507c26', 0, 'files:tmp', 'delete', 'sealed:4951f8e610e560de1402e66e1ce922165ef8ae46aa071c5c2342f15c3e946a9b27b1f230f42dfa16332a5d', 'open', 1736942400000000, 1736946000000000, NULL, NULL, NULL);
INSERT INTO approval VALUES (2, 'apr_e_03283203', 3, 3, '\xc3a9a3e24a9ef247c666edcb6e91d3d03e30fffacb517df9ef1eb73e53b20f92', 0, 'files:tmp', 'delete', 'sealed:5f4a368650081726c3571d22e745a611907279b8c618ed25606fb3b7fab370594b8c971ad912b6eb418c3a5d612b0e', 'approved', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', 'go on');
INSERT INTO approval VALUES (3, 'apr_f_7b388530', 3, 3, '\x9c4245ebbbb9b7d03c70c641cf27797e32fbd4870948a829290ee496e71cf8b4', 0, 'files:tmp', 'delete', NULL, 'denied', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO approval VALUES (4, 'apr_10_41b19172', 3, 3, '\xcfe18dde73182758a52e9a3874bf108f5db6cf5990e6f43beef7d26c67febf57', 0, 'files:tmp', 'delete', NULL, 'used', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO audit VALUES (1, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_4d6e4b635eb8f129e0343e69","at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"depth":0,"detail":{"kept":"1d196318a2e654a72eae414c7595bc108a044a5edc787cf42bc212bb271b0962","sha256":"78fa71395efc200152f75dbd636b8c5da70a6f9f553b42312299e3821c7273b8"},"facts":{},"id":"aud_1_a4ab894a","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}', '{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x332bfd993799a5180e83715446cd1d7f', '\xe5e490ec6a203c4aaabf7f2815980a376ca5cf50f68c5d1d3421ae1f6005931f');
INSERT INTO audit VALUES (2, 1736942400000000, 2, 'change', NULL, NULL, '{"action":"agents.delegate","actor":"agt_4d6e4b635eb8f129e0343e69","agent":"agt_ad00d386efef5410197e7e2a","at":1736942400000000,"chain":["agt_ad00d386efef5410197e7e2a","agt_4d6e4b635eb8f129e0343e69"],"depth":1,"detail":{"sha256":"55f1e93c97b0c8017120aef79d4bb409d30434098644912813d4c31c61edac23"},"facts":{"byToken":true,"parent":"agt_4d6e4b635eb8f129e0343e69"},"id":"aud_2_69cf25c7","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"e5e490ec6a203c4aaabf7f2815980a376ca5cf50f68c5d1d3421ae1f6005931f","tenant":"acme","v":1}', '{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}', '\xa0a6c6fdf4ec630ba7e28439f09911ab', '\xaf18499305250d8d17f018be86c84d0faf64399737697c92adddc7f86c960ca0');
INSERT INTO audit VALUES (3, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_4d6e4b635eb8f129e0343e69","args":{"sha256":"a8b0905760572568df3e78b1e86477d249eab97928b18c14b975ea401adccee3"},"at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"charges":[{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"agent","meter":1},{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_30131530","ip":"10.1.2.3","kind":"decision","latencyUs":9968,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"af18499305250d8d17f018be86c84d0faf64399737697c92adddc7f86c960ca0","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 0"}', '\x5ce15f807e9bab0d6f8fbd324a457c26', '\x11da149d1a95463ad414eb10516f7e96ee00fccade31a485915e5dad1ca9a034');
INSERT INTO audit VALUES (4, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_4d6e4b635eb8f129e0343e69","args":{"sha256":"0fb2f2b9e55e47dba6d25d605c1d47c6f99464bef7755e779f684e9dfa6d3e08"},"at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"charges":[{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"agent","meter":1},{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_452fb2ab","ip":"10.1.2.3","kind":"decision","latencyUs":391,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"11da149d1a95463ad414eb10516f7e96ee00fccade31a485915e5dad1ca9a034","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 1"}', '\x2629123a4234b447d72492ec21cc0596', '\x9c50fb6f05b3e3a6567009b7f354dfd57b7a72a5f82fd43b49ed90933414322e');
INSERT INTO audit VALUES (5, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_4d6e4b635eb8f129e0343e69","args":{"sha256":"862212501541e0d7b8f2a4b53a422b302a7607113b88bafbe87e9d22bb54286e"},"at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"charges":[{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"agent","meter":1},{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_dc7300dd","ip":"10.1.2.3","kind":"decision","latencyUs":407,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"9c50fb6f05b3e3a6567009b7f354dfd57b7a72a5f82fd43b49ed90933414322e","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 2"}', '\x75e4f005cb2d97c5117650b20ed618b7', '\x0c5e826af142f68c8887be3ee534713e02d0fad32a1e05d343a65d77f1c6742a');
INSERT INTO audit VALUES (6, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_4d6e4b635eb8f129e0343e69","args":{"sha256":"e680d05c8320d81d64129e7e25e66a833b7525350712c7f86fbefbd9d187ec69"},"at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"charges":[{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"agent","meter":1},{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_370d555f","ip":"10.1.2.3","kind":"decision","latencyUs":328,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"0c5e826af142f68c8887be3ee534713e02d0fad32a1e05d343a65d77f1c6742a","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 3"}', '\xecd3aef3904e862d97ee68f104553836', '\x5ef46d461f78b0193d356579c78db05334fee07037dab9b7f0f977822f396d5d');
INSERT INTO audit VALUES (7, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_4d6e4b635eb8f129e0343e69","at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_30131530"},"id":"aud_7_d8927c07","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"5ef46d461f78b0193d356579c78db05334fee07037dab9b7f0f977822f396d5d","tenant":"acme","v":1}', NULL, NULL, '\x60a897d628a7c42f3f51fcbf778e72323cc8f2ddea6d6f685571cc315fddc5fa');
INSERT INTO audit VALUES (8, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_4d6e4b635eb8f129e0343e69","at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_452fb2ab"},"id":"aud_8_57a6c55e","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"60a897d628a7c42f3f51fcbf778e72323cc8f2ddea6d6f685571cc315fddc5fa","tenant":"acme","v":1}', NULL, NULL, '\xc0158ea91cdf4799d2469c36efb2afa0de6f389a2edb190e38145b7005a5dc80');
INSERT INTO audit VALUES (9, 1736942400000000, 2, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_ad00d386efef5410197e7e2a","args":null,"at":1736942400000000,"chain":["agt_ad00d386efef5410197e7e2a","agt_4d6e4b635eb8f129e0343e69"],"charges":[{"agent":"agt_ad00d386efef5410197e7e2a","level":"agent","meter":3},{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"agent","meter":1},{"agent":"agt_4d6e4b635eb8f129e0343e69","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_8e641152","ip":null,"kind":"decision","latencyUs":4820,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"c0158ea91cdf4799d2469c36efb2afa0de6f389a2edb190e38145b7005a5dc80","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', NULL, NULL, '\x89671a2423d5a5fef872557baabf0d94cd23c7971caa75feb3f713abe9b2d0e7');
INSERT INTO audit VALUES (10, 1736942400000000, 1, 'decision', 'not_permitted', NULL, '{"action":"read","agent":"agt_4d6e4b635eb8f129e0343e69","args":null,"at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_df041cd5","ip":null,"kind":"decision","latencyUs":370,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"89671a2423d5a5fef872557baabf0d94cd23c7971caa75feb3f713abe9b2d0e7","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}', NULL, NULL, '\x76336ffa885bdf8113aab47d0d56e2c19f9282d33500cee830e853053d8cf9ae');
INSERT INTO audit VALUES (11, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.record","actor":"library","agent":"agt_4d6e4b635eb8f129e0343e69","at":1736942400000000,"chain":["agt_4d6e4b635eb8f129e0343e69"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_4d6e4b635eb8f129e0343e69"],"costUsd":"0.01"},"id":"aud_b_cfa45bec","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"76336ffa885bdf8113aab47d0d56e2c19f9282d33500cee830e853053d8cf9ae","tenant":"acme","v":1}', NULL, NULL, '\x0ae3bc790310b6163286405521b940373e14c62031ff8fe02351c6f5de6898fd');
INSERT INTO audit VALUES (12, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"depth":0,"detail":{"sha256":"91ad6eba3298cef7b6f82b42ef57a4660e9888e9507d9f77a0b56de57f99614c"},"facts":{},"id":"aud_c_059fde69","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"0ae3bc790310b6163286405521b940373e14c62031ff8fe02351c6f5de6898fd","tenant":null,"v":1}', '{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x7ad487114c9d02e1b65b9a0fc305f620', '\x7eb4cb51b58797a1962f0bc975a32a739ecdc4f6b4847be642d0a6905ac5d0cc');
INSERT INTO audit VALUES (13, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_e9784fcab1c4a6edc37e7891","args":{"sha256":"0a3de107a7bb36c525742b9c680e0ffab6e36ddeea7e29f6352d46a4cffb4b10"},"at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_0a8c577b","ip":null,"kind":"decision","latencyUs":12740,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"7eb4cb51b58797a1962f0bc975a32a739ecdc4f6b4847be642d0a6905ac5d0cc","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"open"}', '\x0085da11a7dbc9752cd23e95ccdfc518', '\x9e5b9081602874658540c70f7bad0ce6365ab9e3db7891e488e0353cbb5b0b13');
INSERT INTO audit VALUES (14, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_e9784fcab1c4a6edc37e7891","args":{"sha256":"60f1d6c8a27e71b90cc73af560762efe65cf3ca6b83292c076cd5659ddf27247"},"at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_03283203","ip":null,"kind":"decision","latencyUs":2322,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"9e5b9081602874658540c70f7bad0ce6365ab9e3db7891e488e0353cbb5b0b13","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"approved"}', '\x0d6be93a0bc9f4295e82a2e1642449a8', '\x3e5553963b51a833237be4fc301b1b052665ed94e1b803e841397b8d878a2a2e');
INSERT INTO audit VALUES (15, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_e9784fcab1c4a6edc37e7891","args":{"sha256":"a19954a0737584a0c9d79728b32edb9ebff4cd449d646d746405ebd4ba34a689"},"at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_7b388530","ip":null,"kind":"decision","latencyUs":1820,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"3e5553963b51a833237be4fc301b1b052665ed94e1b803e841397b8d878a2a2e","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"denied"}', '\x1ddf866aedac01bb8c3a967fd4503c48', '\x124968988501c86969418ecf1b74257a86cf8b1e733bb6e2528bb7d127bb4f07');
INSERT INTO audit VALUES (16, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_e9784fcab1c4a6edc37e7891","args":{"sha256":"a37e794db26fad166111927cd2dd0adb8e73a76386218fe145f15ef41731dc02"},"at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_41b19172","ip":null,"kind":"decision","latencyUs":1725,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"124968988501c86969418ecf1b74257a86cf8b1e733bb6e2528bb7d127bb4f07","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\xc740d85b372ed1c6de4c789c6f9c965e', '\x7c34755b02c5b113c1952903b09dabfbfb9a22488fc71c50c0d0259af399a0d2');
INSERT INTO audit VALUES (17, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"depth":0,"detail":{"sha256":"08d616aa81060b6cb9d15be2b62f73c643b8e0471b3b73b9e269b73d657ff468"},"facts":{"approval":"apr_e_03283203"},"id":"aud_11_ec834bd9","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"7c34755b02c5b113c1952903b09dabfbfb9a22488fc71c50c0d0259af399a0d2","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x022acbfa14b3821aeea9099fc53e00cb', '\x6630b56aa80053ad01a7a7ee0c4923ed071117ef97e9d3df032e877a986ea3af');
INSERT INTO audit VALUES (18, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.deny","actor":"ann","agent":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"depth":0,"detail":{"sha256":"f0eb8cddfcd9ec400ef6155056e513f18aea76ebddbfc82bc26e0c08455e5107"},"facts":{"approval":"apr_f_7b388530"},"id":"aud_12_7585c4f1","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"6630b56aa80053ad01a7a7ee0c4923ed071117ef97e9d3df032e877a986ea3af","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xb83e28c1f40904890f0ef49d3bc81c68', '\x55a83f2d1857ca039a55a3b9aabd68967de776d80503bf9e51c48d8e0088ecf9');
INSERT INTO audit VALUES (19, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"depth":0,"detail":{"sha256":"5f4052bed9f962386e60e3851193562ff72ac0a7b3d275c95a8089c3d82b0be1"},"facts":{"approval":"apr_10_41b19172"},"id":"aud_13_40a24201","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"55a83f2d1857ca039a55a3b9aabd68967de776d80503bf9e51c48d8e0088ecf9","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x0094c9c1bf18b74204215b2d3b30631d', '\xc274ae950b4e32a2fb5c82bbd0504d6edc0dd816258595631338d278a53a0511');
INSERT INTO audit VALUES (20, 1736942400000000, 3, 'decision', 'ok', NULL, '{"action":"delete","agent":"agt_e9784fcab1c4a6edc37e7891","args":{"sha256":"6198dd12d2ff0d61c92d7e6ec6670c6afbef1427eda95fea684b294bde07929d"},"at":1736942400000000,"chain":["agt_e9784fcab1c4a6edc37e7891"],"charges":[{"agent":"agt_e9784fcab1c4a6edc37e7891","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_a99dec13","ip":null,"kind":"decision","latencyUs":628,"log":0,"marks":{"approval":"apr_10_41b19172"},"outcome":"allow","owner":"user_2","pos":20,"prev":"c274ae950b4e32a2fb5c82bbd0504d6edc0dd816258595631338d278a53a0511","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x3fbf1589b62538aacc1f8e6ec360ae20', '\x76668335a7c83a33362a3bc3a6ff200271cc2f01d4ce91aa66e30befe68712db');
INSERT INTO audit VALUES (21, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_e6ab79b2ef0df3a0baefba66","at":1736942400000000,"chain":["agt_e6ab79b2ef0df3a0baefba66"],"depth":0,"detail":{"sha256":"da2e164f230112007f36a533d5e4b199d5dee65c5ac170caecb56044a46f4895"},"facts":{},"id":"aud_15_8736ff92","kind":"change","log":0,"owner":null,"pos":21,"prev":"76668335a7c83a33362a3bc3a6ff200271cc2f01d4ce91aa66e30befe68712db","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x6236fbef9261bc7e949fd254fa31b1a2', '\x612e2a7d1521e7579007f0d1a6546673ada308a7be602682d15fe80c89cc4c9a');
INSERT INTO audit VALUES (22, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_bf2f17a3111bdcfd5a6728a5","at":1736942400000000,"chain":["agt_bf2f17a3111bdcfd5a6728a5"],"depth":0,"detail":{"sha256":"26ac227d7f4ea9d51b4fcd52e1b8d7512905e21cc137c0c44b3d8682ab3cdd6f"},"facts":{},"id":"aud_16_fa772ad3","kind":"change","log":0,"owner":null,"pos":22,"prev":"612e2a7d1521e7579007f0d1a6546673ada308a7be602682d15fe80c89cc4c9a","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x254aa87cf345b850e01b115a5d03882f', '\xa6dc8ad4b8a7fbc8964fae1bbb1e6581f9016da6b7d82b670b5a648710bf958a');
INSERT INTO audit VALUES (23, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_6e4bda95f14556238eabe66a","at":1736942400000000,"chain":["agt_6e4bda95f14556238eabe66a"],"depth":0,"detail":{"sha256":"e7462358a9c413312c9b134c6339fb8b1020f53803a3fb0712d169d4cced378e"},"facts":{},"id":"aud_17_0cb84ac0","kind":"change","log":0,"owner":null,"pos":23,"prev":"a6dc8ad4b8a7fbc8964fae1bbb1e6581f9016da6b7d82b670b5a648710bf958a","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x167c4dcb886ec0c2593c613c32839edb', '\xb007fb398306eda25b1167005e704b02e6839ed98889c35c0dbb2950148c44ac');
INSERT INTO audit VALUES (24, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_b463c569f80eeb4795a04aa8","at":1736942400000000,"chain":["agt_b463c569f80eeb4795a04aa8"],"depth":0,"detail":{"sha256":"256a64d9e26500dd59c35f467dc67aff1c01e62b754167ed20e23dceedbf7138"},"facts":{},"id":"aud_18_c765ddc8","kind":"change","log":0,"owner":null,"pos":24,"prev":"b007fb398306eda25b1167005e704b02e6839ed98889c35c0dbb2950148c44ac","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xefabbbc01dc19c9e5e6aaf162e637b16', '\xda22855e6f93d801ebc39ceabc1a7f9809c5fb759167f738fe2de2f19abb44b3');
INSERT INTO audit VALUES (25, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.suspend","actor":"library","agent":"agt_e6ab79b2ef0df3a0baefba66","at":1736942400000000,"chain":["agt_e6ab79b2ef0df3a0baefba66"],"depth":0,"detail":{"sha256":"42e0f20265af2d7130daf180c616dcbc2e851136c450ad1ecbc48fef59ba5304"},"facts":{},"id":"aud_19_bdaadcab","kind":"change","log":0,"owner":null,"pos":25,"prev":"da22855e6f93d801ebc39ceabc1a7f9809c5fb759167f738fe2de2f19abb44b3","tenant":null,"v":1}', '{"after":{"status":"suspended"},"before":{"status":"active"}}', '\xe424981d0fcd48104dc94616a84cf4d0', '\x298cd19aa6c69a12652fb2da8ca101cbee120c052616cb6b882ff58d14833183');
INSERT INTO audit VALUES (26, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.revoke","actor":"library","agent":"agt_bf2f17a3111bdcfd5a6728a5","at":1736942400000000,"chain":["agt_bf2f17a3111bdcfd5a6728a5"],"depth":0,"detail":{"sha256":"51959bfc4e5016b03ec37f9149e64a37e16df1614f33ad051e1d66f5d82a7b67"},"facts":{},"id":"aud_1a_e631e9c1","kind":"change","log":0,"owner":null,"pos":26,"prev":"298cd19aa6c69a12652fb2da8ca101cbee120c052616cb6b882ff58d14833183","tenant":null,"v":1}', '{"after":{"status":"revoked"},"before":{"status":"active"}}', '\xb5c80d42e27fbeb4afeb8d92ce084cb5', '\xf070e6da37d11e2dd00a56a6c32cd48c97d0e4ecc24c34d0044538093a3e045d');
INSERT INTO audit VALUES (27, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.rotate","actor":"library","agent":"agt_6e4bda95f14556238eabe66a","at":1736942400000000,"chain":["agt_6e4bda95f14556238eabe66a"],"depth":0,"detail":{"sha256":"669b425788ac5ce04ed34163c5f86654988eff5a6495e99e8d9a3e62ec88228c"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_91107181","kind":"change","log":0,"owner":null,"pos":27,"prev":"f070e6da37d11e2dd00a56a6c32cd48c97d0e4ecc24c34d0044538093a3e045d","tenant":null,"v":1}', '{"after":{"version":2},"before":{"version":1}}', '\x723118357bc0d8e2459937a35475962f', '\x88aa8dc7c326314baea33d377cab4f40da859ddad0a43fe6901f473ce39f9d9a');
INSERT INTO audit VALUES (28, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_b463c569f80eeb4795a04aa8","args":null,"at":1736942400000000,"chain":["agt_b463c569f80eeb4795a04aa8"],"charges":[{"agent":"agt_b463c569f80eeb4795a04aa8","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_d1024b2d","ip":null,"kind":"decision","latencyUs":3564,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"88aa8dc7c326314baea33d377cab4f40da859ddad0a43fe6901f473ce39f9d9a","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x9f8a69160e94cc6e161abbf95365839b7f676eaa8284fffdf179d6cebaa8d739');
INSERT INTO audit VALUES (29, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_b463c569f80eeb4795a04aa8","args":null,"at":1736942400000000,"chain":["agt_b463c569f80eeb4795a04aa8"],"charges":[{"agent":"agt_b463c569f80eeb4795a04aa8","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_6e34503a","ip":null,"kind":"decision","latencyUs":349,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"9f8a69160e94cc6e161abbf95365839b7f676eaa8284fffdf179d6cebaa8d739","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x81355691942c338c8fd68db376a237fc07c7f32d1c55424bfde1af1daaa9dbe7');
INSERT INTO audit VALUES (30, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.update","actor":"library","agent":"agt_b463c569f80eeb4795a04aa8","at":1736942400000000,"chain":["agt_b463c569f80eeb4795a04aa8"],"depth":0,"detail":{"sha256":"7a4dae1ac3dd048236f3c1c82dbe38e5d9cf75e09812d99ba80f79990112b980"},"facts":{},"id":"aud_1e_433f6a1d","kind":"change","log":0,"owner":null,"pos":30,"prev":"81355691942c338c8fd68db376a237fc07c7f32d1c55424bfde1af1daaa9dbe7","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}', '\x806e4101326b67cb44c548fa1571e291', '\x028730e64023b59a6f5457699fc39416ec1f465d4acf838f34a09753e591f5c6');
INSERT INTO audit VALUES (31, 1736942400000000, NULL, 'decision', 'unknown_token', NULL, '{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_c087a8d8","ip":null,"kind":"decision","latencyUs":1042,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"028730e64023b59a6f5457699fc39416ec1f465d4acf838f34a09753e591f5c6","reason":"The token is not known.","resource":null,"tenant":null,"v":1}', NULL, NULL, '\xd9064932e10d55633ce41107442e9c423572d199e1b2b979aba000d00b761cbb');
INSERT INTO audit VALUES (32, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":31,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_20_40cf4084","kind":"change","log":0,"owner":null,"pos":32,"prev":"d9064932e10d55633ce41107442e9c423572d199e1b2b979aba000d00b761cbb","tenant":null,"v":1}', NULL, NULL, '\x2a0aaaa045a3939730d486f96cc2a2d90693f5ca9692f8152204cf8428512aea');
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
INSERT INTO checkpoint VALUES (1, 1736942400000000, '{"at":"2025-01-15T12:00:00Z","count":31,"heads":[{"hash":"d9064932e10d55633ce41107442e9c423572d199e1b2b979aba000d00b761cbb","log":0,"position":31},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":1,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":2,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":3,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":4,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":5,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":6,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":7,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":8,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":9,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":10,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":11,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":12,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":13,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":14,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":15,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":16,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":17,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":18,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":19,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":20,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":21,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":22,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":23,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":24,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":25,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":26,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":27,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":28,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":29,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":30,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":31,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":32,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":33,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":34,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":35,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":36,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":37,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":38,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":39,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":40,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":41,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":42,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":43,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":44,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":45,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":46,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":47,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":48,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":49,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":50,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":51,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":52,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":53,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":54,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":55,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":56,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":57,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":58,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":59,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":60,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":61,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":62,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":63,"position":0}],"installation":"90241e7c07fb7e2b31282cb0146a29e1","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"1ebb4dd72f1d6afc170e1048adde5dcd70905d7c1f12152fce0d90f207a60053bd6af63f40b1f2c56ea968d5ae2ed004d179ae91d27b2a79923272028b50d501","version":1}');
INSERT INTO epoch VALUES (1, 4, 2);
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
INSERT INTO memo VALUES ('authorize', 2, '\xd7961da246afb51ccb19933a5a67b0d7a8c35ffd37c38f53312c730473c657a8', 1737028800000000, '\x6b3330d5ae750fe8aa12e62a3b319ad99f1d32993cd3c30d236e057b08954504', '{"approvalId":null,"auditId":"aud_9_8e641152","cost":0,"throttled":false}');
INSERT INTO memo VALUES ('record', 1, '\x0453739781c883da493cc59fd3116af7338db141898bae522eb37bbfd76421f2', NULL, '\x11eebb58eef645c94c2e85845e68fa885ba215b163f07c5a5d51c76b3468d87e', '["aud_b_cfa45bec",10000,1736942400000000,null,null]');
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
INSERT INTO meter VALUES (0, 0, 'log 0', 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, NULL, NULL, '\x2a0aaaa045a3939730d486f96cc2a2d90693f5ca9692f8152204cf8428512aea');
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
INSERT INTO meter VALUES (1, 1, 'agent', 28949040, 5, 0, 20103, 5, 370000, 24300, 370000, 5, 370000, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (2, 1, 'mcp:github:* read,write', 28949040, 5, 0, 20103, 5, 360000, 24300, 360000, 5, 360000, NULL, NULL, NULL);
INSERT INTO meter VALUES (3, 2, 'agent', 28949040, 1, 0, 20103, 1, 0, 24300, 0, 1, 0, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (4, 3, 'agent', 28949040, 1, 0, 20103, 1, 0, 24300, 0, 1, 0, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (5, 4, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (6, 5, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (7, 6, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (8, 7, 'agent', 28949040, 2, 0, 20103, 2, 0, 24300, 0, 2, 0, 1736942400000000, NULL, NULL);
INSERT INTO outbox VALUES (1, 'stored', 1, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_4d6e4b635eb8f129e0343e69","at":1736942400000000,"data":{"parentId":null},"id":"evt_c3b9debc6f7e585255d0d1a6","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (2, 'stored', 2, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_ad00d386efef5410197e7e2a","at":1736942400000000,"data":{"parentId":"agt_4d6e4b635eb8f129e0343e69"},"id":"evt_c4644ff9e93e800ef187e44b","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (3, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"parentId":null},"id":"evt_21c82fed5030bea24314737f","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO outbox VALUES (4, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_0a8c577b","resource":"files:tmp"},"id":"evt_3f659588249bfb2045b5bf83","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (5, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_03283203","resource":"files:tmp"},"id":"evt_80f3f30815f7ba0818db2814","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (6, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_7b388530","resource":"files:tmp"},"id":"evt_2c1318c1630b658506ce35e1","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (7, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_41b19172","resource":"files:tmp"},"id":"evt_63a59c2247c72531a6941517","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (8, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"approval":"apr_e_03283203","by":"ann"},"id":"evt_64c78e966c0ab9212623f97c","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (9, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"approval":"apr_f_7b388530","by":"ann"},"id":"evt_9c3530bc40fc260736af70e7","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO outbox VALUES (10, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9784fcab1c4a6edc37e7891","at":1736942400000000,"data":{"approval":"apr_10_41b19172","by":"ann"},"id":"evt_4facef2cbe0a3642305d4c71","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (11, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e6ab79b2ef0df3a0baefba66","at":1736942400000000,"data":{"parentId":null},"id":"evt_2457fbb69140329b2433e949","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (12, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_bf2f17a3111bdcfd5a6728a5","at":1736942400000000,"data":{"parentId":null},"id":"evt_edd991a02dc66d912659af18","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (13, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_6e4bda95f14556238eabe66a","at":1736942400000000,"data":{"parentId":null},"id":"evt_ddfef4d7a91c09cd734c53c5","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (14, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_b463c569f80eeb4795a04aa8","at":1736942400000000,"data":{"parentId":null},"id":"evt_3aef5a2ab567308d3bbaf5ed","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (15, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e6ab79b2ef0df3a0baefba66","at":1736942400000000,"data":{},"id":"evt_bb1f5d2eb465eff2f86ac49c","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO outbox VALUES (16, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_bf2f17a3111bdcfd5a6728a5","at":1736942400000000,"data":{},"id":"evt_c901d95a59f3fa93be13d60d","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO outbox VALUES (17, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_6e4bda95f14556238eabe66a","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_f0f0e565def14f1f941dbd36","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO outbox VALUES (18, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_b463c569f80eeb4795a04aa8","at":1736942400000000,"data":{"version":2},"id":"evt_f0d33b71f119899597a1aa59","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO setting VALUES ('installation', '90241e7c07fb7e2b31282cb0146a29e1');
INSERT INTO setting VALUES ('fingerprint_key', '4ed133c7689247f43af5c0d743d4e75ff0757a0e1084a976bcd04c1c36f3901a');
INSERT INTO settlement VALUES (3, 40000, 1736942400000000);
INSERT INTO settlement VALUES (4, 120000, 1736942400000000);
INSERT INTO sink VALUES ('stored', 1736942400000000);
SELECT pg_catalog.setval('agent_n_seq', 7, true);
SELECT pg_catalog.setval('approval_n_seq', 4, true);
SELECT pg_catalog.setval('checkpoint_n_seq', 1, true);
SELECT pg_catalog.setval('credential_n_seq', 1, false);
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
ALTER TABLE ONLY credential
    ADD CONSTRAINT credential_digest_key UNIQUE (digest);
ALTER TABLE ONLY credential
    ADD CONSTRAINT credential_id_key UNIQUE (id);
ALTER TABLE ONLY credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (n);
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
ALTER TABLE ONLY person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
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
CREATE INDEX ix_credential_kind ON credential USING btree (kind);
CREATE INDEX ix_credential_parent ON credential USING btree (parent);
CREATE INDEX ix_credential_user_id ON credential USING btree (user_id);
CREATE INDEX ix_memo_expires_at ON memo USING btree (expires_at);
CREATE INDEX outbox_sink ON outbox USING btree (sink, agent, n);
