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

static void say_head(const struct demo_target *t, struct text *request, const char *line)
{
	text_printf(request,
		"%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n", line,
		t->secret);
}

/* The demonstration is played once a database: on another day its dates would be others, and every box would
 * do everything again. */
static bool played(const struct demo_target *t, bool *already, struct fault *f)
{
	struct text request = TEXT_INIT, answer = TEXT_INIT;
	bool good;

	say_head(t, &request, "GET /api/v1/intakes?limit=1000");
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

static const char *type_of(const char *name)
{
	size_t n = strlen(name);

	return n > 5 && strcmp(name + n - 5, ".json") == 0 ? "application/json" : "application/edifact";
}

static bool post_file(
	const struct demo_target *t, const struct embedded *e, int days, int *taken, struct fault *f)
{
	struct text body = TEXT_INIT, request = TEXT_INIT, answer = TEXT_INIT;
	const char *end;
	bool good;

	demo_shift(&body, (const char *)e->bytes, e->length, days);
	say_head(t, &request, "POST /api/v1/messages");
	text_printf(
		&request, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n", type_of(e->name), body.length);
	text_add(&request, body.bytes, body.length);
	good = exchange(t, &request, &answer, f);
	end = good ? strstr(text_string(&answer), "\r\n\r\n") : NULL;
	if (end)
		read_receipt(e->name, end + 4, taken);
	text_free(&body);
	text_free(&request);
	text_free(&answer);
	return good;
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
