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
INSERT INTO `agent` VALUES (1,'agt_8f31dcc710e194008c430b26',NULL,1,0,'autonomous','user_1','acme','spender','active',0x8A761CA06EE88DE2836EAA451F90DC89E0C945BB37746C50050713AFC560482C,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}]','{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12}','{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"}',NULL,0);
INSERT INTO `agent` VALUES (2,'agt_c88a25c618e472b4fabc87bb',1,1,1,'delegated','user_1','acme','helper','active',0x28BB4B93D3BDBB9EDDC279D017DBEBBAA32AA49DCEE2D9702C58A6E61FFBD39A,NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}]','{\"maxCalls\":3}','{}',NULL,1);
INSERT INTO `agent` VALUES (3,'agt_ba35472becf64f9dba3ffc2e',NULL,3,0,'autonomous','user_2',NULL,'gated','active',0xBF672D32DC2515AA9E92D441D620696B971F924AEE04CB3BBC86B1D381E1E228,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"requireApprovalFor\":[\"files:*:delete\"]}','{}',NULL,0);
INSERT INTO `agent` VALUES (4,'agt_73827206e8ac54de238cce63',NULL,4,0,'service',NULL,NULL,'suspended','suspended',0x4448F7B783F976ECBC1FBF324D95573A5464FFB5DCDDACE7AFA05F7F476525FA,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (5,'agt_a066c0ecb30a80817201caa8',NULL,5,0,'service',NULL,NULL,'revoked','revoked',0xD3FFB05FC06177BF8A47F3FA8126780B6960EBC738661CC75B4C258C4F78BE44,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (6,'agt_d85af5a804f9bfcc105c5f45',NULL,6,0,'service',NULL,NULL,'rotated','active',0xF8BA93561F001B2431BD89AB3E44649366DC43668EF7E9092E3C80A65F5F5EDC,0xDF90ECE6D0D7E9A4B8D24609192B21C6EED21D6E727F8432FDA96F2BB128E2CC,1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (7,'agt_7ff6bfcccdb8b1327a138d4b',NULL,7,0,'service',NULL,NULL,'updated','active',0x84C07B65C78039E2D90FF3CA0202BEBAA89A4ABD7C0C86654439331901C53307,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":5}','{}',NULL,0);
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
INSERT INTO `approval` VALUES (1,'apr_d_7080a1c5',3,3,0xAE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26,0,'files:tmp','delete','sealed:c9ff802ed6cb2ea713f1ad004ef68cd3ac26a3d3ecc400d590c52d949eaf2917c6247a7eabac409da69512','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO `approval` VALUES (2,'apr_e_d2a37130',3,3,0xC3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92,0,'files:tmp','delete','sealed:b094956ad75a66e5cb85203bb2568ea121e3b01141bef420948832e4705b72c5163df7a730a091d804e77f299e8de7','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO `approval` VALUES (3,'apr_f_fad1d3b1',3,3,0x9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4,0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO `approval` VALUES (4,'apr_10_71afd821',3,3,0xCFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57,0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO `audit` VALUES (1,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"depth\":0,\"detail\":{\"kept\":\"a38f23776ea55ea769e919a048d0d1b10351afb4cc893b2a4f44c776edfc65b1\",\"sha256\":\"fda917ac301a5d45e3955fb1f130e017cfad21ddc130f21e6e62b9f64fe0d4a2\"},\"facts\":{},\"id\":\"aud_1_da3f0eec\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":1,\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"},\"name\":\"spender\",\"permissions\":[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x428B100340D036F24267CE90E6804C3B,0x9274590BCBD81E4A5E16C8A877F9B65F7F305007ED9660B8A38806745BE1A0BA);
INSERT INTO `audit` VALUES (2,1736942400000000,2,'change',NULL,NULL,'{\"action\":\"agents.delegate\",\"actor\":\"agt_8f31dcc710e194008c430b26\",\"agent\":\"agt_c88a25c618e472b4fabc87bb\",\"at\":1736942400000000,\"chain\":[\"agt_c88a25c618e472b4fabc87bb\",\"agt_8f31dcc710e194008c430b26\"],\"depth\":1,\"detail\":{\"sha256\":\"c9e21f1823223dac494730ee2f9585e621f336f38b52e6064eae59067ec863ff\"},\"facts\":{\"byToken\":true,\"parent\":\"agt_8f31dcc710e194008c430b26\"},\"id\":\"aud_2_08f29bb9\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":2,\"prev\":\"9274590bcbd81e4a5e16c8a877f9b65f7f305007ed9660b8a38806745be1a0ba\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":3},\"expiresAt\":\"2025-01-16T12:00:00Z\",\"maxDepth\":4,\"metadata\":{},\"name\":\"helper\",\"permissions\":[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}],\"status\":\"active\",\"type\":\"delegated\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xE9A5E833651E46F57A2EFE36F4F8B6DF,0xAF49223F8A5C332D82A3666A9FECE73C218E11B9179DA9569DEF19E94F9F3EC6);
INSERT INTO `audit` VALUES (3,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"args\":{\"sha256\":\"41c209824f5bbe22311fa97d1493a6ad29d9e05a932fb7508ede101bf9f43d89\"},\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"charges\":[{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_3_7c951002\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":39836,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":3,\"prev\":\"af49223f8a5c332d82a3666a9fece73c218e11b9179da9569def19e94f9f3ec6\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 0\"}',0x6FF9C720FB6FB0FDFB9DBB6549FB8187,0x61BD25C269A7B8714246072D947F76B3F0BB4150C5D13FB783BD1E5EAB07041F);
INSERT INTO `audit` VALUES (4,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"args\":{\"sha256\":\"b7a52288b14f95c8b46afbe53f2656f0d642c1c59bfb70f1cfaef3062db45bbd\"},\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"charges\":[{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_4_8cfa38d5\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":8726,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":4,\"prev\":\"61bd25c269a7b8714246072d947f76b3f0bb4150c5d13fb783bd1e5eab07041f\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 1\"}',0x3E5E94678982C076FA2B66F638DF3944,0x12A4FF775220BEDF682F66AB68B323F04457B1101ECD8FD839E81C0335FA3A1D);
INSERT INTO `audit` VALUES (5,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"args\":{\"sha256\":\"c84616cdbc7f139b165ed4cf0fe812f7cd9734aa187e5041d8c4c10f3e51585c\"},\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"charges\":[{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_5_c11123f6\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":2127,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":5,\"prev\":\"12a4ff775220bedf682f66ab68b323f04457b1101ecd8fd839e81c0335fa3a1d\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 2\"}',0xC195403F3E6B0C63414EC042EBDACEF8,0x50CE061883951178A7A57677A2E472601FC5552EE2B653B50DF1A2A276B6F0F6);
INSERT INTO `audit` VALUES (6,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"args\":{\"sha256\":\"2fbe68ce06886c51b1a6306aa2d9615fec96dd979dac803144ff8af4fcf47b8e\"},\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"charges\":[{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_6_75e2683c\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":4828,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":6,\"prev\":\"50ce061883951178a7a57677a2e472601fc5552ee2b653b50df1a2a276b6f0f6\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 3\"}',0x65DEB4421CD07290729E3265848ED712,0x7BFE8A10C630F30FDE6C04096E0901E33B63197F0344EBDC22C2002E6557790D);
INSERT INTO `audit` VALUES (7,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.04\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_3_7c951002\"},\"id\":\"aud_7_ab727cd5\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":7,\"prev\":\"7bfe8a10c630f30fde6c04096e0901e33b63197f0344ebdc22c2002e6557790d\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xFFE1C7F487E83BDB2F6FE9F4A1ECDB6176C2C7BEAD19B0C705219C43C27931D8);
INSERT INTO `audit` VALUES (8,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.12\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_4_8cfa38d5\"},\"id\":\"aud_8_1f200d43\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":8,\"prev\":\"ffe1c7f487e83bdb2f6fe9f4a1ecdb6176c2c7bead19b0c705219c43c27931d8\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x5B47972B42483733AEAB75AD944C49359E522387CECC31E81F56100BD6788299);
INSERT INTO `audit` VALUES (9,1736942400000000,2,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_c88a25c618e472b4fabc87bb\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_c88a25c618e472b4fabc87bb\",\"agt_8f31dcc710e194008c430b26\"],\"charges\":[{\"agent\":\"agt_c88a25c618e472b4fabc87bb\",\"level\":\"agent\",\"meter\":3},{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_8f31dcc710e194008c430b26\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":0,\"depth\":1,\"id\":\"aud_9_74ace2af\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":24407,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":9,\"prev\":\"5b47972b42483733aeab75ad944c49359e522387cecc31e81f56100bd6788299\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xA29115F12973DD3AF7735F369D425C2E493F71A313A896979C571C76D8DB70EF);
INSERT INTO `audit` VALUES (10,1736942400000000,1,'decision','not_permitted',NULL,'{\"action\":\"read\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"charges\":[],\"code\":\"not_permitted\",\"cost\":0,\"depth\":0,\"id\":\"aud_a_819339e0\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":4334,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":\"user_1\",\"pos\":10,\"prev\":\"a29115f12973dd3af7735f369d425c2e493f71a313a896979c571c76d8db70ef\",\"reason\":\"No permission covers this action on this resource.\",\"resource\":\"mcp:slack:chat\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xFE0CA0F86203F71FD387B9FAE2B0DA7BA2BEEB6A84BC7906AF27CE5639C5394C);
INSERT INTO `audit` VALUES (11,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.record\",\"actor\":\"library\",\"agent\":\"agt_8f31dcc710e194008c430b26\",\"at\":1736942400000000,\"chain\":[\"agt_8f31dcc710e194008c430b26\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"usd\":\"0.37\"},\"before\":{\"usd\":\"0.36\"},\"charged\":[\"agt_8f31dcc710e194008c430b26\"],\"costUsd\":\"0.01\"},\"id\":\"aud_b_418b664a\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":11,\"prev\":\"fe0ca0f86203f71fd387b9fae2b0da7ba2beeb6a84bc7906af27ce5639c5394c\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xB78E9FF5BA0B60EF95496B9B87C1A1A082CAB44D48547608D915827D24BA8A58);
INSERT INTO `audit` VALUES (12,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"depth\":0,\"detail\":{\"sha256\":\"1263818e290df8f7db9027796d4f2d22e19a2349b1fdd7ef21ae5f57b2a05c27\"},\"facts\":{},\"id\":\"aud_c_cd136e8f\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":12,\"prev\":\"b78e9ff5ba0b60ef95496b9b87c1a1a082cab44d48547608d915827d24ba8a58\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"requireApprovalFor\":[\"files:*:delete\"]},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{},\"name\":\"gated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x8F738DE426318B4BEE6F75DF0A645AB3,0x15A8C129EED505E2498A2F6DDCE20A016B12AB0EAC93175CC290E679179E107C);
INSERT INTO `audit` VALUES (13,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"args\":{\"sha256\":\"3e90f5a7efa2e30ee16dd80c68529aa47d432ce390c3501d1211bd34846aaa5e\"},\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_d_7080a1c5\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":37076,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":13,\"prev\":\"15a8c129eed505e2498a2f6ddce20a016b12ab0eac93175cc290e679179e107c\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"open\"}',0x200F6374FDF5EBE830AF09429A7DAA75,0x641A353604A50C7B903EF4A030AD95B1D831F6D64F84A9453F1BED711291CB3D);
INSERT INTO `audit` VALUES (14,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"args\":{\"sha256\":\"42298d3284f4ad96c2fee7dbd7a64ec0bb4d0369461351d284a5cab79d0fddf8\"},\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_e_d2a37130\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":13125,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":14,\"prev\":\"641a353604a50c7b903ef4a030ad95b1d831f6d64f84a9453f1bed711291cb3d\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"approved\"}',0x46EB02EC96B14BCEB32C0DBFE5E6993C,0x1EC3FCAE369B6A2A87AE6280EF37D6804A8D2666CFA282235CA07E4FF862A747);
INSERT INTO `audit` VALUES (15,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"args\":{\"sha256\":\"f058dbd53cb2819031586c67ad1f1feed2f64393c7c4915ae1f327e04685599c\"},\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_f_fad1d3b1\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":17427,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":15,\"prev\":\"1ec3fcae369b6a2a87ae6280ef37d6804a8d2666cfa282235ca07e4ff862a747\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"denied\"}',0x20C30623610F1F823AA6409D84A8B4B6,0x8E589A86E39EDE0484CFEF8716D80B8905E691A0B2C911F7998461705B709622);
INSERT INTO `audit` VALUES (16,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"args\":{\"sha256\":\"fd8b974c1250eafbaf8bd5f81bda7d50852d881c692ab5f4409fc74334d1e707\"},\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_10_71afd821\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":21094,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":16,\"prev\":\"8e589a86e39ede0484cfef8716d80b8905e691a0b2c911f7998461705b709622\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0xCB95A72758A8F2A97E039F43285B49BF,0x5F99D95DD0A0F4A976EE25E3574E46E71F60E73847B34E3DFAEF13B343CA7035);
INSERT INTO `audit` VALUES (17,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"depth\":0,\"detail\":{\"sha256\":\"b9f3a07c7e66b286d738a40c241bad5ea27f3f617ebfca7d6d8b3e150825aa73\"},\"facts\":{\"approval\":\"apr_e_d2a37130\"},\"id\":\"aud_11_c84a1aeb\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":17,\"prev\":\"5f99d95dd0a0f4a976ee25e3574e46e71f60e73847b34e3dfaef13b343ca7035\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":\"go on\",\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x36E36C8DC6784E5DB9E14D0932B9057D,0xAD83FB6CEE50A43A75397D693565D33AF469936989D32FA64157E87F689ADFBB);
INSERT INTO `audit` VALUES (18,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.deny\",\"actor\":\"ann\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"depth\":0,\"detail\":{\"sha256\":\"7ba6ad1e22c285343046785e5c8b9ed0231d1374fdf7946d81f53850fcff8f9d\"},\"facts\":{\"approval\":\"apr_f_fad1d3b1\"},\"id\":\"aud_12_10fdcbbb\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":18,\"prev\":\"ad83fb6cee50a43a75397d693565d33af469936989d32fa64157e87f689adfbb\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"denied\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0xE49C57078EC4A74E75772FAF1737F61A,0x793265C9F7F0AF38B504463699CE5A92A4AE3A5D33FDE9A2702AE4131DBC1113);
INSERT INTO `audit` VALUES (19,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"depth\":0,\"detail\":{\"sha256\":\"522ed22eeba3dc6398f363c4f19486f3f110a7263845970482b4a05f824205f5\"},\"facts\":{\"approval\":\"apr_10_71afd821\"},\"id\":\"aud_13_4ca32f42\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":19,\"prev\":\"793265c9f7f0af38b504463699ce5a92a4ae3a5d33fde9a2702ae4131dbc1113\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x9F697F88535200A4BBB55188C8F07444,0xA9673F788DA31E9C8B9855F60C417E33F70748970B110257E9622246DCF2D01A);
INSERT INTO `audit` VALUES (20,1736942400000000,3,'decision','ok',NULL,'{\"action\":\"delete\",\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"args\":{\"sha256\":\"c3a6edfad3976e1085271c04785e8ea1612a2c6ff22f54c711b357c509a014da\"},\"at\":1736942400000000,\"chain\":[\"agt_ba35472becf64f9dba3ffc2e\"],\"charges\":[{\"agent\":\"agt_ba35472becf64f9dba3ffc2e\",\"level\":\"agent\",\"meter\":4}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_14_a7c66c35\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":1917,\"log\":0,\"marks\":{\"approval\":\"apr_10_71afd821\"},\"outcome\":\"allow\",\"owner\":\"user_2\",\"pos\":20,\"prev\":\"a9673f788da31e9c8b9855f60c417e33f70748970b110257e9622246dcf2d01a\",\"reason\":\"Allowed.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0x152D7DE052C5D47372DE8AB16CA60307,0x39D82800D45AEEA40F76BFBE43674D6736ACDFE69251F0E5203A2C1EFDE5048E);
INSERT INTO `audit` VALUES (21,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_73827206e8ac54de238cce63\",\"at\":1736942400000000,\"chain\":[\"agt_73827206e8ac54de238cce63\"],\"depth\":0,\"detail\":{\"sha256\":\"6526af77b2e9ff5b5368ffab89fa6c275feca82803982c9fc323c115249fca06\"},\"facts\":{},\"id\":\"aud_15_1f567aa9\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":21,\"prev\":\"39d82800d45aeea40f76bfbe43674d6736acdfe69251f0e5203a2c1efde5048e\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"suspended\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x2176AE1D699D2FD5D3138B1772DDE239,0xF5A91D10F5A41DBB682C9C9D71F6FE38E930F33BB509CA788D7EF1841FE98E1D);
INSERT INTO `audit` VALUES (22,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_a066c0ecb30a80817201caa8\",\"at\":1736942400000000,\"chain\":[\"agt_a066c0ecb30a80817201caa8\"],\"depth\":0,\"detail\":{\"sha256\":\"a890800477a38daa6462b6a412934d61b26d7ed48ef81520db3fe10dabcb9e19\"},\"facts\":{},\"id\":\"aud_16_943d2f4b\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":22,\"prev\":\"f5a91d10f5a41dbb682c9c9d71f6fe38e930f33bb509ca788d7ef1841fe98e1d\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"revoked\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xD051C56C813FD1D467AC14CEBDC5A1EC,0x0F5290EA523FE55EAC5396AB69A6E0C8175DFBC7028CA2BCDA5831369A16A0FE);
INSERT INTO `audit` VALUES (23,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_d85af5a804f9bfcc105c5f45\",\"at\":1736942400000000,\"chain\":[\"agt_d85af5a804f9bfcc105c5f45\"],\"depth\":0,\"detail\":{\"sha256\":\"18fdbae3643c30962d9bb4d70ecd57b9fd14254c08b3a0979391061011266481\"},\"facts\":{},\"id\":\"aud_17_7c9af1f2\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":23,\"prev\":\"0f5290ea523fe55eac5396ab69a6e0c8175dfbc7028ca2bcda5831369a16a0fe\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"rotated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x92F863DB6A1F05E992B35BB349259E35,0x40E5C0348CE41525DF0441AE8000BCD3A01910E0DF0BABCCBE728C9D2583AD90);
INSERT INTO `audit` VALUES (24,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"at\":1736942400000000,\"chain\":[\"agt_7ff6bfcccdb8b1327a138d4b\"],\"depth\":0,\"detail\":{\"sha256\":\"ad396064823aa3b88e905ccbc60cbaf452b54552438313bf10273db62f853280\"},\"facts\":{},\"id\":\"aud_18_356a7a17\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":24,\"prev\":\"40e5c0348ce41525df0441ae8000bcd3a01910e0df0babccbe728c9d2583ad90\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xBABBCA6E77291D6AF94C811BCAB07DC2,0xD4C367156A9B75ECD2373A1CE7CC192A1B23015643938BCB56AF372AD42746CA);
INSERT INTO `audit` VALUES (25,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.suspend\",\"actor\":\"library\",\"agent\":\"agt_73827206e8ac54de238cce63\",\"at\":1736942400000000,\"chain\":[\"agt_73827206e8ac54de238cce63\"],\"depth\":0,\"detail\":{\"sha256\":\"c186e874af1b78829e22137eeb1abb0828a3dcfa6f0b0162897d2076cda06483\"},\"facts\":{},\"id\":\"aud_19_63713628\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":25,\"prev\":\"d4c367156a9b75ecd2373a1ce7cc192a1b23015643938bcb56af372ad42746ca\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"suspended\"},\"before\":{\"status\":\"active\"}}',0x6370C50B0F59AB9E9A61F1D10D7ED0E3,0xC4EDBAB9646EE6119CBB126E1818B158D21AA38F4A3CAD4B3A9C0DD064E48BE5);
INSERT INTO `audit` VALUES (26,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.revoke\",\"actor\":\"library\",\"agent\":\"agt_a066c0ecb30a80817201caa8\",\"at\":1736942400000000,\"chain\":[\"agt_a066c0ecb30a80817201caa8\"],\"depth\":0,\"detail\":{\"sha256\":\"13f3bd16a86af96940287bc7905ddd33c90f1e52d69cba854f30eb55705819f0\"},\"facts\":{},\"id\":\"aud_1a_0a5a18a7\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":26,\"prev\":\"c4edbab9646ee6119cbb126e1818b158d21aa38f4a3cad4b3a9c0dd064e48be5\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"revoked\"},\"before\":{\"status\":\"active\"}}',0x2B1BA0460CD64F272CA9FD4167F95880,0xEA96B96240D1F3CEE09B61E36AE1320500480619A91D14D034B9F637AD147DD1);
INSERT INTO `audit` VALUES (27,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.rotate\",\"actor\":\"library\",\"agent\":\"agt_d85af5a804f9bfcc105c5f45\",\"at\":1736942400000000,\"chain\":[\"agt_d85af5a804f9bfcc105c5f45\"],\"depth\":0,\"detail\":{\"sha256\":\"4e443be644afb3d5b104f78e36dbffcbad3c0160ef5c5ce1a7b8061500ef591a\"},\"facts\":{\"closedApprovals\":0,\"compromised\":false,\"grace\":3600000000,\"revoked\":[]},\"id\":\"aud_1b_98ca1903\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":27,\"prev\":\"ea96b96240d1f3cee09b61e36ae1320500480619a91d14d034b9f637ad147dd1\",\"tenant\":null,\"v\":1}','{\"after\":{\"version\":2},\"before\":{\"version\":1}}',0x2D4CE8CE3B36743632938624603B35E1,0x952BFBA57B25102903470B7D940E28390BCCBBA5724A863248CD2BB2F2406D69);
INSERT INTO `audit` VALUES (28,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_7ff6bfcccdb8b1327a138d4b\"],\"charges\":[{\"agent\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1c_b514ed4a\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":28995,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":28,\"prev\":\"952bfba57b25102903470b7d940e28390bccbba5724a863248cd2bb2f2406d69\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0x85AC290E1890C36020D3353BB9731DF2E1FE5BD93A70268AE593E77596017561);
INSERT INTO `audit` VALUES (29,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_7ff6bfcccdb8b1327a138d4b\"],\"charges\":[{\"agent\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1d_e0ead02a\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":2766,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":29,\"prev\":\"85ac290e1890c36020d3353bb9731df2e1fe5bd93a70268ae593e77596017561\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0xC522B78B9203B2AD364AC9FDB1D517A62A52E5A45715C3893B2105E22CF6941E);
INSERT INTO `audit` VALUES (30,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.update\",\"actor\":\"library\",\"agent\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"at\":1736942400000000,\"chain\":[\"agt_7ff6bfcccdb8b1327a138d4b\"],\"depth\":0,\"detail\":{\"sha256\":\"3026cb95be4435c6e0968af37d2414967fffc09e73a779f91014387ae6edc1c4\"},\"facts\":{},\"id\":\"aud_1e_99389976\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":30,\"prev\":\"c522b78b9203b2ad364ac9fdb1d517a62a52e5a45715c3893b2105e22cf6941e\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":5},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":2},\"before\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1}}',0x29E270065E7AB03AA085092653246172,0xB1A809A4C55A62127CCA24C285E479DDEFFA92D384C474CC5959B9B0AD59D457);
INSERT INTO `audit` VALUES (31,1736942400000000,NULL,'decision','unknown_token',NULL,'{\"action\":null,\"agent\":null,\"args\":null,\"at\":1736942400000000,\"chain\":[],\"charges\":[],\"code\":\"unknown_token\",\"cost\":0,\"depth\":0,\"id\":\"aud_1f_7e2b503f\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":9111,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":null,\"pos\":31,\"prev\":\"b1a809a4c55a62127cca24c285e479ddeffa92d384c474cc5959b9b0ad59d457\",\"reason\":\"The token is not known.\",\"resource\":null,\"tenant\":null,\"v\":1}',NULL,NULL,0x601EB7F8AFEE2A8EA6909E3287C48969A961B19824D6DB88D9F2720F04AB4A1D);
INSERT INTO `audit` VALUES (32,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"audit.checkpoint\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"count\":31,\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\"},\"id\":\"aud_20_a4a6e80a\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":32,\"prev\":\"601eb7f8afee2a8ea6909e3287c48969a961b19824d6db88d9f2720f04ab4a1d\",\"tenant\":null,\"v\":1}',NULL,NULL,0x31A0FA463DEF4E00099258D28BC107A8A5F2382BA57CFF78A9439517A0E1B971);
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
INSERT INTO `checkpoint` VALUES (1,1736942400000000,'{\"at\":\"2025-01-15T12:00:00Z\",\"count\":31,\"heads\":[{\"hash\":\"601eb7f8afee2a8ea6909e3287c48969a961b19824d6db88d9f2720f04ab4a1d\",\"log\":0,\"position\":31},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":1,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":2,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":3,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":4,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":5,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":6,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":7,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":8,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":9,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":10,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":11,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":12,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":13,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":14,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":15,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":16,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":17,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":18,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":19,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":20,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":21,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":22,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":23,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":24,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":25,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":26,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":27,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":28,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":29,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":30,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":31,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":32,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":33,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":34,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":35,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":36,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":37,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":38,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":39,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":40,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":41,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":42,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":43,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":44,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":45,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":46,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":47,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":48,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":49,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":50,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":51,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":52,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":53,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":54,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":55,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":56,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":57,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":58,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":59,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":60,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":61,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":62,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":63,\"position\":0}],\"installation\":\"8d032665ab3c59b3c8627b3c43641e42\",\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\",\"signature\":\"dc4f975e2101b4da3e880fe73af34a043a1a0bf0b3426e1c6bfb38857f8e0af493b3dfaad51956ad3f230e0a3ef83958225f2d4b8547bb9ded05875ec0296909\",\"version\":1}');
CREATE TABLE `epoch` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `n` bigint(20) NOT NULL,
  `schema` int(11) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `epoch` VALUES (1,4,1);
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
INSERT INTO `memo` VALUES ('authorize',2,0xD7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8,1737028800000000,0x6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504,'{\"approvalId\":null,\"auditId\":\"aud_9_74ace2af\",\"cost\":0,\"throttled\":false}');
INSERT INTO `memo` VALUES ('record',1,0x0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2,NULL,0x11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E,'[\"aud_b_418b664a\",10000,1736942400000000,null,null]');
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
INSERT INTO `meter` VALUES (0,0,'log 0',0,0,0,0,0,0,0,0,32,0,NULL,NULL,0x31A0FA463DEF4E00099258D28BC107A8A5F2382BA57CFF78A9439517A0E1B971);
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
) ENGINE=InnoDB AUTO_INCREMENT=19 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `outbox` VALUES (1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_8f31dcc710e194008c430b26\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_8305814856ea25ddfa91f2f8\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c88a25c618e472b4fabc87bb\",\"at\":1736942400000000,\"data\":{\"parentId\":\"agt_8f31dcc710e194008c430b26\"},\"id\":\"evt_7e84f0f179216c9af97ef758\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_0e0465c88b59d128007c8ba9\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_d_7080a1c5\",\"resource\":\"files:tmp\"},\"id\":\"evt_4473375a272151fbde6b8977\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_e_d2a37130\",\"resource\":\"files:tmp\"},\"id\":\"evt_628d6677eb79e49e35e0c854\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_f_fad1d3b1\",\"resource\":\"files:tmp\"},\"id\":\"evt_4a29fd25a2d829672b99de7b\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_10_71afd821\",\"resource\":\"files:tmp\"},\"id\":\"evt_286a3215b83f00af5f79ca9c\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_e_d2a37130\",\"by\":\"ann\"},\"id\":\"evt_1c61a52de18e1b2165bd0990\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_f_fad1d3b1\",\"by\":\"ann\"},\"id\":\"evt_e5bd2b01a7a678dd7aa30fb6\",\"tenantId\":null,\"type\":\"approval.denied\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_ba35472becf64f9dba3ffc2e\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_10_71afd821\",\"by\":\"ann\"},\"id\":\"evt_e936cae7719d84f317d90bcd\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_73827206e8ac54de238cce63\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_007bd6270302c8d528cb5a57\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_a066c0ecb30a80817201caa8\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_e574133817475d8f63b1a38e\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_d85af5a804f9bfcc105c5f45\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_08e161e885acef30b9d828a1\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_9e767665b86d8546c7c89fe6\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_73827206e8ac54de238cce63\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_6a8feb422c2e2b6e5626bfe1\",\"tenantId\":null,\"type\":\"agent.suspended\",\"userId\":null}');
INSERT INTO `outbox` VALUES (16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_a066c0ecb30a80817201caa8\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_a717ddac909345981550cdd0\",\"tenantId\":null,\"type\":\"agent.revoked\",\"userId\":null}');
INSERT INTO `outbox` VALUES (17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_d85af5a804f9bfcc105c5f45\",\"at\":1736942400000000,\"data\":{\"compromised\":false,\"revoked\":[]},\"id\":\"evt_c5c02be857c13ef87d1a0ec5\",\"tenantId\":null,\"type\":\"agent.rotated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_7ff6bfcccdb8b1327a138d4b\",\"at\":1736942400000000,\"data\":{\"version\":2},\"id\":\"evt_7a0ceb28ee515266b2ec93ea\",\"tenantId\":null,\"type\":\"agent.updated\",\"userId\":null}');
CREATE TABLE `setting` (
  `name` varchar(64) NOT NULL,
  `value` longtext DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `setting` VALUES ('fingerprint_key','a73972d37c6fb6219e38589299babb9dd0aa44f72567331eaba4aca64db0bfbb');
INSERT INTO `setting` VALUES ('installation','8d032665ab3c59b3c8627b3c43641e42');
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
