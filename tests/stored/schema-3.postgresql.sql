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
CREATE TABLE passkey (
    n bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    user_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    credential_id text NOT NULL COLLATE pg_catalog."C",
    public_key text NOT NULL COLLATE pg_catalog."C",
    sign_count bigint NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint,
    last_used_at bigint
);
CREATE SEQUENCE passkey_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE passkey_n_seq OWNED BY passkey.n;
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
CREATE TABLE webhook (
    n bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    tenant_id text COLLATE pg_catalog."C",
    url text NOT NULL COLLATE pg_catalog."C",
    events text NOT NULL COLLATE pg_catalog."C",
    secrets text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL COLLATE pg_catalog."C",
    changed_at bigint NOT NULL,
    paused_at bigint,
    removed_at bigint,
    taken_at bigint,
    failed_at bigint,
    failure text COLLATE pg_catalog."C"
);
CREATE SEQUENCE webhook_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE webhook_n_seq OWNED BY webhook.n;
ALTER TABLE ONLY agent ALTER COLUMN n SET DEFAULT nextval('agent_n_seq'::regclass);
ALTER TABLE ONLY approval ALTER COLUMN n SET DEFAULT nextval('approval_n_seq'::regclass);
ALTER TABLE ONLY checkpoint ALTER COLUMN n SET DEFAULT nextval('checkpoint_n_seq'::regclass);
ALTER TABLE ONLY credential ALTER COLUMN n SET DEFAULT nextval('credential_n_seq'::regclass);
ALTER TABLE ONLY epoch ALTER COLUMN id SET DEFAULT nextval('epoch_id_seq'::regclass);
ALTER TABLE ONLY meter ALTER COLUMN id SET DEFAULT nextval('meter_id_seq'::regclass);
ALTER TABLE ONLY outbox ALTER COLUMN n SET DEFAULT nextval('outbox_n_seq'::regclass);
ALTER TABLE ONLY passkey ALTER COLUMN n SET DEFAULT nextval('passkey_n_seq'::regclass);
ALTER TABLE ONLY webhook ALTER COLUMN n SET DEFAULT nextval('webhook_n_seq'::regclass);
INSERT INTO agent VALUES (1, 'agt_bea313f5727cce7174d331e4', NULL, 1, 0, 'autonomous', 'user_1', 'acme', 'spender', 'active', '\xb74177b619049eadad54f74f612687a9d520f3f51cfa189daa65777d0b54e0c2', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]', '{"budgetUsdPerDay":"1.00","maxCalls":12}', '{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}', NULL, false);
INSERT INTO agent VALUES (2, 'agt_df99dd9a90929dbbe158d13b', 1, 1, 1, 'delegated', 'user_1', 'acme', 'helper', 'active', '\x35f29ec51fa23cb476ad52b6d61a09e58b9202710add64e5b7450b5e30f3ad45', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1737028800000000, 4, '[{"actions":["write"],"resource":"mcp:github:issues"}]', '{"maxCalls":3}', '{}', NULL, true);
INSERT INTO agent VALUES (3, 'agt_1a22f030443dbd3825651412', NULL, 3, 0, 'autonomous', 'user_2', NULL, 'gated', 'active', '\x3fc3e6a8e7f759699bfbafaae4979d33350dee605ba0625e0b4365dcd6ed309c', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["*"],"resource":"*"}]', '{"requireApprovalFor":["files:*:delete"]}', '{}', NULL, false);
INSERT INTO agent VALUES (4, 'agt_e9be9119b3e4bb686794316f', NULL, 4, 0, 'service', NULL, NULL, 'suspended', 'suspended', '\x391fb06eb221f9ec27a6fe1e95ef898d09990a22857466448df1cb47671dba6f', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (5, 'agt_78169c9359f83acb50a32857', NULL, 5, 0, 'service', NULL, NULL, 'revoked', 'revoked', '\x92cbbad34a368b6dfdb632435ff25f3772019c26480e92c3d0bf200a8538a9f8', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (6, 'agt_550a9e6663deaef7a4358922', NULL, 6, 0, 'service', NULL, NULL, 'rotated', 'active', '\x7c6ee1f6e0bc9204d6aca9e58dc20ebc02e4225fbb07ca30dd25cad902904b3a', '\x1e7041b6c98f4db0f46b5b16b34de1dc0c4940e796a5bf3eb557af6feca6665c', 1736946000000000, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (7, 'agt_da89aa8437f8add79f8b3934', NULL, 7, 0, 'service', NULL, NULL, 'updated', 'active', '\xb5be44da5a6f6be16e4fae33db647321567961bb585a09d9651053d444cc75f6', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":5}', '{}', NULL, false);
INSERT INTO approval VALUES (1, 'apr_d_885b2c08', 3, 3, '\xae4509a3517aa3d3fcd48fe203c8d8472d4e8991aefa9ce6e0f8ae483c507c26', 0, 'files:tmp', 'delete', 'sealed:42a8646c7200821eefec0ba49af4e7f67f30a00d0b88c514652cae70144b9b068c9bab46ca11cdb32787e0', 'open', 1736942400000000, 1736946000000000, NULL, NULL, NULL);
INSERT INTO approval VALUES (2, 'apr_e_0d817b11', 3, 3, '\xc3a9a3e24a9ef247c666edcb6e91d3d03e30fffacb517df9ef1eb73e53b20f92', 0, 'files:tmp', 'delete', 'sealed:a70888f8b47640f52b160f113920dfad5cba1520be48884978b4d1f5d70f207efb5d9d7195677d4904b4f165899d75', 'approved', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', 'go on');
INSERT INTO approval VALUES (3, 'apr_f_5c905fe3', 3, 3, '\x9c4245ebbbb9b7d03c70c641cf27797e32fbd4870948a829290ee496e71cf8b4', 0, 'files:tmp', 'delete', NULL, 'denied', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO approval VALUES (4, 'apr_10_bfb90519', 3, 3, '\xcfe18dde73182758a52e9a3874bf108f5db6cf5990e6f43beef7d26c67febf57', 0, 'files:tmp', 'delete', NULL, 'used', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO audit VALUES (1, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_bea313f5727cce7174d331e4","at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"depth":0,"detail":{"kept":"62dd9c7b490cef7b5da8f3aff38c52052510c52e66563c9d4e76ca745438dfd6","sha256":"e5a2999e52eb0190beb7a0b2c96baf4fe904a1e9d39cd91d2aaf43d4f4618ae5"},"facts":{},"id":"aud_1_f84c9852","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}', '{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\xa52a73fd372f9dc438698d6f45f2eae7', '\xc8c1cb89454f465c9317bfed88582510a0532d180fd12c0b57c5c710e17bd36d');
INSERT INTO audit VALUES (2, 1736942400000000, 2, 'change', NULL, NULL, '{"action":"agents.delegate","actor":"agt_bea313f5727cce7174d331e4","agent":"agt_df99dd9a90929dbbe158d13b","at":1736942400000000,"chain":["agt_df99dd9a90929dbbe158d13b","agt_bea313f5727cce7174d331e4"],"depth":1,"detail":{"sha256":"f803640f0999c98854e27b2ff135769d2ceb2b8873e6285cbf51363f75e9bffb"},"facts":{"byToken":true,"parent":"agt_bea313f5727cce7174d331e4"},"id":"aud_2_caa1b0d0","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"c8c1cb89454f465c9317bfed88582510a0532d180fd12c0b57c5c710e17bd36d","tenant":"acme","v":1}', '{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}', '\x843850282fcc237a3307cad0b2e7ce02', '\x7283749d363f002cea937ee8a3e2068396f8808c020a852dc97c6878aa821122');
INSERT INTO audit VALUES (3, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_bea313f5727cce7174d331e4","args":{"sha256":"412e31a0572815b3b76448c7d171dfec9c16adf6fe4f448c7dc7619ba33a3135"},"at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"charges":[{"agent":"agt_bea313f5727cce7174d331e4","level":"agent","meter":1},{"agent":"agt_bea313f5727cce7174d331e4","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_7c851a9e","ip":"10.1.2.3","kind":"decision","latencyUs":30434,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"7283749d363f002cea937ee8a3e2068396f8808c020a852dc97c6878aa821122","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 0"}', '\xe8ee9dc6b1f211508d999288da82d7a0', '\x739640b15587ac81bf617df23d1b1915363ef140f3b8f44b78bdb6cb6b69cdb6');
INSERT INTO audit VALUES (4, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_bea313f5727cce7174d331e4","args":{"sha256":"7168f7a34386aa0613ce41c06545e118a2deda4b7194aa0e1bb874525fa5b237"},"at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"charges":[{"agent":"agt_bea313f5727cce7174d331e4","level":"agent","meter":1},{"agent":"agt_bea313f5727cce7174d331e4","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_3f8fb9fc","ip":"10.1.2.3","kind":"decision","latencyUs":1701,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"739640b15587ac81bf617df23d1b1915363ef140f3b8f44b78bdb6cb6b69cdb6","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 1"}', '\x7de005a808b59676bd637a9d6c72a3a6', '\xcfc6c0ce2853b990a2d76a419083d0edb318b6d5aca30488b645a5e39c4098f9');
INSERT INTO audit VALUES (5, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_bea313f5727cce7174d331e4","args":{"sha256":"d8c0a1e049b395e3a8d6426a4747fdf9e330fa18723b9bf447ed8b7cebb006cd"},"at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"charges":[{"agent":"agt_bea313f5727cce7174d331e4","level":"agent","meter":1},{"agent":"agt_bea313f5727cce7174d331e4","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_39d0ecc7","ip":"10.1.2.3","kind":"decision","latencyUs":1282,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"cfc6c0ce2853b990a2d76a419083d0edb318b6d5aca30488b645a5e39c4098f9","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 2"}', '\x70c0d48d00df2ba167d8614b45bc7bcc', '\xeeec530e82553704d01743f1a950bd4607ef2810401ee239919ca1e4853c451a');
INSERT INTO audit VALUES (6, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_bea313f5727cce7174d331e4","args":{"sha256":"c04cb842ff5a28e24a9d00e82cf5b2f67723419e9e3e2f6caf750f521df1bba8"},"at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"charges":[{"agent":"agt_bea313f5727cce7174d331e4","level":"agent","meter":1},{"agent":"agt_bea313f5727cce7174d331e4","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_98ef1d35","ip":"10.1.2.3","kind":"decision","latencyUs":1328,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"eeec530e82553704d01743f1a950bd4607ef2810401ee239919ca1e4853c451a","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 3"}', '\x8b9066950d19c96ad8407d95c601b64b', '\x49cc359baecf74c279a81e957f009d710b177b3ca27acd5c28cffa957177d4f4');
INSERT INTO audit VALUES (7, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_bea313f5727cce7174d331e4","at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_7c851a9e"},"id":"aud_7_fc600cfc","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"49cc359baecf74c279a81e957f009d710b177b3ca27acd5c28cffa957177d4f4","tenant":"acme","v":1}', NULL, NULL, '\xe2daa5f87e74c91a17a47b79924ee05dec2522a7d59f6680ce97c342cc44642c');
INSERT INTO audit VALUES (8, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_bea313f5727cce7174d331e4","at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_3f8fb9fc"},"id":"aud_8_ef36730a","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"e2daa5f87e74c91a17a47b79924ee05dec2522a7d59f6680ce97c342cc44642c","tenant":"acme","v":1}', NULL, NULL, '\xe3a1912302a681ffb4f46bdb622d68feabe4b7163396c81c12f6928f9179c526');
INSERT INTO audit VALUES (9, 1736942400000000, 2, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_df99dd9a90929dbbe158d13b","args":null,"at":1736942400000000,"chain":["agt_df99dd9a90929dbbe158d13b","agt_bea313f5727cce7174d331e4"],"charges":[{"agent":"agt_df99dd9a90929dbbe158d13b","level":"agent","meter":3},{"agent":"agt_bea313f5727cce7174d331e4","level":"agent","meter":1},{"agent":"agt_bea313f5727cce7174d331e4","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_797b8c3d","ip":null,"kind":"decision","latencyUs":18750,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"e3a1912302a681ffb4f46bdb622d68feabe4b7163396c81c12f6928f9179c526","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', NULL, NULL, '\xd82af65f3d895ff3670630c54200000bc4632f917b0d0552e1f9f906e92fd9b4');
INSERT INTO audit VALUES (10, 1736942400000000, 1, 'decision', 'not_permitted', NULL, '{"action":"read","agent":"agt_bea313f5727cce7174d331e4","args":null,"at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_1a5fd073","ip":null,"kind":"decision","latencyUs":1066,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"d82af65f3d895ff3670630c54200000bc4632f917b0d0552e1f9f906e92fd9b4","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}', NULL, NULL, '\xf485a245f42fa0f6cd2cf18e53b49583b70c7c2c37d812a6ed5d73142cb93a98');
INSERT INTO audit VALUES (11, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.record","actor":"library","agent":"agt_bea313f5727cce7174d331e4","at":1736942400000000,"chain":["agt_bea313f5727cce7174d331e4"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_bea313f5727cce7174d331e4"],"costUsd":"0.01"},"id":"aud_b_be8fd02b","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"f485a245f42fa0f6cd2cf18e53b49583b70c7c2c37d812a6ed5d73142cb93a98","tenant":"acme","v":1}', NULL, NULL, '\xe77f900a39ab80b7eee39948b73220a080bd632157f7a55e2a730b16422399a5');
INSERT INTO audit VALUES (12, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_1a22f030443dbd3825651412","at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"depth":0,"detail":{"sha256":"cdf7795aee8eedc3c21659056c88a4f48284911c644ee4f1a014b6c1ccf19278"},"facts":{},"id":"aud_c_f61e645c","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"e77f900a39ab80b7eee39948b73220a080bd632157f7a55e2a730b16422399a5","tenant":null,"v":1}', '{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x7ff8347b8dc114a6076041875f07538c', '\xfdabcdcd8da91f5976cab4b8ff804f65135410a7a8525b34d800593cd803d11e');
INSERT INTO audit VALUES (13, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_1a22f030443dbd3825651412","args":{"sha256":"3511cf3038c7df0bd04480567189f65f920f0018bef75c388c60844781fa58e7"},"at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_885b2c08","ip":null,"kind":"decision","latencyUs":25299,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"fdabcdcd8da91f5976cab4b8ff804f65135410a7a8525b34d800593cd803d11e","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"open"}', '\x5786a9df6e75d3dccebb04c33c367358', '\x67bc88c90ac42d297982dffa31eb802467aa3bf9b4a15f1677998d50349fb329');
INSERT INTO audit VALUES (14, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_1a22f030443dbd3825651412","args":{"sha256":"894a28c0187cde550ac908036955c4060ca215ed21196626d7b2a8389fd1ee30"},"at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_0d817b11","ip":null,"kind":"decision","latencyUs":10274,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"67bc88c90ac42d297982dffa31eb802467aa3bf9b4a15f1677998d50349fb329","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"approved"}', '\x913621ac860bfcd68af5366d2cf069fb', '\xb0691cc88125347163983f9bc27b664f5f465de424a3a2b911e435ce5f0cda11');
INSERT INTO audit VALUES (15, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_1a22f030443dbd3825651412","args":{"sha256":"b3d7422b04b6dff17edc687207352a87e57d44d47f30c2be80f94abdda25cb47"},"at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_5c905fe3","ip":null,"kind":"decision","latencyUs":9289,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"b0691cc88125347163983f9bc27b664f5f465de424a3a2b911e435ce5f0cda11","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"denied"}', '\xcb352df35d3c38351d77f306a05fd0df', '\x9fb3210e8d2e4c4be3f16e92a1bd8773f3a8085c2e9d0687cfd02f37d016fb2a');
INSERT INTO audit VALUES (16, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_1a22f030443dbd3825651412","args":{"sha256":"e1ad6bd196e6572ae501e5c97a6b0d3433613aa5a069e53623d1e6709465682b"},"at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_bfb90519","ip":null,"kind":"decision","latencyUs":8828,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"9fb3210e8d2e4c4be3f16e92a1bd8773f3a8085c2e9d0687cfd02f37d016fb2a","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x7ce490770630de54bc2b2db2ab4a57d1', '\xb74a2e5eba4c2777459d5fdeed2c4d41dc2397822afcc0910632b65722e1c269');
INSERT INTO audit VALUES (17, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_1a22f030443dbd3825651412","at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"depth":0,"detail":{"sha256":"884faa2a5e481657ed02a53e6220169a3dc604e8f3137e61da14189e9bfbfc9f"},"facts":{"approval":"apr_e_0d817b11"},"id":"aud_11_8e97adf1","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"b74a2e5eba4c2777459d5fdeed2c4d41dc2397822afcc0910632b65722e1c269","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x70a0e5f5efd230d4e8b336b4090930de', '\xcfde9865857ca0e0dc3be849384535d29766fd883ce25b60c43f6cc859f2256b');
INSERT INTO audit VALUES (18, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.deny","actor":"ann","agent":"agt_1a22f030443dbd3825651412","at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"depth":0,"detail":{"sha256":"5ca384e4e1d421ebfe677162f0460dce8b5707a76217c92ec6e0afb1edec2bb6"},"facts":{"approval":"apr_f_5c905fe3"},"id":"aud_12_9ea43ca1","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"cfde9865857ca0e0dc3be849384535d29766fd883ce25b60c43f6cc859f2256b","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x3c22e632cb4fcfbf1188e28acb30625f', '\x0e21b6a343008342856a65ba0548c2f63554f319164d8cc98e975c9e44909b8b');
INSERT INTO audit VALUES (19, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_1a22f030443dbd3825651412","at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"depth":0,"detail":{"sha256":"2c7d8327a902b2243411ecaee3bbaf6ca899f803da499a8d92d6f7884d61dff6"},"facts":{"approval":"apr_10_bfb90519"},"id":"aud_13_47898d4a","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"0e21b6a343008342856a65ba0548c2f63554f319164d8cc98e975c9e44909b8b","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xe7d4b40015f2b7faccf05e89500247e2', '\x70f8dd9106d1e44aac9dbbda1f4ee2afd053ec54a300a95fb15f78aef4263d1c');
INSERT INTO audit VALUES (20, 1736942400000000, 3, 'decision', 'ok', NULL, '{"action":"delete","agent":"agt_1a22f030443dbd3825651412","args":{"sha256":"44767f8311475e2778a7f3ee84c6b9711cba8e7ce3219154453c69eb9fb57660"},"at":1736942400000000,"chain":["agt_1a22f030443dbd3825651412"],"charges":[{"agent":"agt_1a22f030443dbd3825651412","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_b1682c03","ip":null,"kind":"decision","latencyUs":781,"log":0,"marks":{"approval":"apr_10_bfb90519"},"outcome":"allow","owner":"user_2","pos":20,"prev":"70f8dd9106d1e44aac9dbbda1f4ee2afd053ec54a300a95fb15f78aef4263d1c","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x5505ddf51e6e438d9c6d28bc40a89fe9', '\x7a180b5591563b2cc8b9003f6821b9e7c9fa9313b4ed2f3fb2ba0014cd00686f');
INSERT INTO audit VALUES (21, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_e9be9119b3e4bb686794316f","at":1736942400000000,"chain":["agt_e9be9119b3e4bb686794316f"],"depth":0,"detail":{"sha256":"f3424c0b25452a7057976c5325ae194fc5be7452258254066b8906671133af76"},"facts":{},"id":"aud_15_8f3f5f86","kind":"change","log":0,"owner":null,"pos":21,"prev":"7a180b5591563b2cc8b9003f6821b9e7c9fa9313b4ed2f3fb2ba0014cd00686f","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xc83fb45895228a6e197620fc02e61ef3', '\x65380dae149c56686779a8146f4a0afcbe2ee8da9b02f7d37ef885010083ea64');
INSERT INTO audit VALUES (22, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_78169c9359f83acb50a32857","at":1736942400000000,"chain":["agt_78169c9359f83acb50a32857"],"depth":0,"detail":{"sha256":"16d2594435a2b653cb8fb11f90f54bfb9e2076488a9eef48e759f2b837d5075a"},"facts":{},"id":"aud_16_98f2b86b","kind":"change","log":0,"owner":null,"pos":22,"prev":"65380dae149c56686779a8146f4a0afcbe2ee8da9b02f7d37ef885010083ea64","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x8f0ff77098a24d7a13a07184cc89e71a', '\xb6f20792098df6651472dd029684b3245b0d270b3dec8a762b6d6647c718452e');
INSERT INTO audit VALUES (23, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_550a9e6663deaef7a4358922","at":1736942400000000,"chain":["agt_550a9e6663deaef7a4358922"],"depth":0,"detail":{"sha256":"1498eea2dceb23c3be277808ba5d4a5e9ff3153e9385001bf1f5cacd97c7ccc8"},"facts":{},"id":"aud_17_c300ba49","kind":"change","log":0,"owner":null,"pos":23,"prev":"b6f20792098df6651472dd029684b3245b0d270b3dec8a762b6d6647c718452e","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x6c589bad6e747fc95ac77959bf74f5e7', '\x7465b7130986d05714adfb8a806a9b5faf2b700f13d7a4edeae56264ad5ec0b5');
INSERT INTO audit VALUES (24, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_da89aa8437f8add79f8b3934","at":1736942400000000,"chain":["agt_da89aa8437f8add79f8b3934"],"depth":0,"detail":{"sha256":"25ebaa633257979e0c70d507dacc6617014ba914c3cb2b51defcfd8ccbc9256e"},"facts":{},"id":"aud_18_b20182b2","kind":"change","log":0,"owner":null,"pos":24,"prev":"7465b7130986d05714adfb8a806a9b5faf2b700f13d7a4edeae56264ad5ec0b5","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xf8ae6d6d9adebde720f6b7ddcc13018a', '\x60f1385d6e796b19b416c447d71cf95de7da8a572e42a9adeb86efce7dabb3d9');
INSERT INTO audit VALUES (25, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.suspend","actor":"library","agent":"agt_e9be9119b3e4bb686794316f","at":1736942400000000,"chain":["agt_e9be9119b3e4bb686794316f"],"depth":0,"detail":{"sha256":"fce1f84f89d65857a6bb78fcf820c54b7789fd5b72a35908415ce63a1a299684"},"facts":{},"id":"aud_19_ce5073de","kind":"change","log":0,"owner":null,"pos":25,"prev":"60f1385d6e796b19b416c447d71cf95de7da8a572e42a9adeb86efce7dabb3d9","tenant":null,"v":1}', '{"after":{"status":"suspended"},"before":{"status":"active"}}', '\x8e5a1ea58f65d4c1eeb1e32c3eed07fb', '\xf70b8aabe5b4be7a1cacde2583e07466ac3e02dc2e5cc376d0c1597e72838c6d');
INSERT INTO audit VALUES (26, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.revoke","actor":"library","agent":"agt_78169c9359f83acb50a32857","at":1736942400000000,"chain":["agt_78169c9359f83acb50a32857"],"depth":0,"detail":{"sha256":"c48521942761193ea09057a8ca88768e064cb3690655b6b52786639c13865158"},"facts":{},"id":"aud_1a_9a8bdde5","kind":"change","log":0,"owner":null,"pos":26,"prev":"f70b8aabe5b4be7a1cacde2583e07466ac3e02dc2e5cc376d0c1597e72838c6d","tenant":null,"v":1}', '{"after":{"status":"revoked"},"before":{"status":"active"}}', '\x86c65c0cba976c5d17febbfe4b92b59c', '\x02eebe79bd56c9ea5912b0b8b14165d64321a88a2ce9f7a0be69768ff3b954f2');
INSERT INTO audit VALUES (27, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.rotate","actor":"library","agent":"agt_550a9e6663deaef7a4358922","at":1736942400000000,"chain":["agt_550a9e6663deaef7a4358922"],"depth":0,"detail":{"sha256":"94c2a1b6d22433fb59920f07f5d696271e888625078dc4709bf9beff46542e52"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_dd295c23","kind":"change","log":0,"owner":null,"pos":27,"prev":"02eebe79bd56c9ea5912b0b8b14165d64321a88a2ce9f7a0be69768ff3b954f2","tenant":null,"v":1}', '{"after":{"version":2},"before":{"version":1}}', '\x40b9369185e99de34007d751a6f27ecb', '\x360230bb38b9357b3f8f9a7ede0eca5834ba4f2ab0fa283b3897d03ec87da48f');
INSERT INTO audit VALUES (28, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_da89aa8437f8add79f8b3934","args":null,"at":1736942400000000,"chain":["agt_da89aa8437f8add79f8b3934"],"charges":[{"agent":"agt_da89aa8437f8add79f8b3934","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_527f7dc1","ip":null,"kind":"decision","latencyUs":24803,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"360230bb38b9357b3f8f9a7ede0eca5834ba4f2ab0fa283b3897d03ec87da48f","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\xcf8995da3cbd3d4d452ad9c40f1569d61c576037cea679bf80c8d46dd4e93308');
INSERT INTO audit VALUES (29, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_da89aa8437f8add79f8b3934","args":null,"at":1736942400000000,"chain":["agt_da89aa8437f8add79f8b3934"],"charges":[{"agent":"agt_da89aa8437f8add79f8b3934","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_2d598768","ip":null,"kind":"decision","latencyUs":300,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"cf8995da3cbd3d4d452ad9c40f1569d61c576037cea679bf80c8d46dd4e93308","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\xf511a44caf38647d75949b01c331d96bda23de8100f549b6d4e44450fcbcf037');
INSERT INTO audit VALUES (30, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.update","actor":"library","agent":"agt_da89aa8437f8add79f8b3934","at":1736942400000000,"chain":["agt_da89aa8437f8add79f8b3934"],"depth":0,"detail":{"sha256":"76f454f4367bce38e099a518d9a1e585fc7f8534b56bc594e4a7e96fed61a400"},"facts":{},"id":"aud_1e_18e833c8","kind":"change","log":0,"owner":null,"pos":30,"prev":"f511a44caf38647d75949b01c331d96bda23de8100f549b6d4e44450fcbcf037","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}', '\x0806ccb33a9cc1b4295c1ce797f5f17a', '\x80105a4b0242ba7a3609a1dc3ccb973162b8e65788c8848d8c909c196fa08a99');
INSERT INTO audit VALUES (31, 1736942400000000, NULL, 'decision', 'unknown_token', NULL, '{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_331ce2b1","ip":null,"kind":"decision","latencyUs":3083,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"80105a4b0242ba7a3609a1dc3ccb973162b8e65788c8848d8c909c196fa08a99","reason":"The token is not known.","resource":null,"tenant":null,"v":1}', NULL, NULL, '\x5cdf2eb92a6aa95ecd921f6b68ae9eb319886da95e42a5b9ee2af3589cbcee9c');
INSERT INTO audit VALUES (32, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"a0705d46be36b2ed6a49ff65aa88c39462ab6debbf327f2326da8aec96d5ace1","sha256":"36b2cc1442b4e52420dfea1d9576ebe389d2672f9e00f5519825d85cf51a019c"},"facts":{"user":"ann"},"id":"aud_20_047099f6","kind":"change","log":0,"owner":null,"pos":32,"prev":"5cdf2eb92a6aa95ecd921f6b68ae9eb319886da95e42a5b9ee2af3589cbcee9c","tenant":null,"v":1}', '{"after":{"name":"ann \u00fc","role":"owner","status":"active","tenantId":"acme"},"before":null}', '\xfdac82ad9e9216fe30e65db59b142dbd', '\xcdb81bbd668c08da6e3d73023e5f78355fa677f46e681136f3e69abbf79f2a99');
INSERT INTO audit VALUES (33, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"b4c3c4e547f7371eeb31741b30af9c0321f147d16a065fffbc8a5d9b7c85ce0d","sha256":"4ffc19fdc22f355c6ca2d7394332456fd733359d78caba5e2170c7726e2607dd"},"facts":{"user":"bob"},"id":"aud_21_4bc011ac","kind":"change","log":0,"owner":null,"pos":33,"prev":"cdb81bbd668c08da6e3d73023e5f78355fa677f46e681136f3e69abbf79f2a99","tenant":null,"v":1}', '{"after":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"},"before":null}', '\xf0677d44092545c434ef8c04a6bac720', '\x2e2cf7c227b6ab2e3f08975a74b16e7f8775b07c1d0abed2a26f8f265ed1a736');
INSERT INTO audit VALUES (34, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.update","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"0ed492f3181dff55cd409858775c0d5872d4dc2adc8db70fcb8d8c67f42bc327","sha256":"6c8f3cfd4beb5ea3e1f3f7c247a1d26b89e7762d4c4926c8e274986c59847ce8"},"facts":{"ended":0,"user":"bob"},"id":"aud_22_0581aea3","kind":"change","log":0,"owner":null,"pos":34,"prev":"2e2cf7c227b6ab2e3f08975a74b16e7f8775b07c1d0abed2a26f8f265ed1a736","tenant":null,"v":1}', '{"after":{"name":"bob \u00fc","role":"auditor","status":"disabled","tenantId":"acme"},"before":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"}}', '\x627eddb9122244556e6826b0695460f7', '\x1b96d311efb8337b84e0275a96f54a496715958c7994d6875d8a2aa6b8bad76f');
INSERT INTO audit VALUES (35, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"512dadf3e0723ffbba3ca55935ece9afb2e166f56f5f2e1abe3e2d76840c1bef"},"facts":{"key":"key_608af202970ef30fc7e34caf"},"id":"aud_23_bb8079ed","kind":"change","log":0,"owner":null,"pos":35,"prev":"1b96d311efb8337b84e0275a96f54a496715958c7994d6875d8a2aa6b8bad76f","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"live","role":"service","status":"active","tenantId":null,"userId":null},"before":null}', '\xfc2134a814997a8db45dc179dae1cfd2', '\x44f0f0f3ee2fe6c52a68466a529ada833b98de4ef75aa9a389aa4ec4cb35676b');
INSERT INTO audit VALUES (36, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"c488f364b9c25357af38afe6a883a3d57c158f89bf513037ee4765f26944509d"},"facts":{"key":"key_990796903544d14567fa2c5e"},"id":"aud_24_43093d20","kind":"change","log":0,"owner":null,"pos":36,"prev":"44f0f0f3ee2fe6c52a68466a529ada833b98de4ef75aa9a389aa4ec4cb35676b","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null},"before":null}', '\xfc188a2d6bf3157adce044cd4b2e9cd1', '\x0651c8d0ee0ee70a64bafbb3a9b0d8fb788394b87dcd3158ec645ffacadd3950');
INSERT INTO audit VALUES (37, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.revoke","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"b693098cbb8b574a797ce7392a0ea4dd98d8588a4797c594fd7b50c316fa1fef"},"facts":{"endedSessions":0,"key":"key_990796903544d14567fa2c5e"},"id":"aud_25_60db979d","kind":"change","log":0,"owner":null,"pos":37,"prev":"0651c8d0ee0ee70a64bafbb3a9b0d8fb788394b87dcd3158ec645ffacadd3950","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"ended","role":"service","status":"revoked","tenantId":null,"userId":null},"before":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null}}', '\x07775d2d93ef9d7293478081169352a2', '\x7a1afebf84c78254c0956af33efe101b126c93074a5bf9a67d54a19ab0cf909d');
INSERT INTO audit VALUES (38, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_26_db87c36e","kind":"change","log":0,"owner":null,"pos":38,"prev":"7a1afebf84c78254c0956af33efe101b126c93074a5bf9a67d54a19ab0cf909d","tenant":null,"v":1}', NULL, NULL, '\x36dba489b56c1ee2e15a5a85c8792a67e3da738c423258c91a45ad5c5e495b7a');
INSERT INTO audit VALUES (39, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in","actor":"ann","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"session":"session_287358018f0572c247598411","with":"link_e9dd954a61cfdd7ffd67d30b"},"id":"aud_27_c547f980","kind":"change","log":0,"owner":null,"pos":39,"prev":"36dba489b56c1ee2e15a5a85c8792a67e3da738c423258c91a45ad5c5e495b7a","tenant":null,"v":1}', NULL, NULL, '\x2496c82598bf5a56a20118d38ccfe962b4194a072fa3b0d502dec73b4ebe344a');
INSERT INTO audit VALUES (40, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_28_efc69e0c","kind":"change","log":0,"owner":null,"pos":40,"prev":"2496c82598bf5a56a20118d38ccfe962b4194a072fa3b0d502dec73b4ebe344a","tenant":null,"v":1}', NULL, NULL, '\x2c700dc20dd4cb380cd923116a47d271c559794094eae12dfec8b4c20a6d3372');
INSERT INTO audit VALUES (41, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":40,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_29_76c3321d","kind":"change","log":0,"owner":null,"pos":41,"prev":"2c700dc20dd4cb380cd923116a47d271c559794094eae12dfec8b4c20a6d3372","tenant":null,"v":1}', NULL, NULL, '\x969a9af06062b0e9ea89416fe80111a49626601bb732f79c38ff1b3a057462f9');
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
INSERT INTO checkpoint VALUES (1, 1736942400000000, '{"at":"2025-01-15T12:00:00Z","count":40,"heads":[{"hash":"2c700dc20dd4cb380cd923116a47d271c559794094eae12dfec8b4c20a6d3372","log":0,"position":40},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":1,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":2,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":3,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":4,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":5,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":6,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":7,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":8,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":9,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":10,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":11,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":12,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":13,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":14,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":15,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":16,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":17,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":18,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":19,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":20,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":21,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":22,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":23,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":24,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":25,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":26,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":27,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":28,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":29,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":30,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":31,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":32,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":33,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":34,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":35,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":36,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":37,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":38,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":39,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":40,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":41,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":42,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":43,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":44,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":45,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":46,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":47,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":48,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":49,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":50,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":51,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":52,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":53,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":54,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":55,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":56,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":57,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":58,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":59,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":60,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":61,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":62,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":63,"position":0}],"installation":"dd40a534c46f551745557eabb22b9455","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"fa1a63370b912fa1c9687909c559c7c076b8222db5acb48f5b1368cd458355264924213a799bfc26944df902eec4be7ad6a2d3f3a6825d8933cb9716e9b7ea0c","version":1}');
INSERT INTO credential VALUES (1, 'key_608af202970ef30fc7e34caf', 'key', '\x9acbdcd5fafd790b946e98643062ea6c4a6b811c29260c6c8f75a730706de454', 'live', 'service', NULL, NULL, NULL, 1736942400000000, 'library', NULL, NULL, NULL);
INSERT INTO credential VALUES (2, 'key_990796903544d14567fa2c5e', 'key', '\xdd4128cd4554ce3efcda237a477da1d0f9fea2f08934e33a86d749d697881ad0', 'ended', 'service', NULL, NULL, NULL, 1736942400000000, 'library', NULL, 1736942400000000, NULL);
INSERT INTO credential VALUES (3, 'link_e9dd954a61cfdd7ffd67d30b', 'link', '\x5d70695af099def17681b89dd66ff551f3985b172507e7fe7c45fb53d5bb61f6', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'library', 1736943000000000, 1736942400000000, NULL);
INSERT INTO credential VALUES (4, 'session_287358018f0572c247598411', 'session', '\x392a51feeb00b98b031884e70d2304838a1b420b38c43c9824652a340373e461', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'ann', 1736985600000000, NULL, NULL);
INSERT INTO credential VALUES (5, 'link_1b833e3754069636bf4ea95e', 'link', '\x47f7eb4e13ef801ea9ef2a0cd4e33861013942678ec7b30feb039f55ac6156a5', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'library', 1736943000000000, NULL, NULL);
INSERT INTO epoch VALUES (1, 4, 3);
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
INSERT INTO memo VALUES ('authorize', 2, '\xd7961da246afb51ccb19933a5a67b0d7a8c35ffd37c38f53312c730473c657a8', 1737028800000000, '\x6b3330d5ae750fe8aa12e62a3b319ad99f1d32993cd3c30d236e057b08954504', '{"approvalId":null,"auditId":"aud_9_797b8c3d","cost":0,"throttled":false}');
INSERT INTO memo VALUES ('record', 1, '\x0453739781c883da493cc59fd3116af7338db141898bae522eb37bbfd76421f2', NULL, '\x11eebb58eef645c94c2e85845e68fa885ba215b163f07c5a5d51c76b3468d87e', '["aud_b_be8fd02b",10000,1736942400000000,null,null]');
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
INSERT INTO meter VALUES (0, 0, 'log 0', 0, 0, 0, 0, 0, 0, 0, 0, 41, 0, NULL, NULL, '\x969a9af06062b0e9ea89416fe80111a49626601bb732f79c38ff1b3a057462f9');
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
INSERT INTO outbox VALUES (1, 'stored', 1, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_bea313f5727cce7174d331e4","at":1736942400000000,"data":{"parentId":null},"id":"evt_5ab58f04984b9952408bb731","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (2, 'stored', 2, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_df99dd9a90929dbbe158d13b","at":1736942400000000,"data":{"parentId":"agt_bea313f5727cce7174d331e4"},"id":"evt_4b9df4fdced38cfa62732a6c","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (3, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"parentId":null},"id":"evt_1ea0750d198b852659ea9ede","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO outbox VALUES (4, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_885b2c08","resource":"files:tmp"},"id":"evt_4d747c0a26ca79dda993900f","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (5, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_0d817b11","resource":"files:tmp"},"id":"evt_5fde65e13b54df24216f9a41","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (6, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_5c905fe3","resource":"files:tmp"},"id":"evt_0b38bcc2c660e7136920be34","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (7, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_bfb90519","resource":"files:tmp"},"id":"evt_d153de7dddc4169bb9a53af5","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (8, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"approval":"apr_e_0d817b11","by":"ann"},"id":"evt_4b174170eada8a12d3071646","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (9, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"approval":"apr_f_5c905fe3","by":"ann"},"id":"evt_378ff5415cce3221b535f9ea","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO outbox VALUES (10, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1a22f030443dbd3825651412","at":1736942400000000,"data":{"approval":"apr_10_bfb90519","by":"ann"},"id":"evt_1d152b9fca5e6fc8b168ab7a","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (11, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9be9119b3e4bb686794316f","at":1736942400000000,"data":{"parentId":null},"id":"evt_4fb8744b7758f7b991f3adf9","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (12, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_78169c9359f83acb50a32857","at":1736942400000000,"data":{"parentId":null},"id":"evt_e03ea8138fe63b136a00c716","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (13, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_550a9e6663deaef7a4358922","at":1736942400000000,"data":{"parentId":null},"id":"evt_b773a7e98f70748b5b522fe6","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (14, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_da89aa8437f8add79f8b3934","at":1736942400000000,"data":{"parentId":null},"id":"evt_3d17e0d21868fe35eba9fedb","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (15, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_e9be9119b3e4bb686794316f","at":1736942400000000,"data":{},"id":"evt_71ee802110c7d1769f7abe2f","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO outbox VALUES (16, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_78169c9359f83acb50a32857","at":1736942400000000,"data":{},"id":"evt_b7ddc8fcf8b105cbb68815c9","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO outbox VALUES (17, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_550a9e6663deaef7a4358922","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_4fc4a4d85a3767da1c790ea6","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO outbox VALUES (18, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_da89aa8437f8add79f8b3934","at":1736942400000000,"data":{"version":2},"id":"evt_78a751876fd834e484c83712","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO outbox VALUES (19, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"ann \u00fc","role":"owner","status":"active"},"id":"evt_7bd14fe7d1451052e1310453","tenantId":"acme","type":"user.created","userId":"ann"}');
INSERT INTO outbox VALUES (20, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"active"},"id":"evt_7f5849377e844b3e115f5ac7","tenantId":"acme","type":"user.created","userId":"bob"}');
INSERT INTO outbox VALUES (21, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"disabled"},"id":"evt_81ba127ecd2c2a326792ed9a","tenantId":"acme","type":"user.updated","userId":"bob"}');
INSERT INTO outbox VALUES (22, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_608af202970ef30fc7e34caf","name":"live","role":"service"},"id":"evt_4c900a3297397d065abdc6ec","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO outbox VALUES (23, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_990796903544d14567fa2c5e","name":"ended","role":"service"},"id":"evt_22a4b888b88e29205c0f6910","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO outbox VALUES (24, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_990796903544d14567fa2c5e","name":"ended","role":"service"},"id":"evt_c9fd4957ace030871781c591","tenantId":null,"type":"key.revoked","userId":null}');
INSERT INTO person VALUES ('ann', 'ann ü', 'owner', 'acme', 1736942400000000, NULL);
INSERT INTO person VALUES ('bob', 'bob ü', 'auditor', 'acme', 1736942400000000, 1736942400000000);
INSERT INTO setting VALUES ('installation', 'dd40a534c46f551745557eabb22b9455');
INSERT INTO setting VALUES ('fingerprint_key', 'd3db6dfd23f52855ce245e521809237c016ded7869de584efbe7a57c56775139');
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
SELECT pg_catalog.setval('passkey_n_seq', 1, false);
SELECT pg_catalog.setval('webhook_n_seq', 1, false);
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
ALTER TABLE ONLY passkey
    ADD CONSTRAINT passkey_digest_key UNIQUE (digest);
ALTER TABLE ONLY passkey
    ADD CONSTRAINT passkey_id_key UNIQUE (id);
ALTER TABLE ONLY passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (n);
ALTER TABLE ONLY person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
ALTER TABLE ONLY settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY sink
    ADD CONSTRAINT sink_pkey PRIMARY KEY (name);
ALTER TABLE ONLY webhook
    ADD CONSTRAINT webhook_id_key UNIQUE (id);
ALTER TABLE ONLY webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (n);
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
CREATE INDEX ix_passkey_user_id ON passkey USING btree (user_id);
CREATE INDEX ix_webhook_tenant_id ON webhook USING btree (tenant_id);
CREATE INDEX outbox_sink ON outbox USING btree (sink, agent, n);
