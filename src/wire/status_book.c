#include "wire/status_book.h"

#include <stdlib.h>
#include <string.h>

static int compare(const struct status_code *a, const struct status_code *b)
{
	int d = strcmp(a->sender, b->sender);

	if (!d)
		d = strcmp(a->list, b->list);
	return d ? d : strcmp(a->status, b->status);
}

struct placed { /* a row and where it stood */
	struct status_code row;
	size_t at;
};

static int by_key(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int d = compare(&x->row, &y->row);

	return d ? d : (x->at > y->at) - (x->at < y->at);
}

static const char *text(struct arena *a, const char *s)
{
	return arena_strdup(a, s ? s : "");
}

static struct status_code copied(struct arena *a, const struct status_code *from)
{
	struct status_code to = *from;

	to.sender = text(a, from->sender);
	to.list = text(a, from->list);
	to.status = text(a, from->status);
	to.event = arena_strdup(a, from->event);
	to.name = arena_strdup(a, from->name);
	return to;
}

static uint32_t key_of(const char *sender, const char *list, const char *status)
{
	return hashed_text(hashed_text(hashed_text(HASHED, status), list), sender);
}

void status_book_make(struct status_book *b, struct arena *a, const struct status_code *rows, size_t n)
{
	struct placed *all = arena_alloc_array(a, n + 1, sizeof *all);

	b->rows = arena_alloc_array(a, n + 1, sizeof *b->rows);
	b->count = 0;
	for (size_t i = 0; i < n; i++)
		all[i] = (struct placed){copied(a, &rows[i]), i};
	qsort(all, n, sizeof *all, by_key);
	for (size_t i = 0; i < n; i++) {
		if (b->count && compare(&b->rows[b->count - 1], &all[i].row) == 0)
			b->count--;
		b->rows[b->count++] = all[i].row;
	}
	hashed_make(&b->found, a, b->count);
	for (size_t i = 0; i < b->count; i++)
		hashed_put(&b->found, key_of(b->rows[i].sender, b->rows[i].list, b->rows[i].status), i);
}

static const struct status_code *row_of(
	const struct status_book *b, const char *sender, const char *list, const char *status)
{
	struct status_code key = {.sender = sender, .list = list, .status = status};
	struct hashed_at at = hashed_first(&b->found, key_of(sender, list, status));

	while (hashed_next(&b->found, &at))
		if (compare(&b->rows[at.row], &key) == 0)
			return &b->rows[at.row];
	return NULL;
}

const struct status_code *status_book_find(const struct status_book *b, const struct status_asked *asked)
{
	const char *list = asked->list ? asked->list : "";
	const struct status_code *row;

	if (!asked->status)
		return NULL;
	for (size_t i = 0; i < sizeof asked->sender / sizeof *asked->sender; i++) {
		const char *sender = asked->sender[i];

		if (!sender || !*sender)
			continue;
		row = row_of(b, sender, list, asked->status);
		if (!row)
			row = row_of(b, sender, "", asked->status);
		if (row)
			return row;
	}
	return row_of(b, "", list, asked->status);
}
