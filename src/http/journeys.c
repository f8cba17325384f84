#include "http/journeys.h"

#include "http/handlers.h"
#include "http/request.h"
#include "http/within.h"
#include "service/answer_journeys.h"

bool journeys_get(struct request *r)
{
	const char *container = request_param(r, "container");
	struct asking q = asking_of(r);

	if (!container)
		return fault_say(&r->fault, FAULT_BAD_REQUEST, "container: say of which one, as container=CSQU3054383");
	return answer_journeys(&q, container);
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

	if (!body_whole(&r->body, &bytes, &n, &r->fault) || !journeys_tell(&q, r->key.name, bytes, n, &receipt))
		return false;
	return answer_receipt(r, true, &receipt);
}
