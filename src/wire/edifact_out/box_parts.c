/* What is said of one box. */
#include "codes/code.h"
#include "wire/edifact/codes.h"
#include "wire/edifact/readers.h"
#include "wire/edifact_out/parts.h"

#include <stdio.h>

/* C237 8260 an..17, C224 8155 an..10, 8249, 8169. */
void put_equipment(struct segments *s, const struct event *e, unsigned movement)
{
	static const char *const loads[LOAD_STATES] = {NULL, "4", "5"};
	char status[16] = "";

	if (movement)
		snprintf(status, sizeof status, "%u", movement);
	segment_open(s, "EQD");
	segment_element(s, "CN", 3);
	segment_element(s, e->subject, 17);
	segment_element(s, e->size_type, 10);
	segment_component(s, e->size_type ? "102" : NULL, 17);
	segment_component(s, e->size_type ? "5" : NULL, 3);
	segment_skip(s, 1);
	segment_element(s, status, 3);
	segment_element(s, loads[e->load_state], 3);
	segment_close(s);
}

unsigned movement_code(const char *movement)
{
	for (unsigned i = 1; movement && movement_of(i); i++)
		if (strcmp(movement, movement_of(i)) == 0)
			return i;
	return 0;
}

/* ---- measures: "what:value:unit" ---- */

struct measure {
	char what[21], value[41], unit[21];
};

static bool part_read(char *to, size_t room, const char *from, size_t n)
{
	if (n >= room)
		return false;
	memcpy(to, from, n);
	to[n] = '\0';
	return true;
}

static bool measure_read(struct measure *m, const char *text)
{
	const char *first = strchr(text, ':'), *last = strrchr(text, ':');

	if (!first || first == last)
		return false;
	return part_read(m->what, sizeof m->what, text, (size_t)(first - text)) &&
	       part_read(m->value, sizeof m->value, first + 1, (size_t)(last - first) - 1) &&
	       part_read(m->unit, sizeof m->unit, last + 1, strlen(last + 1)) && number_reads(m->value) &&
	       value_length(m->unit) <= 3;
}

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool of_climate(const struct measure *m)
{
	return is(m->what, "TEMP") || is(m->what, "MIN") || is(m->what, "MAX");
}

static unsigned side_of(const struct measure *m)
{
	return is(m->what, "LENGTH") ? 1 : is(m->what, "WIDTH") ? 2 : is(m->what, "HEIGHT") ? 3 : 0;
}

static void put_dim(struct segments *s, const struct measure *m)
{
	segment_open(s, "DIM");
	segment_element(s, "1", 3);
	segment_element(s, m->unit, 3);
	for (unsigned side = 1; side <= side_of(m); side++)
		segment_component(s, side == side_of(m) ? m->value : NULL, 15);
	segment_close(s);
}

static void put_mea(struct segments *s, const struct measure *m)
{
	segment_open(s, "MEA");
	segment_element(s, "AAE", 3);
	segment_element(s, m->what, 3);
	segment_element(s, m->unit, 3);
	segment_component(s, m->value, 18);
	segment_close(s);
}

void put_measures(struct segments *s, const struct event *e)
{
	struct measure m;
	size_t n = 0, i;

	for (i = 0; i < e->measure_count && n < MOST_OF_EACH; i++)
		if (measure_read(&m, e->measures[i]) && !of_climate(&m) && !side_of(&m) &&
			value_fits(m.what, 3) && strlen(m.value) <= 18 && ++n)
			put_mea(s, &m);
	for (i = n = 0; i < e->measure_count && n < MOST_OF_EACH; i++)
		if (measure_read(&m, e->measures[i]) && side_of(&m) && strlen(m.value) <= 15 && ++n)
			put_dim(s, &m);
}

static void put_tmp(struct segments *s, const struct measure *m)
{
	segment_open(s, "TMP");
	segment_element(s, "2", 3);
	segment_element(s, m->value, 15);
	segment_component(s, m->unit, 3);
	segment_close(s);
}

/* RNG+5+unit:lowest:highest, either may be missing. */
static void put_rng(struct segments *s, const char *unit, const char *lowest, const char *highest)
{
	segment_open(s, "RNG");
	segment_element(s, "5", 3);
	segment_element(s, unit, 3);
	segment_component(s, lowest, 18);
	segment_component(s, highest, 18);
	segment_close(s);
}

void put_climate(struct segments *s, const struct event *e)
{
	struct measure m, next;

	for (size_t i = 0; i < e->measure_count; i++) {
		if (!measure_read(&m, e->measures[i]) || !of_climate(&m) || strlen(m.value) > 15)
			continue;
		if (is(m.what, "TEMP")) {
			put_tmp(s, &m);
		} else if (is(m.what, "MAX")) {
			put_rng(s, m.unit, NULL, m.value);
		} else if (i + 1 < e->measure_count && measure_read(&next, e->measures[i + 1]) &&
			   is(next.what, "MAX") && is(next.unit, m.unit) && strlen(next.value) <= 15) {
			put_rng(s, m.unit, m.value, next.value);
			i++;
		} else {
			put_rng(s, m.unit, m.value, NULL);
		}
	}
}

/* ---- seals: "issuer:number" ---- */

/* NULL: there is no issuer before it. */
static const char *seal_number(const char *seal)
{
	const char *colon = strchr(seal, ':');

	return colon && colon - seal <= 3 ? colon + 1 : NULL;
}

/* 9308 an..10; where one does not fit all of them are fields, so that their order stays. */
static bool seals_fit(const struct event *e)
{
	for (size_t i = 0; i < e->seal_count; i++)
		if (!value_fits(seal_number(e->seals[i]), 10))
			return false;
	return e->seal_count <= MOST_OF_EACH;
}

void put_seals(struct segments *s, const struct event *e)
{
	if (!seals_fit(e))
		return;
	for (size_t i = 0; i < e->seal_count; i++) {
		const char *number = seal_number(e->seals[i]);
		char issuer[4] = "";

		memcpy(issuer, e->seals[i], (size_t)(number - e->seals[i]) - 1);
		segment_open(s, "SEL");
		segment_element(s, number, 10);
		segment_element(s, issuer, 3);
		segment_close(s);
	}
}

/* ---- references ---- */

/* C506: 1153 an..3, 1154 an..35; NULL: it does not fit. */
static const char *qualifier_of(const struct reference *r)
{
	const char *qualifier = r->kind && value_fits(r->value, 35) ? reference_qualifier(r->kind) : NULL;

	return qualifier && value_fits(qualifier, 3) ? qualifier : NULL;
}

static bool of_box(const struct reference *r)
{
	return r->kind && is(r->kind, "EQUIPMENT");
}

/* What is told twice is told once. */
static bool told_before(const struct event *e, size_t i)
{
	const struct reference *r = &e->references[i];

	for (size_t k = 0; k < i; k++)
		if (e->references[k].kind && e->references[k].value && is(e->references[k].kind, r->kind) &&
			is(e->references[k].value, r->value))
			return true;
	return false;
}

void put_references(struct segments *s, const struct event *e, size_t most, bool boxes_too)
{
	size_t n = 0;

	for (size_t i = 0; i < e->reference_count && n < most; i++) {
		const char *qualifier = qualifier_of(&e->references[i]);

		if (!qualifier || told_before(e, i) || (of_box(&e->references[i]) && !boxes_too))
			continue;
		segment_open(s, "RFF");
		segment_element(s, qualifier, 3);
		segment_component(s, e->references[i].value, 35);
		segment_close(s);
		n++;
	}
}

void put_operator(struct segments *s, const struct event *e)
{
	if (!e->operator_code)
		return;
	segment_open(s, "NAD");
	segment_element(s, "CF", 3);
	segment_element(s, e->operator_code, 35);
	segment_component(s, "160", 17);
	segment_component(s, "ZZZ", 3);
	segment_close(s);
}

/* ---- remarks: "KIND:text" ---- */

/* Kinds that segments of their own give (readers.h), not FTX. */
static bool of_segment(const char *kind)
{
	static const char tags[] = " TMD DTM LOC DGS HAN DAM COD EQA PCD PIA GDS ATT TDT TPL DOC STS ZZZ ";
	char word[6];

	snprintf(word, sizeof word, " %s ", kind);
	return strstr(tags, word) != NULL;
}

/* The kind, where FTX may have it as its qualifier (4451 an..3). */
static bool plain_kind(const char *remark, char kind[4])
{
	size_t n = strspn(remark, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

	if (n < 1 || n > 3 || remark[n] != ':' || !value_fits(remark + n + 1, SIZE_MAX))
		return false;
	memcpy(kind, remark, n);
	kind[n] = '\0';
	return n != 3 || !of_segment(kind);
}

#define MOST_TEXT (MOST_VALUE - 1) /* bytes of a remark that are read back (readers_box.c) */

static void put_remark(struct segments *s, const char *remark)
{
	char kind[4], text[MOST_TEXT + 1];
	size_t n;

	if (!plain_kind(remark, kind)) {
		put_field(s, OWN_REMARK, remark);
		return;
	}
	remark += strlen(kind) + 1;
	remark += strspn(remark, " ");
	n = value_fitting(remark, MOST_TEXT);
	memcpy(text, remark, n);
	text[n] = '\0';
	segment_open(s, "FTX");
	segment_element(s, kind, 3);
	segment_skip(s, 2);
	segment_element(s, text, 512);
	segment_close(s);
}

/* "DGS:IMD 3 1203": regulation (8273), class (8351 an..7), UN number (7124 n4). */
static bool danger_read(const char *remark, char regulation[4], char class[8], char number[5])
{
	int n = 0;

	return sscanf(remark, "DGS:%3[A-Z] %7[0-9.A-Z] %4[0-9]%n", regulation, class, number, &n) == 3 &&
	       !remark[n] && strlen(regulation) == 3 && strlen(number) == 4 && remark[7] == ' ' &&
	       strlen(remark) == 4 + 3 + 1 + strlen(class) + 1 + 4;
}

void put_dangers(struct segments *s, const struct event *e)
{
	char regulation[4], class[8], number[5];

	for (size_t i = 0; i < e->remark_count; i++) {
		if (!danger_read(e->remarks[i], regulation, class, number))
			continue;
		segment_open(s, "DGS");
		segment_element(s, regulation, 3);
		segment_element(s, class, 7);
		segment_element(s, number, 4);
		segment_close(s);
	}
}

/* "TMD:3": 8335 an..3 */
static bool movement_kind_read(const char *remark)
{
	size_t n = strncmp(remark, "TMD:", 4) == 0 ? strspn(remark + 4, "0123456789") : 0;

	return n >= 1 && n <= 3 && !remark[4 + n];
}

void put_movement_kind(struct segments *s, const struct event *e)
{
	for (size_t i = 0; i < e->remark_count; i++) {
		if (!movement_kind_read(e->remarks[i]))
			continue;
		segment_open(s, "TMD");
		segment_element(s, e->remarks[i] + 4, 3);
		segment_close(s);
	}
}

/* Whether a segment of its own says it. */
static bool said_apart(const char *remark)
{
	char regulation[4], class[8], number[5];

	return danger_read(remark, regulation, class, number) || movement_kind_read(remark);
}

static void put_reference_fields(struct segments *s, const struct texts *t, size_t most)
{
	char text[MOST_VALUE + 1];
	size_t n = 0;

	for (size_t i = 0; i < t->event->reference_count && n < most; i++) {
		const struct reference *r = &t->event->references[i];

		if (!r->kind || !value_fits(r->value, SIZE_MAX) || qualifier_of(r) ||
			told_before(t->event, i) || (of_box(r) && !t->boxes_too) ||
			snprintf(text, sizeof text, "%s:%s", r->kind, r->value) >= (int)sizeof text)
			continue;
		put_field(s, OWN_REFERENCE, text);
		n++;
	}
}

static size_t put_fields(struct segments *s, const struct texts *t)
{
	const struct event *e = t->event;
	size_t n = 0;

	if (t->subject && ++n)
		put_field(s, e->subject_kind == SUBJECT_TRANSPORT ? OWN_VOYAGE : OWN_DOCUMENT, e->subject);
	if (t->when && ++n)
		put_field(s, OWN_WHEN, e->happened.text);
	if (t->stowage && e->stowage && ++n)
		put_field(s, OWN_STOWAGE, e->stowage);
	for (size_t i = 0; !seals_fit(e) && i < e->seal_count && n < MOST_OF_EACH; i++, n++)
		put_field(s, OWN_SEAL, e->seals[i]);
	return n;
}

void put_texts(struct segments *s, const struct texts *t)
{
	const struct event *e = t->event;
	size_t n = put_fields(s, t);

	for (size_t i = 0; i < e->remark_count && n < MOST_OF_EACH; i++) {
		if (!*e->remarks[i] || (t->apart && said_apart(e->remarks[i])))
			continue;
		put_remark(s, e->remarks[i]);
		n++;
	}
	if (n < MOST_OF_EACH)
		put_reference_fields(s, t, MOST_OF_EACH - n);
}
