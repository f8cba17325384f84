/* Numbers that may have been meant by one that is not known. */
#include "codes/code.h"
#include "service/answer_parts.h"

/* Each with another letter or digit at one place. */
static size_t slips_of(struct arena *a, const char *code, const char ***slips)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits[] = "0123456789";
	size_t length = strlen(code), n = 0;

	*slips = arena_alloc_array(a, length * (sizeof letters - 1), sizeof **slips);
	for (size_t i = 0; i < length; i++)
		for (const char *other = code[i] >= 'A' ? letters : digits; *other; other++)
			if (*other != code[i]) {
				char *slip = arena_strdup(a, code);

				slip[i] = *other;
				(*slips)[n++] = slip;
			}
	return n;
}

bool answer_near(struct asking *q, const char *number, const char ***near, size_t *n)
{
	char code[32], changed[128];
	const char **slips;
	struct rows *r;
	size_t count;

	*n = 0;
	if (!code_normalise(number, code, sizeof code, changed, sizeof changed))
		return true;
	count = slips_of(q->arena, code, &slips);
	if (!conn_query(q->conn, SQL_containers_known,
		    (struct param[]){P_TEXT(q->viewer), P_TEXT(array_literal(q->arena, slips, count)),
			    p_int(q->arena, q->limit)},
		    3, q->arena, &r, q->fault))
		return false;
	*near = arena_alloc_array(q->arena, (size_t)rows_count(r) + 1, sizeof **near);
	for (int i = 0; i < rows_count(r); i++)
		(*near)[(*n)++] = rows_text(r, i, 0);
	return true;
}
