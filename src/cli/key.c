/*
 * landbridge key: who may read, send and operate over HTTP.
 */
#include "base/text.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "service/keys.h"

#define CONNECTIONS  1
#define STATEMENT_MS 30000
#define TAKE_MS      10000

struct asked {
	const char *data, *database, *role, *party;
	bool json;
	char **words; /* add NAME, list, revoke NAME */
	int count;
};

static const struct verb_help help = {
	"landbridge key add NAME --role reader|sender|operator [--party PARTY] | list [--json] | revoke NAME",
	"Keys of the HTTP face.  A reader reads, a sender reads and posts messages, an operator does "
	"everything.\n"
	"With --party a key has that party's eyes: of every container it sees what the party itself "
	"delivered, and\n"
	"it takes back only that.  Without --party it reads everything, whatever its role: give every key of "
	"somebody\n"
	"else its party.\n"
	"The secret is shown once and stored as its hash only; whoever sends it as `Authorization: Bearer "
	"lb_...` is\n"
	"the key's holder.  The name is the sender of what is posted with it; once revoked it may be given "
	"again.\n"
	"As long as no key was ever made, a daemon that listens on a loopback address asks for none; "
	"revoking the\n"
	"last one does not open it again.",
	"  landbridge key add terminal-7 --role sender --party LNOCT\n"
	"  landbridge key list\n"
	"  landbridge key revoke terminal-7\n"};

static int usage(const char *what)
{
	fprintf(stderr, "landbridge key: %s\nUsage: %s\n", what, help.usage);
	return EXIT_USAGE;
}

static int failed(const struct fault *f)
{
	fprintf(stderr, "landbridge key: %s\n", f->text);
	switch (f->code) {
	case FAULT_USAGE:
		return EXIT_USAGE;
	case FAULT_CLASH:
	case FAULT_UNKNOWN:
		return EXIT_REFUSED;
	default:
		return EXIT_ENVIRONMENT;
	}
}

static int add(const struct asked *q, struct conn *c, struct arena *a, struct fault *f)
{
	const char *secret;
	enum role role = ROLE_READER;

	role_of(q->role, &role);
	if (!key_add(c, a, q->words[1], role, q->party, &secret, f))
		return failed(f);
	printf("%s\n", secret);
	fprintf(stderr, "This is the only time the key of '%s' is shown.\n", q->words[1]);
	return EXIT_DONE;
}

static void print_row(void *self, const struct key *k, const char *created, const char *revoked)
{
	(void)self;
	printf("%-24s %-9s %-16s %-21s %s\n", k->name, role_names[k->role], k->party ? k->party : "-",
		created, revoked ? revoked : "in use");
}

static void write_row(void *self, const struct key *k, const char *created, const char *revoked)
{
	struct json *j = self;

	jw_open(j, '{');
	jw_member(j, "name", k->name);
	jw_member(j, "role", role_names[k->role]);
	jw_member(j, "party", k->party);
	jw_member(j, "created", created);
	jw_member(j, "revoked", revoked);
	jw_close(j, '}');
}

static int list(const struct asked *q, struct conn *c, struct arena *a, struct fault *f)
{
	struct text out = TEXT_INIT;
	struct json j = {&out, false};
	bool fine;

	if (!q->json) {
		printf("%-24s %-9s %-16s %-21s %s\n", "NAME", "ROLE", "PARTY", "CREATED", "REVOKED");
		return key_list(c, a, print_row, NULL, f) ? EXIT_DONE : failed(f);
	}
	jw_open(&j, '{');
	jw_key(&j, "keys");
	jw_open(&j, '[');
	fine = key_list(c, a, write_row, &j, f);
	jw_close(&j, ']');
	jw_close(&j, '}');
	if (fine)
		printf("%s\n", text_string(&out));
	text_free(&out);
	return fine ? EXIT_DONE : failed(f);
}

static int revoke(const struct asked *q, struct conn *c, struct arena *a, struct fault *f)
{
	(void)a;
	return key_revoke(c, q->words[1], f) ? EXIT_DONE : failed(f);
}

/* Before anything is opened, or made. */
static int judge_add(const struct asked *q)
{
	struct fault f = {0};
	enum role role;

	if (!q->role || !role_of(q->role, &role))
		return usage("--role takes reader, sender or operator");
	return key_names_fit(q->words[1], q->party, &f) ? EXIT_DONE : failed(&f);
}

static const struct {
	const char *word;
	int words;
	enum cluster_use use;
	int (*judge)(const struct asked *q); /* NULL: nothing to judge */
	int (*run)(const struct asked *q, struct conn *c, struct arena *a, struct fault *f);
} actions[] = {
	/* A daemon that others reach needs a key before its first start. */
	{"add", 2, CLUSTER_TOOL, judge_add, add},
	{"list", 1, CLUSTER_GUEST, NULL, list},
	{"revoke", 2, CLUSTER_GUEST, NULL, revoke},
};

#define ACTIONS (sizeof actions / sizeof *actions)

static size_t action_of(const struct asked *q)
{
	size_t i = 0;

	while (i < ACTIONS && (!q->count || strcmp(actions[i].word, q->words[0]) != 0))
		i++;
	return i;
}

static int act(const struct asked *q, size_t action)
{
	struct arena a = ARENA_INIT;
	struct opened o;
	struct fault f = {0};
	struct conn *c;
	int code;

	if (!open_database(&o, q->data, q->database, actions[action].use, CONNECTIONS, STATEMENT_MS, &f))
		return failed(&f);
	c = db_take(o.db, TAKE_MS, &f);
	code = c ? actions[action].run(q, c, &a, &f) : failed(&f);
	if (c)
		db_give(c);
	arena_free(&a);
	close_database(&o);
	return code;
}

int verb_key(int argc, char **argv)
{
	struct asked q = {0};
	const struct option_row rows[] = {
		{"data", OPTION_TEXT, &q.data, "DIR", "the private database's directory"},
		{"database", OPTION_TEXT, &q.database, "URL", "a database of your own instead"},
		{"role", OPTION_TEXT, &q.role, "ROLE", "reader, sender or operator"},
		{"party", OPTION_TEXT, &q.party, "PARTY",
			"the party whose deliveries the key sees; without it: everybody's"},
		{"json", OPTION_FLAG, &q.json, NULL, "list as JSON"},
	};
	int code = options_parse(rows, sizeof rows / sizeof *rows, &help, argc, argv, &q.words, &q.count);
	size_t action;

	if (code >= 0)
		return code;
	action = action_of(&q);
	if (action == ACTIONS)
		return usage("say add, list or revoke");
	if (q.count != actions[action].words)
		return usage(actions[action].words == 2 ? "name one key" : "list takes no name");
	code = actions[action].judge ? actions[action].judge(&q) : EXIT_DONE;
	return code == EXIT_DONE ? act(&q, action) : code;
}
