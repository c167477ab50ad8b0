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
INSERT INTO "agent" VALUES(1,'agt_8be1df5ca51799f69acaad64',NULL,1,0,'autonomous','user_1','acme','spender','active',X'B70ECC7BF2017C53AFD183837E7DC4B3B92A63C2F9EE4C310920F5137D591B92',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}]','{"budgetUsdPerDay":"1.00","maxCalls":12}','{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"}',NULL,0);
INSERT INTO "agent" VALUES(2,'agt_f17db12070516b8b4b345c1e',1,1,1,'delegated','user_1','acme','helper','active',X'79EE0F8AB4DBF7D4CE82CF0DEB48B80518BA61129AB57B27705BEDCCC4823091',NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{"actions":["write"],"resource":"mcp:github:issues"}]','{"maxCalls":3}','{}',NULL,1);
INSERT INTO "agent" VALUES(3,'agt_c88dd02a7345750f2e540a8e',NULL,3,0,'autonomous','user_2',NULL,'gated','active',X'E4DF52ED83AF2B11B67000B7B33124F22125CB4180FEEB4BD78D664942ED2BC2',NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{"actions":["*"],"resource":"*"}]','{"requireApprovalFor":["files:*:delete"]}','{}',NULL,0);
INSERT INTO "agent" VALUES(4,'agt_b9452ede02360e6e7f31c18b',NULL,4,0,'service',NULL,NULL,'suspended','suspended',X'235363A131F20C0C7BD5C261F6B24B8366AA7D70CB8C698E67A46E15015FED7C',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(5,'agt_7bbbfc74c43c82f1e34634a2',NULL,5,0,'service',NULL,NULL,'revoked','revoked',X'AE65C119CBE7E3B93AE3CFD19FEDE5D4A8FFA243F6A0A4ECEFB28AA93568114E',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(6,'agt_6a64499d55b6bc3aa002abd3',NULL,6,0,'service',NULL,NULL,'rotated','active',X'6A0DB5E1349E6D7F7EA7083C8D72252A0F27BBB9B0C936DCCD3D8952C824F131',X'8D24E0A354F259796B35EFB44B9A0561AC0C608768DA1058E929B7A51ACAFA77',1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":100}','{}',NULL,0);
INSERT INTO "agent" VALUES(7,'agt_3ae8f91b3fa44de201b0d224',NULL,7,0,'service',NULL,NULL,'updated','active',X'91C75D9F8AD54F26576DC0A5BC5E73FFA7D487EA9FF47E493A735F02C569C0CA',NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{"actions":["*"],"resource":"*"}]','{"maxCalls":5}','{}',NULL,0);
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
INSERT INTO "approval" VALUES(1,'apr_d_6deac351',3,3,X'AE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26',0,'files:tmp','delete','sealed:a5361c4cef434882b1f32cbbf231ad108b0c18bc5a8636bd43854fd8406f9940a12cdac2185de5c29dd1d1','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO "approval" VALUES(2,'apr_e_e14268e9',3,3,X'C3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92',0,'files:tmp','delete','sealed:db40694c060599888b86143b4d58a629f9075fa597e27355d0a00969aff6b5e76f98983555c86118f50c120dd55436','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO "approval" VALUES(3,'apr_f_36e4dcac',3,3,X'9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4',0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO "approval" VALUES(4,'apr_10_8bd54af3',3,3,X'CFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57',0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO "audit" VALUES(1,1736942400000000,1,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_8be1df5ca51799f69acaad64","at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"depth":0,"detail":{"kept":"7e35b5f22827b04f6043183c8c07300b3d759bd1a6e415597b538cfc7c67245b","sha256":"431b8eea86eb9fbda92e342113ee854a97bcbcc2cb022fd6fae1df3abddd83c2"},"facts":{},"id":"aud_1_8a906913","kind":"change","log":0,"owner":"user_1","pos":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","tenant":"acme","v":1}','{"after":{"constraints":{"budgetUsdPerDay":"1.00","maxCalls":12},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{"team":"payments","\u00fc":"\u0000 and \u6f22\u5b57"},"name":"spender","permissions":[{"actions":["read","write"],"constraints":{"maxCallsPerDay":9},"resource":"mcp:github:*"},{"actions":["*"],"effect":"deny","resource":"mcp:github:secrets"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'7D61EDDC328AB304AB2D93F159F08676',X'3A6A2094BA8A3D1FC555B3D3EEAA59BA69A58E7B52A231D76F8D537AE50F72D1');
INSERT INTO "audit" VALUES(2,1736942400000000,2,'change',NULL,NULL,'{"action":"agents.delegate","actor":"agt_8be1df5ca51799f69acaad64","agent":"agt_f17db12070516b8b4b345c1e","at":1736942400000000,"chain":["agt_f17db12070516b8b4b345c1e","agt_8be1df5ca51799f69acaad64"],"depth":1,"detail":{"sha256":"5f950656188c0d625bbe11a7dd1507302c0e3de46b03e1126c0ed9168a554f97"},"facts":{"byToken":true,"parent":"agt_8be1df5ca51799f69acaad64"},"id":"aud_2_a143f5e4","kind":"change","log":0,"owner":"user_1","pos":2,"prev":"3a6a2094ba8a3d1fc555b3d3eeaa59ba69a58e7b52a231d76f8d537ae50f72d1","tenant":"acme","v":1}','{"after":{"constraints":{"maxCalls":3},"expiresAt":"2025-01-16T12:00:00Z","maxDepth":4,"metadata":{},"name":"helper","permissions":[{"actions":["write"],"resource":"mcp:github:issues"}],"status":"active","type":"delegated","unsafeObserveUntil":null,"version":1},"before":null}',X'641594AA540BB994B6559EA8A1DC7C93',X'224FE2F9950E0EB639E4FAFA9C7C0AF3741AF3902D6D7DFE59864637903D9408');
INSERT INTO "audit" VALUES(3,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_8be1df5ca51799f69acaad64","args":{"sha256":"4058416f7f2bca3a85ddf4b5b9f6149ac61758aceaecf8534ccdd58b660f4925"},"at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"charges":[{"agent":"agt_8be1df5ca51799f69acaad64","level":"agent","meter":1},{"agent":"agt_8be1df5ca51799f69acaad64","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_3_20410883","ip":"10.1.2.3","kind":"decision","latencyUs":14943,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":3,"prev":"224fe2f9950e0eb639e4fafa9c7c0af3741af3902d6d7dfe59864637903d9408","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 0"}',X'5430C8E77D0E7DBAEB5EB3CD6C046F17',X'29DA4ACFB4861AD7A08BA623D9FD85BC5EC538E069719D59CC8839595C05A99F');
INSERT INTO "audit" VALUES(4,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_8be1df5ca51799f69acaad64","args":{"sha256":"2057ab81303e48f9637c677b7ad669d45ed873321bda16607074c98bc371d6fd"},"at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"charges":[{"agent":"agt_8be1df5ca51799f69acaad64","level":"agent","meter":1},{"agent":"agt_8be1df5ca51799f69acaad64","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_4_ccd6b3bb","ip":"10.1.2.3","kind":"decision","latencyUs":7083,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":4,"prev":"29da4acfb4861ad7a08ba623d9fd85bc5ec538e069719d59cc8839595c05a99f","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 1"}',X'CE32DC383A65DC964DE984A2D605AC7F',X'10C8B4617FB2BC8902B7825F1ECE1B8FD4DF56137FD88D2E785B89B48EBBBB5B');
INSERT INTO "audit" VALUES(5,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_8be1df5ca51799f69acaad64","args":{"sha256":"056483fff6fe7fde4ddd03c37a2ede7bae407d03ea9e3c4c5335ab05dba3999a"},"at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"charges":[{"agent":"agt_8be1df5ca51799f69acaad64","level":"agent","meter":1},{"agent":"agt_8be1df5ca51799f69acaad64","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_5_4984cb3a","ip":"10.1.2.3","kind":"decision","latencyUs":158,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":5,"prev":"10c8b4617fb2bc8902b7825f1ece1b8fd4df56137fd88d2e785b89b48ebbbb5b","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 2"}',X'65E82D8D747F1995F0222A57C91151AF',X'F6FEF04DC025EB550FFDADD386E84B15E7685A036B9F7E6C372263A9B41B8829');
INSERT INTO "audit" VALUES(6,1736942400000000,1,'decision','ok',100000,'{"action":"write","agent":"agt_8be1df5ca51799f69acaad64","args":{"sha256":"f9b059288cb51f09bea5d2a4918dcfadc151dc697fef6d3e0c4b0189005ff014"},"at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"charges":[{"agent":"agt_8be1df5ca51799f69acaad64","level":"agent","meter":1},{"agent":"agt_8be1df5ca51799f69acaad64","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":100000,"depth":0,"id":"aud_6_580d817b","ip":"10.1.2.3","kind":"decision","latencyUs":123,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":6,"prev":"f6fef04dc025eb550ffdadd386e84b15e7685a036b9f7e6c372263a9b41b8829","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}','{"title":"issue 3"}',X'0F0D10F2BA3D73F1297475491B7FD6E0',X'D4018DC0EF5147FE4FDD5D1F272E339ADF02A549611A0451D88F6B9E9F34F262');
INSERT INTO "audit" VALUES(7,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_8be1df5ca51799f69acaad64","at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.04"},"before":{"costUsd":"0.10"},"entry":"aud_3_20410883"},"id":"aud_7_60cfe7db","kind":"change","log":0,"owner":"user_1","pos":7,"prev":"d4018dc0ef5147fe4fdd5d1f272e339adf02a549611a0451d88f6b9e9f34f262","tenant":"acme","v":1}',NULL,NULL,X'55CD4937005EF73F1973B65E7D6607E48BF2950BD47DD7EE20CC72A44B2D9C57');
INSERT INTO "audit" VALUES(8,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.settle","actor":"library","agent":"agt_8be1df5ca51799f69acaad64","at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"depth":0,"detail":null,"facts":{"after":{"costUsd":"0.12"},"before":{"costUsd":"0.10"},"entry":"aud_4_ccd6b3bb"},"id":"aud_8_d958a91e","kind":"change","log":0,"owner":"user_1","pos":8,"prev":"55cd4937005ef73f1973b65e7d6607e48bf2950bd47dd7ee20cc72a44b2d9c57","tenant":"acme","v":1}',NULL,NULL,X'77499E1108F897E45E4951B018843D3796DA70E2B3CF26BCA17BE06F93F49CED');
INSERT INTO "audit" VALUES(9,1736942400000000,2,'decision','ok',NULL,'{"action":"write","agent":"agt_f17db12070516b8b4b345c1e","args":null,"at":1736942400000000,"chain":["agt_f17db12070516b8b4b345c1e","agt_8be1df5ca51799f69acaad64"],"charges":[{"agent":"agt_f17db12070516b8b4b345c1e","level":"agent","meter":3},{"agent":"agt_8be1df5ca51799f69acaad64","level":"agent","meter":1},{"agent":"agt_8be1df5ca51799f69acaad64","level":"mcp:github:* read,write","meter":2}],"code":"ok","cost":0,"depth":1,"id":"aud_9_96593f9d","ip":null,"kind":"decision","latencyUs":5302,"log":0,"marks":{},"outcome":"allow","owner":"user_1","pos":9,"prev":"77499e1108f897e45e4951b018843d3796da70e2b3cf26bca17be06f93f49ced","reason":"Allowed.","resource":"mcp:github:issues","tenant":"acme","v":1}',NULL,NULL,X'F89CC7C866E3C034F406126CF815D522B794458CB23452A04C5DE59DBFC1C395');
INSERT INTO "audit" VALUES(10,1736942400000000,1,'decision','not_permitted',NULL,'{"action":"read","agent":"agt_8be1df5ca51799f69acaad64","args":null,"at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"charges":[],"code":"not_permitted","cost":0,"depth":0,"id":"aud_a_9efe67e4","ip":null,"kind":"decision","latencyUs":226,"log":0,"marks":{},"outcome":"deny","owner":"user_1","pos":10,"prev":"f89cc7c866e3c034f406126cf815d522b794458cb23452a04c5de59dbfc1c395","reason":"No permission covers this action on this resource.","resource":"mcp:slack:chat","tenant":"acme","v":1}',NULL,NULL,X'B40EB461FBB19F6AD62FA92BD4958D39277EFB4842962AC5FE049AF8F94CC1B2');
INSERT INTO "audit" VALUES(11,1736942400000000,1,'change',NULL,NULL,'{"action":"usage.record","actor":"library","agent":"agt_8be1df5ca51799f69acaad64","at":1736942400000000,"chain":["agt_8be1df5ca51799f69acaad64"],"depth":0,"detail":null,"facts":{"after":{"usd":"0.37"},"before":{"usd":"0.36"},"charged":["agt_8be1df5ca51799f69acaad64"],"costUsd":"0.01"},"id":"aud_b_0e032982","kind":"change","log":0,"owner":"user_1","pos":11,"prev":"b40eb461fbb19f6ad62fa92bd4958d39277efb4842962ac5fe049af8f94cc1b2","tenant":"acme","v":1}',NULL,NULL,X'EDC23389C7200B9E1FF749B5351FCF1074296AA9A615EE418AA39BE5BE9D21B9');
INSERT INTO "audit" VALUES(12,1736942400000000,3,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"depth":0,"detail":{"sha256":"c0e243da3a0c34be4b6822a8ecfe440e00a16c82095640861fd5bba69d90a6f3"},"facts":{},"id":"aud_c_2bfad123","kind":"change","log":0,"owner":"user_2","pos":12,"prev":"edc23389c7200b9e1ff749b5351fcf1074296aa9a615ee418aa39be5be9d21b9","tenant":null,"v":1}','{"after":{"constraints":{"requireApprovalFor":["files:*:delete"]},"expiresAt":"2025-04-15T12:00:00Z","maxDepth":5,"metadata":{},"name":"gated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"autonomous","unsafeObserveUntil":null,"version":1},"before":null}',X'D33F25DB019E1522F0BA661EE2FFA9F7',X'BBED18BD0337F51B9FC788D4EF17AA480C5EF7291E001BD80819AB319E82CA9D');
INSERT INTO "audit" VALUES(13,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c88dd02a7345750f2e540a8e","args":{"sha256":"11a72840dd6fb4da09b89a0c0397dc91c3f974a0b4c7085ddf8c63d729342a89"},"at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_d_6deac351","ip":null,"kind":"decision","latencyUs":13708,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":13,"prev":"bbed18bd0337f51b9fc788d4ef17aa480c5ef7291e001bd80819ab319e82ca9d","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"open"}',X'F833FAF2323CEB2B7E1091B870F26493',X'9A857532485A83949A9A70F034582F13EC8F501314E405D0D0B45D1D2C2EB279');
INSERT INTO "audit" VALUES(14,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c88dd02a7345750f2e540a8e","args":{"sha256":"0ff0c232033c6214efe7a2ee08fc663c1f799f30ed8ba720523c79a828ebfa08"},"at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_e_e14268e9","ip":null,"kind":"decision","latencyUs":2107,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":14,"prev":"9a857532485a83949a9a70f034582f13ec8f501314e405d0d0b45d1d2c2eb279","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"approved"}',X'83DF2FA15F2A090729915F3E0FAB151E',X'BDD64F4B82BDF55AEC118D77CD03D42D04FDEB3F3471F8CDB408CC6AAEE5BB69');
INSERT INTO "audit" VALUES(15,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c88dd02a7345750f2e540a8e","args":{"sha256":"d8e27f4e45bd360171a9e5c4c3e59ef672fb8cbedfcbdfab7086bf56145e1025"},"at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_f_36e4dcac","ip":null,"kind":"decision","latencyUs":11157,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":15,"prev":"bdd64f4b82bdf55aec118d77cd03d42d04fdeb3f3471f8cdb408cc6aaee5bb69","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"denied"}',X'5DB360BA7BC1DC109E9BE49A4129A925',X'B78A18785281F72AA9E30BB35140B340516E926FC03D2B0C08C02FFCA7976839');
INSERT INTO "audit" VALUES(16,1736942400000000,3,'decision','approval_required',NULL,'{"action":"delete","agent":"agt_c88dd02a7345750f2e540a8e","args":{"sha256":"2dc40e51761e6d893afaff16372805e75da7faaee334baf5b89937c13d1bdddc"},"at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"charges":[],"code":"approval_required","cost":0,"depth":0,"id":"aud_10_8bd54af3","ip":null,"kind":"decision","latencyUs":6134,"log":0,"marks":{},"outcome":"pending","owner":"user_2","pos":16,"prev":"b78a18785281f72aa9e30bb35140b340516e926fc03d2b0c08c02ffca7976839","reason":"A person must approve this call; repeat it unchanged once they have.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'F9F774AC8B7EEFD45E88548D84E845FB',X'C7D8BD23B15BB6D01F88FC2D6496DF53F71448AA55B03DD8C5DA14E5587D829F');
INSERT INTO "audit" VALUES(17,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"depth":0,"detail":{"sha256":"1af9513547992f011dd772de357e469145ed9a4c87bdeb9a3acea569e86669ad"},"facts":{"approval":"apr_e_e14268e9"},"id":"aud_11_55d8723d","kind":"change","log":0,"owner":"user_2","pos":17,"prev":"c7d8bd23b15bb6d01f88fc2d6496df53f71448aa55b03dd8c5da14e5587d829f","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":"go on","state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'19C4C6831E4CDE5B0EAD8BF72D247C34',X'406A027C2B0330038B5DA1E8EEE87DC5EAD0EFEEFC7AF1F8EBC83537139B9DBF');
INSERT INTO "audit" VALUES(18,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.deny","actor":"ann","agent":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"depth":0,"detail":{"sha256":"519d4f88cf766a90d6b9fa22f30bfecc293fc6fd2fc19b073cfdff2ce1eaeea8"},"facts":{"approval":"apr_f_36e4dcac"},"id":"aud_12_e218b665","kind":"change","log":0,"owner":"user_2","pos":18,"prev":"406a027c2b0330038b5da1e8eee87dc5ead0efeefc7af1f8ebc83537139b9dbf","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"denied"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'1CBAE80826D951641BCBEF2D5F3AEFFB',X'4DA03120CF5A5350C110D1954DF41A2A233E77D6EFCE7B48B674BB68021635F4');
INSERT INTO "audit" VALUES(19,1736942400000000,3,'change',NULL,NULL,'{"action":"approvals.approve","actor":"ann","agent":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"depth":0,"detail":{"sha256":"5286effd23aad748e384bb1457158376f966944e104913bd2adfd6849ce9aab1"},"facts":{"approval":"apr_10_8bd54af3"},"id":"aud_13_c30f2530","kind":"change","log":0,"owner":"user_2","pos":19,"prev":"4da03120cf5a5350c110d1954df41a2a233e77d6efce7b48b674bb68021635f4","tenant":null,"v":1}','{"after":{"expiresAt":"2025-01-15T13:00:00Z","note":null,"state":"approved"},"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}}',X'B263FCEDBC2BC0482245FDBA38AF9281',X'1E0F424AF08E484DAE8D029B0DFEC91F39408DC22211A7B59CAB77205CC02EE1');
INSERT INTO "audit" VALUES(20,1736942400000000,3,'decision','ok',NULL,'{"action":"delete","agent":"agt_c88dd02a7345750f2e540a8e","args":{"sha256":"c51f9101c33a554207be20ee63d3e171670b25013839b4b666b751aad8015e84"},"at":1736942400000000,"chain":["agt_c88dd02a7345750f2e540a8e"],"charges":[{"agent":"agt_c88dd02a7345750f2e540a8e","level":"agent","meter":4}],"code":"ok","cost":0,"depth":0,"id":"aud_14_11e340af","ip":null,"kind":"decision","latencyUs":4407,"log":0,"marks":{"approval":"apr_10_8bd54af3"},"outcome":"allow","owner":"user_2","pos":20,"prev":"1e0f424af08e484dae8d029b0dfec91f39408dc22211a7b59cab77205cc02ee1","reason":"Allowed.","resource":"files:tmp","tenant":null,"v":1}','{"name":"used"}',X'5DB010A47DC14D3B78C471C29AFC104B',X'3802F3235CD6556A2904B36A11D5EDA561436C25B27021B5A79777D65C267D6F');
INSERT INTO "audit" VALUES(21,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_b9452ede02360e6e7f31c18b","at":1736942400000000,"chain":["agt_b9452ede02360e6e7f31c18b"],"depth":0,"detail":{"sha256":"173b0be988c8aa43acb962891d5289a6d3ae70b8442767229d765c788910eb30"},"facts":{},"id":"aud_15_44096b9b","kind":"change","log":0,"owner":null,"pos":21,"prev":"3802f3235cd6556a2904b36a11d5eda561436c25b27021b5a79777d65c267d6f","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"suspended","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'162BF0468B2006CFB27BE8BDAB62108E',X'B88B6B7A8E8AE9E7C90DEACCF47E157DA8E8A281A7DE194F6F62A3CCF4220ED4');
INSERT INTO "audit" VALUES(22,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_7bbbfc74c43c82f1e34634a2","at":1736942400000000,"chain":["agt_7bbbfc74c43c82f1e34634a2"],"depth":0,"detail":{"sha256":"5f2216dfa2c03421da312f065b5a65b8b66b3aac9faada34b295b3dca111a347"},"facts":{},"id":"aud_16_b7636c67","kind":"change","log":0,"owner":null,"pos":22,"prev":"b88b6b7a8e8ae9e7c90deaccf47e157da8e8a281a7de194f6f62a3ccf4220ed4","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"revoked","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'F59F2F08D1BB6FF4B79B29765E9BC6BD',X'A4B3038C53757BEAC5457469185A13F41F15378FEA9DCD2113766D6EB6719D59');
INSERT INTO "audit" VALUES(23,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_6a64499d55b6bc3aa002abd3","at":1736942400000000,"chain":["agt_6a64499d55b6bc3aa002abd3"],"depth":0,"detail":{"sha256":"b7dbf8842c67770bfa7112f6b90576ac46b5900420139e9321127ad0d95bbc05"},"facts":{},"id":"aud_17_9882af24","kind":"change","log":0,"owner":null,"pos":23,"prev":"a4b3038c53757beac5457469185a13f41f15378fea9dcd2113766d6eb6719d59","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"rotated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'A372A1D2E8D6B0D9FE668F393E2EA4C4',X'E6503CDFFE170FA8361088E45B6AED095199EF47D4204CED7C146B01EA522C97');
INSERT INTO "audit" VALUES(24,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.create","actor":"library","agent":"agt_3ae8f91b3fa44de201b0d224","at":1736942400000000,"chain":["agt_3ae8f91b3fa44de201b0d224"],"depth":0,"detail":{"sha256":"4f72b3263191372c3e6eaac205470e55a79f174dde1807417224c011e6775b9c"},"facts":{},"id":"aud_18_b7cdcbd0","kind":"change","log":0,"owner":null,"pos":24,"prev":"e6503cdffe170fa8361088e45b6aed095199ef47d4204ced7c146b01ea522c97","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1},"before":null}',X'BC84D970449D76D2AE0877C36220CE8A',X'2E8414AD1EAF96B6916BD572027365182C639F5F4F509FB80A7EDB75E79BD771');
INSERT INTO "audit" VALUES(25,1736942400000000,4,'change',NULL,NULL,'{"action":"agents.suspend","actor":"library","agent":"agt_b9452ede02360e6e7f31c18b","at":1736942400000000,"chain":["agt_b9452ede02360e6e7f31c18b"],"depth":0,"detail":{"sha256":"5f4da94f10a3bab5b0c66454e0c23abe29bfc63bc20a1d82cef65ff675d674bc"},"facts":{},"id":"aud_19_83f4a2f1","kind":"change","log":0,"owner":null,"pos":25,"prev":"2e8414ad1eaf96b6916bd572027365182c639f5f4f509fb80a7edb75e79bd771","tenant":null,"v":1}','{"after":{"status":"suspended"},"before":{"status":"active"}}',X'997D65369410C41F616D578F304963E0',X'20AB9C620A927D2B3C5A96C7742F1C5BE9CF30F7EE1B0C985C754A3B78D0D190');
INSERT INTO "audit" VALUES(26,1736942400000000,5,'change',NULL,NULL,'{"action":"agents.revoke","actor":"library","agent":"agt_7bbbfc74c43c82f1e34634a2","at":1736942400000000,"chain":["agt_7bbbfc74c43c82f1e34634a2"],"depth":0,"detail":{"sha256":"828e5b96713fb52074e01c6865b1969e75ac8cea4064a070c32c13360c7b8de8"},"facts":{},"id":"aud_1a_b5766d67","kind":"change","log":0,"owner":null,"pos":26,"prev":"20ab9c620a927d2b3c5a96c7742f1c5be9cf30f7ee1b0c985c754a3b78d0d190","tenant":null,"v":1}','{"after":{"status":"revoked"},"before":{"status":"active"}}',X'19A24E8C595D5997A8184BEE91FBE77A',X'0C59161585D76362BFAB3AC21CD2A6B2402053721CF296CA0B1FAA37AC16943B');
INSERT INTO "audit" VALUES(27,1736942400000000,6,'change',NULL,NULL,'{"action":"agents.rotate","actor":"library","agent":"agt_6a64499d55b6bc3aa002abd3","at":1736942400000000,"chain":["agt_6a64499d55b6bc3aa002abd3"],"depth":0,"detail":{"sha256":"d1d023f08ee6862708943d34cbe2b6aece3f17f02a8b0350d4cd65498892f532"},"facts":{"closedApprovals":0,"compromised":false,"grace":3600000000,"revoked":[]},"id":"aud_1b_072ba76b","kind":"change","log":0,"owner":null,"pos":27,"prev":"0c59161585d76362bfab3ac21cd2a6b2402053721cf296ca0b1faa37ac16943b","tenant":null,"v":1}','{"after":{"version":2},"before":{"version":1}}',X'72FE8DF29961F588CA1381E8DF9F9DC8',X'9CF9A68E5230FECD1B9D4E870C4154AD33CACCB79EA4EC7CC5224FEBFF45C940');
INSERT INTO "audit" VALUES(28,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_3ae8f91b3fa44de201b0d224","args":null,"at":1736942400000000,"chain":["agt_3ae8f91b3fa44de201b0d224"],"charges":[{"agent":"agt_3ae8f91b3fa44de201b0d224","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1c_2b9f63d9","ip":null,"kind":"decision","latencyUs":8784,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":28,"prev":"9cf9a68e5230fecd1b9d4e870c4154ad33caccb79ea4ec7cc5224febff45c940","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'E3192247069970D0D110A48EDECA6465BD3CD2AFFB434AFC5DC54F3B4E960AC2');
INSERT INTO "audit" VALUES(29,1736942400000000,7,'decision','ok',NULL,'{"action":"write","agent":"agt_3ae8f91b3fa44de201b0d224","args":null,"at":1736942400000000,"chain":["agt_3ae8f91b3fa44de201b0d224"],"charges":[{"agent":"agt_3ae8f91b3fa44de201b0d224","level":"agent","meter":8}],"code":"ok","cost":0,"depth":0,"id":"aud_1d_7051a799","ip":null,"kind":"decision","latencyUs":73,"log":0,"marks":{},"outcome":"allow","owner":null,"pos":29,"prev":"e3192247069970d0d110a48edeca6465bd3cd2affb434afc5dc54f3b4e960ac2","reason":"Allowed.","resource":"mcp:github:issues","tenant":null,"v":1}',NULL,NULL,X'9B36EBE11BC167FCE93DA3676FBC6F238168EBE9BDE831756265B1782CC70DF4');
INSERT INTO "audit" VALUES(30,1736942400000000,7,'change',NULL,NULL,'{"action":"agents.update","actor":"library","agent":"agt_3ae8f91b3fa44de201b0d224","at":1736942400000000,"chain":["agt_3ae8f91b3fa44de201b0d224"],"depth":0,"detail":{"sha256":"1036bdde700fd2c580e03b4d9f88fda6d14f844db34b5cf0507b2bdfb97fbbef"},"facts":{},"id":"aud_1e_50e6f655","kind":"change","log":0,"owner":null,"pos":30,"prev":"9b36ebe11bc167fce93da3676fbc6f238168ebe9bde831756265b1782cc70df4","tenant":null,"v":1}','{"after":{"constraints":{"maxCalls":5},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":2},"before":{"constraints":{"maxCalls":100},"expiresAt":null,"maxDepth":5,"metadata":{},"name":"updated","permissions":[{"actions":["*"],"resource":"*"}],"status":"active","type":"service","unsafeObserveUntil":null,"version":1}}',X'F336D899BF3F16C81FDD1ACE77FDF42D',X'6754BFF04761C78A92256085B37BADF74068758D67CFF6014B2DF6747E12248F');
INSERT INTO "audit" VALUES(31,1736942400000000,NULL,'decision','unknown_token',NULL,'{"action":null,"agent":null,"args":null,"at":1736942400000000,"chain":[],"charges":[],"code":"unknown_token","cost":0,"depth":0,"id":"aud_1f_39951967","ip":null,"kind":"decision","latencyUs":5275,"log":0,"marks":{},"outcome":"deny","owner":null,"pos":31,"prev":"6754bff04761c78a92256085b37badf74068758d67cff6014b2df6747e12248f","reason":"The token is not known.","resource":null,"tenant":null,"v":1}',NULL,NULL,X'8247E39A7EC04DACDB2224814C5ADE5AD9B82FAA3E52A6977E83E42FAD2F7237');
INSERT INTO "audit" VALUES(32,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"cba77505753bce3c7a0ca6cd957f3eb280c5ebb26bb899a3d7730d8c9149d3e8","sha256":"acfb5e47a2bda0e7965d52fda03531850e12526d7c3fea92dac7eb22eee89c43"},"facts":{"user":"ann"},"id":"aud_20_07f95e0d","kind":"change","log":0,"owner":null,"pos":32,"prev":"8247e39a7ec04dacdb2224814c5ade5ad9b82faa3e52a6977e83e42fad2f7237","tenant":null,"v":1}','{"after":{"name":"ann \u00fc","role":"owner","status":"active","tenantId":"acme"},"before":null}',X'231CBE771FCAE8443E65F0F0432B5492',X'AB31706723AE69B2842EAE179091CE14AC44697EECA45B1001CB1ECDA0753AA1');
INSERT INTO "audit" VALUES(33,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"7a34ce3c1ac91220fcb4b49424de5d1cf3a39522d62bab3b84a63f3092255462","sha256":"af0e57b06df807dbf68572c8693ff6524462d1925d7f42980ba3dc9cd7fcf922"},"facts":{"user":"bob"},"id":"aud_21_50813e43","kind":"change","log":0,"owner":null,"pos":33,"prev":"ab31706723ae69b2842eae179091ce14ac44697eeca45b1001cb1ecda0753aa1","tenant":null,"v":1}','{"after":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"},"before":null}',X'F7A1C2F37E1ACF9A2809E967A956EABD',X'269C70BEC70C265630BA2DE92FA45D102CC1751AD11E647B5990B88C32480C34');
INSERT INTO "audit" VALUES(34,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.update","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"kept":"57beae0b18ef01b9864baad91959d42a94010e8889005f19f484686a08770188","sha256":"76e8d1503f75df2ffc32b6c39908f6a74a3c3724c32f99a532c921e3e56377bf"},"facts":{"ended":0,"user":"bob"},"id":"aud_22_02da5a69","kind":"change","log":0,"owner":null,"pos":34,"prev":"269c70bec70c265630ba2de92fa45d102cc1751ad11e647b5990b88c32480c34","tenant":null,"v":1}','{"after":{"name":"bob \u00fc","role":"auditor","status":"disabled","tenantId":"acme"},"before":{"name":"bob \u00fc","role":"auditor","status":"active","tenantId":"acme"}}',X'84A49683D7EB78B9558F9B3126B8796D',X'8DFE56C0DDD7251B4011D60128DDBD3DFFF800F34C55C3B3A91A95329E195E69');
INSERT INTO "audit" VALUES(35,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"f735310f827a76a7fbafba65b31106fc581be622dd36242ce6b378ac65667eb2"},"facts":{"key":"key_a8c13c11d57cb9d8262adad7"},"id":"aud_23_51f52dab","kind":"change","log":0,"owner":null,"pos":35,"prev":"8dfe56c0ddd7251b4011d60128ddbd3dfff800f34c55c3b3a91a95329e195e69","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"live","role":"service","status":"active","tenantId":null,"userId":null},"before":null}',X'708571E5E1727DA002CA4559CE3DEA1A',X'7251934C9B4E6A97F6F1F4FB5667EBAA01331507E1A0E9E92A2C69E8C6B9D22A');
INSERT INTO "audit" VALUES(36,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"822938fdc298ac9297ee0331f2118c457eccaedeaaf1d96f5f8b4d54137cf1a3"},"facts":{"key":"key_6fe7ce9552f49e3982d26895"},"id":"aud_24_19c0b184","kind":"change","log":0,"owner":null,"pos":36,"prev":"7251934c9b4e6a97f6f1f4fb5667ebaa01331507e1a0e9e92a2c69e8c6b9d22a","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null},"before":null}',X'3C0CFC23642CC4A9FFEE114A20C65285',X'D977DD98FBF8C6BBDD3D398B85D097AD1F9F5561A47BB02ACEE578C86DA599A4');
INSERT INTO "audit" VALUES(37,1736942400000000,NULL,'change',NULL,NULL,'{"action":"keys.revoke","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"c26bb85682246f51dd0080525525b91842175d1101de6e1c4d9541fd9b2b772c"},"facts":{"endedSessions":0,"key":"key_6fe7ce9552f49e3982d26895"},"id":"aud_25_07f9d5db","kind":"change","log":0,"owner":null,"pos":37,"prev":"d977dd98fbf8c6bbdd3d398b85d097ad1f9f5561a47bb02acee578c86da599a4","tenant":null,"v":1}','{"after":{"expiresAt":null,"name":"ended","role":"service","status":"revoked","tenantId":null,"userId":null},"before":{"expiresAt":null,"name":"ended","role":"service","status":"active","tenantId":null,"userId":null}}',X'47927E531E9E6DA7F5BD26EA30CC048F',X'BE7E1A7375FA274180258F378D43B7B36D357F4ACE4A653E225495718EBFF059');
INSERT INTO "audit" VALUES(38,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_26_d139205a","kind":"change","log":0,"owner":null,"pos":38,"prev":"be7e1a7375fa274180258f378d43b7b36d357f4ace4a653e225495718ebff059","tenant":null,"v":1}',NULL,NULL,X'AD4663E3CB3A565C3C26F9B945AAD4B0EF689DF9E09462569143B0A411ABDF7A');
INSERT INTO "audit" VALUES(39,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in","actor":"ann","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"session":"session_8a1196fc4093be51155d1815","with":"link_78c2f404c1a2042c2ec73dd2"},"id":"aud_27_5dc48f6f","kind":"change","log":0,"owner":null,"pos":39,"prev":"ad4663e3cb3a565c3c26f9b945aad4b0ef689df9e09462569143b0a411abdf7a","tenant":null,"v":1}',NULL,NULL,X'9B41E94339CE032B28B2CCF472157AE2DF2DD390AE9DE305F57E30729272F68A');
INSERT INTO "audit" VALUES(40,1736942400000000,NULL,'change',NULL,NULL,'{"action":"users.sign_in_link","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"expiresAt":"2025-01-15T12:10:00Z","user":"ann"},"id":"aud_28_17eb6abd","kind":"change","log":0,"owner":null,"pos":40,"prev":"9b41e94339ce032b28b2ccf472157ae2df2dd390ae9de305f57e30729272f68a","tenant":null,"v":1}',NULL,NULL,X'A728AE8C3BB262A2D8A4422E8AE1BE78AD36F7C7000B15E646CCBF7310F384BE');
INSERT INTO "audit" VALUES(41,1736942400000000,NULL,'change',NULL,NULL,'{"action":"audit.checkpoint","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":null,"facts":{"count":40,"key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812"},"id":"aud_29_4cc0b067","kind":"change","log":0,"owner":null,"pos":41,"prev":"a728ae8c3bb262a2d8a4422e8ae1be78ad36f7c7000b15e646ccbf7310f384be","tenant":null,"v":1}',NULL,NULL,X'41783FE92E6BD0A01FC1021E5FC7BBAB301273F34B1A4A5BCDC0AD82EE412B56');
INSERT INTO "audit" VALUES(42,1736942400000000,NULL,'change',NULL,NULL,'{"action":"webhooks.create","actor":"library","agent":null,"at":1736942400000000,"chain":[],"depth":0,"detail":{"sha256":"53451dbf6089c429d4b4e92f1c8c778a86cdba2decffd4429dfd9dc08dfded25"},"facts":{"webhook":"wh_2dd73c762dae430b2364440a"},"id":"aud_2a_8feea6df","kind":"change","log":0,"owner":null,"pos":42,"prev":"41783fe92e6bd0a01fc1021e5fc7bbab301273f34b1a4a5bcdc0ad82ee412b56","tenant":null,"v":1}','{"after":{"events":["*"],"name":"stored","status":"active","tenantId":"acme","url":"https://hooks.example.com#9e1bd28876a2","version":1},"before":null}',X'F77386FC99B14D754C70D6ED69F2EE41',X'65011249FD871E2E440EFE1956EF0B394F042AC739383523AB98525118A40914');
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
INSERT INTO "checkpoint" VALUES(1,1736942400000000,'{"at":"2025-01-15T12:00:00Z","count":40,"heads":[{"hash":"a728ae8c3bb262a2d8a4422e8ae1be78ad36f7c7000b15e646ccbf7310f384be","log":0,"position":40}],"installation":"8d2a50e4245dc46a0e5fc264ee27cd38","key":"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812","signature":"dd6c69a533659e3d3661c722f8fb65a37cded4afc3a6fe77e52c58f215f0fa19ab8b85f3ccef689815b25b39c6b7810383a85080db2f4adc928da060322c4204","version":1}');
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
INSERT INTO "credential" VALUES(1,'key_a8c13c11d57cb9d8262adad7','key',X'5645F30D8077078851DA0107582B5EFCA4C8AC2BABD112009FBC1DA12B1B441D','live','service',NULL,NULL,NULL,1736942400000000,'library',NULL,NULL,NULL);
INSERT INTO "credential" VALUES(2,'key_6fe7ce9552f49e3982d26895','key',X'FDF8372D8B71FCFF95D00BDCBD7FFCFA60E97F872006C885EB1774D6117CDE79','ended','service',NULL,NULL,NULL,1736942400000000,'library',NULL,1736942400000000,NULL);
INSERT INTO "credential" VALUES(3,'link_78c2f404c1a2042c2ec73dd2','link',X'BFA69A1D98104531BB9A228B57D01894EAC267D688E8D3FF804921CFD1A72160','ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,1736942400000000,NULL);
INSERT INTO "credential" VALUES(4,'session_8a1196fc4093be51155d1815','session',X'3D9D81D2BB7EDEC7B1611B28511ED9FED38680B99F46718EA140563E6244398E','ann ü','owner','ann','acme',NULL,1736942400000000,'ann',1736985600000000,NULL,NULL);
INSERT INTO "credential" VALUES(5,'link_9754b6920286178d6cd33d2c','link',X'1CECAB34ED224E44F8E6BD0EBFC801ECB652F023E439C75214C6255BB9959FBA','ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,NULL,NULL);
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
INSERT INTO "memo" VALUES('authorize',2,X'D7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8',1737028800000000,X'6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504','{"approvalId":null,"auditId":"aud_9_96593f9d","cost":0,"throttled":false}');
INSERT INTO "memo" VALUES('record',1,X'0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2',NULL,X'11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E','["aud_b_0e032982",10000,1736942400000000,null,null]');
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
INSERT INTO "meter" VALUES(0,0,'log',0,0,0,0,0,0,0,0,42,0,NULL,NULL,X'65011249FD871E2E440EFE1956EF0B394F042AC739383523AB98525118A40914');
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
INSERT INTO "outbox" VALUES(1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_8be1df5ca51799f69acaad64","at":1736942400000000,"data":{"parentId":null},"id":"evt_cdc439916e0ff5392072886b","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_f17db12070516b8b4b345c1e","at":1736942400000000,"data":{"parentId":"agt_8be1df5ca51799f69acaad64"},"id":"evt_af2ab138e3cd553445e7e209","tenantId":"acme","type":"agent.created","userId":"user_1"}');
INSERT INTO "outbox" VALUES(3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"parentId":null},"id":"evt_d16bfcdaaf251ca7aae5c351","tenantId":null,"type":"agent.created","userId":"user_2"}');
INSERT INTO "outbox" VALUES(4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"action":"delete","approval":"apr_d_6deac351","resource":"files:tmp"},"id":"evt_847e70cc223698042f54065e","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"action":"delete","approval":"apr_e_e14268e9","resource":"files:tmp"},"id":"evt_89244086f90f31d997601f9f","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"action":"delete","approval":"apr_f_36e4dcac","resource":"files:tmp"},"id":"evt_7aeb0e14091b16b3a149c5eb","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"action":"delete","approval":"apr_10_8bd54af3","resource":"files:tmp"},"id":"evt_4f60ac7f9cfcb9a4039c9a79","tenantId":null,"type":"approval.opened","userId":"user_2"}');
INSERT INTO "outbox" VALUES(8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"approval":"apr_e_e14268e9","by":"ann"},"id":"evt_b31942e81876173d56558909","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"approval":"apr_f_36e4dcac","by":"ann"},"id":"evt_f9a2be2ec7af60e12515f749","tenantId":null,"type":"approval.denied","userId":"user_2"}');
INSERT INTO "outbox" VALUES(10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_c88dd02a7345750f2e540a8e","at":1736942400000000,"data":{"approval":"apr_10_8bd54af3","by":"ann"},"id":"evt_e735daecbee2ca9538b6bf4d","tenantId":null,"type":"approval.approved","userId":"user_2"}');
INSERT INTO "outbox" VALUES(11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_b9452ede02360e6e7f31c18b","at":1736942400000000,"data":{"parentId":null},"id":"evt_d06e575faf27daa4b4d9b993","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_7bbbfc74c43c82f1e34634a2","at":1736942400000000,"data":{"parentId":null},"id":"evt_ed99ef1ac2029fb79e359624","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_6a64499d55b6bc3aa002abd3","at":1736942400000000,"data":{"parentId":null},"id":"evt_0ec40e2e1259c77d40ec54cc","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_3ae8f91b3fa44de201b0d224","at":1736942400000000,"data":{"parentId":null},"id":"evt_9eed87d7718fb7b9238be151","tenantId":null,"type":"agent.created","userId":null}');
INSERT INTO "outbox" VALUES(15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_b9452ede02360e6e7f31c18b","at":1736942400000000,"data":{},"id":"evt_6d0642ba1f1b71ed533a5527","tenantId":null,"type":"agent.suspended","userId":null}');
INSERT INTO "outbox" VALUES(16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_7bbbfc74c43c82f1e34634a2","at":1736942400000000,"data":{},"id":"evt_ff0ff9f107928858b59d6d2e","tenantId":null,"type":"agent.revoked","userId":null}');
INSERT INTO "outbox" VALUES(17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_6a64499d55b6bc3aa002abd3","at":1736942400000000,"data":{"compromised":false,"revoked":[]},"id":"evt_b5506fa10b31d2ad9b15e642","tenantId":null,"type":"agent.rotated","userId":null}');
INSERT INTO "outbox" VALUES(18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":"agt_3ae8f91b3fa44de201b0d224","at":1736942400000000,"data":{"version":2},"id":"evt_e924e249a419c2cb5baa9945","tenantId":null,"type":"agent.updated","userId":null}');
INSERT INTO "outbox" VALUES(19,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"ann \u00fc","role":"owner","status":"active"},"id":"evt_8c14d0f03e1e06116d75fae6","tenantId":"acme","type":"user.created","userId":"ann"}');
INSERT INTO "outbox" VALUES(20,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"active"},"id":"evt_e669465baa7aa1e525e3805c","tenantId":"acme","type":"user.created","userId":"bob"}');
INSERT INTO "outbox" VALUES(21,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"name":"bob \u00fc","role":"auditor","status":"disabled"},"id":"evt_cf46c54219ab15359db8c12a","tenantId":"acme","type":"user.updated","userId":"bob"}');
INSERT INTO "outbox" VALUES(22,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_a8c13c11d57cb9d8262adad7","name":"live","role":"service"},"id":"evt_353a53c60dabff7cee49a0ac","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO "outbox" VALUES(23,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_6fe7ce9552f49e3982d26895","name":"ended","role":"service"},"id":"evt_e76b03f1ca90578220875f32","tenantId":null,"type":"key.created","userId":null}');
INSERT INTO "outbox" VALUES(24,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{"agentId":null,"at":1736942400000000,"data":{"key":"key_6fe7ce9552f49e3982d26895","name":"ended","role":"service"},"id":"evt_ea9d38b36293c6a36462a369","tenantId":null,"type":"key.revoked","userId":null}');
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
INSERT INTO "setting" VALUES('installation','8d2a50e4245dc46a0e5fc264ee27cd38');
INSERT INTO "setting" VALUES('fingerprint_key','079b49295a6cf2a25f185f78cd86cf9a25d2030272ae86a7b9197dc415bc3e7c');
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
	tenant_id VARCHAR(200), 
	kinds TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "sink" VALUES('stored',1736942400000000,NULL,NULL);
INSERT INTO "sink" VALUES('webhook:wh_2dd73c762dae430b2364440a',1736942400000000,'acme',NULL);
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
	gone_at BIGINT, 
	taken_at BIGINT, 
	failed_at BIGINT, 
	failure TEXT, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);
INSERT INTO "webhook" VALUES(1,'wh_2dd73c762dae430b2364440a','stored','acme','https://hooks.example.com/kavach','["*"]','sealed:d61bbf9da6cc8d6a40883b2cac9efc51b916046db16c0cf50e96eb0d16b8993532fe08f7a47d95e94e76b59004ad5464d0545aec439511644afe33405e3588fd6eae2ddb3c00c0d2830ba50713eba03f911325867bc6719941',1,1736942400000000,'library',1736942400000000,NULL,NULL,NULL,NULL,NULL);
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
