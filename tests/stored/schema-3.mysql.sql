SET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE `agent` (
  `n` bigint(20) NOT NULL AUTO_INCREMENT,
  `id` varchar(64) NOT NULL,
  `parent` bigint(20) DEFAULT NULL,
  `root` bigint(20) NOT NULL,
  `depth` int(11) NOT NULL,
  `kind` varchar(16) NOT NULL,
  `user_id` varchar(200) DEFAULT NULL,
  `tenant_id` varchar(200) DEFAULT NULL,
  `name` varchar(200) NOT NULL,
  `status` varchar(16) NOT NULL,
  `digest` varbinary(32) NOT NULL,
  `old_digest` varbinary(32) DEFAULT NULL,
  `old_until` bigint(20) DEFAULT NULL,
  `version` int(11) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `changed_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) DEFAULT NULL,
  `max_depth` int(11) NOT NULL,
  `permissions` longtext NOT NULL,
  `constraints` longtext NOT NULL,
  `metadata` longtext NOT NULL,
  `observe_until` bigint(20) DEFAULT NULL,
  `by_token` tinyint(1) NOT NULL,
  PRIMARY KEY (`n`),
  UNIQUE KEY `id` (`id`),
  UNIQUE KEY `digest` (`digest`),
  UNIQUE KEY `old_digest` (`old_digest`),
  KEY `ix_agent_parent` (`parent`),
  KEY `ix_agent_root` (`root`),
  KEY `ix_agent_tenant_id` (`tenant_id`),
  KEY `ix_agent_user_id` (`user_id`)
) ENGINE=InnoDB AUTO_INCREMENT=8 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `agent` VALUES (1,'agt_18792f76b91a54b89943718e',NULL,1,0,'autonomous','user_1','acme','spender','active',0x8BB1B00BA571ED3F242F30B24181578AD6A853AE062D7A1DBE6CCCBCF5C2E20B,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}]','{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12}','{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"}',NULL,0);
INSERT INTO `agent` VALUES (2,'agt_aeb2b5d9cf531c98d1c43041',1,1,1,'delegated','user_1','acme','helper','active',0x9C639850251DB1F89864D615D3FFBFF7484901D9FFBA66984CA1006105ED76E7,NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}]','{\"maxCalls\":3}','{}',NULL,1);
INSERT INTO `agent` VALUES (3,'agt_5070a9b9d93d3cb6356cbc70',NULL,3,0,'autonomous','user_2',NULL,'gated','active',0x2ED07E49DA7CBD153ED576A4DE54AF24B238DAFF66490576430ED55A5C13669B,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"requireApprovalFor\":[\"files:*:delete\"]}','{}',NULL,0);
INSERT INTO `agent` VALUES (4,'agt_c3bf7c03725187f663ef749e',NULL,4,0,'service',NULL,NULL,'suspended','suspended',0x8E9BAEFA4AEE7ABFD630103A14457E78CA9A5ACE0272736F0571431F1EF9496A,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (5,'agt_04eec8fda93d843ddc4b62d8',NULL,5,0,'service',NULL,NULL,'revoked','revoked',0xE60DA86494212C24ACFE9FC56F7DCB3FF7F3894E65C5525CDD1E41A15B06C09C,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (6,'agt_745e43f6e2f0223e12e616f9',NULL,6,0,'service',NULL,NULL,'rotated','active',0x2B02CBDC3B1036408BC4B2CBA4FBAF8F0E6943BE812D5A08AFF28EABC92C1A1A,0x262D45DDB61FFCDE3EEC278E32518CA7F856D56E5A4A9B05CC03D74141B27568,1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (7,'agt_e6fc76e4d0bfc2df7f642bc2',NULL,7,0,'service',NULL,NULL,'updated','active',0x0CDBCB3DC6808E440CBFA15F8BD9C6517E0264EE0BA84A35D81D0CBB4AD10E30,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":5}','{}',NULL,0);
CREATE TABLE `approval` (
  `n` bigint(20) NOT NULL AUTO_INCREMENT,
  `id` varchar(64) NOT NULL,
  `agent` bigint(20) NOT NULL,
  `root` bigint(20) NOT NULL,
  `fingerprint` varbinary(32) NOT NULL,
  `cost` bigint(20) NOT NULL,
  `resource` varchar(512) NOT NULL,
  `action` varchar(64) NOT NULL,
  `arguments` longtext DEFAULT NULL,
  `state` varchar(16) NOT NULL,
  `opened_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `decided_at` bigint(20) DEFAULT NULL,
  `decided_by` varchar(200) DEFAULT NULL,
  `note` longtext DEFAULT NULL,
  PRIMARY KEY (`n`),
  UNIQUE KEY `id` (`id`),
  KEY `approval_access` (`agent`,`fingerprint`),
  KEY `approval_root` (`root`,`state`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `approval` VALUES (1,'apr_d_6bbba220',3,3,0xAE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26,0,'files:tmp','delete','sealed:678b42e6436822b917214d4f967d05b5c0c666f298133a60866975abe71a83b39b316c7d170ae8997fbf25','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO `approval` VALUES (2,'apr_e_ed34e86f',3,3,0xC3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92,0,'files:tmp','delete','sealed:03e78c18eba0cd93f643683281a7095cab9c713bd5ff17caa023b7dd2f052f89e08a3332743f282aa80ea6e0bec7d3','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO `approval` VALUES (3,'apr_f_75668457',3,3,0x9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4,0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO `approval` VALUES (4,'apr_10_6162b6aa',3,3,0xCFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57,0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
CREATE TABLE `audit` (
  `seq` bigint(20) NOT NULL,
  `at` bigint(20) NOT NULL,
  `agent` bigint(20) DEFAULT NULL,
  `kind` varchar(16) NOT NULL,
  `code` varchar(32) DEFAULT NULL,
  `booked` bigint(20) DEFAULT NULL,
  `entry` longtext NOT NULL,
  `kept` longtext DEFAULT NULL,
  `salt` varbinary(16) DEFAULT NULL,
  `hash` varbinary(32) NOT NULL,
  PRIMARY KEY (`seq`),
  KEY `audit_code` (`code`,`seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `audit` VALUES (1,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"depth\":0,\"detail\":{\"kept\":\"1f8091fc05e5f11b2eeff25c5fc8a21b52f6014762bd1b168a68a032fdeb65cf\",\"sha256\":\"9373cdadf6c069d7beb8df5aa977fdcbf68b551e2d39d8c1dccb0bbc92fce0c4\"},\"facts\":{},\"id\":\"aud_1_d7a71c7a\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":1,\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"},\"name\":\"spender\",\"permissions\":[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x80918EBD8237CAAE417420DBEF2C50B2,0x0F468F0E6861A96B335619454C89742CAA1A413B8EDA4FD55BB9DAB517B111F5);
INSERT INTO `audit` VALUES (2,1736942400000000,2,'change',NULL,NULL,'{\"action\":\"agents.delegate\",\"actor\":\"agt_18792f76b91a54b89943718e\",\"agent\":\"agt_aeb2b5d9cf531c98d1c43041\",\"at\":1736942400000000,\"chain\":[\"agt_aeb2b5d9cf531c98d1c43041\",\"agt_18792f76b91a54b89943718e\"],\"depth\":1,\"detail\":{\"sha256\":\"6e60cef6040e7963ab5c6eac9ed1f76bb66dc063392020ecd8e710b1e7ab7e85\"},\"facts\":{\"byToken\":true,\"parent\":\"agt_18792f76b91a54b89943718e\"},\"id\":\"aud_2_5ec76453\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":2,\"prev\":\"0f468f0e6861a96b335619454c89742caa1a413b8eda4fd55bb9dab517b111f5\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":3},\"expiresAt\":\"2025-01-16T12:00:00Z\",\"maxDepth\":4,\"metadata\":{},\"name\":\"helper\",\"permissions\":[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}],\"status\":\"active\",\"type\":\"delegated\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x86E70EAA959E572069A8B32BFBAE0046,0x89440FDF0FDFE562F7B6265DA4F99FB50078FF2165CE9E4294733F1E1B337138);
INSERT INTO `audit` VALUES (3,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"args\":{\"sha256\":\"5eafba35640019de66869b8fb493be497ac5e5555f0d3a86058c6304f3bb70c6\"},\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"charges\":[{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_3_ef154a66\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":26619,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":3,\"prev\":\"89440fdf0fdfe562f7b6265da4f99fb50078ff2165ce9e4294733f1e1b337138\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 0\"}',0xD44BBDC60C2A135CA44997BE531E42B3,0xC91A0463DC981036715EB235B55385BF7126C23F5C5AD67886E0D652EF03C012);
INSERT INTO `audit` VALUES (4,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"args\":{\"sha256\":\"e8d47426be15918c6b4becfe689512f55a56f090c056d2f4c3ad574678465126\"},\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"charges\":[{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_4_80a11faf\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":1548,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":4,\"prev\":\"c91a0463dc981036715eb235b55385bf7126c23f5c5ad67886e0d652ef03c012\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 1\"}',0x7C98FCA587A0C7A759F8C0E4A4EC6F50,0x90139F33CAF1A8D8AEE2B718B665AAA6071C80ADD0C30DBD98616A35B67455F2);
INSERT INTO `audit` VALUES (5,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"args\":{\"sha256\":\"9f1b4933205368b1b3b245816d9e591f35a3b4bc138b4e5d0eee84fb59f6bea2\"},\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"charges\":[{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_5_5eb2ab37\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":2054,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":5,\"prev\":\"90139f33caf1a8d8aee2b718b665aaa6071c80add0c30dbd98616a35b67455f2\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 2\"}',0xE0CBCC777F84DDB09D21EDC31D7A3B8C,0x74B7CD933215FC2CD18F3FC413157E7E9D0152DE45C055CDC3A9EB6D45450F49);
INSERT INTO `audit` VALUES (6,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"args\":{\"sha256\":\"a031388c32e03d177031d0983d872afc995bdb707671c229b08db692906ca5c2\"},\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"charges\":[{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_6_aedb7aa3\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":600,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":6,\"prev\":\"74b7cd933215fc2cd18f3fc413157e7e9d0152de45c055cdc3a9eb6d45450f49\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 3\"}',0x2923A722E956A6BD99328959071E0835,0x475E722DBC956203E9305B4B6FE0613639AB99AE4DEF7F6718101154E17A7347);
INSERT INTO `audit` VALUES (7,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.04\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_3_ef154a66\"},\"id\":\"aud_7_fea689ba\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":7,\"prev\":\"475e722dbc956203e9305b4b6fe0613639ab99ae4def7f6718101154e17a7347\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x79CCFC5E4CEBB61050AC5A837C97A7FD4E9628B453023B8D1FA44B316ADF818B);
INSERT INTO `audit` VALUES (8,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.12\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_4_80a11faf\"},\"id\":\"aud_8_0b141bed\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":8,\"prev\":\"79ccfc5e4cebb61050ac5a837c97a7fd4e9628b453023b8d1fa44b316adf818b\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xBE41EE9BBA05351089E6162705F5C8AE53380DC4234FABBBF69FA8886FEAA12E);
INSERT INTO `audit` VALUES (9,1736942400000000,2,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_aeb2b5d9cf531c98d1c43041\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_aeb2b5d9cf531c98d1c43041\",\"agt_18792f76b91a54b89943718e\"],\"charges\":[{\"agent\":\"agt_aeb2b5d9cf531c98d1c43041\",\"level\":\"agent\",\"meter\":3},{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_18792f76b91a54b89943718e\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":0,\"depth\":1,\"id\":\"aud_9_04f814e2\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":11377,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":9,\"prev\":\"be41ee9bba05351089e6162705f5c8ae53380dc4234fabbbf69fa8886feaa12e\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x7404917710D6CD6D8B262DC152CA7EA3252DE88422A808215051B817DC16903B);
INSERT INTO `audit` VALUES (10,1736942400000000,1,'decision','not_permitted',NULL,'{\"action\":\"read\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"charges\":[],\"code\":\"not_permitted\",\"cost\":0,\"depth\":0,\"id\":\"aud_a_6663a4ba\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":613,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":\"user_1\",\"pos\":10,\"prev\":\"7404917710d6cd6d8b262dc152ca7ea3252de88422a808215051b817dc16903b\",\"reason\":\"No permission covers this action on this resource.\",\"resource\":\"mcp:slack:chat\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xAC349075A90439634517A54F2CAE265F8E7B38206581DA196BD5A3364103BDE1);
INSERT INTO `audit` VALUES (11,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.record\",\"actor\":\"library\",\"agent\":\"agt_18792f76b91a54b89943718e\",\"at\":1736942400000000,\"chain\":[\"agt_18792f76b91a54b89943718e\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"usd\":\"0.37\"},\"before\":{\"usd\":\"0.36\"},\"charged\":[\"agt_18792f76b91a54b89943718e\"],\"costUsd\":\"0.01\"},\"id\":\"aud_b_c9faecbb\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":11,\"prev\":\"ac349075a90439634517a54f2cae265f8e7b38206581da196bd5a3364103bde1\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x68A269A6E15334E5FD4D92A2218BBB905A41ACD4D48AB4F947C7AD50DD7A8A50);
INSERT INTO `audit` VALUES (12,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"depth\":0,\"detail\":{\"sha256\":\"ba0bb08ff06a017dd15cf416c99c3aff059591dce475f2ecc973bfdf8de4c7d5\"},\"facts\":{},\"id\":\"aud_c_b02987e8\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":12,\"prev\":\"68a269a6e15334e5fd4d92a2218bbb905a41acd4d48ab4f947c7ad50dd7a8a50\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"requireApprovalFor\":[\"files:*:delete\"]},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{},\"name\":\"gated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x90686F03A3DCAE4B0F4DAA7C3F2713D6,0xCFE71A64E40452A6EECBD303C22AFC4BCAD9F55F622E8B078913D7719C09FF47);
INSERT INTO `audit` VALUES (13,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"args\":{\"sha256\":\"28840e4bceb53a440079a36291825e2daa71c786a1c708341f8aade0b5bab413\"},\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_d_6bbba220\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":15594,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":13,\"prev\":\"cfe71a64e40452a6eecbd303c22afc4bcad9f55f622e8b078913d7719c09ff47\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"open\"}',0x0A04EDD0CFFDCDE416D8884EA9F0E0B4,0x26C21B3EF76CA0049AE8CDE0ADFE15CB68AB6D94744D5081C64F2AF2A6876D02);
INSERT INTO `audit` VALUES (14,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"args\":{\"sha256\":\"82cbc1d2708ae73b2d125d2b9e7abf289f16064a6dd39271f487a993ebadf613\"},\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_e_ed34e86f\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":5333,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":14,\"prev\":\"26c21b3ef76ca0049ae8cde0adfe15cb68ab6d94744d5081c64f2af2a6876d02\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"approved\"}',0x09E329E82F42317C9A4738E1AFB4EFFE,0x2EB8BC03BE63EF144D6F093C202048442B0C79445B57BF680AF3E2B445E62E67);
INSERT INTO `audit` VALUES (15,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"args\":{\"sha256\":\"566f7d226dbf39cbab46350b61d887bf3b2ce1eac236529388c4cbeaacdd9571\"},\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_f_75668457\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":5551,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":15,\"prev\":\"2eb8bc03be63ef144d6f093c202048442b0c79445b57bf680af3e2b445e62e67\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"denied\"}',0x26ADB9C662C4355704DBC5F4C47E2B0C,0xB829952CD82BDCCF62335E495304C17C4C4809222D1F34E193B6D63CCDEB3679);
INSERT INTO `audit` VALUES (16,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"args\":{\"sha256\":\"605d19cbb592c5201c9fbe6802d00a671826bd70d81369ded12b89f7b77d89c0\"},\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_10_6162b6aa\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":4531,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":16,\"prev\":\"b829952cd82bdccf62335e495304c17c4c4809222d1f34e193b6d63ccdeb3679\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0xDF28BFE034AA3A1848195A0286C6BF3F,0xBCD2C08AB5E8230C4773641427588A7056D14B0B037CA3DFE7D4504839F45A9B);
INSERT INTO `audit` VALUES (17,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"depth\":0,\"detail\":{\"sha256\":\"6fa57c0d2fba65fd376241a5cb3c3d11bdc4582c1db0b6641da5a77ec55c469e\"},\"facts\":{\"approval\":\"apr_e_ed34e86f\"},\"id\":\"aud_11_3aa14410\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":17,\"prev\":\"bcd2c08ab5e8230c4773641427588a7056d14b0b037ca3dfe7d4504839f45a9b\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":\"go on\",\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x5AB9506B236817397425EBF2A7AB344C,0xA18292052A5E376DE8ACD6D55C72B478ACF70A7A4CF3E0BED9722F0803E31E0B);
INSERT INTO `audit` VALUES (18,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.deny\",\"actor\":\"ann\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"depth\":0,\"detail\":{\"sha256\":\"196488e69d9a1b591a947685965a62a0032ba064726c2bc08e62ceff6ea84fb8\"},\"facts\":{\"approval\":\"apr_f_75668457\"},\"id\":\"aud_12_ef5feeb8\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":18,\"prev\":\"a18292052a5e376de8acd6d55c72b478acf70a7a4cf3e0bed9722f0803e31e0b\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"denied\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x16C46084A81FE8DF3C76D33185807EF1,0x2B108B174FE073DCBB1823C4096B1D630416C17F3C9C3C80D1AACD466B39D49D);
INSERT INTO `audit` VALUES (19,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"depth\":0,\"detail\":{\"sha256\":\"b105c3ac721a1029896292da0453f7c977005ecd3d13fbdd8fd194e3d8fe1e42\"},\"facts\":{\"approval\":\"apr_10_6162b6aa\"},\"id\":\"aud_13_d7e37a82\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":19,\"prev\":\"2b108b174fe073dcbb1823c4096b1d630416c17f3c9c3c80d1aacd466b39d49d\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x89FD0C6B736888DEEC6F80F46E5DE53D,0x20EC643B0B3D9A5C678F4D800F665841BEC970C7EFDEAE6B68AB3FC7898E4447);
INSERT INTO `audit` VALUES (20,1736942400000000,3,'decision','ok',NULL,'{\"action\":\"delete\",\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"args\":{\"sha256\":\"adfd20523660906bf21d8c4fb3d83a30f1f0c389066e14e277a047e9de5925ec\"},\"at\":1736942400000000,\"chain\":[\"agt_5070a9b9d93d3cb6356cbc70\"],\"charges\":[{\"agent\":\"agt_5070a9b9d93d3cb6356cbc70\",\"level\":\"agent\",\"meter\":4}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_14_65aa919e\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":2355,\"log\":0,\"marks\":{\"approval\":\"apr_10_6162b6aa\"},\"outcome\":\"allow\",\"owner\":\"user_2\",\"pos\":20,\"prev\":\"20ec643b0b3d9a5c678f4d800f665841bec970c7efdeae6b68ab3fc7898e4447\",\"reason\":\"Allowed.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0x28C03F594FEBB536229035150E834EC3,0xD6D316F5E9C3B65FEB4B1DC4F4B3B5B19855ADD75D7D33B4342123F1693B82C7);
INSERT INTO `audit` VALUES (21,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_c3bf7c03725187f663ef749e\",\"at\":1736942400000000,\"chain\":[\"agt_c3bf7c03725187f663ef749e\"],\"depth\":0,\"detail\":{\"sha256\":\"da8ac45c8f7283b12bd8b7e913c8fe78bfdb21b423a0a05a5da27305a83d645e\"},\"facts\":{},\"id\":\"aud_15_f226e7e9\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":21,\"prev\":\"d6d316f5e9c3b65feb4b1dc4f4b3b5b19855add75d7d33b4342123f1693b82c7\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"suspended\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x26880163EEDB28610DA25EF6226C8D65,0xF4B599BDEC9B474AD6EE0AEF23283531E95F3BE55CBD742FE73D975B4572570E);
INSERT INTO `audit` VALUES (22,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_04eec8fda93d843ddc4b62d8\",\"at\":1736942400000000,\"chain\":[\"agt_04eec8fda93d843ddc4b62d8\"],\"depth\":0,\"detail\":{\"sha256\":\"a10ea9bd48581ed4601b6183ff5f28635ab97fe17d6c93d2679fbc0d4ef99203\"},\"facts\":{},\"id\":\"aud_16_9708c803\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":22,\"prev\":\"f4b599bdec9b474ad6ee0aef23283531e95f3be55cbd742fe73d975b4572570e\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"revoked\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xD8302889D08C3F0196F67AE92A0193F2,0x74D52F255D85CFA158BA7A33D76797CC1E6829861BEEB066298244CDD7BE8005);
INSERT INTO `audit` VALUES (23,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_745e43f6e2f0223e12e616f9\",\"at\":1736942400000000,\"chain\":[\"agt_745e43f6e2f0223e12e616f9\"],\"depth\":0,\"detail\":{\"sha256\":\"299b3b48e8cce79845e3968e78c3ceda1fd43d47aebca905e4307c1717ac9610\"},\"facts\":{},\"id\":\"aud_17_396f9dee\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":23,\"prev\":\"74d52f255d85cfa158ba7a33d76797cc1e6829861beeb066298244cdd7be8005\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"rotated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xD9B02C6E80CF9EE4195FABB323CA604B,0x81A9927834F3621AE02CEA63B69315F2230B3719ED9919CF43CB04AF00B0FBA1);
INSERT INTO `audit` VALUES (24,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"at\":1736942400000000,\"chain\":[\"agt_e6fc76e4d0bfc2df7f642bc2\"],\"depth\":0,\"detail\":{\"sha256\":\"31a51cc0c6b29034d6040f79de71e08d90f3e3d046a9dcf551197b4498c9a398\"},\"facts\":{},\"id\":\"aud_18_bdb4b379\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":24,\"prev\":\"81a9927834f3621ae02cea63b69315f2230b3719ed9919cf43cb04af00b0fba1\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x3580EFFA3969417340D94DD352A54AC1,0x979F2E0AB53CCC37610991C72DB6A68B985DEF56999CBB1DDB3E57A7167CFB25);
INSERT INTO `audit` VALUES (25,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.suspend\",\"actor\":\"library\",\"agent\":\"agt_c3bf7c03725187f663ef749e\",\"at\":1736942400000000,\"chain\":[\"agt_c3bf7c03725187f663ef749e\"],\"depth\":0,\"detail\":{\"sha256\":\"a18f97f7edfb6fa4ca4075b6163edea31df437ca550a0a3a86b5274bc8151016\"},\"facts\":{},\"id\":\"aud_19_69660137\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":25,\"prev\":\"979f2e0ab53ccc37610991c72db6a68b985def56999cbb1ddb3e57a7167cfb25\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"suspended\"},\"before\":{\"status\":\"active\"}}',0x7AF02E4116001D6F5E098F782787BEC4,0xEC091DFD634229DC45283F3A64B492064E13F70EC5D296FECF08D4122554FE94);
INSERT INTO `audit` VALUES (26,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.revoke\",\"actor\":\"library\",\"agent\":\"agt_04eec8fda93d843ddc4b62d8\",\"at\":1736942400000000,\"chain\":[\"agt_04eec8fda93d843ddc4b62d8\"],\"depth\":0,\"detail\":{\"sha256\":\"20357a72d23a0b0d822548b1a6851850a3075725153926a036ca80867e0f562d\"},\"facts\":{},\"id\":\"aud_1a_83a02d66\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":26,\"prev\":\"ec091dfd634229dc45283f3a64b492064e13f70ec5d296fecf08d4122554fe94\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"revoked\"},\"before\":{\"status\":\"active\"}}',0x0FFE49F0F3999C4F383402D04D024626,0x5CD50DDDCA8C375D908E044B84CBD3FBC463F2899053FCAE556B67D75A1F8BBB);
INSERT INTO `audit` VALUES (27,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.rotate\",\"actor\":\"library\",\"agent\":\"agt_745e43f6e2f0223e12e616f9\",\"at\":1736942400000000,\"chain\":[\"agt_745e43f6e2f0223e12e616f9\"],\"depth\":0,\"detail\":{\"sha256\":\"9591b906e4f5789163fd8407fdec8ec1045adb8c5255d14ccaf52bbae4aa5c16\"},\"facts\":{\"closedApprovals\":0,\"compromised\":false,\"grace\":3600000000,\"revoked\":[]},\"id\":\"aud_1b_c2d01fcf\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":27,\"prev\":\"5cd50dddca8c375d908e044b84cbd3fbc463f2899053fcae556b67d75a1f8bbb\",\"tenant\":null,\"v\":1}','{\"after\":{\"version\":2},\"before\":{\"version\":1}}',0xB342CFCD21DB99E9FB04C08AB1D0F7C3,0xA505614013A299575440DBB43449BD3E857E766E7AEE4FC16430397AE493E6DE);
INSERT INTO `audit` VALUES (28,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_e6fc76e4d0bfc2df7f642bc2\"],\"charges\":[{\"agent\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1c_d3ef382a\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":8875,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":28,\"prev\":\"a505614013a299575440dbb43449bd3e857e766e7aee4fc16430397ae493e6de\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0x686F1DAB56D6B38867F1FEA133C1FEA7061E0EB10E7B62FE241B1F5180827EA2);
INSERT INTO `audit` VALUES (29,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_e6fc76e4d0bfc2df7f642bc2\"],\"charges\":[{\"agent\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1d_d287c8f0\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":512,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":29,\"prev\":\"686f1dab56d6b38867f1fea133c1fea7061e0eb10e7b62fe241b1f5180827ea2\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0x17F8A5864071F0CB114C288F20BA7835774CF15D5A4990E01D29E0E3586F60B9);
INSERT INTO `audit` VALUES (30,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.update\",\"actor\":\"library\",\"agent\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"at\":1736942400000000,\"chain\":[\"agt_e6fc76e4d0bfc2df7f642bc2\"],\"depth\":0,\"detail\":{\"sha256\":\"1661963470d8dec78e8bb369e13301c646b2e178cd0443783b8cba5d3eb28ef6\"},\"facts\":{},\"id\":\"aud_1e_865823bb\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":30,\"prev\":\"17f8a5864071f0cb114c288f20ba7835774cf15d5a4990e01d29e0e3586f60b9\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":5},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":2},\"before\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1}}',0x1BB044DCEA59D203FB81050FC749BC20,0x1D0DF5FBBF2B70F1F9B88AC680D98C7A28C1CE39949584F48956C51EA57F0D3A);
INSERT INTO `audit` VALUES (31,1736942400000000,NULL,'decision','unknown_token',NULL,'{\"action\":null,\"agent\":null,\"args\":null,\"at\":1736942400000000,\"chain\":[],\"charges\":[],\"code\":\"unknown_token\",\"cost\":0,\"depth\":0,\"id\":\"aud_1f_834ab3c3\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":2639,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":null,\"pos\":31,\"prev\":\"1d0df5fbbf2b70f1f9b88ac680d98c7a28c1ce39949584f48956c51ea57f0d3a\",\"reason\":\"The token is not known.\",\"resource\":null,\"tenant\":null,\"v\":1}',NULL,NULL,0xA6AB1660D308F5F1046AF7782E7A0DF863FB01E6E1CC906A042436DD1D1F2A52);
INSERT INTO `audit` VALUES (32,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"ab6b9b5a0abc16e0ffea857d1e00659bd8d3610744349848ef89694025cf29d7\",\"sha256\":\"c40c0fa941ac6e988d3acd3784f2d8f4931183546032da8079dbf901caa14ccf\"},\"facts\":{\"user\":\"ann\"},\"id\":\"aud_20_29933615\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":32,\"prev\":\"a6ab1660d308f5f1046af7782e7a0df863fb01e6e1cc906a042436dd1d1f2a52\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"ann \\u00fc\",\"role\":\"owner\",\"status\":\"active\",\"tenantId\":\"acme\"},\"before\":null}',0x7959954BA10399AB6068C60EEF80DDCE,0x8B41049DD62C2473106B217A1E02246D7ED6F0B5A9B11A2802D7CE14B8827BC0);
INSERT INTO `audit` VALUES (33,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"0d56b32b66c9a76e3a4b53707cba76eba9b4d365f819079f88e363c26a274f32\",\"sha256\":\"a0537d77229d8fb982647736253ef46881f4fbf279bc35f7d157685daf18207f\"},\"facts\":{\"user\":\"bob\"},\"id\":\"aud_21_26066d3e\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":33,\"prev\":\"8b41049dd62c2473106b217a1e02246d7ed6f0b5a9b11a2802d7ce14b8827bc0\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\",\"tenantId\":\"acme\"},\"before\":null}',0x2F8848EA25C203EE7CD5BECEFECBA3FD,0x5D4332B71E5F8AA6A92CE6D8811EA0D37DEDF8D5E2E63CB2D307B6832DC1A2A0);
INSERT INTO `audit` VALUES (34,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.update\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"e8a270d081933c843e0d98dbb391b03518a460839452c699836276c48d2fae69\",\"sha256\":\"eeb208dc1b528c2d2597be23ba8bf55b424e473eb872c6fd0ae38cad27ea3b1d\"},\"facts\":{\"ended\":0,\"user\":\"bob\"},\"id\":\"aud_22_49d2c308\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":34,\"prev\":\"5d4332b71e5f8aa6a92ce6d8811ea0d37dedf8d5e2e63cb2d307b6832dc1a2a0\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"disabled\",\"tenantId\":\"acme\"},\"before\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\",\"tenantId\":\"acme\"}}',0xC35392EB359DD8D529372C73AAF49AEE,0x1CCD7FA30188C7D6351E2D5DA65DA57C76DDEFD52E7077B358F70A2F13488CD7);
INSERT INTO `audit` VALUES (35,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"460844e0fcee2d844f6f5e1a8301d9668bd0432664d8a318b2cd19a383fac983\"},\"facts\":{\"key\":\"key_c1afba43bb54de11cc0ee7f6\"},\"id\":\"aud_23_0194010e\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":35,\"prev\":\"1ccd7fa30188c7d6351e2d5da65da57c76ddefd52e7077b358f70a2f13488cd7\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"live\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null},\"before\":null}',0x9092FEFB0CE0F02AC671F3E70B5D9D29,0xEE705A79F9F51434D6802A8BDCD864E93FDF2B412E8A83DAEA9BB04F840E538B);
INSERT INTO `audit` VALUES (36,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"38dd5406a8fba07a538f05d4ead743a90a073af47bedbf3a5ed52692c6787610\"},\"facts\":{\"key\":\"key_2f3ed18a5df4cf44370ce6a0\"},\"id\":\"aud_24_b73658e8\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":36,\"prev\":\"ee705a79f9f51434d6802a8bdcd864e93fdf2b412e8a83daea9bb04f840e538b\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null},\"before\":null}',0xADE62ED609D6FBCCE2962AD86CC9240D,0x0E7148AE2C3E509E111C7349F8B797317602E2E7EAC0569431B1DB81217D8E99);
INSERT INTO `audit` VALUES (37,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.revoke\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"d88a9aad2eea21c1d851e0cec5d0474736c0667b262ae2bd1d080427d7f6c982\"},\"facts\":{\"endedSessions\":0,\"key\":\"key_2f3ed18a5df4cf44370ce6a0\"},\"id\":\"aud_25_4fdbba59\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":37,\"prev\":\"0e7148ae2c3e509e111c7349f8b797317602e2e7eac0569431b1db81217d8e99\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"revoked\",\"tenantId\":null,\"userId\":null},\"before\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null}}',0x69F3BD795CFB8D8DE3135AD71EEFC7F5,0x002513189535544D3F11DE02E69D3E8CFF9266B0CD0C5C701B532F4B3513B858);
INSERT INTO `audit` VALUES (38,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in_link\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"expiresAt\":\"2025-01-15T12:10:00Z\",\"user\":\"ann\"},\"id\":\"aud_26_889478e8\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":38,\"prev\":\"002513189535544d3f11de02e69d3e8cff9266b0cd0c5c701b532f4b3513b858\",\"tenant\":null,\"v\":1}',NULL,NULL,0x6A755003DC58FBFCFA89F5CBEADB33DB4AC1CB7198C209A3BE791043A45B30A3);
INSERT INTO `audit` VALUES (39,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in\",\"actor\":\"ann\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"session\":\"session_c064e6f19445b9bdaa5e4260\",\"with\":\"link_85e0d8e1b38378205a239b3f\"},\"id\":\"aud_27_852fa11e\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":39,\"prev\":\"6a755003dc58fbfcfa89f5cbeadb33db4ac1cb7198c209a3be791043a45b30a3\",\"tenant\":null,\"v\":1}',NULL,NULL,0x44B49A43A7AA1730A664ED84609685CCB611E4DE3ADA2952342F56393D17BADB);
INSERT INTO `audit` VALUES (40,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in_link\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"expiresAt\":\"2025-01-15T12:10:00Z\",\"user\":\"ann\"},\"id\":\"aud_28_b8e7de88\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":40,\"prev\":\"44b49a43a7aa1730a664ed84609685ccb611e4de3ada2952342f56393d17badb\",\"tenant\":null,\"v\":1}',NULL,NULL,0x60E7D9A41F46F279E303B76E041C928089CBA6AADAA8CA7BA342F157338AE2B2);
INSERT INTO `audit` VALUES (41,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"audit.checkpoint\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"count\":40,\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\"},\"id\":\"aud_29_35578e9f\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":41,\"prev\":\"60e7d9a41f46f279e303b76e041c928089cba6aadaa8ca7ba342f157338ae2b2\",\"tenant\":null,\"v\":1}',NULL,NULL,0x00568F780AD9494DFC226475FB7CE37E64F15ADF5C90B1D5403A30D903F6A80B);
CREATE TABLE `audit_span` (
  `agent` bigint(20) NOT NULL,
  `span` bigint(20) NOT NULL,
  PRIMARY KEY (`agent`,`span`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `audit_span` VALUES (1,0);
INSERT INTO `audit_span` VALUES (2,0);
INSERT INTO `audit_span` VALUES (3,0);
INSERT INTO `audit_span` VALUES (4,0);
INSERT INTO `audit_span` VALUES (5,0);
INSERT INTO `audit_span` VALUES (6,0);
INSERT INTO `audit_span` VALUES (7,0);
CREATE TABLE `change` (
  `n` bigint(20) NOT NULL,
  `agent` bigint(20) NOT NULL,
  PRIMARY KEY (`n`,`agent`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `change` VALUES (1,4);
INSERT INTO `change` VALUES (2,5);
INSERT INTO `change` VALUES (3,6);
INSERT INTO `change` VALUES (4,7);
CREATE TABLE `checkpoint` (
  `n` bigint(20) NOT NULL AUTO_INCREMENT,
  `at` bigint(20) NOT NULL,
  `text` longtext NOT NULL,
  PRIMARY KEY (`n`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `checkpoint` VALUES (1,1736942400000000,'{\"at\":\"2025-01-15T12:00:00Z\",\"count\":40,\"heads\":[{\"hash\":\"60e7d9a41f46f279e303b76e041c928089cba6aadaa8ca7ba342f157338ae2b2\",\"log\":0,\"position\":40},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":1,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":2,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":3,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":4,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":5,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":6,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":7,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":8,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":9,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":10,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":11,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":12,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":13,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":14,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":15,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":16,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":17,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":18,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":19,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":20,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":21,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":22,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":23,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":24,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":25,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":26,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":27,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":28,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":29,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":30,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":31,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":32,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":33,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":34,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":35,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":36,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":37,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":38,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":39,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":40,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":41,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":42,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":43,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":44,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":45,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":46,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":47,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":48,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":49,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":50,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":51,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":52,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":53,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":54,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":55,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":56,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":57,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":58,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":59,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":60,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":61,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":62,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":63,\"position\":0}],\"installation\":\"7223a948da6690726dd0b386a26522e7\",\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\",\"signature\":\"1ea7b55ac58c3f48a70b95d3e5ce5a2c6161d821e732aef3d6904031704531727c8af6c953537b9429d7c9b5308fabc4100bfd11c41116aec7939f19d841a10b\",\"version\":1}');
CREATE TABLE `credential` (
  `n` bigint(20) NOT NULL AUTO_INCREMENT,
  `id` varchar(64) NOT NULL,
  `kind` varchar(16) NOT NULL,
  `digest` varbinary(32) NOT NULL,
  `name` varchar(200) NOT NULL,
  `role` varchar(16) NOT NULL,
  `user_id` varchar(200) DEFAULT NULL,
  `tenant_id` varchar(200) DEFAULT NULL,
  `parent` bigint(20) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `created_by` varchar(200) NOT NULL,
  `expires_at` bigint(20) DEFAULT NULL,
  `revoked_at` bigint(20) DEFAULT NULL,
  `last_used_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`n`),
  UNIQUE KEY `id` (`id`),
  UNIQUE KEY `digest` (`digest`),
  KEY `ix_credential_kind` (`kind`),
  KEY `ix_credential_parent` (`parent`),
  KEY `ix_credential_user_id` (`user_id`)
) ENGINE=InnoDB AUTO_INCREMENT=6 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `credential` VALUES (1,'key_c1afba43bb54de11cc0ee7f6','key',0x0BD49FFF690E612BF96926639A315DD017A025951C076E326473448D879B53E7,'live','service',NULL,NULL,NULL,1736942400000000,'library',NULL,NULL,NULL);
INSERT INTO `credential` VALUES (2,'key_2f3ed18a5df4cf44370ce6a0','key',0x436A5178B088425E652750C970AE143B8F4EBBFA137D3D7E4C77EA488B3F6298,'ended','service',NULL,NULL,NULL,1736942400000000,'library',NULL,1736942400000000,NULL);
INSERT INTO `credential` VALUES (3,'link_85e0d8e1b38378205a239b3f','link',0xE611B6BA15CF3D2D42C29D065FCF5722E9C0FF2E7407E92B489D32F15A8C93D4,'ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,1736942400000000,NULL);
INSERT INTO `credential` VALUES (4,'session_c064e6f19445b9bdaa5e4260','session',0x2F6DD049AA18AA0017B2E9AEC90B24032408EBF55F00164F68C7F9E8B5F7A53E,'ann ü','owner','ann','acme',NULL,1736942400000000,'ann',1736985600000000,NULL,NULL);
INSERT INTO `credential` VALUES (5,'link_b046ef254d53a040d8c8bb41','link',0x477844C0BF721AE8DC71C105CE61B0A5BEDB7B8332162519409CA81B53D94653,'ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,NULL,NULL);
CREATE TABLE `epoch` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `n` bigint(20) NOT NULL,
  `schema` int(11) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `epoch` VALUES (1,4,3);
CREATE TABLE `log` (
  `log` int(11) NOT NULL,
  `base` bigint(20) NOT NULL,
  `base_hash` varbinary(32) NOT NULL,
  PRIMARY KEY (`log`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `log` VALUES (0,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (1,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (2,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (3,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (4,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (5,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (6,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (7,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (8,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (9,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (10,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (11,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (12,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (13,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (14,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (15,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (16,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (17,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (18,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (19,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (20,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (21,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (22,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (23,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (24,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (25,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (26,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (27,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (28,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (29,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (30,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (31,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (32,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (33,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (34,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (35,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (36,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (37,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (38,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (39,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (40,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (41,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (42,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (43,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (44,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (45,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (46,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (47,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (48,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (49,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (50,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (51,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (52,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (53,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (54,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (55,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (56,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (57,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (58,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (59,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (60,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (61,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (62,0,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `log` VALUES (63,0,0x0000000000000000000000000000000000000000000000000000000000000000);
CREATE TABLE `memo` (
  `kind` varchar(16) NOT NULL,
  `scope` bigint(20) NOT NULL,
  `key` varbinary(32) NOT NULL,
  `expires_at` bigint(20) DEFAULT NULL,
  `fingerprint` varbinary(32) NOT NULL,
  `value` longtext NOT NULL,
  PRIMARY KEY (`kind`,`scope`,`key`),
  KEY `ix_memo_expires_at` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `memo` VALUES ('authorize',2,0xD7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8,1737028800000000,0x6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504,'{\"approvalId\":null,\"auditId\":\"aud_9_04f814e2\",\"cost\":0,\"throttled\":false}');
INSERT INTO `memo` VALUES ('record',1,0x0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2,NULL,0x11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E,'[\"aud_b_c9faecbb\",10000,1736942400000000,null,null]');
CREATE TABLE `meter` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `agent` bigint(20) NOT NULL,
  `level` varchar(200) NOT NULL,
  `minute` bigint(20) NOT NULL DEFAULT 0,
  `minute_calls` bigint(20) NOT NULL DEFAULT 0,
  `throttle_calls` bigint(20) NOT NULL DEFAULT 0,
  `day` bigint(20) NOT NULL DEFAULT 0,
  `day_calls` bigint(20) NOT NULL DEFAULT 0,
  `day_usd` bigint(20) NOT NULL DEFAULT 0,
  `month` bigint(20) NOT NULL DEFAULT 0,
  `month_usd` bigint(20) NOT NULL DEFAULT 0,
  `calls` bigint(20) NOT NULL DEFAULT 0,
  `usd` bigint(20) NOT NULL DEFAULT 0,
  `last_at` bigint(20) DEFAULT NULL,
  `last_ip` varchar(64) DEFAULT NULL,
  `hash` varbinary(32) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `agent` (`agent`,`level`)
) ENGINE=InnoDB AUTO_INCREMENT=9 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `meter` VALUES (-63,0,'log 63',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-62,0,'log 62',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-61,0,'log 61',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-60,0,'log 60',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-59,0,'log 59',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-58,0,'log 58',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-57,0,'log 57',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-56,0,'log 56',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-55,0,'log 55',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-54,0,'log 54',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-53,0,'log 53',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-52,0,'log 52',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-51,0,'log 51',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-50,0,'log 50',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-49,0,'log 49',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-48,0,'log 48',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-47,0,'log 47',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-46,0,'log 46',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-45,0,'log 45',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-44,0,'log 44',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-43,0,'log 43',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-42,0,'log 42',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-41,0,'log 41',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-40,0,'log 40',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-39,0,'log 39',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-38,0,'log 38',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-37,0,'log 37',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-36,0,'log 36',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-35,0,'log 35',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-34,0,'log 34',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-33,0,'log 33',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-32,0,'log 32',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-31,0,'log 31',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-30,0,'log 30',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-29,0,'log 29',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-28,0,'log 28',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-27,0,'log 27',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-26,0,'log 26',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-25,0,'log 25',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-24,0,'log 24',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-23,0,'log 23',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-22,0,'log 22',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-21,0,'log 21',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-20,0,'log 20',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-19,0,'log 19',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-18,0,'log 18',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-17,0,'log 17',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-16,0,'log 16',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-15,0,'log 15',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-14,0,'log 14',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-13,0,'log 13',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-12,0,'log 12',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-11,0,'log 11',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-10,0,'log 10',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-9,0,'log 9',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-8,0,'log 8',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-7,0,'log 7',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-6,0,'log 6',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-5,0,'log 5',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-4,0,'log 4',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-3,0,'log 3',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-2,0,'log 2',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (-1,0,'log 1',0,0,0,0,0,0,0,0,0,0,NULL,NULL,0x0000000000000000000000000000000000000000000000000000000000000000);
INSERT INTO `meter` VALUES (0,0,'log 0',0,0,0,0,0,0,0,0,41,0,NULL,NULL,0x00568F780AD9494DFC226475FB7CE37E64F15ADF5C90B1D5403A30D903F6A80B);
INSERT INTO `meter` VALUES (1,1,'agent',28949040,5,0,20103,5,370000,24300,370000,5,370000,1736942400000000,NULL,NULL);
INSERT INTO `meter` VALUES (2,1,'mcp:github:* read,write',28949040,5,0,20103,5,360000,24300,360000,5,360000,NULL,NULL,NULL);
INSERT INTO `meter` VALUES (3,2,'agent',28949040,1,0,20103,1,0,24300,0,1,0,1736942400000000,NULL,NULL);
INSERT INTO `meter` VALUES (4,3,'agent',28949040,1,0,20103,1,0,24300,0,1,0,1736942400000000,NULL,NULL);
INSERT INTO `meter` VALUES (5,4,'agent',0,0,0,0,0,0,0,0,0,0,NULL,NULL,NULL);
INSERT INTO `meter` VALUES (6,5,'agent',0,0,0,0,0,0,0,0,0,0,NULL,NULL,NULL);
INSERT INTO `meter` VALUES (7,6,'agent',0,0,0,0,0,0,0,0,0,0,NULL,NULL,NULL);
INSERT INTO `meter` VALUES (8,7,'agent',28949040,2,0,20103,2,0,24300,0,2,0,1736942400000000,NULL,NULL);
CREATE TABLE `outbox` (
  `n` bigint(20) NOT NULL AUTO_INCREMENT,
  `sink` varchar(200) NOT NULL,
  `agent` bigint(20) NOT NULL,
  `at` bigint(20) NOT NULL,
  `due_at` bigint(20) NOT NULL,
  `attempts` int(11) NOT NULL,
  `claimed_by` varchar(64) DEFAULT NULL,
  `claimed_until` bigint(20) DEFAULT NULL,
  `body` longtext NOT NULL,
  PRIMARY KEY (`n`),
  KEY `outbox_sink` (`sink`,`agent`,`n`)
) ENGINE=InnoDB AUTO_INCREMENT=25 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `outbox` VALUES (1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_18792f76b91a54b89943718e\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_7e15c0a699a1d6f390171210\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_aeb2b5d9cf531c98d1c43041\",\"at\":1736942400000000,\"data\":{\"parentId\":\"agt_18792f76b91a54b89943718e\"},\"id\":\"evt_608aadd9e24cb0cb69bfa5f9\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_b65551ecf53198ffba37dd1f\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_d_6bbba220\",\"resource\":\"files:tmp\"},\"id\":\"evt_a550ac63adcb3a9b8c5182f8\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_e_ed34e86f\",\"resource\":\"files:tmp\"},\"id\":\"evt_e0260646709e457e17acb763\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_f_75668457\",\"resource\":\"files:tmp\"},\"id\":\"evt_96e353d003c8bb419cef7bae\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_10_6162b6aa\",\"resource\":\"files:tmp\"},\"id\":\"evt_cdf85937115bacc8b0fcdb6a\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_e_ed34e86f\",\"by\":\"ann\"},\"id\":\"evt_602ebf2c871a5cf6c177f56a\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_f_75668457\",\"by\":\"ann\"},\"id\":\"evt_2ed420e61abcabc82f2ddbe1\",\"tenantId\":null,\"type\":\"approval.denied\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5070a9b9d93d3cb6356cbc70\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_10_6162b6aa\",\"by\":\"ann\"},\"id\":\"evt_9f03041778bddacb8f254d36\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c3bf7c03725187f663ef749e\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_9fcf8b0df09e3e0620a8b5f1\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_04eec8fda93d843ddc4b62d8\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_2380ebec48aaae8313c89ffc\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_745e43f6e2f0223e12e616f9\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_3545ff65fdf03d1ff835bb21\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_c4840a9a335204ca4932fc04\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c3bf7c03725187f663ef749e\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_0c83eb1c823ec37adeb1a708\",\"tenantId\":null,\"type\":\"agent.suspended\",\"userId\":null}');
INSERT INTO `outbox` VALUES (16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_04eec8fda93d843ddc4b62d8\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_1506a8ba7f2242799fe06537\",\"tenantId\":null,\"type\":\"agent.revoked\",\"userId\":null}');
INSERT INTO `outbox` VALUES (17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_745e43f6e2f0223e12e616f9\",\"at\":1736942400000000,\"data\":{\"compromised\":false,\"revoked\":[]},\"id\":\"evt_290db906239e5ef7e03d751b\",\"tenantId\":null,\"type\":\"agent.rotated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_e6fc76e4d0bfc2df7f642bc2\",\"at\":1736942400000000,\"data\":{\"version\":2},\"id\":\"evt_0f0b13ee954839fd62e7ec49\",\"tenantId\":null,\"type\":\"agent.updated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (19,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"ann \\u00fc\",\"role\":\"owner\",\"status\":\"active\"},\"id\":\"evt_3da153da57c64ca8a44f6c73\",\"tenantId\":\"acme\",\"type\":\"user.created\",\"userId\":\"ann\"}');
INSERT INTO `outbox` VALUES (20,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\"},\"id\":\"evt_90ffd8a30346f82e23b578ae\",\"tenantId\":\"acme\",\"type\":\"user.created\",\"userId\":\"bob\"}');
INSERT INTO `outbox` VALUES (21,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"disabled\"},\"id\":\"evt_67a8ae268b695cb907d4f3ad\",\"tenantId\":\"acme\",\"type\":\"user.updated\",\"userId\":\"bob\"}');
INSERT INTO `outbox` VALUES (22,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_c1afba43bb54de11cc0ee7f6\",\"name\":\"live\",\"role\":\"service\"},\"id\":\"evt_688b8f58fd7515a87c2d9d47\",\"tenantId\":null,\"type\":\"key.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (23,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_2f3ed18a5df4cf44370ce6a0\",\"name\":\"ended\",\"role\":\"service\"},\"id\":\"evt_11c6a64e5260a58ff61dd143\",\"tenantId\":null,\"type\":\"key.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (24,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_2f3ed18a5df4cf44370ce6a0\",\"name\":\"ended\",\"role\":\"service\"},\"id\":\"evt_3999511963d850554182a1a0\",\"tenantId\":null,\"type\":\"key.revoked\",\"userId\":null}');
CREATE TABLE `passkey` (
  `n` bigint(20) NOT NULL AUTO_INCREMENT,
  `id` varchar(64) NOT NULL,
  `digest` varbinary(32) NOT NULL,
  `user_id` varchar(200) NOT NULL,
  `name` varchar(200) NOT NULL,
  `credential_id` longtext NOT NULL,
  `public_key` longtext NOT NULL,
  `sign_count` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `revoked_at` bigint(20) DEFAULT NULL,
  `last_used_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`n`),
  UNIQUE KEY `id` (`id`),
  UNIQUE KEY `digest` (`digest`),
  KEY `ix_passkey_user_id` (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
CREATE TABLE `person` (
  `id` varchar(200) NOT NULL,
  `name` varchar(200) NOT NULL,
  `role` varchar(16) NOT NULL,
  `tenant_id` varchar(200) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `disabled_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `person` VALUES ('ann','ann ü','owner','acme',1736942400000000,NULL);
INSERT INTO `person` VALUES ('bob','bob ü','auditor','acme',1736942400000000,1736942400000000);
CREATE TABLE `setting` (
  `name` varchar(64) NOT NULL,
  `value` longtext DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `setting` VALUES ('fingerprint_key','64640af3b2e4af5758f021537560af56a08757a6c5e8327cd1bf7f75c14ef81a');
INSERT INTO `setting` VALUES ('installation','7223a948da6690726dd0b386a26522e7');
CREATE TABLE `settlement` (
  `seq` bigint(20) NOT NULL,
  `cost` bigint(20) NOT NULL,
  `at` bigint(20) NOT NULL,
  PRIMARY KEY (`seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `settlement` VALUES (3,40000,1736942400000000);
INSERT INTO `settlement` VALUES (4,120000,1736942400000000);
CREATE TABLE `sink` (
  `name` varchar(200) NOT NULL,
  `seen_at` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `sink` VALUES ('stored',1736942400000000);
CREATE TABLE `webhook` (
  `n` bigint(20) NOT NULL AUTO_INCREMENT,
  `id` varchar(64) NOT NULL,
  `name` varchar(200) NOT NULL,
  `tenant_id` varchar(200) DEFAULT NULL,
  `url` longtext NOT NULL,
  `events` longtext NOT NULL,
  `secrets` longtext NOT NULL,
  `version` int(11) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `created_by` varchar(200) NOT NULL,
  `changed_at` bigint(20) NOT NULL,
  `paused_at` bigint(20) DEFAULT NULL,
  `removed_at` bigint(20) DEFAULT NULL,
  `taken_at` bigint(20) DEFAULT NULL,
  `failed_at` bigint(20) DEFAULT NULL,
  `failure` longtext DEFAULT NULL,
  PRIMARY KEY (`n`),
  UNIQUE KEY `id` (`id`),
  KEY `ix_webhook_tenant_id` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
