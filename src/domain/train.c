#include "domain/train.h"

#include "base/calendar.h"
#include "codes/code.h"

#include <stdlib.h>
#include <string.h>

const char *const train_kind_words[] = {
#define KIND(name, word, reference, days, text) [TRAIN_##name] = word,
#include "domain/train.def"
#undef KIND
};

const int train_kind_days[] = {
#define KIND(name, word, reference, days, text) [TRAIN_##name] = days,
#include "domain/train.def"
#undef KIND
};

static const char *const references[] = {
#define KIND(name, word, reference, days, text) [TRAIN_##name] = reference,
#include "domain/train.def"
#undef KIND
};

#define DAY_LENGTH 11 /* of "/2026-06-15" */

static int number_at(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

bool train_day_of(const char *key, int32_t *day)
{
	size_t prefix = strlen(TRAIN_PREFIX), n = key ? strlen(key) : 0;
	struct civil c = {0};
	const char *s;

	if (n <= prefix + DAY_LENGTH || strncmp(key, TRAIN_PREFIX, prefix) != 0)
		return false;
	s = key + n - DAY_LENGTH;
	if (s[0] != '/' || s[5] != '-' || s[8] != '-')
		return false;
	c.year = number_at(s + 1, 4);
	c.month = number_at(s + 6, 2);
	c.day = number_at(s + 9, 2);
	if (!civil_valid(&c))
		return false;
	*day = (int32_t)calendar_days(c.year, c.month, c.day);
	return true;
}

bool train_is_key(const char *key)
{
	int32_t day;

	return train_day_of(key, &day);
}

const char *train_key_past_midnight(struct arena *a, const char *key)
{
	char *next = arena_strdup(a, key);
	struct civil c;
	int32_t day;

	if (train_day_of(key, &day)) {
		calendar_date(day + 1, &c);
		civil_day_write(next + strlen(next) - (DAY_LENGTH - 1), &c);
	}
	return next;
}

bool train_same_day(enum train_kind kind, int32_t a, int32_t b)
{
	return abs(a - b) <= train_kind_days[kind];
}

bool train_same_name(const struct train_name *a, const struct train_name *b)
{
	if (a->kind != b->kind || strcmp(a->name, b->name) != 0 || !train_same_day(a->kind, a->day, b->day))
		return false;
	return !*a->railway || !*b->railway || strcmp(a->railway, b->railway) == 0;
}

static size_t root_of(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

/* The class whose key comes first takes the other in. */
static void join(size_t *parent, const struct train_name *names, size_t i, size_t k)
{
	i = root_of(parent, i);
	k = root_of(parent, k);
	if (strcmp(names[i].train, names[k].train) <= 0)
		parent[k] = i;
	else
		parent[i] = k;
}

static int by_key(const void *x, const void *y)
{
	const struct train_name *const *a = x, *const *b = y;

	return strcmp((*a)->train, (*b)->train);
}

static int by_name(const void *x, const void *y)
{
	const struct train_name *const *a = x, *const *b = y;
	int order = (int)(*a)->kind - (int)(*b)->kind;

	order = order ? order : strcmp((*a)->name, (*b)->name);
	return order ? order : ((*a)->day > (*b)->day) - ((*a)->day < (*b)->day);
}

/* Sorted by name and day: whether any behind k may still be the same train's as i. */
static bool is_near(const struct train_name *i, const struct train_name *k)
{
	return i->kind == k->kind && train_same_day(i->kind, i->day, k->day) && strcmp(i->name, k->name) == 0;
}

void train_classes(struct arena *a, const struct train_name *names, size_t n, const char **class_of)
{
	size_t *parent = arena_alloc_array(a, n + 1, sizeof *parent);
	const struct train_name **sorted = arena_alloc_array(a, n + 1, sizeof *sorted);

	for (size_t i = 0; i < n; i++) {
		parent[i] = i;
		sorted[i] = &names[i];
	}
	qsort(sorted, n, sizeof *sorted, by_key);
	for (size_t i = 1; i < n; i++)
		if (by_key(&sorted[i - 1], &sorted[i]) == 0)
			join(parent, names, (size_t)(sorted[i - 1] - names), (size_t)(sorted[i] - names));
	qsort(sorted, n, sizeof *sorted, by_name);
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n && is_near(sorted[i], sorted[k]); k++)
			if (train_same_name(sorted[i], sorted[k]))
				join(parent, names, (size_t)(sorted[i] - names), (size_t)(sorted[k] - names));
	for (size_t i = 0; i < n; i++)
		class_of[i] = names[root_of(parent, i)].train;
}

struct naming {
	struct arena *a;
	struct train_name *names;
	size_t count, most;
	struct train_name pattern;
};

/* n bytes of told, as they are looked for; a name of which nothing is left is none. */
static void add_name(struct naming *n, enum train_kind kind, const char *told, size_t length)
{
	struct train_name *name = &n->names[n->count];
	char *loosely = arena_alloc(n->a, length + 1);

	if (n->count == n->most || !code_loosely(told, length, loosely))
		return;
	for (size_t i = 0; i < n->count; i++)
		if (n->names[i].kind == kind && strcmp(n->names[i].name, loosely) == 0)
			return;
	*name = n->pattern;
	name->kind = kind;
	name->name = loosely;
	name->told = arena_strndup(n->a, told, length);
	n->count++;
}

/* A train number has at most six digits or letters; a name of eleven digits is an index, whoever calls it his
 * train's number. */
static bool looks_like_index(const char *s, size_t n)
{
	return n == 11 && strspn(s, "0123456789") >= 11;
}

static void add_own_name(struct naming *n, const char *key)
{
	size_t own = strlen(key) - strlen(TRAIN_PREFIX) - DAY_LENGTH;

	key += strlen(TRAIN_PREFIX);
	add_name(n, looks_like_index(key, own) ? TRAIN_INDEX : TRAIN_NUMBER, key, own);
}

bool train_name_of_key(struct arena *a, const char *key, struct train_name *name)
{
	struct naming n = {a, name, 0, 1, {.train = key, .railway = ""}};

	if (!train_day_of(key, &n.pattern.day))
		return false;
	add_own_name(&n, key);
	return n.count == 1;
}

size_t train_names_of(struct arena *a, const struct event *e, struct train_name *names, size_t most)
{
	const char *key = train_is_key(e->transport.key) ? e->transport.key : e->subject;
	struct naming n = {a, names, 0, most, {.train = key, .railway = ""}};

	if (!train_day_of(key, &n.pattern.day))
		return 0;
	if (e->transport.carrier)
		n.pattern.railway = e->transport.carrier;
	/* those that it refers to are written as people write them */
	for (size_t i = 0; i < e->reference_count; i++)
		for (int k = 0; k < TRAIN_KINDS; k++)
			if (strcmp(e->references[i].kind, references[k]) == 0)
				add_name(&n, (enum train_kind)k, e->references[i].value,
					strlen(e->references[i].value));
	add_own_name(&n, key);
	return n.count;
}
