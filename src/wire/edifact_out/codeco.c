#include "wire/edifact/readers.h"
#include "wire/edifact_out/edifact_out.h"
#include "wire/edifact_out/interchange.h"
#include "wire/edifact_out/parts.h"

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool sayable(const struct event *e)
{
	return e->subject_kind == SUBJECT_CONTAINER && e->type == EVENT_EQUIPMENT &&
	       e->classifier == CLASSIFIER_ACT && (is(e->code, "GTIN") || is(e->code, "GTOT")) &&
	       container_kept(e->subject);
}

static void put_box(struct segments *s, const struct event *e)
{
	struct texts texts = {.event = e, .boxes_too = true, .apart = true};

	put_equipment(s, e, movement_code(e->movement));
	put_references(s, e, MOST_OF_EACH, true);
	put_movement_kind(s, e);
	texts.when = !put_time(s, "7", &e->happened);
	if (e->place || e->place_text || e->facility)
		put_here(s, "165", e);
	put_place(s, "9", e->load_place);
	put_place(s, "11", e->discharge_place);
	put_place(s, "8", e->destination);
	put_cell(s, e->stowage);
	put_measures(s, e);
	put_seals(s, e);
	put_texts(s, &texts);
	put_transport(s, &e->transport, false);
	put_operator(s, e);
	put_dangers(s, e);
	put_climate(s, e);
}

static bool write_event(struct sheet *sheet, const struct event *e, bool alone)
{
	(void)alone;
	if (!sayable(e))
		return false;
	put_begin(&sheet->head, is(e->code, "GTIN") ? "34" : "36", e);
	put_sender(&sheet->head, e);
	put_box(&sheet->body, e);
	sheet->box = true;
	sheet->most = 9999;
	return true;
}

static const struct form form = {"CODECO", "D:00B:UN:SMDG21", false, true, write_event};

void codeco_write(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told)
{
	interchange_write(&form, out, head, events, n, told);
}
