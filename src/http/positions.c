#include "http/positions.h"

#include "http/handlers.h"
#include "http/json_body.h"
#include "http/request.h"
#include "service/positions.h"
#include "service/trackers.h"
#include "system/log.h"

#include <microhttpd.h>

#define TRACKER_BODY_MOST 4096

bool positions_get(struct request *r)
{
	struct positions_asked asked = {request_param(r, "container"), request_param(r, "wagon"),
		request_param(r, "train"), request_param(r, "device"), request_param(r, "since"),
		request_param(r, "until")};
	struct asking q = asking_of(r);
	bool good = answer_positions(&q, &asked);

	r->next = q.next;
	return good;
}

static bool is_hubs_own(struct request *r)
{
	return !r->key.party ||
	       fault_say(&r->fault, FAULT_FORBIDDEN,
		       "the key %.64s has a party; trackers are the hub's, so that needs an operator's key "
		       "without one",
		       r->key.name);
}

bool trackers_get(struct request *r)
{
	struct asking q = asking_of(r);
	bool good = is_hubs_own(r) && trackers_list(&q);

	r->next = q.next;
	return good;
}

bool tracker_show(struct request *r)
{
	struct asking q = asking_of(r);

	return is_hubs_own(r) && trackers_show(&q, r->captures[0]);
}

static void told(struct request *r, const char *what)
{
	log_line(LOG_INFO, what, "device", r->captures[0], "by", r->key.name, "requestId", r->id, NULL);
}

bool tracker_put(struct request *r)
{
	struct asking q = asking_of(r);
	json_t *body;
	bool made;

	if (!is_hubs_own(r) || !json_body(r, TRACKER_BODY_MOST, "a tracker", &body) ||
		!trackers_put(&q, r->captures[0], r->key.name, body, &made))
		return false;
	if (made)
		r->status = MHD_HTTP_CREATED;
	told(r, "a tracker was told of");
	return true;
}

bool tracker_delete(struct request *r)
{
	struct asking q = asking_of(r);

	if (!is_hubs_own(r) || !trackers_drop(&q, r->captures[0], request_param(r, "since")))
		return false;
	told(r, "what was told of a tracker was dropped");
	return true;
}
