#include "http/disruptions.h"

#include "base/limits.h"
#include "http/handlers.h"
#include "http/json_body.h"
#include "http/request.h"
#include "service/disrupt.h"

static bool is_hubs_own(struct request *r)
{
	return !r->key.party || fault_say(&r->fault, FAULT_FORBIDDEN,
					"the key %.64s has a party; routes are the hub's, so that needs an "
					"operator's key without one",
					r->key.name);
}

bool disruptions_post(struct request *r)
{
	struct asking q = asking_of(r);
	json_t *body;

	return is_hubs_own(r) && json_body(r, LIMIT_DISRUPTION_BODY, "a disruption", &body) &&
	       answer_disruption(&q, r->key.name, body);
}
