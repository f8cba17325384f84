#include "base/limits.h"
#include "wire/sheet/biff.h"

#define MOST_SHEETS 256
#define MOST_STYLES 65536u

double biff_double(const uint8_t *p)
{
	uint64_t bits = biff_u32(p) | (uint64_t)biff_u32(p + 4) << 32;
	double d;

	memcpy(&d, &bits, sizeof d);
	return d;
}

double biff_rk(uint32_t rk)
{
	uint64_t bits = (uint64_t)(rk & ~3u) << 32;
	double d;

	if (rk & 2)
		d = (double)((int32_t)rk >> 2);
	else
		memcpy(&d, &bits, sizeof d);
	return rk & 1 ? d / 100 : d;
}

bool biff_next(const struct biff *b, size_t at, struct biff_record *r)
{
	const uint8_t *s = (const uint8_t *)b->stream.bytes;

	if (at > b->stream.length || b->stream.length - at < 4)
		return false;
	r->id = biff_u16(s + at);
	r->n = biff_u16(s + at + 2);
	if (b->stream.length - at - 4 < r->n)
		return false;
	r->at = s + at + 4;
	r->next = at + 4 + r->n;
	return true;
}

static void add_sheet(struct biff *b, const struct biff_record *r)
{
	struct text name = TEXT_INIT;

	if (r->n < 7 || r->at[5] != 0 || b->sheet_count >= MOST_SHEETS) /* charts, macros */
		return;
	biff_text(b, r->at + 7, r->n - 7, r->at[6], &name);
	b->sheets = arena_grow(&b->arena, b->sheets, b->sheet_count, &b->sheet_room, sizeof *b->sheets);
	b->sheets[b->sheet_count++] = (struct biff_sheet){.name = arena_strdup(&b->arena, text_string(&name)),
		.at = biff_u32(r->at),
		.hidden = r->at[4] & 3};
	text_free(&name);
}

static void add_format(struct biff *b, const struct biff_record *r)
{
	size_t head = b->five ? 3 : 4;
	struct text code = TEXT_INIT;

	if (r->n < head || b->format_count >= MOST_STYLES)
		return;
	biff_text(b, r->at + head, r->n - head, b->five ? r->at[2] : biff_u16(r->at + 2), &code);
	b->formats = arena_grow(&b->arena, b->formats, b->format_count, &b->format_room, sizeof *b->formats);
	b->formats[b->format_count++] =
		(struct biff_format){biff_u16(r->at), number_format_of(text_string(&code))};
	text_free(&code);
}

/* Formats stand before the styles that name them. */
static void add_style(struct biff *b, const struct biff_record *r)
{
	unsigned id = r->n >= 4 ? biff_u16(r->at + 2) : 0;
	struct number_format f = number_format_built_in(id);

	if (b->style_count >= MOST_STYLES)
		return;
	for (size_t i = b->format_count; i-- > 0;)
		if (b->formats[i].id == id) {
			f = b->formats[i].format;
			break;
		}
	b->styles = arena_grow(&b->arena, b->styles, b->style_count, &b->style_room, sizeof *b->styles);
	b->styles[b->style_count++] = f;
}

static bool take(struct biff *b, const struct biff_record *r)
{
	switch (r->id) {
	case BIFF_FILEPASS:
		return fault_say(b->fault, FAULT_BAD_BODY,
			"the workbook is protected by a password; save it without one and send it again");
	case BIFF_BOF:
		b->five = r->n >= 2 && biff_u16(r->at) < 0x0600;
		break;
	case BIFF_DATEMODE:
		b->date_1904 = r->n >= 2 && biff_u16(r->at);
		break;
	case BIFF_CODEPAGE:
		b->code_page = r->n >= 2 ? biff_u16(r->at) : 0;
		break;
	case BIFF_BOUNDSHEET:
		add_sheet(b, r);
		break;
	case BIFF_FORMAT:
		add_format(b, r);
		break;
	case BIFF_XF:
		add_style(b, r);
		break;
	case BIFF_SST:
		return b->string_count || biff_strings(b, *r);
	default:
		break;
	}
	return true;
}

bool biff_book(struct biff *b)
{
	struct biff_record r = {0};
	bool goes = true;

	for (size_t at = 0; goes && biff_next(b, at, &r) && r.id != BIFF_EOF; at = r.next)
		goes = (at || r.id == BIFF_BOF) && take(b, &r);
	if (b->fault->code != FAULT_NONE)
		return false;
	return (goes && b->sheet_count) || fault_say(b->fault, FAULT_BAD_BODY,
						   "the binary workbook (.xls) is damaged: no sheet is found "
						   "in it; save it as XLSX and send it again");
}
