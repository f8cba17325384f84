/* What a word for an operation or a decision is to us: each row has one of a few. */
#include "base/hashed.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <string.h>

const char sheet_operations[] = "OPER", sheet_decisions[] = "CUSTOMS";

const struct status_code *value_status(
	struct sheet_reading *r, const char *list, const char *text, const char **unknown)
{
	const struct decode_world *w = r->world;
	struct status_kept *kept = &r->statuses->kept[hashed_text(HASHED, text) % STATUSES_KEPT];
	struct status_asked asked = {{r->partner, r->hint->sender, NULL}, list, NULL};
	const struct status_code *row;
	char folded[WORDS_ROOM];

	if (kept->list == list && strcmp(kept->text, text) == 0)
		return kept->row;
	words_code(text, strlen(text), folded, sizeof folded);
	asked.status = folded;
	row = w->status ? w->status(w->self, &asked) : NULL;
	if (!row)
		*unknown = arena_strdup(r->a, folded);
	else if (strlen(text) < sizeof kept->text) {
		memcpy(kept->text, text, strlen(text) + 1);
		kept->list = list;
		kept->row = row;
	}
	return row;
}
