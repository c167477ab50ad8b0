BEGIN TRANSACTION;
CREATE TABLE agent (
	n INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	parent BIGINT, 
	root BIGINT NOT NULL, 
	depth INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	user_id VARCHAR(200), 
	tenant_id VARCHAR(200), 
	name VARCHAR(200) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	digest BLOB NOT NULL, 
	old_digest BLOB, 
	old_until BIGINT, 
	version INTEGER NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	expires_at BIGINT, 
	max_depth INTEGER NOT NULL, 
	permissions TEXT NOT NULL, 
	constraints TEXT NOT NULL, 
	metadata TEXT NOT NULL, 
	observe_until BIGINT, 
	by_token BOOLEAN NOT NULL, 
	PRIMARY KEY (n), 
	UNIQUE (id), 
	UNIQUE (digest), 
	UNIQUE (old_digest)
);
INSERT INTO "agent" VALUES(1,'agt_7a1f5d58dc4a47611de186c5',NULL,1,0,'autonomous','user_1','acme','spender','active',X'D400221A763AE2D1568CF3DF3DF44B30C53B21226E9FBDC6DCBB020B479E893F',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]','{"budgetUsdPerDay":"1.00","maxCalls":12}','{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}',NULL,0);
INSERT INTO "agent" VALUES(2,'agt_68c8bcb07f82bf2a32dcaa06',1,1,1,'delegated','user_1','acme','helper','active',X'E2B01BE945611CFBC929B3D349EDE1ADD2BE364A73E5417DDA27EF63F2E423CE',NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{"actions":["write"],"resource":"mcp:github:issues"}]','{"maxCalls":3}','{}',NULL,1);
INSERT INTO "agent" VALUES(3,'agt_e34c08c45e4aadd52160fcef',NULL,3,0,'autonomous','user_2',NULL,'gated','active',X'571D5DE43A64F224625E919DB2DF67B3949C7303DE8D05B622E01B7035320EF3',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["*"],"resource":"*"}]','{"requireApprovalFor":["files:*:delete"]}','{}',NULL,0);
INSERT INTO "agent" VALUES(4,'agt_624727860ca3d744d69b65f0',NULL,4,0,'service',NULL,NULL,'suspended','suspended',X'5438ABDDCA019585C57EDA9D0B3BF7513379E23B9510F0ECC1146920B5F95162',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(5,'agt_4f3a4e9c9db306fcdec2903e',NULL,5,0,'service',NULL,NULL,'revoked','revoked',X'E3C0DD07567ACCD969EDF4855BCB9008EDA1BF32D593337899F01D539AFB314D',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(6,'agt_e7a2d1d03cbab79706996a77',NULL,6,0,'service',NULL,NULL,'rotated','active',X'28D24E3937DD05236C5DA083C321F37252165542FB3FC85C759A063D0DEE9886',X'A74DB86A648D716510178376178BE8B0454F383D8411351E94BDFF29BB77D8B7',1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(7,'agt_91411621e72371f35d9aaf89',NULL,7,0,'service',NULL,NULL,'updated','active',X'2D1DAE01126EB7CC24E27A142B13DA1167E89277C8904614DF31439CCA4FE9DE',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":5}','{}',NULL,0);
CREATE TABLE approval (
	n INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	agent BIGINT NOT NULL, 
	root BIGINT NOT NULL, 
	fingerprint BLOB NOT NULL, 
	cost BIGINT NOT NULL, 
	resource VARCHAR(512) NOT NULL, 
	action VARCHAR(64) NOT NULL, 
	arguments TEXT, 
	state VARCHAR(16) NOT NULL, 
	opened_at BIGINT NOT NULL, 
	expires_at BIGINT NOT NULL, 
	decided_at BIGINT, 
	decided_by VARCHAR(200), 
	note TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);
INSERT INTO "approval" VALUES(1,'apr_d_9bbf93bd',3,3,X'AE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26',0,'files:tmp','delete','sealed:bc3eb226f3b59209f11e2283829a30a985c801c118e9bba9ed83f3ef75d53d505fe9e9e4751354bd953a40','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO "approval" VALUES(2,'apr_e_5d08ca5e',3,3,X'C3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92',0,'files:tmp','delete','sealed:812d64a5ade09ddf44dd940fa3926bf94c48548ddc643884a298e30c7d5a21405ad406a30d766674be680ad6668075','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO "approval" VALUES(3,'apr_f_89209ded',3,3,X'9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4',0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO "approval" VALUES(4,'apr_10_1ab44275',3,3,X'CFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57',0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	agent BIGINT, 
	kind VARCHAR(16) NOT NULL, 
	code VARCHAR(32), 
	booked BIGINT, 
	entry TEXT NOT NULL, 
	kept TEXT, 
	salt BLOB, 
	hash BLOB NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "audit" VALUES(1,1736942400000000,1,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_7a1f5d58dc4a47611de186c5","at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"depth":0,"detail":{"kept":"44583d5dddd268f0c4cc55caea034ec715cafcdaed43ea513486a5b30555dc5f","sha256":"691627dcff42a6d8159737cb09009c8ac7dd1d0f8633a8356906806a06b431f6"},"facts":{},"id":"aud_1_d41367ee","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}','{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'641CF7CCAEF4D23EAF6AD285A8E7B816',X'F8AD634705E8B9C84C105E9606E8DCC2C3F562B9A48768BF04B37978DE09659B');
INSERT INTO "audit" VALUES(2,1736942400000000,2,'change',NULL,NULL,'{"action":"agents.delegate","actor":"agt_7a1f5d58dc4a47611de186c5","agent":"agt_68c8bcb07f82bf2a32dcaa06","at":1736942400000000,"chain":["agt_68c8bcb07f82bf2a32dcaa06","agt_7a1f5d58dc4a47611de186c5"],"depth":1,"detail":{"sha256":"7d5e997bcb7d351b67abdc68f31d3e2e00be5340e9085440d36ec744538e5708"},"facts":{"byToken":true,"parent":"agt_7a1f5d58dc4a47611de186c5"},"id":"aud_2_c1544ada","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"f8ad634705e8b9c84c105e9606e8dcc2c3f562b9a48768bf04b37978de09659b","tenant":"acme","v":1}','{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}',X'DF330338D594FD47531E4B2BA0B49E87',X'F29B028FFFE87276CD611BED53131F523C797A65CDC8DBC152691EC1CD05FE7C');
INSERT INTO "audit" VALUES(3,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_7a1f5d58dc4a47611de186c5","args":{"sha256":"0c5110fced9e28c71e9af9a8a7e9dd1e5e269300bd6a621d93242e0e5c3d100f"},"at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"charges":[{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"agent","meter":1},{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_82e69585","ip":"10.1.2.3","kind":"decision","latencyUs":10571,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"f29b028fffe87276cd611bed53131f523c797a65cdc8dbc152691ec1cd05fe7c","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 0"}',X'C93C1BB06536A3E97B092A7B5E3CA78E',X'A65D23C55838E4DCD3F540909252FAE1C71258F738569A51478D18D656667F60');
INSERT INTO "audit" VALUES(4,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_7a1f5d58dc4a47611de186c5","args":{"sha256":"012d528ff33597939613a56c9555224dfda4c83e78489fdf44052885cadbb6cf"},"at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"charges":[{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"agent","meter":1},{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_4aeaaba4","ip":"10.1.2.3","kind":"decision","latencyUs":224,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"a65d23c55838e4dcd3f540909252fae1c71258f738569a51478d18d656667f60","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 1"}',X'2EE74A79E777978E047D23D65C953CED',X'14200EE74F7A250C85D7EA854BECB6472450CCD2ADECCE66BB1D03E9CCCBCB31');
INSERT INTO "audit" VALUES(5,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_7a1f5d58dc4a47611de186c5","args":{"sha256":"504ad1780c1d03fda25871307ec66c3f5049401652c6f1e852b0089ed472cebd"},"at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"charges":[{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"agent","meter":1},{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_0c02a4ca","ip":"10.1.2.3","kind":"decision","latencyUs":1366,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"14200ee74f7a250c85d7ea854becb6472450ccd2adecce66bb1d03e9cccbcb31","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 2"}',X'5B5B8972CC109BFA12D83B87D2186ED4',X'773254E1989E109F67AAE661DCB876D7A102B65DD38C58D8CAC136E152CEF4DD');
INSERT INTO "audit" VALUES(6,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_7a1f5d58dc4a47611de186c5","args":{"sha256":"ed6e89c1e7f5e8cd3efa9ac0f8f889254fec07290d022edfe6e3480a900ec009"},"at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"charges":[{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"agent","meter":1},{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_11a060a8","ip":"10.1.2.3","kind":"decision","latencyUs":174,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"773254e1989e109f67aae661dcb876d7a102b65dd38c58d8cac136e152cef4dd","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 3"}',X'2860D607F9E6B68E1CE7AFD0BFF8A1E8',X'431E6ECA981A3B7E1190869465C6FC85E5617A32B203B2CAFD39D2A16AA02741');
INSERT INTO "audit" VALUES(7,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_7a1f5d58dc4a47611de186c5","at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_82e69585"},"id":"aud_7_5ba7b898","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"431e6eca981a3b7e1190869465c6fc85e5617a32b203b2cafd39d2a16aa02741","tenant":"acme","v":1}',NULL,NULL,X'6AF485FBC5E0807FD9F6A147A5CECD03DBA175501DC94A7E72C0EDCE161207F8');
INSERT INTO "audit" VALUES(8,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_7a1f5d58dc4a47611de186c5","at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_4aeaaba4"},"id":"aud_8_43a2e8af","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"6af485fbc5e0807fd9f6a147a5cecd03dba175501dc94a7e72c0edce161207f8","tenant":"acme","v":1}',NULL,NULL,X'77A4A9B4D3390E77347C81CF867A47F48321C8C1F717908E2E5288BE0097958D');
INSERT INTO "audit" VALUES(9,1736942400000000,2,'decision','ok',NULL,'{"action":"write","agent":"agt_68c8bcb07f82bf2a32dcaa06","args":null,"at":1736942400000000,"chain":["agt_68c8bcb07f82bf2a32dcaa06","agt_7a1f5d58dc4a47611de186c5"],"charges":[{"agent":"agt_68c8bcb07f82bf2a32dcaa06","level":"agent","meter":3},{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"agent","meter":1},{"agent":"agt_7a1f5d58dc4a47611de186c5","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_7c7bb04e","ip":null,"kind":"decision","latencyUs":5871,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"77a4a9b4d3390e77347c81cf867a47f48321c8c1f717908e2e5288be0097958d","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}',NULL,NULL,X'AE5682A13FB00C16AF2EDC659F8324DA36A39820C6221C7D6DF1FDE4A116BB87');
INSERT INTO "audit" VALUES(10,1736942400000000,1,'decision','not_permitted',NULL,'{"action":"read","agent":"agt_7a1f5d58dc4a47611de186c5","args":null,"at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_71ef2969","ip":null,"kind":"decision","latencyUs":180,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"ae5682a13fb00c16af2edc659f8324da36a39820c6221c7d6df1fde4a116bb87","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}',NULL,NULL,X'6F27ABCEC7003C024F1729B71C744E88C536AA25F24B7F16973224138A33759E');
INSERT INTO "audit" VALUES(11,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.record","actor":"library","agent":"agt_7a1f5d58dc4a47611de186c5","at":1736942400000000,"chain":["agt_7a1f5d58dc4a47611de186c5"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_7a1f5d58dc4a47611de186c5"],"costUsd":"0.01"},"id":"aud_b_2615c0a9","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"6f27abcec7003c024f1729b71c744e88c536aa25f24b7f16973224138a33759e","tenant":"acme","v":1}',NULL,NULL,X'57B8BDD7460EBB2274416376081B9555F10234FD29CEF5864EB69FE720176C26');
INSERT INTO "audit" VALUES(12,1736942400000000,3,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"depth":0,"detail":{"sha256":"878568500e3db2485deac299a49ba33b967f0a5578b3c63f66abaeee35907aee"},"facts":{},"id":"aud_c_92d5a8e5","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"57b8bdd7460ebb2274416376081b9555f10234fd29cef5864eb69fe720176c26","tenant":null,"v":1}','{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'D06B9E84AE8CAF7E22AFE618119CED18',X'632AFC295EE3141C7DBF2C018CCDDB05E5BD4398D98F7D3FDB20712356C8B26B');
INSERT INTO "audit" VALUES(13,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_e34c08c45e4aadd52160fcef","args":{"sha256":"2a4a3b91ed5c0edc989da6d97b611854c321088bfb62455fec14b183ebfe271f"},"at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_9bbf93bd","ip":null,"kind":"decision","latencyUs":28277,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"632afc295ee3141c7dbf2c018ccddb05e5bd4398d98f7d3fdb20712356c8b26b","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"open"}',X'E0E05EFDF4B5DEFF5D5B5B9812D5092F',X'29E8621CE044E1867BA7EA449FFA1351E7B0BC333DD0BB6A6E0CF83C1D8F89E3');
INSERT INTO "audit" VALUES(14,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_e34c08c45e4aadd52160fcef","args":{"sha256":"d3b1598d3f8690d9d27b172cd5ce95bdca8e6b18949279986498a83a62d9bb5e"},"at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_5d08ca5e","ip":null,"kind":"decision","latencyUs":7205,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"29e8621ce044e1867ba7ea449ffa1351e7b0bc333dd0bb6a6e0cf83c1d8f89e3","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"approved"}',X'DF97F6FE37EA40A89499C1F4140FF0A0',X'4FE94FE64D0E03359BA89C0FA97F32AF863B243757DF13B82140DBEF5D8B06BC');
INSERT INTO "audit" VALUES(15,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_e34c08c45e4aadd52160fcef","args":{"sha256":"7394a9db16f38077ec878b5d6cd382280ef4120618fecc4744f54de860f5237b"},"at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_89209ded","ip":null,"kind":"decision","latencyUs":1186,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"4fe94fe64d0e03359ba89c0fa97f32af863b243757df13b82140dbef5d8b06bc","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"denied"}',X'E1FE71A55079D3B8BF132A0838C276A4',X'8989BC0BF2FBF08F1001708078647E3D65024EA1E976FF21541CAEC2D47AC466');
INSERT INTO "audit" VALUES(16,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_e34c08c45e4aadd52160fcef","args":{"sha256":"cb15fc8b27ca6348980464c82df07c0c9af3439d0855302977ae12ce295f4110"},"at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_1ab44275","ip":null,"kind":"decision","latencyUs":7244,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"8989bc0bf2fbf08f1001708078647e3d65024ea1e976ff21541caec2d47ac466","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'6A22DD7743BBB93936A3A6C536C7F3B1',X'35A5509A75E1E57EE908E195447DAABAF4A7846C1EDFDC71C9E92DA99CAD7989');
INSERT INTO "audit" VALUES(17,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"depth":0,"detail":{"sha256":"09025bc1c4815cbfb4008afc0c3b78333488a621c29292c9c3f6b64d342d1c97"},"facts":{"approval":"apr_e_5d08ca5e"},"id":"aud_11_b19c48dc","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"35a5509a75e1e57ee908e195447daabaf4a7846c1edfdc71c9e92da99cad7989","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'EC09E5DBCD11E94FE7A4CD7773F81713',X'F54BF1D68FAB1B0BC80B0A378200428A7AEC4608C6503753CA566629F8B14233');
INSERT INTO "audit" VALUES(18,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.deny","actor":"ann","agent":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"depth":0,"detail":{"sha256":"332663db6a0a7eb18878a38d334a210295b28dc34c61c33713ba748c4aac6938"},"facts":{"approval":"apr_f_89209ded"},"id":"aud_12_cd564973","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"f54bf1d68fab1b0bc80b0a378200428a7aec4608c6503753ca566629f8b14233","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'FD9A7E13FB29C33C4250C0FA447F5DB3',X'4080DDF1BE3EDDD2CD8B3C1BC1DFDB5C3DF4B3F31A318DE526B692B33D3167DF');
INSERT INTO "audit" VALUES(19,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"depth":0,"detail":{"sha256":"876c6b7b9936b7356699627e9473d206dd92ecd881ca13697bc67c374f85746a"},"facts":{"approval":"apr_10_1ab44275"},"id":"aud_13_1ecbcdd3","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"4080ddf1be3eddd2cd8b3c1bc1dfdb5c3df4b3f31a318de526b692b33d3167df","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'D04C89C9FCB749D376864195308698E5',X'FF3AE8C645C7A68B94B16B3823F2AFD652486B9BFE2BB9E9E6121A97202D402E');
INSERT INTO "audit" VALUES(20,1736942400000000,3,'decision','ok',NULL,'{"action":"delete","agent":"agt_e34c08c45e4aadd52160fcef","args":{"sha256":"ab19085858347e29047b8a9ad9a90680e5dc7443477385c840cdb28d8c7495a8"},"at":1736942400000000,"chain":["agt_e34c08c45e4aadd52160fcef"],"charges":[{"agent":"agt_e34c08c45e4aadd52160fcef","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_32256997","ip":null,"kind":"decision","latencyUs":279,"log":0,"marks":{"approval":"apr_10_1ab44275"},"outcome":"allow","owner":"user_2","pos":20,"prev":"ff3ae8c645c7a68b94b16b3823f2afd652486b9bfe2bb9e9e6121a97202d402e","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'B55F9F70E3B828FB5CA70287D68F2E0F',X'3BE50685BA56BEC66C79F28597E8C115597232E5080E5ACFA764518E36D7FEB2');
INSERT INTO "audit" VALUES(21,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_624727860ca3d744d69b65f0","at":1736942400000000,"chain":["agt_624727860ca3d744d69b65f0"],"depth":0,"detail":{"sha256":"f0c44f306e78d719ce4f28ba3db0b69de5c4d0a9b570ed300a50b3d088144948"},"facts":{},"id":"aud_15_b4bcde31","kind":"change","log":0,"owner":null,"pos":21,"prev":"3be50685ba56bec66c79f28597e8c115597232e5080e5acfa764518e36d7feb2","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'0063045C90606A25BA84EC124E3F6695',X'F44467B9492CC2CE2EF3AABED3C875AF0A6C1D5E67A813B6A9B9D30CB07A397D');
INSERT INTO "audit" VALUES(22,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_4f3a4e9c9db306fcdec2903e","at":1736942400000000,"chain":["agt_4f3a4e9c9db306fcdec2903e"],"depth":0,"detail":{"sha256":"31f8b47056f7f82ad2d1e13c1d3ab579ac519d23b069b8098f46e1d8404cc892"},"facts":{},"id":"aud_16_1d4f04f3","kind":"change","log":0,"owner":null,"pos":22,"prev":"f44467b9492cc2ce2ef3aabed3c875af0a6c1d5e67a813b6a9b9d30cb07a397d","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'5C278EF71A6720A6BDFEC9FDCDCE4D53',X'542577974116A69B3E8CF15E3CD49D90E0B15F39258D443EF3174FA7397E4870');
INSERT INTO "audit" VALUES(23,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_e7a2d1d03cbab79706996a77","at":1736942400000000,"chain":["agt_e7a2d1d03cbab79706996a77"],"depth":0,"detail":{"sha256":"59fb7dc8005011b56b9dff6c73154ce9690662c51a66eab21d162a6bc5e8f6e0"},"facts":{},"id":"aud_17_da520ac2","kind":"change","log":0,"owner":null,"pos":23,"prev":"542577974116a69b3e8cf15e3cd49d90e0b15f39258d443ef3174fa7397e4870","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'7CC924AF943CE4FFAAC881CC2C0C9DC1',X'10355983EB635AE28889EE74C67B056F3027BC847BC320E6C0B829919F40FA72');
INSERT INTO "audit" VALUES(24,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_91411621e72371f35d9aaf89","at":1736942400000000,"chain":["agt_91411621e72371f35d9aaf89"],"depth":0,"detail":{"sha256":"9dab60e51ecb65e28cc49da6e7598a2602c5a69bcb1ea6c31c328dd428811387"},"facts":{},"id":"aud_18_f9ca8745","kind":"change","log":0,"owner":null,"pos":24,"prev":"10355983eb635ae28889ee74c67b056f3027bc847bc320e6c0b829919f40fa72","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'1DF65BB560A3DDCEC1FAA9C3FBEAF6B8',X'4249C36670C6F0698B9ED475E01FB45F7D7150F8D0D195C3EA5B11F6138273E1');
INSERT INTO "audit" VALUES(25,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.suspend","actor":"library","agent":"agt_624727860ca3d744d69b65f0","at":1736942400000000,"chain":["agt_624727860ca3d744d69b65f0"],"depth":0,"detail":{"sha256":"42047425c1b41a8eb414622ea310a0fbb827dc19b90b5eb464b8beac7cd2a5f0"},"facts":{},"id":"aud_19_8c493d7d","kind":"change","log":0,"owner":null,"pos":25,"prev":"4249c36670c6f0698b9ed475e01fb45f7d7150f8d0d195c3ea5b11f6138273e1","tenant":null,"v":1}','{"after":{"status":"suspended"},"before":{"status":"active"}}',X'5F63D047DB32ECCE35D7693ED15764DD',X'B8F4714B0C0699605B6B259334214F831F7916C1E25118EBBCB5D2F1C287E7D4');
INSERT INTO "audit" VALUES(26,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.revoke","actor":"library","agent":"agt_4f3a4e9c9db306fcdec2903e","at":1736942400000000,"chain":["agt_4f3a4e9c9db306fcdec2903e"],"depth":0,"detail":{"sha256":"ace8cfafe97a8d774becc6b10d921899be8434dd3dc1011975a4eea39c1cf6ed"},"facts":{},"id":"aud_1a_7a1079d3","kind":"change","log":0,"owner":null,"pos":26,"prev":"b8f4714b0c0699605b6b259334214f831f7916c1e25118ebbcb5d2f1c287e7d4","tenant":null,"v":1}','{"after":{"status":"revoked"},"before":{"status":"active"}}',X'8294E74F6C04827B7B1C905953EBF364',X'9A0CEF85ABDA877CCFBEAF15CA8F6CCE8FD74CC7E288CEACD880A048AA0D83A0');
INSERT INTO "audit" VALUES(27,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.rotate","actor":"library","agent":"agt_e7a2d1d03cbab79706996a77","at":1736942400000000,"chain":["agt_e7a2d1d03cbab79706996a77"],"depth":0,"detail":{"sha256":"cf2cd021f4d0ef0f6aaf553c730a1ab76393398d22b7542c0983466c72631cb5"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_bcf120b1","kind":"change","log":0,"owner":null,"pos":27,"prev":"9a0cef85abda877ccfbeaf15ca8f6cce8fd74cc7e288ceacd880a048aa0d83a0","tenant":null,"v":1}','{"after":{"version":2},"before":{"version":1}}',X'23FE1C992A09D6255A4B4BB3C7131BC4',X'EF05F3A1379359A63F0FEEFDC325811BEB9EC173DC715B4695EC835E7EEF6B1C');
INSERT INTO "audit" VALUES(28,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_91411621e72371f35d9aaf89","args":null,"at":1736942400000000,"chain":["agt_91411621e72371f35d9aaf89"],"charges":[{"agent":"agt_91411621e72371f35d9aaf89","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_9fb2d672","ip":null,"kind":"decision","latencyUs":7111,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"ef05f3a1379359a63f0feefdc325811beb9ec173dc715b4695ec835e7eef6b1c","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'C4EB48439FE5ADFE5C8122A08AFAC88DAEF9B0DB740B953AED4C73DB83E02EB4');
INSERT INTO "audit" VALUES(29,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_91411621e72371f35d9aaf89","args":null,"at":1736942400000000,"chain":["agt_91411621e72371f35d9aaf89"],"charges":[{"agent":"agt_91411621e72371f35d9aaf89","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_af47da25","ip":null,"kind":"decision","latencyUs":107,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"c4eb48439fe5adfe5c8122a08afac88daef9b0db740b953aed4c73db83e02eb4","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'7D79CAE1FFC5F70FDA9DD11A9C105D1E36C47D720BF61E383D1A1FAE430B917F');
INSERT INTO "audit" VALUES(30,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.update","actor":"library","agent":"agt_91411621e72371f35d9aaf89","at":1736942400000000,"chain":["agt_91411621e72371f35d9aaf89"],"depth":0,"detail":{"sha256":"e35e742868996fb7762268c44ffefd142d3bb3f2b1977d65755b0f749619a592"},"facts":{},"id":"aud_1e_038685ea","kind":"change","log":0,"owner":null,"pos":30,"prev":"7d79cae1ffc5f70fda9dd11a9c105d1e36c47d720bf61e383d1a1fae430b917f","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}',X'FBCE65F62DE5DAACC2E738D315DDF083',X'026E102CEFED1CF9A3550A1DCF3AB2B29C5189740A8B572B8366FC913EB48A02');
INSERT INTO "audit" VALUES(31,1736942400000000,NULL,'decision','unknown_token',NULL,'{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_a58fbd07","ip":null,"kind":"decision","latencyUs":635,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"026e102cefed1cf9a3550a1dcf3ab2b29c5189740a8b572b8366fc913eb48a02","reason":"The token is not known.","resource":null,"tenant":null,"v":1}',NULL,NULL,X'0D28163721A0C664DEDD52DD83472D5EA014EE41A659063B5C0912A19F86ADA3');
INSERT INTO "audit" VALUES(32,1736942400000000,NULL,'change',NULL,NULL,'{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":31,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_20_2eb4b649","kind":"change","log":0,"owner":null,"pos":32,"prev":"0d28163721a0c664dedd52dd83472d5ea014ee41a659063b5c0912a19f86ada3","tenant":null,"v":1}',NULL,NULL,X'C3207135832570C7A962BDE8A89D1E5CB7D98DBA71A1B0571E1B97A64CA4AEBB');
CREATE TABLE audit_span (
	agent BIGINT NOT NULL, 
	span BIGINT NOT NULL, 
	PRIMARY KEY (agent, span)
)
 WITHOUT ROWID

;
INSERT INTO "audit_span" VALUES(1,0);
INSERT INTO "audit_span" VALUES(2,0);
INSERT INTO "audit_span" VALUES(3,0);
INSERT INTO "audit_span" VALUES(4,0);
INSERT INTO "audit_span" VALUES(5,0);
INSERT INTO "audit_span" VALUES(6,0);
INSERT INTO "audit_span" VALUES(7,0);
CREATE TABLE change (
	n BIGINT NOT NULL, 
	agent BIGINT NOT NULL, 
	PRIMARY KEY (n, agent)
);
INSERT INTO "change" VALUES(1,4);
INSERT INTO "change" VALUES(2,5);
INSERT INTO "change" VALUES(3,6);
INSERT INTO "change" VALUES(4,7);
CREATE TABLE checkpoint (
	n INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (n)
);
INSERT INTO "checkpoint" VALUES(1,1736942400000000,'{"at":"2025-01-15T12:00:00Z","count":31,"heads":[{"hash":"0d28163721a0c664dedd52dd83472d5ea014ee41a659063b5c0912a19f86ada3","log":0,"position":31}],"installation":"1795493f78ebf98a06db3c21d2ba8569","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"be2cea8353a89034542ac9b3aad81beb5239b071f15541e7707b270c2b80a68fa4480aeb04f99fd63020321cb0ef55440ba1cd4a2ef8782a59b1c3c05bd8820f","version":1}');
CREATE TABLE epoch (
	id INTEGER NOT NULL, 
	n BIGINT NOT NULL, 
	schema INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "epoch" VALUES(1,4,1);
CREATE TABLE log (
	log INTEGER NOT NULL, 
	base BIGINT NOT NULL, 
	base_hash BLOB NOT NULL, 
	PRIMARY KEY (log)
);
INSERT INTO "log" VALUES(0,0,X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE memo (
	kind VARCHAR(16) NOT NULL, 
	scope BIGINT NOT NULL, 
	"key" BLOB NOT NULL, 
	expires_at BIGINT, 
	fingerprint BLOB NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (kind, scope, "key")
);
INSERT INTO "memo" VALUES('authorize',2,X'D7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8',1737028800000000,X'6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504','{"approvalId":null,"auditId":"aud_9_7c7bb04e","cost":0,"throttled":false}');
INSERT INTO "memo" VALUES('record',1,X'0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2',NULL,X'11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E','["aud_b_2615c0a9",10000,1736942400000000,null,null]');
CREATE TABLE meter (
	id INTEGER NOT NULL, 
	agent BIGINT NOT NULL, 
	level VARCHAR(200) NOT NULL, 
	minute BIGINT DEFAULT '0' NOT NULL, 
	minute_calls BIGINT DEFAULT '0' NOT NULL, 
	throttle_calls BIGINT DEFAULT '0' NOT NULL, 
	day BIGINT DEFAULT '0' NOT NULL, 
	day_calls BIGINT DEFAULT '0' NOT NULL, 
	day_usd BIGINT DEFAULT '0' NOT NULL, 
	month BIGINT DEFAULT '0' NOT NULL, 
	month_usd BIGINT DEFAULT '0' NOT NULL, 
	calls BIGINT DEFAULT '0' NOT NULL, 
	usd BIGINT DEFAULT '0' NOT NULL, 
	last_at BIGINT, 
	last_ip VARCHAR(64), 
	hash BLOB, 
	PRIMARY KEY (id), 
	UNIQUE (agent, level)
);
INSERT INTO "meter" VALUES(0,0,'log',0,0,0,0,0,0,0,0,32,0,NULL,NULL,X'C3207135832570C7A962BDE8A89D1E5CB7D98DBA71A1B0571E1B97A64CA4AEBB');
INSERT INTO "meter" VALUES(1,1,'agent',28949040,5,0,20103,5,370000,24300,370000,5,370000,1736942400000000,NULL,NULL);
INSERT INTO "meter" VALUES(2,1,'mcp:github:* read,write',28949040,5,0,20103,5,360000,24300,360000,5,360000,NULL,NULL,NULL);
INSERT INTO "meter" VALUES(3,2,'agent',28949040,1,0,20103,1,0,24300,0,1,0,1736942400000000,NULL,NULL);
INSERT INTO "meter" VALUES(4,3,'agent',28949040,1,0,20103,1,0,24300,0,1,0,1736942400000000,NULL,NULL);
INSERT INTO "meter" VALUES(5,4,'agent',0,0,0,0,0,0,0,0,0,0,NULL,NULL,NULL);
INSERT INTO "meter" VALUES(6,5,'agent',0,0,0,0,0,0,0,0,0,0,NULL,NULL,NULL);
INSERT INTO "meter" VALUES(7,6,'agent',0,0,0,0,0,0,0,0,0,0,NULL,NULL,NULL);
INSERT INTO "meter" VALUES(8,7,'agent',28949040,2,0,20103,2,0,24300,0,2,0,1736942400000000,NULL,NULL);
CREATE TABLE outbox (
	n INTEGER NOT NULL, 
	sink VARCHAR(200) NOT NULL, 
	agent BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	due_at BIGINT NOT NULL, 
	attempts INTEGER NOT NULL, 
	claimed_by VARCHAR(64), 
	claimed_until BIGINT, 
	body TEXT NOT NULL, 
	PRIMARY KEY (n)
);
INSERT INTO "outbox" VALUES(1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_7a1f5d58dc4a47611de186c5","at":1736942400000000,"data":{"parentId":null},"id":"evt_ca6e071873acf55c861fb9d9","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_68c8bcb07f82bf2a32dcaa06","at":1736942400000000,"data":{"parentId":"agt_7a1f5d58dc4a47611de186c5"},"id":"evt_82b1ec553527c60d8ce8ade2","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"parentId":null},"id":"evt_c2216ee6407dfe8621ba207c","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO "outbox" VALUES(4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_9bbf93bd","resource":"files:tmp"},"id":"evt_d7cdf499f432d786e3c9bcb7","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_5d08ca5e","resource":"files:tmp"},"id":"evt_4828827b9e37e3b4cce08300","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_89209ded","resource":"files:tmp"},"id":"evt_2c99305e41ab1fe8f1bfe418","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_1ab44275","resource":"files:tmp"},"id":"evt_89c5b8bffcfeb0078bd6b57b","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"approval":"apr_e_5d08ca5e","by":"ann"},"id":"evt_e8fbe43381630cddf962f8f6","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"approval":"apr_f_89209ded","by":"ann"},"id":"evt_3e528eff91c9fda99dd1f600","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO "outbox" VALUES(10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e34c08c45e4aadd52160fcef","at":1736942400000000,"data":{"approval":"apr_10_1ab44275","by":"ann"},"id":"evt_4ab1c4d118ef29c5df5089e5","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_624727860ca3d744d69b65f0","at":1736942400000000,"data":{"parentId":null},"id":"evt_4f1b1cb79ce9fb8fabd96786","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_4f3a4e9c9db306fcdec2903e","at":1736942400000000,"data":{"parentId":null},"id":"evt_0b0f1d00e804d988f5e8a687","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e7a2d1d03cbab79706996a77","at":1736942400000000,"data":{"parentId":null},"id":"evt_090ec779fb3602c7a923c66d","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_91411621e72371f35d9aaf89","at":1736942400000000,"data":{"parentId":null},"id":"evt_934454d3b0a47ec0e99c6e25","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_624727860ca3d744d69b65f0","at":1736942400000000,"data":{},"id":"evt_62136e67b22855d83c441133","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO "outbox" VALUES(16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_4f3a4e9c9db306fcdec2903e","at":1736942400000000,"data":{},"id":"evt_c97fcf879ad252cdc2b7c2ec","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO "outbox" VALUES(17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_e7a2d1d03cbab79706996a77","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_205de6c446195fe815d7a7d1","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO "outbox" VALUES(18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_91411621e72371f35d9aaf89","at":1736942400000000,"data":{"version":2},"id":"evt_821dfeb1faed601c2943eea2","tenantId":null,"type":"agent.updated","userId":null}');
CREATE TABLE setting (
	name VARCHAR(64) NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('installation','1795493f78ebf98a06db3c21d2ba8569');
INSERT INTO "setting" VALUES('fingerprint_key','566af223df3e3b96a491bddfd1069297a084acaa1b7ed52710c936414c856026');
CREATE TABLE settlement (
	seq INTEGER NOT NULL, 
	cost BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "settlement" VALUES(3,40000,1736942400000000);
INSERT INTO "settlement" VALUES(4,120000,1736942400000000);
CREATE TABLE sink (
	name VARCHAR(200) NOT NULL, 
	seen_at BIGINT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "sink" VALUES('stored',1736942400000000);
CREATE INDEX ix_agent_parent ON agent (parent);
CREATE INDEX ix_agent_root ON agent (root);
CREATE INDEX ix_agent_tenant_id ON agent (tenant_id);
CREATE INDEX ix_agent_user_id ON agent (user_id);
CREATE INDEX approval_access ON approval (agent, fingerprint);
CREATE INDEX approval_root ON approval (root, state);
CREATE INDEX audit_code ON audit (code, seq) WHERE code != 'ok';
CREATE INDEX ix_memo_expires_at ON memo (expires_at);
CREATE INDEX outbox_sink ON outbox (sink, agent, n);
COMMIT;
