#include "system/log.h"

#include "base/instant.h"
#include "base/text.h"
#include "system/clock.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static const char *const words[] = {
	[LOG_DEBUG] = "debug", [LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error"};

static atomic_int threshold = LOG_INFO;

void log_threshold(enum log_level least)
{
	atomic_store_explicit(&threshold, (int)least, memory_order_relaxed);
}

bool log_level_of(const char *word, enum log_level *level)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(word, words[i]) == 0) {
			*level = (enum log_level)i;
			return true;
		}
	return false;
}

/* A bare word needs no quotes in logfmt. */
static bool is_bare(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == '"' || *s == '=' || *s == '\\' ||
			(unsigned char)*s >= 0x7F)
			return false;
	return true;
}

/* JSON's quoting: control bytes escaped, what is no UTF-8 replaced. */
static void add_value(struct text *out, const char *s)
{
	struct json j = {out, false};

	if (is_bare(s))
		text_say(out, s);
	else
		jw_string(&j, s);
}

static void add_pair(struct text *out, const char *key, const char *value)
{
	text_byte(out, ' ');
	text_say(out, key);
	text_byte(out, '=');
	add_value(out, value);
}

static void add_time(struct text *out)
{
	instant now = clock_now();
	struct civil c = instant_to_civil(now, 0);

	text_printf(out, "ts=%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", c.year, c.month, c.day, c.hour, c.minute,
		c.second, c.micro / 1000);
}

/* One write a line, so that lines of several threads do not mix. A log that cannot be written is no reason to
 * stop. */
static void put(const struct text *line)
{
	size_t done = 0;

	while (done < line->length) {
		ssize_t n = write(STDERR_FILENO, line->bytes + done, line->length - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		done += (size_t)n;
	}
}

void log_line(enum log_level level, const char *msg, ...)
{
	struct text line = TEXT_INIT;
	va_list args;
	const char *key;

	if ((int)level < atomic_load_explicit(&threshold, memory_order_relaxed))
		return;
	add_time(&line);
	add_pair(&line, "level", words[level]);
	add_pair(&line, "msg", msg);
	va_start(args, msg);
	while ((key = va_arg(args, const char *))) {
		const char *value = va_arg(args, const char *);

		if (value)
			add_pair(&line, key, value);
	}
	va_end(args);
	text_byte(&line, '\n');
	put(&line);
	text_free(&line);
}
