#include "service/mail.h"

#include "base/limits.h"
#include "service/deliver/mailbox.h"
#include "service/ingest_steps.h"
#include "service/mail_loop.h"
#include "service/mail_outbox.h"
#include "service/receipt.h"
#include "store/column.h"
#include "store/intake.h"
#include "store/mail_store.h"
#include "system/clock.h"
#include "system/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define TAKE_MS       5000
#define PASSWORD_MOST 1024

struct mails {
	struct mail_settings set;
	char password[PASSWORD_MOST];
	struct mailbox *box;
	struct outbox outbox;
	struct mail_place place;
	char *key; /* of the mailbox in mail_seen: another user's is another */
	int stop;
	pthread_t thread;
	char told[512]; /* the trouble that was told last */
};

/* Told once, until something else happens.  False. */
static bool trouble(struct mails *m, const char *why)
{
	if (strncmp(why, m->told, sizeof m->told - 1) != 0) {
		snprintf(m->told, sizeof m->told, "%s", why);
		log_line(LOG_WARN, "mail waits", "why", why, NULL);
	}
	return false;
}

static bool stopped(const struct mails *m)
{
	struct pollfd p = {m->stop, POLLIN, 0};

	return poll(&p, 1, 0) != 0;
}

static bool may_send(struct mails *m, const char *from)
{
	struct world *w = service_world(m->set.service);
	struct decode_world d = world_decode(w);
	struct partner_asked asked = {.mail = from};
	bool known = from && (m->set.anyone || (d.partner && d.partner(d.self, &asked)));

	world_release(w);
	return known;
}

/* A file is taken whatever is in it, so that its sender hears what was wrong; text only where it is a
 * message. */
static bool is_delivery(const struct mail_part *p)
{
	return p->length && !mail_is_receipt(p) && (p->name || decode_sniff(p->bytes, p->length));
}

/* It will be the same the next time: its sender is told, and the mails behind it do not wait. */
static bool is_for_good(const struct fault *f)
{
	return f->code != FAULT_NO_DATABASE && f->code != FAULT_BUSY && f->code != FAULT_NO_ROOM &&
	       f->code != FAULT_ENVIRONMENT;
}

/* False: later. */
static bool take_part(struct mails *m, struct conn *c, struct arena *a, const struct mail *mail,
	const struct mail_part *p, struct mail_taken *t)
{
	struct delivery d = {.sender = arena_printf(a, "mail/%s", mail->from),
		.channel = "mail",
		.name = p->name,
		.bytes = p->bytes,
		.length = p->length};
	struct receipt r;

	*t = (struct mail_taken){.name = p->name ? p->name : "the text"};
	if (p->length > LIMIT_BODY) {
		t->failed = true;
		fault_say(&t->why, FAULT_TOO_LARGE, "it has more than %llu MB",
			(unsigned long long)(LIMIT_BODY >> 20));
		return true;
	}
	if (!ingest_post(m->set.service, c, &d, &r, &t->why)) {
		t->failed = is_for_good(&t->why);
		return t->failed || trouble(m, t->why.text);
	}
	t->receipt = r;
	return true;
}

/* What was not even looked at. */
static void note_untaken(const struct mail *mail, bool too_large, struct mail_taken *taken, size_t *n)
{
	struct mail_taken *t = &taken[*n];

	if (!too_large && !mail->cut)
		return;
	++*n;
	*t = (struct mail_taken){.name = too_large ? "the mail" : "what else is attached", .failed = true};
	if (too_large)
		fault_say(&t->why, FAULT_TOO_LARGE, "it has more than %u MB", LIMIT_MAIL >> 20);
	else
		fault_say(&t->why, FAULT_TOO_LARGE,
			"of one mail %u files are read, and mails in mails %u deep", MAIL_PARTS, MAIL_DEPTH);
}

/* What cannot be sent waits; the deliveries hold all the same. */
static bool answer(
	struct mails *m, struct arena *a, const struct mail *mail, const struct mail_taken *taken, size_t n)
{
	struct text out = TEXT_INIT;
	instant now = clock_now();
	uint8_t random[16];
	struct text *id = arena_text(a);
	bool fine;

	if (!clock_random(random, sizeof random))
		memset(random, 0, sizeof random);
	text_hex(id, random, sizeof random);
	mail_answer(&out, mail, m->set.from, text_string(id), now, taken, n);
	fine = outbox_send(&m->outbox, m->box, mail->from, &out, now);
	text_free(&out);
	return fine;
}

static void told_of(const struct mail *mail, const struct mail_taken *t)
{
	log_line(t->failed ? LOG_WARN : LOG_INFO, t->failed ? "not taken from mail" : "taken from mail",
		"from", mail->from, "file", t->name, t->failed ? "why" : "status",
		t->failed ? t->why.text : receipt_status_word(t->receipt.status), NULL);
}

static bool take_mail(struct mails *m, struct conn *c, struct arena *a, const struct mail *mail,
	bool too_large, bool *answered)
{
	struct mail_taken *taken = arena_alloc_array(a, mail->part_count + 2, sizeof *taken);
	size_t n = 0;
	bool good = true;

	for (size_t i = 0; good && !too_large && i < mail->part_count; i++)
		if (is_delivery(&mail->parts[i]))
			good = take_part(m, c, a, mail, &mail->parts[i], &taken[n++]);
	note_untaken(mail, too_large, taken, &n);
	*answered = good && (!m->set.smtp || !mail_is_answered(mail, m->set.from, taken, n) ||
				    answer(m, a, mail, taken, n));
	for (size_t i = 0; good && i < n; i++)
		told_of(mail, &taken[i]);
	for (size_t i = 0; i < n; i++)
		receipt_free(&taken[i].receipt);
	return good;
}

static bool look_at(struct mails *m, struct conn *c, struct arena *a, uint64_t uid, struct fault *f)
{
	struct text bytes = TEXT_INIT;
	struct mail mail = {0};
	bool too_large, answered = false, good = mailbox_fetch(m->box, uid, &bytes, &too_large, f);

	if (!good) {
		text_free(&bytes);
		return trouble(m, f->text);
	}
	/* of one that is too large who sent it is read, so that they are told */
	mail_read(a, bytes.bytes, too_large ? LIMIT_HEADER : bytes.length, &mail);
	if (!may_send(m, mail.from))
		log_line(LOG_WARN, "a mail of nobody we know was passed over", "from", mail.from, NULL);
	else
		good = take_mail(m, c, a, &mail, too_large, &answered);
	text_free(&bytes);
	return good && (mail_done(c, a, &m->place, uid, answered, f) || trouble(m, f->text));
}

static void pass_with(struct mails *m, struct conn *c, struct arena *a)
{
	uint64_t last, *uids;
	size_t n;
	struct fault f;

	if (!mailbox_validity(m->box, a, &m->place.validity, &f) || !mail_last(c, a, &m->place, &last, &f) ||
		!mailbox_search(m->box, a, last == MAIL_NONE ? MAILBOX_UNREAD : last, &uids, &n, &f)) {
		trouble(m, f.text);
		return;
	}
	m->told[0] = 0;
	/* A mail that is fetched is read: were the first one begun and not ended, none would find it again.
	 */
	if (last == MAIL_NONE && n && !mail_done(c, a, &m->place, uids[0] - 1, true, &f)) {
		trouble(m, f.text);
		return;
	}
	for (size_t i = 0; i < n && !stopped(m); i++) {
		struct arena one = ARENA_INIT;
		bool good = look_at(m, c, &one, uids[i], &f);

		arena_free(&one);
		if (!good)
			return;
	}
}

/* Of daemons that share a database one at a time: each mail is taken and answered once. */
static void pass_alone(struct mails *m, struct conn *c, struct arena *a)
{
	uint8_t key[32];
	struct fault f;
	bool got;

	sha256_of(m->key, strlen(m->key), key);
	if (!import_lock(c, a, key, &got, &f)) {
		trouble(m, f.text);
		return;
	}
	if (!got)
		return;
	pass_with(m, c, a);
	import_unlock(c, a, key);
}

static void *look(void *self)
{
	struct mails *m = self;
	struct pollfd p = {m->stop, POLLIN, 0};

	do {
		struct arena a = ARENA_INIT;
		struct fault f;
		struct conn *c = db_take(m->set.service->db, TAKE_MS, &f);

		outbox_try(&m->outbox, m->box, clock_now());
		if (c) {
			pass_alone(m, c, &a);
			db_give(c);
		} else {
			trouble(m, f.text);
		}
		arena_free(&a);
	} while (!poll(&p, 1, m->set.poll_ms));
	return NULL;
}

/* The first line of the file. */
static bool read_password(struct mails *m, struct fault *f)
{
	int fd = m->set.password_file ? open(m->set.password_file, O_RDONLY | O_CLOEXEC) : -1;
	ssize_t n;

	if (!m->set.password_file)
		return true;
	n = fd < 0 ? -1 : read(fd, m->password, sizeof m->password - 1);
	if (n < 0)
		fault_say(f, FAULT_ENVIRONMENT, "--mail-password-file %s: %s", m->set.password_file,
			strerror(errno));
	if (fd >= 0)
		close(fd);
	m->password[n > 0 ? n : 0] = 0;
	m->password[strcspn(m->password, "\r\n")] = 0;
	return n >= 0;
}

static void let_go(struct mails *m)
{
	outbox_close(&m->outbox);
	mailbox_close(m->box);
	free(m->key);
	if (m->stop >= 0)
		close(m->stop);
	explicit_bzero(m->password, sizeof m->password);
	free(m);
}

bool mail_open(struct mails **opened, const struct mail_settings *s, struct fault *f)
{
	struct mails *m = calloc(1, sizeof *m);
	struct mailbox_settings box = {s->imap, s->smtp, s->user, NULL, s->from};

	*opened = NULL;
	if (!m)
		return fault_say(f, FAULT_INTERNAL, "no memory for the mailbox");
	m->set = *s;
	outbox_open(&m->outbox);
	if (asprintf(&m->key, "%s %s", s->imap, s->user ? s->user : "") < 0)
		abort();
	m->place.mailbox = m->key;
	m->stop = eventfd(0, EFD_CLOEXEC);
	box.password = s->password_file ? m->password : NULL;
	if (read_password(m, f) && mailbox_open(&m->box, &box, f)) {
		if (m->stop >= 0 && !pthread_create(&m->thread, NULL, look, m)) {
			*opened = m;
			return true;
		}
		fault_say(f, FAULT_ENVIRONMENT, "no thread for the mailbox");
	}
	let_go(m);
	return false;
}

void mail_close(struct mails *m)
{
	uint64_t one = 1;

	if (!m)
		return;
	if (write(m->stop, &one, sizeof one) == sizeof one)
		pthread_join(m->thread, NULL);
	let_go(m);
}
