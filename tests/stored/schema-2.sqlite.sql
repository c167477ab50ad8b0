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
INSERT INTO "agent" VALUES(1,'agt_4d9fb7d0fa29822cfb0f4406',NULL,1,0,'autonomous','user_1','acme','spender','active',X'3C136B1DAAFEAA77D4CABBD2EC95B4638C8B50B9728CF7A048B1288FCEB9A740',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]','{"budgetUsdPerDay":"1.00","maxCalls":12}','{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}',NULL,0);
INSERT INTO "agent" VALUES(2,'agt_3b64dc62373598f692500d74',1,1,1,'delegated','user_1','acme','helper','active',X'4B0AD1F1542735027C83E7353FF5923C173CB2F784F222DBCAD6D119A1D26905',NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{"actions":["write"],"resource":"mcp:github:issues"}]','{"maxCalls":3}','{}',NULL,1);
INSERT INTO "agent" VALUES(3,'agt_c1c957532d89fa1890a79107',NULL,3,0,'autonomous','user_2',NULL,'gated','active',X'3125BD9C0BADF8CACBFC6477B90A49FCC64693820A0D49369F0EFD1F6492F894',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["*"],"resource":"*"}]','{"requireApprovalFor":["files:*:delete"]}','{}',NULL,0);
INSERT INTO "agent" VALUES(4,'agt_496ff3074c70794e8baffb12',NULL,4,0,'service',NULL,NULL,'suspended','suspended',X'E7149492DB5DA8391152619AFA5A8B75AC030B80871FE2749F7862748BD991D0',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(5,'agt_d6b810723ae60979237a01a1',NULL,5,0,'service',NULL,NULL,'revoked','revoked',X'FAD590920BAD092A30F92742AB3E15336BB56A3D2665AA8E67F66956E16F049A',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(6,'agt_50c9472d5230eb1c48f6de22',NULL,6,0,'service',NULL,NULL,'rotated','active',X'1E563DF35F33951C9414076B163E6407A60C6DBDB25D5F96F277846FF3E1D37C',X'F84FBC4B9CEFA7A6C0E96B0F74664C3D752E65A39EDAAF2168A44E49A323C25C',1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(7,'agt_7eb05995322508349c8894c8',NULL,7,0,'service',NULL,NULL,'updated','active',X'940B7FBD5ED6C4D705E320E3C42BC4C9C1D12F41AC0FC49D577147AE0D704C21',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":5}','{}',NULL,0);
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
INSERT INTO "approval" VALUES(1,'apr_d_c8e45f53',3,3,X'AE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26',0,'files:tmp','delete','sealed:0b5eeb90e49f3a2e9f7c9cc414bd407d48095b4373a4d52512dd6797dc9253a27d269bcd705236cdf8bf69','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO "approval" VALUES(2,'apr_e_2a6bd0fd',3,3,X'C3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92',0,'files:tmp','delete','sealed:b4d5eb8ca440047b6e2f141f84cf2ff9dd65fa2979a1b44c3742e2774464288916b9026d61286126100efb79cb5054','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO "approval" VALUES(3,'apr_f_4e29fee3',3,3,X'9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4',0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO "approval" VALUES(4,'apr_10_14d77424',3,3,X'CFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57',0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO "audit" VALUES(1,1736942400000000,1,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_4d9fb7d0fa29822cfb0f4406","at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"depth":0,"detail":{"kept":"8c313ce3b94958f5f4a0d2e8f69587516a88deeb6fe1f8119043dfa4331cacf6","sha256":"b89d72788f1de22725da24872f2405eb11f2098e0ada857dba78d9d3cfb00797"},"facts":{},"id":"aud_1_6d9cf8d3","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}','{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'C0071C1A82993CEA249C5B84A52EBD30',X'42E9FAAF9D1013600CBAFABCC17924524B25D476B6723C2B3C3A5C9046E6F512');
INSERT INTO "audit" VALUES(2,1736942400000000,2,'change',NULL,NULL,'{"action":"agents.delegate","actor":"agt_4d9fb7d0fa29822cfb0f4406","agent":"agt_3b64dc62373598f692500d74","at":1736942400000000,"chain":["agt_3b64dc62373598f692500d74","agt_4d9fb7d0fa29822cfb0f4406"],"depth":1,"detail":{"sha256":"495c09e6bbcd93b623d8cccdccce20233c06d4785114098943896972ff118af1"},"facts":{"byToken":true,"parent":"agt_4d9fb7d0fa29822cfb0f4406"},"id":"aud_2_5f9e7997","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"42e9faaf9d1013600cbafabcc17924524b25d476b6723c2b3c3a5c9046e6f512","tenant":"acme","v":1}','{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}',X'5EBD4145985CA1672E1248ADE07EF7AE',X'2A76FB2CA93BF247B77FC99137F757AF7A198AE8772741F320C24090BC5F1282');
INSERT INTO "audit" VALUES(3,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_4d9fb7d0fa29822cfb0f4406","args":{"sha256":"ea8d4c4a6a634c708621e1fd831f581a87ac43c08a8a31e3a587f924b5d53227"},"at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"charges":[{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"agent","meter":1},{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_fc21e064","ip":"10.1.2.3","kind":"decision","latencyUs":15864,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"2a76fb2ca93bf247b77fc99137f757af7a198ae8772741f320c24090bc5f1282","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 0"}',X'DFDC330D67B90E7B4A10F756C7F458F7',X'2574CFB12EC94364F9859F06D1A8E89895092E156959F126FE0BA5C9A60B3FB3');
INSERT INTO "audit" VALUES(4,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_4d9fb7d0fa29822cfb0f4406","args":{"sha256":"8cae8722765f74635018708da242b5d438be6d91b861b3a1fa54c521e76bd820"},"at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"charges":[{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"agent","meter":1},{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_a97df7e5","ip":"10.1.2.3","kind":"decision","latencyUs":171,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"2574cfb12ec94364f9859f06d1a8e89895092e156959f126fe0ba5c9a60b3fb3","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 1"}',X'B99AA9E8B758F7AB7E46D2BF26D727C7',X'F4D0295C49F220C15FCC7AD83BD9CEA60E2C8DE7FC493F5379E545003D1108F2');
INSERT INTO "audit" VALUES(5,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_4d9fb7d0fa29822cfb0f4406","args":{"sha256":"9214b218c8cc67420934bad9984525cb716bee28bc4ec053de5a3c7c7f4c2dbd"},"at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"charges":[{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"agent","meter":1},{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_06348265","ip":"10.1.2.3","kind":"decision","latencyUs":84,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"f4d0295c49f220c15fcc7ad83bd9cea60e2c8de7fc493f5379e545003d1108f2","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 2"}',X'2C9F97FF9359EABCDD0207F03C1DB5FD',X'AE2E7D02530924609C2BE5C168B712297334690D3F9FA461B4077CD5F03886DB');
INSERT INTO "audit" VALUES(6,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_4d9fb7d0fa29822cfb0f4406","args":{"sha256":"7a184ba6e6dbf666dfbc5ec7bb069cc65541d97bdce7369820fc529ab7669e5e"},"at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"charges":[{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"agent","meter":1},{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_bbb27f0e","ip":"10.1.2.3","kind":"decision","latencyUs":77,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"ae2e7d02530924609c2be5c168b712297334690d3f9fa461b4077cd5f03886db","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 3"}',X'8511281B70DD245E82BBCAD49D7464A1',X'3B2A8092D24ABD7DB1526807B6BF0F65B675DB4AFE7618FCF44DB04446A1CDD5');
INSERT INTO "audit" VALUES(7,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_4d9fb7d0fa29822cfb0f4406","at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_fc21e064"},"id":"aud_7_cc649fb2","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"3b2a8092d24abd7db1526807b6bf0f65b675db4afe7618fcf44db04446a1cdd5","tenant":"acme","v":1}',NULL,NULL,X'CDCD5A408E035687CA39E1319E74220490FA86D79729F81696503AE92A561E6A');
INSERT INTO "audit" VALUES(8,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_4d9fb7d0fa29822cfb0f4406","at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_a97df7e5"},"id":"aud_8_67423243","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"cdcd5a408e035687ca39e1319e74220490fa86d79729f81696503ae92a561e6a","tenant":"acme","v":1}',NULL,NULL,X'0ABDBBD7FA8195E5A8F78F43009151E5A1BE77685FC100ED9732E920119BEB1D');
INSERT INTO "audit" VALUES(9,1736942400000000,2,'decision','ok',NULL,'{"action":"write","agent":"agt_3b64dc62373598f692500d74","args":null,"at":1736942400000000,"chain":["agt_3b64dc62373598f692500d74","agt_4d9fb7d0fa29822cfb0f4406"],"charges":[{"agent":"agt_3b64dc62373598f692500d74","level":"agent","meter":3},{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"agent","meter":1},{"agent":"agt_4d9fb7d0fa29822cfb0f4406","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_940c09e2","ip":null,"kind":"decision","latencyUs":1972,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"0abdbbd7fa8195e5a8f78f43009151e5a1be77685fc100ed9732e920119beb1d","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}',NULL,NULL,X'7EB83825496C34054AE702B929A07721B76762A76BA05899638BF2429D1A535D');
INSERT INTO "audit" VALUES(10,1736942400000000,1,'decision','not_permitted',NULL,'{"action":"read","agent":"agt_4d9fb7d0fa29822cfb0f4406","args":null,"at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_237b814f","ip":null,"kind":"decision","latencyUs":173,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"7eb83825496c34054ae702b929a07721b76762a76ba05899638bf2429d1a535d","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}',NULL,NULL,X'831068107EFD239194861F42DBBD32A22F5B38E6DD8315E5F4B237FECD600D18');
INSERT INTO "audit" VALUES(11,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.record","actor":"library","agent":"agt_4d9fb7d0fa29822cfb0f4406","at":1736942400000000,"chain":["agt_4d9fb7d0fa29822cfb0f4406"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_4d9fb7d0fa29822cfb0f4406"],"costUsd":"0.01"},"id":"aud_b_e280bef3","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"831068107efd239194861f42dbbd32a22f5b38e6dd8315e5f4b237fecd600d18","tenant":"acme","v":1}',NULL,NULL,X'CDDFECB4DBD12C1641F0B40E59DCEE4CAB86C280DD1D9FFE8E1C63DBB0596C16');
INSERT INTO "audit" VALUES(12,1736942400000000,3,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"depth":0,"detail":{"sha256":"e41d75b124957789315ef8eb43beb01aa42e428ae766c03b634f61a7dcb31b17"},"facts":{},"id":"aud_c_495f2088","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"cddfecb4dbd12c1641f0b40e59dcee4cab86c280dd1d9ffe8e1c63dbb0596c16","tenant":null,"v":1}','{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'E1996108FEC16B0FC3C21E0B534E090F',X'A485A3A02456F9E3E7B1EC7951999A450410E8A73A0F789D9CBEA5227F4A81F0');
INSERT INTO "audit" VALUES(13,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c1c957532d89fa1890a79107","args":{"sha256":"2d4e64066b2693f03a030ed85cc191ca9c057e3b4cd33a85eff5076877da5a61"},"at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_c8e45f53","ip":null,"kind":"decision","latencyUs":20753,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"a485a3a02456f9e3e7b1ec7951999a450410e8a73a0f789d9cbea5227f4a81f0","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"open"}',X'222D367323E55E2391E9F8C69044D847',X'D9564EA1BF603ECA8F462CDC9745D5D1D6B52B5123B006CECB377EF976D28982');
INSERT INTO "audit" VALUES(14,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c1c957532d89fa1890a79107","args":{"sha256":"42c8d9df05f5fbb3b6395a0879439fbca1a88aa2f264d51ce639a6b3307c5604"},"at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_2a6bd0fd","ip":null,"kind":"decision","latencyUs":1025,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"d9564ea1bf603eca8f462cdc9745d5d1d6b52b5123b006cecb377ef976d28982","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"approved"}',X'437B0D906971FF5BA82F2045A8EC53A3',X'1235D4EC45C5D0B42D7D5BB55862781C8B05788A27C5EF8778B4FA07416624BA');
INSERT INTO "audit" VALUES(15,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c1c957532d89fa1890a79107","args":{"sha256":"d45998bc59eb9c5bf4d03aec3b4be9e4c4946feae58133f363b6165d152003de"},"at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_4e29fee3","ip":null,"kind":"decision","latencyUs":775,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"1235d4ec45c5d0b42d7d5bb55862781c8b05788a27c5ef8778b4fa07416624ba","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"denied"}',X'A9BDE3E989D7F0B8DFE57011B68DE06B',X'FD27763F82590490EFA5064B168C8896046CE3C2CFDF909E1677D1CD5F4846FC');
INSERT INTO "audit" VALUES(16,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c1c957532d89fa1890a79107","args":{"sha256":"1744485e8f3d1c64c63e5a5e8c5de2292a750680a70c1573d13768345b4e2e37"},"at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_14d77424","ip":null,"kind":"decision","latencyUs":11494,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"fd27763f82590490efa5064b168c8896046ce3c2cfdf909e1677d1cd5f4846fc","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'AA44FF72E5EAD1A94C16253513A2EC8F',X'056738BB86ABA18D2D9C9FEFD6DCD4FB580430C3F3B31A391D4C97D9623C3EC2');
INSERT INTO "audit" VALUES(17,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"depth":0,"detail":{"sha256":"7acca4a99d5903be04fdfd4472fc7b52dcc2a265f7b2d40d24575ae5c0f3503d"},"facts":{"approval":"apr_e_2a6bd0fd"},"id":"aud_11_5840f94a","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"056738bb86aba18d2d9c9fefd6dcd4fb580430c3f3b31a391d4c97d9623c3ec2","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'38B0DE8D1FD6BF67296BEAD590FCE528',X'F66DA4806D31578B9CB38985210BC662933BF43285E2B34DDA115E5FDE3F7765');
INSERT INTO "audit" VALUES(18,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.deny","actor":"ann","agent":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"depth":0,"detail":{"sha256":"f2c10f87300e29d793f131b4a6a208177124f60fbaf48684a3394e18990d14dd"},"facts":{"approval":"apr_f_4e29fee3"},"id":"aud_12_310fb926","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"f66da4806d31578b9cb38985210bc662933bf43285e2b34dda115e5fde3f7765","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'CBC657447A22552EAF8D97A783266569',X'EE4D7501339CCCB76E04439C557AF5C8546582C5A6F2AFABDF34368E7B1EAB74');
INSERT INTO "audit" VALUES(19,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"depth":0,"detail":{"sha256":"35b45d96d2e681ab071f80cad701358246d3aef78d45dde14cf67cc081a4b5de"},"facts":{"approval":"apr_10_14d77424"},"id":"aud_13_0b1363c4","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"ee4d7501339cccb76e04439c557af5c8546582c5a6f2afabdf34368e7b1eab74","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'746A7D641F3A267EACD710290212878B',X'68B6303A76A03E5F71E9F5E4FF702AD1D32B7F150DB1C8CB571F8F1F271EC299');
INSERT INTO "audit" VALUES(20,1736942400000000,3,'decision','ok',NULL,'{"action":"delete","agent":"agt_c1c957532d89fa1890a79107","args":{"sha256":"aae9425f31bd082c5eb7dbb4e6224e62cdea486a8cde0f02763857dbb4883cd4"},"at":1736942400000000,"chain":["agt_c1c957532d89fa1890a79107"],"charges":[{"agent":"agt_c1c957532d89fa1890a79107","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_845bdd89","ip":null,"kind":"decision","latencyUs":249,"log":0,"marks":{"approval":"apr_10_14d77424"},"outcome":"allow","owner":"user_2","pos":20,"prev":"68b6303a76a03e5f71e9f5e4ff702ad1d32b7f150db1c8cb571f8f1f271ec299","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'616A54981B9C171BF8CDA3B8AA1C8319',X'71C81CB9E227299056F588595FECB55F27AA8E8C3D4B797CBB99C7936DE10B86');
INSERT INTO "audit" VALUES(21,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_496ff3074c70794e8baffb12","at":1736942400000000,"chain":["agt_496ff3074c70794e8baffb12"],"depth":0,"detail":{"sha256":"3192285d9626ed0672051e15a6fb7110a6b074b2f9660d9e666f3d2997df45ce"},"facts":{},"id":"aud_15_6af227c5","kind":"change","log":0,"owner":null,"pos":21,"prev":"71c81cb9e227299056f588595fecb55f27aa8e8c3d4b797cbb99c7936de10b86","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'30A59BBC286C79B671B639C311A133F9',X'F05E57BCD47554FF0DF4B7889AF6A1925F621B4A7FD79C9B53ACF57C474175FE');
INSERT INTO "audit" VALUES(22,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_d6b810723ae60979237a01a1","at":1736942400000000,"chain":["agt_d6b810723ae60979237a01a1"],"depth":0,"detail":{"sha256":"aea6167f029c943835a015b23f2c6b479b816fca06eb9950d995b50e822c1345"},"facts":{},"id":"aud_16_e4c71848","kind":"change","log":0,"owner":null,"pos":22,"prev":"f05e57bcd47554ff0df4b7889af6a1925f621b4a7fd79c9b53acf57c474175fe","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'99F4F4A2460891B3EF4FA2FCE6779208',X'3A947770EDF6CAE5BC7545201B3BABA38F2881AEDD7DE408C2458EBFC24E571B');
INSERT INTO "audit" VALUES(23,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_50c9472d5230eb1c48f6de22","at":1736942400000000,"chain":["agt_50c9472d5230eb1c48f6de22"],"depth":0,"detail":{"sha256":"915c01b3d6d75369a66794ddcada462520cf84bcdd66bcf96c7e53542f9b70bc"},"facts":{},"id":"aud_17_19320f71","kind":"change","log":0,"owner":null,"pos":23,"prev":"3a947770edf6cae5bc7545201b3baba38f2881aedd7de408c2458ebfc24e571b","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'572C53FBBFC9BFDB80DF69CE8C5E223A',X'1215EC1872493ADFB8379D5CC81AB19BA1C3311C29315E9BCDEBCE5029A9EEE9');
INSERT INTO "audit" VALUES(24,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_7eb05995322508349c8894c8","at":1736942400000000,"chain":["agt_7eb05995322508349c8894c8"],"depth":0,"detail":{"sha256":"dab35b7ba1f4d668436ed9612400e1b71e64feec0901c2799da851f7edc7a1d3"},"facts":{},"id":"aud_18_71e8936d","kind":"change","log":0,"owner":null,"pos":24,"prev":"1215ec1872493adfb8379d5cc81ab19ba1c3311c29315e9bcdebce5029a9eee9","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'18A08B4616B6409A13D8E1EB9407BBDF',X'298CC9D43F0BAD88BF9228665FA092C8F69A32C08E9D1ED18B169B9A0135A08F');
INSERT INTO "audit" VALUES(25,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.suspend","actor":"library","agent":"agt_496ff3074c70794e8baffb12","at":1736942400000000,"chain":["agt_496ff3074c70794e8baffb12"],"depth":0,"detail":{"sha256":"2bb299f8aba0ec80d45384a45cc32719658503801b62818f8311e041431aff19"},"facts":{},"id":"aud_19_27ab087b","kind":"change","log":0,"owner":null,"pos":25,"prev":"298cc9d43f0bad88bf9228665fa092c8f69a32c08e9d1ed18b169b9a0135a08f","tenant":null,"v":1}','{"after":{"status":"suspended"},"before":{"status":"active"}}',X'AD5241AB8FA8DDB734432B05BB911B5B',X'B074B573667DA4399E1AE593A303471AD37EE99AB7E428837C5A1E743904B5DF');
INSERT INTO "audit" VALUES(26,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.revoke","actor":"library","agent":"agt_d6b810723ae60979237a01a1","at":1736942400000000,"chain":["agt_d6b810723ae60979237a01a1"],"depth":0,"detail":{"sha256":"f6bf95413bfe866de7002e7c9a066d165308bf3d2bf79aeaf02d809ecdd4a7d4"},"facts":{},"id":"aud_1a_21aa98f4","kind":"change","log":0,"owner":null,"pos":26,"prev":"b074b573667da4399e1ae593a303471ad37ee99ab7e428837c5a1e743904b5df","tenant":null,"v":1}','{"after":{"status":"revoked"},"before":{"status":"active"}}',X'30534DDE4DFDC10CFC69262D54A10215',X'22EC6DF107D21DAC74E0FFACF14583452A3761A70C273A2948DD554C68CDD250');
INSERT INTO "audit" VALUES(27,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.rotate","actor":"library","agent":"agt_50c9472d5230eb1c48f6de22","at":1736942400000000,"chain":["agt_50c9472d5230eb1c48f6de22"],"depth":0,"detail":{"sha256":"2e315540595fe188f81a4c4e66e2b8727f6ad58257b127c1a8699986fc951e69"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_69efa918","kind":"change","log":0,"owner":null,"pos":27,"prev":"22ec6df107d21dac74e0ffacf14583452a3761a70c273a2948dd554c68cdd250","tenant":null,"v":1}','{"after":{"version":2},"before":{"version":1}}',X'5DBD64CF22EA6850DC7AAD957180F8D6',X'DAA365AD3A9449171CD9DC5A759F261EA51A78D6F3AE855FC9F110B35AB2B852');
INSERT INTO "audit" VALUES(28,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_7eb05995322508349c8894c8","args":null,"at":1736942400000000,"chain":["agt_7eb05995322508349c8894c8"],"charges":[{"agent":"agt_7eb05995322508349c8894c8","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_554723cd","ip":null,"kind":"decision","latencyUs":14516,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"daa365ad3a9449171cd9dc5a759f261ea51a78d6f3ae855fc9f110b35ab2b852","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'BCDB22A458463EC0FB5F7CD3A5BDFD01F5C98FACD2D220E5305DC138A4F5EFC4');
INSERT INTO "audit" VALUES(29,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_7eb05995322508349c8894c8","args":null,"at":1736942400000000,"chain":["agt_7eb05995322508349c8894c8"],"charges":[{"agent":"agt_7eb05995322508349c8894c8","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_674b6af8","ip":null,"kind":"decision","latencyUs":86,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"bcdb22a458463ec0fb5f7cd3a5bdfd01f5c98facd2d220e5305dc138a4f5efc4","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'6352BF13EFEAA9CA39548577FC8C79801C33820A2A53A553B8B5CBAFEBA7314F');
INSERT INTO "audit" VALUES(30,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.update","actor":"library","agent":"agt_7eb05995322508349c8894c8","at":1736942400000000,"chain":["agt_7eb05995322508349c8894c8"],"depth":0,"detail":{"sha256":"a1ea5854aaa7d7309c223b0a0cd0c8f606c31e86b3ed4a4c3f6863c65fc97853"},"facts":{},"id":"aud_1e_025c8676","kind":"change","log":0,"owner":null,"pos":30,"prev":"6352bf13efeaa9ca39548577fc8c79801c33820a2a53a553b8b5cbafeba7314f","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}',X'A6153F5AE97C75DFB1F913ECB5B6E02C',X'AA0D7919BEFA03899636C4DB4EF4067B04EDDA86D45AF84AA6F0D8B06A1E365A');
INSERT INTO "audit" VALUES(31,1736942400000000,NULL,'decision','unknown_token',NULL,'{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_d2bf7844","ip":null,"kind":"decision","latencyUs":570,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"aa0d7919befa03899636c4db4ef4067b04edda86d45af84aa6f0d8b06a1e365a","reason":"The token is not known.","resource":null,"tenant":null,"v":1}',NULL,NULL,X'6182831F1607E2E6924A81138AE891159AF41D04A68E3744C6C7E3A5484B03B6');
INSERT INTO "audit" VALUES(32,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"136f3be15f89b36c7cc0de7f7b6a1ae28c22d08e812d4e3041eda149de09f200","sha256":"823fe3f85031d2b3a6ce87584f56f7776b303ab2071ee18e1558ce27e9863d68"},"facts":{"user":"ann"},"id":"aud_20_04da6e0f","kind":"change","log":0,"owner":null,"pos":32,"prev":"6182831f1607e2e6924a81138ae891159af41d04a68e3744c6c7e3a5484b03b6","tenant":null,"v":1}','{"after":{"name":"ann \u00fc","role":"owner","status":"active","tenantId":"acme"},"before":null}',X'06E973911D263960C0499D9873A42BF7',X'E57AE7905D8E0CB2EB9A4361E09A48DB8922582E358826562A2B0ABA35C95725');
INSERT INTO "audit" VALUES(33,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"0c881dcf2b3f20fe4addb1d2b4130599b6bf65a6489a83700de0aa80f71f41c0","sha256":"941ddb66f47d0fedd697b93125ad95da76a800d0b7659b8b8f61dbd73ca2dcb7"},"facts":{"user":"bob"},"id":"aud_21_3f43244e","kind":"change","log":0,"owner":null,"pos":33,"prev":"e57ae7905d8e0cb2eb9a4361e09a48db8922582e358826562a2b0aba35c95725","tenant":null,"v":1}','{"after":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"},"before":null}',X'C68E55618E4E310796CAF292BA5E617C',X'689686167D67CC50072F11B2A2330E9E75EC0170F77473B4815A3163BC41CD1B');
INSERT INTO "audit" VALUES(34,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.update","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"86f84d2cc16c68061e915b7d8538c3695bef7ff09ca6f3d007dc031d8d035ea4","sha256":"278275921250b800213d8fde699b4e41e38f38a0a5ef0e22b42719e64700a0ae"},"facts":{"ended":0,"user":"bob"},"id":"aud_22_b379d81f","kind":"change","log":0,"owner":null,"pos":34,"prev":"689686167d67cc50072f11b2a2330e9e75ec0170f77473b4815a3163bc41cd1b","tenant":null,"v":1}','{"after":{"name":"bob \u00fc","role":"auditor","status":"disabled","tenantId":"acme"},"before":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"}}',X'8B01915CFE584DE28E3BF31CA1F9D254',X'054167FF3A0BA2E2C8037FE24C00DA9E72298973C33CFC7AD5A855793B495614');
INSERT INTO "audit" VALUES(35,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"ec8ac95068be2326a863df8639f052c6a4a91c93f4565a2f5b42a9e8073ad324"},"facts":{"key":"key_f2a7790efcdd394dae3962e8"},"id":"aud_23_fdcc5147","kind":"change","log":0,"owner":null,"pos":35,"prev":"054167ff3a0ba2e2c8037fe24c00da9e72298973c33cfc7ad5a855793b495614","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"live","role":"service","status":"active","tenantId":null,"userId":null},"before":null}',X'DC3F1AAE4FC35972D83077FA6C66721D',X'D9F0BD2BC9D6BB010D1E2A567C88F8A5E72068940FF1BA68605A97CEB37EC271');
INSERT INTO "audit" VALUES(36,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"926c72bb8a9515feb8c66a25bb685cdda3ec285d8f7b338b51879a2cde6c814e"},"facts":{"key":"key_08263aa25fa55a4153da387e"},"id":"aud_24_c531b000","kind":"change","log":0,"owner":null,"pos":36,"prev":"d9f0bd2bc9d6bb010d1e2a567c88f8a5e72068940ff1ba68605a97ceb37ec271","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null},"before":null}',X'E7A72524BEAB683B86328EFD1B8C8FC0',X'3B56D345A0DCE4F0CF214800D74190504023CB7A11692C486F02ECE52FCCC157');
INSERT INTO "audit" VALUES(37,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.revoke","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"560d16df82c1ed545ef248c982098bd9f1e3c9df1980d7057aca0749f408f0bc"},"facts":{"endedSessions":0,"key":"key_08263aa25fa55a4153da387e"},"id":"aud_25_eef53af0","kind":"change","log":0,"owner":null,"pos":37,"prev":"3b56d345a0dce4f0cf214800d74190504023cb7a11692c486f02ece52fccc157","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"ended","role":"service","status":"revoked","tenantId":null,"userId":null},"before":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null}}',X'19561A28EBD148C79F36129B9C7407D0',X'C4F13FF337F62AE6DFEF9962FD9A6677E14AEE0FF07B7670302DBA3168B83239');
INSERT INTO "audit" VALUES(38,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_26_cff4a5fc","kind":"change","log":0,"owner":null,"pos":38,"prev":"c4f13ff337f62ae6dfef9962fd9a6677e14aee0ff07b7670302dba3168b83239","tenant":null,"v":1}',NULL,NULL,X'EDD7EDF99C7D43EBBAE37AB8C68AAA74881A64BBE117D9A4A32DF74990BAF514');
INSERT INTO "audit" VALUES(39,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in","actor":"ann","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"session":"session_8d77359272df18c1d6a6a662","with":"link_0459f50db0089eab978c123d"},"id":"aud_27_74a51684","kind":"change","log":0,"owner":null,"pos":39,"prev":"edd7edf99c7d43ebbae37ab8c68aaa74881a64bbe117d9a4a32df74990baf514","tenant":null,"v":1}',NULL,NULL,X'8064CD6FD6DCF16810612F54A12C2CC268274BAFECC9D6BDB88C4BFA7F08B45F');
INSERT INTO "audit" VALUES(40,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_28_57965c18","kind":"change","log":0,"owner":null,"pos":40,"prev":"8064cd6fd6dcf16810612f54a12c2cc268274bafecc9d6bdb88c4bfa7f08b45f","tenant":null,"v":1}',NULL,NULL,X'AA479B131D284D9985EC88241840734AF7ACAAA5FC95711F581D3E4C756E71CE');
INSERT INTO "audit" VALUES(41,1736942400000000,NULL,'change',NULL,NULL,'{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":40,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_29_814bf549","kind":"change","log":0,"owner":null,"pos":41,"prev":"aa479b131d284d9985ec88241840734af7acaaa5fc95711f581d3e4c756e71ce","tenant":null,"v":1}',NULL,NULL,X'4CA55071D398C89043D53C54F176A05B3441B5EA3AE696C07A7E1EFB2D55719B');
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
INSERT INTO "checkpoint" VALUES(1,1736942400000000,'{"at":"2025-01-15T12:00:00Z","count":40,"heads":[{"hash":"aa479b131d284d9985ec88241840734af7acaaa5fc95711f581d3e4c756e71ce","log":0,"position":40}],"installation":"c758f3816b8066311adc6a04066a61f8","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"dcd2f55d1446b5f031883cf24112f03db003286137ce67adf54db35ffb410741d1eac1c8139bd9107cefe7f10ef24b346989d790446006447d6a080a3deed10b","version":1}');
CREATE TABLE credential (
	n INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	digest BLOB NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	user_id VARCHAR(200), 
	tenant_id VARCHAR(200), 
	parent BIGINT, 
	created_at BIGINT NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	expires_at BIGINT, 
	revoked_at BIGINT, 
	last_used_at BIGINT, 
	PRIMARY KEY (n), 
	UNIQUE (id), 
	UNIQUE (digest)
);
INSERT INTO "credential" VALUES(1,'key_f2a7790efcdd394dae3962e8','key',X'0FEA176D28AEBF9F329B24757908A034B6732128802DC9981508F95CF69BF8E8','live','service',NULL,NULL,NULL,1736942400000000,'library',NULL,NULL,NULL);
INSERT INTO "credential" VALUES(2,'key_08263aa25fa55a4153da387e','key',X'429C803D6CE98951C089CEDA7DA9C84E7467E446F02B4EFF403CF0BC9FD34DFF','ended','service',NULL,NULL,NULL,1736942400000000,'library',NULL,1736942400000000,NULL);
INSERT INTO "credential" VALUES(3,'link_0459f50db0089eab978c123d','link',X'0A0FF7B189915CFBA48F8CCDC116E1CFC74FAF668BA893434BE7A59080182263','ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,1736942400000000,NULL);
INSERT INTO "credential" VALUES(4,'session_8d77359272df18c1d6a6a662','session',X'97160BD07B1687873B8D2A71071C4D6EB8ED746FD97676491B6FF92BFC25CFD2','ann ü','owner','ann','acme',NULL,1736942400000000,'ann',1736985600000000,NULL,NULL);
INSERT INTO "credential" VALUES(5,'link_f8c5c21857dda3816830cfad','link',X'A149119DA5E453AF3610C608C72861A8CA28DB4E6CE7C3E486AFEEF13C4FEA3E','ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,NULL,NULL);
CREATE TABLE epoch (
	id INTEGER NOT NULL, 
	n BIGINT NOT NULL, 
	schema INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "epoch" VALUES(1,4,2);
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
INSERT INTO "memo" VALUES('authorize',2,X'D7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8',1737028800000000,X'6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504','{"approvalId":null,"auditId":"aud_9_940c09e2","cost":0,"throttled":false}');
INSERT INTO "memo" VALUES('record',1,X'0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2',NULL,X'11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E','["aud_b_e280bef3",10000,1736942400000000,null,null]');
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
INSERT INTO "meter" VALUES(0,0,'log',0,0,0,0,0,0,0,0,41,0,NULL,NULL,X'4CA55071D398C89043D53C54F176A05B3441B5EA3AE696C07A7E1EFB2D55719B');
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
INSERT INTO "outbox" VALUES(1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_4d9fb7d0fa29822cfb0f4406","at":1736942400000000,"data":{"parentId":null},"id":"evt_5fb7a83e7dd06d8f2fbd486a","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_3b64dc62373598f692500d74","at":1736942400000000,"data":{"parentId":"agt_4d9fb7d0fa29822cfb0f4406"},"id":"evt_28ddffdb5d97c2dc277d4b59","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"parentId":null},"id":"evt_c196b06597b3a4678506180c","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO "outbox" VALUES(4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_c8e45f53","resource":"files:tmp"},"id":"evt_00f8835b3d50ad74748f2863","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_2a6bd0fd","resource":"files:tmp"},"id":"evt_548f8659ba3507a95b2a1e39","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_4e29fee3","resource":"files:tmp"},"id":"evt_4dffa681a1410c3d49812ce9","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_14d77424","resource":"files:tmp"},"id":"evt_88da7b21c77e07622a0f6b20","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"approval":"apr_e_2a6bd0fd","by":"ann"},"id":"evt_dfaab48af3dd0187a2903d55","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"approval":"apr_f_4e29fee3","by":"ann"},"id":"evt_ffb79f695bc8923304a61a6c","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO "outbox" VALUES(10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c1c957532d89fa1890a79107","at":1736942400000000,"data":{"approval":"apr_10_14d77424","by":"ann"},"id":"evt_68707582ef6003b4fe324931","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_496ff3074c70794e8baffb12","at":1736942400000000,"data":{"parentId":null},"id":"evt_57a8539cdad5dcbea5c0ec7a","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_d6b810723ae60979237a01a1","at":1736942400000000,"data":{"parentId":null},"id":"evt_36586765b9bf51323d1a0855","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_50c9472d5230eb1c48f6de22","at":1736942400000000,"data":{"parentId":null},"id":"evt_13ed7859b4598b7306190e79","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_7eb05995322508349c8894c8","at":1736942400000000,"data":{"parentId":null},"id":"evt_9115e7619e1ead206ee7450e","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_496ff3074c70794e8baffb12","at":1736942400000000,"data":{},"id":"evt_7c03010397a4d6c7db3410a0","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO "outbox" VALUES(16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_d6b810723ae60979237a01a1","at":1736942400000000,"data":{},"id":"evt_a1b74a6a82206bcc6bcd7aa8","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO "outbox" VALUES(17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_50c9472d5230eb1c48f6de22","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_6d2e449301441481b4efce4f","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO "outbox" VALUES(18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_7eb05995322508349c8894c8","at":1736942400000000,"data":{"version":2},"id":"evt_b5210faeec46fb912619f403","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO "outbox" VALUES(19,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"ann \u00fc","role":"owner","status":"active"},"id":"evt_f5a947ffa30813f43807d2d5","tenantId":"acme","type":"user.created","userId":"ann"}');
INSERT INTO "outbox" VALUES(20,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"active"},"id":"evt_463fc836bfc042de69a56634","tenantId":"acme","type":"user.created","userId":"bob"}');
INSERT INTO "outbox" VALUES(21,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"disabled"},"id":"evt_32db1971a73d3861bdc49e3d","tenantId":"acme","type":"user.updated","userId":"bob"}');
INSERT INTO "outbox" VALUES(22,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_f2a7790efcdd394dae3962e8","name":"live","role":"service"},"id":"evt_cc12a5dab12d23252448b155","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO "outbox" VALUES(23,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_08263aa25fa55a4153da387e","name":"ended","role":"service"},"id":"evt_81c101b1054d6c1e1f15f0fb","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO "outbox" VALUES(24,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_08263aa25fa55a4153da387e","name":"ended","role":"service"},"id":"evt_918e0f52ebe60cbc1587c819","tenantId":null,"type":"key.revoked","userId":null}');
CREATE TABLE person (
	id VARCHAR(200) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	tenant_id VARCHAR(200), 
	created_at BIGINT NOT NULL, 
	disabled_at BIGINT, 
	PRIMARY KEY (id)
);
INSERT INTO "person" VALUES('ann','ann ü','owner','acme',1736942400000000,NULL);
INSERT INTO "person" VALUES('bob','bob ü','auditor','acme',1736942400000000,1736942400000000);
CREATE TABLE setting (
	name VARCHAR(64) NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('installation','c758f3816b8066311adc6a04066a61f8');
INSERT INTO "setting" VALUES('fingerprint_key','4ccca6a7859b66c7b818bec0f765b4ce79f1f13dccf8e2136ae1b9993bd15481');
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
CREATE INDEX ix_credential_kind ON credential (kind);
CREATE INDEX ix_credential_parent ON credential (parent);
CREATE INDEX ix_credential_user_id ON credential (user_id);
CREATE INDEX ix_memo_expires_at ON memo (expires_at);
CREATE INDEX outbox_sink ON outbox (sink, agent, n);
COMMIT;
