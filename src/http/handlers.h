/* What the endpoints do: each writes its answer into the request or returns false with its fault. */
#ifndef HTTP_HANDLERS_H
#define HTTP_HANDLERS_H

#include "service/answers.h"

#include <stdbool.h>

struct request;

/* What a request asks of the service: who, how much, from where. */
struct asking asking_of(struct request *r);

struct receipt;
/* A receipt as the answer, counted; it is let go.  good: as it came; returned as it is. */
bool answer_receipt(struct request *r, bool good, struct receipt *receipt);

bool health_show(struct request *r);
bool ready_show(struct request *r);
bool metrics_show(struct request *r);
bool openapi_show(struct request *r);
bool asset_show(struct request *r);
bool messages_post(struct request *r);
/* Whether it is a post that others may be taken in together with; the conn they share is the first one's. */
bool messages_join(const struct request *r);
void messages_post_together(struct request *const *r, size_t n);
bool messages_list(struct request *r);
bool message_show(struct request *r);
bool message_raw(struct request *r);
bool intakes_list(struct request *r);
bool intake_show(struct request *r);
bool intake_raw(struct request *r);
bool intake_contrl(struct request *r);
bool intake_replay(struct request *r);
bool containers_list(struct request *r);
bool container_show(struct request *r);
bool history_show(struct request *r);
bool lookup_post(struct request *r); /* in http/lookup.c */
bool places_list(struct request *r);
bool place_show(struct request *r);
bool map_show(struct request *r); /* these in http/maps.c */
bool corridors_show(struct request *r);
bool hubs_list(struct request *r);
bool hub_show(struct request *r);
bool stock_show(struct request *r);
bool wagons_list(struct request *r); /* these in http/rail.c */
bool wagon_show(struct request *r);
bool trains_list(struct request *r);
bool train_show(struct request *r);
bool gauge_changes_list(struct request *r);
bool handovers_list(struct request *r);
bool documents_list(struct request *r);
bool document_show(struct request *r);
bool events_list(struct request *r);
bool event_show(struct request *r);

#endif
