/* Wagons, trains and what happens at borders. */
#include "http/handlers.h"
#include "http/request.h"
#include "http/within.h"
#include "service/answer_rail.h"

bool wagons_list(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_wagons(&q, request_param(r, "place"), request_param(r, "train"));
}

bool wagon_show(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_wagon(&q, r->captures[0]);
}

bool trains_list(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_trains(
		&q, request_param(r, "place"), request_param(r, "name"), request_param(r, "day"));
}

bool train_show(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_train(&q, r->captures[0], request_param(r, "day"));
}

bool gauge_changes_list(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_gauge_changes(&q, request_param(r, "place"), request_param(r, "since"));
}

bool handovers_list(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_handovers(&q, request_param(r, "place"), request_param(r, "since"));
}
