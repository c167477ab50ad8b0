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
INSERT INTO agent VALUES (1, 'agt_a998a3349a4c32b8d53377e5', NULL, 1, 0, 'autonomous', 'user_1', 'acme', 'spender', 'active', '\x192b0489a476916aab23f25449b956d4674caf1385849d311ec14beb91986a15', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]', '{"budgetUsdPerDay":"1.00","maxCalls":12}', '{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}', NULL, false);
INSERT INTO agent VALUES (2, 'agt_da8cbfccf1b4a310ff29a1b0', 1, 1, 1, 'delegated', 'user_1', 'acme', 'helper', 'active', '\xd5cfe12112c0b641fb826bcf818efb3e6a7a12c9d3b9bc98127b924605944bb8', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1737028800000000, 4, '[{"actions":["write"],"resource":"mcp:github:issues"}]', '{"maxCalls":3}', '{}', NULL, true);
INSERT INTO agent VALUES (3, 'agt_44df28501ead16c424c6b4f5', NULL, 3, 0, 'autonomous', 'user_2', NULL, 'gated', 'active', '\xd35ea3b3ecca163a3faa3810e94bdfe6523a902d7dc0a6f43d166f387ed94851', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["*"],"resource":"*"}]', '{"requireApprovalFor":["files:*:delete"]}', '{}', NULL, false);
INSERT INTO agent VALUES (4, 'agt_48796005ba8e83f7118f578e', NULL, 4, 0, 'service', NULL, NULL, 'suspended', 'suspended', '\xb36bb3e1687d53c90220bba52977de61933b3e349e9c61ede374cbd137372ae8', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (5, 'agt_26fbb931fade6f70b31ddc18', NULL, 5, 0, 'service', NULL, NULL, 'revoked', 'revoked', '\xf3f8630609c25e63686880337bfe910272881268cf519f83f075eb6b1aee6deb', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (6, 'agt_1ad77e72c0b59516b41df194', NULL, 6, 0, 'service', NULL, NULL, 'rotated', 'active', '\x83a80cb76830ff7dad2419bced9f05560bca2100330e4e6a05bc1553c3f4d13c', '\x9fc9aed0e3583caf8a1572f794047a55d7a66e5a23c208ce95cd8f701ef05f65', 1736946000000000, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (7, 'agt_ffb698baf99d8d9f8e948016', NULL, 7, 0, 'service', NULL, NULL, 'updated', 'active', '\xf963fb578ffd0da7d1674eb4f98303de472207796e0b2235232061a2ecd56eeb', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":5}', '{}', NULL, false);
INSERT INTO approval VALUES (1, 'apr_d_1bf1e63f', 3, 3, '\xae4509a3517aa3d3fcd48fe203c8d8472d4e8991aefa9ce6e0f8ae483c507c26', 0, 'files:tmp', 'delete', 'sealed:ec888e6c75efec599cb6daefe4a789ef1fc83d6fa9a5cda3d534a5946f00922bd8342478402d368002642f', 'open', 1736942400000000, 1736946000000000, NULL, NULL, NULL);
INSERT INTO approval VALUES (2, 'apr_e_b0ccd43e', 3, 3, '\xc3a9a3e24a9ef247c666edcb6e91d3d03e30fffacb517df9ef1eb73e53b20f92', 0, 'files:tmp', 'delete', 'sealed:63aba2098883e80cff71360aeffc3e4d40f884ab6497a73b2cf594c90f186dc3e60138cad0630e9e5f202d241f3d0d', 'approved', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', 'go on');
INSERT INTO approval VALUES (3, 'apr_f_58304a9c', 3, 3, '\x9c4245ebbbb9b7d03c70c641cf27797e32fbd4870948a829290ee496e71cf8b4', 0, 'files:tmp', 'delete', NULL, 'denied', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO approval VALUES (4, 'apr_10_5c0f43c0', 3, 3, '\xcfe18dde73182758a52e9a3874bf108f5db6cf5990e6f43beef7d26c67febf57', 0, 'files:tmp', 'delete', NULL, 'used', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO audit VALUES (1, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_a998a3349a4c32b8d53377e5","at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"depth":0,"detail":{"kept":"c97e0f9857bb1cd2d6b17e60146148550b49a01256f45b422ba3ab9290f6d6f2","sha256":"ef5a947b0758eaa8e621a6d99801754a87ea9b3fd34b5a62731ee7062dfbb699"},"facts":{},"id":"aud_1_2fb9b4bb","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}', '{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x89b6e7bf7cb87c4f0f2eb96afed5bd7d', '\x2927be14cd11d08191c4c648e8956654e75e30e1966c1a49522ae72047199675');
INSERT INTO audit VALUES (2, 1736942400000000, 2, 'change', NULL, NULL, '{"action":"agents.delegate","actor":"agt_a998a3349a4c32b8d53377e5","agent":"agt_da8cbfccf1b4a310ff29a1b0","at":1736942400000000,"chain":["agt_da8cbfccf1b4a310ff29a1b0","agt_a998a3349a4c32b8d53377e5"],"depth":1,"detail":{"sha256":"6ace754db3e607dc132473d80493bbfc744607ca424f2b3a61e9fcf69bcf28a6"},"facts":{"byToken":true,"parent":"agt_a998a3349a4c32b8d53377e5"},"id":"aud_2_318eb8b6","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"2927be14cd11d08191c4c648e8956654e75e30e1966c1a49522ae72047199675","tenant":"acme","v":1}', '{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}', '\xaa3821914a4b2a061a2483422610c501', '\xad2b7a70b0ed957a8bf17c02f21fee0e3c6e6f4ba712d78b2d31a72a29975043');
INSERT INTO audit VALUES (3, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_a998a3349a4c32b8d53377e5","args":{"sha256":"8dd7bbee61f82c208244fa3551b010f11f0ce1c763c01396785f6016d7590357"},"at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"charges":[{"agent":"agt_a998a3349a4c32b8d53377e5","level":"agent","meter":1},{"agent":"agt_a998a3349a4c32b8d53377e5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_ac783bfe","ip":"10.1.2.3","kind":"decision","latencyUs":18653,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"ad2b7a70b0ed957a8bf17c02f21fee0e3c6e6f4ba712d78b2d31a72a29975043","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 0"}', '\x1c3b053207681b519d909e39f43ce94c', '\xe628f6dab015ad0bcf2000b3a08a2fcb11c7e4e89e79050d351e46668413d1e0');
INSERT INTO audit VALUES (4, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_a998a3349a4c32b8d53377e5","args":{"sha256":"db6d762dfecdf31bbef720dada877da88ba7d1f384c7693413eba332df62431b"},"at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"charges":[{"agent":"agt_a998a3349a4c32b8d53377e5","level":"agent","meter":1},{"agent":"agt_a998a3349a4c32b8d53377e5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_11f882ef","ip":"10.1.2.3","kind":"decision","latencyUs":711,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"e628f6dab015ad0bcf2000b3a08a2fcb11c7e4e89e79050d351e46668413d1e0","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 1"}', '\xcd3405eaeffd55ab80507a0365015872', '\x1daec53b6e2a73ffeafbce6e506a806c90780d986bf381de8f3408361bfdb0a0');
INSERT INTO audit VALUES (5, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_a998a3349a4c32b8d53377e5","args":{"sha256":"cb419a5223e5e8490134496835b712db61203294717b4db81ebaba23f3ec665c"},"at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"charges":[{"agent":"agt_a998a3349a4c32b8d53377e5","level":"agent","meter":1},{"agent":"agt_a998a3349a4c32b8d53377e5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_1f29ff27","ip":"10.1.2.3","kind":"decision","latencyUs":345,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"1daec53b6e2a73ffeafbce6e506a806c90780d986bf381de8f3408361bfdb0a0","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 2"}', '\xe08aa6ae039206db81e7a8e6027c288f', '\x570dea970d1bf90ec0ce999456b13773a68bbbd6f0ce4ca31fc8407014af33dc');
INSERT INTO audit VALUES (6, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_a998a3349a4c32b8d53377e5","args":{"sha256":"afef05e04d203ed101e39ac8c03f11577bd02611ec1e49a15a767a4c6aa0c004"},"at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"charges":[{"agent":"agt_a998a3349a4c32b8d53377e5","level":"agent","meter":1},{"agent":"agt_a998a3349a4c32b8d53377e5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_12171e7e","ip":"10.1.2.3","kind":"decision","latencyUs":269,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"570dea970d1bf90ec0ce999456b13773a68bbbd6f0ce4ca31fc8407014af33dc","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 3"}', '\x14cf34829ab372526015b170974662cf', '\x76842d64f15e12626d2596e79cf56da7aaf969a16ed6aa9aeaf955c85ebe715c');
INSERT INTO audit VALUES (7, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_a998a3349a4c32b8d53377e5","at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_ac783bfe"},"id":"aud_7_dbfdce57","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"76842d64f15e12626d2596e79cf56da7aaf969a16ed6aa9aeaf955c85ebe715c","tenant":"acme","v":1}', NULL, NULL, '\xc399d0db98c303f967f9a323c87f3a399d2c3a9c13348fc76d50d2ab00de0f60');
INSERT INTO audit VALUES (8, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_a998a3349a4c32b8d53377e5","at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_11f882ef"},"id":"aud_8_309acbd8","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"c399d0db98c303f967f9a323c87f3a399d2c3a9c13348fc76d50d2ab00de0f60","tenant":"acme","v":1}', NULL, NULL, '\x50535e1e82fff7359cc6453f70fd81ddac8b54929450f4a6c4a7d196fb9c2d70');
INSERT INTO audit VALUES (9, 1736942400000000, 2, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_da8cbfccf1b4a310ff29a1b0","args":null,"at":1736942400000000,"chain":["agt_da8cbfccf1b4a310ff29a1b0","agt_a998a3349a4c32b8d53377e5"],"charges":[{"agent":"agt_da8cbfccf1b4a310ff29a1b0","level":"agent","meter":3},{"agent":"agt_a998a3349a4c32b8d53377e5","level":"agent","meter":1},{"agent":"agt_a998a3349a4c32b8d53377e5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_474f05dc","ip":null,"kind":"decision","latencyUs":11821,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"50535e1e82fff7359cc6453f70fd81ddac8b54929450f4a6c4a7d196fb9c2d70","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', NULL, NULL, '\x229f64810cab176b31b10681c0232b2dc41ce683274c72e6bc62ca30ee8411ec');
INSERT INTO audit VALUES (10, 1736942400000000, 1, 'decision', 'not_permitted', NULL, '{"action":"read","agent":"agt_a998a3349a4c32b8d53377e5","args":null,"at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_3981140d","ip":null,"kind":"decision","latencyUs":889,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"229f64810cab176b31b10681c0232b2dc41ce683274c72e6bc62ca30ee8411ec","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}', NULL, NULL, '\x2d6d6aa7ee61077817d479b1cecbef75df64979ba767dae7983430722c073139');
INSERT INTO audit VALUES (11, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.record","actor":"library","agent":"agt_a998a3349a4c32b8d53377e5","at":1736942400000000,"chain":["agt_a998a3349a4c32b8d53377e5"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_a998a3349a4c32b8d53377e5"],"costUsd":"0.01"},"id":"aud_b_3e450978","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"2d6d6aa7ee61077817d479b1cecbef75df64979ba767dae7983430722c073139","tenant":"acme","v":1}', NULL, NULL, '\x867291a2490ae82a3c437dfc9eca0b9581c1009f1c26af39148eef36b3b7e503');
INSERT INTO audit VALUES (12, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"depth":0,"detail":{"sha256":"90b89f59ef509a981bbf98c3ea3ffc1f422d882c1fd3b53f59e239026f9b694f"},"facts":{},"id":"aud_c_0775b7a1","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"867291a2490ae82a3c437dfc9eca0b9581c1009f1c26af39148eef36b3b7e503","tenant":null,"v":1}', '{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\xcd3cd3abc5294883fa93146654f268d4', '\xb2daa6b012f1ea04aefa801d251b6aceeb698d12743cfa5d8016f26803dc15bf');
INSERT INTO audit VALUES (13, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_44df28501ead16c424c6b4f5","args":{"sha256":"7725e3239d88c98d9e0f9656213e56a54b5f5901fcad2978a43862b0dd2beb15"},"at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_1bf1e63f","ip":null,"kind":"decision","latencyUs":9988,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"b2daa6b012f1ea04aefa801d251b6aceeb698d12743cfa5d8016f26803dc15bf","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"open"}', '\x12e5b7431deeaf3f4ff48ecbac87b8c5', '\x4a8de383776ab77364eb7927af34daaf5504e2f3eefad9d8cb274157d4a24416');
INSERT INTO audit VALUES (14, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_44df28501ead16c424c6b4f5","args":{"sha256":"20a53f9b5268c276c09f85e1788ef844182ebdf5f255b3c8f413f8881b181e46"},"at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_b0ccd43e","ip":null,"kind":"decision","latencyUs":7123,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"4a8de383776ab77364eb7927af34daaf5504e2f3eefad9d8cb274157d4a24416","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"approved"}', '\xf1a2772d9135100c36b8e302f7df9991', '\x0b2d118577170191cd1bb1f9332a3439a1c10a2a6014b050d3922ab023ffcae1');
INSERT INTO audit VALUES (15, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_44df28501ead16c424c6b4f5","args":{"sha256":"20a032f4cbc5e343bc33e3505c1141b8c3e1b4693a5c412871ea55098fcd24a2"},"at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_58304a9c","ip":null,"kind":"decision","latencyUs":2547,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"0b2d118577170191cd1bb1f9332a3439a1c10a2a6014b050d3922ab023ffcae1","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"denied"}', '\xc206bebcf332ea9f88ce42612c842cc5', '\xec44df9e4831e8c88af5ba36ec9eb836fd8fd20e43c804b6d30b29fa31141395');
INSERT INTO audit VALUES (16, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_44df28501ead16c424c6b4f5","args":{"sha256":"f3e27d46a51d13a588f4824215ba6a1e68b51ed72b009e70db7540026fa00c61"},"at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_5c0f43c0","ip":null,"kind":"decision","latencyUs":1790,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"ec44df9e4831e8c88af5ba36ec9eb836fd8fd20e43c804b6d30b29fa31141395","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x2375d468666e0512cd01c83b4fdbd7de', '\x401b9ca9808f6a1dfddaee5dff657b861f6f613dec8f1aff45cd00c75443413b');
INSERT INTO audit VALUES (17, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"depth":0,"detail":{"sha256":"16dac7468398290057298cee26bc98a3de045a406b4df9e817465d76a578f177"},"facts":{"approval":"apr_e_b0ccd43e"},"id":"aud_11_aad717d7","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"401b9ca9808f6a1dfddaee5dff657b861f6f613dec8f1aff45cd00c75443413b","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x4eb598ca0a78c81a83609aba34c53814', '\x4439d7631c222d049be8f91cea7cce020d53fd6241d48102815dbe6cdac82564');
INSERT INTO audit VALUES (18, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.deny","actor":"ann","agent":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"depth":0,"detail":{"sha256":"23876d829075db8446ae0e84563c69a7b436359a4e1217b854ef2b62a2dc458f"},"facts":{"approval":"apr_f_58304a9c"},"id":"aud_12_230ddd4b","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"4439d7631c222d049be8f91cea7cce020d53fd6241d48102815dbe6cdac82564","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x3cd9dbcdd4ed37ee23cf757a4d84a8f4', '\x512ff543132693aecf6bd651cbffa3001da296ea8ca4d415bd36df06a1b898c3');
INSERT INTO audit VALUES (19, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"depth":0,"detail":{"sha256":"e724b268e28c438323929fbf9a9e38a4ad2ff69e84c20c79c582bd1a8aa9ca25"},"facts":{"approval":"apr_10_5c0f43c0"},"id":"aud_13_84d493e4","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"512ff543132693aecf6bd651cbffa3001da296ea8ca4d415bd36df06a1b898c3","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xdaf44fc26be85b68659eacecfdd7a4d7', '\x1e6849e8356894a88653aa842869ef925b92372e26803d6c162bfbde3bd4f787');
INSERT INTO audit VALUES (20, 1736942400000000, 3, 'decision', 'ok', NULL, '{"action":"delete","agent":"agt_44df28501ead16c424c6b4f5","args":{"sha256":"ba8a562633f68c5958fb78aec59f6cd32616b36fb349dfbc2a5e21712f684985"},"at":1736942400000000,"chain":["agt_44df28501ead16c424c6b4f5"],"charges":[{"agent":"agt_44df28501ead16c424c6b4f5","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_d1c057d9","ip":null,"kind":"decision","latencyUs":941,"log":0,"marks":{"approval":"apr_10_5c0f43c0"},"outcome":"allow","owner":"user_2","pos":20,"prev":"1e6849e8356894a88653aa842869ef925b92372e26803d6c162bfbde3bd4f787","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\xab3ec7ec9e9d59c9179c7ed85ab12109', '\x01973d0d81301da93e5150ea2193ee6006b7004b6fa70a61920d290559d7ecb3');
INSERT INTO audit VALUES (21, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_48796005ba8e83f7118f578e","at":1736942400000000,"chain":["agt_48796005ba8e83f7118f578e"],"depth":0,"detail":{"sha256":"87d3c5fb2c16cb4bcedd56fc42c334d0568ef6397f37dc4e60431d0a6d60f3cf"},"facts":{},"id":"aud_15_a4c1439f","kind":"change","log":0,"owner":null,"pos":21,"prev":"01973d0d81301da93e5150ea2193ee6006b7004b6fa70a61920d290559d7ecb3","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x0ff7373c6a6a0c1ff1725491a18ad744', '\x600fe047f2bdbfbaaa9926138198496e9b15f24de4c2aeb6c17671bb9ceda7e2');
INSERT INTO audit VALUES (22, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_26fbb931fade6f70b31ddc18","at":1736942400000000,"chain":["agt_26fbb931fade6f70b31ddc18"],"depth":0,"detail":{"sha256":"9a4dfbe7d293e820ba4cd0d6a95e7c278b204a372ad22692970fc04d60a29e91"},"facts":{},"id":"aud_16_39735c14","kind":"change","log":0,"owner":null,"pos":22,"prev":"600fe047f2bdbfbaaa9926138198496e9b15f24de4c2aeb6c17671bb9ceda7e2","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x79625e111445f5afacd1f46994c714fc', '\xaf98fcc21f3776abaf1bc56be4346750a506ab35da599a781d29df35842d5001');
INSERT INTO audit VALUES (23, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_1ad77e72c0b59516b41df194","at":1736942400000000,"chain":["agt_1ad77e72c0b59516b41df194"],"depth":0,"detail":{"sha256":"ce27b7c3e29cdaacaa43c3c5196a13a6862bcf3bf81a6d61cf2b87749f1e9fe0"},"facts":{},"id":"aud_17_25acd3ca","kind":"change","log":0,"owner":null,"pos":23,"prev":"af98fcc21f3776abaf1bc56be4346750a506ab35da599a781d29df35842d5001","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x3fe26df341ad99c93f11aa49e0532817', '\x8e72079d42625ba0a7a5be1976e2bede4faa8e9abfaa5d1137164b51f8cc6ced');
INSERT INTO audit VALUES (24, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_ffb698baf99d8d9f8e948016","at":1736942400000000,"chain":["agt_ffb698baf99d8d9f8e948016"],"depth":0,"detail":{"sha256":"f68ff4f859585aeb7417e183b340cc886afb5c0280b7338c2760bed6e8230574"},"facts":{},"id":"aud_18_6ff3e807","kind":"change","log":0,"owner":null,"pos":24,"prev":"8e72079d42625ba0a7a5be1976e2bede4faa8e9abfaa5d1137164b51f8cc6ced","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x1d51dc9f892ef6d5e7803f2b50f4ccc6', '\x32cafd2c30392b3d91745a38561c91949232559272fb1f12e8e0309f5568f580');
INSERT INTO audit VALUES (25, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.suspend","actor":"library","agent":"agt_48796005ba8e83f7118f578e","at":1736942400000000,"chain":["agt_48796005ba8e83f7118f578e"],"depth":0,"detail":{"sha256":"df1b49772e95ae154c06545668003f4113a68c16be4e3b515ca1f05acab97163"},"facts":{},"id":"aud_19_3b0516b5","kind":"change","log":0,"owner":null,"pos":25,"prev":"32cafd2c30392b3d91745a38561c91949232559272fb1f12e8e0309f5568f580","tenant":null,"v":1}', '{"after":{"status":"suspended"},"before":{"status":"active"}}', '\x576168452b9322044184d4a326eb4758', '\x315a0a61ed0d04095def174b9ba2b37ed885e39ef0a91c596e0eaca6131af814');
INSERT INTO audit VALUES (26, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.revoke","actor":"library","agent":"agt_26fbb931fade6f70b31ddc18","at":1736942400000000,"chain":["agt_26fbb931fade6f70b31ddc18"],"depth":0,"detail":{"sha256":"2b3bef8c5e64ac67e0ab157f4b67673b6ce9d020883a2855fa82ee23fdbe034e"},"facts":{},"id":"aud_1a_c7aab841","kind":"change","log":0,"owner":null,"pos":26,"prev":"315a0a61ed0d04095def174b9ba2b37ed885e39ef0a91c596e0eaca6131af814","tenant":null,"v":1}', '{"after":{"status":"revoked"},"before":{"status":"active"}}', '\x20e7144d93df102bfe4a530ebc0b9bbb', '\x4373d1fb1daf309069bf7c6cb31b386a8726b98954f4beada9d06661f1eb27bd');
INSERT INTO audit VALUES (27, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.rotate","actor":"library","agent":"agt_1ad77e72c0b59516b41df194","at":1736942400000000,"chain":["agt_1ad77e72c0b59516b41df194"],"depth":0,"detail":{"sha256":"23fa5701fa24ea2026d9bd41ea9e21b1cf3a8c41e358d6233cf4f701478cc060"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_77b2bbfe","kind":"change","log":0,"owner":null,"pos":27,"prev":"4373d1fb1daf309069bf7c6cb31b386a8726b98954f4beada9d06661f1eb27bd","tenant":null,"v":1}', '{"after":{"version":2},"before":{"version":1}}', '\xc77206fdca390b251b4304ea291291c6', '\xdedde97b9962e3a0246fc922261ccbc92dca03b3060a14a696fa19661a016907');
INSERT INTO audit VALUES (28, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_ffb698baf99d8d9f8e948016","args":null,"at":1736942400000000,"chain":["agt_ffb698baf99d8d9f8e948016"],"charges":[{"agent":"agt_ffb698baf99d8d9f8e948016","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_a02478bc","ip":null,"kind":"decision","latencyUs":20897,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"dedde97b9962e3a0246fc922261ccbc92dca03b3060a14a696fa19661a016907","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x299e599928a1ea1364a1de96562bc1546a2df3ec921b38274cef81b6b0a3d3c2');
INSERT INTO audit VALUES (29, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_ffb698baf99d8d9f8e948016","args":null,"at":1736942400000000,"chain":["agt_ffb698baf99d8d9f8e948016"],"charges":[{"agent":"agt_ffb698baf99d8d9f8e948016","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_09bbae42","ip":null,"kind":"decision","latencyUs":396,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"299e599928a1ea1364a1de96562bc1546a2df3ec921b38274cef81b6b0a3d3c2","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x5681f48bc87c1000be3d9643c476b8fda08c2454c10bf22270a12d513b6f5ebd');
INSERT INTO audit VALUES (30, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.update","actor":"library","agent":"agt_ffb698baf99d8d9f8e948016","at":1736942400000000,"chain":["agt_ffb698baf99d8d9f8e948016"],"depth":0,"detail":{"sha256":"ba2bd84e191994d7aed0b89d2556111aaa16020bbf99f4016c854d40a0c987a8"},"facts":{},"id":"aud_1e_de46f502","kind":"change","log":0,"owner":null,"pos":30,"prev":"5681f48bc87c1000be3d9643c476b8fda08c2454c10bf22270a12d513b6f5ebd","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}', '\x42abbc3db264b13deead2ade9d3bb09c', '\x9a173bdc06ffddf915b764c22128f16bd88bb30aa2ba800482bab4820aa76b9c');
INSERT INTO audit VALUES (31, 1736942400000000, NULL, 'decision', 'unknown_token', NULL, '{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_30266eee","ip":null,"kind":"decision","latencyUs":1528,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"9a173bdc06ffddf915b764c22128f16bd88bb30aa2ba800482bab4820aa76b9c","reason":"The token is not known.","resource":null,"tenant":null,"v":1}', NULL, NULL, '\xbbdf53572de0a46fe3efb3f09f056520e9ead820abe90042ecedce0fc4d2ca90');
INSERT INTO audit VALUES (32, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"5ffbb5919b92c98ac4927cb92258d356fc9d2b3d141ddbdd883140850da81f96","sha256":"f5ae42c8346876deff7a099dd05ad607664259c40cf1beb075ad975c1b58dd7f"},"facts":{"user":"ann"},"id":"aud_20_e411d569","kind":"change","log":0,"owner":null,"pos":32,"prev":"bbdf53572de0a46fe3efb3f09f056520e9ead820abe90042ecedce0fc4d2ca90","tenant":null,"v":1}', '{"after":{"name":"ann \u00fc","role":"owner","status":"active","tenantId":"acme"},"before":null}', '\x2d98d57aa8df12105bd4ff9bfe39f9b1', '\x83cd4aec29b84f45ce1fc18b0b245b45dde4d34a9eae5dbd8289f033c0341025');
INSERT INTO audit VALUES (33, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"de218efee030d1f3d4b238ac621147f04b428c14d59579a30856aeb8a43b6f8b","sha256":"672c4093d6fe239cf1796c2f351de1620009bfab258f1319f7d531f48510e4be"},"facts":{"user":"bob"},"id":"aud_21_71562e2a","kind":"change","log":0,"owner":null,"pos":33,"prev":"83cd4aec29b84f45ce1fc18b0b245b45dde4d34a9eae5dbd8289f033c0341025","tenant":null,"v":1}', '{"after":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"},"before":null}', '\xf4a3c21c264487090e3a4f08a5a10676', '\xcf961348975204f40140fa508c5de6b4705a246c954aa4616aba70dc01c37122');
INSERT INTO audit VALUES (34, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.update","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"eb0940c886b8137d930c93ceef83534adc72a90f601c46a0dc06822abc3229b4","sha256":"cb059a5818c6477f7b6c39edb361a834d8c57fb6304d31911bbf8f4680ea38bd"},"facts":{"ended":0,"user":"bob"},"id":"aud_22_dced8cb2","kind":"change","log":0,"owner":null,"pos":34,"prev":"cf961348975204f40140fa508c5de6b4705a246c954aa4616aba70dc01c37122","tenant":null,"v":1}', '{"after":{"name":"bob \u00fc","role":"auditor","status":"disabled","tenantId":"acme"},"before":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"}}', '\x0cb8c6917ea9677bcb8367e4740b21bd', '\x5802ff8b6834691f0de25267ab21f25166b232f355d0975a11c9e20b128e0827');
INSERT INTO audit VALUES (35, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"2fff40ffb005d1bfbd7f64385895c6541db879c85c324724e25ce0fb58cbc6ef"},"facts":{"key":"key_1a8ce81fcfdcc14fe08a7a51"},"id":"aud_23_2b85540b","kind":"change","log":0,"owner":null,"pos":35,"prev":"5802ff8b6834691f0de25267ab21f25166b232f355d0975a11c9e20b128e0827","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"live","role":"service","status":"active","tenantId":null,"userId":null},"before":null}', '\x5a654c5ae20efdbb23f0f9e9d2b77e71', '\xed46dc5ab8938465a522899ea371bd86d44d0cfc4e4662d44de02afe45dabc96');
INSERT INTO audit VALUES (36, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"0a0f6af5ad8af6d438022ba2971737aa7690e5d4fbb0eb818c95e9e06752fa7d"},"facts":{"key":"key_dfbd63d23f8dc8787e8f060d"},"id":"aud_24_a48262fd","kind":"change","log":0,"owner":null,"pos":36,"prev":"ed46dc5ab8938465a522899ea371bd86d44d0cfc4e4662d44de02afe45dabc96","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null},"before":null}', '\x062943b66d7709898b8d4159401f5d3c', '\xde0343b448f939e12b5f4627c0ada766b5c72a23f59e4da612984be718e64017');
INSERT INTO audit VALUES (37, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.revoke","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"ec3ff875c41a9dbd1b9fcb1752c311b5b02680011b58094be0a976239247feaf"},"facts":{"endedSessions":0,"key":"key_dfbd63d23f8dc8787e8f060d"},"id":"aud_25_687f8384","kind":"change","log":0,"owner":null,"pos":37,"prev":"de0343b448f939e12b5f4627c0ada766b5c72a23f59e4da612984be718e64017","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"ended","role":"service","status":"revoked","tenantId":null,"userId":null},"before":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null}}', '\x4e27b2cb931d0f919ebada7d7f881e5f', '\x546440de3d6b28a2186980b04e354274bf5a0bab79ca42e76d7a863031fd46d8');
INSERT INTO audit VALUES (38, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_26_aea44c25","kind":"change","log":0,"owner":null,"pos":38,"prev":"546440de3d6b28a2186980b04e354274bf5a0bab79ca42e76d7a863031fd46d8","tenant":null,"v":1}', NULL, NULL, '\x407502c8f5920c692a13b32cfc228a06e30c9a71997003a37ac75cbfbfcdf17d');
INSERT INTO audit VALUES (39, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in","actor":"ann","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"session":"session_8c85a25f870a1257b24b3fc4","with":"link_773e77bc2edbe1f1d6fc6be8"},"id":"aud_27_9d84afec","kind":"change","log":0,"owner":null,"pos":39,"prev":"407502c8f5920c692a13b32cfc228a06e30c9a71997003a37ac75cbfbfcdf17d","tenant":null,"v":1}', NULL, NULL, '\x74e75fc156be5566ab1ea95c9a1ac400ec891f4359a3f73bdb8f5ff4aa2cfb5e');
INSERT INTO audit VALUES (40, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_28_a0653d67","kind":"change","log":0,"owner":null,"pos":40,"prev":"74e75fc156be5566ab1ea95c9a1ac400ec891f4359a3f73bdb8f5ff4aa2cfb5e","tenant":null,"v":1}', NULL, NULL, '\xa48ccf45320acaaa0c68063d8bc145d145d13066035e3fcb0c210bdf88aa47ad');
INSERT INTO audit VALUES (41, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":40,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_29_f24584fc","kind":"change","log":0,"owner":null,"pos":41,"prev":"a48ccf45320acaaa0c68063d8bc145d145d13066035e3fcb0c210bdf88aa47ad","tenant":null,"v":1}', NULL, NULL, '\x39c85c1aad1f4414616bddf1bd1f8cf95797c77f1acd4c7d2f03709efb8381fb');
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
INSERT INTO checkpoint VALUES (1, 1736942400000000, '{"at":"2025-01-15T12:00:00Z","count":40,"heads":[{"hash":"a48ccf45320acaaa0c68063d8bc145d145d13066035e3fcb0c210bdf88aa47ad","log":0,"position":40},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":1,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":2,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":3,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":4,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":5,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":6,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":7,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":8,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":9,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":10,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":11,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":12,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":13,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":14,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":15,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":16,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":17,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":18,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":19,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":20,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":21,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":22,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":23,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":24,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":25,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":26,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":27,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":28,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":29,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":30,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":31,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":32,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":33,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":34,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":35,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":36,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":37,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":38,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":39,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":40,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":41,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":42,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":43,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":44,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":45,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":46,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":47,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":48,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":49,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":50,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":51,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":52,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":53,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":54,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":55,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":56,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":57,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":58,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":59,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":60,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":61,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":62,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":63,"position":0}],"installation":"32c71b33e5b426d2baa594be68a43b58","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"dd3a37f00fcc3819b0fa12deb665c0d8cbd4f9e8dbddcfbf0e64db9595149f257bf57873d0d3295b35f186f8f6b116ae80705a7699820df1f4ac84db98e6e706","version":1}');
INSERT INTO credential VALUES (1, 'key_1a8ce81fcfdcc14fe08a7a51', 'key', '\xdb138f6a69a018823e4eeadfbced92f71d01b54b720c2a95de4f4c89edecfcd1', 'live', 'service', NULL, NULL, NULL, 1736942400000000, 'library', NULL, NULL, NULL);
INSERT INTO credential VALUES (2, 'key_dfbd63d23f8dc8787e8f060d', 'key', '\xea5c71d864f75755116c5240c6259f2fdedcfbb22a0d09fb490a9ee48a5d5a95', 'ended', 'service', NULL, NULL, NULL, 1736942400000000, 'library', NULL, 1736942400000000, NULL);
INSERT INTO credential VALUES (3, 'link_773e77bc2edbe1f1d6fc6be8', 'link', '\x17f761b89a8515d4254a5d306fc51bfb8892f14f46c6da78b20a17d945e004a8', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'library', 1736943000000000, 1736942400000000, NULL);
INSERT INTO credential VALUES (4, 'session_8c85a25f870a1257b24b3fc4', 'session', '\x94df9de48d3442f50af59cf3b99346f80b846d1c253b74c9cefe47720c69d2d7', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'ann', 1736985600000000, NULL, NULL);
INSERT INTO credential VALUES (5, 'link_fb79db9fa8f9e118ddca42f0', 'link', '\x0e899804f7305a44e4a440c33287605026922c4742cf44fd772126969b3a9659', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'library', 1736943000000000, NULL, NULL);
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
INSERT INTO memo VALUES ('authorize', 2, '\xd7961da246afb51ccb19933a5a67b0d7a8c35ffd37c38f53312c730473c657a8', 1737028800000000, '\x6b3330d5ae750fe8aa12e62a3b319ad99f1d32993cd3c30d236e057b08954504', '{"approvalId":null,"auditId":"aud_9_474f05dc","cost":0,"throttled":false}');
INSERT INTO memo VALUES ('record', 1, '\x0453739781c883da493cc59fd3116af7338db141898bae522eb37bbfd76421f2', NULL, '\x11eebb58eef645c94c2e85845e68fa885ba215b163f07c5a5d51c76b3468d87e', '["aud_b_3e450978",10000,1736942400000000,null,null]');
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
INSERT INTO meter VALUES (0, 0, 'log 0', 0, 0, 0, 0, 0, 0, 0, 0, 41, 0, NULL, NULL, '\x39c85c1aad1f4414616bddf1bd1f8cf95797c77f1acd4c7d2f03709efb8381fb');
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
INSERT INTO outbox VALUES (1, 'stored', 1, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_a998a3349a4c32b8d53377e5","at":1736942400000000,"data":{"parentId":null},"id":"evt_c91f229c47d88d5c8f45e424","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (2, 'stored', 2, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_da8cbfccf1b4a310ff29a1b0","at":1736942400000000,"data":{"parentId":"agt_a998a3349a4c32b8d53377e5"},"id":"evt_9d992b60e13fb2de8be2d9d6","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (3, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"parentId":null},"id":"evt_dcfb4f946e3fb1a4b9ccecba","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO outbox VALUES (4, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_1bf1e63f","resource":"files:tmp"},"id":"evt_8cc5fab6ff64544f4f2fc668","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (5, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_b0ccd43e","resource":"files:tmp"},"id":"evt_38192498756be5e26ae35b7f","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (6, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_58304a9c","resource":"files:tmp"},"id":"evt_87bc10747c28775ae6f98808","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (7, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_5c0f43c0","resource":"files:tmp"},"id":"evt_26d51d102c87be448d270078","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (8, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"approval":"apr_e_b0ccd43e","by":"ann"},"id":"evt_e09374fb1070c201f5d1db5f","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (9, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"approval":"apr_f_58304a9c","by":"ann"},"id":"evt_3df7651dce90a50fd30d6bcd","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO outbox VALUES (10, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_44df28501ead16c424c6b4f5","at":1736942400000000,"data":{"approval":"apr_10_5c0f43c0","by":"ann"},"id":"evt_171a9ee2c1ae0db3860917e8","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (11, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_48796005ba8e83f7118f578e","at":1736942400000000,"data":{"parentId":null},"id":"evt_60b830f6e05c2645c2edaace","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (12, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_26fbb931fade6f70b31ddc18","at":1736942400000000,"data":{"parentId":null},"id":"evt_569ce27af2d33e754e38d2f2","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (13, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1ad77e72c0b59516b41df194","at":1736942400000000,"data":{"parentId":null},"id":"evt_f985bf577e81417df0c0fcad","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (14, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_ffb698baf99d8d9f8e948016","at":1736942400000000,"data":{"parentId":null},"id":"evt_0350366860b1dc6425c4dd98","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (15, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_48796005ba8e83f7118f578e","at":1736942400000000,"data":{},"id":"evt_b59553aef74e83896475ede1","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO outbox VALUES (16, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_26fbb931fade6f70b31ddc18","at":1736942400000000,"data":{},"id":"evt_d1d633d5bdd72a1d303962a9","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO outbox VALUES (17, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1ad77e72c0b59516b41df194","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_0ae4eab572579968064a9fee","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO outbox VALUES (18, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_ffb698baf99d8d9f8e948016","at":1736942400000000,"data":{"version":2},"id":"evt_cb413770e5c9599cfc51bce2","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO outbox VALUES (19, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"ann \u00fc","role":"owner","status":"active"},"id":"evt_23747449689532b56f1274cc","tenantId":"acme","type":"user.created","userId":"ann"}');
INSERT INTO outbox VALUES (20, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"active"},"id":"evt_2c1168a2a3233427e8b012f8","tenantId":"acme","type":"user.created","userId":"bob"}');
INSERT INTO outbox VALUES (21, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"disabled"},"id":"evt_b0534d7f836e1341c9aaefe7","tenantId":"acme","type":"user.updated","userId":"bob"}');
INSERT INTO outbox VALUES (22, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_1a8ce81fcfdcc14fe08a7a51","name":"live","role":"service"},"id":"evt_e1126f6daa06496a1129364e","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO outbox VALUES (23, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_dfbd63d23f8dc8787e8f060d","name":"ended","role":"service"},"id":"evt_adfa508495f058748ad08a63","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO outbox VALUES (24, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_dfbd63d23f8dc8787e8f060d","name":"ended","role":"service"},"id":"evt_6998321ea8b8067c1d13b5a8","tenantId":null,"type":"key.revoked","userId":null}');
INSERT INTO person VALUES ('ann', 'ann ü', 'owner', 'acme', 1736942400000000, NULL);
INSERT INTO person VALUES ('bob', 'bob ü', 'auditor', 'acme', 1736942400000000, 1736942400000000);
INSERT INTO setting VALUES ('installation', '32c71b33e5b426d2baa594be68a43b58');
INSERT INTO setting VALUES ('fingerprint_key', '33bd6347cd40dda8f7341a7df0b28b003350aa27c89adb028d6f6455cb88b66d');
INSERT INTO settlement VALUES (3, 40000, 1736942400000000);
INSERT INTO settlement VALUES (4, 120000, 1736942400000000);
INSERT INTO sink VALUES ('stored', 1736942400000000);
SELECT pg_catalog.setval('agent_n_seq', 7, true);
SELECT pg_catalog.setval('approval_n_seq', 4, true);
SELECT pg_catalog.setval('checkpoint_n_seq', 1, true);
SELECT pg_catalog.setval('credential_n_seq', 5, true);
SELECT pg_catalog.setval('epoch_id_seq', 1, false);
SELECT pg_catalog.setval('meter_id_seq', 8, true);
SELECT pg_catalog.setval('outbox_n_seq', 24, true);
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
