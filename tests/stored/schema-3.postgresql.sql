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
    seen_at bigint NOT NULL,
    tenant_id text COLLATE pg_catalog."C",
    kinds text COLLATE pg_catalog."C"
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
    gone_at bigint,
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
INSERT INTO agent VALUES (1, 'agt_219d6dfda81561b199f827e7', NULL, 1, 0, 'autonomous', 'user_1', 'acme', 'spender', 'active', '\x6c3cc69274905fcf3f54f3e31de9e0b2bf7e37c98f6bd5319146eda88deeb6e6', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]', '{"budgetUsdPerDay":"1.00","maxCalls":12}', '{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}', NULL, false);
INSERT INTO agent VALUES (2, 'agt_c93003777eeb151663074ad7', 1, 1, 1, 'delegated', 'user_1', 'acme', 'helper', 'active', '\x243001a0d4ac4f0af6f888583aa7e11a9300e66ceb0ce9834db0baee2102191d', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1737028800000000, 4, '[{"actions":["write"],"resource":"mcp:github:issues"}]', '{"maxCalls":3}', '{}', NULL, true);
INSERT INTO agent VALUES (3, 'agt_2150d82c089369a47d879cf1', NULL, 3, 0, 'autonomous', 'user_2', NULL, 'gated', 'active', '\x5960c0f5f4707ad89cf66ea70f7f40554e1343a5351eb1c69c1ea3e87ebe32f6', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["*"],"resource":"*"}]', '{"requireApprovalFor":["files:*:delete"]}', '{}', NULL, false);
INSERT INTO agent VALUES (4, 'agt_dec049afdc6a22648ed6548e', NULL, 4, 0, 'service', NULL, NULL, 'suspended', 'suspended', '\xf8b252aaa7f0d49b4cd2ee8db4d70e000e0ea128981d4bd98e86bc0dade28d51', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (5, 'agt_1b89a111a7eca450c4982f33', NULL, 5, 0, 'service', NULL, NULL, 'revoked', 'revoked', '\xe8e0a7f6210459895425532451fa819e48afe9424c0ee6885a569ba8dc3387ec', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (6, 'agt_b6e7de1e6e59948821cf3fe1', NULL, 6, 0, 'service', NULL, NULL, 'rotated', 'active', '\xeb030cfebc54e5329c736e3c16b89d998f6af450f4f67d7241d90685ef2da8e5', '\x6290438bfa7f7db3e2474a3848426163584f93cb02b2621a97844f9436d89066', 1736946000000000, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (7, 'agt_bee061ea81d932ebf92fcec9', NULL, 7, 0, 'service', NULL, NULL, 'updated', 'active', '\x5a99fbb3dd401d0dc5402aff051d717bc91fa792e5637f82ae4e036e96028880', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":5}', '{}', NULL, false);
INSERT INTO approval VALUES (1, 'apr_d_023302d8', 3, 3, '\xae4509a3517aa3d3fcd48fe203c8d8472d4e8991aefa9ce6e0f8ae483c507c26', 0, 'files:tmp', 'delete', 'sealed:746e5edb8f21b4a9bd456a99e1421a11674ec2fafd375c6c2c893c38a6afd20c8946af8cfac45a75b16a22', 'open', 1736942400000000, 1736946000000000, NULL, NULL, NULL);
INSERT INTO approval VALUES (2, 'apr_e_20cca9b3', 3, 3, '\xc3a9a3e24a9ef247c666edcb6e91d3d03e30fffacb517df9ef1eb73e53b20f92', 0, 'files:tmp', 'delete', 'sealed:c59e270f8aaa275a1c51b3dbada42ed1f1ffe48fc36d8320155defe214bea9cf33cecd8db2cbaba4313c6bfa35ff8b', 'approved', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', 'go on');
INSERT INTO approval VALUES (3, 'apr_f_fef2e4a2', 3, 3, '\x9c4245ebbbb9b7d03c70c641cf27797e32fbd4870948a829290ee496e71cf8b4', 0, 'files:tmp', 'delete', NULL, 'denied', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO approval VALUES (4, 'apr_10_82ba97e5', 3, 3, '\xcfe18dde73182758a52e9a3874bf108f5db6cf5990e6f43beef7d26c67febf57', 0, 'files:tmp', 'delete', NULL, 'used', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO audit VALUES (1, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_219d6dfda81561b199f827e7","at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"depth":0,"detail":{"kept":"150592a2c246fce45297be645162d3adfe80788a8efeae7d37796763488ad4a7","sha256":"6e8aebf3dc3587eac829c22ff9d6547c6f65e35c27bc52f1a91fa1306a7257c7"},"facts":{},"id":"aud_1_7e7e0245","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}', '{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x9f88d869777a397624682cd9138fd169', '\xc425a3a3e4de2af9eb474120c6c19a1534b416796dbe75db657a61c6e1cb854d');
INSERT INTO audit VALUES (2, 1736942400000000, 2, 'change', NULL, NULL, '{"action":"agents.delegate","actor":"agt_219d6dfda81561b199f827e7","agent":"agt_c93003777eeb151663074ad7","at":1736942400000000,"chain":["agt_c93003777eeb151663074ad7","agt_219d6dfda81561b199f827e7"],"depth":1,"detail":{"sha256":"b13c8b40efef3c14dcbc84eef2c0e1fe1ebc3ecb8813019e2983e57e7b04ffb2"},"facts":{"byToken":true,"parent":"agt_219d6dfda81561b199f827e7"},"id":"aud_2_3c0f5014","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"c425a3a3e4de2af9eb474120c6c19a1534b416796dbe75db657a61c6e1cb854d","tenant":"acme","v":1}', '{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}', '\x7127452ccf677fcdde099cdc7761ad48', '\x35155ed136d3602bf481de27423e526975aa8b16e98031f217d23bae021da95f');
INSERT INTO audit VALUES (3, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_219d6dfda81561b199f827e7","args":{"sha256":"e69971bdf80a17fbb2d2934c2e7ebdfd5c686cabfc49602e2dc18bbbedfd6835"},"at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"charges":[{"agent":"agt_219d6dfda81561b199f827e7","level":"agent","meter":1},{"agent":"agt_219d6dfda81561b199f827e7","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_45dd7a3b","ip":"10.1.2.3","kind":"decision","latencyUs":34681,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"35155ed136d3602bf481de27423e526975aa8b16e98031f217d23bae021da95f","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 0"}', '\x793304b844302959d490a1e889ec070d', '\x9c7b0294c5e8bda83769fc554815659d97e50107ec9eee73b5db3e2648755487');
INSERT INTO audit VALUES (4, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_219d6dfda81561b199f827e7","args":{"sha256":"a7ba2d81f28beafd465ef45ef0f9e8aa1bd0a31f7be89c5f607181d2eebacea9"},"at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"charges":[{"agent":"agt_219d6dfda81561b199f827e7","level":"agent","meter":1},{"agent":"agt_219d6dfda81561b199f827e7","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_2c099ed9","ip":"10.1.2.3","kind":"decision","latencyUs":1870,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"9c7b0294c5e8bda83769fc554815659d97e50107ec9eee73b5db3e2648755487","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 1"}', '\xfe2ab576b0d4ebd7102ef762a1548e8f', '\xafacf8b55f56cfcf2b0c2ca9a1d99911f613f334be12476c281f858041eb4ffc');
INSERT INTO audit VALUES (5, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_219d6dfda81561b199f827e7","args":{"sha256":"d7c2e0d461d2c51ff7a57ffd6fb4751513851a8a3b281b4288ce997fbaa190cd"},"at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"charges":[{"agent":"agt_219d6dfda81561b199f827e7","level":"agent","meter":1},{"agent":"agt_219d6dfda81561b199f827e7","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_7006d850","ip":"10.1.2.3","kind":"decision","latencyUs":1118,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"afacf8b55f56cfcf2b0c2ca9a1d99911f613f334be12476c281f858041eb4ffc","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 2"}', '\x838fee247b1529448042f9c3a4a17331', '\xd544f2b8f2f2ba67f818a53faa041665821cc6c635f9a8eb1674a783ffa4653a');
INSERT INTO audit VALUES (6, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_219d6dfda81561b199f827e7","args":{"sha256":"39a30cdfce952c5fe69619eaf400e77a27f1dcdf128d17306dbe340c02b964ae"},"at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"charges":[{"agent":"agt_219d6dfda81561b199f827e7","level":"agent","meter":1},{"agent":"agt_219d6dfda81561b199f827e7","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_4cec23eb","ip":"10.1.2.3","kind":"decision","latencyUs":783,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"d544f2b8f2f2ba67f818a53faa041665821cc6c635f9a8eb1674a783ffa4653a","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 3"}', '\x923efc2184d6b701ffd39bacd1590798', '\x6ecb01ee1b05a8eba9251889ea261c254160a34e069571fbed04610429d9633e');
INSERT INTO audit VALUES (7, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_219d6dfda81561b199f827e7","at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_45dd7a3b"},"id":"aud_7_e0524099","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"6ecb01ee1b05a8eba9251889ea261c254160a34e069571fbed04610429d9633e","tenant":"acme","v":1}', NULL, NULL, '\x7688ca187e79388c75d9e584e598a60ffcf9aca6b28fe7aa74a3fc6abfe82d4e');
INSERT INTO audit VALUES (8, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_219d6dfda81561b199f827e7","at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_2c099ed9"},"id":"aud_8_ca2b44d4","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"7688ca187e79388c75d9e584e598a60ffcf9aca6b28fe7aa74a3fc6abfe82d4e","tenant":"acme","v":1}', NULL, NULL, '\x504317b64f34f90f5aef02622effffa128cf8d8f52db7ea739bd1c6353b9e0e4');
INSERT INTO audit VALUES (9, 1736942400000000, 2, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_c93003777eeb151663074ad7","args":null,"at":1736942400000000,"chain":["agt_c93003777eeb151663074ad7","agt_219d6dfda81561b199f827e7"],"charges":[{"agent":"agt_c93003777eeb151663074ad7","level":"agent","meter":3},{"agent":"agt_219d6dfda81561b199f827e7","level":"agent","meter":1},{"agent":"agt_219d6dfda81561b199f827e7","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_f86620f8","ip":null,"kind":"decision","latencyUs":17989,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"504317b64f34f90f5aef02622effffa128cf8d8f52db7ea739bd1c6353b9e0e4","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', NULL, NULL, '\xb1a70a23ecb414dd4f71f1e3fdcc1185e87fda16b348d2ecd9af6f4be151bfb6');
INSERT INTO audit VALUES (10, 1736942400000000, 1, 'decision', 'not_permitted', NULL, '{"action":"read","agent":"agt_219d6dfda81561b199f827e7","args":null,"at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_b6c3390a","ip":null,"kind":"decision","latencyUs":2768,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"b1a70a23ecb414dd4f71f1e3fdcc1185e87fda16b348d2ecd9af6f4be151bfb6","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}', NULL, NULL, '\xce48d7006c960e8ca9554e4b4c14c94ffc1b20d3d5869911b9260bee5f2e0156');
INSERT INTO audit VALUES (11, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.record","actor":"library","agent":"agt_219d6dfda81561b199f827e7","at":1736942400000000,"chain":["agt_219d6dfda81561b199f827e7"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_219d6dfda81561b199f827e7"],"costUsd":"0.01"},"id":"aud_b_b3d1d61a","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"ce48d7006c960e8ca9554e4b4c14c94ffc1b20d3d5869911b9260bee5f2e0156","tenant":"acme","v":1}', NULL, NULL, '\x99b06d41148cd7027aefb4ee0aa9b38f33061151d50896026e822387a56cc208');
INSERT INTO audit VALUES (12, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"depth":0,"detail":{"sha256":"72a9514636f623600572530320dab32e98155b191604e2a5a8c79cbaf9b87803"},"facts":{},"id":"aud_c_7f2d63b6","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"99b06d41148cd7027aefb4ee0aa9b38f33061151d50896026e822387a56cc208","tenant":null,"v":1}', '{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\xd37762bae7fb5a4543305aa3432c5de0', '\xd9c3ac09085ff69168db9c2fe162bd0853f4ce28326ccafaadde5fe04dfd622a');
INSERT INTO audit VALUES (13, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_2150d82c089369a47d879cf1","args":{"sha256":"f154d5447b3a2d3d7082eef989f6eb4fbc8458794ad3bf31f91627b142127277"},"at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_023302d8","ip":null,"kind":"decision","latencyUs":28083,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"d9c3ac09085ff69168db9c2fe162bd0853f4ce28326ccafaadde5fe04dfd622a","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"open"}', '\x834b27344b9efb169b1dff5dca1c87fc', '\x7d599734eb65f2a19e695c1f5a34d35ad3af88e1e28f013176d61573038db0a0');
INSERT INTO audit VALUES (14, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_2150d82c089369a47d879cf1","args":{"sha256":"5e91492e59848f81765ed59293339695ee2dacb3391ccd47203749fae265bb57"},"at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_20cca9b3","ip":null,"kind":"decision","latencyUs":9771,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"7d599734eb65f2a19e695c1f5a34d35ad3af88e1e28f013176d61573038db0a0","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"approved"}', '\x2a284ddec0bb00bb118ad7c414cefc28', '\x4767dbdfda7405df4a3664f2115e98c5e120f96bb8cc7b38904f8a8e7149ea5a');
INSERT INTO audit VALUES (15, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_2150d82c089369a47d879cf1","args":{"sha256":"1c1f355eb176c708e8fc751a9cafd6ce5f42b2b8b63bcb91d4188d1f905eb189"},"at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_fef2e4a2","ip":null,"kind":"decision","latencyUs":6077,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"4767dbdfda7405df4a3664f2115e98c5e120f96bb8cc7b38904f8a8e7149ea5a","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"denied"}', '\x10f8ffa2ade05cae1dcfff674181a6ce', '\x99782ff175b33d4b5d052dad8b2c098ccefaac50fcecf73651c4e50a37bf8d34');
INSERT INTO audit VALUES (16, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_2150d82c089369a47d879cf1","args":{"sha256":"1054f0336c627b284d43621aa4f9afb853ba23e95af6924acc6e338ea3f94242"},"at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_82ba97e5","ip":null,"kind":"decision","latencyUs":13238,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"99782ff175b33d4b5d052dad8b2c098ccefaac50fcecf73651c4e50a37bf8d34","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x58b113590e7416c41879b4f5538ea2f0', '\x4a802d5a810027f5fb12ef8e114b91c7332fb4d7c0881f38c0957341bf5aa226');
INSERT INTO audit VALUES (17, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"depth":0,"detail":{"sha256":"2bc029c0b0049ef0b2addd514f77579672e2ca1f8836f05f0ad15d665ae1716e"},"facts":{"approval":"apr_e_20cca9b3"},"id":"aud_11_11f71058","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"4a802d5a810027f5fb12ef8e114b91c7332fb4d7c0881f38c0957341bf5aa226","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xe96f6c8f09b0bcf9920ecc2c5f385a26', '\xfcfb23281359ab410a0592975638a88b2d0e6ea944b20ff2c86051549ca87623');
INSERT INTO audit VALUES (18, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.deny","actor":"ann","agent":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"depth":0,"detail":{"sha256":"8da18488ea7a9168cf4f5693a41a626351ac8cbe31227b901c09295dcc3ffbd7"},"facts":{"approval":"apr_f_fef2e4a2"},"id":"aud_12_923dd1dc","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"fcfb23281359ab410a0592975638a88b2d0e6ea944b20ff2c86051549ca87623","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x07271ff70d7748435804f5d5f7b3d6f6', '\xbaaa1b485c50f97688696279b3c81095665b722011a9f6fe43f92eb634a6e951');
INSERT INTO audit VALUES (19, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"depth":0,"detail":{"sha256":"6c730f30e8c26650d7d11e16454f22dcef5c8a85637d084036c299e813445ca7"},"facts":{"approval":"apr_10_82ba97e5"},"id":"aud_13_f8ead298","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"baaa1b485c50f97688696279b3c81095665b722011a9f6fe43f92eb634a6e951","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xf8a15dfe5cebaeee4efad8db0de9efc7', '\xd71cbcfc776ec79d4aeea1e9cc72d887655884a7fc778fc6e044a3624839a7b3');
INSERT INTO audit VALUES (20, 1736942400000000, 3, 'decision', 'ok', NULL, '{"action":"delete","agent":"agt_2150d82c089369a47d879cf1","args":{"sha256":"827fe0f2f7d44c03afae49d90e5b286f363c0030e9f20252770b1b6b539a5e2f"},"at":1736942400000000,"chain":["agt_2150d82c089369a47d879cf1"],"charges":[{"agent":"agt_2150d82c089369a47d879cf1","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_80d9b537","ip":null,"kind":"decision","latencyUs":6104,"log":0,"marks":{"approval":"apr_10_82ba97e5"},"outcome":"allow","owner":"user_2","pos":20,"prev":"d71cbcfc776ec79d4aeea1e9cc72d887655884a7fc778fc6e044a3624839a7b3","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\xa12f1a967d22ec9edaf414fe9df7c6fd', '\x6a23a79b28e87a6e4414542a5cb3736983421c179cca7e401483ada66b8eeefd');
INSERT INTO audit VALUES (21, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_dec049afdc6a22648ed6548e","at":1736942400000000,"chain":["agt_dec049afdc6a22648ed6548e"],"depth":0,"detail":{"sha256":"fbf6fcdbd9a50e0c2dd2feb94cc5cc99789d0bfb2368883fa75477853042e22a"},"facts":{},"id":"aud_15_5b2df05e","kind":"change","log":0,"owner":null,"pos":21,"prev":"6a23a79b28e87a6e4414542a5cb3736983421c179cca7e401483ada66b8eeefd","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xac4b8cda6d8ae163a9fe84db51fd4867', '\xd0289863995cbaa70e68d0a90df55671820334eb7229d7c9fbe53d78de378434');
INSERT INTO audit VALUES (22, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_1b89a111a7eca450c4982f33","at":1736942400000000,"chain":["agt_1b89a111a7eca450c4982f33"],"depth":0,"detail":{"sha256":"17d39aca17726072cee2bb5d2a200a0887b523241788f1915a5563b854dd27b8"},"facts":{},"id":"aud_16_f1a6173f","kind":"change","log":0,"owner":null,"pos":22,"prev":"d0289863995cbaa70e68d0a90df55671820334eb7229d7c9fbe53d78de378434","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xd0e6a106e9d5cbf662576f6f8bfa68f2', '\xbf72cc85749a451da2a933763ae71e75ffe63e63360a0ec9e8384aeec1d921f1');
INSERT INTO audit VALUES (23, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_b6e7de1e6e59948821cf3fe1","at":1736942400000000,"chain":["agt_b6e7de1e6e59948821cf3fe1"],"depth":0,"detail":{"sha256":"7e4b257831c8d7c18d7ad574286d5cbfc49e1e2582b04319c5a37dec9ebd7d34"},"facts":{},"id":"aud_17_bf79cab6","kind":"change","log":0,"owner":null,"pos":23,"prev":"bf72cc85749a451da2a933763ae71e75ffe63e63360a0ec9e8384aeec1d921f1","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x850afc80540e08db4a155db575b6766b', '\x95c824fa5f39b52f39bf0480751a2cefd821ec2d414306c64e1bce7290b61927');
INSERT INTO audit VALUES (24, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_bee061ea81d932ebf92fcec9","at":1736942400000000,"chain":["agt_bee061ea81d932ebf92fcec9"],"depth":0,"detail":{"sha256":"c821cb42d2dfaae17525b45bd4366b7b26427dad0cfd72babe6ea95c34c85dd7"},"facts":{},"id":"aud_18_3dd46d5e","kind":"change","log":0,"owner":null,"pos":24,"prev":"95c824fa5f39b52f39bf0480751a2cefd821ec2d414306c64e1bce7290b61927","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xe0630f0ef4f265976d33dbdeca279742', '\x4b4c7b22a8a85799bd1f0195cfbf3eb6529db641bf0dfa0531596b05dc1261e9');
INSERT INTO audit VALUES (25, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.suspend","actor":"library","agent":"agt_dec049afdc6a22648ed6548e","at":1736942400000000,"chain":["agt_dec049afdc6a22648ed6548e"],"depth":0,"detail":{"sha256":"cd412da637e3d0b46ad4eb9ccd09eb1682cf735919c1118d53d6f1df1506eb57"},"facts":{},"id":"aud_19_3a3167bb","kind":"change","log":0,"owner":null,"pos":25,"prev":"4b4c7b22a8a85799bd1f0195cfbf3eb6529db641bf0dfa0531596b05dc1261e9","tenant":null,"v":1}', '{"after":{"status":"suspended"},"before":{"status":"active"}}', '\x3a8ab1317e4cbfa76d356eec360ab21d', '\x54101b1661d833554dbbb31fae0008a7073e01b8bae6b9b91e91ecd7d288b03c');
INSERT INTO audit VALUES (26, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.revoke","actor":"library","agent":"agt_1b89a111a7eca450c4982f33","at":1736942400000000,"chain":["agt_1b89a111a7eca450c4982f33"],"depth":0,"detail":{"sha256":"7fd2c2907c54e3db00f72da806227a5a813840ca52b6ca47cc32740e7de4e19f"},"facts":{},"id":"aud_1a_670b5b3a","kind":"change","log":0,"owner":null,"pos":26,"prev":"54101b1661d833554dbbb31fae0008a7073e01b8bae6b9b91e91ecd7d288b03c","tenant":null,"v":1}', '{"after":{"status":"revoked"},"before":{"status":"active"}}', '\x07e7b87a3729a3f826259dabc3ed4a3a', '\xf5321877472995de74daa49ff8d5bd1f30973c7124024edca46e0992c14df3a5');
INSERT INTO audit VALUES (27, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.rotate","actor":"library","agent":"agt_b6e7de1e6e59948821cf3fe1","at":1736942400000000,"chain":["agt_b6e7de1e6e59948821cf3fe1"],"depth":0,"detail":{"sha256":"0f30be7677b803ad7016cd935f319889657a236ccfb6f19d94bb926d7871041a"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_2c03de4b","kind":"change","log":0,"owner":null,"pos":27,"prev":"f5321877472995de74daa49ff8d5bd1f30973c7124024edca46e0992c14df3a5","tenant":null,"v":1}', '{"after":{"version":2},"before":{"version":1}}', '\xc3a0183c11d502a3899f71e66d41de9f', '\xb9eda04b692d01c8e64a82dcec15b2450967fd9010230eb8641a85f4004e642d');
INSERT INTO audit VALUES (28, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_bee061ea81d932ebf92fcec9","args":null,"at":1736942400000000,"chain":["agt_bee061ea81d932ebf92fcec9"],"charges":[{"agent":"agt_bee061ea81d932ebf92fcec9","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_723492d1","ip":null,"kind":"decision","latencyUs":27676,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"b9eda04b692d01c8e64a82dcec15b2450967fd9010230eb8641a85f4004e642d","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\xbe57cdec714088593a0c5ed3d6a185eef4e8c7c34b7d979eaaa93a7820526f23');
INSERT INTO audit VALUES (29, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_bee061ea81d932ebf92fcec9","args":null,"at":1736942400000000,"chain":["agt_bee061ea81d932ebf92fcec9"],"charges":[{"agent":"agt_bee061ea81d932ebf92fcec9","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_122ceeac","ip":null,"kind":"decision","latencyUs":564,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"be57cdec714088593a0c5ed3d6a185eef4e8c7c34b7d979eaaa93a7820526f23","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\xc9243f3185c92ecdee8766017db7b4b79827385105feb24f080772ad4ba11c88');
INSERT INTO audit VALUES (30, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.update","actor":"library","agent":"agt_bee061ea81d932ebf92fcec9","at":1736942400000000,"chain":["agt_bee061ea81d932ebf92fcec9"],"depth":0,"detail":{"sha256":"cf3b8307cd30f9a362de00775a4f3fdc4be3ceef679de809076b77c058dee39b"},"facts":{},"id":"aud_1e_5c03629c","kind":"change","log":0,"owner":null,"pos":30,"prev":"c9243f3185c92ecdee8766017db7b4b79827385105feb24f080772ad4ba11c88","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}', '\x4967498ade3e87600133b1db4c6d3931', '\x611db4ef2ad1ff8dddd846f7c58fb11cfb9e2e9dc7f937b92eb41c939d886eb4');
INSERT INTO audit VALUES (31, 1736942400000000, NULL, 'decision', 'unknown_token', NULL, '{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_b6de2470","ip":null,"kind":"decision","latencyUs":6923,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"611db4ef2ad1ff8dddd846f7c58fb11cfb9e2e9dc7f937b92eb41c939d886eb4","reason":"The token is not known.","resource":null,"tenant":null,"v":1}', NULL, NULL, '\x29667ba7ac1fbc96a165ff6fe357e25f63f56371d33f073913b3693daea1dac2');
INSERT INTO audit VALUES (32, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"e10ff7df93f88f3a3df6f7a019732614e0dd10ca09f4ab19f6e76dd417e532ba","sha256":"43e44a146c10c78cc17176463eb3bedd30a288eaec8595cb7a9fd709090e188b"},"facts":{"user":"ann"},"id":"aud_20_b6707e99","kind":"change","log":0,"owner":null,"pos":32,"prev":"29667ba7ac1fbc96a165ff6fe357e25f63f56371d33f073913b3693daea1dac2","tenant":null,"v":1}', '{"after":{"name":"ann \u00fc","role":"owner","status":"active","tenantId":"acme"},"before":null}', '\x54a80e2fe0bcf31473229bcf4fa53566', '\x81db69bb6d8d076cb314d6b3c3dc1305a6f59437c54f3f3438305cde571a64e8');
INSERT INTO audit VALUES (33, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"8fd1d0f218aa5f5a284450922eebff38be4fa30831846c5c704a36ccba788838","sha256":"a49bcc047fd9b0960b3a09171c064aad20c0c12e05aae7366d53d634cd3e829e"},"facts":{"user":"bob"},"id":"aud_21_c70b4880","kind":"change","log":0,"owner":null,"pos":33,"prev":"81db69bb6d8d076cb314d6b3c3dc1305a6f59437c54f3f3438305cde571a64e8","tenant":null,"v":1}', '{"after":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"},"before":null}', '\x27ab1e40ba3282b7645183767be62e67', '\xf58616cfa030c3331bdb18bc1580bfc9cb6b57136ea3fc91696e4d2f16383001');
INSERT INTO audit VALUES (34, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.update","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"97cb8296a5c0ad35dfaeb93fa3d08320c6d2c162d96c5910079fb8b1705ce035","sha256":"b2fee10d0eebdcca402fb101d40dc196bef612f9d115d6fff9a7d93c52801d96"},"facts":{"ended":0,"user":"bob"},"id":"aud_22_b64a1a53","kind":"change","log":0,"owner":null,"pos":34,"prev":"f58616cfa030c3331bdb18bc1580bfc9cb6b57136ea3fc91696e4d2f16383001","tenant":null,"v":1}', '{"after":{"name":"bob \u00fc","role":"auditor","status":"disabled","tenantId":"acme"},"before":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"}}', '\x847efa6a9c00ce3ba1e0ba6f6572f9ef', '\x21a135bb5f61bd920e95e3722b197b4842bc363a363b7c1d0a0f602de4bcff04');
INSERT INTO audit VALUES (35, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"9521494ef1a3cee787059a9b0ad160e3428262ab699a45f2eb6fcc150c51e1c3"},"facts":{"key":"key_ca936857ca31a11149a20e45"},"id":"aud_23_5e82dd80","kind":"change","log":0,"owner":null,"pos":35,"prev":"21a135bb5f61bd920e95e3722b197b4842bc363a363b7c1d0a0f602de4bcff04","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"live","role":"service","status":"active","tenantId":null,"userId":null},"before":null}', '\xf81e5fe604ccc502137ea69f173eb050', '\x6925393a241d70b91637e631ba945dd5dcedcb5500609aee311ccd815aed0b63');
INSERT INTO audit VALUES (36, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"9d1639afbc3a8bb78f8b1c3cc0693384eb979dd80ac1ea1dccdd7d3a4e7ec5a4"},"facts":{"key":"key_694c13d07737463dbb07509a"},"id":"aud_24_ca9940ea","kind":"change","log":0,"owner":null,"pos":36,"prev":"6925393a241d70b91637e631ba945dd5dcedcb5500609aee311ccd815aed0b63","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null},"before":null}', '\xccee936976db44ecb7c93c5a5a513ee5', '\x6c0a08611754654f863f3d188b0ea5a1410dfe9606e3cd61d7edaee7d52a5abe');
INSERT INTO audit VALUES (37, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"keys.revoke","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"0e8dbeda95a5f5555d5d39f54149c54166663d749399a6436feea61f3728ed7d"},"facts":{"endedSessions":0,"key":"key_694c13d07737463dbb07509a"},"id":"aud_25_6640c88f","kind":"change","log":0,"owner":null,"pos":37,"prev":"6c0a08611754654f863f3d188b0ea5a1410dfe9606e3cd61d7edaee7d52a5abe","tenant":null,"v":1}', '{"after":{"expiresAt":null,"name":"ended","role":"service","status":"revoked","tenantId":null,"userId":null},"before":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null}}', '\x3b3c001858d0cea96bd3f9ad71ae87f8', '\xb145412b63dd048dc6bd424d7db332923991b27ba04ca368980c0b97cd995bea');
INSERT INTO audit VALUES (38, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_26_a59943ec","kind":"change","log":0,"owner":null,"pos":38,"prev":"b145412b63dd048dc6bd424d7db332923991b27ba04ca368980c0b97cd995bea","tenant":null,"v":1}', NULL, NULL, '\x3bdebabfef16bea888e9349e70aab89258d681bd398d95d6b7ed8f87620df26b');
INSERT INTO audit VALUES (39, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in","actor":"ann","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"session":"session_fe8fb63f1d3c5439712da95e","with":"link_f0ec4b179f2370ed3fe97da7"},"id":"aud_27_c8883351","kind":"change","log":0,"owner":null,"pos":39,"prev":"3bdebabfef16bea888e9349e70aab89258d681bd398d95d6b7ed8f87620df26b","tenant":null,"v":1}', NULL, NULL, '\x1ed74321b93134497cd9b78f439f885220f8f89f4aba284ccdfbfa70eeb28135');
INSERT INTO audit VALUES (40, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_28_22dff7eb","kind":"change","log":0,"owner":null,"pos":40,"prev":"1ed74321b93134497cd9b78f439f885220f8f89f4aba284ccdfbfa70eeb28135","tenant":null,"v":1}', NULL, NULL, '\xdb904e083e5c467994bd943363e3971d413795f311602878328dc54cd1128138');
INSERT INTO audit VALUES (41, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":40,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_29_13a2df67","kind":"change","log":0,"owner":null,"pos":41,"prev":"db904e083e5c467994bd943363e3971d413795f311602878328dc54cd1128138","tenant":null,"v":1}', NULL, NULL, '\xd396dda1a3d60dbf4ce00b7301c3ef43006b61861d7fb12440291686500f1427');
INSERT INTO audit VALUES (42, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"webhooks.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"d2985c255412810fa1e7e4217a16ab93fd7d013e9254a042e347b85de3e2575c"},"facts":{"webhook":"wh_3244227b3170acd514204d11"},"id":"aud_2a_760b0e54","kind":"change","log":0,"owner":null,"pos":42,"prev":"d396dda1a3d60dbf4ce00b7301c3ef43006b61861d7fb12440291686500f1427","tenant":null,"v":1}', '{"after":{"events":["*"],"name":"stored","status":"active","tenantId":"acme","url":"https://hooks.example.com#9e1bd28876a2","version":1},"before":null}', '\xdffd4997ea4e58541181af17b328a469', '\xef239f6362e58640c4207c59c8b8a93e10f9bef0b4727fe41000f5f53f6ff970');
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
INSERT INTO checkpoint VALUES (1, 1736942400000000, '{"at":"2025-01-15T12:00:00Z","count":40,"heads":[{"hash":"db904e083e5c467994bd943363e3971d413795f311602878328dc54cd1128138","log":0,"position":40},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":1,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":2,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":3,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":4,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":5,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":6,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":7,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":8,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":9,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":10,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":11,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":12,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":13,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":14,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":15,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":16,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":17,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":18,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":19,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":20,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":21,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":22,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":23,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":24,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":25,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":26,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":27,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":28,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":29,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":30,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":31,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":32,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":33,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":34,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":35,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":36,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":37,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":38,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":39,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":40,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":41,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":42,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":43,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":44,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":45,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":46,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":47,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":48,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":49,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":50,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":51,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":52,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":53,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":54,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":55,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":56,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":57,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":58,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":59,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":60,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":61,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":62,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":63,"position":0}],"installation":"17e8680eeed467a1de7f356a9d38f101","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"d97c77a46c00ca38e264f73f57642195c6e079fc6a5ecadfbe8537d19448b486be8d8f49885e72d1e46e6a010a24b19c58ad689128c07183a2af9c0f7cc97f04","version":1}');
INSERT INTO credential VALUES (1, 'key_ca936857ca31a11149a20e45', 'key', '\x64fa044ce26091638d092d25c5ffd812e855b6a1e766ca3de1e82361ffd2d4ff', 'live', 'service', NULL, NULL, NULL, 1736942400000000, 'library', NULL, NULL, NULL);
INSERT INTO credential VALUES (2, 'key_694c13d07737463dbb07509a', 'key', '\xfd7f2803e69a7d455ae211d9bcc40e4b42b57012726903c878542cf9cfe586e3', 'ended', 'service', NULL, NULL, NULL, 1736942400000000, 'library', NULL, 1736942400000000, NULL);
INSERT INTO credential VALUES (3, 'link_f0ec4b179f2370ed3fe97da7', 'link', '\x841a1cbb97168c5d7891b31bff0c89452f28df9010c37dc94dc6c66f292315ea', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'library', 1736943000000000, 1736942400000000, NULL);
INSERT INTO credential VALUES (4, 'session_fe8fb63f1d3c5439712da95e', 'session', '\x7e3160a6e789d89d96ecca3eed2a4b59d138a63e06357af7e3861755636ff0cb', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'ann', 1736985600000000, NULL, NULL);
INSERT INTO credential VALUES (5, 'link_2d1ad9e094d8b5e42f4b21a5', 'link', '\x197fee8a03afd7a70ef4653e8f931f0f22a30b8c0b85caa4a146cd81caafc8f3', 'ann ü', 'owner', 'ann', 'acme', NULL, 1736942400000000, 'library', 1736943000000000, NULL, NULL);
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
INSERT INTO memo VALUES ('authorize', 2, '\xd7961da246afb51ccb19933a5a67b0d7a8c35ffd37c38f53312c730473c657a8', 1737028800000000, '\x6b3330d5ae750fe8aa12e62a3b319ad99f1d32993cd3c30d236e057b08954504', '{"approvalId":null,"auditId":"aud_9_f86620f8","cost":0,"throttled":false}');
INSERT INTO memo VALUES ('record', 1, '\x0453739781c883da493cc59fd3116af7338db141898bae522eb37bbfd76421f2', NULL, '\x11eebb58eef645c94c2e85845e68fa885ba215b163f07c5a5d51c76b3468d87e', '["aud_b_b3d1d61a",10000,1736942400000000,null,null]');
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
INSERT INTO meter VALUES (2, 1, 'mcp:github:* read,write', 28949040, 5, 0, 20103, 5, 360000, 24300, 360000, 5, 360000, NULL, NULL, NULL);
INSERT INTO meter VALUES (3, 2, 'agent', 28949040, 1, 0, 20103, 1, 0, 24300, 0, 1, 0, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (1, 1, 'agent', 28949040, 5, 0, 20103, 5, 370000, 24300, 370000, 5, 370000, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (4, 3, 'agent', 28949040, 1, 0, 20103, 1, 0, 24300, 0, 1, 0, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (5, 4, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (6, 5, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (7, 6, 'agent', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO meter VALUES (0, 0, 'log 0', 0, 0, 0, 0, 0, 0, 0, 0, 42, 0, NULL, NULL, '\xef239f6362e58640c4207c59c8b8a93e10f9bef0b4727fe41000f5f53f6ff970');
INSERT INTO meter VALUES (8, 7, 'agent', 28949040, 2, 0, 20103, 2, 0, 24300, 0, 2, 0, 1736942400000000, NULL, NULL);
INSERT INTO outbox VALUES (1, 'stored', 1, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_219d6dfda81561b199f827e7","at":1736942400000000,"data":{"parentId":null},"id":"evt_90008755d80e43365aed0852","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (2, 'stored', 2, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_c93003777eeb151663074ad7","at":1736942400000000,"data":{"parentId":"agt_219d6dfda81561b199f827e7"},"id":"evt_c540c975173602c76fae763d","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (3, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"parentId":null},"id":"evt_55a6f44eefb42c8bc953352c","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO outbox VALUES (4, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_023302d8","resource":"files:tmp"},"id":"evt_f50a4a0068b131828ac668e9","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (5, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_20cca9b3","resource":"files:tmp"},"id":"evt_74e58dc9e0560c9949b118d0","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (6, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_fef2e4a2","resource":"files:tmp"},"id":"evt_df38472f0a544df523d53198","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (7, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_82ba97e5","resource":"files:tmp"},"id":"evt_533c219498e313a4ca43f880","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (8, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"approval":"apr_e_20cca9b3","by":"ann"},"id":"evt_8708ad9e22ff7c696eaa5399","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (9, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"approval":"apr_f_fef2e4a2","by":"ann"},"id":"evt_03d1a8d38580c7394235b8ee","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO outbox VALUES (10, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_2150d82c089369a47d879cf1","at":1736942400000000,"data":{"approval":"apr_10_82ba97e5","by":"ann"},"id":"evt_1a8b63b30d12f02d75143d50","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (11, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_dec049afdc6a22648ed6548e","at":1736942400000000,"data":{"parentId":null},"id":"evt_dd4e6d30999088415a0ba878","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (12, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1b89a111a7eca450c4982f33","at":1736942400000000,"data":{"parentId":null},"id":"evt_50194639ae7241bc0c406499","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (13, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_b6e7de1e6e59948821cf3fe1","at":1736942400000000,"data":{"parentId":null},"id":"evt_416682e02abd215b65c91a18","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (14, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_bee061ea81d932ebf92fcec9","at":1736942400000000,"data":{"parentId":null},"id":"evt_01fdb71f1f947eb0b42099b9","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (15, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_dec049afdc6a22648ed6548e","at":1736942400000000,"data":{},"id":"evt_e7dc6edcea31543a11ed2149","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO outbox VALUES (16, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_1b89a111a7eca450c4982f33","at":1736942400000000,"data":{},"id":"evt_2ff37847640edc9c842f7cde","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO outbox VALUES (17, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_b6e7de1e6e59948821cf3fe1","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_ad33a4a3a2530a2c9a19040a","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO outbox VALUES (18, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_bee061ea81d932ebf92fcec9","at":1736942400000000,"data":{"version":2},"id":"evt_aaa5f45ea97be39ca6f02626","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO outbox VALUES (19, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"ann \u00fc","role":"owner","status":"active"},"id":"evt_fc2c429f085dfd6318b691fc","tenantId":"acme","type":"user.created","userId":"ann"}');
INSERT INTO outbox VALUES (20, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"active"},"id":"evt_e377749693fc65844ed21c92","tenantId":"acme","type":"user.created","userId":"bob"}');
INSERT INTO outbox VALUES (21, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"disabled"},"id":"evt_d50582cf3c5a98e02d116890","tenantId":"acme","type":"user.updated","userId":"bob"}');
INSERT INTO outbox VALUES (22, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_ca936857ca31a11149a20e45","name":"live","role":"service"},"id":"evt_aadfa6a3983890d23582dd10","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO outbox VALUES (23, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_694c13d07737463dbb07509a","name":"ended","role":"service"},"id":"evt_19ef3d46e45caff76f25a290","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO outbox VALUES (24, 'stored', 0, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":null,"at":1736942400000000,"data":{"key":"key_694c13d07737463dbb07509a","name":"ended","role":"service"},"id":"evt_a8f7dfac43029cbe71e0f5b0","tenantId":null,"type":"key.revoked","userId":null}');
INSERT INTO person VALUES ('ann', 'ann ü', 'owner', 'acme', 1736942400000000, NULL);
INSERT INTO person VALUES ('bob', 'bob ü', 'auditor', 'acme', 1736942400000000, 1736942400000000);
INSERT INTO setting VALUES ('installation', '17e8680eeed467a1de7f356a9d38f101');
INSERT INTO setting VALUES ('fingerprint_key', 'ed78511e7a8874463189782c7eb8a3e3f54b4281e5da79f4fbe21fff334abf32');
INSERT INTO settlement VALUES (3, 40000, 1736942400000000);
INSERT INTO settlement VALUES (4, 120000, 1736942400000000);
INSERT INTO sink VALUES ('stored', 1736942400000000, NULL, NULL);
INSERT INTO sink VALUES ('webhook:wh_3244227b3170acd514204d11', 1736942400000000, 'acme', NULL);
INSERT INTO webhook VALUES (1, 'wh_3244227b3170acd514204d11', 'stored', 'acme', 'https://hooks.example.com/kavach', '["*"]', 'sealed:fb33386fedc949b9e97fddbb7521e548a3fc6abe5784da6226e3c1f42cf62ff49b9368c17e402e9039e23b1e77cbf3b34130a8617cbc4eb6516d5f8178629b29af08490431cf8549217245f2069e349915cb69d1aee003a523', 1, 1736942400000000, 'library', 1736942400000000, NULL, NULL, NULL, NULL, NULL);
SELECT pg_catalog.setval('agent_n_seq', 7, true);
SELECT pg_catalog.setval('approval_n_seq', 4, true);
SELECT pg_catalog.setval('checkpoint_n_seq', 1, true);
SELECT pg_catalog.setval('credential_n_seq', 5, true);
SELECT pg_catalog.setval('epoch_id_seq', 1, false);
SELECT pg_catalog.setval('meter_id_seq', 8, true);
SELECT pg_catalog.setval('outbox_n_seq', 24, true);
SELECT pg_catalog.setval('passkey_n_seq', 1, false);
SELECT pg_catalog.setval('webhook_n_seq', 1, true);
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
