#include "base/limits.h"
#include "wire/sheet/xlsx.h"

/* Merged ranges stand behind the rows: their names are looked for in the part's bytes first. */
struct looking {
	struct merged *merged;
	char tail[512]; /* of the piece before */
	size_t tail_length;
};

/* One corner of "A1:C3"; bytes read, 0: it is none. */
static size_t corner(const char *s, size_t n, uint32_t *row, uint32_t *column)
{
	size_t i = 0, letters;
	uint64_t r = 0, c = 0;

	for (i += i < n && s[i] == '$'; i < n && (s[i] | 0x20) >= 'a' && (s[i] | 0x20) <= 'z' && c < 100000;
		i++)
		c = c * 26 + (uint64_t)((s[i] | 0x20) - 'a' + 1);
	letters = i;
	for (i += i < n && s[i] == '$'; i < n && s[i] >= '0' && s[i] <= '9' && r < 100000000; i++)
		r = r * 10 + (uint64_t)(s[i] - '0');
	*row = (uint32_t)r;
	*column = (uint32_t)c;
	return letters && r && c ? i : 0;
}

static bool range_read(const char *s, size_t n, struct merged_range *r)
{
	size_t k = corner(s, n, &r->top, &r->left);

	if (!k)
		return false;
	if (k == n) {
		r->bottom = r->top;
		r->right = r->left;
		return true;
	}
	return s[k] == ':' && corner(s + k + 1, n - k - 1, &r->bottom, &r->right) == n - k - 1 &&
	       r->bottom >= r->top && r->right >= r->left;
}

static void element(struct looking *m, const char *s, size_t n)
{
	const char *ref = memmem(s, n, "ref=", 4), *end;
	struct merged_range r;

	if (!ref || (size_t)(ref - s) + 5 >= n)
		return;
	ref += 5;
	end = memchr(ref, ref[-1], n - (size_t)(ref - s));
	if (end && range_read(ref, (size_t)(end - ref), &r))
		merged_add(m->merged, &r);
}

#define NAME "mergeCell "

/* Looks for the elements in s; what is not whole at its end is kept for the next piece. */
static void look(struct looking *m, const char *s, size_t n)
{
	const char *end = s + n, *at = s, *close, *keep = n < sizeof NAME ? s : end - sizeof NAME;

	while ((at = memmem(at, (size_t)(end - at), NAME, sizeof NAME - 1))) {
		close = memchr(at, '>', (size_t)(end - at));
		if (!close) {
			keep = at;
			break;
		}
		element(m, at, (size_t)(close - at));
		at = close;
		keep = keep < at ? at : keep;
	}
	if ((size_t)(end - keep) > sizeof m->tail)
		keep = end;
	m->tail_length = (size_t)(end - keep);
	memcpy(m->tail, keep, m->tail_length);
}

static bool on_piece(void *self, const char *bytes, size_t n)
{
	struct looking *m = self;
	char joint[2 * sizeof m->tail];
	size_t take = n < sizeof m->tail ? n : sizeof m->tail, before = m->tail_length;

	if (before) { /* across the seam; then the piece from where that ended */
		memcpy(joint, m->tail, before);
		memcpy(joint + before, bytes, take);
		look(m, joint, before + take);
		if (take == n)
			return true;
		if (m->tail_length > take)
			m->tail_length = 0; /* an element longer than any */
		bytes += take - m->tail_length;
		n -= take - m->tail_length;
	}
	look(m, bytes, n);
	return true;
}

struct merged *xlsx_merged_read(struct xlsx *x, zip_int64_t index)
{
	struct looking looking = {.merged = merged_new()};

	if (xlsx_part_bytes(x, index, on_piece, &looking))
		return looking.merged;
	merged_free(looking.merged);
	return NULL;
}
