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
INSERT INTO `agent` VALUES (1,'agt_c3defe73ea84b14a1d28851a',NULL,1,0,'autonomous','user_1','acme','spender','active',0x01B3B3DA84FFEB81E9F77DB90597E80C42865A5C138BFDB0C7791A13C66ECED1,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}]','{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12}','{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"}',NULL,0);
INSERT INTO `agent` VALUES (2,'agt_fe89e27e26323af03821174f',1,1,1,'delegated','user_1','acme','helper','active',0x6F8005098D20032C0CE1B6798E2EF98C64FD1C9DA55CCAA1BED20B24DB73FC17,NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}]','{\"maxCalls\":3}','{}',NULL,1);
INSERT INTO `agent` VALUES (3,'agt_b472f32eb30923395a383e4a',NULL,3,0,'autonomous','user_2',NULL,'gated','active',0xB769D3278C9B72AA9A3F526A97EFCE08EA0D9405432B05D826B9F948F49F54A7,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"requireApprovalFor\":[\"files:*:delete\"]}','{}',NULL,0);
INSERT INTO `agent` VALUES (4,'agt_a350a30bcf5b78290c1fd985',NULL,4,0,'service',NULL,NULL,'suspended','suspended',0x38B783FC8D8A65B7BCF404CB371909F8AEA94BE14244982BB5F9627111A95888,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (5,'agt_251088bad18a52824e1293ad',NULL,5,0,'service',NULL,NULL,'revoked','revoked',0x052D4ADE74B4716C1009DF711F72E3352F240D53555FD6B428D74434AE261F4A,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (6,'agt_cbf8672a45e5f4b4a8687ec1',NULL,6,0,'service',NULL,NULL,'rotated','active',0x7607B046592EC28FB71C630AEB60A23D705C8995D505C98171D490DB7EF35E66,0x20692A5153A5F275CC8757B9557231B0393836FC6BA6DD7E18EB96BC80288F8F,1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (7,'agt_2afa10eadb0b9d4fc44c36a9',NULL,7,0,'service',NULL,NULL,'updated','active',0xFA439FE5FC07FC2E0179A3A91CF3E7D40E5E66A697C0013586750B5DAD000B02,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":5}','{}',NULL,0);
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
INSERT INTO `approval` VALUES (1,'apr_d_31556acd',3,3,0xAE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26,0,'files:tmp','delete','sealed:7cc2ecaa1ca644bbd8d456223711d78453c963c242db6f38c8b4ba2bd1ba189557cbc97df7aceacd695f24','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO `approval` VALUES (2,'apr_e_213b7347',3,3,0xC3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92,0,'files:tmp','delete','sealed:59eb7814de71c424c9f36955982693a9e7dbdfe2470b221307a8a146ecc76437fd831802a9692598526e56b4d49725','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO `approval` VALUES (3,'apr_f_9d81a71f',3,3,0x9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4,0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO `approval` VALUES (4,'apr_10_48550e10',3,3,0xCFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57,0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO `audit` VALUES (1,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"depth\":0,\"detail\":{\"kept\":\"2646e648d6f8c58f24de44402dd21c1e264ef1f70cb5bd39075957511ab4dc7d\",\"sha256\":\"d7438d7fd31f35c18fceac901bbcd8af14147be2e96b570015616e6f7cfcdc64\"},\"facts\":{},\"id\":\"aud_1_3d5d22f2\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":1,\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"},\"name\":\"spender\",\"permissions\":[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x00592412E8083A53029C012B3CEA16AB,0xACD311E091FBC8AA0B5A8B3AFFF17A773BC056958C40E4547343D762EBCC5B65);
INSERT INTO `audit` VALUES (2,1736942400000000,2,'change',NULL,NULL,'{\"action\":\"agents.delegate\",\"actor\":\"agt_c3defe73ea84b14a1d28851a\",\"agent\":\"agt_fe89e27e26323af03821174f\",\"at\":1736942400000000,\"chain\":[\"agt_fe89e27e26323af03821174f\",\"agt_c3defe73ea84b14a1d28851a\"],\"depth\":1,\"detail\":{\"sha256\":\"ac47aa6dd8a3004d1c12ef1a52b105da51bc62b7e39648cfff0abdac75785207\"},\"facts\":{\"byToken\":true,\"parent\":\"agt_c3defe73ea84b14a1d28851a\"},\"id\":\"aud_2_3ccd526e\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":2,\"prev\":\"acd311e091fbc8aa0b5a8b3afff17a773bc056958c40e4547343d762ebcc5b65\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":3},\"expiresAt\":\"2025-01-16T12:00:00Z\",\"maxDepth\":4,\"metadata\":{},\"name\":\"helper\",\"permissions\":[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}],\"status\":\"active\",\"type\":\"delegated\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x5B1A12F694D017E79E1A91E956425D0B,0xB5E8D92B7AEF85CFA317654CBA30EBC8B9BF09FB2AE1CE3A5CA796E0CBCCF1CC);
INSERT INTO `audit` VALUES (3,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"args\":{\"sha256\":\"fdff269f12325500fa43e3bfa1a3cbb22134f957cd98cccaae8f2abe5d5e0de1\"},\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"charges\":[{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_3_c27288ad\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":25692,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":3,\"prev\":\"b5e8d92b7aef85cfa317654cba30ebc8b9bf09fb2ae1ce3a5ca796e0cbccf1cc\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 0\"}',0xB32711F2565B5B03FF443B6681E8A050,0x8A51461617701DD2A27B4072421813784F5CC1E611460BBB6A9A204DAABD59F9);
INSERT INTO `audit` VALUES (4,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"args\":{\"sha256\":\"ef8939e93ab5c0bad3e4cf64738ce6599f8ef442c2f8f76bef9ea3daa02926fb\"},\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"charges\":[{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_4_94b3acb1\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":7915,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":4,\"prev\":\"8a51461617701dd2a27b4072421813784f5cc1e611460bbb6a9a204daabd59f9\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 1\"}',0x4DA44831416869447C1D2F21E9926AC0,0x7CEB479E256AB2B213A9C82D52052E3E775D42CF378D475A420AE7376ACE35A9);
INSERT INTO `audit` VALUES (5,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"args\":{\"sha256\":\"894558ffbe9b2d5b0eafaa21441baa70a54d45b65ef5096e9dd61012a0f78503\"},\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"charges\":[{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_5_9b02b9f6\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":1038,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":5,\"prev\":\"7ceb479e256ab2b213a9c82d52052e3e775d42cf378d475a420ae7376ace35a9\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 2\"}',0x93ADD43D10C92B3260DBEDA8A226A111,0xB243DE5ECBC9879B1AEAC05203BFF117E3DCC7E029F0C1BC609973BF8CB96B28);
INSERT INTO `audit` VALUES (6,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"args\":{\"sha256\":\"7ae5a86d3b2c56ec842c9d6e0ca29abb6838369c3a26310cb9dcfa4e11b55711\"},\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"charges\":[{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_6_f5dee1ad\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":639,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":6,\"prev\":\"b243de5ecbc9879b1aeac05203bff117e3dcc7e029f0c1bc609973bf8cb96b28\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 3\"}',0xF56EDA377C19D4073DC96E129A5E21B0,0x6758986CC2B490FE14C0510336B31C89CBE36F2614335FE80AC51B0B20D828A8);
INSERT INTO `audit` VALUES (7,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.04\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_3_c27288ad\"},\"id\":\"aud_7_80ab20c7\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":7,\"prev\":\"6758986cc2b490fe14c0510336b31c89cbe36f2614335fe80ac51b0b20d828a8\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x5AD0A10E3E3F3A13453E9120D9C3E0E65EA38885E8167875C3B7BE565B0BDDF9);
INSERT INTO `audit` VALUES (8,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.12\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_4_94b3acb1\"},\"id\":\"aud_8_dcb93f6e\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":8,\"prev\":\"5ad0a10e3e3f3a13453e9120d9c3e0e65ea38885e8167875c3b7be565b0bddf9\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x5CB7644BC28FFE9754BDD722D41B1E084A5F23E95F4EA48EC96D434699FBA178);
INSERT INTO `audit` VALUES (9,1736942400000000,2,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_fe89e27e26323af03821174f\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_fe89e27e26323af03821174f\",\"agt_c3defe73ea84b14a1d28851a\"],\"charges\":[{\"agent\":\"agt_fe89e27e26323af03821174f\",\"level\":\"agent\",\"meter\":3},{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":0,\"depth\":1,\"id\":\"aud_9_69ea44a4\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":13714,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":9,\"prev\":\"5cb7644bc28ffe9754bdd722d41b1e084a5f23e95f4ea48ec96d434699fba178\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x86D0B3AE93AB3D354D702B2304E66CF1B61DA50C3DFC2864BAAC6DF4959689B6);
INSERT INTO `audit` VALUES (10,1736942400000000,1,'decision','not_permitted',NULL,'{\"action\":\"read\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"charges\":[],\"code\":\"not_permitted\",\"cost\":0,\"depth\":0,\"id\":\"aud_a_f04a3ca2\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":1082,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":\"user_1\",\"pos\":10,\"prev\":\"86d0b3ae93ab3d354d702b2304e66cf1b61da50c3dfc2864baac6df4959689b6\",\"reason\":\"No permission covers this action on this resource.\",\"resource\":\"mcp:slack:chat\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x0AB95BF397EADC9B4CA91AEA2450E1C519B0BC026A7D074ABC7699FF60B19FB6);
INSERT INTO `audit` VALUES (11,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.record\",\"actor\":\"library\",\"agent\":\"agt_c3defe73ea84b14a1d28851a\",\"at\":1736942400000000,\"chain\":[\"agt_c3defe73ea84b14a1d28851a\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"usd\":\"0.37\"},\"before\":{\"usd\":\"0.36\"},\"charged\":[\"agt_c3defe73ea84b14a1d28851a\"],\"costUsd\":\"0.01\"},\"id\":\"aud_b_7c1891a4\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":11,\"prev\":\"0ab95bf397eadc9b4ca91aea2450e1c519b0bc026a7d074abc7699ff60b19fb6\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x4FA305988A4E031FE84AF98ECF99CBAC9D2EC4A8008753CD0288D731FA2A7BE8);
INSERT INTO `audit` VALUES (12,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"depth\":0,\"detail\":{\"sha256\":\"c04a71f7992db1529d6030b0c2ecc1c3d8f833159683de09338de835aa13ad5c\"},\"facts\":{},\"id\":\"aud_c_fecfc903\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":12,\"prev\":\"4fa305988a4e031fe84af98ecf99cbac9d2ec4a8008753cd0288d731fa2a7be8\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"requireApprovalFor\":[\"files:*:delete\"]},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{},\"name\":\"gated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xDFDDE97CCF445DD6C9F240C9C449DA84,0x641EE7FB33132C686DD8F14EF65A14865EBFF0B79ECD9F4A048114F010598098);
INSERT INTO `audit` VALUES (13,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"args\":{\"sha256\":\"2c492bf09a4877777b5ad01302b1e0f847a135fed48b099cd83b4e68dfc61ea2\"},\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_d_31556acd\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":28786,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":13,\"prev\":\"641ee7fb33132c686dd8f14ef65a14865ebff0b79ecd9f4a048114f010598098\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"open\"}',0xB9D9B086387D46BE0F8C258EC61D0617,0xA88CB360D4B520B3A80105AB1CBFEDD83865680FC9097F8C14B801C74C5AEE20);
INSERT INTO `audit` VALUES (14,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"args\":{\"sha256\":\"673d3b717b8a3f506ee293e39459ef7f47b3d3828546a8c14dc08d38552c82a4\"},\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_e_213b7347\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":20752,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":14,\"prev\":\"a88cb360d4b520b3a80105ab1cbfedd83865680fc9097f8c14b801c74c5aee20\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"approved\"}',0x54B27093DB84242B61C5855A957A79DA,0x87C959B0168F5B062291CF581B0C1E65BC50060D91A2B346C929A022BBB6D3EA);
INSERT INTO `audit` VALUES (15,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"args\":{\"sha256\":\"888edf6c34db5af013b6cf2518948c24b97b63f4a473dcdbf6209bed2de6b78a\"},\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_f_9d81a71f\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":8942,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":15,\"prev\":\"87c959b0168f5b062291cf581b0c1e65bc50060d91a2b346c929a022bbb6d3ea\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"denied\"}',0x7E4067FB8551F87712CB704BAC7E6A26,0x20B312C0572BD81DC0A49EBC448730203DAC28298D4CA712E2F330BAE92E3E71);
INSERT INTO `audit` VALUES (16,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"args\":{\"sha256\":\"18eed1f7dd6d5be4d018b2bdabefea6e2782d08e68e9454db79f8486fc476d40\"},\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_10_48550e10\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":5394,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":16,\"prev\":\"20b312c0572bd81dc0a49ebc448730203dac28298d4ca712e2f330bae92e3e71\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0xB561C1EA61F9FE7D4D41382966E9239E,0x461D1148A1DAA17FDC62ADE5E71EA8C8585A8972A10D46EAF498E7038C1EB32D);
INSERT INTO `audit` VALUES (17,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"depth\":0,\"detail\":{\"sha256\":\"10a333f04c50289c01e5409239d5a582baf9bdb592e57d2e96f22c754359a3e6\"},\"facts\":{\"approval\":\"apr_e_213b7347\"},\"id\":\"aud_11_7ee79d7e\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":17,\"prev\":\"461d1148a1daa17fdc62ade5e71ea8c8585a8972a10d46eaf498e7038c1eb32d\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":\"go on\",\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x2BBDB3D2795DA6C24EE9379340745522,0xDCBC9379ED96A1D65FCA271D63BA2150EAAF5D420EACE5733143F3F27C327875);
INSERT INTO `audit` VALUES (18,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.deny\",\"actor\":\"ann\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"depth\":0,\"detail\":{\"sha256\":\"fae53e09833597204c069c850190ef99b60156c305ac6ddfd5f9534ee3b90829\"},\"facts\":{\"approval\":\"apr_f_9d81a71f\"},\"id\":\"aud_12_f3316053\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":18,\"prev\":\"dcbc9379ed96a1d65fca271d63ba2150eaaf5d420eace5733143f3f27c327875\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"denied\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0xB086D0ACDAC089387DC6A0263787C299,0xC0FBD25A3424385DF19E890DB9EC7B6D98029F4EBDFB429D40DE464CD05C07A0);
INSERT INTO `audit` VALUES (19,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"depth\":0,\"detail\":{\"sha256\":\"572760b7cf5b1c903e45cd45447b5126be4ddc49f673ea65d6b4264a1a7fc25a\"},\"facts\":{\"approval\":\"apr_10_48550e10\"},\"id\":\"aud_13_63890d2a\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":19,\"prev\":\"c0fbd25a3424385df19e890db9ec7b6d98029f4ebdfb429d40de464cd05c07a0\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x8E2C8BC261DA95BD2CA7A59010CD8F6A,0x84924A8EA49AC89C1F0CDE3D8DDFAD4616C835828EC92D8084F0F40DF04F9F6F);
INSERT INTO `audit` VALUES (20,1736942400000000,3,'decision','ok',NULL,'{\"action\":\"delete\",\"agent\":\"agt_b472f32eb30923395a383e4a\",\"args\":{\"sha256\":\"602d42f12404623afb1340c9878debb8dcd1854dd7ae4679c14081959fdd4c6d\"},\"at\":1736942400000000,\"chain\":[\"agt_b472f32eb30923395a383e4a\"],\"charges\":[{\"agent\":\"agt_b472f32eb30923395a383e4a\",\"level\":\"agent\",\"meter\":4}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_14_8b43585b\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":1286,\"log\":0,\"marks\":{\"approval\":\"apr_10_48550e10\"},\"outcome\":\"allow\",\"owner\":\"user_2\",\"pos\":20,\"prev\":\"84924a8ea49ac89c1f0cde3d8ddfad4616c835828ec92d8084f0f40df04f9f6f\",\"reason\":\"Allowed.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0x38FC40417613587EEE946FFF1E245361,0x3F716DBB7D739F24BB9457DF40F1ABD9716AA6C82AFA01EE2A49971C29E0CFAB);
INSERT INTO `audit` VALUES (21,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_a350a30bcf5b78290c1fd985\",\"at\":1736942400000000,\"chain\":[\"agt_a350a30bcf5b78290c1fd985\"],\"depth\":0,\"detail\":{\"sha256\":\"a19dc7c4cb11e832e14588973e543394a84739cec23e07fcbe6ea8874205b3e8\"},\"facts\":{},\"id\":\"aud_15_aa4fa7f7\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":21,\"prev\":\"3f716dbb7d739f24bb9457df40f1abd9716aa6c82afa01ee2a49971c29e0cfab\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"suspended\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xADADF4EA15E1D643D2AD00652CFB5AD7,0xD9CEE572E7CA9ABDE67511D3395FA91CCCCB3F2279988A7B20AB72FF20639660);
INSERT INTO `audit` VALUES (22,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_251088bad18a52824e1293ad\",\"at\":1736942400000000,\"chain\":[\"agt_251088bad18a52824e1293ad\"],\"depth\":0,\"detail\":{\"sha256\":\"71df01d2ec1b8a4a2973126592ad0a1c84cf5e55a582505d674d746b13ace2cb\"},\"facts\":{},\"id\":\"aud_16_2d7bffbe\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":22,\"prev\":\"d9cee572e7ca9abde67511d3395fa91ccccb3f2279988a7b20ab72ff20639660\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"revoked\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xBD4C5A77166F35006FA4C8D3E49AD384,0x9E65C20B1555B108A0DA24242850B69F815DAE0C7D7213FACDEF43DDEAFAD54C);
INSERT INTO `audit` VALUES (23,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_cbf8672a45e5f4b4a8687ec1\",\"at\":1736942400000000,\"chain\":[\"agt_cbf8672a45e5f4b4a8687ec1\"],\"depth\":0,\"detail\":{\"sha256\":\"02a60545b7b082efcc80162396ab3fa9d39c8aa9fe7814f25e04dba0d4c72dc2\"},\"facts\":{},\"id\":\"aud_17_df6db528\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":23,\"prev\":\"9e65c20b1555b108a0da24242850b69f815dae0c7d7213facdef43ddeafad54c\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"rotated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xA0E3FB68C166A77BE10878A88236E247,0x331533FD24E11F57868396E5BB056E79DA2566147BFDF49DCDB8D92DED1A0BFB);
INSERT INTO `audit` VALUES (24,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"at\":1736942400000000,\"chain\":[\"agt_2afa10eadb0b9d4fc44c36a9\"],\"depth\":0,\"detail\":{\"sha256\":\"10b9d4485c37e14ec85066f963e0ba311d55aeed5e90d715479a6581e0088a1f\"},\"facts\":{},\"id\":\"aud_18_75b598ad\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":24,\"prev\":\"331533fd24e11f57868396e5bb056e79da2566147bfdf49dcdb8d92ded1a0bfb\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x3C22A86B2B1F8411A812744D8E910DB3,0x2CE8828B1A00295073A27B3E9EFC5A889CB15F932EA5B4D5B896A652E39DEEA4);
INSERT INTO `audit` VALUES (25,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.suspend\",\"actor\":\"library\",\"agent\":\"agt_a350a30bcf5b78290c1fd985\",\"at\":1736942400000000,\"chain\":[\"agt_a350a30bcf5b78290c1fd985\"],\"depth\":0,\"detail\":{\"sha256\":\"f4ecb70121b49c35c1915ff78e62d680f7a8c60c54440d95b95e4c79204e6a9f\"},\"facts\":{},\"id\":\"aud_19_f30cdd55\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":25,\"prev\":\"2ce8828b1a00295073a27b3e9efc5a889cb15f932ea5b4d5b896a652e39deea4\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"suspended\"},\"before\":{\"status\":\"active\"}}',0xB3608E944810E4248F3D53564AD84082,0x5E310386592F8FB50BEB7602BE301C3893FE5F75A89691EE9012E62B453797BE);
INSERT INTO `audit` VALUES (26,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.revoke\",\"actor\":\"library\",\"agent\":\"agt_251088bad18a52824e1293ad\",\"at\":1736942400000000,\"chain\":[\"agt_251088bad18a52824e1293ad\"],\"depth\":0,\"detail\":{\"sha256\":\"d25358628eeeb8ed6a561e2fe1c7b63336d735aeeaa0978c4f7c02a8d7bd6bd0\"},\"facts\":{},\"id\":\"aud_1a_24eb8e60\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":26,\"prev\":\"5e310386592f8fb50beb7602be301c3893fe5f75a89691ee9012e62b453797be\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"revoked\"},\"before\":{\"status\":\"active\"}}',0xC31BD55E23F18E5C0138FFB10113D2D8,0x44952400D907A6BB830DBF3D063CA4BAD7F23FE15DAC6824060A85CBC14A0222);
INSERT INTO `audit` VALUES (27,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.rotate\",\"actor\":\"library\",\"agent\":\"agt_cbf8672a45e5f4b4a8687ec1\",\"at\":1736942400000000,\"chain\":[\"agt_cbf8672a45e5f4b4a8687ec1\"],\"depth\":0,\"detail\":{\"sha256\":\"598e8394d6baf86ca5f0776bbeb2c53368b05fcc3c17b65ce2b9f75f0f84b692\"},\"facts\":{\"closedApprovals\":0,\"compromised\":false,\"grace\":3600000000,\"revoked\":[]},\"id\":\"aud_1b_f58ccc25\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":27,\"prev\":\"44952400d907a6bb830dbf3d063ca4bad7f23fe15dac6824060a85cbc14a0222\",\"tenant\":null,\"v\":1}','{\"after\":{\"version\":2},\"before\":{\"version\":1}}',0xBED8E044CEF85B5A8924F20948AAA613,0x31CE153A12AD4D96693E75AA520B3A64918227D4925315CC23996EAE42C465F8);
INSERT INTO `audit` VALUES (28,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_2afa10eadb0b9d4fc44c36a9\"],\"charges\":[{\"agent\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1c_aadc49aa\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":15920,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":28,\"prev\":\"31ce153a12ad4d96693e75aa520b3a64918227d4925315cc23996eae42c465f8\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0xB285E13DD06A772733795790A74D5D704B4430EAC2736B4FAE1E8DF05490F05B);
INSERT INTO `audit` VALUES (29,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_2afa10eadb0b9d4fc44c36a9\"],\"charges\":[{\"agent\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1d_8d846e1e\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":2049,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":29,\"prev\":\"b285e13dd06a772733795790a74d5d704b4430eac2736b4fae1e8df05490f05b\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0x528AFC91AE94BC84131E2F4AD37E1EE900ED9C455169E6A61139AA22390089B0);
INSERT INTO `audit` VALUES (30,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.update\",\"actor\":\"library\",\"agent\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"at\":1736942400000000,\"chain\":[\"agt_2afa10eadb0b9d4fc44c36a9\"],\"depth\":0,\"detail\":{\"sha256\":\"760626a9572ec1911de39d85f0f04c3e83ae5cbbbe53ef0843afb42439a1dd64\"},\"facts\":{},\"id\":\"aud_1e_2e810e66\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":30,\"prev\":\"528afc91ae94bc84131e2f4ad37e1ee900ed9c455169e6a61139aa22390089b0\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":5},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":2},\"before\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1}}',0x37A2035BCE48DAF511E43AF98C757467,0x3B9909C522185E7A7E4FBFC085A7630437559F7A8B15343B054C8DE8B24ECB76);
INSERT INTO `audit` VALUES (31,1736942400000000,NULL,'decision','unknown_token',NULL,'{\"action\":null,\"agent\":null,\"args\":null,\"at\":1736942400000000,\"chain\":[],\"charges\":[],\"code\":\"unknown_token\",\"cost\":0,\"depth\":0,\"id\":\"aud_1f_8dd82802\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":6817,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":null,\"pos\":31,\"prev\":\"3b9909c522185e7a7e4fbfc085a7630437559f7a8b15343b054c8de8b24ecb76\",\"reason\":\"The token is not known.\",\"resource\":null,\"tenant\":null,\"v\":1}',NULL,NULL,0xA8EB7291C6D141AFA4E20F3FD09EF7C62F67123898A9E1E47C5A800B1A52893F);
INSERT INTO `audit` VALUES (32,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"f55fd251218d76e9cc25cfcdf6c5e61d70bb126ab0c9bb93f0809d1e5e8cd441\",\"sha256\":\"46fd60d3c3a20ed400ae7324bc36fbfa95170daf31e14ac1be9a6c0727c5afc8\"},\"facts\":{\"user\":\"ann\"},\"id\":\"aud_20_02f30a2f\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":32,\"prev\":\"a8eb7291c6d141afa4e20f3fd09ef7c62f67123898a9e1e47c5a800b1a52893f\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"ann \\u00fc\",\"role\":\"owner\",\"status\":\"active\",\"tenantId\":\"acme\"},\"before\":null}',0x6D9FEB28D7AC295CD2076E7417D57EA1,0xDAA1A37C6FB1305446C0FB32EE37F7BB25561CC6B71DFC54941FC43FE39E3313);
INSERT INTO `audit` VALUES (33,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"36c3ac3a27d71a39fc9583aa45ba51e75b43451d02d98fcac1c5195b524ee829\",\"sha256\":\"04d883f08380d7248626aaba85609d5a288c50159c3942197fa761013051d6d8\"},\"facts\":{\"user\":\"bob\"},\"id\":\"aud_21_6d9d2480\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":33,\"prev\":\"daa1a37c6fb1305446c0fb32ee37f7bb25561cc6b71dfc54941fc43fe39e3313\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\",\"tenantId\":\"acme\"},\"before\":null}',0x780D8134672D62E8EE938355B3E42A7B,0x7CE8EBA9A3AB9E31E4DDCD2A9F8B814D89EB7B787B869BB2DF47C7906178B5AA);
INSERT INTO `audit` VALUES (34,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.update\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"kept\":\"024e7202ec74b10af103b2281049353bc52d58d04de5b6c02caef11cb233a9b4\",\"sha256\":\"43a4fb232ee7e208b9ee003134cc67a6c60b504b731760f7b8075b73fc7a2d06\"},\"facts\":{\"ended\":0,\"user\":\"bob\"},\"id\":\"aud_22_fe9e00a1\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":34,\"prev\":\"7ce8eba9a3ab9e31e4ddcd2a9f8b814d89eb7b787b869bb2df47c7906178b5aa\",\"tenant\":null,\"v\":1}','{\"after\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"disabled\",\"tenantId\":\"acme\"},\"before\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\",\"tenantId\":\"acme\"}}',0xDAA3AA8ED9ED2B7D9DC25321B7658F93,0x86C389E6C07E5A448CB8C89B59B5DA3E4B1580DF9E22F586A0A6C974911338E6);
INSERT INTO `audit` VALUES (35,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"cc6979d6f82fc469f14b9e9589d64881f14d598ffeffd34f29ba17b8098afebc\"},\"facts\":{\"key\":\"key_350e135161de7ab36c45dac2\"},\"id\":\"aud_23_5795a2c9\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":35,\"prev\":\"86c389e6c07e5a448cb8c89b59b5da3e4b1580df9e22f586a0a6c974911338e6\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"live\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null},\"before\":null}',0x83FC3B75F002851BA1C02DC74F9436FC,0xB7346EAA21F426FC1FBF2EC41265DF549892AE22666A8ED50A3C568880884FE5);
INSERT INTO `audit` VALUES (36,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.create\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"3cf94d56955e67890f66b48db4a292e0daa079a6c89ac8cba110ba32eaf741c5\"},\"facts\":{\"key\":\"key_0e83591b076df1ecf9ef2ec4\"},\"id\":\"aud_24_3c33343a\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":36,\"prev\":\"b7346eaa21f426fc1fbf2ec41265df549892ae22666a8ed50a3c568880884fe5\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null},\"before\":null}',0xEC822A11117C1F43C47D970C5893419C,0xB4F094C8878BD67DECA5FE00754C68E637AF902CAF4FB611E201C741100CCB3E);
INSERT INTO `audit` VALUES (37,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"keys.revoke\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":{\"sha256\":\"357dce7a94a0ca5d04f6d7688a94779929bd232cecc065db229813370d5dbba0\"},\"facts\":{\"endedSessions\":0,\"key\":\"key_0e83591b076df1ecf9ef2ec4\"},\"id\":\"aud_25_4808790f\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":37,\"prev\":\"b4f094c8878bd67deca5fe00754c68e637af902caf4fb611e201c741100ccb3e\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"revoked\",\"tenantId\":null,\"userId\":null},\"before\":{\"expiresAt\":null,\"name\":\"ended\",\"role\":\"service\",\"status\":\"active\",\"tenantId\":null,\"userId\":null}}',0x66D95AE83D8CFFA83093E301F72C3181,0x98AA32C2E7493F71CD683B6EAA21C25D9D2B09AF1462A2F8810EEC8B3AAF4133);
INSERT INTO `audit` VALUES (38,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in_link\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"expiresAt\":\"2025-01-15T12:10:00Z\",\"user\":\"ann\"},\"id\":\"aud_26_185d83ee\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":38,\"prev\":\"98aa32c2e7493f71cd683b6eaa21c25d9d2b09af1462a2f8810eec8b3aaf4133\",\"tenant\":null,\"v\":1}',NULL,NULL,0x06CBABFA2DF95926A1D7895E6A6B59391777901C3E0DAF623AE63891C1A8009F);
INSERT INTO `audit` VALUES (39,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in\",\"actor\":\"ann\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"session\":\"session_0b5bacdf54b4371c8df0ffab\",\"with\":\"link_0c72045bf111df5e11338eb5\"},\"id\":\"aud_27_91ef032d\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":39,\"prev\":\"06cbabfa2df95926a1d7895e6a6b59391777901c3e0daf623ae63891c1a8009f\",\"tenant\":null,\"v\":1}',NULL,NULL,0x8493E78A76C4CE61AA2C5E59366C5A986DEDC322A174BFF83190DFC1FFE69786);
INSERT INTO `audit` VALUES (40,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"users.sign_in_link\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"expiresAt\":\"2025-01-15T12:10:00Z\",\"user\":\"ann\"},\"id\":\"aud_28_db9fbb27\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":40,\"prev\":\"8493e78a76c4ce61aa2c5e59366c5a986dedc322a174bff83190dfc1ffe69786\",\"tenant\":null,\"v\":1}',NULL,NULL,0xDC5092E603A1DE8EB3A3E767AC5F1CA659EEE279AA69EBAEBCA4A7A9E641F5EB);
INSERT INTO `audit` VALUES (41,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"audit.checkpoint\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"count\":40,\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\"},\"id\":\"aud_29_4f8e4fb5\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":41,\"prev\":\"dc5092e603a1de8eb3a3e767ac5f1ca659eee279aa69ebaebca4a7a9e641f5eb\",\"tenant\":null,\"v\":1}',NULL,NULL,0xEF2FEF1AB3EA7A995B34CF8CF4E8C0232EE4B42E137834A34025E1E021128FF1);
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
INSERT INTO `checkpoint` VALUES (1,1736942400000000,'{\"at\":\"2025-01-15T12:00:00Z\",\"count\":40,\"heads\":[{\"hash\":\"dc5092e603a1de8eb3a3e767ac5f1ca659eee279aa69ebaebca4a7a9e641f5eb\",\"log\":0,\"position\":40},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":1,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":2,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":3,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":4,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":5,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":6,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":7,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":8,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":9,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":10,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":11,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":12,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":13,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":14,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":15,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":16,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":17,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":18,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":19,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":20,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":21,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":22,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":23,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":24,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":25,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":26,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":27,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":28,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":29,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":30,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":31,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":32,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":33,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":34,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":35,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":36,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":37,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":38,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":39,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":40,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":41,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":42,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":43,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":44,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":45,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":46,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":47,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":48,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":49,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":50,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":51,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":52,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":53,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":54,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":55,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":56,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":57,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":58,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":59,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":60,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":61,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":62,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":63,\"position\":0}],\"installation\":\"fbabc9140e5f5da3761f479f16e700fe\",\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\",\"signature\":\"8001edcdc27b6cec472025b44911c1016ba56916cc67b4c95153a4e5c8ff750a2aa6192a49c6359d77f2dca0bfa82a3c15fafe8cb3a18efec06effd2130e2003\",\"version\":1}');
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
INSERT INTO `credential` VALUES (1,'key_350e135161de7ab36c45dac2','key',0x7DC542B4D967846ADC95F9C2290A2E1C3D49575E3BDAC85D18278273EAAB281C,'live','service',NULL,NULL,NULL,1736942400000000,'library',NULL,NULL,NULL);
INSERT INTO `credential` VALUES (2,'key_0e83591b076df1ecf9ef2ec4','key',0xAD307A1BAD9CE0AD065D241818EE3E9E23669C004820E0928C7E14FB9D59E21F,'ended','service',NULL,NULL,NULL,1736942400000000,'library',NULL,1736942400000000,NULL);
INSERT INTO `credential` VALUES (3,'link_0c72045bf111df5e11338eb5','link',0xAFD4EBA243E753CC88A26D671C2A26F80EFDD0EFEC905B79EEEEDA1A57FC472C,'ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,1736942400000000,NULL);
INSERT INTO `credential` VALUES (4,'session_0b5bacdf54b4371c8df0ffab','session',0xCFD5C45B695C156610ADA595AF678B27909450459732A9F0D065E73835E5FA03,'ann ü','owner','ann','acme',NULL,1736942400000000,'ann',1736985600000000,NULL,NULL);
INSERT INTO `credential` VALUES (5,'link_b768a17fd25ee8259d6b814c','link',0xD80BF7A78948B01464D604ABCD5B17633D4CBA51DE5D0904A10B73D943C05939,'ann ü','owner','ann','acme',NULL,1736942400000000,'library',1736943000000000,NULL,NULL);
CREATE TABLE `epoch` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `n` bigint(20) NOT NULL,
  `schema` int(11) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `epoch` VALUES (1,4,2);
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
INSERT INTO `memo` VALUES ('authorize',2,0xD7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8,1737028800000000,0x6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504,'{\"approvalId\":null,\"auditId\":\"aud_9_69ea44a4\",\"cost\":0,\"throttled\":false}');
INSERT INTO `memo` VALUES ('record',1,0x0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2,NULL,0x11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E,'[\"aud_b_7c1891a4\",10000,1736942400000000,null,null]');
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
INSERT INTO `meter` VALUES (0,0,'log 0',0,0,0,0,0,0,0,0,41,0,NULL,NULL,0xEF2FEF1AB3EA7A995B34CF8CF4E8C0232EE4B42E137834A34025E1E021128FF1);
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
INSERT INTO `outbox` VALUES (1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c3defe73ea84b14a1d28851a\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_05b08d46224632c04f30b40e\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_fe89e27e26323af03821174f\",\"at\":1736942400000000,\"data\":{\"parentId\":\"agt_c3defe73ea84b14a1d28851a\"},\"id\":\"evt_f4f450d0caf5b4b5c58932f7\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_90c5c90473fde65d8d941bed\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_d_31556acd\",\"resource\":\"files:tmp\"},\"id\":\"evt_30e2e47a9e59b5e69a61e711\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_e_213b7347\",\"resource\":\"files:tmp\"},\"id\":\"evt_0d5f7e557480089690e562b8\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_f_9d81a71f\",\"resource\":\"files:tmp\"},\"id\":\"evt_4c16724baa7876c84dc15836\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_10_48550e10\",\"resource\":\"files:tmp\"},\"id\":\"evt_f65d5e6d1eabc3601c5fe96e\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_e_213b7347\",\"by\":\"ann\"},\"id\":\"evt_49b43caaeac42639c3ea310d\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_f_9d81a71f\",\"by\":\"ann\"},\"id\":\"evt_87aaa7c558af44a5cf42b1d1\",\"tenantId\":null,\"type\":\"approval.denied\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b472f32eb30923395a383e4a\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_10_48550e10\",\"by\":\"ann\"},\"id\":\"evt_1eff059fa3d2105cd220eb9b\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_a350a30bcf5b78290c1fd985\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_525ac090f2a598de051c0a9f\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_251088bad18a52824e1293ad\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_552aa2658706875604aad7a8\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_cbf8672a45e5f4b4a8687ec1\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_4e3ee64e408b6a979beeb50b\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_bd1ffdebca0ebf64073545bc\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_a350a30bcf5b78290c1fd985\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_4139de2434d4eec3f5112456\",\"tenantId\":null,\"type\":\"agent.suspended\",\"userId\":null}');
INSERT INTO `outbox` VALUES (16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_251088bad18a52824e1293ad\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_8970a47b257cedf81118478b\",\"tenantId\":null,\"type\":\"agent.revoked\",\"userId\":null}');
INSERT INTO `outbox` VALUES (17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_cbf8672a45e5f4b4a8687ec1\",\"at\":1736942400000000,\"data\":{\"compromised\":false,\"revoked\":[]},\"id\":\"evt_bcbaf86b9b48a0fe376c765d\",\"tenantId\":null,\"type\":\"agent.rotated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_2afa10eadb0b9d4fc44c36a9\",\"at\":1736942400000000,\"data\":{\"version\":2},\"id\":\"evt_11a2adb7d9c23ef417c099c1\",\"tenantId\":null,\"type\":\"agent.updated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (19,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"ann \\u00fc\",\"role\":\"owner\",\"status\":\"active\"},\"id\":\"evt_03c0d49b204efa8a5b64a31e\",\"tenantId\":\"acme\",\"type\":\"user.created\",\"userId\":\"ann\"}');
INSERT INTO `outbox` VALUES (20,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"active\"},\"id\":\"evt_86abdd5751e4d1eab8701941\",\"tenantId\":\"acme\",\"type\":\"user.created\",\"userId\":\"bob\"}');
INSERT INTO `outbox` VALUES (21,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"name\":\"bob \\u00fc\",\"role\":\"auditor\",\"status\":\"disabled\"},\"id\":\"evt_b648ae2fb05e795ce81a8329\",\"tenantId\":\"acme\",\"type\":\"user.updated\",\"userId\":\"bob\"}');
INSERT INTO `outbox` VALUES (22,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_350e135161de7ab36c45dac2\",\"name\":\"live\",\"role\":\"service\"},\"id\":\"evt_6b837b22b89a9ead0a0a7d69\",\"tenantId\":null,\"type\":\"key.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (23,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_0e83591b076df1ecf9ef2ec4\",\"name\":\"ended\",\"role\":\"service\"},\"id\":\"evt_ce43ac82c931ea9dfb1501b6\",\"tenantId\":null,\"type\":\"key.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (24,'stored',0,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":null,\"at\":1736942400000000,\"data\":{\"key\":\"key_0e83591b076df1ecf9ef2ec4\",\"name\":\"ended\",\"role\":\"service\"},\"id\":\"evt_4b94b1c550013e91b9e07d19\",\"tenantId\":null,\"type\":\"key.revoked\",\"userId\":null}');
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
INSERT INTO `setting` VALUES ('fingerprint_key','393d577efc5167a23ceb3d4542d2e88f2d51ddce9c645e2730c75ab1f99eec80');
INSERT INTO `setting` VALUES ('installation','fbabc9140e5f5da3761f479f16e700fe');
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
