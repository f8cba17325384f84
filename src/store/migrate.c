#include "store/migrate.h"

#include "store/conn.h"
#include "system/embed.h"

#include <stdlib.h>
#include <string.h>

#define FOLDER     "sql/schema/"
#define CONNECT_MS 10000

struct migration {
	const struct embedded *file;
	int number, min_reader;
};

/* "sql/schema/001_spine.sql" is number 1; 0: no migration. */
static int number_of(const char *name)
{
	if (strncmp(name, FOLDER, strlen(FOLDER)) != 0)
		return 0;
	return (int)strtol(name + strlen(FOLDER), NULL, 10);
}

/* "-- min_reader: 3" as the first line; else a program must know the migration itself. */
static int min_reader_of(const struct embedded *e, int number)
{
	static const char key[] = "-- min_reader:";

	if (e->length < sizeof key || memcmp(e->bytes, key, sizeof key - 1) != 0)
		return number;
	return (int)strtol((const char *)e->bytes + sizeof key - 1, NULL, 10);
}

static bool find(int number, struct migration *m)
{
	for (size_t i = 0; i < embedded_count; i++)
		if (number_of(embedded_files[i].name) == number) {
			m->file = &embedded_files[i];
			m->number = number;
			m->min_reader = min_reader_of(m->file, number);
			return true;
		}
	return false;
}

int migrate_newest(void)
{
	int newest = 0;

	for (size_t i = 0; i < embedded_count; i++)
		if (number_of(embedded_files[i].name) > newest)
			newest = number_of(embedded_files[i].name);
	return newest;
}

/* The numbers the database stands at; 0 and 0 for one that was never migrated. */
static bool state_of(struct conn *c, int *number, int *min_reader, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct rows *r;
	bool ok = conn_query(c, SQL_schema_there, NULL, 0, &a, &r, f);

	*number = *min_reader = 0;
	if (ok && rows_bool(r, 0, 0)) {
		ok = conn_query(c, SQL_schema_state, NULL, 0, &a, &r, f);
		if (ok) {
			*number = (int)rows_int(r, 0, 0);
			*min_reader = (int)rows_int(r, 0, 1);
		}
	}
	arena_free(&a);
	return ok;
}

static bool refuse_newer(int number, int min_reader, struct fault *f)
{
	if (min_reader <= migrate_newest())
		return true;
	return fault_say(f, FAULT_ENVIRONMENT,
		"the database has schema %d and wants a program that knows schema %d or newer; this one "
		"knows %d: use "
		"the newer landbridge",
		number, min_reader, migrate_newest());
}

static bool note(struct conn *c, const struct migration *m, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct param p[3] = {
		p_int(&a, m->number), P_TEXT(m->file->name + strlen(FOLDER)), p_int(&a, m->min_reader)};
	bool ok = conn_query(c, SQL_schema_version_add, p, 3, &a, NULL, f);

	arena_free(&a);
	return ok;
}

static bool apply(struct conn *c, const struct migration *m, struct fault *f)
{
	char *text = strndup((const char *)m->file->bytes, m->file->length);
	struct fault why;
	bool ok;

	if (!text)
		abort();
	ok = conn_begin(c, f) && conn_script(c, text, f) && note(c, m, f) && conn_commit(c, f);
	free(text);
	if (ok)
		return true;
	why = *f;
	conn_rollback(c);
	fault_say(f, why.code, "migration %d: %.400s", m->number, why.text);
	memcpy(f->sqlstate, why.sqlstate, sizeof f->sqlstate);
	return false;
}

static bool apply_missing(struct conn *c, struct migration_report *report, struct fault *f)
{
	int min_reader;
	struct migration m;

	if (!state_of(c, &report->before, &min_reader, f) || !refuse_newer(report->before, min_reader, f))
		return false;
	report->after = report->before;
	while (report->after < migrate_newest()) {
		if (!find(report->after + 1, &m))
			return fault_say(
				f, FAULT_INTERNAL, "migration %d is not in this program", report->after + 1);
		if (!apply(c, &m, f))
			return false;
		report->after++;
	}
	return true;
}

bool migrate_run(const char *conninfo, struct migration_report *report, struct fault *f)
{
	struct conn *c = conn_open(conninfo, "landbridge migrate", CONNECT_MS, 0, f);
	struct arena a = ARENA_INIT;
	struct migration_report unread;
	bool ok;

	if (!c)
		return false;
	/* The lock goes with the connection, also where something fails. */
	ok = conn_query(c, SQL_migrate_lock, NULL, 0, &a, NULL, f) &&
	     apply_missing(c, report ? report : &unread, f);
	arena_free(&a);
	conn_close(c);
	return ok;
}

bool migrate_check(const char *conninfo, struct fault *f)
{
	struct conn *c = conn_open(conninfo, "landbridge", CONNECT_MS, CONNECT_MS, f);
	int number, min_reader;
	bool ok;

	if (!c)
		return false;
	ok = state_of(c, &number, &min_reader, f) && refuse_newer(number, min_reader, f);
	conn_close(c);
	if (ok && number < migrate_newest())
		return fault_say(f, FAULT_ENVIRONMENT,
			"the database has schema %d and this program needs %d: run landbridge migrate "
			"--database URL",
			number, migrate_newest());
	return ok;
}
