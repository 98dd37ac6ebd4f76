BEGIN TRANSACTION;
CREATE TABLE additions (
	id INTEGER NOT NULL, 
	measure JSON NOT NULL, 
	agreed_on DATE NOT NULL, 
	body TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "additions" VALUES(1,'{"id": "WAITING", "ref_published": "", "area": "WSOA 2", "title": "Children waiting", "definition": "Children waiting", "unit": "count", "better": "lower", "collected": "month", "basis": "month", "pooling": "sum", "expectation": "target", "year_start": "1", "collected_from": "2022-05", "reporting_lag": "1", "numerator_name": "", "denominator_name": "", "baseline_published": "", "baseline": "", "baseline_month": "", "baseline_promised": "", "target_published": "", "target_month_published": "", "target": "", "target_month": "", "target_promised": "", "tolerance": "10", "tolerance_unit": "percent", "floor": "", "minimum_sample": "", "sensitive": "yes", "comparator": "", "sub_group": "", "owner": "NCL CCG", "document": "WSOA", "line": "280; 282; 284", "indicator": ""}','2022-05-05','SEND Executive Board','As discussed','2022-05-09 09:00:00.000000','Ada');
CREATE TABLE agreements (
	id INTEGER NOT NULL, 
	measure VARCHAR(64) NOT NULL, 
	effective DATE NOT NULL, 
	baseline DOUBLE, 
	baseline_month DATE, 
	target DOUBLE, 
	target_month DATE, 
	points JSON NOT NULL, 
	agreed_on DATE NOT NULL, 
	body TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "agreements" VALUES(1,'EHCP2','2022-05-01',40.0,'2022-05-01',60.0,'2023-01-01','[["2022-09", 50.0]]','2022-05-05','SEND Executive Board','As discussed','2022-05-07 09:00:00.000000','Ada');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE annotations (
	id INTEGER NOT NULL, 
	month DATE NOT NULL, 
	text TEXT NOT NULL, 
	measure VARCHAR(64) NOT NULL, 
	area VARCHAR(64) NOT NULL, 
	lifted BOOLEAN NOT NULL, 
	agreed_on DATE NOT NULL, 
	body TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "annotations" VALUES(1,'2022-05-01','New case system','ASC1-UNDER18','',0,'2022-05-05','SEND Executive Board','As discussed','2022-05-10 09:00:00.000000','Ada');
CREATE TABLE answers (
	id INTEGER NOT NULL, 
	"query" VARCHAR(64) NOT NULL, 
	answer TEXT NOT NULL, 
	working TEXT NOT NULL, 
	settings JSON NOT NULL, 
	agreed_on DATE NOT NULL, 
	body TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "answers" VALUES(1,'Q001','As published','As published','[]','2022-05-05','SEND Executive Board','As discussed','2022-05-08 09:00:00.000000','Ada');
CREATE TABLE board_decisions (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	decision TEXT NOT NULL, 
	decided_on DATE NOT NULL, 
	meeting INTEGER, 
	changes JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	comment TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "board_decisions" VALUES(1,1,'Open a second clinic','2022-05-05',1,'["agreement 1"]',0,'','2022-05-17 09:00:00.000000','Ada');
CREATE TABLE confirmations (
	submission INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	code VARCHAR(64) NOT NULL, 
	measure VARCHAR(64) NOT NULL, 
	month DATE, 
	about TEXT NOT NULL, 
	message TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	cell TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (submission, number), 
	FOREIGN KEY(submission) REFERENCES submissions (id)
);
INSERT INTO "confirmations" VALUES(1,1,'small_sample','EHCP1','2022-04-01','EHCP1','Only 9 counted.','KPIs','F2','Checked');
INSERT INTO "confirmations" VALUES(2,1,'small_sample','EHCP1','2022-04-01','EHCP1','Only 9 counted.','KPIs','F2','Checked');
INSERT INTO "confirmations" VALUES(3,1,'small_sample','EHCP1','2022-04-01','EHCP1','Only 9 counted.','KPIs','F2','Checked');
INSERT INTO "confirmations" VALUES(4,1,'small_sample','EHCP1','2022-04-01','EHCP1','Only 9 counted.','KPIs','F2','Checked');
CREATE TABLE issued_papers (
	id INTEGER NOT NULL, 
	audience VARCHAR(64) NOT NULL, 
	sub_group VARCHAR(64) NOT NULL, 
	period VARCHAR(16) NOT NULL, 
	last_month DATE NOT NULL, 
	as_at DATETIME NOT NULL, 
	summary TEXT NOT NULL, 
	decisions_sought TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "issued_papers" VALUES(1,'sub-group','EHC','quarter','2022-03-01','2022-05-24 09:00:00.000000','Waits are long.','Agree the target','2022-05-25 09:00:00.000000','Ada');
CREATE TABLE layouts (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	record JSON, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "layouts" VALUES(1,'Clinic return','f1','{"name": "Clinic return", "fingerprint": "f1", "months": "above", "columns": {"Measure": "indicator", "Value": "#3"}, "marks": {}, "answers": {}}','2022-05-19 09:00:00.000000','Ada');
CREATE TABLE log_items (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	due DATE, 
	status VARCHAR(16) NOT NULL, 
	meeting INTEGER, 
	comment TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "log_items" VALUES(1,1,'Find a venue','Head of SEND','2022-06-01','open',NULL,'','2022-05-16 09:00:00.000000','Ada');
CREATE TABLE meetings (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	held_on DATE NOT NULL, 
	quarter_ending DATE NOT NULL, 
	note TEXT NOT NULL, 
	cancelled BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "meetings" VALUES(1,1,'SEND Executive Board','2022-05-05','2022-03-01','',0,'2022-05-15 09:00:00.000000','Ada');
CREATE TABLE milestone_updates (
	id INTEGER NOT NULL, 
	submission INTEGER, 
	milestone VARCHAR(64) NOT NULL, 
	occurrence DATE, 
	status VARCHAR(16) NOT NULL, 
	completed_on DATE, 
	due DATE, 
	reason TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(submission) REFERENCES submissions (id)
);
INSERT INTO "milestone_updates" VALUES(1,NULL,'1.1e',NULL,'complete','2022-04-29',NULL,'','https://example.org','','2022-05-13 09:00:00.000000','Ada');
CREATE TABLE moment_corrections (
	id INTEGER NOT NULL, 
	"table" VARCHAR(64) NOT NULL, 
	"row" INTEGER NOT NULL, 
	moment DATETIME NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE observations (
	submission INTEGER NOT NULL, 
	measure VARCHAR(64) NOT NULL, 
	month DATE NOT NULL, 
	breakdown VARCHAR(255) NOT NULL, 
	numerator DOUBLE, 
	denominator DOUBLE, 
	value DOUBLE, 
	symbol VARCHAR(8) NOT NULL, 
	commentary TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	cell TEXT NOT NULL, 
	PRIMARY KEY (submission, measure, month, breakdown), 
	FOREIGN KEY(submission) REFERENCES submissions (id)
);
INSERT INTO "observations" VALUES(1,'EHCP1','2022-04-01','',4.0,9.0,4.44444444444444428663e+01,'','Two vacancies','KPIs','G2');
INSERT INTO "observations" VALUES(2,'EHCP1','2022-04-01','',5.0,9.0,5.55555555555555571336e+01,'','','KPIs','G2');
INSERT INTO "observations" VALUES(2,'ASC1-UNDER18','2022-04-01','',NULL,40.0,69.5,'','','KPIs','G2');
INSERT INTO "observations" VALUES(3,'EHCP1','2022-04-01','',1.0,9.0,1.11111111111111107165e+01,'','','KPIs','G2');
INSERT INTO "observations" VALUES(4,'EHCP1','2022-04-01','',6.0,9.0,6.66666666666666714053e+01,'','','KPIs','G2');
INSERT INTO "observations" VALUES(5,'EHCP2','2022-02-01','',3.0,9.0,3.33333333333333357026e+01,'','','KPIs','G2');
INSERT INTO "observations" VALUES(5,'EHCP2','2022-03-01','',4.0,9.0,4.44444444444444428663e+01,'','','KPIs','G2');
CREATE TABLE originals (
	sha256 VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "originals" VALUES('182b4a99e70d969fc982096efd786c11609fb249c69911667b2fcaa1361b5dbb',X'287B276D656173757265273A20274548435031272C20276D6F6E7468273A206461746574696D652E6461746528323032322C20342C2031292C2027627265616B646F776E273A2027272C20276E756D657261746F72273A20342C202764656E6F6D696E61746F72273A20392C202776616C7565273A2034342E34343434343434343434343434342C202773796D626F6C273A2027272C2027636F6D6D656E74617279273A202754776F20766163616E63696573272C20277375626D697373696F6E273A20312C20277265636F726465645F6174273A206461746574696D652E6461746574696D6528323032322C20312C20312C20302C20302C20747A696E666F3D6461746574696D652E74696D657A6F6E652E757463297D2C29');
INSERT INTO "originals" VALUES('fd5ab7b4cdc099eda0cfa519a45c3e6e7e5921ffb1e777b436637ee8563affda',X'287B276D656173757265273A20274548435031272C20276D6F6E7468273A206461746574696D652E6461746528323032322C20342C2031292C2027627265616B646F776E273A2027272C20276E756D657261746F72273A20352C202764656E6F6D696E61746F72273A20392C202776616C7565273A2035352E35353535353535353535353535362C202773796D626F6C273A2027272C2027636F6D6D656E74617279273A2027272C20277375626D697373696F6E273A20312C20277265636F726465645F6174273A206461746574696D652E6461746574696D6528323032322C20312C20312C20302C20302C20747A696E666F3D6461746574696D652E74696D657A6F6E652E757463297D2C207B276D656173757265273A2027415343312D554E4445523138272C20276D6F6E7468273A206461746574696D652E6461746528323032322C20342C2031292C2027627265616B646F776E273A2027272C20276E756D657261746F72273A204E6F6E652C202764656E6F6D696E61746F72273A2034302C202776616C7565273A2036392E352C202773796D626F6C273A2027272C2027636F6D6D656E74617279273A2027272C20277375626D697373696F6E273A20312C20277265636F726465645F6174273A206461746574696D652E6461746574696D6528323032322C20312C20312C20302C20302C20747A696E666F3D6461746574696D652E74696D657A6F6E652E757463297D29');
INSERT INTO "originals" VALUES('662bee55927a53386049433c8fd80db697f2c22a9980881b0cc04209f73e3d99',X'287B276D656173757265273A20274548435031272C20276D6F6E7468273A206461746574696D652E6461746528323032322C20342C2031292C2027627265616B646F776E273A2027272C20276E756D657261746F72273A20312C202764656E6F6D696E61746F72273A20392C202776616C7565273A2031312E31313131313131313131313131312C202773796D626F6C273A2027272C2027636F6D6D656E74617279273A2027272C20277375626D697373696F6E273A20312C20277265636F726465645F6174273A206461746574696D652E6461746574696D6528323032322C20312C20312C20302C20302C20747A696E666F3D6461746574696D652E74696D657A6F6E652E757463297D2C29');
INSERT INTO "originals" VALUES('03a61950ddc5b7b4288c9640b0a6a215a5e05f962b6ff0eb7954173264b1c643',X'287B276D656173757265273A20274548435032272C20276D6F6E7468273A206461746574696D652E6461746528323032322C20322C2031292C2027627265616B646F776E273A2027272C20276E756D657261746F72273A20332C202764656E6F6D696E61746F72273A20392C202776616C7565273A2033332E3333333333333333333333333333362C202773796D626F6C273A2027272C2027636F6D6D656E74617279273A2027272C20277375626D697373696F6E273A20312C20277265636F726465645F6174273A206461746574696D652E6461746574696D6528323032322C20312C20312C20302C20302C20747A696E666F3D6461746574696D652E74696D657A6F6E652E757463297D2C207B276D656173757265273A20274548435032272C20276D6F6E7468273A206461746574696D652E6461746528323032322C20332C2031292C2027627265616B646F776E273A2027272C20276E756D657261746F72273A20342C202764656E6F6D696E61746F72273A20392C202776616C7565273A2034342E34343434343434343434343434342C202773796D626F6C273A2027272C2027636F6D6D656E74617279273A2027272C20277375626D697373696F6E273A20312C20277265636F726465645F6174273A206461746574696D652E6461746574696D6528323032322C20312C20312C20302C20302C20747A696E666F3D6461746574696D652E74696D657A6F6E652E757463297D29');
CREATE TABLE purges (
	submission INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (submission), 
	FOREIGN KEY(submission) REFERENCES submissions (id), 
	UNIQUE (sha256)
);
INSERT INTO "purges" VALUES(4,'136657ffb26aedf3e83df79b50c8d956d99221607bde42aad84770d14f408757','2022-05-06 09:00:00.000000','Ada','It held names');
CREATE TABLE rebases (
	id INTEGER NOT NULL, 
	measure VARCHAR(64) NOT NULL, 
	month DATE NOT NULL, 
	lifted BOOLEAN NOT NULL, 
	agreed_on DATE NOT NULL, 
	body TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "rebases" VALUES(1,'EHCP2','2022-03-01',0,'2022-05-05','SEND Executive Board','As discussed','2022-05-12 09:00:00.000000','Ada');
CREATE TABLE recommendation_updates (
	id INTEGER NOT NULL, 
	submission INTEGER, 
	recommendation VARCHAR(64) NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	progress TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(submission) REFERENCES submissions (id)
);
INSERT INTO "recommendation_updates" VALUES(1,NULL,'2','in progress','A tracker is being bought','2022-05-14 09:00:00.000000','Ada');
CREATE TABLE release_figures (
	release INTEGER NOT NULL, 
	level VARCHAR(16) NOT NULL, 
	area_code VARCHAR(16) NOT NULL, 
	area VARCHAR(255) NOT NULL, 
	year INTEGER NOT NULL, 
	basis VARCHAR(64) NOT NULL, 
	numerator DOUBLE, 
	denominator DOUBLE, 
	value DOUBLE, 
	symbol VARCHAR(8) NOT NULL, 
	PRIMARY KEY (release, level, area_code, area, year, basis), 
	FOREIGN KEY(release) REFERENCES releases (id)
);
INSERT INTO "release_figures" VALUES(1,'area','309','Haringey',2020,'all plans',31.0,45.0,68.9,'');
CREATE TABLE releases (
	id INTEGER NOT NULL, 
	indicator TEXT NOT NULL, 
	name TEXT NOT NULL, 
	published DATE NOT NULL, 
	filename TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "releases" VALUES(1,'EHC plans in 20 weeks','2021','2021-06-24','sen2.csv','1bea20e1df19b12013976de2b5e0e3d1fb4ba088b59fe53642c324298b21ffd9','2022-05-20 09:00:00.000000','Ada','',1);
CREATE TABLE risks (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	title TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	likelihood INTEGER, 
	impact INTEGER NOT NULL, 
	mitigation TEXT NOT NULL, 
	escalated TEXT NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	comment TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "risks" VALUES(1,1,'risk','No locums','Clinical lead',4,4,'A shared bank','','open','','2022-05-18 09:00:00.000000','Ada');
CREATE TABLE submissions (
	id INTEGER NOT NULL, 
	filename TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	received_on DATE NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "submissions" VALUES(1,'april.xlsx','182b4a99e70d969fc982096efd786c11609fb249c69911667b2fcaa1361b5dbb','2022-05-01','2022-05-01 09:00:00.000000','Ada','By e-mail','Checked',1);
INSERT INTO "submissions" VALUES(2,'again.xlsx','fd5ab7b4cdc099eda0cfa519a45c3e6e7e5921ffb1e777b436637ee8563affda','2022-05-02','2022-05-02 09:00:00.000000','Ben','By e-mail','Checked',2);
INSERT INTO "submissions" VALUES(3,'wrong.xlsx','662bee55927a53386049433c8fd80db697f2c22a9980881b0cc04209f73e3d99','2022-05-03','2022-05-03 09:00:00.000000','Ben','By e-mail','Checked',1);
INSERT INTO "submissions" VALUES(4,'names.xlsx','136657ffb26aedf3e83df79b50c8d956d99221607bde42aad84770d14f408757','2022-05-04','2022-05-04 09:00:00.000000','Ada','By e-mail','Checked',1);
INSERT INTO "submissions" VALUES(5,'spring.xlsx','03a61950ddc5b7b4288c9640b0a6a215a5e05f962b6ff0eb7954173264b1c643','2022-05-11','2022-05-11 09:00:00.000000','Ben','','',2);
CREATE TABLE withdrawals (
	submission INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (submission), 
	FOREIGN KEY(submission) REFERENCES submissions (id)
);
INSERT INTO "withdrawals" VALUES(3,'2022-05-05 09:00:00.000000','Ada','Another month''s');
CREATE INDEX ix_submissions_sha256 ON submissions (sha256);
CREATE INDEX ix_submissions_recorded_at ON submissions (recorded_at);
CREATE INDEX ix_agreements_recorded_at ON agreements (recorded_at);
CREATE INDEX ix_answers_recorded_at ON answers (recorded_at);
CREATE INDEX ix_additions_recorded_at ON additions (recorded_at);
CREATE INDEX ix_rebases_recorded_at ON rebases (recorded_at);
CREATE INDEX ix_annotations_recorded_at ON annotations (recorded_at);
CREATE INDEX ix_meetings_recorded_at ON meetings (recorded_at);
CREATE INDEX ix_meetings_number ON meetings (number);
CREATE INDEX ix_log_items_number ON log_items (number);
CREATE INDEX ix_log_items_recorded_at ON log_items (recorded_at);
CREATE INDEX ix_board_decisions_number ON board_decisions (number);
CREATE INDEX ix_board_decisions_recorded_at ON board_decisions (recorded_at);
CREATE INDEX ix_risks_recorded_at ON risks (recorded_at);
CREATE INDEX ix_risks_number ON risks (number);
CREATE INDEX ix_issued_papers_recorded_at ON issued_papers (recorded_at);
CREATE INDEX ix_releases_recorded_at ON releases (recorded_at);
CREATE INDEX moment_corrections_by_row ON moment_corrections ("table", "row");
CREATE INDEX observations_by_figure ON observations (measure, month, breakdown);
CREATE INDEX ix_milestone_updates_submission ON milestone_updates (submission);
CREATE INDEX ix_milestone_updates_recorded_at ON milestone_updates (recorded_at);
CREATE INDEX ix_recommendation_updates_submission ON recommendation_updates (submission);
CREATE INDEX ix_recommendation_updates_recorded_at ON recommendation_updates (recorded_at);
CREATE TRIGGER submissions_no_UPDATE BEFORE UPDATE ON submissions
BEGIN SELECT RAISE(ABORT, 'submissions is append-only'); END;
CREATE TRIGGER submissions_no_DELETE BEFORE DELETE ON submissions
BEGIN SELECT RAISE(ABORT, 'submissions is append-only'); END;
CREATE TRIGGER agreements_no_UPDATE BEFORE UPDATE ON agreements
BEGIN SELECT RAISE(ABORT, 'agreements is append-only'); END;
CREATE TRIGGER agreements_no_DELETE BEFORE DELETE ON agreements
BEGIN SELECT RAISE(ABORT, 'agreements is append-only'); END;
CREATE TRIGGER answers_no_UPDATE BEFORE UPDATE ON answers
BEGIN SELECT RAISE(ABORT, 'answers is append-only'); END;
CREATE TRIGGER answers_no_DELETE BEFORE DELETE ON answers
BEGIN SELECT RAISE(ABORT, 'answers is append-only'); END;
CREATE TRIGGER additions_no_UPDATE BEFORE UPDATE ON additions
BEGIN SELECT RAISE(ABORT, 'additions is append-only'); END;
CREATE TRIGGER additions_no_DELETE BEFORE DELETE ON additions
BEGIN SELECT RAISE(ABORT, 'additions is append-only'); END;
CREATE TRIGGER rebases_no_UPDATE BEFORE UPDATE ON rebases
BEGIN SELECT RAISE(ABORT, 'rebases is append-only'); END;
CREATE TRIGGER rebases_no_DELETE BEFORE DELETE ON rebases
BEGIN SELECT RAISE(ABORT, 'rebases is append-only'); END;
CREATE TRIGGER annotations_no_UPDATE BEFORE UPDATE ON annotations
BEGIN SELECT RAISE(ABORT, 'annotations is append-only'); END;
CREATE TRIGGER annotations_no_DELETE BEFORE DELETE ON annotations
BEGIN SELECT RAISE(ABORT, 'annotations is append-only'); END;
CREATE TRIGGER meetings_no_UPDATE BEFORE UPDATE ON meetings
BEGIN SELECT RAISE(ABORT, 'meetings is append-only'); END;
CREATE TRIGGER meetings_no_DELETE BEFORE DELETE ON meetings
BEGIN SELECT RAISE(ABORT, 'meetings is append-only'); END;
CREATE TRIGGER log_items_no_UPDATE BEFORE UPDATE ON log_items
BEGIN SELECT RAISE(ABORT, 'log_items is append-only'); END;
CREATE TRIGGER log_items_no_DELETE BEFORE DELETE ON log_items
BEGIN SELECT RAISE(ABORT, 'log_items is append-only'); END;
CREATE TRIGGER board_decisions_no_UPDATE BEFORE UPDATE ON board_decisions
BEGIN SELECT RAISE(ABORT, 'board_decisions is append-only'); END;
CREATE TRIGGER board_decisions_no_DELETE BEFORE DELETE ON board_decisions
BEGIN SELECT RAISE(ABORT, 'board_decisions is append-only'); END;
CREATE TRIGGER risks_no_UPDATE BEFORE UPDATE ON risks
BEGIN SELECT RAISE(ABORT, 'risks is append-only'); END;
CREATE TRIGGER risks_no_DELETE BEFORE DELETE ON risks
BEGIN SELECT RAISE(ABORT, 'risks is append-only'); END;
CREATE TRIGGER issued_papers_no_UPDATE BEFORE UPDATE ON issued_papers
BEGIN SELECT RAISE(ABORT, 'issued_papers is append-only'); END;
CREATE TRIGGER issued_papers_no_DELETE BEFORE DELETE ON issued_papers
BEGIN SELECT RAISE(ABORT, 'issued_papers is append-only'); END;
CREATE TRIGGER layouts_no_UPDATE BEFORE UPDATE ON layouts
BEGIN SELECT RAISE(ABORT, 'layouts is append-only'); END;
CREATE TRIGGER layouts_no_DELETE BEFORE DELETE ON layouts
BEGIN SELECT RAISE(ABORT, 'layouts is append-only'); END;
CREATE TRIGGER releases_no_UPDATE BEFORE UPDATE ON releases
BEGIN SELECT RAISE(ABORT, 'releases is append-only'); END;
CREATE TRIGGER releases_no_DELETE BEFORE DELETE ON releases
BEGIN SELECT RAISE(ABORT, 'releases is append-only'); END;
CREATE TRIGGER moment_corrections_no_UPDATE BEFORE UPDATE ON moment_corrections
BEGIN SELECT RAISE(ABORT, 'moment_corrections is append-only'); END;
CREATE TRIGGER moment_corrections_no_DELETE BEFORE DELETE ON moment_corrections
BEGIN SELECT RAISE(ABORT, 'moment_corrections is append-only'); END;
CREATE TRIGGER observations_no_UPDATE BEFORE UPDATE ON observations
BEGIN SELECT RAISE(ABORT, 'observations is append-only'); END;
CREATE TRIGGER observations_no_DELETE BEFORE DELETE ON observations
BEGIN SELECT RAISE(ABORT, 'observations is append-only'); END;
CREATE TRIGGER confirmations_no_UPDATE BEFORE UPDATE ON confirmations
BEGIN SELECT RAISE(ABORT, 'confirmations is append-only'); END;
CREATE TRIGGER confirmations_no_DELETE BEFORE DELETE ON confirmations
BEGIN SELECT RAISE(ABORT, 'confirmations is append-only'); END;
CREATE TRIGGER withdrawals_no_UPDATE BEFORE UPDATE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals is append-only'); END;
CREATE TRIGGER withdrawals_no_DELETE BEFORE DELETE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals is append-only'); END;
CREATE TRIGGER purges_no_UPDATE BEFORE UPDATE ON purges
BEGIN SELECT RAISE(ABORT, 'purges is append-only'); END;
CREATE TRIGGER purges_no_DELETE BEFORE DELETE ON purges
BEGIN SELECT RAISE(ABORT, 'purges is append-only'); END;
CREATE TRIGGER milestone_updates_no_UPDATE BEFORE UPDATE ON milestone_updates
BEGIN SELECT RAISE(ABORT, 'milestone_updates is append-only'); END;
CREATE TRIGGER milestone_updates_no_DELETE BEFORE DELETE ON milestone_updates
BEGIN SELECT RAISE(ABORT, 'milestone_updates is append-only'); END;
CREATE TRIGGER recommendation_updates_no_UPDATE BEFORE UPDATE ON recommendation_updates
BEGIN SELECT RAISE(ABORT, 'recommendation_updates is append-only'); END;
CREATE TRIGGER recommendation_updates_no_DELETE BEFORE DELETE ON recommendation_updates
BEGIN SELECT RAISE(ABORT, 'recommendation_updates is append-only'); END;
CREATE TRIGGER release_figures_no_UPDATE BEFORE UPDATE ON release_figures
BEGIN SELECT RAISE(ABORT, 'release_figures is append-only'); END;
CREATE TRIGGER release_figures_no_DELETE BEFORE DELETE ON release_figures
BEGIN SELECT RAISE(ABORT, 'release_figures is append-only'); END;
COMMIT;
