#include "service/learn.h"

#include "domain/lesson.h"

#include <stdlib.h>
#include <string.h>

struct touched { /* a stretch in a week, and what is counted in and out */
	struct stretch stretch;
	int32_t week;
	const struct lesson *lesson;
	double scale;
	size_t order;
};

struct learning {
	struct arena *a;
	const struct eta_world *w;
	struct touched *touched;
	size_t count, room;
};

static void touch(struct learning *l, const struct lesson *lesson)
{
	for (int which = STRETCH_OWN; which < STRETCH_POOLS; which++) {
		struct touched t = {.lesson = lesson, .week = tally_week_of(lesson->seen.began)};

		t.scale = stretch_pool(
			&l->w->stretch, &lesson->seen.stretch, (enum stretch_pool)which, l->a, &t.stretch);
		if (t.scale <= 0)
			continue;
		l->touched = arena_grow(l->a, l->touched, l->count, &l->room, sizeof *l->touched);
		l->touched[l->count] = t;
		l->touched[l->count].order = l->count;
		l->count++;
	}
}

static int by_week(const struct touched *x, const struct touched *y)
{
	int d = stretch_compare(&x->stretch, &y->stretch);

	return d ? d : (x->week > y->week) - (x->week < y->week);
}

static int in_order(const void *a, const void *b)
{
	const struct touched *x = a, *y = b;
	int d = by_week(x, y);

	return d ? d : (x->order > y->order) - (x->order < y->order);
}

/* What changed of the boxes, of those alone.  *n: how many. */
static struct lessons_kept *changed(struct learning *l, const struct lessons_kept *before,
	const struct lessons_kept *now, size_t boxes, size_t *n)
{
	struct lessons_kept *kept = arena_alloc_array(l->a, boxes + 1, sizeof *kept);

	*n = 0;
	for (size_t i = 0; i < boxes; i++) {
		struct lesson *lessons;
		size_t count = lessons_between(l->a, before[i].lessons, now[i].lessons, &lessons);

		for (size_t k = 0; k < count; k++)
			touch(l, &lessons[k]);
		if (strcmp(before[i].lessons, now[i].lessons) != 0)
			kept[(*n)++] = now[i];
	}
	return kept;
}

static bool count(struct batch *b, struct conn *c, struct learning *l, struct fault *f)
{
	struct stretch_known **known = arena_alloc_array(l->a, l->count + 1, sizeof(struct stretch_known *));
	size_t *of = arena_alloc_array(l->a, l->count + 1, sizeof *of), n = 0;

	qsort(l->touched, l->count, sizeof *l->touched, in_order);
	for (size_t i = 0; i < l->count; i++) {
		const struct touched *t = &l->touched[i];

		if (!i || by_week(t, t - 1) != 0) {
			known[n] = arena_alloc(l->a, sizeof **known);
			known[n]->stretch = t->stretch;
			known[n++]->week.week = t->week;
		}
		of[i] = n - 1;
	}
	if (!stretches_read_known(c, l->a, known, n, f))
		return false;
	for (size_t i = 0; i < l->count; i++)
		stretch_count(&known[of[i]]->week.tally, &l->touched[i].lesson->seen, l->touched[i].scale,
			l->touched[i].lesson->sign);
	stretches_put_later(b, l->a, (const struct stretch_known *const *)known, n);
	return true;
}

bool learn(struct batch *b, struct conn *c, struct arena *a, const struct eta_world *w,
	const struct lessons_kept *boxes, size_t n, struct fault *f)
{
	struct lessons_kept *before = arena_alloc_array(a, n + 1, sizeof *before), *kept;
	struct learning l = {.a = a, .w = w};
	size_t changes;

	for (size_t i = 0; i < n; i++)
		before[i].container = boxes[i].container;
	if (!lessons_read(c, a, before, n, f))
		return false;
	kept = changed(&l, before, boxes, n, &changes);
	lessons_put_later(b, a, kept, changes);
	return !l.count || count(b, c, &l, f);
}
