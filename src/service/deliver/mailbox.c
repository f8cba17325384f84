#include "service/deliver/mailbox.h"

#include "base/limits.h"

#include <ctype.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CONNECT_SECONDS 20L
#define SLOW_SECONDS    60L /* nothing comes for so long: given up */
#define WORDS_MOST      (1u << 20)

struct mailbox {
	struct mailbox_settings set;
	CURL *imap, *smtp;
	char *folder; /* as IMAP calls it */
	char why[CURL_ERROR_SIZE];
};

struct sinking { /* what is received */
	struct text *out;
	size_t most;
	bool beyond;
};

static size_t sink(char *bytes, size_t size, size_t n, void *self)
{
	struct sinking *s = self;

	if (s->out->length + size * n > s->most) {
		s->beyond = true;
		text_add(s->out, bytes, s->most - s->out->length);
		return 0;
	}
	text_add(s->out, bytes, size * n);
	return size * n;
}

struct sourcing { /* what is sent */
	const struct text *mail;
	size_t at;
};

static size_t source(char *to, size_t size, size_t n, void *self)
{
	struct sourcing *s = self;
	size_t left = s->mail->length - s->at, k = size * n < left ? size * n : left;

	memcpy(to, s->mail->bytes + s->at, k);
	s->at += k;
	return k;
}

/* This machine itself: what is said to it nobody else hears. */
static bool is_here(const char *host)
{
	return strncmp(host, "127.", 4) == 0 || strcmp(host, "[::1]") == 0 ||
	       strcasecmp(host, "localhost") == 0;
}

/* The scheme, host and folder of an address; false where it is none of that scheme. */
static bool parts_of(const char *url, const char *scheme, bool *here, char **folder, struct fault *f)
{
	CURLU *u = curl_url();
	char *is = NULL, *host = NULL, *path = NULL, *user = NULL;
	size_t n = strlen(scheme);
	bool fine =
		u && !curl_url_set(u, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) &&
		!curl_url_get(u, CURLUPART_SCHEME, &is, 0) && !curl_url_get(u, CURLUPART_HOST, &host, 0) &&
		!curl_url_get(u, CURLUPART_PATH, &path, CURLU_URLDECODE) && strncasecmp(is, scheme, n) == 0 &&
		(!is[n] || strcasecmp(is + n, "s") == 0) && curl_url_get(u, CURLUPART_PASSWORD, &user, 0);

	if (fine)
		*here = is_here(host);
	if (fine && folder)
		*folder = strdup(path[0] && path[1] ? path + 1 : "INBOX");
	curl_free(is);
	curl_free(host);
	curl_free(path);
	curl_free(user);
	curl_url_cleanup(u);
	return fine ||
	       fault_say(f, FAULT_USAGE, "%s is no address of the form %ss://HOST/..., without a password",
		       url, scheme);
}

bool mailbox_fits(const struct mailbox_settings *s, struct fault *f)
{
	bool here;

	return parts_of(s->imap, "imap", &here, NULL, f) &&
	       (!s->smtp || parts_of(s->smtp, "smtp", &here, NULL, f));
}

static CURL *handle(struct mailbox *m, const char *protocols, bool here)
{
	CURL *c = curl_easy_init();

	if (!c)
		return NULL;
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, protocols);
	curl_easy_setopt(c, CURLOPT_USE_SSL, here ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, m->why);
	if (m->set.user)
		curl_easy_setopt(c, CURLOPT_USERNAME, m->set.user);
	if (m->set.password)
		curl_easy_setopt(c, CURLOPT_PASSWORD, m->set.password);
	return c;
}

static void start_curl(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

bool mailbox_open(struct mailbox **opened, const struct mailbox_settings *s, struct fault *f)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct mailbox *m = calloc(1, sizeof *m);
	bool imap_here, smtp_here = true;

	pthread_once(&once, start_curl);
	if (!m)
		return fault_say(f, FAULT_INTERNAL, "no memory for the mailbox");
	m->set = *s;
	if (!parts_of(s->imap, "imap", &imap_here, &m->folder, f) ||
		(s->smtp && !parts_of(s->smtp, "smtp", &smtp_here, NULL, f))) {
		mailbox_close(m);
		return false;
	}
	m->imap = handle(m, "imap,imaps", imap_here);
	m->smtp = s->smtp ? handle(m, "smtp,smtps", smtp_here) : NULL;
	if (m->imap && (m->smtp || !s->smtp)) {
		*opened = m;
		return true;
	}
	mailbox_close(m);
	return fault_say(f, FAULT_INTERNAL, "libcurl cannot be used");
}

void mailbox_close(struct mailbox *m)
{
	if (!m)
		return;
	curl_easy_cleanup(m->imap);
	curl_easy_cleanup(m->smtp);
	free(m->folder);
	free(m);
}

static bool perform(struct mailbox *m, CURL *c, const char *what, struct fault *f)
{
	CURLcode code;

	m->why[0] = 0;
	code = curl_easy_perform(c);
	for (char *s = m->why; *s; s++) /* libcurl writes a byte of its state into some */
		if ((unsigned char)*s < ' ')
			*s = *s == '\n' || s[1] ? ' ' : 0;
	return code == CURLE_OK ||
	       fault_say(f, FAULT_ENVIRONMENT, "%s: %s", what, *m->why ? m->why : curl_easy_strerror(code));
}

/* A command and the untagged lines of its answer. */
static bool ask(struct mailbox *m, const char *command, struct text *answer, struct fault *f)
{
	struct sinking s = {answer, WORDS_MOST, false};

	curl_easy_setopt(m->imap, CURLOPT_URL, m->set.imap);
	curl_easy_setopt(m->imap, CURLOPT_CUSTOMREQUEST, command);
	curl_easy_setopt(m->imap, CURLOPT_WRITEFUNCTION, sink);
	curl_easy_setopt(m->imap, CURLOPT_WRITEDATA, &s);
	return perform(m, m->imap, "the mailbox cannot be read", f);
}

bool mailbox_validity(struct mailbox *m, struct arena *a, uint64_t *validity, struct fault *f)
{
	struct text answer = TEXT_INIT, name = TEXT_INIT;
	const char *at;
	bool fine;

	for (const char *s = m->folder; *s; s++) {
		if (*s == '"' || *s == '\\')
			text_byte(&name, '\\');
		if ((unsigned char)*s >= ' ')
			text_byte(&name, *s);
	}
	fine = ask(m, arena_printf(a, "STATUS \"%s\" (UIDVALIDITY)", text_string(&name)), &answer, f);
	at = fine ? strstr(text_string(&answer), "UIDVALIDITY ") : NULL;
	if (at)
		*validity = strtoull(at + 12, NULL, 10);
	else if (fine)
		fine = fault_say(f, FAULT_ENVIRONMENT, "the mailbox does not say how long its numbers hold");
	text_free(&answer);
	text_free(&name);
	return fine;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* "* SEARCH 4 7 9"; "4:*" finds the last one whatever its number is. */
static void read_numbers(struct arena *a, const char *s, uint64_t after, uint64_t **uids, size_t *n)
{
	size_t room = 0;

	*uids = NULL;
	*n = 0;
	while ((s = strstr(s, "* SEARCH"))) {
		for (s += 8; *s == ' ' && isdigit((unsigned char)s[1]);) {
			char *end;
			uint64_t uid = strtoull(s + 1, &end, 10);

			s = end;
			if (uid <= after)
				continue;
			*uids = arena_grow(a, *uids, *n, &room, sizeof **uids);
			(*uids)[(*n)++] = uid;
		}
	}
	if (*n)
		qsort(*uids, *n, sizeof **uids, by_number);
}

bool mailbox_search(
	struct mailbox *m, struct arena *a, uint64_t after, uint64_t **uids, size_t *n, struct fault *f)
{
	struct text answer = TEXT_INIT;
	bool unread = after == MAILBOX_UNREAD;
	const char *command =
		unread ? "UID SEARCH UNSEEN"
		       : arena_printf(a, "UID SEARCH UID %llu:*", (unsigned long long)after + 1);
	bool fine = ask(m, command, &answer, f);

	if (fine)
		read_numbers(a, text_string(&answer), unread ? 0 : after, uids, n);
	text_free(&answer);
	return fine;
}

bool mailbox_fetch(struct mailbox *m, uint64_t uid, struct text *bytes, bool *too_large, struct fault *f)
{
	struct sinking s = {bytes, LIMIT_MAIL, false};
	size_t n = strlen(m->set.imap), path = n;
	char *url = malloc(n + 40);
	bool fine;

	if (!url)
		abort();
	while (path && m->set.imap[path - 1] == '/')
		path--;
	snprintf(url, n + 40, "%.*s%s/;UID=%llu", (int)path, m->set.imap,
		strchr(strstr(m->set.imap, "://") + 3, '/') ? "" : "/INBOX", (unsigned long long)uid);
	curl_easy_setopt(m->imap, CURLOPT_URL, url);
	curl_easy_setopt(m->imap, CURLOPT_CUSTOMREQUEST, NULL);
	curl_easy_setopt(m->imap, CURLOPT_WRITEFUNCTION, sink);
	curl_easy_setopt(m->imap, CURLOPT_WRITEDATA, &s);
	fine = perform(m, m->imap, "a mail cannot be read", f) || s.beyond;
	*too_large = s.beyond;
	free(url);
	return fine;
}

bool mailbox_send(struct mailbox *m, const char *to, const struct text *mail, struct fault *f)
{
	struct sourcing s = {mail, 0};
	struct curl_slist *whom = curl_slist_append(NULL, to);
	long answer = 0;
	bool fine;

	if (!whom)
		return fault_say(f, FAULT_INTERNAL, "no memory for a mail");
	curl_easy_setopt(m->smtp, CURLOPT_URL, m->set.smtp);
	curl_easy_setopt(m->smtp, CURLOPT_MAIL_FROM, "");
	curl_easy_setopt(m->smtp, CURLOPT_MAIL_RCPT, whom);
	curl_easy_setopt(m->smtp, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(m->smtp, CURLOPT_READFUNCTION, source);
	curl_easy_setopt(m->smtp, CURLOPT_READDATA, &s);
	fine = perform(m, m->smtp, "a receipt cannot be sent", f);
	curl_easy_getinfo(m->smtp, CURLINFO_RESPONSE_CODE, &answer);
	if (!fine && answer >= 550 && answer < 560) /* of this mail; 530 to 538 are of the log-in */
		f->code = FAULT_REFUSED;
	curl_easy_setopt(m->smtp, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(whom);
	return fine;
}
