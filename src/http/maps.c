/* The map, the corridors and the hubs. */
#include "http/handlers.h"
#include "http/request.h"
#include "http/within.h"

#include <stdatomic.h>

static bool told(struct request *r, const struct asking *q, bool good)
{
	r->passing = q->passing;
	return good;
}

bool map_show(struct request *r)
{
	struct asking q = asking_of(r);

	return told(r, &q, answer_map(&q, request_param(r, "status"), request_param(r, "place")));
}

bool corridors_show(struct request *r)
{
	struct asking q = asking_of(r);

	if (!atomic_load(&r->server->ready))
		return fault_say(&r->fault, FAULT_BUSY, "the server is still starting");
	r->lasting = true;
	return answer_corridors(&q);
}

bool hubs_list(struct request *r)
{
	struct asking q = asking_of(r);

	return told(r, &q, answer_hubs(&q));
}

bool hub_show(struct request *r)
{
	struct asking q = asking_of(r);

	return told(r, &q, answer_hub(&q, r->captures[0]));
}

bool stock_show(struct request *r)
{
	struct asking q = asking_of(r);

	return told(r, &q, answer_stock(&q, request_param(r, "place")));
}
