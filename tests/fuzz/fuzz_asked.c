/*
 * Any bytes as what somebody pasted: every reference is told back and looked for in its normal form, one of a
 * container's shape is judged, and asking for the value alone asks for the same.
 */
#include "domain/asked.h"

#include "codes/code.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void try_one(struct arena *a, const struct asked *q)
{
	struct asked_list again = {.count = 0};
	char *twice;

	must(q->raw != NULL && (q->value != NULL) == (q->shape != ASKED_NOTHING));
	must((q->suggest != NULL) == (q->shape == ASKED_FAILS));
	if (!q->value)
		return;
	must(*q->value);
	twice = arena_alloc(a, strlen(q->value) + 1);
	must(code_loosely(q->value, strlen(q->value), twice) == strlen(q->value));
	must(strcmp(twice, q->value) == 0);
	asked_add(&again, a, q->value, strlen(q->value));
	must(again.at[0].shape == q->shape && strcmp(again.at[0].value, q->value) == 0);
	must(!q->misread || q->shape == ASKED_OTHER);
	if (q->misread) {
		struct asked_list meant = {.count = 0};

		asked_add(&meant, a, q->misread, strlen(q->misread));
		must(meant.at[0].shape == ASKED_CONTAINER);
	}
	if (q->suggest) {
		asked_add(&again, a, q->suggest, strlen(q->suggest));
		must(again.at[1].shape == ASKED_CONTAINER);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct asked_list list = {.count = 0};
	struct fault f = {FAULT_NONE, "", ""};
	char *text = malloc(size + 1); /* of its own size: reading past it is seen */

	memcpy(text, data, size);
	if (asked_split(&list, &a, text, size, 100, &f))
		must(list.count <= 100);
	else
		must(f.code == FAULT_BAD_BODY && (list.count > 100 || memchr(text, '\0', size)));
	for (size_t i = 0; i < list.count; i++)
		try_one(&a, &list.at[i]);
	free(text);
	arena_free(&a);
	return 0;
}
