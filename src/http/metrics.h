/*
 * Counters, in Prometheus' text format: requests by endpoint and status, their time, bodies, lanes, messages,
 * events, the process.  Counting is lock-free.
 */
#ifndef HTTP_METRICS_H
#define HTTP_METRICS_H

#include "base/text.h"
#include "service/ingest.h"

#include <stdint.h>

struct endpoint;
struct metrics;
struct server;

struct metrics *metrics_new(void);
void metrics_free(struct metrics *m);
/* e NULL: no endpoint of ours. */
void metrics_request(struct metrics *m, const struct endpoint *e, int status, int64_t us, uint64_t received,
	uint64_t sent);
void metrics_receipt(struct metrics *m, const struct receipt *r);
void metrics_write(struct server *s, struct text *out);

#endif
