#include "cli/demo_post.h"

#include "base/instant.h"
#include "base/text.h"
#include "service/demo.h"
#include "system/clock.h"
#include "system/embed.h"
#include "system/log.h"

#include <errno.h>
#include <jansson.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAIT_S 60

/* Whole days that have passed: what is moved by them lies in the last twenty-four hours, and never ahead. */
static int days_from_then(void)
{
	return (int)((clock_now() - civil_to_instant(&DEMO_LAST, 0)) / INSTANT_DAY);
}

static int dial(const struct demo_target *t, struct fault *f)
{
	struct addrinfo wish = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST}, *a;
	struct timeval wait = {WAIT_S, 0};
	char port[8];
	int fd;

	snprintf(port, sizeof port, "%d", t->port);
	if (getaddrinfo(t->host, port, &wish, &a) != 0)
		return fault_say(f, FAULT_INTERNAL, "the address %s is not numeric", t->host), -1;
	fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0) {
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
		if (connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
			close(fd);
			fd = -1;
		}
	}
	if (fd < 0)
		fault_say(f, FAULT_ENVIRONMENT, "cannot reach %s port %d: %s", t->host, t->port,
			strerror(errno));
	freeaddrinfo(a);
	return fd;
}

static bool send_all(int fd, const struct text *t)
{
	for (size_t done = 0; done < t->length;) {
		ssize_t n = send(fd, t->bytes + done, t->length - done, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

static bool receive_all(int fd, struct text *answer)
{
	char piece[8192];

	for (;;) {
		ssize_t n = recv(fd, piece, sizeof piece, 0);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 && answer->length > 0;
		text_add(answer, piece, (size_t)n);
	}
}

static bool exchange(
	const struct demo_target *t, const struct text *request, struct text *answer, struct fault *f)
{
	int fd = dial(t, f);
	bool good;

	if (fd < 0)
		return false;
	good = send_all(fd, request) && receive_all(fd, answer);
	close(fd);
	return good || fault_say(f, FAULT_ENVIRONMENT, "the demonstration's messages got no answer");
}

/* As the sender "@name", or as the demonstration where it is empty. */
static void say_head(const struct demo_target *t, struct text *request, const char *method, const char *path,
	const char *as)
{
	text_printf(request,
		"%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s%s\r\nConnection: close\r\n",
		method, path, t->secret, as);
}

static void say_body(struct text *request, const char *type, const struct text *body)
{
	text_printf(request, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n", type, body->length);
	text_add(request, body->bytes, body->length);
}

/* The demonstration is played once a database: on another day its dates would be others, and every box would
 * do everything again. */
static bool played(const struct demo_target *t, bool *already, struct fault *f)
{
	struct text request = TEXT_INIT, answer = TEXT_INIT;
	bool good;

	say_head(t, &request, "GET", "/api/v1/intakes?limit=1000", "");
	text_say(&request, "\r\n");
	good = exchange(t, &request, &answer, f);
	*already = strstr(text_string(&answer), "\"sender\":\"demo\"") != NULL;
	text_free(&request);
	text_free(&answer);
	return good;
}

/* Logs what was refused; counts what was not. */
static void read_receipt(const char *name, const char *body, int *taken)
{
	json_t *receipt = json_loads(body, JSON_REJECT_DUPLICATES, NULL);
	const char *status = json_string_value(json_object_get(receipt, "status"));
	json_t *first = json_array_get(json_object_get(receipt, "diagnostics"), 0);

	if (status && strcmp(status, "rejected") != 0)
		++*taken;
	else
		log_line(LOG_WARN, "a demonstration message was refused", "file", name, "why",
			json_string_value(json_object_get(first, "text")), NULL);
	json_decref(receipt);
}

/* "@ktz" of "data/demo/105-...@ktz.csv": who sends it. */
static void read_sender(const char *name, char sender[32])
{
	const char *at = strchr(name, '@');

	snprintf(sender, 32, "%.*s", at ? (int)strcspn(at, ".") : 0, at ? at : "");
}

static bool post_file(
	const struct demo_target *t, const struct embedded *e, int days, int *taken, struct fault *f)
{
	struct text body = TEXT_INIT, request = TEXT_INIT, answer = TEXT_INIT;
	char sender[32];
	const char *end;
	bool good;

	demo_shift(&body, e->name, (const char *)e->bytes, e->length, days);
	read_sender(e->name, sender);
	say_head(t, &request, "POST", "/api/v1/messages", sender);
	say_body(&request, demo_type(e->name), &body);
	good = exchange(t, &request, &answer, f);
	end = good ? strstr(text_string(&answer), "\r\n\r\n") : NULL;
	if (end)
		read_receipt(e->name, end + 4, taken);
	text_free(&body);
	text_free(&request);
	text_free(&answer);
	return good;
}

/* *good: it was answered with 200 or 201. */
static bool ask(const struct demo_target *t, const char *method, const char *path, const char *type,
	struct text *body, bool *good, struct fault *f)
{
	struct text request = TEXT_INIT, answer = TEXT_INIT;
	bool answered;

	say_head(t, &request, method, path, "");
	say_body(&request, type, body);
	answered = exchange(t, &request, &answer, f);
	*good = answered && strncmp(text_string(&answer), "HTTP/1.1 20", 11) == 0;
	text_free(&request);
	text_free(&answer);
	return answered;
}

static bool put(const struct demo_target *t, const struct embedded *e, const char *path, struct fault *f)
{
	struct text body = TEXT_INIT;
	bool good, taken;

	text_add(&body, (const char *)e->bytes, e->length);
	good = ask(t, "PUT", path, demo_type(e->name), &body, &taken, f);
	if (good && !taken)
		log_line(LOG_WARN, "a file of the demonstration was refused", "file", e->name, NULL);
	text_free(&body);
	return good;
}

/* data/demo-partners/ktz.json is the partner ktz; one that is there already stays as it is. */
static bool put_partner(const struct demo_target *t, const struct embedded *e, struct fault *f)
{
	const char *name = strrchr(e->name, '/') + 1;
	struct text none = TEXT_INIT;
	char path[96];
	bool there;

	snprintf(path, sizeof path, "/api/v1/partners/%.*s", (int)strcspn(name, "."), name);
	return ask(t, "GET", path, "application/json", &none, &there, f) && (there || put(t, e, path, f));
}

static const struct {
	const char *file, *path;
} records[] = {{"data/demo-terms.json", "/api/v1/terms"}, {"data/demo-routes.csv", "/api/v1/routes"},
	{"data/demo-transfers.csv", "/api/v1/transfers"}, {"data/demo-rates.csv", "/api/v1/rates"}};

/* What stands beside the messages: who sends them, the terms of free time, and the network. */
static bool put_beside(const struct demo_target *t, struct fault *f)
{
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *e = &embedded_files[i];

		if (strncmp(e->name, "data/demo-partners/", 19) == 0 && !put_partner(t, e, f))
			return false;
		for (size_t k = 0; k < sizeof records / sizeof *records; k++)
			if (strcmp(e->name, records[k].file) == 0 && !put(t, e, records[k].path, f))
				return false;
	}
	return true;
}

bool demo_post(const struct demo_target *t, struct fault *f)
{
	int days = days_from_then(), sent = 0, taken = 0;
	char numbers[2][16];
	bool already;

	if (!played(t, &already, f))
		return false;
	if (already) {
		log_line(LOG_INFO, "the demonstration was played here before", NULL);
		return true;
	}
	if (!put_beside(t, f))
		return false;
	for (size_t i = 0; i < embedded_count; i++) {
		if (strncmp(embedded_files[i].name, "data/demo/", 10) != 0)
			continue;
		if (!post_file(t, &embedded_files[i], days, &taken, f))
			return false;
		sent++;
	}
	snprintf(numbers[0], sizeof numbers[0], "%d", sent);
	snprintf(numbers[1], sizeof numbers[1], "%d", taken);
	log_line(LOG_INFO, "the demonstration is in", "files", numbers[0], "taken", numbers[1], NULL);
	return true;
}
