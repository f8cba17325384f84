#include "http/journeys.h"

#include "http/handlers.h"
#include "http/json_body.h"
#include "http/request.h"
#include "http/within.h"
#include "service/alerts.h"
#include "service/answer_journeys.h"
#include "service/journey_list.h"

bool journeys_get(struct request *r)
{
	const char *container = request_param(r, "container"), *reference = request_param(r, "reference");
	const struct journeys_asked asked = {.status = request_param(r, "status"),
		.destination = request_param(r, "destination"),
		.place = request_param(r, "place"),
		.code = request_param(r, "code")};
	bool filtered = asked.status || asked.destination || asked.place || asked.code;
	struct asking q = asking_of(r);
	bool good;

	if ((container || reference) && (filtered || (container && reference)))
		return fault_say(&r->fault, FAULT_BAD_REQUEST,
			"a container, a reference, or what journeys under way are sought by: one of these");
	good = container   ? answer_journeys(&q, container)
	       : reference ? answer_journeys_under(&q, reference)
			   : answer_journey_list(&q, &asked);
	r->next = q.next;
	return good;
}

bool journey_show(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_journey(&q, r->captures[0]);
}

bool journeys_post(struct request *r)
{
	struct receipt receipt = {0};
	struct asking q = asking_of(r);
	const char *bytes;
	size_t n;

	if (!body_whole(&r->body, &bytes, &n, &r->fault) ||
		!journeys_tell(&q, r->key.name, bytes, n, &receipt))
		return false;
	return answer_receipt(r, true, &receipt);
}

#define STEP_BODY_MOST 4096

static bool is_hubs_own(struct request *r)
{
	return !r->key.party ||
	       fault_say(&r->fault, FAULT_FORBIDDEN,
		       "the key %.64s has a party; exceptions are the hub's: a journey tells its own",
		       r->key.name);
}

bool exceptions_get(struct request *r)
{
	const char *state = request_param(r, "state");
	const struct alerts_asked asked = {.all = state && strcmp(state, "all") == 0,
		.code = request_param(r, "code"),
		.container = request_param(r, "container"),
		.owner = request_param(r, "owner")};
	struct asking q = asking_of(r);
	bool good = is_hubs_own(r) && alerts_list(&q, &asked);

	r->next = q.next;
	return good;
}

bool exception_show(struct request *r)
{
	struct asking q = asking_of(r);

	return is_hubs_own(r) && alerts_show(&q, r->captures[0]);
}

bool exception_post(struct request *r)
{
	struct asking q = asking_of(r);
	json_t *body;

	return is_hubs_own(r) && json_body(r, STEP_BODY_MOST, "a step", &body) &&
	       alerts_step(&q, r->captures[0], r->key.name, body);
}

bool exception_rules(struct request *r)
{
	struct asking q = asking_of(r);

	return is_hubs_own(r) && alerts_rules(&q);
}
