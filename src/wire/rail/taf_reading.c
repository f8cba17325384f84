/* Elements to what a message says: which row each is of, and where its text goes. */
#include "wire/rail/taf_reading.h"

#include "base/text.h"

#include <stdarg.h>
#include <string.h>

#define REFUSALS 10 /* errors that are heard even when much was said before */

/* "/TrainRunningInformationMessage/TrainLocationReport/LocationDateTime" */
static const char *path_of(struct taf_reading *r)
{
	struct text path = TEXT_INIT;
	const char *kept;

	text_printf(&path, "/%s", r->root);
	for (size_t i = 1; i < r->depth; i++)
		text_printf(&path, "/%s", r->stack[i].row->name);
	if (r->odd)
		text_printf(&path, "/%.100s", r->odd);
	kept = arena_strndup(r->lasting, path.bytes, path.length);
	text_free(&path);
	return kept;
}

void taf_say(struct taf_reading *r, enum severity severity, const char *code, uint64_t offset,
	const char *fmt, ...)
{
	struct message *m = &r->message;
	struct diagnostic d = {.code = code};
	char text[400];
	va_list args;

	severity = severity_for(r->world, taf_partner(r), code, severity);
	if (severity == SEVERITIES)
		return;
	d.severity = severity;
	r->warned |= severity == SEVERITY_WARNING;
	r->rejected |= severity == SEVERITY_ERROR;
	if (m->diagnostic_count >= LIMIT_DIAGNOSTICS &&
		(severity != SEVERITY_ERROR || m->diagnostic_count >= LIMIT_DIAGNOSTICS + REFUSALS)) {
		m->diagnostics_dropped++;
		return;
	}
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	d.text = arena_strdup(r->lasting, text);
	d.path = path_of(r);
	d.offset = offset == NO_OFFSET ? r->offset : offset;
	m->diagnostics = arena_grow(
		r->lasting, m->diagnostics, m->diagnostic_count, &r->diagnostic_room, sizeof *m->diagnostics);
	m->diagnostics[m->diagnostic_count++] = d;
}

/* The longest beginning of at most `most` bytes that ends at a character's end. */
static size_t fitting(const char *s, size_t n, size_t most)
{
	if (n <= most)
		return n;
	for (n = most; n && ((uint8_t)s[n] & 0xC0) == 0x80; n--)
		;
	return n;
}

const char *taf_cut(struct taf_reading *r, const char *text, size_t most)
{
	return text ? arena_strndup(r->arena, text, fitting(text, strlen(text), most)) : "";
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

const char *taf_keep(struct taf_reading *r, const char *text, size_t n)
{
	size_t fits;

	while (n && is_blank(*text)) {
		text++;
		n--;
	}
	while (n && is_blank(text[n - 1]))
		n--;
	if (!n)
		return NULL;
	fits = fitting(text, n, TAF_VALUE);
	if (fits < n)
		taf_say(r, SEVERITY_WARNING, "value-cut", NO_OFFSET,
			"a value longer than %u bytes was cut: \"%s...\"", TAF_VALUE, taf_cut(r, text, 20));
	return arena_strndup(r->arena, text, fits);
}

void taf_reference(struct taf_reading *r, const char *kind, const char *value)
{
	struct taf_said *s = &r->said;

	if (!value)
		return;
	for (size_t i = 0; i < s->reference_count; i++)
		if (strcmp(s->references[i].kind, kind) == 0 && strcmp(s->references[i].value, value) == 0)
			return;
	if (s->reference_count == TAF_LIST)
		r->cut++;
	else
		s->references[s->reference_count++] = (struct reference){kind, value};
}

void taf_remark(struct taf_reading *r, const char *word, const char *text)
{
	struct taf_said *s = &r->said;

	if (!text)
		return;
	if (s->remark_count == TAF_LIST)
		r->cut++;
	else
		s->remarks[s->remark_count++] = arena_printf(r->arena, "%s:%s", word, text);
}

static void read_time(struct taf_reading *r, struct taf_time *t, const char *text)
{
	const char *spoken = text;

	*t = (struct taf_time){.offset = r->offset};
	if (!text)
		return;
	/* a day may have an offset, which says nothing */
	if (strlen(text) > 10 && (text[10] == '+' || text[10] == '-' || text[10] == 'Z'))
		spoken = arena_strndup(r->arena, text, 10);
	if (iso_time_read(spoken, &t->spoken))
		t->text = text;
	else
		taf_say(r, SEVERITY_WARNING, "date-invalid", NO_OFFSET,
			"\"%.40s\" is no date and time as XML writes them: it was passed over", text);
}

/* The text of an element that has a row. */
static void take(struct taf_reading *r, const struct taf_row *row, const char *text)
{
	char *said = (char *)&r->said, *part = (char *)r->at;

	switch (row->how) {
	case TAF_TEXT:
		memcpy(said + row->member, &text, sizeof text);
		break;
	case TAF_TIME:
		read_time(r, (struct taf_time *)(void *)(said + row->member), text);
		break;
	case TAF_PART:
		if (part)
			memcpy(part + row->member, &text, sizeof text);
		break;
	case TAF_PART_TIME:
		if (part)
			read_time(r, (struct taf_time *)(void *)(part + row->member), text);
		break;
	case TAF_REMARK:
		taf_remark(r, row->word, text);
		break;
	case TAF_DO:
		if (text)
			row->said(r, text);
		break;
	case TAF_PASSED:
	case TAF_GROUP:
	case TAF_PLACE:
		break;
	}
}

static void note_unknown(struct taf_reading *r, const char *name)
{
	if (r->unknown++)
		return;
	r->odd = name;
	r->unknown_path = path_of(r);
	r->unknown_offset = r->offset;
	r->odd = NULL;
}

void taf_begin(struct taf_reading *r, const struct taf_message *kind, const char *name)
{
	size_t n = strlen(name);

	r->kind = kind;
	r->root = arena_strdup(r->lasting, name);
	r->depth = 1;
	r->stack[0] = (struct taf_frame){.type = kind ? kind->type : TAF_LEAF};
	if (n > 7 && strcmp(name + n - 7, "Message") == 0)
		n -= name[n - 8] == '_' ? 8u : 7u;
	r->message.type = arena_strndup(r->lasting, name, fitting(name, n, TAF_VALUE));
	if (kind && kind->type)
		return;
	if (kind)
		taf_say(r, SEVERITY_ERROR, "message-type", NO_OFFSET,
			"%s (%s) is %s, not about where a train or wagon under way is: it is not taken",
			kind->name, kind->code, kind->about);
	else
		taf_say(r, SEVERITY_ERROR, "message-type", NO_OFFSET,
			"%.60s is no message that is taken here", name);
}

bool taf_open(struct taf_reading *r, const char *name)
{
	struct taf_frame *frame = &r->stack[r->depth - 1];
	const struct taf_row *row;

	if (r->skipped || r->rejected) {
		r->skipped++;
		return false;
	}
	row = taf_row_of(r->index, frame->type, name, frame->last);
	if (!row || row->how == TAF_PASSED) {
		r->skipped++;
		if (!row)
			note_unknown(r, name);
		else
			frame->last = row;
		return false;
	}
	frame->last = row;
	r->stack[r->depth++] = (struct taf_frame){.row = row, .type = row->of};
	if (row->how == TAF_PLACE) {
		r->at = (struct taf_place *)(void *)((char *)&r->said + row->member);
		*r->at = (struct taf_place){.offset = r->offset};
	}
	if (row->open)
		row->open(r);
	return row->of == TAF_LEAF;
}

void taf_close(struct taf_reading *r, const char *text, size_t n, bool cut)
{
	const struct taf_row *row;

	if (r->skipped) {
		r->skipped--;
		return;
	}
	row = r->stack[r->depth - 1].row;
	if (cut)
		taf_say(r, SEVERITY_ERROR, "xml-text-too-long", NO_OFFSET,
			"the text of an element may have %u bytes", LIMIT_XML_TEXT);
	if (!r->rejected) {
		if (row->of == TAF_LEAF)
			take(r, row, taf_keep(r, text, n));
		else if (row->how == TAF_PLACE)
			r->at = NULL;
		if (row->done)
			row->done(r);
	}
	r->depth--;
}

/* Of what was said last, unless it was left out. */
static void path_mend(struct taf_reading *r, const char *code, const char *path)
{
	size_t n = r->message.diagnostic_count;

	if (n && strcmp(r->message.diagnostics[n - 1].code, code) == 0)
		r->message.diagnostics[n - 1].path = path;
}

void taf_finish(struct taf_reading *r)
{
	if (r->kind && r->kind->ends && !r->rejected)
		r->kind->ends(r);
	if (!r->headed)
		taf_head(r);
	if (r->unknown && !r->rejected) {
		taf_say(r, SEVERITY_INFORMATION, "element-unknown", r->unknown_offset,
			"%zu element%s no row here: %s passed over with all in it%s", r->unknown,
			r->unknown == 1 ? " has" : "s have", r->unknown == 1 ? "it was" : "they were",
			r->unknown == 1 ? "" : "; this is the first");
		path_mend(r, "element-unknown", r->unknown_path);
	}
	if (r->cut && !r->rejected)
		taf_say(r, SEVERITY_INFORMATION, "list-cut", r->message.offset,
			"more than %d references, remarks or seals: the rest was left out", TAF_LIST);
	if (!r->message.event_count && !r->rejected)
		taf_say(r, SEVERITY_ERROR, "no-event", r->message.offset,
			"nothing in this message could be made an event");
}
