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
INSERT INTO `agent` VALUES (1,'agt_fdce30e29423dffbdc672984',NULL,1,0,'autonomous','user_1','acme','spender','active',0x87D78B40305F3C88A9D6B7ECB5DE097372115033BF38A707207D9F2ABCB942B8,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}]','{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12}','{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"}',NULL,0);
INSERT INTO `agent` VALUES (2,'agt_e1446b49cff7bcb95c80403a',1,1,1,'delegated','user_1','acme','helper','active',0xD9B92BFAF5B43D8BF32071010871B25358312BBC1ADC234163D2672CB3CD8799,NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}]','{\"maxCalls\":3}','{}',NULL,1);
INSERT INTO `agent` VALUES (3,'agt_f2d3ad3d22d1104da5aa50a1',NULL,3,0,'autonomous','user_2',NULL,'gated','active',0x4975FB6CC72A0B62D9C1EDAC580B7F3C31034127D5E7B89E0DEB035DF71F0151,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"requireApprovalFor\":[\"files:*:delete\"]}','{}',NULL,0);
INSERT INTO `agent` VALUES (4,'agt_5e4c33da1f899a295e361663',NULL,4,0,'service',NULL,NULL,'suspended','suspended',0xC5BE0825EFBB881C8DC0BCB8FD7E8CC8A794C1DD174C804CC1B2A22D7AF5D28C,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (5,'agt_8addccb7695317b251c3a05f',NULL,5,0,'service',NULL,NULL,'revoked','revoked',0xA927E2785BE848A3F4E2430C25D5991C1CF88BCCAD5C45D1912470FE616D8739,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (6,'agt_530b98f197d19be18994a76a',NULL,6,0,'service',NULL,NULL,'rotated','active',0xF681A8C79A08D4168D2B5F00BF14E13422A9A9D8AFACD2E42753BC91FCCFD6FB,0x44E414AF9E7BF10983E993603D48B26E957D75DDF46F169D90BDEBF00A9BF44B,1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (7,'agt_5c17397c6e52f9239aee8cc5',NULL,7,0,'service',NULL,NULL,'updated','active',0x07E930EFE2F1A70B8586ACFBAECED50DA2353F0F7CB5060A55CF71CF65366CF1,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":5}','{}',NULL,0);
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
INSERT INTO `approval` VALUES (1,'apr_d_7cb0fa61',3,3,0xAE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26,0,'files:tmp','delete','sealed:e00f19d4e9881ca3b7ff733078f175718a54b8ce1610f0ca2a2537f08a702ff177c63e8ce27c80e6b1eb2f','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO `approval` VALUES (2,'apr_e_026f7f67',3,3,0xC3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92,0,'files:tmp','delete','sealed:7e78ace0c4fe28dbf9f3f584edf1a7692dbc1ac98020f2afddea2e7e59fe06d286e92733fa225aed0f4a1922cd9c09','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO `approval` VALUES (3,'apr_f_03ad68a5',3,3,0x9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4,0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO `approval` VALUES (4,'apr_10_b266ba78',3,3,0xCFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57,0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO `audit` VALUES (1,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"depth\":0,\"detail\":{\"kept\":\"339daff04e7b068793b580d8c9b5492a1ff1ec15e22c866b8529abb56eacf25a\",\"sha256\":\"8892db8bc10419cea989510ef01ff278c4150059a474c5b4f5ed70c655000d8a\"},\"facts\":{},\"id\":\"aud_1_275d4ef6\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":1,\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"},\"name\":\"spender\",\"permissions\":[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xFC88CDD675DD69BD00B3B7BFDA1EF5D4,0x0BE85CE83C44DE3F56CECB06102F6A765BCA4F993345D195E5D5738A4CADC1D0);
INSERT INTO `audit` VALUES (2,1736942400000000,2,'change',NULL,NULL,'{\"action\":\"agents.delegate\",\"actor\":\"agt_fdce30e29423dffbdc672984\",\"agent\":\"agt_e1446b49cff7bcb95c80403a\",\"at\":1736942400000000,\"chain\":[\"agt_e1446b49cff7bcb95c80403a\",\"agt_fdce30e29423dffbdc672984\"],\"depth\":1,\"detail\":{\"sha256\":\"1d0ab2be473faea94deda4f484adf32d3e160fddb7df179057d8f50c97e611b7\"},\"facts\":{\"byToken\":true,\"parent\":\"agt_fdce30e29423dffbdc672984\"},\"id\":\"aud_2_df8757e3\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":2,\"prev\":\"0be85ce83c44de3f56cecb06102f6a765bca4f993345d195e5d5738a4cadc1d0\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":3},\"expiresAt\":\"2025-01-16T12:00:00Z\",\"maxDepth\":4,\"metadata\":{},\"name\":\"helper\",\"permissions\":[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}],\"status\":\"active\",\"type\":\"delegated\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xBC478148FB3510202AA35EB06E0EE8A4,0x2F2508AD18EBAACA455F86C249C520931CC4A2EF6F38EDDEC4B387A049B577F2);
INSERT INTO `audit` VALUES (3,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"args\":{\"sha256\":\"08851dfd331e63ed775f102b137cafcd275b21ced987489d3e4dfd51aa1d370e\"},\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"charges\":[{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_3_4ab5bc10\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":46305,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":3,\"prev\":\"2f2508ad18ebaaca455f86c249c520931cc4a2ef6f38eddec4b387a049b577f2\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 0\"}',0x1F043A4FD9C9667D105C4A464098D302,0xFF4F5EB6384D08A3C183FD3DC510409A6A5DF04710CD5C8F2D91E50DAE1085F3);
INSERT INTO `audit` VALUES (4,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"args\":{\"sha256\":\"7060a2906b8a91c0da692cd1b4cd931e7cfb32ddec60758547194907f07d12e4\"},\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"charges\":[{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_4_06d84e7d\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":1121,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":4,\"prev\":\"ff4f5eb6384d08a3c183fd3dc510409a6a5df04710cd5c8f2d91e50dae1085f3\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 1\"}',0xD06FBA6FCC9EE6B99687C6B97A39CACE,0x0991EA16E51DB024975A11A7584ADEAD809ECE5B8E369F20859B10D4EFBB3C57);
INSERT INTO `audit` VALUES (5,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"args\":{\"sha256\":\"d4b7d4aa92914cae19e1f6d5d1f992e11c060b013c3bbdb5adc28541a13ef462\"},\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"charges\":[{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_5_38ce2763\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":1397,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":5,\"prev\":\"0991ea16e51db024975a11a7584adead809ece5b8e369f20859b10d4efbb3c57\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 2\"}',0x5E7E4F2EEBABF821440C8D4E17F5E58B,0xCB3C5441B4430E1F54476946C2D57D5C679903D87B5F19441210B4B8ABBCA4FF);
INSERT INTO `audit` VALUES (6,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"args\":{\"sha256\":\"a9747daa0b16b542a400c7566c84d59e28ba5bd8bae90d9d6966931356434c49\"},\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"charges\":[{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_6_5007f7af\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":1127,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":6,\"prev\":\"cb3c5441b4430e1f54476946c2d57d5c679903d87b5f19441210b4b8abbca4ff\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 3\"}',0x13B4C7704B494809BE273BFAB2A5E02D,0x7D0AC3A9C902334580648CE5A76DD8F77F8AAD7F0E2754FD2B3CB94C4F10EC49);
INSERT INTO `audit` VALUES (7,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.04\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_3_4ab5bc10\"},\"id\":\"aud_7_6df0db78\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":7,\"prev\":\"7d0ac3a9c902334580648ce5a76dd8f77f8aad7f0e2754fd2b3cb94c4f10ec49\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xB63778B6EEE7D87023B13B22899BB7393091478D41AFB18ECF28E37095599106);
INSERT INTO `audit` VALUES (8,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.12\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_4_06d84e7d\"},\"id\":\"aud_8_656e2c1b\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":8,\"prev\":\"b63778b6eee7d87023b13b22899bb7393091478d41afb18ecf28e37095599106\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x75597EC8A834DA3FF175BAB6DD855A6CC3691C4211AD566595CD824C33CECA55);
INSERT INTO `audit` VALUES (9,1736942400000000,2,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_e1446b49cff7bcb95c80403a\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_e1446b49cff7bcb95c80403a\",\"agt_fdce30e29423dffbdc672984\"],\"charges\":[{\"agent\":\"agt_e1446b49cff7bcb95c80403a\",\"level\":\"agent\",\"meter\":3},{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_fdce30e29423dffbdc672984\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":0,\"depth\":1,\"id\":\"aud_9_60bb0de3\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":33631,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":9,\"prev\":\"75597ec8a834da3ff175bab6dd855a6cc3691c4211ad566595cd824c33ceca55\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x8F9E0A714AB652E82EBC701D2743C8FDE5F64CCDCA3EA95037BCC7D8A85FE043);
INSERT INTO `audit` VALUES (10,1736942400000000,1,'decision','not_permitted',NULL,'{\"action\":\"read\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"charges\":[],\"code\":\"not_permitted\",\"cost\":0,\"depth\":0,\"id\":\"aud_a_64c66fef\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":1113,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":\"user_1\",\"pos\":10,\"prev\":\"8f9e0a714ab652e82ebc701d2743c8fde5f64ccdca3ea95037bcc7d8a85fe043\",\"reason\":\"No permission covers this action on this resource.\",\"resource\":\"mcp:slack:chat\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x384DCB5A10CD635F1283F7250C1BEA293ED13562F206BC3C566B4F90B11C1E94);
INSERT INTO `audit` VALUES (11,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.record\",\"actor\":\"library\",\"agent\":\"agt_fdce30e29423dffbdc672984\",\"at\":1736942400000000,\"chain\":[\"agt_fdce30e29423dffbdc672984\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"usd\":\"0.37\"},\"before\":{\"usd\":\"0.36\"},\"charged\":[\"agt_fdce30e29423dffbdc672984\"],\"costUsd\":\"0.01\"},\"id\":\"aud_b_cbaa7c68\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":11,\"prev\":\"384dcb5a10cd635f1283f7250c1bea293ed13562f206bc3c566b4f90b11c1e94\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x2AE6DDBDD474549AE12F10AFAA63CFC53DC13430DDED6CC5D0AE12ACCE7CD710);
INSERT INTO `audit` VALUES (12,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"depth\":0,\"detail\":{\"sha256\":\"45fedc393251cc0fc78af46351ccb6480e08c39c14d8de328b7aebca7b6f011e\"},\"facts\":{},\"id\":\"aud_c_f45c00f5\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":12,\"prev\":\"2ae6ddbdd474549ae12f10afaa63cfc53dc13430dded6cc5d0ae12acce7cd710\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"requireApprovalFor\":[\"files:*:delete\"]},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{},\"name\":\"gated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xD4CBA8CBB697B1C8F539564CAE14AF4A,0xDAC43105EB4CEADE0F2A6AD6EBF77497D04BED8718A245A720D754B80EEA5972);
INSERT INTO `audit` VALUES (13,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"args\":{\"sha256\":\"f21c4588825d842876923ce175de9466fe0ee28a3575bedeed7b5f0139a4411b\"},\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_d_7cb0fa61\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":48276,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":13,\"prev\":\"dac43105eb4ceade0f2a6ad6ebf77497d04bed8718a245a720d754b80eea5972\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"open\"}',0xF47A7B51D5ECFCD6E6A4D56F53733124,0xD6BAE70F8A52FE974165E1A679C9ABF2F5091A5DE30FB8B120D1AF0B51DC4666);
INSERT INTO `audit` VALUES (14,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"args\":{\"sha256\":\"18fb03c643baccd7a1599b2a39618873b4537912b17077fe197b15ab3c648619\"},\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_e_026f7f67\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":14833,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":14,\"prev\":\"d6bae70f8a52fe974165e1a679c9abf2f5091a5de30fb8b120d1af0b51dc4666\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"approved\"}',0x5F032754644B16392CCE9B5C7A43E357,0x37A4E69B6B2C9170F1041D3637247BE41DDF802BE6C0EECC8310703D0A6D44CA);
INSERT INTO `audit` VALUES (15,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"args\":{\"sha256\":\"ad0cc418c7e336c5f0c5ae19f7558c08e4767906f221377dc8b130306c6550ed\"},\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_f_03ad68a5\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":15833,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":15,\"prev\":\"37a4e69b6b2c9170f1041d3637247be41ddf802be6c0eecc8310703d0a6d44ca\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"denied\"}',0x46CC00691BCEBFBAE65BEEDE5CA0E208,0x8D26DD928EA759B03CB2D1625B37393388F782CF9E17D0E72914972D24D875C6);
INSERT INTO `audit` VALUES (16,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"args\":{\"sha256\":\"39a55f2fc15b1a82a51ffc2c967309ed70361d267fa54dad1585f6f57df3b0f3\"},\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_10_b266ba78\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":10178,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":16,\"prev\":\"8d26dd928ea759b03cb2d1625b37393388f782cf9e17d0e72914972d24d875c6\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0xB69D8F6A2A95AE6891C4703136322A97,0x0005A3F8E2F1446FEED9DF4FE4FA8BE660A1AAD21502CCE8EE66E1CDC7B27AAB);
INSERT INTO `audit` VALUES (17,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"depth\":0,\"detail\":{\"sha256\":\"2a4af1b419f360044217d344b890f427b9fb5d2f773b95cc5facad9468aa3126\"},\"facts\":{\"approval\":\"apr_e_026f7f67\"},\"id\":\"aud_11_4397f65a\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":17,\"prev\":\"0005a3f8e2f1446feed9df4fe4fa8be660a1aad21502cce8ee66e1cdc7b27aab\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":\"go on\",\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x830D6DBE58FDE45BCDD629AC803DE188,0xFF41D71D107A391564044235D557942BDA4BB06F87C7B8B0D3FB903D271275DB);
INSERT INTO `audit` VALUES (18,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.deny\",\"actor\":\"ann\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"depth\":0,\"detail\":{\"sha256\":\"f69a4d9582de8e251fe2a2600cb26e52095305c46e75dc0358b4b5a964e07d1e\"},\"facts\":{\"approval\":\"apr_f_03ad68a5\"},\"id\":\"aud_12_10782eb2\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":18,\"prev\":\"ff41d71d107a391564044235d557942bda4bb06f87c7b8b0d3fb903d271275db\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"denied\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x638A9D4896F80EA04870E89AE32F15D5,0xEAC29040A0DFC0B51E139AC9007F09402C99E67647A49FFE45D20D2A85823700);
INSERT INTO `audit` VALUES (19,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"depth\":0,\"detail\":{\"sha256\":\"5316194fcf1dd65a0fc1f747668308f98801f9d2c583151e29017b37a19dd69d\"},\"facts\":{\"approval\":\"apr_10_b266ba78\"},\"id\":\"aud_13_80148044\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":19,\"prev\":\"eac29040a0dfc0b51e139ac9007f09402c99e67647a49ffe45d20d2a85823700\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x3F275DE59672DB1B2A0AF2B49245A355,0x4D480AC45718944046DFB4DBEDCF16D8A9EF239DF178062659A959D00589E081);
INSERT INTO `audit` VALUES (20,1736942400000000,3,'decision','ok',NULL,'{\"action\":\"delete\",\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"args\":{\"sha256\":\"e840d6b61d676594d0c42c0fda3a182d41d3b31b8489b26415700c8290b6b75a\"},\"at\":1736942400000000,\"chain\":[\"agt_f2d3ad3d22d1104da5aa50a1\"],\"charges\":[{\"agent\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"level\":\"agent\",\"meter\":4}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_14_2c4212b8\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":1539,\"log\":0,\"marks\":{\"approval\":\"apr_10_b266ba78\"},\"outcome\":\"allow\",\"owner\":\"user_2\",\"pos\":20,\"prev\":\"4d480ac45718944046dfb4dbedcf16d8a9ef239df178062659a959d00589e081\",\"reason\":\"Allowed.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0xBCA17C3F23B2366BF8FD57BEFF8A1CE8,0x975D94DA96BF4B4EAE4C2D375328CC9170FF8A14A6E9614C8E82C5228C72476F);
INSERT INTO `audit` VALUES (21,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_5e4c33da1f899a295e361663\",\"at\":1736942400000000,\"chain\":[\"agt_5e4c33da1f899a295e361663\"],\"depth\":0,\"detail\":{\"sha256\":\"391b93fdc4b96ca5873ab6bf585a626659924a1c524add2e8e3a4513f5b84e89\"},\"facts\":{},\"id\":\"aud_15_7d98a6a4\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":21,\"prev\":\"975d94da96bf4b4eae4c2d375328cc9170ff8a14a6e9614c8e82c5228c72476f\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"suspended\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xD7DC649CCA5CC2663FA6E57DF635DE66,0xC51FC063DCBDF930F0793B5F9984D3ABE13476B5EE5F77DFC1EBDFE67D4B7092);
INSERT INTO `audit` VALUES (22,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_8addccb7695317b251c3a05f\",\"at\":1736942400000000,\"chain\":[\"agt_8addccb7695317b251c3a05f\"],\"depth\":0,\"detail\":{\"sha256\":\"98f80d9a2acb3e18dbd47abdf0a6f1c05a24518534eb39464d4d6d710f569333\"},\"facts\":{},\"id\":\"aud_16_9cd53843\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":22,\"prev\":\"c51fc063dcbdf930f0793b5f9984d3abe13476b5ee5f77dfc1ebdfe67d4b7092\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"revoked\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xA102CE8421807977A959E50CB76490F8,0xA216DAB5881150E0952D941E72BFFA6CF3BA508A24E0245D7386B98496D51D59);
INSERT INTO `audit` VALUES (23,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_530b98f197d19be18994a76a\",\"at\":1736942400000000,\"chain\":[\"agt_530b98f197d19be18994a76a\"],\"depth\":0,\"detail\":{\"sha256\":\"6bbf5d96d3853a7b2afc60c329a2383220b07a19844925d41c8ecba4ee2fd4dc\"},\"facts\":{},\"id\":\"aud_17_06308c80\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":23,\"prev\":\"a216dab5881150e0952d941e72bffa6cf3ba508a24e0245d7386b98496d51d59\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"rotated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xC53B88757A3D4EEFEF12B423C90D8113,0xD4528E967875DBED7E7D1A3EADE06467095EE872C6B36F7EF2B3C4B28130C8D6);
INSERT INTO `audit` VALUES (24,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_5c17397c6e52f9239aee8cc5\",\"at\":1736942400000000,\"chain\":[\"agt_5c17397c6e52f9239aee8cc5\"],\"depth\":0,\"detail\":{\"sha256\":\"8fcdb1560a03aa3c685e5660825eb04db753a5b18edd5708d0c48a3ee9978f7f\"},\"facts\":{},\"id\":\"aud_18_5e7b6f2a\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":24,\"prev\":\"d4528e967875dbed7e7d1a3eade06467095ee872c6b36f7ef2b3c4b28130c8d6\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x3F22F940499BDD70C2B182A4AB8EEEB2,0x6FD1DC6ECF31FB6188A510B79F31F49A06167BF2313F87F9ABC444617994648B);
INSERT INTO `audit` VALUES (25,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.suspend\",\"actor\":\"library\",\"agent\":\"agt_5e4c33da1f899a295e361663\",\"at\":1736942400000000,\"chain\":[\"agt_5e4c33da1f899a295e361663\"],\"depth\":0,\"detail\":{\"sha256\":\"4458908ba8fa63b630d46d88c164020e89b71ba3fe5236d7fe8312e5407d5a36\"},\"facts\":{},\"id\":\"aud_19_2464e38e\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":25,\"prev\":\"6fd1dc6ecf31fb6188a510b79f31f49a06167bf2313f87f9abc444617994648b\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"suspended\"},\"before\":{\"status\":\"active\"}}',0x632D40BE0426EC26A27369DD5A2BF778,0x492D7F4CD60B33E70B94ADABEB6F36A0B44E3226DDDB2B6BB6589F9E4701E5D4);
INSERT INTO `audit` VALUES (26,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.revoke\",\"actor\":\"library\",\"agent\":\"agt_8addccb7695317b251c3a05f\",\"at\":1736942400000000,\"chain\":[\"agt_8addccb7695317b251c3a05f\"],\"depth\":0,\"detail\":{\"sha256\":\"d35eab17aebdf5c2a41b9e2428ee38d5851cd4cac2917f74060913bd8125332f\"},\"facts\":{},\"id\":\"aud_1a_ed31733d\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":26,\"prev\":\"492d7f4cd60b33e70b94adabeb6f36a0b44e3226dddb2b6bb6589f9e4701e5d4\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"revoked\"},\"before\":{\"status\":\"active\"}}',0x9D1E8F38D5AEE37BA905479827E53FBA,0x662443E9E2598F49263D2E9B284E1E7D4CA7A0FCB7AC85C915A379AC032F65EB);
INSERT INTO `audit` VALUES (27,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.rotate\",\"actor\":\"library\",\"agent\":\"agt_530b98f197d19be18994a76a\",\"at\":1736942400000000,\"chain\":[\"agt_530b98f197d19be18994a76a\"],\"depth\":0,\"detail\":{\"sha256\":\"6d5634f02bdc16a1be28831fdf202efc46e7a9416e7cde9ecf53de7ce8a40a44\"},\"facts\":{\"closedApprovals\":0,\"compromised\":false,\"grace\":3600000000,\"revoked\":[]},\"id\":\"aud_1b_a42b5263\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":27,\"prev\":\"662443e9e2598f49263d2e9b284e1e7d4ca7a0fcb7ac85c915a379ac032f65eb\",\"tenant\":null,\"v\":1}','{\"after\":{\"version\":2},\"before\":{\"version\":1}}',0x30FC3341F8E08659378576E961F55741,0x449F72A86AA0EF1E005F9583F1F3FDD8B51FEFFEBA0A9265F206197FB4169C30);
INSERT INTO `audit` VALUES (28,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_5c17397c6e52f9239aee8cc5\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_5c17397c6e52f9239aee8cc5\"],\"charges\":[{\"agent\":\"agt_5c17397c6e52f9239aee8cc5\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1c_ab91a2b9\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":31104,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":28,\"prev\":\"449f72a86aa0ef1e005f9583f1f3fdd8b51feffeba0a9265f206197fb4169c30\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0xCFD3B16E4507A00D28F6649B5256245FD8916B2B2467B319978D2784C33A4821);
INSERT INTO `audit` VALUES (29,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_5c17397c6e52f9239aee8cc5\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_5c17397c6e52f9239aee8cc5\"],\"charges\":[{\"agent\":\"agt_5c17397c6e52f9239aee8cc5\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1d_db035ce6\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":2223,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":29,\"prev\":\"cfd3b16e4507a00d28f6649b5256245fd8916b2b2467b319978d2784c33a4821\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0xF12197F2D9FD7D88C466DBB680AD3A21F2D86947AAF9643B3A7FB6B340A7562D);
INSERT INTO `audit` VALUES (30,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.update\",\"actor\":\"library\",\"agent\":\"agt_5c17397c6e52f9239aee8cc5\",\"at\":1736942400000000,\"chain\":[\"agt_5c17397c6e52f9239aee8cc5\"],\"depth\":0,\"detail\":{\"sha256\":\"ea70fbb511cf0276a0967703c902257f70a6275f43d8bac7ee9fdb18cc494cf6\"},\"facts\":{},\"id\":\"aud_1e_5e62c5d0\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":30,\"prev\":\"f12197f2d9fd7d88c466dbb680ad3a21f2d86947aaf9643b3a7fb6b340a7562d\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":5},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":2},\"before\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1}}',0x6D623DF992B6A64BB8B416EA1C5ED1F1,0xCA6DE02B4795B2419148DD9018B68E8C7941A14F6C8E86AC2CA6E30908F91D8A);
INSERT INTO `audit` VALUES (31,1736942400000000,NULL,'decision','unknown_token',NULL,'{\"action\":null,\"agent\":null,\"args\":null,\"at\":1736942400000000,\"chain\":[],\"charges\":[],\"code\":\"unknown_token\",\"cost\":0,\"depth\":0,\"id\":\"aud_1f_2027c8bb\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":12848,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":null,\"pos\":31,\"prev\":\"ca6de02b4795b2419148dd9018b68e8c7941a14f6c8e86ac2ca6e30908f91d8a\",\"reason\":\"The token is not known.\",\"resource\":null,\"tenant\":null,\"v\":1}',NULL,NULL,0x18CE48817804E9DEA715D7FC8DE5CC7EA5E83A4A040F2728163D18A35A5F1E75);
INSERT INTO `audit` VALUES (32,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"6668db6c6f00700faea00ff7097bd6cbe238b2325a61ff3a60d1408fb82dbde5\",\"sha256\":\"ff8dcd1e47445f47be2298b79ee87dc53ffa55d1688d924488391ccd7a9294db\"},\"facts\":{\"user\":\"ann\"},\"id\":\"aud_20_b8d33af1\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":32,\"prev\":\"18ce48817804e9dea715d7fc8de5cc7ea5e83a4a040f2728163d18a35a5f1e75\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"ann \\u00fc\",\"role\":\"owner\",\"status\":\"active\",\"tenantId\":\"acme\"},\"before\":null}',0x4F8CFC3AE7F61B21142F64C92FC07EB6,0xBED2ED47746FD8D237F6F4067B2F9971EC49680C28E5F9E3CFDCD772C742FD0D);
INSERT INTO `audit` VALUES (33,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"e490f32b762b4816cb4ea7faccd73bea9479bb4600d80eac7d0b653363df0501\",\"sha256\":\"e69ea7070cdfe9e66566e0fd4838e6d7be202f6ad0ad94245cfb7200a60090f9\"},\"facts\":{\"user\":\"bob\"},\"id\":\"aud_21_77942e3f\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":33,\"prev\":\"bed2ed47746fd8d237f6f4067b2f9971ec49680c28e5f9e3cfdcd772c742fd0d\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\",\"tenantId\":\"acme\"},\"before\":null}',0x440E2AA895F4DC9F89DFF5EA00996543,0x4CE3BD902BA08888DAD4091D5B4A0185EC02D9ECEA0B563C15AC4CA49FE7DD14);
INSERT INTO `audit` VALUES (34,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.update\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"f470246da1ed543457773ae2e0a0be9b10ceb83dde5ca45fb1e5bd3a261cf2a9\",\"sha256\":\"4f34fe738a2289a479f3a458104c1eb5a31d854ddbb4dad32bace1a0034948c2\"},\"facts\":{\"ended\":0,\"user\":\"bob\"},\"id\":\"aud_22_aba06522\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":34,\"prev\":\"4ce3bd902ba08888dad4091d5b4a0185ec02d9ecea0b563c15ac4ca49fe7dd14\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"disabled\",\"tenantId\":\"acme\"},\"before\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\",\"tenantId\":\"acme\"}}',0xA7651138CF769A2E5C660BBE23C718E0,0xA829E5C912A49EF5BC4E62446F3C9762A7638A431DACD7FE8113BD028E202CE6);
INSERT INTO `audit` VALUES (35,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"8e755c0b47198286890a63a43757fc5becb1e9a3ccc16863cb7c6dee3bed207a\"},\"facts\":{\"key\":\"key_b5dc7b4247e95cd47619dda3\"},\"id\":\"aud_23_fd389101\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":35,\"prev\":\"a829e5c912a49ef5bc4e62446f3c9762a7638a431dacd7fe8113bd028e202ce6\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"live\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null},\"before\":null}',0xABEDE8A2A8EE14490FF1945A2CE9D652,0x1A31BB1C7FD8406906C5A956EFB07F980BBE6D9B71161F8AFD75085A5538E63C);
INSERT INTO `audit` VALUES (36,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"01b75d2eef79913e0cd8705873e6b482d4e42626029fbbd550ce348431a45b51\"},\"facts\":{\"key\":\"key_2388b2971032390a1274e63d\"},\"id\":\"aud_24_130f4540\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":36,\"prev\":\"1a31bb1c7fd8406906c5a956efb07f980bbe6d9b71161f8afd75085a5538e63c\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null},\"before\":null}',0xE01679A3B7591734736032D6F3714F54,0x27076E53196BA7B3D37B2F3DAA7BDD091954D4DA3BD70CE53BFB9CFD6D704C74);
INSERT INTO `audit` VALUES (37,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.revoke\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"a1900e40905d9918578af50156d98885065cb43f050ad29104d9c247fd109fa9\"},\"facts\":{\"endedSessions\":0,\"key\":\"key_2388b2971032390a1274e63d\"},\"id\":\"aud_25_a1ebf628\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":37,\"prev\":\"27076e53196ba7b3d37b2f3daa7bdd091954d4da3bd70ce53bfb9cfd6d704c74\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"revoked\",\"tenantId\":null,\"userId\":null},\"before\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null}}',0x02763B40AB62C83FE51E35B0E62FDC66,0xD003566AA4258D578AA0820ACB01D9D0BAE9346CBF92511D10DBCC61D6D8C1DB);
INSERT INTO `audit` VALUES (38,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in_link\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"expiresAt\":\"2025-01-15T12:10:00Z\",\"user\":\"ann\"},\"id\":\"aud_26_16a7a89c\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":38,\"prev\":\"d003566aa4258d578aa0820acb01d9d0bae9346cbf92511d10dbcc61d6d8c1db\",\"tenant\":null,\"v\":1}',NULL,NULL,0xF43B20055EBD63D488691BAAD3F580557DD4CDBDB8800FA5648E3F7CC015B541);
INSERT INTO `audit` VALUES (39,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in\",\"actor\":\"ann\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"session\":\"session_a4d8ac10c392137abda687d8\",\"with\":\"link_7dd2312deed907dca5d0ea59\"},\"id\":\"aud_27_236d8435\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":39,\"prev\":\"f43b20055ebd63d488691baad3f580557dd4cdbdb8800fa5648e3f7cc015b541\",\"tenant\":null,\"v\":1}',NULL,NULL,0xBFED9F986CE41194C2671DE4E0C223D2E4C84473A5B0F2048740ACB93C1AD967);
INSERT INTO `audit` VALUES (40,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in_link\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"expiresAt\":\"2025-01-15T12:10:00Z\",\"user\":\"ann\"},\"id\":\"aud_28_469fa5d2\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":40,\"prev\":\"bfed9f986ce41194c2671de4e0c223d2e4c84473a5b0f2048740acb93c1ad967\",\"tenant\":null,\"v\":1}',NULL,NULL,0x48B21A0FAAF67EE40340652C8B87531482BBCDD3E781E4570C965DE158FBAD54);
INSERT INTO `audit` VALUES (41,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"audit.checkpoint\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"count\":40,\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\"},\"id\":\"aud_29_7dfb42dc\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":41,\"prev\":\"48b21a0faaf67ee40340652c8b87531482bbcdd3e781e4570c965de158fbad54\",\"tenant\":null,\"v\":1}',NULL,NULL,0x84FFEBA719A2CA7D67B99DFFBB74F9F1A31185C74D07597F33CF325CC311A436);
INSERT INTO `audit` VALUES (42,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"webhooks.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"c8644b7ec21694a1fc554ad2ba592cd1026f7aac3b4134c988e94b2889ff0246\"},\"facts\":{\"webhook\":\"wh_5cec770c0e59e8bc8aca6bb6\"},\"id\":\"aud_2a_500c8954\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":42,\"prev\":\"84ffeba719a2ca7d67b99dffbb74f9f1a31185c74d07597f33cf325cc311a436\",\"tenant\":null,\"v\":1}','{\"after\":{\"events\":[\"*\"],\"name\":\"stored\",\"status\":\"active\",\"tenantId\":\"acme\",\"url\":\"https://hooks.example.com#9e1bd28876a2\",\"version\":1},\"before\":null}',0x55EF308560A5710ABD1999ABDD7156EE,0xF2B85F157A4DF5AB2DBAC41AB11765E561B44014321410EE11671A890A75A11E);
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
INSERT INTO `checkpoint` VALUES (1,1736942400000000,'{\"at\":\"2025-01-15T12:00:00Z\",\"count\":40,\"heads\":[{\"hash\":\"48b21a0faaf67ee40340652c8b87531482bbcdd3e781e4570c965de158fbad54\",\"log\":0,\"position\":40},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":1,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":2,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":3,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":4,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":5,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":6,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":7,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":8,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":9,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":10,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":11,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":12,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":13,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":14,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":15,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":16,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":17,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":18,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":19,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":20,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":21,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":22,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":23,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":24,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":25,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":26,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":27,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":28,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":29,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":30,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":31,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":32,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":33,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":34,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":35,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":36,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":37,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":38,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":39,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":40,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":41,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":42,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":43,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":44,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":45,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":46,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":47,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":48,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":49,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":50,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":51,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":52,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":53,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":54,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":55,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":56,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":57,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":58,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":59,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":60,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":61,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":62,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":63,\"position\":0}],\"installation\":\"95f516fb96778ace1dec4da5231b0da6\",\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\",\"signature\":\"01a02261c0ebf05970926e1bbc7dec1a24aa9e05361d08eeac2ffab40f61304ea0920e7fdf1c0c51d77bb465f597fcbba19ad2e182832a4754a776991f373808\",\"version\":1}');
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
INSERT INTO `credential` VALUES (1,'key_b5dc7b4247e95cd47619dda3','key',0xD8D9403A6A190C7FA070C7D0B44F78EDE8FE5C980E5FA5B02607DC9DC79C1CDB,'live','service',NULL,NULL,NULL,1736942400000000,'library',NULL,NULL,NULL);
INSERT INTO `credential` VALUES (2,'key_2388b2971032390a1274e63d','key',0xE66540D7E398361E86895F670137E2C9A555951D70F4F12D25EFE6A5C341DC09,'ended','service',NULL,NULL,NULL,1736942400000000,'library',NULL,1736942400000000,NULL);
INSERT INTO `credential` VALUES (3,'link_7dd2312deed907dca5d0ea59','link',0xC8C1F789114911EAEBFE42F44920CBDA65CF49066E2427CF792B982BB45808A4,'ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,1736942400000000,NULL);
INSERT INTO `credential` VALUES (4,'session_a4d8ac10c392137abda687d8','session',0xEB3AED3F2AF8E0E2292D8D823CC49D6CF1DB7029DE99E6F0A3919253DB8535C6,'ann ü','owner','ann','acme',NULL,1736942400000000,'ann',1736985600000000,NULL,NULL);
INSERT INTO `credential` VALUES (5,'link_b80b793a3631b6e09440906c','link',0x53BA022122A4394ED9F3F5712B80A54A8266502B6F6904B35D83B36A24E11DDE,'ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,NULL,NULL);
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
INSERT INTO `memo` VALUES ('authorize',2,0xD7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8,1737028800000000,0x6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504,'{\"approvalId\":null,\"auditId\":\"aud_9_60bb0de3\",\"cost\":0,\"throttled\":false}');
INSERT INTO `memo` VALUES ('record',1,0x0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2,NULL,0x11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E,'[\"aud_b_cbaa7c68\",10000,1736942400000000,null,null]');
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
INSERT INTO `meter` VALUES (0,0,'log 0',0,0,0,0,0,0,0,0,42,0,NULL,NULL,0xF2B85F157A4DF5AB2DBAC41AB11765E561B44014321410EE11671A890A75A11E);
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
INSERT INTO `outbox` VALUES (1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_fdce30e29423dffbdc672984\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_3ab93f1203333502ed405155\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_e1446b49cff7bcb95c80403a\",\"at\":1736942400000000,\"data\":{\"parentId\":\"agt_fdce30e29423dffbdc672984\"},\"id\":\"evt_c6b1253214cb4593dcc4273a\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_c46b912d56ddfc785a768c62\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_d_7cb0fa61\",\"resource\":\"files:tmp\"},\"id\":\"evt_799a9987dcce01bb5972f2f4\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_e_026f7f67\",\"resource\":\"files:tmp\"},\"id\":\"evt_b391a7da1ff0d9494c16ee63\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_f_03ad68a5\",\"resource\":\"files:tmp\"},\"id\":\"evt_8dc035d076b9acf98f95834d\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_10_b266ba78\",\"resource\":\"files:tmp\"},\"id\":\"evt_cdb6aa5c7587c3d93c4a88d2\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_e_026f7f67\",\"by\":\"ann\"},\"id\":\"evt_f474936fc8ec01944d2f2f6f\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_f_03ad68a5\",\"by\":\"ann\"},\"id\":\"evt_e20b3341bb77075f65c1f1de\",\"tenantId\":null,\"type\":\"approval.denied\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f2d3ad3d22d1104da5aa50a1\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_10_b266ba78\",\"by\":\"ann\"},\"id\":\"evt_2b54082ee4cbc08ea2174fb5\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5e4c33da1f899a295e361663\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_9184344b1d08af200488f77c\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_8addccb7695317b251c3a05f\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_28f05fd217184022255faee9\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_530b98f197d19be18994a76a\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_d47e8d1d15bcf4cda912def2\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5c17397c6e52f9239aee8cc5\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_2a26f2a78fdd55b19f638381\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5e4c33da1f899a295e361663\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_991916840de3d302fb06f857\",\"tenantId\":null,\"type\":\"agent.suspended\",\"userId\":null}');
INSERT INTO `outbox` VALUES (16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_8addccb7695317b251c3a05f\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_c359fb50f30874b810650f7d\",\"tenantId\":null,\"type\":\"agent.revoked\",\"userId\":null}');
INSERT INTO `outbox` VALUES (17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_530b98f197d19be18994a76a\",\"at\":1736942400000000,\"data\":{\"compromised\":false,\"revoked\":[]},\"id\":\"evt_005133c3fc1c86d5f673ef16\",\"tenantId\":null,\"type\":\"agent.rotated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_5c17397c6e52f9239aee8cc5\",\"at\":1736942400000000,\"data\":{\"version\":2},\"id\":\"evt_82087dae930d5c6c5a13635a\",\"tenantId\":null,\"type\":\"agent.updated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (19,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"ann \\u00fc\",\"role\":\"owner\",\"status\":\"active\"},\"id\":\"evt_ed4e149d7b2b8b310549bf59\",\"tenantId\":\"acme\",\"type\":\"user.created\",\"userId\":\"ann\"}');
INSERT INTO `outbox` VALUES (20,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\"},\"id\":\"evt_8ee987f1b16b89d3fc98ba82\",\"tenantId\":\"acme\",\"type\":\"user.created\",\"userId\":\"bob\"}');
INSERT INTO `outbox` VALUES (21,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"disabled\"},\"id\":\"evt_08318bc128e1c0d632fbb8c1\",\"tenantId\":\"acme\",\"type\":\"user.updated\",\"userId\":\"bob\"}');
INSERT INTO `outbox` VALUES (22,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_b5dc7b4247e95cd47619dda3\",\"name\":\"live\",\"role\":\"service\"},\"id\":\"evt_5db31e0b56940cc552dc620c\",\"tenantId\":null,\"type\":\"key.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (23,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_2388b2971032390a1274e63d\",\"name\":\"ended\",\"role\":\"service\"},\"id\":\"evt_19ced368ebaa4353b1bcae30\",\"tenantId\":null,\"type\":\"key.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (24,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_2388b2971032390a1274e63d\",\"name\":\"ended\",\"role\":\"service\"},\"id\":\"evt_06faedb3365305839a417b9e\",\"tenantId\":null,\"type\":\"key.revoked\",\"userId\":null}');
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
INSERT INTO `setting` VALUES ('fingerprint_key','0e662e1c1bb10f6d4aad32e2fb1d8fb3fe970180f04445cf84ea479914516071');
INSERT INTO `setting` VALUES ('installation','95f516fb96778ace1dec4da5231b0da6');
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
  `tenant_id` varchar(200) DEFAULT NULL,
  `kinds` longtext DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `sink` VALUES ('stored',1736942400000000,NULL,NULL);
INSERT INTO `sink` VALUES ('webhook:wh_5cec770c0e59e8bc8aca6bb6',1736942400000000,'acme',NULL);
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
  `gone_at` bigint(20) DEFAULT NULL,
  `taken_at` bigint(20) DEFAULT NULL,
  `failed_at` bigint(20) DEFAULT NULL,
  `failure` longtext DEFAULT NULL,
  PRIMARY KEY (`n`),
  UNIQUE KEY `id` (`id`),
  KEY `ix_webhook_tenant_id` (`tenant_id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `webhook` VALUES (1,'wh_5cec770c0e59e8bc8aca6bb6','stored','acme','https://hooks.example.com/kavach','[\"*\"]','sealed:b6e977ffe771112cef697e90441220406dcacfbd63481332176ffb5fe32e15104e33419c3085711a3c42b73b377a68136549385d5ec700981f59070884f78d4fdc115b49ce5f6b2d25a28f646b87d124c3e051994d3e34d6c7',1,1736942400000000,'library',1736942400000000,NULL,NULL,NULL,NULL,NULL);
