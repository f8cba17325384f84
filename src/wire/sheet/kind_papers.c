#include "wire/sheet/kind_papers.h"

#include "base/text.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <string.h>

enum paper_kind paper_kind_told(const char *text)
{
	bool smgs, cim;

	if (!text)
		return PAPER_OTHER;
	smgs = words_within(text, "smgs|смгс|国联|国际货协|国际联运");
	cim = words_within(text, "cim|цим|国际货约");
	if (smgs && cim)
		return PAPER_CIM_SMGS;
	return smgs ? PAPER_SMGS : cim ? PAPER_CIM : PAPER_OTHER;
}

static enum paper_kind waybill_kind(struct sheet_reading *r, const struct sheet_values *v)
{
	enum paper_kind kind = paper_kind_told(sheet_text(v, FIELD_WAYBILL_KIND));

	if (kind == PAPER_OTHER)
		kind = paper_kind_told(r->table->header[FIELD_WAYBILL]);
	return kind;
}

const char *paper_detail(struct sheet_reading *r, const struct sheet_values *v)
{
	static const enum sheet_field fields[] = {FIELD_CONSIGNOR, FIELD_CONSIGNEE, FIELD_FROM, FIELD_TO,
		FIELD_GOODS, FIELD_GOODS_CODE, FIELD_GROSS, FIELD_NET, FIELD_TARE, FIELD_SEAL, FIELD_REMARK};
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *kept;

	jw_open(&j, '{');
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		jw_member(&j, sheet_field_rows[fields[i]].word, sheet_text(v, fields[i]));
	if (sheet_text(v, FIELD_GROSS) && strcmp(value_unit(r, v, FIELD_GROSS), "KGM") != 0)
		jw_member(&j, "unit", value_unit(r, v, FIELD_GROSS));
	jw_close(&j, '}');
	kept = arena_strndup(r->a, t.bytes, t.length);
	text_free(&t);
	return kept;
}

static struct event *told(struct sheet_reading *r, const struct sheet_values *v, const struct paper *p,
	const char *code, const struct moment *when, const struct sheet_spot *where)
{
	struct event *e =
		sheet_document(r, v, code, arena_printf(r->a, "%s:%s", paper_words[p->kind], p->number));

	sheet_at(r, e, when, where);
	return e;
}

static void place_paper(struct paper *p, const struct moment *when, const struct sheet_spot *where)
{
	p->issued = *when;
	p->place = where->place;
	p->place_text = where->text;
}

struct paper *paper_of_waybill(struct sheet_reading *r, const struct sheet_values *v,
	const struct moment *when, const struct sheet_spot *where)
{
	const char *number = sheet_text(v, FIELD_WAYBILL);
	struct paper *p;
	struct event *e;

	if (!number)
		return NULL;
	p = sheet_paper(r, v, waybill_kind(r, v), number);
	place_paper(p, when, where);
	p->railway = sheet_text(v, FIELD_RAILWAY);
	p->replaces = sheet_text(v, FIELD_REPLACES);
	if (p->replaces) {
		p->replaces_kind = paper_kind_told(r->table->header[FIELD_REPLACES]);
		if (p->replaces_kind == PAPER_OTHER) /* one becomes the other at the border */
			p->replaces_kind = p->kind == PAPER_CIM    ? PAPER_SMGS
					   : p->kind == PAPER_SMGS ? PAPER_CIM
								   : PAPER_OTHER;
	}
	p->detail = paper_detail(r, v);
	e = told(r, v, p, "ISSU", when, where);
	sheet_remark(r, e, "AAA", sheet_text(v, FIELD_GOODS));
	if (p->replaces)
		sheet_reference(r, e, "WAYBILL", p->replaces);
	return p;
}

enum paper_kind paper_kind_of_act(const struct sheet_reading *r, const struct sheet_values *v)
{
	const char *number = sheet_text(v, FIELD_ACT), *header = r->table->header[FIELD_ACT];

	if (!number)
		return PAPERS;
	return words_within(number, "гу22|gu22") ||
			       (header && words_within(header, "гу22|gu22|коммерческ|commercial|商务"))
		       ? PAPER_GU22
		       : PAPER_GU23;
}

struct paper *paper_of_act(struct sheet_reading *r, const struct sheet_values *v, const struct moment *when,
	const struct sheet_spot *where)
{
	const char *number = sheet_text(v, FIELD_ACT);
	struct paper *p;
	struct event *e;

	if (!number)
		return NULL;
	p = sheet_paper(r, v, paper_kind_of_act(r, v), number);
	place_paper(p, when, where);
	p->reason = sheet_text(v, FIELD_REASON);
	e = told(r, v, p, EVENT_NOTE, when, where);
	sheet_remark(r, e, "REASON", p->reason);
	return p;
}
