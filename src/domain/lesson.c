#include "domain/lesson.h"

#include <stdlib.h>
#include <string.h>

#define CELLS 9

enum { KIND, FROM, TO, MODE, DIRECTION, BEGAN, WHAT, PASSING, TOLD_LATE };

/* ---- written ---- */

static bool fits(const char *s)
{
	return !strpbrk(s, "\t\n");
}

static const char *line_of(struct arena *a, const struct stretch_seen *s)
{
	const struct stretch *x = &s->stretch;
	const char *head = arena_printf(a, "%s\t%s\t%s\t%d\t%s\t%lld\t", stretch_rows[x->kind].word, x->from,
		x->to, (int)x->mode, x->direction, (long long)(s->began / INSTANT_SECOND));

	if (s->untold || s->entry.running)
		return arena_printf(a, "%s%s\n", head, s->untold ? "untold" : "running");
	if (s->entry.told_late < 0)
		return arena_printf(a, "%s%.0f\t%u\t-\n", head, s->entry.seconds, s->entry.passing);
	return arena_printf(
		a, "%s%.0f\t%u\t%.0f\n", head, s->entry.seconds, s->entry.passing, s->entry.told_late);
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

void lessons_write(struct text *out, struct arena *a, const struct stretch_seen *seen, size_t n)
{
	const char **lines = arena_alloc_array(a, n + 1, sizeof *lines);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct stretch *x = &seen[i].stretch;

		if (seen[i].began != INSTANT_NONE && fits(x->from) && fits(x->to) && fits(x->direction))
			lines[kept++] = line_of(a, &seen[i]);
	}
	qsort(lines, kept, sizeof *lines, by_text);
	for (size_t i = 0; i < kept; i++)
		text_say(out, lines[i]);
}

/* ---- read ---- */

static bool kind_of(const char *word, enum stretch_kind *kind)
{
	int k = 0;

	while (k < STRETCH_KINDS && strcmp(stretch_rows[k].word, word) != 0)
		k++;
	*kind = (enum stretch_kind)k;
	return k < STRETCH_KINDS;
}

static size_t split(char *line, const char *cells[CELLS])
{
	size_t n = 0;

	for (char *at = line; at && n < CELLS; n++) {
		cells[n] = at;
		at = strchr(at, '\t');
		if (at)
			*at++ = '\0';
	}
	return n;
}

static bool read_line(struct arena *a, const char *line, size_t length, struct stretch_seen *s)
{
	const char *cells[CELLS];
	size_t n = split(arena_strndup(a, line, length), cells);

	*s = (struct stretch_seen){.entry.told_late = -1};
	if (n <= WHAT || !kind_of(cells[KIND], &s->stretch.kind))
		return false;
	s->stretch.from = cells[FROM];
	s->stretch.to = cells[TO];
	s->stretch.mode = (enum mode)strtol(cells[MODE], NULL, 10);
	s->stretch.direction = cells[DIRECTION];
	s->began = strtoll(cells[BEGAN], NULL, 10) * INSTANT_SECOND;
	s->untold = strcmp(cells[WHAT], "untold") == 0;
	s->entry.running = strcmp(cells[WHAT], "running") == 0;
	if (s->untold || s->entry.running)
		return n == PASSING;
	s->entry.seconds = (double)strtoll(cells[WHAT], NULL, 10);
	s->entry.passing = n > PASSING ? (uint32_t)strtoul(cells[PASSING], NULL, 10) : 0;
	if (n > TOLD_LATE && cells[TOLD_LATE][0] != '-')
		s->entry.told_late = (double)strtoll(cells[TOLD_LATE], NULL, 10);
	return n == CELLS;
}

struct lines {
	const char *at;
	size_t length; /* of this line, its end not counted; at an end of text 0 */
};

static void look(struct lines *l)
{
	l->length = strcspn(l->at, "\n");
}

static void go_on(struct lines *l)
{
	l->at += l->length + (l->at[l->length] == '\n');
	look(l);
}

/* What has ended comes behind all that has not. */
static int compare(const struct lines *a, const struct lines *b)
{
	size_t n = a->length < b->length ? a->length : b->length;
	int d = memcmp(a->at, b->at, n);

	if (!*a->at || !*b->at)
		return !*a->at - !*b->at;
	return d ? d : (a->length > b->length) - (a->length < b->length);
}

size_t lessons_between(struct arena *a, const char *before, const char *now, struct lesson **lessons)
{
	struct lines x = {.at = before}, y = {.at = now};
	size_t count = 0, room = 0;

	*lessons = NULL;
	look(&x);
	look(&y);
	while (*x.at || *y.at) {
		int d = compare(&x, &y);
		struct lines *next = d < 0 ? &x : &y;

		if (d) {
			*lessons = arena_grow(a, *lessons, count, &room, sizeof **lessons);
			(*lessons)[count].sign = d < 0 ? -1 : 1;
			if (next->length && read_line(a, next->at, next->length, &(*lessons)[count].seen))
				count++;
		} else {
			go_on(&x);
		}
		go_on(next);
	}
	return count;
}
