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
INSERT INTO "agent" VALUES(1,'agt_121c8d69de2d8f7aa0cd3fae',NULL,1,0,'autonomous','user_1','acme','spender','active',X'E33B1D7D43D90E0F3AA251D6745929D2CF873B6A57AC0609C668BDED52F189DF',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]','{"budgetUsdPerDay":"1.00","maxCalls":12}','{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}',NULL,0);
INSERT INTO "agent" VALUES(2,'agt_0ea95514d88e9db951ed1aca',1,1,1,'delegated','user_1','acme','helper','active',X'FBA07C060068F1D78340CD9F364D93F9F6BBF11ED7AA03AE8F072896782E077F',NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{"actions":["write"],"resource":"mcp:github:issues"}]','{"maxCalls":3}','{}',NULL,1);
INSERT INTO "agent" VALUES(3,'agt_33cf0194acaf4f221524e3be',NULL,3,0,'autonomous','user_2',NULL,'gated','active',X'FCFCB06EF6B42D2F13CF8F1A5B65BF8DA001F009098F6E574FB6F14CFECD8DA9',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["*"],"resource":"*"}]','{"requireApprovalFor":["files:*:delete"]}','{}',NULL,0);
INSERT INTO "agent" VALUES(4,'agt_c76fb71b1dcb5335eb42d38f',NULL,4,0,'service',NULL,NULL,'suspended','suspended',X'B7098A708791DD07A61520EFF8C4BADA7586362B96777FC4956560105BC34211',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(5,'agt_94ec6b641af8fb1042c5a8ac',NULL,5,0,'service',NULL,NULL,'revoked','revoked',X'FBD8F9E66BDAFEE912D6D82F681A8CE51B55D7100C003F76130AA4C4D0F5795F',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(6,'agt_f43615fa73e047dc38dff188',NULL,6,0,'service',NULL,NULL,'rotated','active',X'E781D9CB197553C1867327449D67B491D7D080C127BDC733F2BAE12450E83D5B',X'291B9AD6513C699BEF9A60FCCD93BC5B87F0418527BF5AB61A92C1A68C76D2C9',1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(7,'agt_bd13dcc07fc5ea10285aba40',NULL,7,0,'service',NULL,NULL,'updated','active',X'3B3434F8464105D5E09CC96995D31DF10617EBF95611277DFBB0C321FBFF0461',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":5}','{}',NULL,0);
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
INSERT INTO "approval" VALUES(1,'apr_d_c031dd51',3,3,X'AE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26',0,'files:tmp','delete','sealed:cb135e31ba4f726a216784e8440b02c9568767c1bb3b8079f614a91891e50df79fc3bc112146b78092f1dd','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO "approval" VALUES(2,'apr_e_35ff9803',3,3,X'C3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92',0,'files:tmp','delete','sealed:160ffacc50509ef95f14a48dedec066595a5b74562bdd3cda5e9b91ef2ba756053ab9bb88b0cc68fd778a7803250a2','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO "approval" VALUES(3,'apr_f_a8d9f1fd',3,3,X'9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4',0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO "approval" VALUES(4,'apr_10_55631ce0',3,3,X'CFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57',0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO "audit" VALUES(1,1736942400000000,1,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_121c8d69de2d8f7aa0cd3fae","at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"depth":0,"detail":{"kept":"56d09d904c50cff1d92c42eb2b64069390e5b91122773737098163a20ba59695","sha256":"adaf53c61960d386fa8e0eee87d11504e5ad06aa76e095d62de50c4e150a6a2a"},"facts":{},"id":"aud_1_0751c1bd","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}','{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'12A678FBDBD8524555453824F6FD02DD',X'12DD7DFC6871AF21D1A01B34052ABFA149B60221C0C2CED50BCD53561C97C351');
INSERT INTO "audit" VALUES(2,1736942400000000,2,'change',NULL,NULL,'{"action":"agents.delegate","actor":"agt_121c8d69de2d8f7aa0cd3fae","agent":"agt_0ea95514d88e9db951ed1aca","at":1736942400000000,"chain":["agt_0ea95514d88e9db951ed1aca","agt_121c8d69de2d8f7aa0cd3fae"],"depth":1,"detail":{"sha256":"6c933890c28eee4ab8ddb9527798bfa014bdcb2cd14f6bbce555f13504b1072b"},"facts":{"byToken":true,"parent":"agt_121c8d69de2d8f7aa0cd3fae"},"id":"aud_2_38bc9ab3","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"12dd7dfc6871af21d1a01b34052abfa149b60221c0c2ced50bcd53561c97c351","tenant":"acme","v":1}','{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}',X'BCE0AFD396529783607C298EAFF5CD97',X'0985A9DB3AB50280CA7FFD0AC5A210E32BF43780DF9261C97B50C2716B048736');
INSERT INTO "audit" VALUES(3,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_121c8d69de2d8f7aa0cd3fae","args":{"sha256":"25df20f2487074acba8a6b709f64d3a571f92987b770a16fff5584f7933e3248"},"at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"charges":[{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"agent","meter":1},{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_b7d93123","ip":"10.1.2.3","kind":"decision","latencyUs":31065,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"0985a9db3ab50280ca7ffd0ac5a210e32bf43780df9261c97b50c2716b048736","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 0"}',X'BF9E5E6A1CCE665BEC791A316263A9F5',X'0FAA3369F28E80388E729961E1744693CD347130DFCE45971ECDB4C7D29DE97D');
INSERT INTO "audit" VALUES(4,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_121c8d69de2d8f7aa0cd3fae","args":{"sha256":"ab1bd4a9959ee758a48b3907b835ca966fc94c1eb6722846b224854f215d0d06"},"at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"charges":[{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"agent","meter":1},{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_de418893","ip":"10.1.2.3","kind":"decision","latencyUs":485,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"0faa3369f28e80388e729961e1744693cd347130dfce45971ecdb4c7d29de97d","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 1"}',X'E529F1535B2DB5E843774BF002D02EC5',X'A332D7D6B78D93B9283AD93F1B09E8FE93D999D21C6D719306B143E46EDA1BBB');
INSERT INTO "audit" VALUES(5,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_121c8d69de2d8f7aa0cd3fae","args":{"sha256":"0cecbc86f32d278ad0f485b00008e5b06806732ea11a5a8f6f63d052e87bb38d"},"at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"charges":[{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"agent","meter":1},{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_7c3df32b","ip":"10.1.2.3","kind":"decision","latencyUs":494,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"a332d7d6b78d93b9283ad93f1b09e8fe93d999d21c6d719306b143e46eda1bbb","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 2"}',X'EC2A30E88B1B05272B2A677CBF0382C7',X'50A0B773A05BBA5C9ACE767ABC95721C60628B651DA11720FB861FC125AD0CDD');
INSERT INTO "audit" VALUES(6,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_121c8d69de2d8f7aa0cd3fae","args":{"sha256":"9141ba4601a7429e5b1a20ab164a6dcfa5ab169e548068219c54acdb3d994613"},"at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"charges":[{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"agent","meter":1},{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_f3c30552","ip":"10.1.2.3","kind":"decision","latencyUs":190,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"50a0b773a05bba5c9ace767abc95721c60628b651da11720fb861fc125ad0cdd","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 3"}',X'E3B832BF1C96FFC4A644AF00C6397FC1',X'5E561B38D809E35665F951119C35C6F04907A8F65C9C410974AE2BE6C1120C89');
INSERT INTO "audit" VALUES(7,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_121c8d69de2d8f7aa0cd3fae","at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_b7d93123"},"id":"aud_7_689ca710","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"5e561b38d809e35665f951119c35c6f04907a8f65c9c410974ae2be6c1120c89","tenant":"acme","v":1}',NULL,NULL,X'13533AD9ED02429F94613128386FF58E3C46FEEDC2E353FCC25172DC7FC9F77B');
INSERT INTO "audit" VALUES(8,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_121c8d69de2d8f7aa0cd3fae","at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_de418893"},"id":"aud_8_f26561e6","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"13533ad9ed02429f94613128386ff58e3c46feedc2e353fcc25172dc7fc9f77b","tenant":"acme","v":1}',NULL,NULL,X'D58F8F1D4C5084938C9771B9099D3B3F6D79A3C5A9EB52F0D7040B1FE824E096');
INSERT INTO "audit" VALUES(9,1736942400000000,2,'decision','ok',NULL,'{"action":"write","agent":"agt_0ea95514d88e9db951ed1aca","args":null,"at":1736942400000000,"chain":["agt_0ea95514d88e9db951ed1aca","agt_121c8d69de2d8f7aa0cd3fae"],"charges":[{"agent":"agt_0ea95514d88e9db951ed1aca","level":"agent","meter":3},{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"agent","meter":1},{"agent":"agt_121c8d69de2d8f7aa0cd3fae","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_a7f486ae","ip":null,"kind":"decision","latencyUs":12852,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"d58f8f1d4c5084938c9771b9099d3b3f6d79a3c5a9eb52f0d7040b1fe824e096","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}',NULL,NULL,X'C91E07E5706FFE64B8606049CAC62F6E1536679C9ED0836FFEF4133E13CD2593');
INSERT INTO "audit" VALUES(10,1736942400000000,1,'decision','not_permitted',NULL,'{"action":"read","agent":"agt_121c8d69de2d8f7aa0cd3fae","args":null,"at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_a72b71bb","ip":null,"kind":"decision","latencyUs":735,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"c91e07e5706ffe64b8606049cac62f6e1536679c9ed0836ffef4133e13cd2593","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}',NULL,NULL,X'0AC946E81F5CE7A09E49100FF53C0BF7A7F1575CEC2C1CB8CD1148B074DDE5BF');
INSERT INTO "audit" VALUES(11,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.record","actor":"library","agent":"agt_121c8d69de2d8f7aa0cd3fae","at":1736942400000000,"chain":["agt_121c8d69de2d8f7aa0cd3fae"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_121c8d69de2d8f7aa0cd3fae"],"costUsd":"0.01"},"id":"aud_b_a331bc30","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"0ac946e81f5ce7a09e49100ff53c0bf7a7f1575cec2c1cb8cd1148b074dde5bf","tenant":"acme","v":1}',NULL,NULL,X'8F4F54A214FD36A1A6E9E9D8A64D52E9E5C9F4A7FF4BA220164A719111253D75');
INSERT INTO "audit" VALUES(12,1736942400000000,3,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"depth":0,"detail":{"sha256":"78eadac816a84b7b46bf6080d3f573155e7bec01a00b996a7805651fa1a6bf29"},"facts":{},"id":"aud_c_19c2d67f","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"8f4f54a214fd36a1a6e9e9d8a64d52e9e5c9f4a7ff4ba220164a719111253d75","tenant":null,"v":1}','{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'328B97CFC4A71D951EBD57C4032C497E',X'21213D4A5813EB69D9545602B8CB266C108D92AD4967C9EC135BBA07AF77D875');
INSERT INTO "audit" VALUES(13,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_33cf0194acaf4f221524e3be","args":{"sha256":"04728c6e34fbc37f39efedee4ba24ef165ca2f7b1ae5a8920b2b634b2ff33290"},"at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_c031dd51","ip":null,"kind":"decision","latencyUs":40003,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"21213d4a5813eb69d9545602b8cb266c108d92ad4967c9ec135bba07af77d875","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"open"}',X'85B0214E3B93B6CB8DFC6776A5A0875D',X'8BA2F8BDBDA10AFEED138FC65F039A4760F844DBB9698AB59612858EDD3F76C2');
INSERT INTO "audit" VALUES(14,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_33cf0194acaf4f221524e3be","args":{"sha256":"b23e0f14a16eb4caa77e506a9c78ddf0fc86742e5b3e234ea8c7e40117e853d3"},"at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_35ff9803","ip":null,"kind":"decision","latencyUs":10889,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"8ba2f8bdbda10afeed138fc65f039a4760f844dbb9698ab59612858edd3f76c2","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"approved"}',X'48C2E3113625B1E3A93AD75CA491E534',X'CBEDA3B9543E76A6A99C93667E186FFFB152895ED64963101D6AC4CDE22F2581');
INSERT INTO "audit" VALUES(15,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_33cf0194acaf4f221524e3be","args":{"sha256":"5179af60a4855aec00893d93c66e74a5c8a677ee614055156b0161947c7702f3"},"at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_a8d9f1fd","ip":null,"kind":"decision","latencyUs":3443,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"cbeda3b9543e76a6a99c93667e186fffb152895ed64963101d6ac4cde22f2581","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"denied"}',X'306B24C8AC34D8FFAF7F7D3A88060CFA',X'29AB649D4B24B37E4F6956BE5D818444A2A80071D3332C2AB0A4BCB15200C10F');
INSERT INTO "audit" VALUES(16,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_33cf0194acaf4f221524e3be","args":{"sha256":"074e808bb4b85ca367e45985d1c3e53b7338be6ae3d8aaff28d4215111345c12"},"at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_55631ce0","ip":null,"kind":"decision","latencyUs":1816,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"29ab649d4b24b37e4f6956be5d818444a2a80071d3332c2ab0a4bcb15200c10f","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'871648472EF40EDA544D98069AF1E3E2',X'6D57BAA8AA06C83410A7B86F7F8C5B4BEB760E5948CE8D78704D16C916C0692A');
INSERT INTO "audit" VALUES(17,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"depth":0,"detail":{"sha256":"eaf0a45f3a0e8102af0320c7fe5624d164e448dbc87d5829b8171b887d111ea7"},"facts":{"approval":"apr_e_35ff9803"},"id":"aud_11_039fa751","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"6d57baa8aa06c83410a7b86f7f8c5b4beb760e5948ce8d78704d16c916c0692a","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'9510027C22D69C19B8B25D3C2D2354BF',X'197C74E08CCDC3F48AFFE65D0B767968612BF19FC335E0FBD6D28A96368C1B61');
INSERT INTO "audit" VALUES(18,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.deny","actor":"ann","agent":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"depth":0,"detail":{"sha256":"5fdecd43f93e4988fac282275766887eddd900f522b6e2f151d22d2ca7569399"},"facts":{"approval":"apr_f_a8d9f1fd"},"id":"aud_12_1857cf17","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"197c74e08ccdc3f48affe65d0b767968612bf19fc335e0fbd6d28a96368c1b61","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'4E4CEA994BCBFFF3D2BE1A9B7A826C77',X'B4C6EC7907AB19728AF7F356C0B1AF97C376EFD829019A10881CED9C2EAC0A2B');
INSERT INTO "audit" VALUES(19,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"depth":0,"detail":{"sha256":"15217041f68fcb1f01d674fb89801f7556553f827dbaccbb5c93e9a221719099"},"facts":{"approval":"apr_10_55631ce0"},"id":"aud_13_52adf7eb","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"b4c6ec7907ab19728af7f356c0b1af97c376efd829019a10881ced9c2eac0a2b","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'42009ABD8B3DD2FE15FA83C8C84316DF',X'0106011DE3FADA375BF68EC37CD8824408942534B35233D88A1506CBC8A602CA');
INSERT INTO "audit" VALUES(20,1736942400000000,3,'decision','ok',NULL,'{"action":"delete","agent":"agt_33cf0194acaf4f221524e3be","args":{"sha256":"821c9a7271cac2e8f013130a7c5ddded13ea855eae154bb58d3ca5a12015aa2c"},"at":1736942400000000,"chain":["agt_33cf0194acaf4f221524e3be"],"charges":[{"agent":"agt_33cf0194acaf4f221524e3be","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_faebe3d2","ip":null,"kind":"decision","latencyUs":9401,"log":0,"marks":{"approval":"apr_10_55631ce0"},"outcome":"allow","owner":"user_2","pos":20,"prev":"0106011de3fada375bf68ec37cd8824408942534b35233d88a1506cbc8a602ca","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'4B6914768B93A41AE71BF4ADB1441765',X'A4B5BBE3090223BEDD7038C38869793DCFE0C884F4F9DD7E163B06C2A8F76D13');
INSERT INTO "audit" VALUES(21,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_c76fb71b1dcb5335eb42d38f","at":1736942400000000,"chain":["agt_c76fb71b1dcb5335eb42d38f"],"depth":0,"detail":{"sha256":"22a5753c0f7662b8b9477fcb253b4c54517f9794a35d593a5665644d0a12c013"},"facts":{},"id":"aud_15_d3350ced","kind":"change","log":0,"owner":null,"pos":21,"prev":"a4b5bbe3090223bedd7038c38869793dcfe0c884f4f9dd7e163b06c2a8f76d13","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'F6319CD878E40880D1012A8F567DED7E',X'3BC491E59BB700D873D1150E032EA59E96BAE6896A4F20260524577753666595');
INSERT INTO "audit" VALUES(22,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_94ec6b641af8fb1042c5a8ac","at":1736942400000000,"chain":["agt_94ec6b641af8fb1042c5a8ac"],"depth":0,"detail":{"sha256":"6e920a9460aa9a2b4835d4da06d85a323ec81526d4cbd88815d238a1574cf1e9"},"facts":{},"id":"aud_16_75c7b94f","kind":"change","log":0,"owner":null,"pos":22,"prev":"3bc491e59bb700d873d1150e032ea59e96bae6896a4f20260524577753666595","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'C2DE799147B20DE9BDF4D5724A007415',X'658D2E0787780852A00BBF354259228625C9A61E6C7615919B535DAB998A50EA');
INSERT INTO "audit" VALUES(23,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_f43615fa73e047dc38dff188","at":1736942400000000,"chain":["agt_f43615fa73e047dc38dff188"],"depth":0,"detail":{"sha256":"77350597b506577e7ef879aa0ffc94d0374fe4538aa780ddabd253aa3ba32e94"},"facts":{},"id":"aud_17_6ac0c6a0","kind":"change","log":0,"owner":null,"pos":23,"prev":"658d2e0787780852a00bbf354259228625c9a61e6c7615919b535dab998a50ea","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'998E2B767E0B4E80061093615FC2E06F',X'238524A342B65B36C11CCF6E89F6DB8D9B23F3FF823D5BB8E902F9A8DC73327F');
INSERT INTO "audit" VALUES(24,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_bd13dcc07fc5ea10285aba40","at":1736942400000000,"chain":["agt_bd13dcc07fc5ea10285aba40"],"depth":0,"detail":{"sha256":"12c584fbda93347dd96178c0efc6ccd6c5195a9dcf1144b87c62fa8b3382d68a"},"facts":{},"id":"aud_18_6b62b17c","kind":"change","log":0,"owner":null,"pos":24,"prev":"238524a342b65b36c11ccf6e89f6db8d9b23f3ff823d5bb8e902f9a8dc73327f","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'BE61256CAD746E77EE4998355165085B',X'3BC28B826309D37D7058254FA097CE9AA58071604FF42E590FCDBBEB353FACA6');
INSERT INTO "audit" VALUES(25,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.suspend","actor":"library","agent":"agt_c76fb71b1dcb5335eb42d38f","at":1736942400000000,"chain":["agt_c76fb71b1dcb5335eb42d38f"],"depth":0,"detail":{"sha256":"0d9b897c1ec8d37f0bd5657576d3c0ee7e926e39daa86815374b2562f57f3bce"},"facts":{},"id":"aud_19_4fa2ea63","kind":"change","log":0,"owner":null,"pos":25,"prev":"3bc28b826309d37d7058254fa097ce9aa58071604ff42e590fcdbbeb353faca6","tenant":null,"v":1}','{"after":{"status":"suspended"},"before":{"status":"active"}}',X'0F7AED95DD3B11C7977BD4B2FB353108',X'E3C82499625548D026ADF1E15EB75E89FC4B1280941B899FD77CF633733CB7EB');
INSERT INTO "audit" VALUES(26,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.revoke","actor":"library","agent":"agt_94ec6b641af8fb1042c5a8ac","at":1736942400000000,"chain":["agt_94ec6b641af8fb1042c5a8ac"],"depth":0,"detail":{"sha256":"468c71f0e06cab3f8c97343056b297c7dd84d29012f51aa1b69cfa98c770f437"},"facts":{},"id":"aud_1a_5b8ca272","kind":"change","log":0,"owner":null,"pos":26,"prev":"e3c82499625548d026adf1e15eb75e89fc4b1280941b899fd77cf633733cb7eb","tenant":null,"v":1}','{"after":{"status":"revoked"},"before":{"status":"active"}}',X'199F1DE539138D7EB75A7177B57938F1',X'CB7917FD8B2691710EDFF5C1F2B076A07FBA28DA199A3C5D582BB6408E469719');
INSERT INTO "audit" VALUES(27,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.rotate","actor":"library","agent":"agt_f43615fa73e047dc38dff188","at":1736942400000000,"chain":["agt_f43615fa73e047dc38dff188"],"depth":0,"detail":{"sha256":"0d71c2d426ae6991f37fa0a1c595e7cca22427b644452ecb81acf4ce9ea899d3"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_2a2f9d11","kind":"change","log":0,"owner":null,"pos":27,"prev":"cb7917fd8b2691710edff5c1f2b076a07fba28da199a3c5d582bb6408e469719","tenant":null,"v":1}','{"after":{"version":2},"before":{"version":1}}',X'1C1FC4A7B09A575C69A3CAECA5B9C36F',X'C9A05494EB9F451D7366513958495BCC6EFBD8083CEB6272780623423FF7FB92');
INSERT INTO "audit" VALUES(28,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_bd13dcc07fc5ea10285aba40","args":null,"at":1736942400000000,"chain":["agt_bd13dcc07fc5ea10285aba40"],"charges":[{"agent":"agt_bd13dcc07fc5ea10285aba40","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_3049be96","ip":null,"kind":"decision","latencyUs":30028,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"c9a05494eb9f451d7366513958495bcc6efbd8083ceb6272780623423ff7fb92","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'2B498D1278A24DF3021DE1CC17ED0233C468630DB2D747F81D0D3D5592918785');
INSERT INTO "audit" VALUES(29,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_bd13dcc07fc5ea10285aba40","args":null,"at":1736942400000000,"chain":["agt_bd13dcc07fc5ea10285aba40"],"charges":[{"agent":"agt_bd13dcc07fc5ea10285aba40","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_c9e12daa","ip":null,"kind":"decision","latencyUs":143,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"2b498d1278a24df3021de1cc17ed0233c468630db2d747f81d0d3d5592918785","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'A08C6AD9E38D53021B9B9A18D3F5255E21963E70338A4619A73ECC36BB0B2457');
INSERT INTO "audit" VALUES(30,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.update","actor":"library","agent":"agt_bd13dcc07fc5ea10285aba40","at":1736942400000000,"chain":["agt_bd13dcc07fc5ea10285aba40"],"depth":0,"detail":{"sha256":"4793a5f2adcc114c9303b9b6f602eb15bb49282901ac51b30f2aaee6612d9c5e"},"facts":{},"id":"aud_1e_73cd25d1","kind":"change","log":0,"owner":null,"pos":30,"prev":"a08c6ad9e38d53021b9b9a18d3f5255e21963e70338a4619a73ecc36bb0b2457","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}',X'619FFC9B83D5BAA14FFC1F7D4ED41145',X'BC1EB9BED855D82A0EC36BD97CCE2677A17A1A380923003B5210FAEB5A71D918');
INSERT INTO "audit" VALUES(31,1736942400000000,NULL,'decision','unknown_token',NULL,'{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_7a9ca78e","ip":null,"kind":"decision","latencyUs":1013,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"bc1eb9bed855d82a0ec36bd97cce2677a17a1a380923003b5210faeb5a71d918","reason":"The token is not known.","resource":null,"tenant":null,"v":1}',NULL,NULL,X'CC4F3D816FB399D46D051D8EDA79760B13408A7576405E259A0CCCEFDD6D60E1');
INSERT INTO "audit" VALUES(32,1736942400000000,NULL,'change',NULL,NULL,'{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":31,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_20_fcbc1a9a","kind":"change","log":0,"owner":null,"pos":32,"prev":"cc4f3d816fb399d46d051d8eda79760b13408a7576405e259a0cccefdd6d60e1","tenant":null,"v":1}',NULL,NULL,X'59E3B301F248C833DE5DE2D9738CB424A3EB86ED61D08A517D76C5A50BF77527');
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
INSERT INTO "checkpoint" VALUES(1,1736942400000000,'{"at":"2025-01-15T12:00:00Z","count":31,"heads":[{"hash":"cc4f3d816fb399d46d051d8eda79760b13408a7576405e259a0cccefdd6d60e1","log":0,"position":31}],"installation":"a11a6bcd5cbdfa9b16629f9df6eaff2c","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"0a98a7481f26359ded71fbc3ef65988fd095baef9ce469177dfeb6318d0f42538001592e1005963c02c6a13e062d894f3ebfad06e10e99339efbe8139030e70f","version":1}');
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
INSERT INTO "memo" VALUES('authorize',2,X'D7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8',1737028800000000,X'6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504','{"approvalId":null,"auditId":"aud_9_a7f486ae","cost":0,"throttled":false}');
INSERT INTO "memo" VALUES('record',1,X'0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2',NULL,X'11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E','["aud_b_a331bc30",10000,1736942400000000,null,null]');
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
INSERT INTO "meter" VALUES(0,0,'log',0,0,0,0,0,0,0,0,32,0,NULL,NULL,X'59E3B301F248C833DE5DE2D9738CB424A3EB86ED61D08A517D76C5A50BF77527');
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
INSERT INTO "outbox" VALUES(1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_121c8d69de2d8f7aa0cd3fae","at":1736942400000000,"data":{"parentId":null},"id":"evt_87d54bef23ed11ef15895340","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_0ea95514d88e9db951ed1aca","at":1736942400000000,"data":{"parentId":"agt_121c8d69de2d8f7aa0cd3fae"},"id":"evt_cde43140de40667bf33cada0","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"parentId":null},"id":"evt_719a97b4ce16bdf9965ed79f","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO "outbox" VALUES(4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_c031dd51","resource":"files:tmp"},"id":"evt_e67f601cd5eab3d14e2ac829","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_35ff9803","resource":"files:tmp"},"id":"evt_6fcac7943e1b244689b6897c","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_a8d9f1fd","resource":"files:tmp"},"id":"evt_37aeab23dc4acb970e013ae0","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_55631ce0","resource":"files:tmp"},"id":"evt_3f200ea3515753112140fadb","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"approval":"apr_e_35ff9803","by":"ann"},"id":"evt_03e782960d14fb4969c37e5d","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"approval":"apr_f_a8d9f1fd","by":"ann"},"id":"evt_f871367f95cc854f3af2ab5c","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO "outbox" VALUES(10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_33cf0194acaf4f221524e3be","at":1736942400000000,"data":{"approval":"apr_10_55631ce0","by":"ann"},"id":"evt_9f3690e9ec48c588b6686854","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c76fb71b1dcb5335eb42d38f","at":1736942400000000,"data":{"parentId":null},"id":"evt_3aeaf0bcebfc599fa334d6a2","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_94ec6b641af8fb1042c5a8ac","at":1736942400000000,"data":{"parentId":null},"id":"evt_409701b65c26707f40ea1029","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_f43615fa73e047dc38dff188","at":1736942400000000,"data":{"parentId":null},"id":"evt_6fc6a9e55090d6acb335ce34","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_bd13dcc07fc5ea10285aba40","at":1736942400000000,"data":{"parentId":null},"id":"evt_46879a22b6ed0edf756f1774","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c76fb71b1dcb5335eb42d38f","at":1736942400000000,"data":{},"id":"evt_8ca05fbd0567dfcace4f5cad","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO "outbox" VALUES(16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_94ec6b641af8fb1042c5a8ac","at":1736942400000000,"data":{},"id":"evt_0c105c35916169382ed4023d","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO "outbox" VALUES(17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_f43615fa73e047dc38dff188","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_0e70dbff6481949a1f52fc29","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO "outbox" VALUES(18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_bd13dcc07fc5ea10285aba40","at":1736942400000000,"data":{"version":2},"id":"evt_883f3a3bc179c52e18a89690","tenantId":null,"type":"agent.updated","userId":null}');
CREATE TABLE setting (
	name VARCHAR(64) NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('installation','a11a6bcd5cbdfa9b16629f9df6eaff2c');
INSERT INTO "setting" VALUES('fingerprint_key','3a40caba7d314bcfb15a98358b87b03e4e5ea044e63a889418de0324203ff43d');
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
