#include "http/handlers.h"

#include "base/limits.h"
#include "http/endpoints.h"
#include "http/events_query.h"
#include "http/positions.h"
#include "http/request.h"
#include "http/within.h"
#include "service/acknowledge.h"
#include "service/answers.h"
#include "service/history.h"
#include "service/ingest.h"
#include "system/log.h"
#include "wire/decode.h"

#include <microhttpd.h>

struct asking asking_of(struct request *r)
{
	const char *cursor = request_param(r, "cursor");

	return (struct asking){
		.service = r->server->set.service,
		.conn = r->conn,
		.arena = &r->arena,
		.viewer = r->key.party,
		.limit = endpoint_limit(&r->query),
		.cursor = cursor && *cursor ? cursor : NULL,
		.as_of = r->as_of,
		.out = &r->out,
		.fault = &r->fault,
	};
}

static bool told(struct request *r, const struct asking *q, bool good)
{
	r->next = q->next;
	return good;
}

bool health_show(struct request *r)
{
	text_say(&r->out, "{\"status\":\"up\"}");
	return true;
}

bool ready_show(struct request *r)
{
	if (!atomic_load(&r->server->ready))
		return fault_say(&r->fault, FAULT_BUSY, "the server is still starting");
	/* Who reads and who writes find out apart that it is back. */
	if (!db_up(r->server->set.fast) || !db_up(r->server->set.write))
		return fault_say(&r->fault, FAULT_NO_DATABASE, "the database does not answer");
	text_say(&r->out, "{\"status\":\"ready\"}");
	return true;
}

bool metrics_show(struct request *r)
{
	r->type = "text/plain; version=0.0.4; charset=utf-8";
	metrics_write(r->server, &r->out);
	return true;
}

bool openapi_show(struct request *r)
{
	text_add(&r->out, text_string(&r->server->openapi), r->server->openapi.length);
	return true;
}

bool asset_show(struct request *r)
{
	(void)r; /* respond() sends the file itself */
	return true;
}

bool answer_receipt(struct request *r, bool good, struct receipt *receipt)
{
	if (good) {
		metrics_receipt(r->server->metrics, receipt);
		if (receipt->unkept)
			log_line(LOG_WARN, "the bytes of a refused delivery are not kept", "sender",
				r->key.name, "requestId", r->id, NULL);
		if (receipt->status == RECEIPT_REJECTED)
			r->status = fault_status(FAULT_REFUSED);
		text_free(&r->out);
		r->out = receipt->json;
		receipt->json = (struct text)TEXT_INIT;
	}
	receipt_free(receipt);
	return good;
}

/* What comes as positions is read as nothing else. */
static bool is_positions(struct request *r, struct delivery *d)
{
	const char *format = d->content_type ? decode_format_of_type(d->content_type) : NULL;

	if (r->endpoint->answer != positions_post)
		return true;
	if (format && strcmp(format, "TRACCAR") != 0 && strcmp(format, "DCSA") != 0)
		return fault_say(&r->fault, FAULT_BAD_TYPE, "positions are JSON, not %.60s", d->content_type);
	d->content_type = DECODE_POSITIONS;
	return true;
}

static bool delivery_of(struct request *r, struct delivery *d)
{
	const char *acknowledge = request_param(r, "acknowledge");

	*d = (struct delivery){
		.sender = r->key.name,
		.party = r->key.party,
		.channel = "post",
		.content_type = request_header(r, "Content-Type"),
		.profile = request_param(r, "profile"),
		.partner = request_param(r, "partner"),
		.acknowledge = acknowledge != NULL,
		.rows = how_rows_of(request_param(r, "rows")),
	};
	if ((d->profile && strpbrk(d->profile, ";=")) || (d->partner && strpbrk(d->partner, ";=")))
		return fault_say(&r->fault, FAULT_BAD_REQUEST, "no profile and no partner has such a name");
	if (d->partner && d->party)
		return fault_say(&r->fault, FAULT_FORBIDDEN,
			"a party's key does not say whose delivery it is: leave out partner");
	if (!decode_type_taken(d->content_type))
		return fault_say(&r->fault, FAULT_BAD_TYPE,
			"%.60s is no format that is taken here; send application/edifact, or "
			"application/octet-stream "
			"to have it found out",
			d->content_type);
	if (!is_positions(r, d))
		return false;
	if (!body_whole(&r->body, &d->bytes, &d->length, &r->fault))
		return false;
	return d->length ||
	       fault_say(&r->fault, FAULT_BAD_BODY, "the body is empty: send the message's bytes");
}

/* What others may have waited for is tried again by itself. */
static void answer_post(struct request *r, struct receipt *receipt, const struct fault *f, bool alone)
{
	r->again = !alone && ingest_is_blocked(f);
	r->alone = r->again;
	if (!r->again) {
		r->fault = *f;
		answer_receipt(r, !f->code, receipt);
	}
}

void messages_post_together(struct request *const *r, size_t n)
{
	struct delivery deliveries[LIMIT_TOGETHER];
	struct receipt receipts[LIMIT_TOGETHER];
	struct fault faults[LIMIT_TOGETHER];
	struct request *whole[LIMIT_TOGETHER];
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (delivery_of(r[i], &deliveries[count]))
			whole[count++] = r[i];
	if (!count)
		return;
	ingest_posts(r[0]->server->set.service, r[0]->conn, deliveries, receipts, faults, count);
	for (size_t i = 0; i < count; i++)
		answer_post(whole[i], &receipts[i], &faults[i], count == 1);
}

bool messages_post(struct request *r)
{
	messages_post_together(&r, 1);
	return !r->fault.code;
}

bool positions_post(struct request *r)
{
	return messages_post(r);
}

bool messages_join(const struct request *r)
{
	return (r->endpoint->answer == messages_post || r->endpoint->answer == positions_post) &&
	       r->body.got <= LIMIT_TOGETHER_BODY && !r->alone;
}

bool intake_replay(struct request *r)
{
	struct receipt receipt = {0};
	uint8_t id[16];

	if (!uuid_read(r->captures[0], id))
		return fault_say(&r->fault, FAULT_UNKNOWN, "no intake has the id %.60s", r->captures[0]);
	return answer_receipt(r,
		ingest_replay(r->server->set.service, r->conn, id, r->key.party, &receipt, &r->fault),
		&receipt);
}

bool messages_list(struct request *r)
{
	struct asking q = asking_of(r);
	const char *intake = request_param(r, "intake");

	if (intake && !uuid_read(intake, NULL))
		return fault_say(&r->fault, FAULT_BAD_REQUEST, "intake: \"%.60s\" is no id", intake);
	return told(r, &q, answer_messages(&q, intake, request_param(r, "status")));
}

bool message_show(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_message(&q, r->captures[0]);
}

/* Somebody else's bytes: never shown as a page of ours. */
static bool as_file(struct request *r)
{
	r->type = "application/octet-stream";
	request_say_header(r, "Content-Disposition",
		arena_printf(&r->arena, "attachment; filename=\"%s.txt\"", r->captures[0]));
	return true;
}

bool message_raw(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_message_raw(&q, r->captures[0]) && as_file(r);
}

bool intakes_list(struct request *r)
{
	struct asking q = asking_of(r);

	return told(r, &q, answer_intakes(&q, request_param(r, "status")));
}

static bool is_intake_id(struct request *r)
{
	return uuid_read(r->captures[0], NULL) ||
	       fault_say(&r->fault, FAULT_UNKNOWN, "no intake has the id %.60s", r->captures[0]);
}

bool intake_show(struct request *r)
{
	struct asking q = asking_of(r);

	return is_intake_id(r) && answer_intake(&q, r->captures[0]);
}

bool intake_raw(struct request *r)
{
	struct asking q = asking_of(r);

	return is_intake_id(r) && answer_intake_raw(&q, r->captures[0]) && as_file(r);
}

bool intake_contrl(struct request *r)
{
	struct asking q = asking_of(r);

	r->type = "application/edifact";
	return is_intake_id(r) && acknowledge_show(&q, r->captures[0]);
}

bool containers_list(struct request *r)
{
	struct asking q = asking_of(r);

	return told(r, &q,
		answer_containers(&q, request_param(r, "prefix"), request_param(r, "place"),
			request_param(r, "status")));
}

bool container_show(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_container(&q, r->captures[0]);
}

bool history_show(struct request *r)
{
	const struct emit_format *format = history_format_named(request_param(r, "format"));
	struct asking q = asking_of(r);
	struct handed_out h;

	if (!answer_history(&q, r->captures[0], format, &h))
		return false;
	r->type = format->content_type;
	request_say_header(r, "Content-Disposition",
		arena_printf(&r->arena, "attachment; filename=\"%s\"", h.file_name));
	request_say_header(r, "Landbridge-Events", arena_printf(&r->arena, "%zu", h.told.said));
	request_say_header(r, "Landbridge-Left-Out", arena_printf(&r->arena, "%zu", h.told.left_out));
	if (h.cut)
		request_say_header(r, "Landbridge-Cut", "true");
	return true;
}

bool places_list(struct request *r)
{
	struct asking q = asking_of(r);

	return told(r, &q, answer_places(&q, request_param(r, "prefix"), request_param(r, "country")));
}

bool place_show(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_place(&q, r->captures[0]);
}

static bool events_asked(struct request *r, struct asking *q)
{
	struct events_query e;
	bool nothing;

	if (!events_query_read(&r->arena, &r->query, &e, &nothing, &r->fault))
		return false;
	if (nothing) {
		text_say(&r->out, "[]");
		return true;
	}
	if (!r->asked)
		r->asked = arena_alloc(&r->arena, sizeof *r->asked);
	return events_ask(q, &e, r->asked);
}

bool events_list(struct request *r)
{
	struct asking q = asking_of(r);

	if (q.cursor && strcmp(q.cursor, "first") == 0) /* our own Current-Page of a first page */
		q.cursor = NULL;
	if (r->asked && events_tell(&q, r->asked))
		return told(r, &q, true);
	return events_asked(r, &q);
}

bool event_show(struct request *r)
{
	struct asking q = asking_of(r);

	if (!uuid_read(r->captures[0], NULL))
		return fault_say(&r->fault, FAULT_UNKNOWN, "no event has the id %.60s", r->captures[0]);
	return answer_event(&q, r->captures[0]);
}
