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
INSERT INTO "agent" VALUES(1,'agt_73087e98ef1927638729cfe2',NULL,1,0,'autonomous','user_1','acme','spender','active',X'ED733DFCCECAE955842BD7E9280F52BD271AEA984739C4D8BD5EC62EE9C27039',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]','{"budgetUsdPerDay":"1.00","maxCalls":12}','{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}',NULL,0);
INSERT INTO "agent" VALUES(2,'agt_03114b9e75168cf08b65033c',1,1,1,'delegated','user_1','acme','helper','active',X'7089BCD49AD84C5E9C16B71A4C31508064DDABF8D00B54C187D4AB492800C7E4',NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{"actions":["write"],"resource":"mcp:github:issues"}]','{"maxCalls":3}','{}',NULL,1);
INSERT INTO "agent" VALUES(3,'agt_74f71a162fdac3e7148a6727',NULL,3,0,'autonomous','user_2',NULL,'gated','active',X'FE8177F601985D478950EAF3ABC171A472E9E919ED9DAC9C2EEBC3C6AB014D66',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["*"],"resource":"*"}]','{"requireApprovalFor":["files:*:delete"]}','{}',NULL,0);
INSERT INTO "agent" VALUES(4,'agt_aa84249224cc3a658eb82bec',NULL,4,0,'service',NULL,NULL,'suspended','suspended',X'66FAAAAD4272931FA47A5403B22BC37C6D5C43F90AD3ECFFD40FF639DD4E23C2',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(5,'agt_3a3e02625464ab841fa8734e',NULL,5,0,'service',NULL,NULL,'revoked','revoked',X'915FB8151C0997E6BCFDB30EA5D307FEB246C944A2131DCBB28F5C7EF5874B58',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(6,'agt_1cb0d9e8953d6d34166b084d',NULL,6,0,'service',NULL,NULL,'rotated','active',X'91192C4D955B883E7E40A269B4F237C1EE4DC539D6E2F2EB6017C04C9D944B6A',X'5A3ECDCB307ECC795D0D145532E279469DB90F0B4F6FEB69978557193BECFDED',1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(7,'agt_fd42fbaf448d0b7b72c79ce5',NULL,7,0,'service',NULL,NULL,'updated','active',X'FF054E5BBAB1A9F6D9444269096FD3E694B96D1BC2D0E214887C3F9456F5C18A',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":5}','{}',NULL,0);
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
INSERT INTO "approval" VALUES(1,'apr_d_6fd872e0',3,3,X'AE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26',0,'files:tmp','delete','sealed:e518ba1716ed79b52c2a2fdde593beb0c3d71858f5d4e10c736d7d1dab636ecb239effd93c6b9ea8b20b27','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO "approval" VALUES(2,'apr_e_2386c435',3,3,X'C3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92',0,'files:tmp','delete','sealed:432bfca20657f1d2944fdac2807f1bd835d47c1fb8bde49d33abe6fbda873750cd6bafddd2a7e89deb793ff9e07577','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO "approval" VALUES(3,'apr_f_ed512e56',3,3,X'9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4',0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO "approval" VALUES(4,'apr_10_d9d59922',3,3,X'CFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57',0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO "audit" VALUES(1,1736942400000000,1,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_73087e98ef1927638729cfe2","at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"depth":0,"detail":{"kept":"45e857313038fa78369f4d61e020b13d3792a7b377542e719321994d29111153","sha256":"c47801faaa244cd40514045b93900d00586d18985b2070d3f71c6adb5f73e8d5"},"facts":{},"id":"aud_1_58b0aca6","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}','{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'551216ACDF0C1D17178FF0C42BE7FEA8',X'DFA974F8A09E9EFD1A00374D0CE1E5658CAAE30C47B2BADD57FD80787034CD3D');
INSERT INTO "audit" VALUES(2,1736942400000000,2,'change',NULL,NULL,'{"action":"agents.delegate","actor":"agt_73087e98ef1927638729cfe2","agent":"agt_03114b9e75168cf08b65033c","at":1736942400000000,"chain":["agt_03114b9e75168cf08b65033c","agt_73087e98ef1927638729cfe2"],"depth":1,"detail":{"sha256":"85be58e4509837e709a8432ac84dbc36d01f9f344a39dc13609322aadff4b49b"},"facts":{"byToken":true,"parent":"agt_73087e98ef1927638729cfe2"},"id":"aud_2_4d2cd327","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"dfa974f8a09e9efd1a00374d0ce1e5658caae30c47b2badd57fd80787034cd3d","tenant":"acme","v":1}','{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}',X'2B15303EBF4B80359901D6958B35E38A',X'46D92CFCF34B036966403667226740523AC05CB8EF634ED06C1E5E7F00A2E270');
INSERT INTO "audit" VALUES(3,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_73087e98ef1927638729cfe2","args":{"sha256":"40c4ddb68cb2b98257b6f3ff96c36d3a8307f9eb221582c492f8cbb1f63b7165"},"at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"charges":[{"agent":"agt_73087e98ef1927638729cfe2","level":"agent","meter":1},{"agent":"agt_73087e98ef1927638729cfe2","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_b13d2acf","ip":"10.1.2.3","kind":"decision","latencyUs":13719,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"46d92cfcf34b036966403667226740523ac05cb8ef634ed06c1e5e7f00a2e270","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 0"}',X'040399EB0CFAF5A890E8B4107FA917FC',X'7AECC0047747BC3B47E77DD89746AB382C607C30CC6AEF5E57186221EFB84A8F');
INSERT INTO "audit" VALUES(4,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_73087e98ef1927638729cfe2","args":{"sha256":"fa0c26661f44937c9c1b408986a46343cdd6f7f49d231f946745109039ffb178"},"at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"charges":[{"agent":"agt_73087e98ef1927638729cfe2","level":"agent","meter":1},{"agent":"agt_73087e98ef1927638729cfe2","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_c983e000","ip":"10.1.2.3","kind":"decision","latencyUs":2513,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"7aecc0047747bc3b47e77dd89746ab382c607c30cc6aef5e57186221efb84a8f","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 1"}',X'1CEBA66DCD9D1D2457C4AF28867B9150',X'F840796F4DBCF2D6B887F4CA64FED5BD4A35E500EA4EF2D5E7918AEBF5750060');
INSERT INTO "audit" VALUES(5,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_73087e98ef1927638729cfe2","args":{"sha256":"2732035e6a7c2119448e7ac8f903b19083aa84dccb96213aa3fcdee2c4aa4705"},"at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"charges":[{"agent":"agt_73087e98ef1927638729cfe2","level":"agent","meter":1},{"agent":"agt_73087e98ef1927638729cfe2","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_c4ef1d99","ip":"10.1.2.3","kind":"decision","latencyUs":1865,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"f840796f4dbcf2d6b887f4ca64fed5bd4a35e500ea4ef2d5e7918aebf5750060","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 2"}',X'5AA7B0B9E62C81A66CCF1D88BFD2C442',X'EF79FAE3105DBCE0AE9BA93F316B27E37D5ADD4899C832356C425F298BD348F9');
INSERT INTO "audit" VALUES(6,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_73087e98ef1927638729cfe2","args":{"sha256":"4dcc1873266b9da1915d6431ab361cbd9952e539c5ea3ed98da6e74f3d2a0e61"},"at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"charges":[{"agent":"agt_73087e98ef1927638729cfe2","level":"agent","meter":1},{"agent":"agt_73087e98ef1927638729cfe2","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_b2aa35c9","ip":"10.1.2.3","kind":"decision","latencyUs":119,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"ef79fae3105dbce0ae9ba93f316b27e37d5add4899c832356c425f298bd348f9","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 3"}',X'64F23240DB5557DBDEABD600293694B1',X'47A6898A27E058CBDB819B262D260AAED473C524B16F3F90977285A8BD94AEB6');
INSERT INTO "audit" VALUES(7,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_73087e98ef1927638729cfe2","at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_b13d2acf"},"id":"aud_7_a7ffb7b8","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"47a6898a27e058cbdb819b262d260aaed473c524b16f3f90977285a8bd94aeb6","tenant":"acme","v":1}',NULL,NULL,X'B575FFAB5F28F4F9C849A0399A154044F3E6315FB797E7DE185FE648652716AC');
INSERT INTO "audit" VALUES(8,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_73087e98ef1927638729cfe2","at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_c983e000"},"id":"aud_8_2caa3d36","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"b575ffab5f28f4f9c849a0399a154044f3e6315fb797e7de185fe648652716ac","tenant":"acme","v":1}',NULL,NULL,X'3B043670C78DCA44A816E782EBB71BBA74D9845B3A493057A08911915656A9B2');
INSERT INTO "audit" VALUES(9,1736942400000000,2,'decision','ok',NULL,'{"action":"write","agent":"agt_03114b9e75168cf08b65033c","args":null,"at":1736942400000000,"chain":["agt_03114b9e75168cf08b65033c","agt_73087e98ef1927638729cfe2"],"charges":[{"agent":"agt_03114b9e75168cf08b65033c","level":"agent","meter":3},{"agent":"agt_73087e98ef1927638729cfe2","level":"agent","meter":1},{"agent":"agt_73087e98ef1927638729cfe2","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_feac3352","ip":null,"kind":"decision","latencyUs":16487,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"3b043670c78dca44a816e782ebb71bba74d9845b3a493057a08911915656a9b2","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}',NULL,NULL,X'F0087ED16BD430B28890ED5FB5678A144ACD89DF9B4886FDDBA49A388EB9DDA5');
INSERT INTO "audit" VALUES(10,1736942400000000,1,'decision','not_permitted',NULL,'{"action":"read","agent":"agt_73087e98ef1927638729cfe2","args":null,"at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_94243f1a","ip":null,"kind":"decision","latencyUs":2972,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"f0087ed16bd430b28890ed5fb5678a144acd89df9b4886fddba49a388eb9dda5","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}',NULL,NULL,X'251E4C59F23247B53A92DB9CB530C663DE6E17A5F0E15FF02948984BE140D2F5');
INSERT INTO "audit" VALUES(11,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.record","actor":"library","agent":"agt_73087e98ef1927638729cfe2","at":1736942400000000,"chain":["agt_73087e98ef1927638729cfe2"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_73087e98ef1927638729cfe2"],"costUsd":"0.01"},"id":"aud_b_33111a98","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"251e4c59f23247b53a92db9cb530c663de6e17a5f0e15ff02948984be140d2f5","tenant":"acme","v":1}',NULL,NULL,X'04F837C8FED3B899D61B50642F80F79264BD65AC86F052F85E33848E615C9693');
INSERT INTO "audit" VALUES(12,1736942400000000,3,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"depth":0,"detail":{"sha256":"fd69818a81d54bd0352f25a37083dfec36a161439de783a73f09729bd887a3a1"},"facts":{},"id":"aud_c_5c0b4009","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"04f837c8fed3b899d61b50642f80f79264bd65ac86f052f85e33848e615c9693","tenant":null,"v":1}','{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'5B0757426C2BCB7FFDC758D4074C5923',X'81CCB15C6F538D828D18F06B32BD7B6D4935F5310CDB401D7C900286DA1127D7');
INSERT INTO "audit" VALUES(13,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_74f71a162fdac3e7148a6727","args":{"sha256":"94187f33c667559312ec8e4418b2fff95af66ebba7faf1a74123c7d6238b1c07"},"at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_6fd872e0","ip":null,"kind":"decision","latencyUs":22089,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"81ccb15c6f538d828d18f06b32bd7b6d4935f5310cdb401d7c900286da1127d7","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"open"}',X'293FFFCACE8A0921DC41FF99C2D03FB0',X'9ABE232E99AC3EE9EA7977AA5B92CE9DD546FD07551F6FDEFF3AE39B6BEAC784');
INSERT INTO "audit" VALUES(14,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_74f71a162fdac3e7148a6727","args":{"sha256":"a28488e0e2775538672d5af8aeb769404a8185f1a9c74e52aef513c35ee0d8cf"},"at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_2386c435","ip":null,"kind":"decision","latencyUs":4764,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"9abe232e99ac3ee9ea7977aa5b92ce9dd546fd07551f6fdeff3ae39b6beac784","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"approved"}',X'F8EF3B58057CC076D940D3F1664F702C',X'8127F88D34C95210CD9AA08C90E7DF2F6677C9C97C2E597B5E983D86F5F63F97');
INSERT INTO "audit" VALUES(15,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_74f71a162fdac3e7148a6727","args":{"sha256":"92f8d724b9a395ca98f3c6827112e0e32cad2aa15d13f2ccce8e822365f7acdc"},"at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_ed512e56","ip":null,"kind":"decision","latencyUs":5318,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"8127f88d34c95210cd9aa08c90e7df2f6677c9c97c2e597b5e983d86f5f63f97","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"denied"}',X'0279F5FFB59E16323559EFFE7AD08380',X'1BEBC5024C5C555889D0DD583B872A0EE3E72E1A89EBBB037350C3C1FA0F3FF2');
INSERT INTO "audit" VALUES(16,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_74f71a162fdac3e7148a6727","args":{"sha256":"52ed71fc51f15529c91e51cc721c1e036a65ca78c92d8ddd1d9ce3d0b5299920"},"at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_d9d59922","ip":null,"kind":"decision","latencyUs":6271,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"1bebc5024c5c555889d0dd583b872a0ee3e72e1a89ebbb037350c3c1fa0f3ff2","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'C0360A7DDF4CB47CBBAC3EBB94434A02',X'8C7EA0889EBDCE198597649355E553F574BD96F67DB1BAB1CF9B80969EF061A9');
INSERT INTO "audit" VALUES(17,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"depth":0,"detail":{"sha256":"82ad4ff830a2cb6b228caf1addfacfd32a855501f6c3aec471b0b80981bb52a1"},"facts":{"approval":"apr_e_2386c435"},"id":"aud_11_60293969","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"8c7ea0889ebdce198597649355e553f574bd96f67db1bab1cf9b80969ef061a9","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'05A8D61618986EEAC48BB0D02DE84683',X'9FA672FD136EE513CD9108B27BF0B79F2E66ED9CE85A4E9598B4DCDECF85F6ED');
INSERT INTO "audit" VALUES(18,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.deny","actor":"ann","agent":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"depth":0,"detail":{"sha256":"0d4ae719f5a2186cb190e4e3c8151e692377adf265e93c01783a7d044f6827f2"},"facts":{"approval":"apr_f_ed512e56"},"id":"aud_12_d2d4d305","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"9fa672fd136ee513cd9108b27bf0b79f2e66ed9ce85a4e9598b4dcdecf85f6ed","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'74F75CB61F21354142842C3BAD158664',X'CC6D3EAB061456F72F9A0F2FFC5935904E9AA435964ACF8C7AC0283A40422293');
INSERT INTO "audit" VALUES(19,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"depth":0,"detail":{"sha256":"ccb1461ae34970a038abbd8855703c83a28c27806eeefafc8bfeff686860c6ef"},"facts":{"approval":"apr_10_d9d59922"},"id":"aud_13_4cc75d6a","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"cc6d3eab061456f72f9a0f2ffc5935904e9aa435964acf8c7ac0283a40422293","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'8353BC16B135D1FC30D20C0D6E881FCA',X'CF44E52A3F7F0325EE5E549400115C54CC5C138A8FEE54D3C351FBCB6FC15A6F');
INSERT INTO "audit" VALUES(20,1736942400000000,3,'decision','ok',NULL,'{"action":"delete","agent":"agt_74f71a162fdac3e7148a6727","args":{"sha256":"8ed0b00b2268809387db2e2e667db28fde282a79cf0a6e4d3f4c3516bddd7467"},"at":1736942400000000,"chain":["agt_74f71a162fdac3e7148a6727"],"charges":[{"agent":"agt_74f71a162fdac3e7148a6727","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_3b78a8d6","ip":null,"kind":"decision","latencyUs":250,"log":0,"marks":{"approval":"apr_10_d9d59922"},"outcome":"allow","owner":"user_2","pos":20,"prev":"cf44e52a3f7f0325ee5e549400115c54cc5c138a8fee54d3c351fbcb6fc15a6f","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'27E2A773F9510A88F130006ACDFF10BA',X'3F07ED6B32D2058121E44C4673F374FF7979B379E523836AC93BDB470DB612B7');
INSERT INTO "audit" VALUES(21,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_aa84249224cc3a658eb82bec","at":1736942400000000,"chain":["agt_aa84249224cc3a658eb82bec"],"depth":0,"detail":{"sha256":"33ce9bad28d8d9326656a8bbfc994da685a4721eef03862ac39c8ba8a93b2986"},"facts":{},"id":"aud_15_8933c093","kind":"change","log":0,"owner":null,"pos":21,"prev":"3f07ed6b32d2058121e44c4673f374ff7979b379e523836ac93bdb470db612b7","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'AAA776C433B445914DE8134F6EA569BB',X'641F12035D5452ABA77B61C25CFCF88B9D3CA26801DF5AC487B388A6B769BA3D');
INSERT INTO "audit" VALUES(22,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_3a3e02625464ab841fa8734e","at":1736942400000000,"chain":["agt_3a3e02625464ab841fa8734e"],"depth":0,"detail":{"sha256":"d0d554c14977ea6b44c43b81eaa0d6efc897284cc2fc9cd1f6148af43fad9e04"},"facts":{},"id":"aud_16_2c93adf1","kind":"change","log":0,"owner":null,"pos":22,"prev":"641f12035d5452aba77b61c25cfcf88b9d3ca26801df5ac487b388a6b769ba3d","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'F8BA1646101CE522344AD1C6C2F285AA',X'69247BCAF7031C4FF85F84BC2AB352D078BD9CB22BA22098F385CA776FBA0F03');
INSERT INTO "audit" VALUES(23,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_1cb0d9e8953d6d34166b084d","at":1736942400000000,"chain":["agt_1cb0d9e8953d6d34166b084d"],"depth":0,"detail":{"sha256":"8a63da7202aee89977bd295333adae008ce561d454b6b01b9c074a940f1bae2a"},"facts":{},"id":"aud_17_77539b25","kind":"change","log":0,"owner":null,"pos":23,"prev":"69247bcaf7031c4ff85f84bc2ab352d078bd9cb22ba22098f385ca776fba0f03","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'7BEDF9B199591DB72FBEF7729780B196',X'3F32E1F0D89D59A6B589028766ED4B526B52835C75E6E873ED0A1B5935CA3D87');
INSERT INTO "audit" VALUES(24,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_fd42fbaf448d0b7b72c79ce5","at":1736942400000000,"chain":["agt_fd42fbaf448d0b7b72c79ce5"],"depth":0,"detail":{"sha256":"6b8691bb38423ad228f021704f6cc10de02b7ab2e7c35f1a355bec5c468dfb72"},"facts":{},"id":"aud_18_12d90532","kind":"change","log":0,"owner":null,"pos":24,"prev":"3f32e1f0d89d59a6b589028766ed4b526b52835c75e6e873ed0a1b5935ca3d87","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'6E484EA1D6D1792646466D49697BE2A2',X'A4EEAD232EFCEE055B976FEE3D553945126CB2656BB598D87223E5BF2E414082');
INSERT INTO "audit" VALUES(25,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.suspend","actor":"library","agent":"agt_aa84249224cc3a658eb82bec","at":1736942400000000,"chain":["agt_aa84249224cc3a658eb82bec"],"depth":0,"detail":{"sha256":"5bd4fe989d827a6ed921f4c67a2716d8d0459e8c1a25d2d9e7e23b05a9d70815"},"facts":{},"id":"aud_19_c33c9be8","kind":"change","log":0,"owner":null,"pos":25,"prev":"a4eead232efcee055b976fee3d553945126cb2656bb598d87223e5bf2e414082","tenant":null,"v":1}','{"after":{"status":"suspended"},"before":{"status":"active"}}',X'0F93130011DB3095A01FF6C6492B5505',X'BE6DDFF5A734A62C0C87FFB12AD7517A364FF4C657B8C6E5D04584B0F4DE2F57');
INSERT INTO "audit" VALUES(26,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.revoke","actor":"library","agent":"agt_3a3e02625464ab841fa8734e","at":1736942400000000,"chain":["agt_3a3e02625464ab841fa8734e"],"depth":0,"detail":{"sha256":"ec04ab6734e6e531ed6839c5bb33aa4cbcf953069ad482091a911e005715e186"},"facts":{},"id":"aud_1a_ff8fd31a","kind":"change","log":0,"owner":null,"pos":26,"prev":"be6ddff5a734a62c0c87ffb12ad7517a364ff4c657b8c6e5d04584b0f4de2f57","tenant":null,"v":1}','{"after":{"status":"revoked"},"before":{"status":"active"}}',X'B90AD6803E2E23BC0F541AC389F085D3',X'E86E5F794B91555133130FCE25503CF1192C5121517134676204B9F6800D2E3C');
INSERT INTO "audit" VALUES(27,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.rotate","actor":"library","agent":"agt_1cb0d9e8953d6d34166b084d","at":1736942400000000,"chain":["agt_1cb0d9e8953d6d34166b084d"],"depth":0,"detail":{"sha256":"5ec4ae96ea65b6cf91c6f868becd42ba99d181114e9cd4275ef4e921f15b896a"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_04605de5","kind":"change","log":0,"owner":null,"pos":27,"prev":"e86e5f794b91555133130fce25503cf1192c5121517134676204b9f6800d2e3c","tenant":null,"v":1}','{"after":{"version":2},"before":{"version":1}}',X'411332284D126789636731BED1C39866',X'46B3EC871F9E875EE38B04BA57F206C6A370D988734816CBE4C60A52060F3FEE');
INSERT INTO "audit" VALUES(28,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_fd42fbaf448d0b7b72c79ce5","args":null,"at":1736942400000000,"chain":["agt_fd42fbaf448d0b7b72c79ce5"],"charges":[{"agent":"agt_fd42fbaf448d0b7b72c79ce5","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_9cabfd78","ip":null,"kind":"decision","latencyUs":6808,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"46b3ec871f9e875ee38b04ba57f206c6a370d988734816cbe4c60a52060f3fee","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'6BDBA2460AC918B486E4E92BB91AB6058A523A41F2BC81135AE0A55EE7EB8445');
INSERT INTO "audit" VALUES(29,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_fd42fbaf448d0b7b72c79ce5","args":null,"at":1736942400000000,"chain":["agt_fd42fbaf448d0b7b72c79ce5"],"charges":[{"agent":"agt_fd42fbaf448d0b7b72c79ce5","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_6b082345","ip":null,"kind":"decision","latencyUs":60,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"6bdba2460ac918b486e4e92bb91ab6058a523a41f2bc81135ae0a55ee7eb8445","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'11E4DCF29788E673F4F3F584DAF3EB11051BE93621D061B9CFA2CA7AC98B635F');
INSERT INTO "audit" VALUES(30,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.update","actor":"library","agent":"agt_fd42fbaf448d0b7b72c79ce5","at":1736942400000000,"chain":["agt_fd42fbaf448d0b7b72c79ce5"],"depth":0,"detail":{"sha256":"361384b5deda1b616b4a9102d425175525778649a29db84493a2f6c00b239951"},"facts":{},"id":"aud_1e_0069d426","kind":"change","log":0,"owner":null,"pos":30,"prev":"11e4dcf29788e673f4f3f584daf3eb11051be93621d061b9cfa2ca7ac98b635f","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}',X'D2238D9513B2ED5F0DEEFE7D3771B742',X'B078C17C751B5BA3E401AD22EECA41E5CD345D95BADD1930A824B845131A4D32');
INSERT INTO "audit" VALUES(31,1736942400000000,NULL,'decision','unknown_token',NULL,'{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_eff94060","ip":null,"kind":"decision","latencyUs":539,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"b078c17c751b5ba3e401ad22eeca41e5cd345d95badd1930a824b845131a4d32","reason":"The token is not known.","resource":null,"tenant":null,"v":1}',NULL,NULL,X'5B1ED686B415A11E658D4C4226740421F8A2986F707A4AD0BE5A2F7D426FE71A');
INSERT INTO "audit" VALUES(32,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"9cd8775411590237e37169bd09cbc52b46661e75bd1b79af6ced22284af8a039","sha256":"133c670c69bfe9235db83d192b79e74d8f55a7d9913d4fcdc20c1794dda55b39"},"facts":{"user":"ann"},"id":"aud_20_256f45c7","kind":"change","log":0,"owner":null,"pos":32,"prev":"5b1ed686b415a11e658d4c4226740421f8a2986f707a4ad0be5a2f7d426fe71a","tenant":null,"v":1}','{"after":{"name":"ann \u00fc","role":"owner","status":"active","tenantId":"acme"},"before":null}',X'5FBE69E9B423E25A4C18EF3E7C81FAF9',X'122F04A58D705C264BA2458B5C0C9ECFA5C21D790F688F5EA70FC5484A2882BC');
INSERT INTO "audit" VALUES(33,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"4fab72fa27cc61ad8023380aa9820ef82eded100fba121c8531767cef6b11d46","sha256":"58834f04bf78d43cdc35650519286adc655d369580f5adb49289434e6dff214c"},"facts":{"user":"bob"},"id":"aud_21_d5c3ac1a","kind":"change","log":0,"owner":null,"pos":33,"prev":"122f04a58d705c264ba2458b5c0c9ecfa5c21d790f688f5ea70fc5484a2882bc","tenant":null,"v":1}','{"after":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"},"before":null}',X'9A88F569E511CBAA14D5EEC98B9E5820',X'8011FBE3B698D9A6BEAA4737D10A727F32AD0AFAFA802AB1B14FB9A54B52A48E');
INSERT INTO "audit" VALUES(34,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.update","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"e1bed70bb64f9245d7d8ca0cbcab6e688f20bef81c41e536667655130c998b80","sha256":"511d37fb71d22dbc8546eae3f6242ca172df179ede89397b0808e3471426d2e4"},"facts":{"ended":0,"user":"bob"},"id":"aud_22_da53639a","kind":"change","log":0,"owner":null,"pos":34,"prev":"8011fbe3b698d9a6beaa4737d10a727f32ad0afafa802ab1b14fb9a54b52a48e","tenant":null,"v":1}','{"after":{"name":"bob \u00fc","role":"auditor","status":"disabled","tenantId":"acme"},"before":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"}}',X'7A327B5A99B5DB6924FD802B5B3EDA6F',X'1AEB37F80C630A6B9E4C92186DA4F67B9DFA4DE7260DDC5DC253F142C6C3DC1D');
INSERT INTO "audit" VALUES(35,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"c64ed8415beff4503b1d554df282d8a1dab8ec3ad6269b244d761bd777649356"},"facts":{"key":"key_07e9b2de63bdecf6e80ea8bb"},"id":"aud_23_282d6591","kind":"change","log":0,"owner":null,"pos":35,"prev":"1aeb37f80c630a6b9e4c92186da4f67b9dfa4de7260ddc5dc253f142c6c3dc1d","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"live","role":"service","status":"active","tenantId":null,"userId":null},"before":null}',X'401D6DB63317AF32579CF28946E03EA0',X'CEB6C6F71B6A952C3B4183DF9126F9CA4425DAE8A3AE4A08601D522D1DB06B12');
INSERT INTO "audit" VALUES(36,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"67b86a32488bbf0f17c63974da1d41208c89c42c566ff144389906bdbeaa18d1"},"facts":{"key":"key_b01448c9fbba25df77bfac1b"},"id":"aud_24_c56cb76d","kind":"change","log":0,"owner":null,"pos":36,"prev":"ceb6c6f71b6a952c3b4183df9126f9ca4425dae8a3ae4a08601d522d1db06b12","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null},"before":null}',X'7C62C144EC4F16A185C4D76530E20149',X'840D7DB874C89CD05D51D4CE4083668D18A639EC55E50EB738AFD43719E23592');
INSERT INTO "audit" VALUES(37,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.revoke","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"d1dc362a868301868290019fb6357f5be2ad8975017693c2ec4a3be780989da9"},"facts":{"endedSessions":0,"key":"key_b01448c9fbba25df77bfac1b"},"id":"aud_25_f1787809","kind":"change","log":0,"owner":null,"pos":37,"prev":"840d7db874c89cd05d51d4ce4083668d18a639ec55e50eb738afd43719e23592","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"ended","role":"service","status":"revoked","tenantId":null,"userId":null},"before":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null}}',X'B7726E51CE4E7CCB95D3D8AB8DEA90BA',X'E2FCC9FE89E7764060AA0956AA94A378EB04F8CC4E054B392C707B813C4D7D06');
INSERT INTO "audit" VALUES(38,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_26_ac2ccc99","kind":"change","log":0,"owner":null,"pos":38,"prev":"e2fcc9fe89e7764060aa0956aa94a378eb04f8cc4e054b392c707b813c4d7d06","tenant":null,"v":1}',NULL,NULL,X'343F2EE42A57EE7F80AEBCA1CE59B6D43012F1BE70DA97794A61F250ED860266');
INSERT INTO "audit" VALUES(39,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in","actor":"ann","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"session":"session_57f6ccfcbc050bade6b9ede0","with":"link_747981278a21567246c5e3ea"},"id":"aud_27_42dfb6ae","kind":"change","log":0,"owner":null,"pos":39,"prev":"343f2ee42a57ee7f80aebca1ce59b6d43012f1be70da97794a61f250ed860266","tenant":null,"v":1}',NULL,NULL,X'10CE1DB0544B9C12D795D54DF001AB54A5C45340991ACBEC3FAA5D08BA652116');
INSERT INTO "audit" VALUES(40,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_28_876ec516","kind":"change","log":0,"owner":null,"pos":40,"prev":"10ce1db0544b9c12d795d54df001ab54a5c45340991acbec3faa5d08ba652116","tenant":null,"v":1}',NULL,NULL,X'6E99D75C03FDEA690E39E5BDB0B266971D465152C78EED97DB7346916384788C');
INSERT INTO "audit" VALUES(41,1736942400000000,NULL,'change',NULL,NULL,'{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":40,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_29_76b3d0e6","kind":"change","log":0,"owner":null,"pos":41,"prev":"6e99d75c03fdea690e39e5bdb0b266971d465152c78eed97db7346916384788c","tenant":null,"v":1}',NULL,NULL,X'2CD2B514D83A31A648B86F4FEB24812AEBAC4A521268AC559C675E3AD6E79CAB');
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
INSERT INTO "checkpoint" VALUES(1,1736942400000000,'{"at":"2025-01-15T12:00:00Z","count":40,"heads":[{"hash":"6e99d75c03fdea690e39e5bdb0b266971d465152c78eed97db7346916384788c","log":0,"position":40}],"installation":"cb3795036b84c5f334daecdb792a58ba","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"2f9c09364352d903edb2b494843f4afe7aa9ee1e469c08a598b38d061e80caf5b1ceb9f768ddd1f001c3dfa2e7c37fa0976bd1cd808cef71df303d0d4d89ae0e","version":1}');
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
INSERT INTO "credential" VALUES(1,'key_07e9b2de63bdecf6e80ea8bb','key',X'334439048E441E1AD09B63DA7FACF6D96186CF15C45B2A0C7C81E4B6740079F7','live','service',NULL,NULL,NULL,1736942400000000,'library',NULL,NULL,NULL);
INSERT INTO "credential" VALUES(2,'key_b01448c9fbba25df77bfac1b','key',X'9B1C8645BAD757485B3F616C69591218B7FC2491DAC94468CFF59D1729868012','ended','service',NULL,NULL,NULL,1736942400000000,'library',NULL,1736942400000000,NULL);
INSERT INTO "credential" VALUES(3,'link_747981278a21567246c5e3ea','link',X'7C0546A0B47AF9A4AFE11630AECC6DED86BF04CFCBD184312B0FF4E4CA4BE79F','ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,1736942400000000,NULL);
INSERT INTO "credential" VALUES(4,'session_57f6ccfcbc050bade6b9ede0','session',X'0DB35A499279DBE22D5EFE3E483C815E2B7D697E9141A262B0CF61D42D2D0881','ann ü','owner','ann','acme',NULL,1736942400000000,'ann',1736985600000000,NULL,NULL);
INSERT INTO "credential" VALUES(5,'link_85d3852346b6153d162e9b06','link',X'0E8A64B64B2CCC374F1662287A80216A4F49D61B96984DDA6083451738F69413','ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,NULL,NULL);
CREATE TABLE epoch (
	id INTEGER NOT NULL, 
	n BIGINT NOT NULL, 
	schema INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "epoch" VALUES(1,4,3);
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
INSERT INTO "memo" VALUES('authorize',2,X'D7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8',1737028800000000,X'6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504','{"approvalId":null,"auditId":"aud_9_feac3352","cost":0,"throttled":false}');
INSERT INTO "memo" VALUES('record',1,X'0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2',NULL,X'11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E','["aud_b_33111a98",10000,1736942400000000,null,null]');
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
INSERT INTO "meter" VALUES(0,0,'log',0,0,0,0,0,0,0,0,41,0,NULL,NULL,X'2CD2B514D83A31A648B86F4FEB24812AEBAC4A521268AC559C675E3AD6E79CAB');
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
INSERT INTO "outbox" VALUES(1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_73087e98ef1927638729cfe2","at":1736942400000000,"data":{"parentId":null},"id":"evt_c1c064bed9d173493f00d031","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_03114b9e75168cf08b65033c","at":1736942400000000,"data":{"parentId":"agt_73087e98ef1927638729cfe2"},"id":"evt_dea5aae904f1a7a1ddfbdf0c","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"parentId":null},"id":"evt_dbd62a2452208b74cb8caa33","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO "outbox" VALUES(4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_6fd872e0","resource":"files:tmp"},"id":"evt_2dcf78b5359b7c6151dcff12","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_2386c435","resource":"files:tmp"},"id":"evt_8dd1ebd1ee236c00c71291cd","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_ed512e56","resource":"files:tmp"},"id":"evt_34ffa31da5b13807b53570e2","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_d9d59922","resource":"files:tmp"},"id":"evt_9ecfc0d236a54d98f87f30f7","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"approval":"apr_e_2386c435","by":"ann"},"id":"evt_7837771ebd4b67d46a67048b","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"approval":"apr_f_ed512e56","by":"ann"},"id":"evt_496bdd805498f8db3fd676a1","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO "outbox" VALUES(10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_74f71a162fdac3e7148a6727","at":1736942400000000,"data":{"approval":"apr_10_d9d59922","by":"ann"},"id":"evt_b8ff74409375dd240a812c4b","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_aa84249224cc3a658eb82bec","at":1736942400000000,"data":{"parentId":null},"id":"evt_7b08e6d19b2475e11ffe7886","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_3a3e02625464ab841fa8734e","at":1736942400000000,"data":{"parentId":null},"id":"evt_c4fe71573522c7f7934f2123","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_1cb0d9e8953d6d34166b084d","at":1736942400000000,"data":{"parentId":null},"id":"evt_e7baa28a92cc1ba936ae868d","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_fd42fbaf448d0b7b72c79ce5","at":1736942400000000,"data":{"parentId":null},"id":"evt_637bd5274be60570a8950aad","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_aa84249224cc3a658eb82bec","at":1736942400000000,"data":{},"id":"evt_52c5be2aa2236f395ddcc8ca","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO "outbox" VALUES(16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_3a3e02625464ab841fa8734e","at":1736942400000000,"data":{},"id":"evt_ff1253e48c289713f931e7fc","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO "outbox" VALUES(17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_1cb0d9e8953d6d34166b084d","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_62cc7003603819d4839eefe3","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO "outbox" VALUES(18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_fd42fbaf448d0b7b72c79ce5","at":1736942400000000,"data":{"version":2},"id":"evt_048a43ded2a19d06f9933e8a","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO "outbox" VALUES(19,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"ann \u00fc","role":"owner","status":"active"},"id":"evt_a7256e1db3cc24c78479ed67","tenantId":"acme","type":"user.created","userId":"ann"}');
INSERT INTO "outbox" VALUES(20,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"active"},"id":"evt_fd301e32baececf4ede5d2b2","tenantId":"acme","type":"user.created","userId":"bob"}');
INSERT INTO "outbox" VALUES(21,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"disabled"},"id":"evt_dd5b0fa5bc4e92d665484639","tenantId":"acme","type":"user.updated","userId":"bob"}');
INSERT INTO "outbox" VALUES(22,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_07e9b2de63bdecf6e80ea8bb","name":"live","role":"service"},"id":"evt_4d28e07d87a407c90b4d1f12","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO "outbox" VALUES(23,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_b01448c9fbba25df77bfac1b","name":"ended","role":"service"},"id":"evt_ae839c068a03d87e56d20b64","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO "outbox" VALUES(24,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_b01448c9fbba25df77bfac1b","name":"ended","role":"service"},"id":"evt_ff0cbb0873cd72ba69def303","tenantId":null,"type":"key.revoked","userId":null}');
CREATE TABLE passkey (
	n INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	digest BLOB NOT NULL, 
	user_id VARCHAR(200) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	credential_id TEXT NOT NULL, 
	public_key TEXT NOT NULL, 
	sign_count BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	revoked_at BIGINT, 
	last_used_at BIGINT, 
	PRIMARY KEY (n), 
	UNIQUE (id), 
	UNIQUE (digest)
);
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
INSERT INTO "setting" VALUES('installation','cb3795036b84c5f334daecdb792a58ba');
INSERT INTO "setting" VALUES('fingerprint_key','d55a25a0b8b94e7373280f41042b856df22ba39ed26346750a947534e2ca1bfc');
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
CREATE TABLE webhook (
	n INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	tenant_id VARCHAR(200), 
	url TEXT NOT NULL, 
	events TEXT NOT NULL, 
	secrets TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at BIGINT NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	changed_at BIGINT NOT NULL, 
	paused_at BIGINT, 
	removed_at BIGINT, 
	taken_at BIGINT, 
	failed_at BIGINT, 
	failure TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);
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
CREATE INDEX ix_passkey_user_id ON passkey (user_id);
CREATE INDEX ix_webhook_tenant_id ON webhook (tenant_id);
COMMIT;
