/* What an event of the answer must be like, as JSON that it must contain: a list of alternatives, because
 * some of what is asked for may stand in one member or in another. */
#include "base/text.h"
#include "service/answer_parts.h"
#include "service/events_ask.h"

#include <string.h>

/* One alternative. */
struct like {
	const char *call, *imo, *voyage, *service, *call_location;
	const char *event_location;
	const char *booking, *transport_document; /* among documentReferences */
	const char *document, *document_type;     /* the event's own document */
};

struct likes {
	struct arena *arena;
	const char **json;
	size_t count, room;
};

static void write_call(struct json *j, const struct like *l)
{
	if (!l->call && !l->imo && !l->voyage && !l->service && !l->call_location)
		return;
	jw_key(j, "transportCall");
	jw_open(j, '{');
	jw_member(j, "transportCallID", l->call);
	jw_member(j, "exportVoyageNumber", l->voyage);
	jw_member(j, "carrierServiceCode", l->service);
	jw_member(j, "UNLocationCode", l->call_location);
	if (l->imo) {
		jw_key(j, "vessel");
		jw_open(j, '{');
		jw_member(j, "vesselIMONumber", l->imo);
		jw_close(j, '}');
	}
	jw_close(j, '}');
}

static void write_document(struct json *j, const char *type, const char *value)
{
	if (!value)
		return;
	jw_open(j, '{');
	jw_member(j, "documentReferenceType", type);
	jw_member(j, "documentReferenceValue", value);
	jw_close(j, '}');
}

static void write_like(struct json *j, const struct like *l)
{
	jw_open(j, '{');
	write_call(j, l);
	if (l->event_location) {
		jw_key(j, "eventLocation");
		jw_open(j, '{');
		jw_member(j, "UNLocationCode", l->event_location);
		jw_close(j, '}');
	}
	if (l->booking || l->transport_document) {
		jw_key(j, "documentReferences");
		jw_open(j, '[');
		write_document(j, "BKG", l->booking);
		write_document(j, "TRD", l->transport_document);
		jw_close(j, ']');
	}
	jw_member(j, "documentID", l->document);
	jw_member(j, "documentTypeCode", l->document_type);
	jw_close(j, '}');
}

static void add_like(struct likes *all, const struct like *l)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};

	write_like(&j, l);
	all->json = arena_grow(all->arena, all->json, all->count, &all->room, sizeof *all->json);
	all->json[all->count++] = arena_strndup(all->arena, t.bytes, t.length);
	text_free(&t);
}

static void with_document_types(struct likes *all, const struct events_query *e, struct like l)
{
	if (!e->document_types.count)
		add_like(all, &l);
	for (size_t i = 0; i < e->document_types.count; i++) {
		const char *type = e->document_types.word[i];

		if (l.document_type && strcmp(l.document_type, type) != 0)
			continue;
		l.document_type = type;
		add_like(all, &l);
		l.document_type = l.document ? type : NULL;
	}
}

/* A document is referred to, or is the event's own; an event has one of its own. */
static void with_documents(struct likes *all, const struct events_query *e, struct like l)
{
	struct like own = l;

	l.booking = e->booking;
	l.transport_document = e->transport_document;
	with_document_types(all, e, l);
	if (e->booking && e->transport_document)
		return;
	own.document = e->booking ? e->booking : e->transport_document;
	own.document_type = e->booking ? "BKG" : "TRD";
	if (own.document)
		with_document_types(all, e, own);
}

static void with_places(struct likes *all, const struct events_query *e, struct like l)
{
	if (!e->location) {
		with_documents(all, e, l);
		return;
	}
	l.call_location = e->location;
	with_documents(all, e, l);
	l.call_location = NULL;
	l.event_location = e->location;
	with_documents(all, e, l);
}

/* What the statement itself sees to is not asked for twice. */
static struct events_query left_open(const struct events_query *e, enum drive drive)
{
	struct events_query left = *e;

	switch (drive) {
	case DRIVE_DOCUMENT:
		if (e->booking)
			left.booking = NULL;
		else
			left.transport_document = NULL;
		break;
	case DRIVE_SHIP:
	case DRIVE_CALLS:
		left.call = left.imo = left.voyage = NULL;
		break;
	case DRIVE_PAPERS:
		left.document_types.count = 0;
		break;
	case DRIVE_PLACE:
		left.location = NULL;
		break;
	default:
		break;
	}
	return left;
}

const char *events_like(struct arena *a, const struct events_query *e, enum drive drive)
{
	struct events_query left = left_open(e, drive);
	struct likes all = {.arena = a};
	struct like l = {.call = left.call, .imo = left.imo, .voyage = left.voyage, .service = left.service};

	if (!left.call && !left.imo && !left.voyage && !left.service && !left.location && !left.booking &&
		!left.transport_document && !left.document_types.count)
		return NULL;
	with_places(&all, &left, l);
	return all.count ? array_literal(a, all.json, all.count) : "{}";
}
