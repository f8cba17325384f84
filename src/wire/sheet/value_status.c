/* What a word for an operation or a decision is to us: each row has one of a few. */
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <string.h>

const struct status_code *value_status(
	struct sheet_reading *r, enum sheet_list list, const char *text, const char **unknown)
{
	static const char *const lists[] = {[SHEET_OPERATIONS] = "OPER", [SHEET_DECISIONS] = "CUSTOMS"};
	const struct decode_world *w = r->world;
	size_t n = strlen(text);
	struct kept_status *kept = &r->memo->statuses[kept_slot(text, n, STATUSES_KEPT)];
	struct status_asked asked = {{r->partner, r->hint->sender, NULL}, lists[list], NULL};
	const struct status_code *row;
	char folded[WORDS_ROOM];

	if (kept_is(&kept->text, list, text, n))
		return kept->row;
	words_code(text, n, folded, sizeof folded);
	asked.status = folded;
	row = w->status ? w->status(w->self, &asked) : NULL;
	if (!row)
		*unknown = arena_strdup(r->a, folded);
	else if (kept_set(&kept->text, list, text, n))
		kept->row = row;
	return row;
}
