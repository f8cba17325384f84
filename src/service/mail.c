#include "service/mail.h"

#include "base/limits.h"
#include "service/deliver/mailbox.h"
#include "service/mail_answer.h"
#include "service/receipt.h"
#include "store/column.h"
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
	struct mail_place place;
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
	return p->length && (p->name || decode_sniff(p->bytes, p->length));
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
	if (!ingest_post(m->set.service, c, &d, &r, &t->why))
		return trouble(m, t->why.text);
	t->receipt = r;
	return true;
}

static bool is_answered(const struct mails *m, const struct mail *mail)
{
	return m->set.smtp && mail->from && !mail->automatic && !(mail->return_path && !*mail->return_path) &&
	       strcasecmp(mail->from, m->set.from) != 0;
}

/* What cannot be sent is told in the log; the deliveries hold all the same. */
static bool answer(
	struct mails *m, struct arena *a, const struct mail *mail, const struct mail_taken *taken, size_t n)
{
	struct text out = TEXT_INIT;
	struct fault f;
	uint8_t random[16];
	struct text *id = arena_text(a);
	bool fine;

	if (!clock_random(random, sizeof random))
		memset(random, 0, sizeof random);
	text_hex(id, random, sizeof random);
	mail_answer(&out, mail, m->set.from, text_string(id), clock_now(), taken, n);
	fine = mailbox_send(m->box, mail->from, &out, &f);
	if (!fine)
		log_line(LOG_WARN, "a receipt was not sent", "to", mail->from, "why", f.text, NULL);
	text_free(&out);
	return fine;
}

static bool take_mail(
	struct mails *m, struct conn *c, struct arena *a, const struct mail *mail, bool *answered)
{
	struct mail_taken *taken = arena_alloc_array(a, mail->part_count + 1, sizeof *taken);
	size_t n = 0;
	bool good = true;

	for (size_t i = 0; good && i < mail->part_count; i++)
		if (is_delivery(&mail->parts[i]))
			good = take_part(m, c, a, mail, &mail->parts[i], &taken[n++]);
	*answered = good && (!is_answered(m, mail) || answer(m, a, mail, taken, n));
	for (size_t i = 0; good && i < n; i++)
		log_line(LOG_INFO, "taken from mail", "from", mail->from, "file", taken[i].name, "status",
			taken[i].failed ? "too-large" : receipt_status_word(taken[i].receipt.status), NULL);
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
	if (!too_large)
		mail_read(a, bytes.bytes, bytes.length, &mail);
	if (too_large)
		log_line(LOG_WARN, "a mail is too large and was passed over", NULL);
	else if (!may_send(m, mail.from))
		log_line(LOG_WARN, "a mail of nobody we know was passed over", "from", mail.from, NULL);
	else
		good = take_mail(m, c, a, &mail, &answered);
	text_free(&bytes);
	return good && (mail_done(c, a, &m->place, uid, answered, f) || trouble(m, f->text));
}

static void pass_with(struct mails *m, struct conn *c, struct arena *a)
{
	uint64_t last, *uids;
	size_t n;
	struct fault f;

	if (!mailbox_validity(m->box, a, &m->place.validity, &f) || !mail_last(c, a, &m->place, &last, &f) ||
		!mailbox_search(m->box, a, last, &uids, &n, &f)) {
		trouble(m, f.text);
		return;
	}
	m->told[0] = 0;
	for (size_t i = 0; i < n && !stopped(m); i++) {
		struct arena one = ARENA_INIT;
		bool good = look_at(m, c, &one, uids[i], &f);

		arena_free(&one);
		if (!good)
			return;
	}
}

static void *look(void *self)
{
	struct mails *m = self;
	struct pollfd p = {m->stop, POLLIN, 0};

	do {
		struct arena a = ARENA_INIT;
		struct fault f;
		struct conn *c = db_take(m->set.service->db, TAKE_MS, &f);

		if (c) {
			pass_with(m, c, &a);
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
	mailbox_close(m->box);
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
	m->place.mailbox = s->imap;
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
