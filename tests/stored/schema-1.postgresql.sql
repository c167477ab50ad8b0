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
INSERT INTO agent VALUES (1, 'agt_720ee944e66820f7a688997a', NULL, 1, 0, 'autonomous', 'user_1', 'acme', 'spender', 'active', '\xe9c020dd7da54aaa31562905730fb72634a1739e35e55e728d5fb7469ebc5772', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]', '{"budgetUsdPerDay":"1.00","maxCalls":12}', '{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}', NULL, false);
INSERT INTO agent VALUES (2, 'agt_bb2f50c2094a087516f28d26', 1, 1, 1, 'delegated', 'user_1', 'acme', 'helper', 'active', '\x4cdba96da56c732c40fe2997ec6a59d13fab4a68b805b9bfe379ac812dbc323d', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1737028800000000, 4, '[{"actions":["write"],"resource":"mcp:github:issues"}]', '{"maxCalls":3}', '{}', NULL, true);
INSERT INTO agent VALUES (3, 'agt_aee46a017ba1d736cb212fda', NULL, 3, 0, 'autonomous', 'user_2', NULL, 'gated', 'active', '\xe67b09bff42189fbf88b4098653af6fa2daaafee35384748896529e9acdae078', NULL, NULL, 1, 1736942400000000, 1736942400000000, 1744718400000000, 5, '[{"actions":["*"],"resource":"*"}]', '{"requireApprovalFor":["files:*:delete"]}', '{}', NULL, false);
INSERT INTO agent VALUES (4, 'agt_8d33ada582371be733222095', NULL, 4, 0, 'service', NULL, NULL, 'suspended', 'suspended', '\x88fd3703a4b33c63c9735f9561dce7ba3d2cd860cdc6ad5e5046dd0663420cff', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (5, 'agt_d0b6c08d98263f40fd0f8fc1', NULL, 5, 0, 'service', NULL, NULL, 'revoked', 'revoked', '\xc0cbee693276d427f17abd1a13bef8912c62ec945dae5dd6d74612f018f398b4', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (6, 'agt_073f9beb34d1ec62507f84db', NULL, 6, 0, 'service', NULL, NULL, 'rotated', 'active', '\xb94c25678e0e25931ace34e30d85874d6fa8e35094119e6abd2abf1a58b9d272', '\xe8f87233e409f5a7066bb092748c6aae4077c62cc0fd53cc66e551f5dee1721d', 1736946000000000, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":100}', '{}', NULL, false);
INSERT INTO agent VALUES (7, 'agt_709994dfda394647ee1471e5', NULL, 7, 0, 'service', NULL, NULL, 'updated', 'active', '\x7efcac3e87362f7fcb623d511ccb47c364c7f1eef02bc4ed97eeb9c97318326e', NULL, NULL, 2, 1736942400000000, 1736942400000000, NULL, 5, '[{"actions":["*"],"resource":"*"}]', '{"maxCalls":5}', '{}', NULL, false);
INSERT INTO approval VALUES (1, 'apr_d_39b28489', 3, 3, '\xae4509a3517aa3d3fcd48fe203c8d8472d4e8991aefa9ce6e0f8ae483c507c26', 0, 'files:tmp', 'delete', 'sealed:c39e7b8993a25716343406c5099ba4f1d32ea7fc9006a412ab53330269d217b9900f6dc4dff6e8800ece82', 'open', 1736942400000000, 1736946000000000, NULL, NULL, NULL);
INSERT INTO approval VALUES (2, 'apr_e_fcea5f97', 3, 3, '\xc3a9a3e24a9ef247c666edcb6e91d3d03e30fffacb517df9ef1eb73e53b20f92', 0, 'files:tmp', 'delete', 'sealed:1ed6a3836b104de2c34a34a600e10ff52c8076ddae914adcf0cafb66814d680e03b266927c028ade5fe9b1c2539728', 'approved', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', 'go on');
INSERT INTO approval VALUES (3, 'apr_f_13c77b1c', 3, 3, '\x9c4245ebbbb9b7d03c70c641cf27797e32fbd4870948a829290ee496e71cf8b4', 0, 'files:tmp', 'delete', NULL, 'denied', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO approval VALUES (4, 'apr_10_8a4a2f68', 3, 3, '\xcfe18dde73182758a52e9a3874bf108f5db6cf5990e6f43beef7d26c67febf57', 0, 'files:tmp', 'delete', NULL, 'used', 1736942400000000, 1736946000000000, 1736942400000000, 'ann', NULL);
INSERT INTO audit VALUES (1, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_720ee944e66820f7a688997a","at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"depth":0,"detail":{"kept":"5190730e677a3a10d807fd99d0a877eb526892b57122f9836af1966a797239e0","sha256":"92e4547646568a3a5e997e2b30b1fef3b25aababe9a15edcf6fadbb842050398"},"facts":{},"id":"aud_1_889898da","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}', '{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\x4d25b27597ba64c3232b2aeb2ced0c4b', '\x22a32854a5ab2061337b0c2e373ee177867d994d139d819a8a306b1469758ea4');
INSERT INTO audit VALUES (2, 1736942400000000, 2, 'change', NULL, NULL, '{"action":"agents.delegate","actor":"agt_720ee944e66820f7a688997a","agent":"agt_bb2f50c2094a087516f28d26","at":1736942400000000,"chain":["agt_bb2f50c2094a087516f28d26","agt_720ee944e66820f7a688997a"],"depth":1,"detail":{"sha256":"5a34f5b862d5facb480c303bf56681db3dc564b07040df768b984195288cabbe"},"facts":{"byToken":true,"parent":"agt_720ee944e66820f7a688997a"},"id":"aud_2_0c0dba9b","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"22a32854a5ab2061337b0c2e373ee177867d994d139d819a8a306b1469758ea4","tenant":"acme","v":1}', '{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}', '\x3bc1dd623525a1f0a070df41b1941c23', '\x3537b0f0e69877de91b345029270328e418a2acb5d5e2c131949c1eb341dc370');
INSERT INTO audit VALUES (3, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_720ee944e66820f7a688997a","args":{"sha256":"28d6fe4e965bcdc08c7f92bf21a905266cfe771706b6f5ae098c53a9ad420892"},"at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"charges":[{"agent":"agt_720ee944e66820f7a688997a","level":"agent","meter":1},{"agent":"agt_720ee944e66820f7a688997a","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_850c43e8","ip":"10.1.2.3","kind":"decision","latencyUs":72552,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"3537b0f0e69877de91b345029270328e418a2acb5d5e2c131949c1eb341dc370","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 0"}', '\x7bd423cd32093782642a090a071028f3', '\xc9f4c29404c5561d5928c08bc104b147bd137508f791c963c926278b36f79ccc');
INSERT INTO audit VALUES (4, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_720ee944e66820f7a688997a","args":{"sha256":"d4cc7e5b08aa99a52db51261e5a9e144ccff1eaeae9cfdc7cd38bca362c36bea"},"at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"charges":[{"agent":"agt_720ee944e66820f7a688997a","level":"agent","meter":1},{"agent":"agt_720ee944e66820f7a688997a","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_1bcdd746","ip":"10.1.2.3","kind":"decision","latencyUs":3013,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"c9f4c29404c5561d5928c08bc104b147bd137508f791c963c926278b36f79ccc","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 1"}', '\xd3015d4cd0333c15539d910450016974', '\xd34014e28b11bd98871df3eb97cf985197e5d2fb8464b7972b8e960692ca57ec');
INSERT INTO audit VALUES (5, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_720ee944e66820f7a688997a","args":{"sha256":"dec91f4dc658947cd92b9bce3251ac8e674773e92bf0808c76de6426b8557fbf"},"at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"charges":[{"agent":"agt_720ee944e66820f7a688997a","level":"agent","meter":1},{"agent":"agt_720ee944e66820f7a688997a","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_667968a8","ip":"10.1.2.3","kind":"decision","latencyUs":3200,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"d34014e28b11bd98871df3eb97cf985197e5d2fb8464b7972b8e960692ca57ec","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 2"}', '\x7b81b89a037d02c9348d356ac6bb9974', '\x266e0d9bba8b9765e6eff48c0f9d8044761f05067f1a3651e15991ba2dc024b9');
INSERT INTO audit VALUES (6, 1736942400000000, 1, 'decision', 'ok', 100000, '{"action":"write","agent":"agt_720ee944e66820f7a688997a","args":{"sha256":"1b05dd2b54b02066e9b4a829cc6b93d4346588b46739749f63c490a389e8a649"},"at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"charges":[{"agent":"agt_720ee944e66820f7a688997a","level":"agent","meter":1},{"agent":"agt_720ee944e66820f7a688997a","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_820df3ef","ip":"10.1.2.3","kind":"decision","latencyUs":2614,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"266e0d9bba8b9765e6eff48c0f9d8044761f05067f1a3651e15991ba2dc024b9","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', '{"title":"issue 3"}', '\xd2aa5a3fd3f140e52432fd6df3c15656', '\x23a926002f3e44d64416e01a5f84efb537e1e548a42b8bbdb1aa51a433b5b579');
INSERT INTO audit VALUES (7, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_720ee944e66820f7a688997a","at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_850c43e8"},"id":"aud_7_a0957e02","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"23a926002f3e44d64416e01a5f84efb537e1e548a42b8bbdb1aa51a433b5b579","tenant":"acme","v":1}', NULL, NULL, '\x3149e65c5bddb3fd761eed35ecefa1d7a74a440f75fe9cf6457251f4c68c9730');
INSERT INTO audit VALUES (8, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.settle","actor":"library","agent":"agt_720ee944e66820f7a688997a","at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_1bcdd746"},"id":"aud_8_8d743925","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"3149e65c5bddb3fd761eed35ecefa1d7a74a440f75fe9cf6457251f4c68c9730","tenant":"acme","v":1}', NULL, NULL, '\x0f499828a0357da41d0e6678c4ad97ee1d1fb0a4873ed5ed611ebcf1756680fc');
INSERT INTO audit VALUES (9, 1736942400000000, 2, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_bb2f50c2094a087516f28d26","args":null,"at":1736942400000000,"chain":["agt_bb2f50c2094a087516f28d26","agt_720ee944e66820f7a688997a"],"charges":[{"agent":"agt_bb2f50c2094a087516f28d26","level":"agent","meter":3},{"agent":"agt_720ee944e66820f7a688997a","level":"agent","meter":1},{"agent":"agt_720ee944e66820f7a688997a","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_75bee983","ip":null,"kind":"decision","latencyUs":48363,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"0f499828a0357da41d0e6678c4ad97ee1d1fb0a4873ed5ed611ebcf1756680fc","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}', NULL, NULL, '\xa0617c05400df37508f40a6658972270c93c2be2b4f0bb7d17751e82138ffb08');
INSERT INTO audit VALUES (10, 1736942400000000, 1, 'decision', 'not_permitted', NULL, '{"action":"read","agent":"agt_720ee944e66820f7a688997a","args":null,"at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_74932c55","ip":null,"kind":"decision","latencyUs":7788,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"a0617c05400df37508f40a6658972270c93c2be2b4f0bb7d17751e82138ffb08","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}', NULL, NULL, '\x69d6a325867980fbb7c151186f252e11bb1e1bc4cd007fa8b71af545e03601f6');
INSERT INTO audit VALUES (11, 1736942400000000, 1, 'change', NULL, NULL, '{"action":"usage.record","actor":"library","agent":"agt_720ee944e66820f7a688997a","at":1736942400000000,"chain":["agt_720ee944e66820f7a688997a"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_720ee944e66820f7a688997a"],"costUsd":"0.01"},"id":"aud_b_674c8a5c","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"69d6a325867980fbb7c151186f252e11bb1e1bc4cd007fa8b71af545e03601f6","tenant":"acme","v":1}', NULL, NULL, '\x414e1b1f06b018f01697713f031faebbd829a0afe4927dc29b3e1fb77974c970');
INSERT INTO audit VALUES (12, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"depth":0,"detail":{"sha256":"3d584f28855c5be145452972795e8595ef8f683f08db71074fcae549b3390b65"},"facts":{},"id":"aud_c_913d23e7","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"414e1b1f06b018f01697713f031faebbd829a0afe4927dc29b3e1fb77974c970","tenant":null,"v":1}', '{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}', '\xe9ec8738635b2c6963c2073ccef649ef', '\x94de6157510e1fd21004f126eccd632c6fe4424cb2de69c044d9b4bad221464f');
INSERT INTO audit VALUES (13, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_aee46a017ba1d736cb212fda","args":{"sha256":"d4be87efe4ab8751a50213cf1fbc4e1be6a4e157be19db05cfe21532b0a73a99"},"at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_39b28489","ip":null,"kind":"decision","latencyUs":64013,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"94de6157510e1fd21004f126eccd632c6fe4424cb2de69c044d9b4bad221464f","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"open"}', '\x925d0666f9bc3fc1e8aeb1b8830956cb', '\xa9ca556923a956643d20274a4a01f11a190580248801021ae011e7517dd985e7');
INSERT INTO audit VALUES (14, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_aee46a017ba1d736cb212fda","args":{"sha256":"f6c8292d36cd5413403caa7c97e24d63d01711361c72d1d7cd2eb0f79b5b73fb"},"at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_fcea5f97","ip":null,"kind":"decision","latencyUs":44778,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"a9ca556923a956643d20274a4a01f11a190580248801021ae011e7517dd985e7","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"approved"}', '\x499caa6242cf89f64a1306eab18e64f3', '\xa26ace345f33d3e0d09d4bf3d2bd5ccaa6b000305bacea79d738fcba00fcfc10');
INSERT INTO audit VALUES (15, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_aee46a017ba1d736cb212fda","args":{"sha256":"3ae0bf2d4ff934de1b9c11f19624398d8b5885b6968373ffc245e581e62ef2c6"},"at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_13c77b1c","ip":null,"kind":"decision","latencyUs":24469,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"a26ace345f33d3e0d09d4bf3d2bd5ccaa6b000305bacea79d738fcba00fcfc10","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"denied"}', '\xdc52c715fce057471665a3b9876499ea', '\x80cb363bd5a3718fb15f9eab481389cf531e8d27005c52b252965d4334bcb20a');
INSERT INTO audit VALUES (16, 1736942400000000, 3, 'decision', 'approval_required', NULL, '{"action":"delete","agent":"agt_aee46a017ba1d736cb212fda","args":{"sha256":"c13c6ac21546559620f1f4718f96da585e28e8361d9851fe6f8842122244f1b5"},"at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_8a4a2f68","ip":null,"kind":"decision","latencyUs":11911,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"80cb363bd5a3718fb15f9eab481389cf531e8d27005c52b252965d4334bcb20a","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x77afd16d64caa7f725dc63a0a473bfe0', '\x0844c22d8b74a1e5cfd2530f7e8812e604a7233ab6380ef726ed40c52ccfe33c');
INSERT INTO audit VALUES (17, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"depth":0,"detail":{"sha256":"a5789f9d9a927e136eeb6618c12fd0c1249d692c5acbdcf6ba0437392ba592c7"},"facts":{"approval":"apr_e_fcea5f97"},"id":"aud_11_abf70f52","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"0844c22d8b74a1e5cfd2530f7e8812e604a7233ab6380ef726ed40c52ccfe33c","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xc47f9dac83dda4b1fb25ce0863afed34', '\xa8a0979a1cdbdd0f23deae558efc2ddb07ea942768a24f2e1c5d8cf227175a02');
INSERT INTO audit VALUES (18, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.deny","actor":"ann","agent":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"depth":0,"detail":{"sha256":"804ce927c0614795f239fc2cefec1fe7c6538ea763b033b371a03f4d9da5fd15"},"facts":{"approval":"apr_f_13c77b1c"},"id":"aud_12_d11599f8","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"a8a0979a1cdbdd0f23deae558efc2ddb07ea942768a24f2e1c5d8cf227175a02","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\x8891ca356d732071e9159d2378cde41c', '\x37d6a352571c3ecf4425a736520283a6d52f2471244d2ae986f0db2090158543');
INSERT INTO audit VALUES (19, 1736942400000000, 3, 'change', NULL, NULL, '{"action":"approvals.approve","actor":"ann","agent":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"depth":0,"detail":{"sha256":"3dbe38ef83563137e8eed1c77dd6d99f5908dc4aa1eed2e97348ba5f6f03c40a"},"facts":{"approval":"apr_10_8a4a2f68"},"id":"aud_13_0ebfa17c","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"37d6a352571c3ecf4425a736520283a6d52f2471244d2ae986f0db2090158543","tenant":null,"v":1}', '{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}', '\xa4e35bc2f6d7bd80341bf81356e90de8', '\xd52e0d8a29db2c81c7094d49b5c0bc639e966674ba0f8d1a2ee909b383df7ff2');
INSERT INTO audit VALUES (20, 1736942400000000, 3, 'decision', 'ok', NULL, '{"action":"delete","agent":"agt_aee46a017ba1d736cb212fda","args":{"sha256":"b911dc4a023086054f400721daff8315ad61a8f3f3c43108ae70d0aff36a2e2d"},"at":1736942400000000,"chain":["agt_aee46a017ba1d736cb212fda"],"charges":[{"agent":"agt_aee46a017ba1d736cb212fda","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_a3f4db39","ip":null,"kind":"decision","latencyUs":2318,"log":0,"marks":{"approval":"apr_10_8a4a2f68"},"outcome":"allow","owner":"user_2","pos":20,"prev":"d52e0d8a29db2c81c7094d49b5c0bc639e966674ba0f8d1a2ee909b383df7ff2","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}', '{"name":"used"}', '\x0ad7d5efa89b87ae574ab721aba7e280', '\x4ae5e9a6f1bbf9694f343a180bb23236eb78f4af79f833297bf94cf94431a8c1');
INSERT INTO audit VALUES (21, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_8d33ada582371be733222095","at":1736942400000000,"chain":["agt_8d33ada582371be733222095"],"depth":0,"detail":{"sha256":"f597f11b8db2afb7011f4e5f120537becccbd12b1db5c7265aa17acb5af90947"},"facts":{},"id":"aud_15_758fa185","kind":"change","log":0,"owner":null,"pos":21,"prev":"4ae5e9a6f1bbf9694f343a180bb23236eb78f4af79f833297bf94cf94431a8c1","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xaa0e84de140466a460b749522990a14c', '\x23a5961751c3b0c06f72dfe054a4c18ad752d786e2fe290c23b6de7504fb8894');
INSERT INTO audit VALUES (22, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_d0b6c08d98263f40fd0f8fc1","at":1736942400000000,"chain":["agt_d0b6c08d98263f40fd0f8fc1"],"depth":0,"detail":{"sha256":"202c0d748d49b0adbf219c2042d7832b60103f8d8ad5f04629cd2ef7b9f95d6b"},"facts":{},"id":"aud_16_c3381a31","kind":"change","log":0,"owner":null,"pos":22,"prev":"23a5961751c3b0c06f72dfe054a4c18ad752d786e2fe290c23b6de7504fb8894","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\xca7ea096d87b7e3b856fb262f90fab33', '\x651fc0de4fc28f15254ef7e5e7ecc85cd8828937696d309b80f7e1e602f77190');
INSERT INTO audit VALUES (23, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_073f9beb34d1ec62507f84db","at":1736942400000000,"chain":["agt_073f9beb34d1ec62507f84db"],"depth":0,"detail":{"sha256":"26d2391bc3d7a013cf3e5d9d7a5a62a7f450a73e859387185d56257670222f78"},"facts":{},"id":"aud_17_ad23f5c8","kind":"change","log":0,"owner":null,"pos":23,"prev":"651fc0de4fc28f15254ef7e5e7ecc85cd8828937696d309b80f7e1e602f77190","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x382570a71afaa3d82706388e52cad2a7', '\xfa4ed1d2453ab07e6f06511c1e62127d5c0b017ce80946c88b2e4ab798d27aae');
INSERT INTO audit VALUES (24, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.create","actor":"library","agent":"agt_709994dfda394647ee1471e5","at":1736942400000000,"chain":["agt_709994dfda394647ee1471e5"],"depth":0,"detail":{"sha256":"85fd0080210144ca26024bab7499b58c1c497e8be8b78c4aa8f6095b3dcc1ff9"},"facts":{},"id":"aud_18_03183217","kind":"change","log":0,"owner":null,"pos":24,"prev":"fa4ed1d2453ab07e6f06511c1e62127d5c0b017ce80946c88b2e4ab798d27aae","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}', '\x175ee0ea1bc4458d4114e63cdc822f67', '\x9e726ad4e366b905b4917ddb48b959a65625e585fd7b40bc2a405d9afc8c772a');
INSERT INTO audit VALUES (25, 1736942400000000, 4, 'change', NULL, NULL, '{"action":"agents.suspend","actor":"library","agent":"agt_8d33ada582371be733222095","at":1736942400000000,"chain":["agt_8d33ada582371be733222095"],"depth":0,"detail":{"sha256":"549669ed358706590050e7dec6d5a58e8257214c2b39ca869b18977a64183e6f"},"facts":{},"id":"aud_19_675520dc","kind":"change","log":0,"owner":null,"pos":25,"prev":"9e726ad4e366b905b4917ddb48b959a65625e585fd7b40bc2a405d9afc8c772a","tenant":null,"v":1}', '{"after":{"status":"suspended"},"before":{"status":"active"}}', '\x56a3645933034d3da0d65a0b44dfa0d1', '\x4a0e4bd721cf3a075e9767c4cefb1aed2cb7ea041466c02494e77fe045faf8cb');
INSERT INTO audit VALUES (26, 1736942400000000, 5, 'change', NULL, NULL, '{"action":"agents.revoke","actor":"library","agent":"agt_d0b6c08d98263f40fd0f8fc1","at":1736942400000000,"chain":["agt_d0b6c08d98263f40fd0f8fc1"],"depth":0,"detail":{"sha256":"7905c37c23136595ef232c41003b4a60a16a2abdd6275722ef3486bdc5ec6c0f"},"facts":{},"id":"aud_1a_9a36ecd8","kind":"change","log":0,"owner":null,"pos":26,"prev":"4a0e4bd721cf3a075e9767c4cefb1aed2cb7ea041466c02494e77fe045faf8cb","tenant":null,"v":1}', '{"after":{"status":"revoked"},"before":{"status":"active"}}', '\x38af4da01f40992468ef8ed919f466cb', '\x496441c7656426bd1b4b9af987b1a55bb0ed3c039dfd405d019df128f43af81c');
INSERT INTO audit VALUES (27, 1736942400000000, 6, 'change', NULL, NULL, '{"action":"agents.rotate","actor":"library","agent":"agt_073f9beb34d1ec62507f84db","at":1736942400000000,"chain":["agt_073f9beb34d1ec62507f84db"],"depth":0,"detail":{"sha256":"824cab097527a9a4d980c7a732bf2cd1529c7f34b3a1ef14b89d390c38015534"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_2f9a9d75","kind":"change","log":0,"owner":null,"pos":27,"prev":"496441c7656426bd1b4b9af987b1a55bb0ed3c039dfd405d019df128f43af81c","tenant":null,"v":1}', '{"after":{"version":2},"before":{"version":1}}', '\x635484fec50a72fd75bd7624c4b2c759', '\x370bd6fb89d1e8136e4737c60eba3bb1dd600cf713e57dee997beaa6bdb5344a');
INSERT INTO audit VALUES (28, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_709994dfda394647ee1471e5","args":null,"at":1736942400000000,"chain":["agt_709994dfda394647ee1471e5"],"charges":[{"agent":"agt_709994dfda394647ee1471e5","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_03e7e163","ip":null,"kind":"decision","latencyUs":45997,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"370bd6fb89d1e8136e4737c60eba3bb1dd600cf713e57dee997beaa6bdb5344a","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x36d188ddb325f0c06a6b238fc8d9d1bab381ec00396f4fd2691f570ba5913ced');
INSERT INTO audit VALUES (29, 1736942400000000, 7, 'decision', 'ok', NULL, '{"action":"write","agent":"agt_709994dfda394647ee1471e5","args":null,"at":1736942400000000,"chain":["agt_709994dfda394647ee1471e5"],"charges":[{"agent":"agt_709994dfda394647ee1471e5","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_75df8e06","ip":null,"kind":"decision","latencyUs":5215,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"36d188ddb325f0c06a6b238fc8d9d1bab381ec00396f4fd2691f570ba5913ced","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}', NULL, NULL, '\x18ca0f3af6f52bd5cfddfd7af970476529b4ed375c4e24129da4e0272b02d60f');
INSERT INTO audit VALUES (30, 1736942400000000, 7, 'change', NULL, NULL, '{"action":"agents.update","actor":"library","agent":"agt_709994dfda394647ee1471e5","at":1736942400000000,"chain":["agt_709994dfda394647ee1471e5"],"depth":0,"detail":{"sha256":"6a39756e175638865c6d74a38f49abe67bb0b8d84446f46a1010e46546619324"},"facts":{},"id":"aud_1e_2ec1e94f","kind":"change","log":0,"owner":null,"pos":30,"prev":"18ca0f3af6f52bd5cfddfd7af970476529b4ed375c4e24129da4e0272b02d60f","tenant":null,"v":1}', '{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}', '\x4e2d79e246c7cd011502f901c6e35362', '\xedc6cb2f5e5cb60954a7e415e664e14c2175bdb3217c7c3a6f33819eaa69911b');
INSERT INTO audit VALUES (31, 1736942400000000, NULL, 'decision', 'unknown_token', NULL, '{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_721d0de0","ip":null,"kind":"decision","latencyUs":9829,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"edc6cb2f5e5cb60954a7e415e664e14c2175bdb3217c7c3a6f33819eaa69911b","reason":"The token is not known.","resource":null,"tenant":null,"v":1}', NULL, NULL, '\xecaff9b2262fc943cc5aef6ce3bb9fba036698f2124e0c1a892a5f8c5effeabb');
INSERT INTO audit VALUES (32, 1736942400000000, NULL, 'change', NULL, NULL, '{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":31,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_20_3f9cf9a3","kind":"change","log":0,"owner":null,"pos":32,"prev":"ecaff9b2262fc943cc5aef6ce3bb9fba036698f2124e0c1a892a5f8c5effeabb","tenant":null,"v":1}', NULL, NULL, '\xe673e526c14f8141d5f44d76907aa36b0cfb0516bb3524dd84f7b8373810748e');
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
INSERT INTO checkpoint VALUES (1, 1736942400000000, '{"at":"2025-01-15T12:00:00Z","count":31,"heads":[{"hash":"ecaff9b2262fc943cc5aef6ce3bb9fba036698f2124e0c1a892a5f8c5effeabb","log":0,"position":31},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":1,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":2,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":3,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":4,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":5,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":6,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":7,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":8,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":9,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":10,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":11,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":12,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":13,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":14,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":15,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":16,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":17,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":18,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":19,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":20,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":21,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":22,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":23,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":24,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":25,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":26,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":27,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":28,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":29,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":30,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":31,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":32,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":33,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":34,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":35,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":36,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":37,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":38,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":39,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":40,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":41,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":42,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":43,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":44,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":45,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":46,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":47,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":48,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":49,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":50,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":51,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":52,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":53,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":54,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":55,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":56,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":57,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":58,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":59,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":60,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":61,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":62,"position":0},{"hash":"0000000000000000000000000000000000000000000000000000000000000000","log":63,"position":0}],"installation":"140da7d6210177e64d8181e18e51aa90","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"cbafa9289dd7c792980681941fe9752607e40662002c2c4e1c3254b38bf60bbc8b4deda972e67deac8ac3ca5e825a1fc8b6392a0bc375291f3cf0de1629c8904","version":1}');
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
INSERT INTO memo VALUES ('authorize', 2, '\xd7961da246afb51ccb19933a5a67b0d7a8c35ffd37c38f53312c730473c657a8', 1737028800000000, '\x6b3330d5ae750fe8aa12e62a3b319ad99f1d32993cd3c30d236e057b08954504', '{"approvalId":null,"auditId":"aud_9_75bee983","cost":0,"throttled":false}');
INSERT INTO memo VALUES ('record', 1, '\x0453739781c883da493cc59fd3116af7338db141898bae522eb37bbfd76421f2', NULL, '\x11eebb58eef645c94c2e85845e68fa885ba215b163f07c5a5d51c76b3468d87e', '["aud_b_674c8a5c",10000,1736942400000000,null,null]');
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
INSERT INTO meter VALUES (8, 7, 'agent', 28949040, 2, 0, 20103, 2, 0, 24300, 0, 2, 0, 1736942400000000, NULL, NULL);
INSERT INTO meter VALUES (0, 0, 'log 0', 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, NULL, NULL, '\xe673e526c14f8141d5f44d76907aa36b0cfb0516bb3524dd84f7b8373810748e');
INSERT INTO outbox VALUES (1, 'stored', 1, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_720ee944e66820f7a688997a","at":1736942400000000,"data":{"parentId":null},"id":"evt_26eeae657126aa926bd1b551","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (2, 'stored', 2, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_bb2f50c2094a087516f28d26","at":1736942400000000,"data":{"parentId":"agt_720ee944e66820f7a688997a"},"id":"evt_c79557d38c324c0b9eb5cc62","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO outbox VALUES (3, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"parentId":null},"id":"evt_82f3452e2f601a8a8ba88560","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO outbox VALUES (4, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_39b28489","resource":"files:tmp"},"id":"evt_a0a7da09a4b6f0c04ddefa49","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (5, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_fcea5f97","resource":"files:tmp"},"id":"evt_76abe1d65e9e6f614ee40639","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (6, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_13c77b1c","resource":"files:tmp"},"id":"evt_14088297771b268d232b7da5","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (7, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_8a4a2f68","resource":"files:tmp"},"id":"evt_b98e1f499df80e4465235139","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO outbox VALUES (8, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"approval":"apr_e_fcea5f97","by":"ann"},"id":"evt_32ee9f6cc765f0b2f8d39e16","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (9, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"approval":"apr_f_13c77b1c","by":"ann"},"id":"evt_ceb4690d80e0f02ad5574567","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO outbox VALUES (10, 'stored', 3, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_aee46a017ba1d736cb212fda","at":1736942400000000,"data":{"approval":"apr_10_8a4a2f68","by":"ann"},"id":"evt_6ad5ce0a1485e71ca5912620","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO outbox VALUES (11, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_8d33ada582371be733222095","at":1736942400000000,"data":{"parentId":null},"id":"evt_f5aa6c11cf3ce5a40e8d0a60","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (12, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_d0b6c08d98263f40fd0f8fc1","at":1736942400000000,"data":{"parentId":null},"id":"evt_e95a5fc1e70cdc08e2138186","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (13, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_073f9beb34d1ec62507f84db","at":1736942400000000,"data":{"parentId":null},"id":"evt_cb18c90718084a2298aedcf3","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (14, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_709994dfda394647ee1471e5","at":1736942400000000,"data":{"parentId":null},"id":"evt_2f66eae7b966042317caacbd","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO outbox VALUES (15, 'stored', 4, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_8d33ada582371be733222095","at":1736942400000000,"data":{},"id":"evt_db316b2ed3f3d4abd2f040d9","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO outbox VALUES (16, 'stored', 5, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_d0b6c08d98263f40fd0f8fc1","at":1736942400000000,"data":{},"id":"evt_9546f81523a9c6607d3963e1","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO outbox VALUES (17, 'stored', 6, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_073f9beb34d1ec62507f84db","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_4cb18992d94b850424e3925a","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO outbox VALUES (18, 'stored', 7, 1736942400000000, 1736942400000000, 0, NULL, NULL, '{"agentId":"agt_709994dfda394647ee1471e5","at":1736942400000000,"data":{"version":2},"id":"evt_89dce3d438daf528a3bafe22","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO setting VALUES ('installation', '140da7d6210177e64d8181e18e51aa90');
INSERT INTO setting VALUES ('fingerprint_key', '04ea96e9b7a13adb734be7341fb9a3480d33340edfe58b882bb411acff93557c');
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
