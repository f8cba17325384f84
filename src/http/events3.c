#include "http/events3.h"

#include "http/events3_query.h"
#include "http/handlers.h"
#include "http/request.h"
#include "http/within.h"
#include "service/feedback.h"

static bool read_delivery(struct request *r, struct delivery *d)
{
	*d = (struct delivery){
		.sender = r->key.name,
		.party = r->key.party,
		.channel = "post",
		.content_type = "application/json", /* whatever it says it is */
	};
	return body_whole(&r->body, &d->bytes, &d->length, &r->fault);
}

bool events3_post(struct request *r)
{
	struct receipt receipt = {0};
	struct delivery d;

	if (!read_delivery(r, &d))
		return false;
	if (!d.length)
		return fault_say(&r->fault, FAULT_BAD_BODY, "the body is empty: send {\"events\":[...]}");
	if (!ingest_post(r->server->set.service, r->conn, &d, &receipt, &r->fault))
		return false;
	metrics_receipt(r->server->metrics, &receipt);
	if (!feedback_of_receipt(&r->out, &receipt))
		r->status = fault_status(FAULT_BAD_BODY);
	receipt_free(&receipt);
	return true;
}

/* First it asks; called with the rows it answers. */
bool events3_list(struct request *r)
{
	struct asking q = asking_of(r);
	struct events3_query e;
	bool nothing;

	if (r->asked) {
		events3_tell(&q, r->asked);
		r->next = q.next;
		return true;
	}
	if (!events3_query_read(&r->arena, &r->query, &e, &nothing, &r->fault))
		return false;
	if (nothing) {
		text_say(&r->out, "{\"events\":[]}");
		return true;
	}
	r->asked = arena_alloc(&r->arena, sizeof *r->asked);
	return events3_ask(&q, &e, r->asked);
}

void events3_fault_body(struct request *r)
{
	r->type = "application/json";
	feedback_of_fault(&r->out, r->fault.text);
}
