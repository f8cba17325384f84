/* Migrations: once each, and never past what the program knows. */
#include "private_pg.h"

#include "system/embed.h"

static void a_second_run_changes_nothing(void **state)
{
	struct private_pg *p = *state;
	struct migration_report r = {-1, -1};
	struct fault f = {0};

	assert_true(migrate_newest() >= 1);
	assert_done(migrate_run(cluster_owner_url(p->cluster), &r, &f), f);
	assert_int_equal(r.before, migrate_newest());
	assert_int_equal(r.after, migrate_newest());
	assert_done(migrate_check(cluster_runtime_url(p->cluster), &f), f);
}

static char *fresh_database(struct private_pg *p, struct arena *a, const char *name)
{
	struct conn *c = private_conn(p);
	char *url;

	ask(c, a, arena_printf(a, "create database %s", name), NULL);
	conn_close(c);
	url = arena_printf(a, "%s dbname=%s", cluster_owner_url(p->cluster), name);
	return url;
}

static void a_database_without_schema_is_told_and_made(void **state)
{
	struct arena a = ARENA_INIT;
	struct migration_report r;
	struct fault f = {0};
	char *url = fresh_database(*state, &a, "fresh");

	assert_false(migrate_check(url, &f));
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	assert_non_null(strstr(f.text, "landbridge migrate"));
	assert_done(migrate_run(url, &r, &f), f);
	assert_int_equal(r.before, 0);
	assert_int_equal(r.after, migrate_newest());
	assert_done(migrate_check(url, &f), f);
	arena_free(&a);
}

static char *script(struct arena *a, const char *name)
{
	for (size_t i = 0; i < embedded_count; i++)
		if (strcmp(embedded_files[i].name, name) == 0)
			return arena_strndup(
				a, (const char *)embedded_files[i].bytes, embedded_files[i].length);
	fail_msg("%s is not embedded", name);
	return NULL;
}

static void a_database_of_the_first_schema_is_brought_up_with_what_it_holds(void **state)
{
	struct private_pg *p = *state;
	struct arena a = ARENA_INIT;
	struct migration_report r;
	struct fault f = {0};
	char *url = fresh_database(p, &a, "first");
	struct conn *c = conn_open(url, "test", 60000, 0, &f);

	assert_non_null(c);
	assert_done(conn_script(c, script(&a, "sql/schema/001_spine.sql"), &f), f);
	ask(c, &a, "insert into schema_version (number, name, min_reader) values (1, '001_spine.sql', 1)",
		NULL);
	ask(c, &a,
		"insert into intake (id, sha256, sender, channel, bytes, status) values "
		"('00000000-0000-7000-8000-000000000001', '', 'a', 'post', 7, 'rejected')",
		NULL);
	ask(c, &a,
		"insert into container (number, number_failed) values ('LBTU0000017', false), "
		"('LBTU0000022', false)",
		NULL);
	ask(c, &a,
		"insert into journey (container, status, mode, load_state, number_failed, classifier, "
		"since_offset, "
		"since_precision, since_zone_source) select number, 'in-terminal', 0, 0, false, 0, 0, 1, 0 "
		"from container",
		NULL);
	ask(c, &a,
		"insert into event (id, subject, happened, line, happened_offset, message, subject_kind, "
		"type, "
		"classifier, precision, zone_source, mode, load_state, function, number_failed, intake, "
		"code, sender, "
		"size_type) select gen_random_uuid(), 'LBTU0000017', timestamptz '2026-06-15' + day * "
		"interval '1 day', "
		"0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, false, gen_random_uuid(), 'GTIN', 'a', size from (values "
		"(1, '22G1'), "
		"(3, null), (2, '45G1')) as t (day, size)",
		NULL);
	assert_false(migrate_check(url, &f));
	assert_done(migrate_run(url, &r, &f), f);
	assert_int_equal(r.before, 1);
	assert_int_equal(r.after, migrate_newest());
	assert_done(migrate_check(url, &f), f);
	assert_string_equal(ask(c, &a, "select kept || sender || bytes from intake", NULL), "truea7");
	assert_string_equal(
		ask(c, &a,
			"select string_agg(concat_ws(' ', c.number, c.size_type, j.size_type), ', ' order by "
			"c.number) from container c join journey j on j.container = c.number",
			NULL),
		"LBTU0000017 45G1 45G1, LBTU0000022");
	/* yesterday's program goes on beside it */
	assert_string_equal(
		ask(c, &a, "select max(min_reader) from schema_version where number = 3", NULL), "1");
	/* but not one that would take the mentions of 006 for events of their own */
	assert_true(strtol(ask(c, &a, "select max(min_reader) from schema_version", NULL), NULL, 10) >= 6);
	conn_close(c);
	arena_free(&a);
}

static void a_newer_schema_is_read_only_where_it_allows_that(void **state)
{
	struct private_pg *p = *state;
	struct arena a = ARENA_INIT;
	struct fault f = {0};
	char *url = fresh_database(p, &a, "newer");
	struct conn *c;

	assert_done(migrate_run(url, NULL, &f), f);
	c = conn_open(url, "test", 60000, 0, &f);
	assert_non_null(c);
	ask(c, &a, "insert into schema_version (number, name, min_reader) values (900, 'later', 1)", NULL);
	assert_done(migrate_check(url, &f), f);
	assert_done(migrate_run(url, NULL, &f), f);
	ask(c, &a, "update schema_version set min_reader = 900 where number = 900", NULL);
	assert_false(migrate_check(url, &f));
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	assert_non_null(strstr(f.text, "900"));
	assert_false(migrate_run(url, NULL, &f));
	conn_close(c);
	arena_free(&a);
}

static void a_migration_that_fails_leaves_nothing(void **state)
{
	struct private_pg *p = *state;
	struct arena a = ARENA_INIT;
	struct fault f = {0};
	char *url = fresh_database(p, &a, "halfway");
	struct conn *c = conn_open(url, "test", 60000, 0, &f);

	assert_non_null(c);
	ask(c, &a, "create table setting (in_the_way int)",
		NULL); /* the spine makes one of that name, late */
	assert_false(migrate_run(url, NULL, &f));
	assert_non_null(strstr(f.text, "migration 1"));
	assert_string_equal(f.sqlstate, "42P07");
	assert_string_equal(
		ask(c, &a, "select count(*) from pg_tables where schemaname = 'public'", NULL), "1");
	ask(c, &a, "drop table setting", NULL);
	conn_close(c);
	assert_done(migrate_run(url, NULL, &f), f);
	arena_free(&a);
}

static void the_runtime_role_reads_and_writes_but_makes_nothing(void **state)
{
	struct private_pg *p = *state;
	struct fault f = {0};
	struct conn *c = conn_open(cluster_runtime_url(p->cluster), "test", 60000, 0, &f);

	assert_non_null(c);
	assert_done(conn_script(c, "insert into setting (name, value) values ('a', 'b')", &f), f);
	assert_false(conn_script(c, "delete from setting where name = 'a'", &f));
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	assert_false(conn_script(c, "create table t (a int)", &f));
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	assert_false(conn_script(c, "delete from event", &f));
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	assert_false(conn_script(c, "update schema_version set number = 7", &f));
	assert_int_equal(f.code, FAULT_ENVIRONMENT);
	conn_close(c);
}

#define RUNTIME_HOLDS                                                                                        \
	"select relname || ' ' || (select string_agg(a.privilege_type, ' ' order by a.privilege_type) "      \
	"from aclexplode(relacl) a where a.grantee = 'landbridge_runtime'::regrole and a.privilege_type <> " \
	"'SELECT') from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and exists "  \
	"(select from aclexplode(relacl) a where a.grantee = 'landbridge_runtime'::regrole and "             \
	"a.privilege_type <> 'SELECT') order by relname"

/* clang-format off */
static const char *const runtime_holds[] = {
	"access INSERT",
	"acknowledgement INSERT",
	"alert INSERT UPDATE",
	"alert_box INSERT UPDATE",
	"alert_box_was INSERT",
	"alert_step INSERT",
	"api_key INSERT UPDATE",
	"booked DELETE INSERT UPDATE",
	"box_due DELETE INSERT UPDATE",
	"box_lesson INSERT UPDATE",
	"carried DELETE INSERT UPDATE",
	"consist DELETE INSERT",
	"container INSERT UPDATE",
	"estimate DELETE INSERT",
	"event INSERT",
	"event_reference INSERT",
	"event_was INSERT",
	"facility INSERT UPDATE",
	"gauge_change DELETE INSERT",
	"heard INSERT",
	"intake INSERT UPDATE",
	"intake_chunk INSERT",
	"intake_part INSERT",
	"journey INSERT UPDATE",
	"judge UPDATE",
	"listing INSERT",
	"lookup INSERT",
	"mail_seen INSERT",
	"message INSERT UPDATE",
	"message_was INSERT",
	"paper INSERT",
	"paper_of INSERT",
	"partner DELETE INSERT UPDATE",
	"partner_code DELETE INSERT UPDATE",
	"partner_sign DELETE INSERT UPDATE",
	"party INSERT",
	"place INSERT UPDATE",
	"place_code DELETE INSERT",
	"position INSERT",
	"refold_due DELETE INSERT",
	"ride DELETE INSERT",
	"setting INSERT UPDATE",
	"sheet_profile DELETE INSERT UPDATE",
	"standing INSERT",
	"status_code DELETE INSERT UPDATE",
	"stretch_week DELETE INSERT UPDATE",
	"term INSERT",
	"tracker DELETE INSERT UPDATE",
	"tracker_on DELETE INSERT UPDATE",
	"tracker_on_was INSERT",
	"train_name INSERT",
	"transport INSERT",
	"transport_call INSERT",
	"transport_service INSERT",
	"trip DELETE INSERT UPDATE",
	"unknown_code DELETE INSERT UPDATE",
	"wagon INSERT UPDATE",
};
/* clang-format on */

static void the_runtime_role_holds_what_statements_need_and_no_more(void **state)
{
	struct arena a = ARENA_INIT;
	struct text holds = TEXT_INIT;
	struct conn *c = private_conn(*state);

	for (size_t i = 0; i < sizeof runtime_holds / sizeof *runtime_holds; i++)
		text_printf(&holds, "%s%s", i ? "|" : "", runtime_holds[i]);
	assert_string_equal(ask(c, &a, RUNTIME_HOLDS, NULL), text_string(&holds));
	text_free(&holds);
	conn_close(c);
	arena_free(&a);
}

/* A plan is begun, and with it the rights are looked at, but nothing is done. */
static void explain_as_it_runs(struct conn *c, const char *name, const char *sql)
{
	struct text execute = TEXT_INIT;
	PGresult *r = PQprepare(c->pg, "tried", sql, 0, NULL);
	int params;

	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", name, PQresultErrorMessage(r));
	PQclear(r);
	r = PQdescribePrepared(c->pg, "tried");
	params = PQnparams(r);
	PQclear(r);
	text_say(&execute, "explain execute tried");
	for (int i = 0; i < params; i++)
		text_say(&execute, i ? ", null" : " (null");
	text_say(&execute, params ? ")" : "");
	r = PQexec(c->pg, text_string(&execute));
	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", name, PQresultErrorMessage(r));
	PQclear(r);
	PQclear(PQexec(c->pg, "deallocate tried"));
	text_free(&execute);
}

static void every_statement_is_within_the_runtime_roles_rights(void **state)
{
	static const struct {
		const char *name, *sql;
	} statements[] = {
#define SQL(name, text) {#name, text},
#include "sql.def"
#undef SQL
	};
	static const char *const plans[] = {"select", "with", "insert", "update", "delete"};
	struct private_pg *p = *state;
	struct fault f = {0};
	struct conn *c = conn_open(cluster_runtime_url(p->cluster), "test", 60000, 0, &f);
	size_t explained = 0;

	assert_non_null(c);
	assert_int_equal(PQsetnonblocking(c->pg, 0), 0);
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
		const char *sql = statements[i].sql + strspn(statements[i].sql, " \t\n");

		if (strcmp(statements[i].name, "schema_version_add") == 0) /* the owner's */
			continue;
		for (size_t k = 0; k < sizeof plans / sizeof *plans; k++)
			if (strncmp(sql, plans[k], strlen(plans[k])) == 0) {
				explain_as_it_runs(c, statements[i].name, sql);
				explained++;
			}
	}
	assert_true(explained > 40);
	conn_close(c);
}

static void a_neighbours_table_in_a_shared_database_is_not_read(void **state)
{
	struct arena a = ARENA_INIT;
	struct fault f = {0};
	char *url = fresh_database(*state, &a, "shared");
	struct conn *c = conn_open(url, "test", 60000, 0, &f);

	assert_non_null(c);
	ask(c, &a, "create table neighbour (secret text)", NULL);
	assert_done(migrate_run(url, NULL, &f), f);
	assert_string_equal(
		ask(c, &a, "select has_table_privilege('landbridge_runtime', 'neighbour', 'select')", NULL),
		"f");
	assert_string_equal(
		ask(c, &a, "select has_table_privilege('landbridge_runtime', 'event', 'select')", NULL), "t");
	conn_close(c);
	arena_free(&a);
}

/* A role whose own schema comes first must still find ours. */
static void names_mean_our_tables_whatever_a_role_looks_at_first(void **state)
{
	struct arena a = ARENA_INIT;
	struct fault f = {0};
	char *url = fresh_database(*state, &a, "misled");
	struct conn *c;

	assert_done(migrate_run(url, NULL, &f), f);
	c = conn_open(url, "test", 60000, 0, &f);
	assert_non_null(c);
	ask(c, &a, "create schema landbridge", NULL);
	ask(c, &a, "create table landbridge.api_key (hash bytea)", NULL);
	ask(c, &a, "create temporary table setting (name text)", NULL);
	assert_string_equal(ask(c, &a, "select 'api_key'::regclass::text", NULL), "api_key");
	assert_string_equal(
		ask(c, &a, "select to_regclass('setting') = 'public.setting'::regclass", NULL), "t");
	conn_close(c);
	c = conn_open(url, "test", 60000, 0, &f);
	assert_non_null(c);
	assert_string_equal(
		ask(c, &a, "select to_regclass('api_key') = 'public.api_key'::regclass", NULL), "t");
	conn_close(c);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_run_changes_nothing),
		cmocka_unit_test(a_database_without_schema_is_told_and_made),
		cmocka_unit_test(a_database_of_the_first_schema_is_brought_up_with_what_it_holds),
		cmocka_unit_test(a_newer_schema_is_read_only_where_it_allows_that),
		cmocka_unit_test(a_migration_that_fails_leaves_nothing),
		cmocka_unit_test(the_runtime_role_reads_and_writes_but_makes_nothing),
		cmocka_unit_test(the_runtime_role_holds_what_statements_need_and_no_more),
		cmocka_unit_test(every_statement_is_within_the_runtime_roles_rights),
		cmocka_unit_test(a_neighbours_table_in_a_shared_database_is_not_read),
		cmocka_unit_test(names_mean_our_tables_whatever_a_role_looks_at_first),
	};

	return cmocka_run_group_tests(tests, private_setup, private_teardown);
}
