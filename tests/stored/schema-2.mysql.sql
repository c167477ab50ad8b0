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
INSERT INTO `agent` VALUES (1,'agt_b842c89b219ef0d287aaf139',NULL,1,0,'autonomous','user_1','acme','spender','active',0x71076C2D11B462C183994D3A363F0E77C1D2B4FC99376397E6DFB51D79B5D51E,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}]','{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12}','{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"}',NULL,0);
INSERT INTO `agent` VALUES (2,'agt_440951beb890c6f95c741936',1,1,1,'delegated','user_1','acme','helper','active',0x8F9061BD44CBBF869A86A65950046FCE13B9F9C11126275278D5B70E6664915A,NULL,NULL,1,1736942400000000,1736942400000000,1737028800000000,4,'[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}]','{\"maxCalls\":3}','{}',NULL,1);
INSERT INTO `agent` VALUES (3,'agt_c05bc5ddf8773f62525f3211',NULL,3,0,'autonomous','user_2',NULL,'gated','active',0x5DFC5B76CD1F357ED37FA09EABAF3A08BA983691C4B1A38072129ABE05A911FE,NULL,NULL,1,1736942400000000,1736942400000000,1744718400000000,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"requireApprovalFor\":[\"files:*:delete\"]}','{}',NULL,0);
INSERT INTO `agent` VALUES (4,'agt_fdef52ff399637d136c82346',NULL,4,0,'service',NULL,NULL,'suspended','suspended',0xA562996CDBF07AC084F1DDDA08C2F1537EFDE7AC72447D4D133BA7A67D4C802C,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (5,'agt_d0f713dc80a018c5807f08ac',NULL,5,0,'service',NULL,NULL,'revoked','revoked',0xBF17E9DBB14F6B631C2AE7BBF2E1B5E9F086D823989C9E176036AEE3A157730A,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (6,'agt_8266f492e3033671c233dfb7',NULL,6,0,'service',NULL,NULL,'rotated','active',0xDB97E253147B06A16B6D96A61FF4E98035D63A429DFAE3095DB5EFA5C09D7A19,0x0397E4EF517BAC7507E4A81E6B473C5168D721D785315B729605EA919C96FC45,1736946000000000,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":100}','{}',NULL,0);
INSERT INTO `agent` VALUES (7,'agt_f5a30f295d3b7cc8f843cfb8',NULL,7,0,'service',NULL,NULL,'updated','active',0x9ABA8373905FFEF692EE67A8DBFB7AA6F349385179B0AF085E2E08F2011745BF,NULL,NULL,2,1736942400000000,1736942400000000,NULL,5,'[{\"actions\":[\"*\"],\"resource\":\"*\"}]','{\"maxCalls\":5}','{}',NULL,0);
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
INSERT INTO `approval` VALUES (1,'apr_d_7ff1945d',3,3,0xAE4509A3517AA3D3FCD48FE203C8D8472D4E8991AEFA9CE6E0F8AE483C507C26,0,'files:tmp','delete','sealed:d728913da012084c9d0725c4e5542e30b166b07ad40558529cb1908a6dc79c42a64150166ed275caeb60d2','open',1736942400000000,1736946000000000,NULL,NULL,NULL);
INSERT INTO `approval` VALUES (2,'apr_e_5a1c4796',3,3,0xC3A9A3E24A9EF247C666EDCB6E91D3D03E30FFFACB517DF9EF1EB73E53B20F92,0,'files:tmp','delete','sealed:426d846a1bf9610104197e018f3cf50aab5cc3b9d57b6a8b5aed5090a69123186feca35f87854574a886dc80503bb2','approved',1736942400000000,1736946000000000,1736942400000000,'ann','go on');
INSERT INTO `approval` VALUES (3,'apr_f_a63551cf',3,3,0x9C4245EBBBB9B7D03C70C641CF27797E32FBD4870948A829290EE496E71CF8B4,0,'files:tmp','delete',NULL,'denied',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
INSERT INTO `approval` VALUES (4,'apr_10_83302b5a',3,3,0xCFE18DDE73182758A52E9A3874BF108F5DB6CF5990E6F43BEEF7D26C67FEBF57,0,'files:tmp','delete',NULL,'used',1736942400000000,1736946000000000,1736942400000000,'ann',NULL);
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
INSERT INTO `audit` VALUES (1,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"depth\":0,\"detail\":{\"kept\":\"9775bd219450d53dc19419323e69d9fd7e82eaa692897a154d6719ee0b27b871\",\"sha256\":\"d0b85eb7cd2055edeb6e7d926dfcae7faaa4b8ae8cdbed3bf806b13a2c565388\"},\"facts\":{},\"id\":\"aud_1_3415c733\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":1,\"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"budgetUsdPerDay\":\"1.00\",\"maxCalls\":12},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{\"team\":\"payments\",\"\\u00fc\":\"\\u0000 and \\u6f22\\u5b57\"},\"name\":\"spender\",\"permissions\":[{\"actions\":[\"read\",\"write\"],\"constraints\":{\"maxCallsPerDay\":9},\"resource\":\"mcp:github:*\"},{\"actions\":[\"*\"],\"effect\":\"deny\",\"resource\":\"mcp:github:secrets\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xF82083255FDD58317DC005CEBE353EE8,0x2E6AE081A775C6B873D8A11E47770A8F5704A25FFE48D08F05420A0C8ED06539);
INSERT INTO `audit` VALUES (2,1736942400000000,2,'change',NULL,NULL,'{\"action\":\"agents.delegate\",\"actor\":\"agt_b842c89b219ef0d287aaf139\",\"agent\":\"agt_440951beb890c6f95c741936\",\"at\":1736942400000000,\"chain\":[\"agt_440951beb890c6f95c741936\",\"agt_b842c89b219ef0d287aaf139\"],\"depth\":1,\"detail\":{\"sha256\":\"f84c4ce579f405e9b63b1ada7d4579fbd0b40b241d7e33c86999ed57a64611bf\"},\"facts\":{\"byToken\":true,\"parent\":\"agt_b842c89b219ef0d287aaf139\"},\"id\":\"aud_2_bdb52f58\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":2,\"prev\":\"2e6ae081a775c6b873d8a11e47770a8f5704a25ffe48d08f05420a0c8ed06539\",\"tenant\":\"acme\",\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":3},\"expiresAt\":\"2025-01-16T12:00:00Z\",\"maxDepth\":4,\"metadata\":{},\"name\":\"helper\",\"permissions\":[{\"actions\":[\"write\"],\"resource\":\"mcp:github:issues\"}],\"status\":\"active\",\"type\":\"delegated\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xD65534FDEA77AB1CE9AB4CE799792ADA,0x851D8DD482F98C556029F69F88D004285DFBA9DF9EDD77482C599CBE4A45FEF0);
INSERT INTO `audit` VALUES (3,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"args\":{\"sha256\":\"8069e6c6638158f75d444cb4d7b3dacecacbb8c7ff1f6da64286878e6e96b32f\"},\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"charges\":[{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_3_40710147\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":8701,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":3,\"prev\":\"851d8dd482f98c556029f69f88d004285dfba9df9edd77482c599cbe4a45fef0\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 0\"}',0x5C2FFD4C69767EFB7EA1C9137113FA75,0x1383F3BC530B6E204764B9E8803704F7AEF94EB2A29D0584487441EC44694244);
INSERT INTO `audit` VALUES (4,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"args\":{\"sha256\":\"61b57f86c1d086ea9581940678eb13a3bbba07e3011659d4beba31135ef28eb1\"},\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"charges\":[{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_4_6b71ebaa\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":585,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":4,\"prev\":\"1383f3bc530b6e204764b9e8803704f7aef94eb2a29d0584487441ec44694244\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 1\"}',0x0B3F196FA471B5FB7A679E67D7E3AC62,0x6FD7B3928CF88F07C53390A9FB35F5DFEA209B27A0BC775D484B88FDCDFF0F41);
INSERT INTO `audit` VALUES (5,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"args\":{\"sha256\":\"3af74849ba4e5bd87aab0372202b803db4644ed4931622f41da1f55891731f43\"},\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"charges\":[{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_5_502d7b84\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":500,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":5,\"prev\":\"6fd7b3928cf88f07c53390a9fb35f5dfea209b27a0bc775d484b88fdcdff0f41\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 2\"}',0x1C3B588A121C3FBAE99397C3F60847F6,0xF6C8C5FA2E5C6F6FFC47D163A23CA3700D2B290E251FCEC1CE7C77D9E155FC98);
INSERT INTO `audit` VALUES (6,1736942400000000,1,'decision','ok',100000,'{\"action\":\"write\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"args\":{\"sha256\":\"fd9bc810d85c1209d4ed285e98acf4aebd7753e1844bba8bd2f1f76a8ef159eb\"},\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"charges\":[{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":100000,\"depth\":0,\"id\":\"aud_6_d213b489\",\"ip\":\"10.1.2.3\",\"kind\":\"decision\",\"latencyUs\":644,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":6,\"prev\":\"f6c8c5fa2e5c6f6ffc47d163a23ca3700d2b290e251fcec1ce7c77d9e155fc98\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}','{\"title\":\"issue 3\"}',0xDCFB6248D1A45738F56F1C829DB152C7,0x12241D3C112B84358D01A6711A27A303B69951C5D78ACCA5A0FEDF6521E1BAC0);
INSERT INTO `audit` VALUES (7,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.04\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_3_40710147\"},\"id\":\"aud_7_c817cc99\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":7,\"prev\":\"12241d3c112b84358d01a6711a27a303b69951c5d78acca5a0fedf6521e1bac0\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x2B7A8A571307F4D65FCCB3AA9FE955CA1E8FD1F405B9787D17BD143DD00A1C97);
INSERT INTO `audit` VALUES (8,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.settle\",\"actor\":\"library\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"costUsd\":\"0.12\"},\"before\":{\"costUsd\":\"0.10\"},\"entry\":\"aud_4_6b71ebaa\"},\"id\":\"aud_8_eea72c9d\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":8,\"prev\":\"2b7a8a571307f4d65fccb3aa9fe955ca1e8fd1f405b9787d17bd143dd00a1c97\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x324B13F75B2AEAF6653C0898A66EB3BB7F3D00A5AAC07EAD16A47B17488720DC);
INSERT INTO `audit` VALUES (9,1736942400000000,2,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_440951beb890c6f95c741936\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_440951beb890c6f95c741936\",\"agt_b842c89b219ef0d287aaf139\"],\"charges\":[{\"agent\":\"agt_440951beb890c6f95c741936\",\"level\":\"agent\",\"meter\":3},{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"agent\",\"meter\":1},{\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"level\":\"mcp:github:* read,write\",\"meter\":2}],\"code\":\"ok\",\"cost\":0,\"depth\":1,\"id\":\"aud_9_de8b2e96\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":5717,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":\"user_1\",\"pos\":9,\"prev\":\"324b13f75b2aeaf6653c0898a66eb3bb7f3d00a5aac07ead16a47b17488720dc\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xDBC891963D7C1C3FF279B04968F76423BCB3B987EA98B5FB30894421C1922866);
INSERT INTO `audit` VALUES (10,1736942400000000,1,'decision','not_permitted',NULL,'{\"action\":\"read\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"charges\":[],\"code\":\"not_permitted\",\"cost\":0,\"depth\":0,\"id\":\"aud_a_f201f531\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":492,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":\"user_1\",\"pos\":10,\"prev\":\"dbc891963d7c1c3ff279b04968f76423bcb3b987ea98b5fb30894421c1922866\",\"reason\":\"No permission covers this action on this resource.\",\"resource\":\"mcp:slack:chat\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0x28D919757B81679FEE2E8DA049A5C434D7DF094759217C902E9731B12DF9AEDC);
INSERT INTO `audit` VALUES (11,1736942400000000,1,'change',NULL,NULL,'{\"action\":\"usage.record\",\"actor\":\"library\",\"agent\":\"agt_b842c89b219ef0d287aaf139\",\"at\":1736942400000000,\"chain\":[\"agt_b842c89b219ef0d287aaf139\"],\"depth\":0,\"detail\":null,\"facts\":{\"after\":{\"usd\":\"0.37\"},\"before\":{\"usd\":\"0.36\"},\"charged\":[\"agt_b842c89b219ef0d287aaf139\"],\"costUsd\":\"0.01\"},\"id\":\"aud_b_71acdc19\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_1\",\"pos\":11,\"prev\":\"28d919757b81679fee2e8da049a5c434d7df094759217c902e9731b12df9aedc\",\"tenant\":\"acme\",\"v\":1}',NULL,NULL,0xD81838A673EA60D776FA3B7EF1485B1E2C707413D63FF97F57677925D8A319CE);
INSERT INTO `audit` VALUES (12,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"depth\":0,\"detail\":{\"sha256\":\"dacce85321ee5fe2b936642c84a1fa0df38036eefda1005208edc88fce344819\"},\"facts\":{},\"id\":\"aud_c_d816085f\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":12,\"prev\":\"d81838a673ea60d776fa3b7ef1485b1e2c707413d63ff97f57677925d8a319ce\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"requireApprovalFor\":[\"files:*:delete\"]},\"expiresAt\":\"2025-04-15T12:00:00Z\",\"maxDepth\":5,\"metadata\":{},\"name\":\"gated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"autonomous\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x3F2C6025CAA5BE546496E3EAA2CB1583,0x1ED98DDEB798359F7978EA39D9B416B2B5CA6D6C0DB0539E45B1373482A2F7D4);
INSERT INTO `audit` VALUES (13,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"args\":{\"sha256\":\"a7e946bd56768a075dc47bb31b540bde8ad0f798093cc4dd641cada88c6bd384\"},\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_d_7ff1945d\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":5125,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":13,\"prev\":\"1ed98ddeb798359f7978ea39d9b416b2b5ca6d6c0db0539e45b1373482a2f7d4\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"open\"}',0x4EF2C20FB61228823CD14C630231CD82,0xAD2233C9A122159673A7CBA535316A21936E456A5BB6D0862FFFF848DED34004);
INSERT INTO `audit` VALUES (14,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"args\":{\"sha256\":\"e9b738d77daef716596aa7a822de2c20cbbef2b818c9b742fa8f11f6e046cf3f\"},\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_e_5a1c4796\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":2078,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":14,\"prev\":\"ad2233c9a122159673a7cba535316a21936e456a5bb6d0862ffff848ded34004\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"approved\"}',0x7A67D9CDB5D37D35C136ED599A51B7FD,0x55B8B80A340939F20826744F70E07D1C9ED02E1F78D098C87228128B311456B8);
INSERT INTO `audit` VALUES (15,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"args\":{\"sha256\":\"fad5051b8ea52d484d548c2db270b0388d8b49e17922d7f005c870a7ed7beef3\"},\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_f_a63551cf\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":7212,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":15,\"prev\":\"55b8b80a340939f20826744f70e07d1c9ed02e1f78d098c87228128b311456b8\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"denied\"}',0x3A07783EB575256FABE8797371932BE7,0xAFB63FD07164B835599940BBAAAD69697FD52127A46294F843CE49D623A77F07);
INSERT INTO `audit` VALUES (16,1736942400000000,3,'decision','approval_required',NULL,'{\"action\":\"delete\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"args\":{\"sha256\":\"2834a3f2e3e8abc4b78347fc7688e647a85009b8ad31c7a16b094d94ddafd19a\"},\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"charges\":[],\"code\":\"approval_required\",\"cost\":0,\"depth\":0,\"id\":\"aud_10_83302b5a\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":3068,\"log\":0,\"marks\":{},\"outcome\":\"pending\",\"owner\":\"user_2\",\"pos\":16,\"prev\":\"afb63fd07164b835599940bbaaad69697fd52127a46294f843ce49d623a77f07\",\"reason\":\"A person must approve this call; repeat it unchanged once they have.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0xAF868BA3E756CD9A3B99041C6761C7CA,0x24AB976E43B70F7EE824E6F7F125D5DFBBF93380097860C7BF2AE1454573DE08);
INSERT INTO `audit` VALUES (17,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"depth\":0,\"detail\":{\"sha256\":\"f9b40f02275bf0dec15f34f13e586dbd7a6b28b3b5229561ce4b82b628fea378\"},\"facts\":{\"approval\":\"apr_e_5a1c4796\"},\"id\":\"aud_11_8d2d11d8\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":17,\"prev\":\"24ab976e43b70f7ee824e6f7f125d5dfbbf93380097860c7bf2ae1454573de08\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":\"go on\",\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x684F216A7A4C50EE54F1FAC992D1A0F8,0xBB8F6439B428662AFC5B325C711FDAC151C9D0E98C3B3BC8A70DA89A7172CF5A);
INSERT INTO `audit` VALUES (18,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.deny\",\"actor\":\"ann\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"depth\":0,\"detail\":{\"sha256\":\"6ebd38491ec4e57e1d7ac7ef63dbc73325a078feac215d7f02b300f545ab3c64\"},\"facts\":{\"approval\":\"apr_f_a63551cf\"},\"id\":\"aud_12_06806249\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":18,\"prev\":\"bb8f6439b428662afc5b325c711fdac151c9d0e98c3b3bc8a70da89a7172cf5a\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"denied\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0xBD71CC711B15F065500CCFB7848C6B09,0x8CF0073475336D176A001553756323D515B396AD0F004FDDCE3DDCE645C46275);
INSERT INTO `audit` VALUES (19,1736942400000000,3,'change',NULL,NULL,'{\"action\":\"approvals.approve\",\"actor\":\"ann\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"depth\":0,\"detail\":{\"sha256\":\"e9db3c5f8ced52f1c0ecaacdd3dbed200c4a13160702f277e098629337883e01\"},\"facts\":{\"approval\":\"apr_10_83302b5a\"},\"id\":\"aud_13_cf50043f\",\"kind\":\"change\",\"log\":0,\"owner\":\"user_2\",\"pos\":19,\"prev\":\"8cf0073475336d176a001553756323d515b396ad0f004fddce3ddce645c46275\",\"tenant\":null,\"v\":1}','{\"after\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"note\":null,\"state\":\"approved\"},\"before\":{\"expiresAt\":\"2025-01-15T13:00:00Z\",\"state\":\"open\"}}',0x8564F22B3D8F3C420D62EE974EA56784,0x3A6934BCE9FA92823EEEB63B89E9FBDABDF5CECD9DE7AB75A626B034758BA7F1);
INSERT INTO `audit` VALUES (20,1736942400000000,3,'decision','ok',NULL,'{\"action\":\"delete\",\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"args\":{\"sha256\":\"1e7f252e09dff07e0b362f4b3bcb409c7e44ca0d07a3d8b2897d2036898f9649\"},\"at\":1736942400000000,\"chain\":[\"agt_c05bc5ddf8773f62525f3211\"],\"charges\":[{\"agent\":\"agt_c05bc5ddf8773f62525f3211\",\"level\":\"agent\",\"meter\":4}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_14_723a6ad2\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":786,\"log\":0,\"marks\":{\"approval\":\"apr_10_83302b5a\"},\"outcome\":\"allow\",\"owner\":\"user_2\",\"pos\":20,\"prev\":\"3a6934bce9fa92823eeeb63b89e9fbdabdf5cecd9de7ab75a626b034758ba7f1\",\"reason\":\"Allowed.\",\"resource\":\"files:tmp\",\"tenant\":null,\"v\":1}','{\"name\":\"used\"}',0x23E0CC82D8A64F4C32A82B3EAC63B201,0x2D31FCF032B33B0CA97AF61FCF810099FBDCDDF7E9FF66643DA89C01752D7A8A);
INSERT INTO `audit` VALUES (21,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_fdef52ff399637d136c82346\",\"at\":1736942400000000,\"chain\":[\"agt_fdef52ff399637d136c82346\"],\"depth\":0,\"detail\":{\"sha256\":\"a87368b23002d77779f09893731c8c70e83193ad9c3cf6af65f644d4e8811e20\"},\"facts\":{},\"id\":\"aud_15_27449a42\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":21,\"prev\":\"2d31fcf032b33b0ca97af61fcf810099fbdcddf7e9ff66643da89c01752d7a8a\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"suspended\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x5B45BC83E58756E2C21EAB404CD0032E,0x636BCF9240E8EA55B9DB120BFDA9427E17A4979F46ED4F1954C125BBA7935833);
INSERT INTO `audit` VALUES (22,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_d0f713dc80a018c5807f08ac\",\"at\":1736942400000000,\"chain\":[\"agt_d0f713dc80a018c5807f08ac\"],\"depth\":0,\"detail\":{\"sha256\":\"c6aab0dbb8a1c50faaab24f1144d613b1962ce5fc5efa5992cdb98f3bf4e2181\"},\"facts\":{},\"id\":\"aud_16_8f43facc\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":22,\"prev\":\"636bcf9240e8ea55b9db120bfda9427e17a4979f46ed4f1954c125bba7935833\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"revoked\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0xAB6A2D6B141B922387BE593BEE8702F5,0xE692B0A4B0CD1DC5A8C38B6A52EFF4AB5525A9E399CC3FF1AECD8C052E1C1A0A);
INSERT INTO `audit` VALUES (23,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_8266f492e3033671c233dfb7\",\"at\":1736942400000000,\"chain\":[\"agt_8266f492e3033671c233dfb7\"],\"depth\":0,\"detail\":{\"sha256\":\"6f8d60f3eff8831eb986e2b6aa843a39505fcb92df4654cee5a16261c7740403\"},\"facts\":{},\"id\":\"aud_17_cd271c52\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":23,\"prev\":\"e692b0a4b0cd1dc5a8c38b6a52eff4ab5525a9e399cc3ff1aecd8c052e1c1a0a\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"rotated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x8EC0E9AC52422ECDAEF70E75E32EDC06,0x5B4312C4D2129982370BF6C2F6EC1FFB93F3D0553D2812DFAE7947EB115DFE13);
INSERT INTO `audit` VALUES (24,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.create\",\"actor\":\"library\",\"agent\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"at\":1736942400000000,\"chain\":[\"agt_f5a30f295d3b7cc8f843cfb8\"],\"depth\":0,\"detail\":{\"sha256\":\"80ef7ac094471cf74f3c89399fbf9089aed3566d9e0ef7465da88abe1a98c6e0\"},\"facts\":{},\"id\":\"aud_18_bddb0f68\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":24,\"prev\":\"5b4312c4d2129982370bf6c2f6ec1ffb93f3d0553d2812dfae7947eb115dfe13\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1},\"before\":null}',0x535A59865730408096F8A6B44C931A5F,0x6D2D4441C06F8EFB142B6C51B3DFD443251873F86CDA7556FE1319A69DBB7398);
INSERT INTO `audit` VALUES (25,1736942400000000,4,'change',NULL,NULL,'{\"action\":\"agents.suspend\",\"actor\":\"library\",\"agent\":\"agt_fdef52ff399637d136c82346\",\"at\":1736942400000000,\"chain\":[\"agt_fdef52ff399637d136c82346\"],\"depth\":0,\"detail\":{\"sha256\":\"1ae04a11e9893c49a53e923dfaa81b383a814123230f786e509c58053638dd26\"},\"facts\":{},\"id\":\"aud_19_d6d1d2ae\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":25,\"prev\":\"6d2d4441c06f8efb142b6c51b3dfd443251873f86cda7556fe1319a69dbb7398\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"suspended\"},\"before\":{\"status\":\"active\"}}',0xDE07E29FD19BEB0F4749A6B9A64985D8,0xCEC9E146C7B2E50CDDC59490B4D197D403A653191C0E45EFEB4ACE31C1F6B7FD);
INSERT INTO `audit` VALUES (26,1736942400000000,5,'change',NULL,NULL,'{\"action\":\"agents.revoke\",\"actor\":\"library\",\"agent\":\"agt_d0f713dc80a018c5807f08ac\",\"at\":1736942400000000,\"chain\":[\"agt_d0f713dc80a018c5807f08ac\"],\"depth\":0,\"detail\":{\"sha256\":\"ce7f09f18b102c2af7ced9cd3a0e885480addd3e69b2434a929053b1d81e22c7\"},\"facts\":{},\"id\":\"aud_1a_2346b9ac\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":26,\"prev\":\"cec9e146c7b2e50cddc59490b4d197d403a653191c0e45efeb4ace31c1f6b7fd\",\"tenant\":null,\"v\":1}','{\"after\":{\"status\":\"revoked\"},\"before\":{\"status\":\"active\"}}',0x9EC20DB816C3CD43097B57703B6A3722,0x0711F179D7C8691531EEE734198299E19F93227C9E8BEFD2B955336D7CED1F9F);
INSERT INTO `audit` VALUES (27,1736942400000000,6,'change',NULL,NULL,'{\"action\":\"agents.rotate\",\"actor\":\"library\",\"agent\":\"agt_8266f492e3033671c233dfb7\",\"at\":1736942400000000,\"chain\":[\"agt_8266f492e3033671c233dfb7\"],\"depth\":0,\"detail\":{\"sha256\":\"d0616a3e1a5bb08d2b6e0648d84639e4a1b674515eb4669c47dd91b995f06313\"},\"facts\":{\"closedApprovals\":0,\"compromised\":false,\"grace\":3600000000,\"revoked\":[]},\"id\":\"aud_1b_befb31fc\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":27,\"prev\":\"0711f179d7c8691531eee734198299e19f93227c9e8befd2b955336d7ced1f9f\",\"tenant\":null,\"v\":1}','{\"after\":{\"version\":2},\"before\":{\"version\":1}}',0xA717C09CFCA853FE6348BEE645BD2048,0xE5F0C7D67B9B30EB570F8280C39A2D6132915E1C962078C827ADAF57B460D430);
INSERT INTO `audit` VALUES (28,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_f5a30f295d3b7cc8f843cfb8\"],\"charges\":[{\"agent\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1c_c182af35\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":8740,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":28,\"prev\":\"e5f0c7d67b9b30eb570f8280c39a2d6132915e1c962078c827adaf57b460d430\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0xDB116C5B3E70496E40EF8CB6ADFD07C4EB28672DA8FFE443C3288154C8D79941);
INSERT INTO `audit` VALUES (29,1736942400000000,7,'decision','ok',NULL,'{\"action\":\"write\",\"agent\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"args\":null,\"at\":1736942400000000,\"chain\":[\"agt_f5a30f295d3b7cc8f843cfb8\"],\"charges\":[{\"agent\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"level\":\"agent\",\"meter\":8}],\"code\":\"ok\",\"cost\":0,\"depth\":0,\"id\":\"aud_1d_33847899\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":641,\"log\":0,\"marks\":{},\"outcome\":\"allow\",\"owner\":null,\"pos\":29,\"prev\":\"db116c5b3e70496e40ef8cb6adfd07c4eb28672da8ffe443c3288154c8d79941\",\"reason\":\"Allowed.\",\"resource\":\"mcp:github:issues\",\"tenant\":null,\"v\":1}',NULL,NULL,0x1B6513BBE49F6818B611BCCF6F45C251D133F96A56A148CC5AF33D068FEAEED2);
INSERT INTO `audit` VALUES (30,1736942400000000,7,'change',NULL,NULL,'{\"action\":\"agents.update\",\"actor\":\"library\",\"agent\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"at\":1736942400000000,\"chain\":[\"agt_f5a30f295d3b7cc8f843cfb8\"],\"depth\":0,\"detail\":{\"sha256\":\"2a2146ad6bf63e6fa58bbbc125e8a0b007e061d9d1702154de49bd7fac0520ad\"},\"facts\":{},\"id\":\"aud_1e_024de17a\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":30,\"prev\":\"1b6513bbe49f6818b611bccf6f45c251d133f96a56a148cc5af33d068feaeed2\",\"tenant\":null,\"v\":1}','{\"after\":{\"constraints\":{\"maxCalls\":5},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":2},\"before\":{\"constraints\":{\"maxCalls\":100},\"expiresAt\":null,\"maxDepth\":5,\"metadata\":{},\"name\":\"updated\",\"permissions\":[{\"actions\":[\"*\"],\"resource\":\"*\"}],\"status\":\"active\",\"type\":\"service\",\"unsafeObserveUntil\":null,\"version\":1}}',0xCF70E6224EB71B387024C1B8C0553987,0x4FCC76F5603D0DCAC0AF442E9784DF48CA909E548A9DF308CD2F49A9D993F19F);
INSERT INTO `audit` VALUES (31,1736942400000000,NULL,'decision','unknown_token',NULL,'{\"action\":null,\"agent\":null,\"args\":null,\"at\":1736942400000000,\"chain\":[],\"charges\":[],\"code\":\"unknown_token\",\"cost\":0,\"depth\":0,\"id\":\"aud_1f_beee9f7d\",\"ip\":null,\"kind\":\"decision\",\"latencyUs\":1875,\"log\":0,\"marks\":{},\"outcome\":\"deny\",\"owner\":null,\"pos\":31,\"prev\":\"4fcc76f5603d0dcac0af442e9784df48ca909e548a9df308cd2f49a9d993f19f\",\"reason\":\"The token is not known.\",\"resource\":null,\"tenant\":null,\"v\":1}',NULL,NULL,0xC87B17C238106A558E7B506D30CF6A4CFB5B77503E993050D329E90EB31BD46A);
INSERT INTO `audit` VALUES (32,1736942400000000,NULL,'change',NULL,NULL,'{\"action\":\"audit.checkpoint\",\"actor\":\"library\",\"agent\":null,\"at\":1736942400000000,\"chain\":[],\"depth\":0,\"detail\":null,\"facts\":{\"count\":31,\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\"},\"id\":\"aud_20_eee55e88\",\"kind\":\"change\",\"log\":0,\"owner\":null,\"pos\":32,\"prev\":\"c87b17c238106a558e7b506d30cf6a4cfb5b77503e993050d329e90eb31bd46a\",\"tenant\":null,\"v\":1}',NULL,NULL,0xE1EC415FC62BF07F1F0627B2A3ECDDB56CF6D5B6FD253EDA4B52D2EC790E7C61);
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
INSERT INTO `checkpoint` VALUES (1,1736942400000000,'{\"at\":\"2025-01-15T12:00:00Z\",\"count\":31,\"heads\":[{\"hash\":\"c87b17c238106a558e7b506d30cf6a4cfb5b77503e993050d329e90eb31bd46a\",\"log\":0,\"position\":31},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":1,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":2,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":3,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":4,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":5,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":6,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":7,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":8,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":9,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":10,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":11,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":12,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":13,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":14,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":15,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":16,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":17,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":18,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":19,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":20,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":21,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":22,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":23,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":24,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":25,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":26,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":27,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":28,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":29,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":30,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":31,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":32,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":33,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":34,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":35,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":36,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":37,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":38,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":39,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":40,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":41,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":42,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":43,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":44,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":45,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":46,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":47,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":48,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":49,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":50,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":51,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":52,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":53,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":54,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":55,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":56,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":57,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":58,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":59,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":60,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":61,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":62,\"position\":0},{\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"log\":63,\"position\":0}],\"installation\":\"c3fc36a7be3e9132137fde49c0115f96\",\"key\":\"01230380419d8924ddc23a3b9da7c7d05e1e331eb3039f1c290c5632cadd4812\",\"signature\":\"cbea04ab5108c0cee19312d20ee78a2ad08275d3dfce0836a731853fb8eb591c99c70d401133891cad3d9b0b9689e61f31021aadd49139406f407f4bd6539204\",\"version\":1}');
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
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
INSERT INTO `memo` VALUES ('authorize',2,0xD7961DA246AFB51CCB19933A5A67B0D7A8C35FFD37C38F53312C730473C657A8,1737028800000000,0x6B3330D5AE750FE8AA12E62A3B319AD99F1D32993CD3C30D236E057B08954504,'{\"approvalId\":null,\"auditId\":\"aud_9_de8b2e96\",\"cost\":0,\"throttled\":false}');
INSERT INTO `memo` VALUES ('record',1,0x0453739781C883DA493CC59FD3116AF7338DB141898BAE522EB37BBFD76421F2,NULL,0x11EEBB58EEF645C94C2E85845E68FA885BA215B163F07C5A5D51C76B3468D87E,'[\"aud_b_71acdc19\",10000,1736942400000000,null,null]');
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
INSERT INTO `meter` VALUES (0,0,'log 0',0,0,0,0,0,0,0,0,32,0,NULL,NULL,0xE1EC415FC62BF07F1F0627B2A3ECDDB56CF6D5B6FD253EDA4B52D2EC790E7C61);
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
INSERT INTO `outbox` VALUES (1,'stored',1,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_b842c89b219ef0d287aaf139\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_5bad9f07f1b33c12fe23da04\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (2,'stored',2,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_440951beb890c6f95c741936\",\"at\":1736942400000000,\"data\":{\"parentId\":\"agt_b842c89b219ef0d287aaf139\"},\"id\":\"evt_04171e0ce17e53ed3a361132\",\"tenantId\":\"acme\",\"type\":\"agent.created\",\"userId\":\"user_1\"}');
INSERT INTO `outbox` VALUES (3,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_077a1c0903ad36369ee0c8fb\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (4,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_d_7ff1945d\",\"resource\":\"files:tmp\"},\"id\":\"evt_2c9084074101e73ab660b9dd\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (5,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_e_5a1c4796\",\"resource\":\"files:tmp\"},\"id\":\"evt_4a725c13c37128eaf704bc41\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (6,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_f_a63551cf\",\"resource\":\"files:tmp\"},\"id\":\"evt_c50c504b7d13f3fe4e5d7f8c\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (7,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"action\":\"delete\",\"approval\":\"apr_10_83302b5a\",\"resource\":\"files:tmp\"},\"id\":\"evt_3cb4a61826cfb66389db68c4\",\"tenantId\":null,\"type\":\"approval.opened\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (8,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_e_5a1c4796\",\"by\":\"ann\"},\"id\":\"evt_239a95af63505a11e0fcbbf8\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (9,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_f_a63551cf\",\"by\":\"ann\"},\"id\":\"evt_ee31701a6fefeb2f1953774e\",\"tenantId\":null,\"type\":\"approval.denied\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (10,'stored',3,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_c05bc5ddf8773f62525f3211\",\"at\":1736942400000000,\"data\":{\"approval\":\"apr_10_83302b5a\",\"by\":\"ann\"},\"id\":\"evt_4b55479771f615109945cf42\",\"tenantId\":null,\"type\":\"approval.approved\",\"userId\":\"user_2\"}');
INSERT INTO `outbox` VALUES (11,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_fdef52ff399637d136c82346\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_8ab5421dfd052c6718cf9f1b\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (12,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_d0f713dc80a018c5807f08ac\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_b28e19956b300274f47908b5\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (13,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_8266f492e3033671c233dfb7\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_6ed20aabec5bac43aa50d5ff\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (14,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"at\":1736942400000000,\"data\":{\"parentId\":null},\"id\":\"evt_1b1a2b32875b1bc2a22b7773\",\"tenantId\":null,\"type\":\"agent.created\",\"userId\":null}');
INSERT INTO `outbox` VALUES (15,'stored',4,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_fdef52ff399637d136c82346\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_b4377b6d361afb544490d287\",\"tenantId\":null,\"type\":\"agent.suspended\",\"userId\":null}');
INSERT INTO `outbox` VALUES (16,'stored',5,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_d0f713dc80a018c5807f08ac\",\"at\":1736942400000000,\"data\":{},\"id\":\"evt_df500624244408fb4082879c\",\"tenantId\":null,\"type\":\"agent.revoked\",\"userId\":null}');
INSERT INTO `outbox` VALUES (17,'stored',6,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_8266f492e3033671c233dfb7\",\"at\":1736942400000000,\"data\":{\"compromised\":false,\"revoked\":[]},\"id\":\"evt_8893d8261d6c3674f449951d\",\"tenantId\":null,\"type\":\"agent.rotated\",\"userId\":null}');
INSERT INTO `outbox` VALUES (18,'stored',7,1736942400000000,1736942400000000,0,NULL,NULL,'{\"agentId\":\"agt_f5a30f295d3b7cc8f843cfb8\",\"at\":1736942400000000,\"data\":{\"version\":2},\"id\":\"evt_683c6b10932f01c309fc18d9\",\"tenantId\":null,\"type\":\"agent.updated\",\"userId\":null}');
CREATE TABLE `person` (
  `id` varchar(200) NOT NULL,
  `name` varchar(200) NOT NULL,
  `role` varchar(16) NOT NULL,
  `tenant_id` varchar(200) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `disabled_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
CREATE TABLE `setting` (
  `name` varchar(64) NOT NULL,
  `value` longtext DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin ROW_FORMAT=DYNAMIC COMMENT='Kavach';
INSERT INTO `setting` VALUES ('fingerprint_key','d8756fe8124dad1b1ce1cfcd6535e125aa08357c8b39f9356ab8086a7e79a0a0');
INSERT INTO `setting` VALUES ('installation','c3fc36a7be3e9132137fde49c0115f96');
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
