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
INSERT INTO "agent" VALUES(1,'agt_9bdb36dd75828501439f2e96',NULL,1,0,'autonomous','user_1','acme','spender','active',X'F47A1D246AFF417404B76C70C6B102E31172200039660E3E99D8CB3D9F6B42FA',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]','{"budgetUsdPerDay":"1.00","maxCalls":12}','{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}',NULL,0);
INSERT INTO "agent" VALUES(2,'agt_03a5017cc1c1a85d3851b5af',1,1,1,'delegated','user_1','acme','helper','active',X'25316F41E49BEED7DB99B0CC98C3438B300E3988BC34CDC14164CC3B5DC17F86',NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{"actions":["write"],"resource":"mcp:github:issues"}]','{"maxCalls":3}','{}',NULL,1);
INSERT INTO "agent" VALUES(3,'agt_8e055855ca95861dba878a08',NULL,3,0,'autonomous','user_2',NULL,'gated','active',X'DBBFF798DC4E75E3B585E66F8955F89BA9A2C95292942CE84C4B376F12E3CEDF',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["*"],"resource":"*"}]','{"requireApprovalFor":["files:*:delete"]}','{}',NULL,0);
INSERT INTO "agent" VALUES(4,'agt_d27588f81502e507e77a4aa5',NULL,4,0,'service',NULL,NULL,'suspended','suspended',X'7184067D2F6773CCA950EFC8A6136CB994BF37B4F8113CDF9F7726DD05F49977',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(5,'agt_35f09b99229503a5145210a4',NULL,5,0,'service',NULL,NULL,'revoked','revoked',X'68B180C067499DE8C8E90BC8B46653FC8597B3A2AE899E018F957650A595D969',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(6,'agt_70b51ed7756ccb016a842220',NULL,6,0,'service',NULL,NULL,'rotated','active',X'3AD9FFBA6486C31D641BFBE4F06F48405711E61BE5D046498C70C2C5EB454404',X'8EB4EDA064595DFB23CF7E22D91D4D218B0E3DBCB3BB26361548860DFDF955F6',1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(7,'agt_dd1f57c08e4318c44a448bd3',NULL,7,0,'service',NULL,NULL,'updated','active',X'5A201633D34BD429B746EF57E06CEF2E74F98D12780B9006741733939AD482CE',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":5}','{}',NULL,0);
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
INSERT INTO "approval" VALUES(1,'apr_d_2b2b2a00',3,3,X'AE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26',0,'files:tmp','delete','sealed:2b115bbd84b5593e9e97b97189b0ae9fc95cbaa9a90799f80c5580a5e11253c31feddbb50b7737437bdb38','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO "approval" VALUES(2,'apr_e_666aa65b',3,3,X'C3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92',0,'files:tmp','delete','sealed:3abe8767f9aa2f21389da4640eb1de8a721040c25261115b85af31008a5b96da8854f0001164334af0cf3771dd54aa','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO "approval" VALUES(3,'apr_f_fa1fbb35',3,3,X'9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4',0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO "approval" VALUES(4,'apr_10_d8cb63f1',3,3,X'CFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57',0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO "audit" VALUES(1,1736942400000000,1,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_9bdb36dd75828501439f2e96","at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"depth":0,"detail":{"kept":"9a6f8f1e86fdde109a18123ebe9ff5f35bf33f6ce15e63be39c88a7632f5a8c4","sha256":"6839ab0bca26fecc44d3e50c2086690380ff059dfa8cf73d0b8b0e3f5954e4ef"},"facts":{},"id":"aud_1_5fb113a2","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}','{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'5A963151FBD85E0B5819DAA31AD320BD',X'5111B604E4C8EAC7E92E6AB9134780F322D84FD8F0B90E6BE8C9BA6E58F8D409');
INSERT INTO "audit" VALUES(2,1736942400000000,2,'change',NULL,NULL,'{"action":"agents.delegate","actor":"agt_9bdb36dd75828501439f2e96","agent":"agt_03a5017cc1c1a85d3851b5af","at":1736942400000000,"chain":["agt_03a5017cc1c1a85d3851b5af","agt_9bdb36dd75828501439f2e96"],"depth":1,"detail":{"sha256":"cbbf4eca7c26dfdd82e22b5071b68d314f29f9f02c9bdad24bde8b689b11b862"},"facts":{"byToken":true,"parent":"agt_9bdb36dd75828501439f2e96"},"id":"aud_2_4d127539","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"5111b604e4c8eac7e92e6ab9134780f322d84fd8f0b90e6be8c9ba6e58f8d409","tenant":"acme","v":1}','{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}',X'CD22976F9F659A8FAF716CF6343143AA',X'778C2047394839743C4461E3B257DF8DE0EB7A01707867D551D55BA18F10CA25');
INSERT INTO "audit" VALUES(3,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_9bdb36dd75828501439f2e96","args":{"sha256":"d4d6ec5f7100805846663948d6f54703afd723c76ab9c9edb8798d9cef986d76"},"at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"charges":[{"agent":"agt_9bdb36dd75828501439f2e96","level":"agent","meter":1},{"agent":"agt_9bdb36dd75828501439f2e96","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_492c570d","ip":"10.1.2.3","kind":"decision","latencyUs":6847,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"778c2047394839743c4461e3b257df8de0eb7a01707867d551d55ba18f10ca25","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 0"}',X'1115FAF511FDFFA3B87650105EBE4E67',X'EBFA8459998E93E5E7C6909C65CA1A366251B62968E6E274A3DBF311F80B57CD');
INSERT INTO "audit" VALUES(4,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_9bdb36dd75828501439f2e96","args":{"sha256":"a228834291b3802950d7d35d452980ebde4e0eea4305aa6f6389f1b712b291b6"},"at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"charges":[{"agent":"agt_9bdb36dd75828501439f2e96","level":"agent","meter":1},{"agent":"agt_9bdb36dd75828501439f2e96","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_d5782c86","ip":"10.1.2.3","kind":"decision","latencyUs":239,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"ebfa8459998e93e5e7c6909c65ca1a366251b62968e6e274a3dbf311f80b57cd","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 1"}',X'BDB8E9C220191C0A78CD3077DF288789',X'27602E820369E6A20E22106CA78ED5D2BEE6D9FFBCF7759F3D81A9511F32AFE9');
INSERT INTO "audit" VALUES(5,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_9bdb36dd75828501439f2e96","args":{"sha256":"aa372686827593a5ca2813000ca15c134f7dfb2843391d1fd5f9ed465ed7c305"},"at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"charges":[{"agent":"agt_9bdb36dd75828501439f2e96","level":"agent","meter":1},{"agent":"agt_9bdb36dd75828501439f2e96","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_3eb3ae05","ip":"10.1.2.3","kind":"decision","latencyUs":100,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"27602e820369e6a20e22106ca78ed5d2bee6d9ffbcf7759f3d81a9511f32afe9","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 2"}',X'84895877B2A3D49C86ECBADEF892E447',X'13440911ADFC32AB38E5C93DB8E89845EF99004668EEF5E81A8E67135A3FBE36');
INSERT INTO "audit" VALUES(6,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_9bdb36dd75828501439f2e96","args":{"sha256":"6cfd65036b9f691aeb2fd78946c45e83dd0abc49a4a8a5a0d6d9c1463a7a7e19"},"at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"charges":[{"agent":"agt_9bdb36dd75828501439f2e96","level":"agent","meter":1},{"agent":"agt_9bdb36dd75828501439f2e96","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_743bd527","ip":"10.1.2.3","kind":"decision","latencyUs":83,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"13440911adfc32ab38e5c93db8e89845ef99004668eef5e81a8e67135a3fbe36","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 3"}',X'F56098570F33F3E687174D9EE5331620',X'95281EEC218C329B2DBD7527DD9E912127895F3F04A50392FF93DA4BDFA951F4');
INSERT INTO "audit" VALUES(7,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_9bdb36dd75828501439f2e96","at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_492c570d"},"id":"aud_7_c8a2c77a","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"95281eec218c329b2dbd7527dd9e912127895f3f04a50392ff93da4bdfa951f4","tenant":"acme","v":1}',NULL,NULL,X'A50C64083AAD9605D3AA237179B93E8224448BD1AD3134894AD4A74FA03C5468');
INSERT INTO "audit" VALUES(8,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_9bdb36dd75828501439f2e96","at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_d5782c86"},"id":"aud_8_eb82ba3e","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"a50c64083aad9605d3aa237179b93e8224448bd1ad3134894ad4a74fa03c5468","tenant":"acme","v":1}',NULL,NULL,X'1EC45C3F56C7FF06400C626A737E557FF87452A45D5E692DC8F41925DE5ED033');
INSERT INTO "audit" VALUES(9,1736942400000000,2,'decision','ok',NULL,'{"action":"write","agent":"agt_03a5017cc1c1a85d3851b5af","args":null,"at":1736942400000000,"chain":["agt_03a5017cc1c1a85d3851b5af","agt_9bdb36dd75828501439f2e96"],"charges":[{"agent":"agt_03a5017cc1c1a85d3851b5af","level":"agent","meter":3},{"agent":"agt_9bdb36dd75828501439f2e96","level":"agent","meter":1},{"agent":"agt_9bdb36dd75828501439f2e96","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_e365051c","ip":null,"kind":"decision","latencyUs":1693,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"1ec45c3f56c7ff06400c626a737e557ff87452a45d5e692dc8f41925de5ed033","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}',NULL,NULL,X'FD9A75537657B99AD4E30D1F4233289E8C33A0DA3AD620767C1C4FD9D89755C7');
INSERT INTO "audit" VALUES(10,1736942400000000,1,'decision','not_permitted',NULL,'{"action":"read","agent":"agt_9bdb36dd75828501439f2e96","args":null,"at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_6bdfc4e4","ip":null,"kind":"decision","latencyUs":160,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"fd9a75537657b99ad4e30d1f4233289e8c33a0da3ad620767c1c4fd9d89755c7","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}',NULL,NULL,X'F38B265EE8ECF72130F2BEA0F23BDEF632DFC7A7D413E278971418237CF2E94A');
INSERT INTO "audit" VALUES(11,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.record","actor":"library","agent":"agt_9bdb36dd75828501439f2e96","at":1736942400000000,"chain":["agt_9bdb36dd75828501439f2e96"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_9bdb36dd75828501439f2e96"],"costUsd":"0.01"},"id":"aud_b_bcd79db7","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"f38b265ee8ecf72130f2bea0f23bdef632dfc7a7d413e278971418237cf2e94a","tenant":"acme","v":1}',NULL,NULL,X'A7F4400C2AE4AFD526E742ADA7C14B8DCD589718B7F3F8BB773AF850EEB6C089');
INSERT INTO "audit" VALUES(12,1736942400000000,3,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_8e055855ca95861dba878a08","at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"depth":0,"detail":{"sha256":"6fa9e77426320e23a986ef3030d8140cc38f1757352e63b8a8a25c17d915e532"},"facts":{},"id":"aud_c_c54bb127","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"a7f4400c2ae4afd526e742ada7c14b8dcd589718b7f3f8bb773af850eeb6c089","tenant":null,"v":1}','{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'13D4BD0512CAD5806E8459DD9270584B',X'459507390343BA781AA10C30392007F602772CB80EC31BC3FCB025C70DF77625');
INSERT INTO "audit" VALUES(13,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_8e055855ca95861dba878a08","args":{"sha256":"b9bbeaacc301b6f4f1f190521ecd3852be1de39cce0e657293d0c12ad7463bc8"},"at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_2b2b2a00","ip":null,"kind":"decision","latencyUs":5517,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"459507390343ba781aa10c30392007f602772cb80ec31bc3fcb025c70df77625","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"open"}',X'3020D2CEC7CAFD44C93CE4E106B111DF',X'F6C0C3F2F2D303CF9CF703FBC5911635D4C1303D46BA63917BEC4B139A0FD1DE');
INSERT INTO "audit" VALUES(14,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_8e055855ca95861dba878a08","args":{"sha256":"76598387ebda6e45f84e037c8c9012d99caf4c5b5623f928cfee467409dc0aec"},"at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_666aa65b","ip":null,"kind":"decision","latencyUs":5046,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"f6c0c3f2f2d303cf9cf703fbc5911635d4c1303d46ba63917bec4b139a0fd1de","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"approved"}',X'3E9994F0265C93870E79E6CCE19FCF0A',X'54E1D4CB6A161A4D75DCF9A4458618390BF40052AFFD6AEE42E0CC1FA425A3F0');
INSERT INTO "audit" VALUES(15,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_8e055855ca95861dba878a08","args":{"sha256":"75aaddcd0f4510b018bd38befc3fddee2f211c3b8d609b24c61bcc5adeb16a11"},"at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_fa1fbb35","ip":null,"kind":"decision","latencyUs":661,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"54e1d4cb6a161a4d75dcf9a4458618390bf40052affd6aee42e0cc1fa425a3f0","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"denied"}',X'0EBA275D51605E12C9B892CD3CC73AD3',X'660A89823C6D8EE237C3B4A69B9AA6A101ED6186629253CBB7D214C0A92E1F9A');
INSERT INTO "audit" VALUES(16,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_8e055855ca95861dba878a08","args":{"sha256":"fc4bb8adefd5a406ecfff7a98faced0ad5d757439f525969069909dfe42acade"},"at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_d8cb63f1","ip":null,"kind":"decision","latencyUs":600,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"660a89823c6d8ee237c3b4a69b9aa6a101ed6186629253cbb7d214c0a92e1f9a","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'877FF9724BF8D223A86424883AE4DB05',X'AD8163859251A87625307F23C9A61309F12D3DB6B6DD68321E56B87728C9B9E7');
INSERT INTO "audit" VALUES(17,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_8e055855ca95861dba878a08","at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"depth":0,"detail":{"sha256":"f6a2c5ab1f8c7f5bd194ca43889b756e59236615ca1e4d3d6ce0bc29c8396d34"},"facts":{"approval":"apr_e_666aa65b"},"id":"aud_11_cbfa0b6b","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"ad8163859251a87625307f23c9a61309f12d3db6b6dd68321e56b87728c9b9e7","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'8BECC202CB05BD77C61128DF3B7EC684',X'6BAD932A2C82DA5BF5274D5B9CEB52D9BB0A73010F4C8D88835FB072CB392508');
INSERT INTO "audit" VALUES(18,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.deny","actor":"ann","agent":"agt_8e055855ca95861dba878a08","at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"depth":0,"detail":{"sha256":"7b1ed3093bba8ea99aa9a324911844602290f8a01b82ea17786be90e800f46db"},"facts":{"approval":"apr_f_fa1fbb35"},"id":"aud_12_e69faf9d","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"6bad932a2c82da5bf5274d5b9ceb52d9bb0a73010f4c8d88835fb072cb392508","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'2C70F6EA5D455E7E43A2B576507804C7',X'CE110BAF42C5342204BFD6DAB29C0F99407C10E67E5BD08639CF459CFFD8BAA2');
INSERT INTO "audit" VALUES(19,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_8e055855ca95861dba878a08","at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"depth":0,"detail":{"sha256":"841bf26b229d7952ed9d6f744770245a75e0582d43d69be654272908371b8ef0"},"facts":{"approval":"apr_10_d8cb63f1"},"id":"aud_13_74a2c115","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"ce110baf42c5342204bfd6dab29c0f99407c10e67e5bd08639cf459cffd8baa2","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'4375448B37DDD15768F83675EA9D1891',X'6CB27391FBB0962EACB80DF14D88625561ABA5C8E6A5E0FA80CACB0BCBDBE811');
INSERT INTO "audit" VALUES(20,1736942400000000,3,'decision','ok',NULL,'{"action":"delete","agent":"agt_8e055855ca95861dba878a08","args":{"sha256":"7401b77cad28a2a02248afc7a59e46ceec6a74506f1892f535eedfcd8e900586"},"at":1736942400000000,"chain":["agt_8e055855ca95861dba878a08"],"charges":[{"agent":"agt_8e055855ca95861dba878a08","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_1a5badb5","ip":null,"kind":"decision","latencyUs":225,"log":0,"marks":{"approval":"apr_10_d8cb63f1"},"outcome":"allow","owner":"user_2","pos":20,"prev":"6cb27391fbb0962eacb80df14d88625561aba5c8e6a5e0fa80cacb0bcbdbe811","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'A7F492C0E56E49C2BB58C24150CB2ECA',X'542758C5BE8B1B6CFB058205051B2CB298CECD3FBDFEB8724916D06185A4697F');
INSERT INTO "audit" VALUES(21,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_d27588f81502e507e77a4aa5","at":1736942400000000,"chain":["agt_d27588f81502e507e77a4aa5"],"depth":0,"detail":{"sha256":"12d6c19d5b9852dc2afb33deae2f1e912eb6e577a7a53abe6012a84b1aad855a"},"facts":{},"id":"aud_15_762339f7","kind":"change","log":0,"owner":null,"pos":21,"prev":"542758c5be8b1b6cfb058205051b2cb298cecd3fbdfeb8724916d06185a4697f","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'ABD9B648BD9451E1E4FACD0C46E13A06',X'C9ADE35E1EEDF7B9DA8CAF6ED66D2EC68858C247BB61D30047FF25759F6A9AC0');
INSERT INTO "audit" VALUES(22,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_35f09b99229503a5145210a4","at":1736942400000000,"chain":["agt_35f09b99229503a5145210a4"],"depth":0,"detail":{"sha256":"1cc67a104c4225836ff868ae1511a95d9545e39c9662aecf335743c71a3edaf2"},"facts":{},"id":"aud_16_a3d5d8fb","kind":"change","log":0,"owner":null,"pos":22,"prev":"c9ade35e1eedf7b9da8caf6ed66d2ec68858c247bb61d30047ff25759f6a9ac0","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'90D5E07D0A73666916FBB7736DC35C60',X'5E194618CCAC9484FAAB9537C209ACEAFC44173F823475E6F5357F86A966D2EA');
INSERT INTO "audit" VALUES(23,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_70b51ed7756ccb016a842220","at":1736942400000000,"chain":["agt_70b51ed7756ccb016a842220"],"depth":0,"detail":{"sha256":"77ea94f3dabe6a0673b2f93a350e24a0f2055321e82fff2ba590acb712c15abc"},"facts":{},"id":"aud_17_daa8f32a","kind":"change","log":0,"owner":null,"pos":23,"prev":"5e194618ccac9484faab9537c209aceafc44173f823475e6f5357f86a966d2ea","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'02BCC44989E37E7742AE2B5D5ED8B0A3',X'A6C46A0165F5E2359A1CEB55F7028872F693498BA8C4FF334575EF454506004E');
INSERT INTO "audit" VALUES(24,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_dd1f57c08e4318c44a448bd3","at":1736942400000000,"chain":["agt_dd1f57c08e4318c44a448bd3"],"depth":0,"detail":{"sha256":"2503f5689b9d1889d4be1d6fa0d2245010ef7a8301d52db344d7b96f851df8f7"},"facts":{},"id":"aud_18_d2c87d44","kind":"change","log":0,"owner":null,"pos":24,"prev":"a6c46a0165f5e2359a1ceb55f7028872f693498ba8c4ff334575ef454506004e","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'94E28B40EFEE14EB95432C988F073693',X'E2C2B6DF70C472EBE907952ADF2CF67244EED6EE432D7B3490CD2A7ADF194720');
INSERT INTO "audit" VALUES(25,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.suspend","actor":"library","agent":"agt_d27588f81502e507e77a4aa5","at":1736942400000000,"chain":["agt_d27588f81502e507e77a4aa5"],"depth":0,"detail":{"sha256":"fc362700696847559ebb3a6adae738bce8c653842aa262bec2444294d1731743"},"facts":{},"id":"aud_19_879c171d","kind":"change","log":0,"owner":null,"pos":25,"prev":"e2c2b6df70c472ebe907952adf2cf67244eed6ee432d7b3490cd2a7adf194720","tenant":null,"v":1}','{"after":{"status":"suspended"},"before":{"status":"active"}}',X'3114C9C602B2FEA081E9779024439B2F',X'797132EA748ECA3B64528F983A29624C71D17AD6B7FA4F883F8576DD39EF3538');
INSERT INTO "audit" VALUES(26,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.revoke","actor":"library","agent":"agt_35f09b99229503a5145210a4","at":1736942400000000,"chain":["agt_35f09b99229503a5145210a4"],"depth":0,"detail":{"sha256":"aede5ff4fa23fe329e289c2577bb268fd931cad3e08948b0d4c93f19c3fc6ccc"},"facts":{},"id":"aud_1a_16f56ee4","kind":"change","log":0,"owner":null,"pos":26,"prev":"797132ea748eca3b64528f983a29624c71d17ad6b7fa4f883f8576dd39ef3538","tenant":null,"v":1}','{"after":{"status":"revoked"},"before":{"status":"active"}}',X'A9FC0AD10207427BAF38CCF0A8CF21AF',X'F1C64A2047028D0A6414E300BDBDC68800BDFD6BBF6ED910B5010A0DE0374D85');
INSERT INTO "audit" VALUES(27,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.rotate","actor":"library","agent":"agt_70b51ed7756ccb016a842220","at":1736942400000000,"chain":["agt_70b51ed7756ccb016a842220"],"depth":0,"detail":{"sha256":"b18df683ec637d435c99bf1de32ba7732dd07256fec8a9ef57341af0f10f9ec0"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_2fdbe4c5","kind":"change","log":0,"owner":null,"pos":27,"prev":"f1c64a2047028d0a6414e300bdbdc68800bdfd6bbf6ed910b5010a0de0374d85","tenant":null,"v":1}','{"after":{"version":2},"before":{"version":1}}',X'083EEF5F89631E140B8930EA09CB53B5',X'0F076D987E61BADCE5E3F394920BBD9BB97A718F6542A6D6DC9A4823C82211B3');
INSERT INTO "audit" VALUES(28,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_dd1f57c08e4318c44a448bd3","args":null,"at":1736942400000000,"chain":["agt_dd1f57c08e4318c44a448bd3"],"charges":[{"agent":"agt_dd1f57c08e4318c44a448bd3","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_c13eff03","ip":null,"kind":"decision","latencyUs":1652,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"0f076d987e61badce5e3f394920bbd9bb97a718f6542a6d6dc9a4823c82211b3","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'DA439BE47526876E14B19D1A9A39C62F19FA7064D82DF6F7F32ED324B78A8A75');
INSERT INTO "audit" VALUES(29,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_dd1f57c08e4318c44a448bd3","args":null,"at":1736942400000000,"chain":["agt_dd1f57c08e4318c44a448bd3"],"charges":[{"agent":"agt_dd1f57c08e4318c44a448bd3","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_52c53f6e","ip":null,"kind":"decision","latencyUs":53,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"da439be47526876e14b19d1a9a39c62f19fa7064d82df6f7f32ed324b78a8a75","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'39DC7F9797B74B5DE82E9E07588A84E30967D3313048C7A4C24B02FB04D01CA8');
INSERT INTO "audit" VALUES(30,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.update","actor":"library","agent":"agt_dd1f57c08e4318c44a448bd3","at":1736942400000000,"chain":["agt_dd1f57c08e4318c44a448bd3"],"depth":0,"detail":{"sha256":"998a2b513a846895bb28b0f993f5a53de2eb38515ec439086acf08cb962c99a3"},"facts":{},"id":"aud_1e_f3f5a45d","kind":"change","log":0,"owner":null,"pos":30,"prev":"39dc7f9797b74b5de82e9e07588a84e30967d3313048c7a4c24b02fb04d01ca8","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}',X'28C76F7BC5F36B56B03F49168BF61832',X'A928281D3F7BC5C33AB15F0811FC0A404F1DB703583CEEB005F3BD53463D3407');
INSERT INTO "audit" VALUES(31,1736942400000000,NULL,'decision','unknown_token',NULL,'{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_9aa1b7d1","ip":null,"kind":"decision","latencyUs":657,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"a928281d3f7bc5c33ab15f0811fc0a404f1db703583ceeb005f3bd53463d3407","reason":"The token is not known.","resource":null,"tenant":null,"v":1}',NULL,NULL,X'F897B845B4DA71A26DCD1849271F6CF9B50DAFB4104CC7EB71E8EC42D1205A50');
INSERT INTO "audit" VALUES(32,1736942400000000,NULL,'change',NULL,NULL,'{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":31,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_20_5824c749","kind":"change","log":0,"owner":null,"pos":32,"prev":"f897b845b4da71a26dcd1849271f6cf9b50dafb4104cc7eb71e8ec42d1205a50","tenant":null,"v":1}',NULL,NULL,X'9D13DD7956077B89035CCD53BF6B2EF916B4215414E5C8C7B55B25440166A13D');
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
INSERT INTO "checkpoint" VALUES(1,1736942400000000,'{"at":"2025-01-15T12:00:00Z","count":31,"heads":[{"hash":"f897b845b4da71a26dcd1849271f6cf9b50dafb4104cc7eb71e8ec42d1205a50","log":0,"position":31}],"installation":"5465f4d0795893e8176ba60435efaa65","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"66fbe84cd929fa054efe2d4b8722d72544f23965ed975d2ecf2c6933f6c1102b1f36ac8ac4080932575882f95d942f197ba46f1ad9bf232dc9d6cc2dfbeff402","version":1}');
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
INSERT INTO "memo" VALUES('authorize',2,X'D7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8',1737028800000000,X'6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504','{"approvalId":null,"auditId":"aud_9_e365051c","cost":0,"throttled":false}');
INSERT INTO "memo" VALUES('record',1,X'0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2',NULL,X'11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E','["aud_b_bcd79db7",10000,1736942400000000,null,null]');
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
INSERT INTO "meter" VALUES(0,0,'log',0,0,0,0,0,0,0,0,32,0,NULL,NULL,X'9D13DD7956077B89035CCD53BF6B2EF916B4215414E5C8C7B55B25440166A13D');
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
INSERT INTO "outbox" VALUES(1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_9bdb36dd75828501439f2e96","at":1736942400000000,"data":{"parentId":null},"id":"evt_60ce45b6de538dd3b74d1edf","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_03a5017cc1c1a85d3851b5af","at":1736942400000000,"data":{"parentId":"agt_9bdb36dd75828501439f2e96"},"id":"evt_97fc27ecc7239676e34db8af","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"parentId":null},"id":"evt_8eda9c9ed31c827961f245e8","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO "outbox" VALUES(4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_2b2b2a00","resource":"files:tmp"},"id":"evt_5467e53b4d8d3ad1b0b38f69","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_666aa65b","resource":"files:tmp"},"id":"evt_420bc050cbd1535ac1524a42","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_fa1fbb35","resource":"files:tmp"},"id":"evt_5c4ff54e099e83586729deb1","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_d8cb63f1","resource":"files:tmp"},"id":"evt_8e7c25f0722fbd104266e1da","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"approval":"apr_e_666aa65b","by":"ann"},"id":"evt_2b4dab964477b0e9f6c34309","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"approval":"apr_f_fa1fbb35","by":"ann"},"id":"evt_37ed6225a1564d1124b66a73","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO "outbox" VALUES(10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8e055855ca95861dba878a08","at":1736942400000000,"data":{"approval":"apr_10_d8cb63f1","by":"ann"},"id":"evt_b4c68b09e03ca6160400fce7","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_d27588f81502e507e77a4aa5","at":1736942400000000,"data":{"parentId":null},"id":"evt_180ccffe41b1ddadd29ec448","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_35f09b99229503a5145210a4","at":1736942400000000,"data":{"parentId":null},"id":"evt_ba0077be18947c91c5a5b74f","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_70b51ed7756ccb016a842220","at":1736942400000000,"data":{"parentId":null},"id":"evt_1462ff8c16e25f79f37c0ceb","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_dd1f57c08e4318c44a448bd3","at":1736942400000000,"data":{"parentId":null},"id":"evt_14a0f897f07524f42d76b38d","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_d27588f81502e507e77a4aa5","at":1736942400000000,"data":{},"id":"evt_1253a97e6c9b9c70187daca7","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO "outbox" VALUES(16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_35f09b99229503a5145210a4","at":1736942400000000,"data":{},"id":"evt_82247f9dca9ba5cb98066a09","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO "outbox" VALUES(17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_70b51ed7756ccb016a842220","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_609742a1dee268fbbb331e59","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO "outbox" VALUES(18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_dd1f57c08e4318c44a448bd3","at":1736942400000000,"data":{"version":2},"id":"evt_85c8e12202df8003fdf2cee5","tenantId":null,"type":"agent.updated","userId":null}');
CREATE TABLE person (
	id VARCHAR(200) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	tenant_id VARCHAR(200), 
	created_at BIGINT NOT NULL, 
	disabled_at BIGINT, 
	PRIMARY KEY (id)
);
CREATE TABLE setting (
	name VARCHAR(64) NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('installation','5465f4d0795893e8176ba60435efaa65');
INSERT INTO "setting" VALUES('fingerprint_key','0ca09897fcbcd5037d735429de10e3862ac59f40242cbad53ca7da2c9b9bf938');
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
