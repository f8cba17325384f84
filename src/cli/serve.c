/*
 * landbridge serve: the daemon.
 *
 * Order matters: the private database first (its locks tell whether another daemon has it), then the address,
 * then the privileges go, then threads, then the demonstration, and only then "ready".  With another's
 * database the privileges go before the first connection: what can be reached at the start can be reached
 * later.
 */
#include "base/limits.h"
#include "cli/demo_post.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "cli/verb.h"
#include "http/listen.h"
#include "http/server.h"
#include "service/deliver/mailbox.h"
#include "service/inbox.h"
#include "service/mail.h"
#include "system/clock.h"
#include "system/log.h"
#include "system/process.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#define SAME_WISH_MS 5000 /* a person in a hurry says it by SIGINT */
#define BESIDE_LANE  2    /* connections that write: the judge's, and one that is spare */

static const struct verb_help serve_help = {
	"landbridge serve [--data DIR | --database URL] [--listen HOST:PORT] [--demo]",
	"Runs the daemon: takes messages in, keeps them in PostgreSQL, answers over HTTP and shows the "
	"page.\n"
	"Without --database it makes and runs a private PostgreSQL in DIR.  SIGTERM or Ctrl-C lets end what\n"
	"runs, then stops; a second one stops at once.",
	"  landbridge serve --demo\n"
	"  landbridge serve --data /srv/landbridge --listen 127.0.0.1:8080\n"
	"  landbridge serve --database postgresql://landbridge@db/landbridge --listen [::1]:8080\n"};

struct wishes { /* what the command line may change */
	const char *data, *database, *listen, *spool, *log, *inbox;
	const char *imap, *smtp, *mail_user, *mail_password, *mail_from;
	int64_t workers, connections, idle, write_lane, write_queue, read_lane, read_queue;
	int64_t streams, beat, fast, slow, write, drain, body, bodies, messages, refused, refusals, quiet,
		mail_poll;
	bool demo, mail_anyone;
};

static const struct wishes usual = {.listen = "127.0.0.1:8080",
	.log = "info",
	.connections = 1000,
	.idle = 30000,
	.write_lane = 8,
	.write_queue = 256,
	.read_lane = 4,
	.read_queue = 64,
	.streams = LIMIT_STREAMS,
	.beat = 10000,
	.fast = 500,
	.slow = 30000,
	.write = 60000,
	.drain = 30000,
	.body = (int64_t)LIMIT_BODY,
	.bodies = (int64_t)LIMIT_BODIES_ALL,
	.messages = LIMIT_MESSAGES,
	.quiet = 2000,
	.mail_poll = 60000,
	.refused = (int64_t)LIMIT_REFUSED_BYTES,
	.refusals = LIMIT_REFUSED_COUNT};

static int parse(struct wishes *w, int argc, char **argv)
{
	const struct option_row rows[] = {
		{"data", OPTION_TEXT, &w->data, "DIR",
			"directory of the private PostgreSQL; made where missing"},
		{"database", OPTION_TEXT, &w->database, "URL", "a PostgreSQL of yours instead"},
		{"listen", OPTION_TEXT, &w->listen, "HOST:PORT",
			"address (127.0.0.1:8080); port 0: any free one"},
		{"demo", OPTION_FLAG, &w->demo, NULL,
			"takes the demonstration's messages in before it is ready"},
		{"log", OPTION_TEXT, &w->log, "LEVEL", "debug, info, warn or error (info)"},
		{"workers", OPTION_COUNT, &w->workers, "N",
			"threads that serve connections (cores, at least 4)"},
		{"connections", OPTION_COUNT, &w->connections, "N",
			"open at once (1000; at most 125 a worker)"},
		{"idle-time", OPTION_SECONDS, &w->idle, "TIME",
			"a silent connection is closed after this (30s)"},
		{"write-lane", OPTION_COUNT, &w->write_lane, "N", "threads that take deliveries in (8)"},
		{"write-queue", OPTION_COUNT, &w->write_queue, "N", "deliveries that may wait (256)"},
		{"read-lane", OPTION_COUNT, &w->read_lane, "N", "reads of many subjects at once (4)"},
		{"read-queue", OPTION_COUNT, &w->read_queue, "N", "of those, how many may wait (64)"},
		{"streams", OPTION_COUNT, &w->streams, "N",
			"listeners to the stream of changes, beside the connections (1000)"},
		{"stream-beat", OPTION_SECONDS, &w->beat, "TIME",
			"a listener hears from us at least each (10s)"},
		{"fast-time", OPTION_SECONDS, &w->fast, "TIME", "a short read may take this (500ms)"},
		{"slow-time", OPTION_SECONDS, &w->slow, "TIME", "a long read may take this (30s)"},
		{"write-time", OPTION_SECONDS, &w->write, "TIME", "a delivery may take this (60s)"},
		{"drain-time", OPTION_SECONDS, &w->drain, "TIME",
			"what runs may end within this at a stop (30s)"},
		{"body-most", OPTION_SIZE, &w->body, "SIZE", "one body (32M)"},
		{"bodies-most", OPTION_SIZE, &w->bodies, "SIZE", "all bodies under way (512M)"},
		{"messages-most", OPTION_COUNT, &w->messages, "N", "messages a delivery (20000)"},
		{"refused-most", OPTION_SIZE, &w->refused, "SIZE",
			"kept of what is refused, a sender and day (1G)"},
		{"refusals-most", OPTION_COUNT, &w->refusals, "N", "deliveries of those (10000)"},
		{"inbox", OPTION_TEXT, &w->inbox, "DIR",
			"takes files from DIR/in and moves them to DIR/done or DIR/rejected"},
		{"inbox-quiet", OPTION_SECONDS, &w->quiet, "TIME",
			"a file there that nobody was seen to close is complete after this (2s)"},
		{"mail", OPTION_TEXT, &w->imap, "URL",
			"takes what is attached to mail: imaps://mail.example.com/INBOX"},
		{"mail-smtp", OPTION_TEXT, &w->smtp, "URL", "and answers by smtps://mail.example.com"},
		{"mail-user", OPTION_TEXT, &w->mail_user, "NAME", "who logs in to both"},
		{"mail-password-file", OPTION_TEXT, &w->mail_password, "FILE",
			"whose first line is the password"},
		{"mail-from", OPTION_TEXT, &w->mail_from, "ADDRESS", "the hub's own address (the user)"},
		{"mail-anyone", OPTION_FLAG, &w->mail_anyone, NULL, "also mail of who is no partner"},
		{"mail-poll", OPTION_SECONDS, &w->mail_poll, "TIME", "how often it looks (60s)"},
		{"spool", OPTION_TEXT, &w->spool, "DIR", "where bodies over 1 MB wait ($TMPDIR or /var/tmp)"},
	};
	char **operands;
	int operand_count, end;

	end = options_parse(
		rows, sizeof rows / sizeof *rows, &serve_help, argc, argv, &operands, &operand_count);
	if (end >= 0)
		return end;
	if (operand_count) {
		fprintf(stderr, "landbridge serve: %s is not understood; see landbridge serve --help\n",
			operands[0]);
		return EXIT_USAGE;
	}
	return -1;
}

static bool whole(int64_t n, int64_t least, int64_t most)
{
	return n >= least && n <= most;
}

static int check(const struct wishes *w)
{
	const struct {
		const char *name;
		int64_t n, least, most;
	} ranges[] = {
		{"workers", w->workers, 0, 64},
		{"connections", w->connections, 1, 8000},
		{"idle-time", w->idle, 100, 3600000},
		{"write-lane", w->write_lane, 1, 64},
		{"write-queue", w->write_queue, 0, 100000},
		{"read-lane", w->read_lane, 1, 64},
		{"read-queue", w->read_queue, 0, 100000},
		{"streams", w->streams, 0, 50000},
		{"stream-beat", w->beat, 500, 15000},
		{"fast-time", w->fast, 10, 3600000},
		{"slow-time", w->slow, 10, 3600000},
		{"write-time", w->write, 10, 3600000},
		{"drain-time", w->drain, 0, 3600000},
		{"body-most", w->body, 1, INT64_C(1) << 40},
		{"bodies-most", w->bodies, 1, INT64_C(1) << 42},
		{"messages-most", w->messages, 1, UINT32_MAX},
		{"inbox-quiet", w->quiet, 100, 3600000},
		{"mail-poll", w->mail_poll, 100, 86400000},
		{"refused-most", w->refused, 0, INT64_C(1) << 50},
		{"refusals-most", w->refusals, 0, UINT32_MAX},
	};
	enum log_level level;
	struct fault f;
	char host[256];
	int port;

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (!whole(ranges[i].n, ranges[i].least, ranges[i].most)) {
			fprintf(stderr, "landbridge serve: --%s is from %lld to %lld\n", ranges[i].name,
				(long long)ranges[i].least, (long long)ranges[i].most);
			return EXIT_USAGE;
		}
	if (w->smtp && !w->mail_from && !(w->mail_user && strchr(w->mail_user, '@'))) {
		fprintf(stderr, "landbridge serve: --mail-smtp needs --mail-from, the address that receipts "
				"are from\n");
		return EXIT_USAGE;
	}
	if (w->imap && !mailbox_fits(&(struct mailbox_settings){.imap = w->imap, .smtp = w->smtp}, &f)) {
		fprintf(stderr, "landbridge serve: %s\n", f.text);
		return EXIT_USAGE;
	}
	if (!listen_split(w->listen, host, sizeof host, &port, &f)) {
		fprintf(stderr, "landbridge serve: %s\n", f.text);
		return EXIT_USAGE;
	}
	if (!log_level_of(w->log, &level)) {
		fprintf(stderr, "landbridge serve: --log is debug, info, warn or error, not %s\n", w->log);
		return EXIT_USAGE;
	}
	log_threshold(level);
	return -1;
}

struct serving {
	struct wishes wish;
	struct opened opened;
	struct db *fast, *slow;
	struct service service;
	bool service_open;
	struct listening listening;
	struct server *server;
	struct inbox *inbox;
	struct mails *mails;
	char inner_secret[65]; /* by which the demonstration is let in; never leaves this process */
	struct signals signals;
};

static bool open_pool(struct serving *v, struct db **db, int most, int64_t statement_ms, bool watched,
	const char *name, enum urgency urgency, struct fault *f)
{
	struct db_settings s = {
		.conninfo = v->opened.cluster ? cluster_runtime_url(v->opened.cluster) : v->wish.database,
		.most = most,
		.connect_ms = 5000,
		.statement_ms = (int)statement_ms,
		.watched = watched,
		.urgency = v->opened.cluster ? urgency : URGENCY_PLAIN,
		.name = name};

	return db_open(db, &s, f);
}

static void settings_of(struct serving *v, struct server_settings *s)
{
	const struct wishes *w = &v->wish;
	const char *tmp = getenv("TMPDIR");

	*s = (struct server_settings){.listen = w->listen,
		.listening = &v->listening,
		.workers = (int)w->workers,
		.connections = (int)w->connections,
		.idle_ms = (int)w->idle,
		.write_threads = (int)w->write_lane,
		.write_waiting = (int)w->write_queue,
		.slow_threads = (int)w->read_lane,
		.slow_waiting = (int)w->read_queue,
		.streams = (int)w->streams,
		.beat_ms = (int)w->beat,
		.fast_ms = (int)w->fast,
		.slow_ms = (int)w->slow,
		.write_ms = (int)w->write,
		.drain_ms = (int)w->drain,
		.body_most = (uint64_t)w->body,
		.bodies_most = (uint64_t)w->bodies,
		.spool = w->spool      ? w->spool
			 : tmp && *tmp ? tmp
				       : "/var/tmp",
		.inner_secret = v->inner_secret,
		.service = &v->service,
		.fast = v->fast,
		.slow = v->slow,
		.write = v->opened.db,
		.cluster = v->opened.cluster};
}

static bool make_secret(struct serving *v, struct fault *f)
{
	uint8_t random[32];

	if (!clock_random(random, sizeof random))
		return fault_say(f, FAULT_ENVIRONMENT, "the kernel gives no random bytes");
	for (size_t i = 0; i < sizeof random; i++)
		snprintf(v->inner_secret + 2 * i, 3, "%02x", random[i]);
	return true;
}

/* Root is needed to start PostgreSQL as another and to bind a low port; from here on it is not. */
static bool drop_privileges(const struct serving *v, struct fault *f)
{
	struct process_user u;

	if (v->opened.cluster)
		return cluster_become_user(v->opened.cluster, f);
	if (geteuid() != 0)
		return true;
	if (!process_user_find("landbridge", &u) && !process_user_find("nobody", &u))
		return fault_say(f, FAULT_ENVIRONMENT, "there is no user landbridge or nobody to become");
	return process_become(&u, f);
}

static bool listen_and_drop(struct serving *v, struct fault *f)
{
	return listen_open(v->wish.listen, &v->listening, f) && drop_privileges(v, f);
}

/* Who is not root any more may be kept out where root was let in. */
static bool open_theirs(struct serving *v, int connections, struct fault *f)
{
	bool was_root = geteuid() == 0;
	struct process_user u;
	struct fault why;

	if (!listen_and_drop(v, f))
		return false;
	if (open_database(
		    &v->opened, NULL, v->wish.database, CLUSTER_SERVE, connections, (int)v->wish.write, f))
		return true;
	if (!was_root || f->code != FAULT_NO_DATABASE)
		return false;
	process_user_of(geteuid(), &u);
	why = *f;
	return fault_say(f, why.code,
		"%.300s (asked as the user %s, whom the daemon becomes when root starts it)", why.text,
		u.name);
}

static bool open_ours(struct serving *v, int connections, struct fault *f)
{
	return open_database(
		       &v->opened, v->wish.data, NULL, CLUSTER_SERVE, connections, (int)v->wish.write, f) &&
	       listen_and_drop(v, f);
}

static bool open_all(struct serving *v, struct fault *f)
{
	const struct wishes *w = &v->wish;
	struct service_settings service = {.messages_most = (uint32_t)w->messages,
		.raw_most = (uint64_t)w->body,
		.refused_most = (uint64_t)w->refused,
		.refusals_most = (uint32_t)w->refusals};
	struct server_settings s;
	int write_most = (int)w->write_lane + BESIDE_LANE + (w->inbox ? INBOX_CONNECTIONS : 0) +
			 (w->imap ? MAIL_CONNECTIONS : 0);

	if (w->data && w->database)
		return fault_say(f, FAULT_USAGE, "--data and --database exclude each other");
	if (!make_secret(v, f) || !(w->database ? open_theirs : open_ours)(v, write_most, f))
		return false;
	signals_open(&v->signals);
	settings_of(v, &s);
	if (!open_pool(v, &v->fast, server_workers(&s) + 1, w->fast, true, "landbridge read", URGENCY_QUICK,
		    f) ||
		!open_pool(v, &v->slow, (int)w->read_lane + 1, w->slow, false, "landbridge long read",
			URGENCY_PLAIN, f))
		return false;
	v->service_open = service_open(&v->service, v->opened.db, &service, f);
	if (!v->service_open)
		return false;
	settings_of(v, &s);
	return server_bind(&v->server, &s, f) && server_start(v->server, f);
}

/* The second signal: at once.  A private PostgreSQL is left running; the next daemon takes it over. */
static void *end_at_once(void *self)
{
	const struct serving *v = self;
	int64_t began = clock_monotonic_ms();
	int number;

	/* make passes a SIGTERM on to those who got it already with their whole group: that is one wish, not
	 * two. */
	do
		number = signals_next(&v->signals);
	while (number == SIGTERM && clock_monotonic_ms() - began < SAME_WISH_MS);
	log_line(LOG_WARN, "stopped at once", NULL);
	_exit(128 + SIGINT);
}

static bool demonstrate(const struct serving *v, struct fault *f)
{
	struct demo_target t = {server_host(v->server), server_port(v->server), v->inner_secret};

	return !v->wish.demo || demo_post(&t, f);
}

static bool open_inbox(struct serving *v, struct fault *f)
{
	struct inbox_settings s = {v->wish.inbox, &v->service, (int)v->wish.quiet};

	return !s.dir || inbox_open(&v->inbox, &s, f);
}

static bool open_mail(struct serving *v, struct fault *f)
{
	const struct wishes *w = &v->wish;
	struct mail_settings s = {.service = &v->service,
		.imap = w->imap,
		.smtp = w->smtp,
		.user = w->mail_user,
		.from = w->mail_from ? w->mail_from : w->mail_user,
		.password_file = w->mail_password,
		.anyone = w->mail_anyone,
		.poll_ms = (int)w->mail_poll};

	return !s.imap || mail_open(&v->mails, &s, f);
}

static void run_until_told(struct serving *v)
{
	int number;

	server_set_ready(v->server);
	log_line(LOG_INFO, "ready", "address", server_url(v->server), NULL);
	printf("Landbridge is ready at %s\n", server_url(v->server));
	fflush(stdout);
	number = signals_next(&v->signals);
	log_line(LOG_INFO, "stopping", "signal", signals_name(number), NULL);
}

/* False: threads are still at work, nothing may be freed under them. */
static bool close_all(struct serving *v)
{
	inbox_close(v->inbox);
	mail_close(v->mails);
	if (v->server && !server_stop(v->server)) {
		if (v->opened.cluster)
			cluster_close(v->opened.cluster);
		return false;
	}
	server_free(v->server);
	if (v->service_open)
		service_close(&v->service);
	if (v->fast)
		db_close(v->fast);
	if (v->slow)
		db_close(v->slow);
	close_database(&v->opened);
	return true;
}

int verb_serve(int argc, char **argv)
{
	struct serving v = {.wish = usual, .signals = {.fd = -1}};
	struct fault f = {0};
	pthread_t impatient;
	bool good;
	int end = parse(&v.wish, argc, argv);

	if (end < 0)
		end = check(&v.wish);
	if (end >= 0)
		return end;
	good = open_all(&v, &f) && demonstrate(&v, &f) && open_inbox(&v, &f) && open_mail(&v, &f);
	if (good)
		run_until_told(&v);
	else
		fprintf(stderr, "landbridge serve: %s\n", f.text);
	if (v.signals.fd >= 0 && pthread_create(&impatient, NULL, end_at_once, &v) == 0)
		pthread_detach(impatient);
	if (!close_all(&v)) {
		log_line(LOG_WARN, "stopped before everything had ended", NULL);
		_exit(EXIT_ENVIRONMENT);
	}
	log_line(LOG_INFO, "stopped", NULL);
	return good ? EXIT_DONE : f.code == FAULT_USAGE ? EXIT_USAGE : EXIT_ENVIRONMENT;
}
